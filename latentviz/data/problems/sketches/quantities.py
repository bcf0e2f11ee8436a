"""Sketches of problems about quantities and relations, mostly in two steps."""

SKETCHES = (
    (
        "a+b; a+_ where a 3..60, b 2..30",
        "How many [cookies|muffins] did we eat in total if {B} had {a} and I had {b} more than {B}?",
        "Add {B's} {a} points to {C's} score, which is {b} points higher. [What do you get|What is the sum]?",
        "{B} [picked|collected|gathered] {a} [seashells|pine cones|chestnuts] and {C} found {b} more than {B}. How "
        "many [did they find between them|do the two have together]?",
        "There are {a} kids on the red team. The blue team has {b} [kids |]more than the red team. [How many kids "
        "play in all?|Find the number of kids on both teams.|What is the number of players on the two teams combined?]",
        "my sister got {a} birthday cards and i got {b} more than her. [how many|then how many|so how many] cards "
        "did we get [altogether|in all|total]?",
        "[Our|The] morning yoga class has {a} members; the evening [class|one] has {b} more. [Work "
        "out|Calculate|Figure out] how many [members there are in both classes|people do yoga in the two classes].",
    ),
    (
        "a-b; a+_ where a 8..70",
        "how many hrs did i work in the two weeks if i did {a} last week and {b} less this week?",
        "How many [lemons|limes|pears] are there [in the two crates|altogether] if the first crate holds {a} and the "
        "second holds {b} fewer?",
        "{B} is {a} [years old|]. {C} is {b} years younger. [What is the sum of their ages|What do their ages add up "
        "to]?",
        "On Saturday {S} sold {a} raffle tickets, but on Sunday {he} sold {b} fewer than on Saturday. What's the "
        "total for the [weekend|two days]?",
        "The front garden has {a} tulips. [There are|We counted] {b} fewer in the back garden. How many tulips [is "
        "that|bloom] in both gardens?",
    ),
    (
        "a*b; a+_ where a 3..30, b 2..6",
        "How many pets are at the show if there are {a} cats and {times_b} as many dogs?",
        "Please tell me how many people work here: {a} in the office and {times_b} as many in the factory.",
        "{B} read {a} pages last night. {C} read {times_b} as many. How many pages did [the two of them|they both] "
        "read [in all|altogether|together]?",
        "A pet [shop|store] has {a} parrots and {times_b} as many [goldfish|guppies|turtles]. [Find|Work "
        "out|Determine|Give] the [total |]number of animals.",
        "We saw {a} swans on the lake and {times_b} as many ducks. [So how many birds was that|How many birds did we "
        "see]?",
        "if i did {a} push-ups and my brother did {times_b} as many, how many push-ups is that for [both of us|the "
        "two of us]?",
    ),
    (
        "a*b; _-a where a 3..30, b 2..6",
        "By how many does {C} lead if {B} has {a} votes and {C} has {times_b} that many?",
        "A big [tank|barrel] holds {times_b} as much as the {a}-gallon one. How many more gallons does the big one "
        "hold?",
        "{B} has {a} [stickers|stamps|badges] and {C} has {times_b} as many. How many more does {C} have [than {B}|]?",
        "The oak tree is {times_b} as [tall|high] as the {a}-foot [apple tree|cherry tree]. By how many feet is the "
        "oak taller?",
        "A grandfather is {times_b} as old as his {a}-year-old grandson. [What is|What's] the difference between "
        "their ages?",
    ),
    (
        "a/b; a+_ where a 6..90, b 2..5",
        "Last month the bakery made {a} wedding cakes and this month it made {part_b} as many. How many is that [in "
        "all|altogether]?",
        "{B} caught {a} fish. {C} caught only {part_b} as many[ as {B}|]. Can you tell me how many fish they caught "
        "in total?",
        "There are {a} girls in the choir, and {part_b} as many boys. How many [children|kids|singers] is that?",
    ),
    (
        "a/b; a-_ where a 10..120, b 2..6",
        "How many candles still burn if {part_b} of all {a} candles went out?",
        "Suppose {part_b} of {a} seeds never sprout. [How many|Then how many|So how many] do?",
        "i had {a} songs on my phone & deleted {part_b} of them. how many now?",
        "{a} [passengers|people|tourists] were on the ferry and {part_b} of them got off at the island. [How many|So "
        "how many|Tell me, how many] [stayed on|are still on board|went on]?",
        "A farmer had {a} [sheep|goats|lambs] and sold {part_b} of [them|the herd]. How many does the farmer have now?",
        "{part_b} of the {a} [bulbs|lamps] in the hall [are|have] burnt out. How many still work?",
        "{S} baked {a} {bakes}. {part_b} of them [burned|went to the neighbors|were for school]. How many {bakes} "
        "[were left|remained]?",
    ),
    (
        "a/b; _+c where a 10..120, b 2..6, c 2..30",
        "How old is {C}, who is {c} years older than {part_b} of {B's} age, if {B} is {a}?",
        "{C} has {part_b} as many model cars as {B}, who has {a}. [For a birthday|At a flea market] {C} gets {c} "
        "more. How many model cars does {C} have then?",
        "My [cousin|friend] owns {a} comic books. I own {c} more than {part_b} of that number. How many comic books "
        "[do I own|are mine]?",
        "Out of {a} [pupils|students|kids] {part_b} signed up for chess; then {c} teachers joined the chess club "
        "too. How many are in the club?",
    ),
    (
        "a/b; _-c where a 20..160, b 2..5, c 2..20",
        "{a} people came to [the zoo|the museum|the castle], {part_b} of them were children, and {c} of the children "
        "had a pass. How many children [came without a pass|did not have a pass]?",
        "A village has {a} houses, {part_b} of them with a garden, but {c} of those with a garden stand empty. [How "
        "many|And how many|So, how many] houses with a garden are lived in?",
        "{B} is {c} years younger than {part_b} of {C's} age. If {C} is {a}, how old is {B}?",
    ),
    (
        "a+b; _+c where a 5..60, b 3..40, c 3..40",
        "How long was the ribbon before {b} inches and then {c} inches were cut off, if {a} inches [are left|remain]?",
        "i ended up with {a} candies after giving {b} to my sis and {c} to my bro. how many at the start?",
        "From what number must you take {b} and then {c} so that {a} is left?",
        "After giving {b} [marbles|buttons|beads] to {B} and {c} to {C}, I [have|still have|am left with] {a}. [How "
        "many|And how many|So, how many] did I [have at first|start with|begin with]?",
        "{S} gave {b} {items} to {his} [cousin|friend], lost {c} and ended up with {a}. [How many|And how many|So, "
        "how many] {items} did {he} have [originally|at the beginning|to start with]?",
        "The baker sold {b} loaves in the morning and {c} in the afternoon, and {a} loaves were left at closing "
        "time. [How many|Then how many|So how many] loaves had [been baked|the baker made]?",
        "{b} people got off the tram at the station and {c} [more |]at the market. Now there are {a} on it and "
        "nobody got on. How many were on the tram before?",
        "[Find|Work out|Determine|Give] the number of eggs in a basket if {b} were cooked, {c} broke and {a} are "
        "still there.",
    ),
    (
        "a+b; _-c where a 20..60, b 5..40, c 2..20",
        "I took {b} [coins|tokens] out of a jar, then dropped {c} new ones in, and now it holds {a}. With how many "
        "did I start?",
        "The shelter had {a} cats, took in {b} [strays|more] and found homes for {c}. How many cats [live there "
        "now|are there]?",
        "{a} cars were parked [in the garage|on the lot] this morning. By noon {b} [others |more ]had come in and "
        "{c} had left. [How many cars are there at noon|How many were there then]?",
        "whats left if u have {a} apples, buy {b} more and use {c} in a pie?",
    ),
    (
        "a-b; _+c where a 10..60, b 2..40, c 2..40",
        "How many people are in the cafe if {a} were there, {b} went out and {c} came in?",
        "[Find|Work out|Determine|Give] the number of cars in a lot that had {a}, after {b} leave and {c} enter.",
        "my playlist had {a} songs, i removed {b} and added {c}. how many songs now",
        "The bus left the depot with {a} people. At the first stop {b} got off and {c} got on. How many [were|are] "
        "on the bus [now|after that stop]?",
        "Some [library|school] shelf held {a} books; {b} were borrowed, and later {c} new ones were added. [How "
        "many|And how many|So, how many] are on it?",
        "{a} people were [waiting in line|in the queue]. {b} gave up and went home, while {c} joined at the end. How "
        "long is the line now, in people?",
        "Before lunch a hotel had {a} guests. {b} checked out and {c} checked in. [How many guests does it have "
        "now|What is the number of guests now]?",
        "{S} had {a} {items} in a drawer, [threw out|got rid of] {b} and put in {c} new ones. [How many|Question: "
        "how many] {items} were in the drawer then?",
    ),
    (
        "a+b; _/c where a 8..80, b 6..80, c 2..12",
        "How many [tables|benches] of {c} do {a} uncles and {b} aunts fill?",
        "Divide {a} red and {b} blue chips [equally|evenly] among {c} players. [How many|Then how many|So how many] "
        "chips does each player get?",
        "can u tell me how many cars we need for {a} adults and {b} [kids|children] if {c} fit in one car?",
        "{a} girls and {b} boys are going [to the museum|on a trip|camping]. If each van takes {c} [children|kids], "
        "how many vans [are needed|do they need|will that be]?",
        "{B} and {C} put their {toys} together: {a} from {B} and {b} from {C}. They sort them into piles of {c}. How "
        "many piles [do they get|are there|does that make]?",
        "A florist has {a} [roses|tulips] and {b} lilies and [ties|makes] bunches of {c} flowers. How many bunches "
        "[can be made|is that]?",
        "{c} friends pooled what they found, {a} walnuts and {b} hazelnuts, and shared all the nuts "
        "[equally|evenly]. How many nuts [did each get|went to each friend|per person]?",
    ),
    (
        "a-b; _/c where a 20..150, b 2..50, c 2..12",
        "How many does each of {c} dogs get if I have {a} treats, save {b} and give out the rest evenly?",
        "Take {b} from a pile of {a} stones and lay the rest in {c} equal rows. [Work out|Calculate|Figure out] how "
        "many stones are in a row.",
        "Of {a} plums {b} were bad and thrown away. [The others|The rest] were shared [equally|evenly] by {c} "
        "[children|kids]. How many did each [get|receive|eat]?",
        "{S} made {a} {bakes} and kept {b} for {his} family. [The rest|The others] went into boxes, {c} in each. "
        "[How many|So how many|Tell me, how many] boxes did {he} fill?",
        "a school has {a} students but {b} are out sick. if the others make teams of {c}, how many teams are there?",
        "We need to walk {a} miles. We've done {b} [already|so far] and have {c} days left. How many miles "
        "[must|should] we walk each day if we do the same every day?",
    ),
    (
        "a-b; _*c where a 6..20, b 2..8, c 2..12",
        "A small theater has {a} rows of {c} seats. The first {b} rows are closed. [How many|So how many|Tell me, "
        "how many] seats can be [sold|used|booked]?",
        "{a} tables were ordered for a wedding, but {b} orders got cancelled. With {c} chairs per table, how many "
        "chairs are needed?",
        "{S} [bought|got] {a} cartons with {c} eggs each and gave {b} full cartons away. How many eggs did {he} keep?",
    ),
    (
        "a+b; _*c where a 2..12, b 2..12, c 2..8",
        "Each child gets {c} [pencils|stickers|balloons]. There are {a} girls and {b} boys. How many are "
        "[needed|handed out]?",
        "{B} planted {a} rows of carrots and {C} planted {b}. Every row has {c} plants. [How many carrot plants is "
        "that|How many plants are there]?",
        "A spider has eight legs, but a robot toy has {c}. How many legs do {a} blue and {b} green robot toys have?",
        "[Work out|Calculate|Figure out] the number of tires {a} [old|used] trucks and {b} new [trucks|ones] need if "
        "each has {c} tires.",
    ),
    (
        "a+b; c-_ where c 40..180, a 5..60, b 5..60",
        "How many more miles are there to go on a {c}-mile trip after legs of {a} and {b} miles?",
        "we r {c} in the group. {a} want pizza, {b} want pasta, the rest want salad. how many salads?",
        "A [parking lot|car park] has {c} [spaces|spots]. {a} cars and {b} [vans|minibuses] are parked there. [How "
        "many|So how many|Tell me, how many] [spaces|spots] are [free|empty|open]?",
        "The band needs {c} songs for a long evening and knows {a} slow and {b} fast ones. [How many|Then how "
        "many|So how many] more [must it learn|songs does it need]?",
        "{c} kids are in the swim club. {a} are beginners, {b} are intermediate and the rest [compete|are advanced]. "
        "How many kids are in that last group?",
        "On a three-day hike of {c} miles we did {a} miles the first day and {b} the second. How far [did we|do we "
        "have to] walk on day three?",
        "{B}, {C} and {D} scored {c} points together. {B} had {a} of them and {C} had {b}. How many did {D} score?",
    ),
    (
        "a*b; c-_ where a 2..12, b 2..12, c 60..180",
        "A club wants to sell {c} {bakes}. So far {a} [boxes|cartons|bins] of {b} have been sold. How many {bakes} "
        "are still [to be sold|left]?",
        "There are {c} chairs [in the hall|in the gym]. Somebody set up {a} rows of {b}. How many chairs are [not in "
        "a row|left over]?",
        "i have {c} photos and {a} album pages that hold {b} photos each. [how many|question: how many] photos wont "
        "fit?",
        "How many more points do I need to reach {c} if I already made {a} baskets worth {b} points each?",
    ),
    (
        "a*b; _+c where a 2..12, b 2..12, c 2..40",
        "How many people came, if {a} buses brought {b} each and {c} came on foot?",
        "{b} [kids|children] each brought {a} cans and the teacher brought {c}. What's the total?",
        "{a} full [trays|sheets] of {b} {bakes} and {c} loose ones are on the counter. How many {bakes} [are "
        "there|is that]?",
        "{B} is {a} years old. {C} is {c} years older than {times_b} {B's} age. How old is {C}?",
        "{C} has {c} more than {times_b} as many {items} as {B}. {B} has {a}. How many does {C} have?",
        "After packing {a} bags with {b} oranges each, {S} had {c} oranges left. [How many|And how many|So, how "
        "many] oranges did {he} have [to begin with|in the first place|before]?",
        "[When|Once] the teacher had made {b} teams of {a} players, {c} children had no team. How many children [are "
        "in the class|were there]?",
    ),
    (
        "a*b; _-c where a 3..15, b 2..8, c 2..20",
        "How many seats are free when {c} people sit in a room with {a} rows of {b} seats?",
        "{a} [bags|sacks|packs] of {b} marbles, {c} marbles missing. Number of marbles?",
        "Our sunflower was {a} inches tall in May. In July it was {c} inches short of {times_b} that height. How "
        "tall was it in July?",
        "{B} made {a} origami cranes. {C} made {c} fewer than {times_b} as many as {B}. How many did {C} make?",
        "{a} nests with {b} eggs each, and a fox stole {c} of the eggs. [How many|Then how many|So how many] eggs "
        "[are left|remain]?",
        "a shelf has {a} boards w/ {b} jars on each. {c} jars fell down and broke. how many are still ok?",
    ),
    (
        "a*b; _/c where a 3..15, b 3..12, c 2..9",
        "{S} baked {a} [trays|sheets] of {b} {bakes} and put them into [bags|tins|boxes] of {c}. [How many|And how "
        "many|So, how many] were filled?",
        "A coach has {a} [boxes|cartons|bins] with {b} [tennis balls|cones] each and splits [all of them|everything] "
        "[equally|evenly] among {c} teams. How many does each team get?",
        "{a} packs of {b} [juice boxes|granola bars] are shared by {c} hikers. How many for each [hiker|one|of them]?",
        "The {b} desks in each of {a} rows get moved into rows of {c}. How many rows are there then?",
    ),
    (
        "a-b; _/2 where a 20..150, b 2..30",
        "[What is|What's] the smaller of two numbers whose sum is {a} if the larger one is {b} more?",
        "{B} and {C} have {a} {items} between them. {C} has {b} more than {B}. How many does {B} have?",
        "Two sacks weigh {a} pounds together, one of them {b} pounds more than the other. What does the lighter sack "
        "weigh?",
        "A rope of {a} feet was cut in two. One piece is {b} feet longer than the other. [Find|Work "
        "out|Determine|Give] the length of the shorter piece.",
        "{a} [children|kids] go to the camp; there are {b} more girls than boys. [How many|So how many|Tell me, how "
        "many] boys go?",
    ),
    (
        "a+b; _/2 where a 20..150, b 2..30",
        "Together two brothers weigh {a} kilos and the older one weighs {b} kilos more than the younger. How heavy "
        "is the older?",
        "{B} and {C} picked {a} {fruits} [in all|altogether|in total], and {B} picked {b} more than {C}. How many "
        "did {B} pick?",
        "{a} votes went to two pets: the hamster got {b} more than the rabbit. [How many|Question: how many] votes "
        "did the hamster get?",
    ),
    (
        "a-b; c-_ where a 10..34, b 2..20, c 35..95",
        "I had {a} [pencils|crayons], but {b} got lost. For my class I need {c}. How many [more |]do I have to "
        "[buy|get]?",
        "A recipe book club wants {c} members. It had {a}, then {b} quit. How many new members [must it find|are "
        "needed]?",
        "{B} is {a}. {C} is {b} years younger than {B}, and their neighbor is {c}. [How many|Then how many|So how "
        "many] years older than {C} is the neighbor?",
    ),
    (
        "a+b; c+_ where a 3..40, b 2..30, c 3..40",
        "{B} has {a} [shells|cards], and {C} has {b} more than {B}. {D} has {c} more than {C}. How many does {D} have?",
        "The second test had {b} more questions than the first, which had {a}. The third had {c} more than the "
        "second. [How many|Then how many|So how many] questions were on the third test?",
    ),
    (
        "a*b; _*2 where a 2..12, b 2..8",
        "A beekeeper has {a} hives with {b} frames each and wants to double the number of frames. [How many|Then how "
        "many|So how many] will there be?",
        "{B} walks {a} [miles|kilometers] a day for {b} days. {C} walks twice that distance in total. How far does "
        "{C} walk?",
        "One loaf takes {a} cups of flour. How many cups for {b} loaves on Saturday and just as many loaves on Sunday?",
    ),
    (
        "a*2; _*2 where a 2..45",
        "A pond had {a} frogs in spring. The number doubled by summer and doubled again by fall. How many frogs [is "
        "that|were there in fall]?",
        "[In June|At first] a channel had {a} followers. Every month the number doubles. How many followers after "
        "two months?",
        "{B} has twice as many coins as {C}; {C} has twice as many as {D}, who has {a}. [How many|So how many|Tell "
        "me, how many] coins does {B} have?",
    ),
    (
        "a/2; _/2 where a 8..180",
        "A ribbon {a} [inches|centimeters] long is folded in half, and then in half again. How long is the folded "
        "ribbon?",
        "{B} is half as old as {C} and {C} is half as old as {D}. {D} is {a}. How old is {B}?",
        "{S} had {a} {sweets}, gave half of them to a friend and then half of what remained to {his} mother. How "
        "many [were left|remained]?",
    ),
    (
        "a/2; _-b where a 10..120, b 2..30",
        "Half of the {a} [muffins|pies] were sold before ten, and {b} of the others went by noon. How many [were "
        "left|remained] at noon?",
        "On Monday a [baker|cook] used half of {a} eggs. On Tuesday another {b} were used. How many eggs [are "
        "left|remain]?",
        "{a} [kids|children] came to the pool. Half went home at four and {b} more at five. How many stayed "
        "[longer|after five]?",
    ),
    (
        "a+b; _*2 where a 2..60, b 2..30",
        "I [gave away|handed out] half of my [beads|marbles], then lost {b} and was left with {a}. [How many|Then "
        "how many|So how many] did I have [at the start|first]?",
        "Think of a number: half of it minus {b} is {a}. [What is|What's] [the|that] number?",
        "A train was emptied by half in the city. In the next town {b} got off, leaving {a} aboard. How many were "
        "there first?",
    ),
    (
        "a-7; _/7 where a 14..190",
        "{S} had {a} vitamin tablets and [took|used up] one a day for a week. At one a day, for how many more weeks "
        "will the rest last?",
        "My holiday diary has {a} pages and I fill one each day. I've been away a week. For how many more weeks is "
        "there paper?",
    ),
    (
        "a-b; _-c; _*d where a 10..40, b 2..15, c 2..15, d 2..6",
        "{a} [kids|children] signed up, {b} canceled and {c} were ill. Each of the others got {d} "
        "[medals|snacks|balloons]. How many is that?",
        "An orchard had {a} trees. A storm felled {b} and {c} were cut. If each remaining tree gives {d} baskets of "
        "[apples|pears|peaches], how many baskets will there be?",
        "A cook had {a} bowls, broke {b} and lent {c} to a friend, and puts {d} dumplings in every bowl left. How "
        "many dumplings?",
    ),
    (
        "a+b; c+d; _1+_2 where a 3..45, b 3..45, c 3..45, d 3..45",
        "{B} has {a} red and {b} green apples. {C} has {c} red and {d} green ones. How many apples do they have "
        "together?",
        "Morning: {a} adults, {b} kids. Afternoon: {c} adults, {d} kids. [How many|Then how many|So how many] "
        "visitors [in all|altogether|in total]?",
        "A bus has {a} people downstairs and {b} upstairs, another one {c} downstairs and {d} upstairs. Tell me the "
        "number of people on both buses, please.",
    ),
    (
        "a+b; c-d; _1+_2 where a 5..50, b 3..40, c 10..60, d 2..30",
        "Pond one had {a} carp and got {b} more; pond two had {c} and lost {d}. [How many|And how many|So, how many] "
        "carp are in both ponds now?",
        "The choir had {a} women and {b} more joined. It had {c} men and {d} of them left. How big is the choir now?",
    ),
)
