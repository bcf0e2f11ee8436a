"""Sketches of everyday situations: products, quotients and more."""

SKETCHES = (
    (
        "a*4 where a 2..45",
        "A square [garden|table|tile|sandbox] has sides of {a} [feet|meters|inches]. [What is its perimeter|How "
        "long is the edge all the way around|How far is it around]?",
        "How many [legs|paws] do {a} [dogs|cats|foxes] have [altogether|in all]?",
        "How many wheels are [there |]on {a} cars?",
        "{S} <has/have> {a} [tables|chairs] with 4 legs each. [How many legs is that|How many legs are there]?",
        "How many quarters make {a} dollars?",
    ),
    (
        "a*b where a 2..6, b 2..30",
        "{B} is {b} years old. [Grandpa|Uncle {C}|The teacher] is {times_a} as old. [What is the age of the older "
        "one|How old is the older person]?",
        "{B} has {times_a} as many [stamps|coins|dolls|goals] as {C}, who has {b}. [How many does {B} have|How "
        "many has {B} got]?",
        "My [bag|bike|suitcase] weighs {b} pounds, and yours weighs {times_a} as much. [How heavy is yours|What "
        "does yours weigh]?",
        "It takes {B} {b} minutes to [get ready|mow the lawn|clean the windows], and {C} {times_a} as long. How "
        "long does {C} take?",
        "{S} had {b} {items} last year. Now it's {times_a} as many. [How many is that|How many does that make|What "
        "number is that]?",
    ),
    (
        "a*2 where a 5..95",
        "{S} swam {a} laps on [Saturday and just as many on Sunday|Monday and again on Tuesday]. How many laps is "
        "that [in all|altogether]?",
        "The [trip|way] to [school|the office|grandma's] is {a} minutes. How long [there and back|for a round trip]?",
        "{B} has {a} {items} and {C} has [double|twice] that. [How many does {C} have|How many has {C} got]?",
        "I [cut|broke] a [stick|board] in half and each [piece|half] is {a} inches. How long was it?",
    ),
    (
        "a/b where b 2..12",
        "{S} shared {a} [cookies|stickers|grapes|marbles] [equally|evenly] among {b} [kids|friends|children]. How "
        "many did each [one |]get?",
        "[If {b} people|When {b} people] split {a} [pancakes|dumplings|nuggets] [equally|evenly], how many does "
        "each [one |]get?",
        "We're {b} people and the bill is ${a}. [What does each of us pay|How much is it for each of us|How much "
        "do I pay], split evenly?",
        "A teacher [hands out|gives out] {a} [sheets|markers|worksheets] [equally|evenly] to {b} groups. How many "
        "[for each|for every group]?",
        "{a} kids form {b} [equal teams|teams of the same size]. [How many are on a team|How many kids per team]?",
    ),
    (
        "a/b where b 2..12",
        "{b} [notebooks|lemons|tickets|yogurts] cost ${a}. How much is one?",
        "I paid ${a} for {b} [identical |]{items}. [What was the price of each|How much was one|What did a single "
        "{item} cost]?",
        "{S} earned ${a} in {b} hours. [How much is that per hour|What does that make an hour]?",
        "[Find|Work out] the [unit price|price of one] if {b} [pens|towels|melons] [are|go for|cost] ${a}.",
    ),
    (
        "a/b where b 2..20",
        "A book has {a} pages. {S} <reads/read> {b} [a|every|each] day. [How many days will it take|In how many "
        "days is it finished]?",
        "{S} <needs/need> ${a} and <saves/save> ${b} [a|every|each] week. [How many weeks does it take]?",
        "There are {a} [eggs|muffins|bottles] to pack, {b} to a box. How many boxes [are needed|will be full|do we "
        "need]?",
        "How many [pieces|strips] of {b} inches can be cut from a {a}-inch [board|ribbon|rope]?",
        "A dog eats {b} cups of food [a|every] day. The bag [holds|has] {a} cups. [How many days will it last|For "
        "how many days is that enough]?",
        "{a} [students|scouts] go by van, {b} in each. How many vans?",
    ),
    (
        "a/7 where a 14..196",
        "How many weeks are {a} days?",
        "{S} read {a} pages in one week, the same number [each|every] day. How many pages [a day|per day|each day] "
        "was that?",
        "My birthday is in {a} days. How many weeks [is that|do I have to wait]?",
        "A [cat|rabbit] [ate|got] {a} [treats|carrots] last week, equally many every day. How many [a day|each "
        "day|per day]?",
    ),
    (
        "a/12 where a 24..192",
        "How many dozen are {a} [eggs|doughnuts|roses]?",
        "{S} baked {a} [rolls|cookies|muffins] and packed them by the dozen. How many [boxes|bags] is that?",
        "[The fence|A rope|The couch] is {a} inches long. What is that in feet[, at 12 inches to the foot| (12 "
        "inches each)]?",
        "A child is {a} months old. How many years is that?",
        "[The gym|The insurance|My phone plan] costs ${a} a year, paid in 12 equal [parts|payments], one a month. "
        "How much is one [payment|month]?",
    ),
    (
        "a/4 where a 8..196",
        "The perimeter of a square [garden|table|yard] is {a} [feet|meters]. [How long is one side|What is the "
        "length of a side]?",
        "[Each|Every] car gets 4 [new |]tires. [For how many cars are {a} tires enough|How many cars can get new "
        "tires if there are {a}]?",
        "I count {a} legs of [sheep|cows|horses] in the barn. How many animals is that?",
        "{S} <has/have> {a} quarters. How many dollars is that?",
        "A quarter of the {a} seats are [red|new|taken]. [How many is that|How many does that make|What number is "
        "that]?",
    ),
    (
        "a/b where b 2..5",
        "{part_b} of the {a} [pupils|guests|members] [wear glasses|are vegetarian|came by bike]. [How many is "
        "that|How many does that make|What number is that]?",
        "{S} had {a} {items} and gave {part_b} of them away. How many did {he} give away?",
        "{C} scored {a} points and {B} [scored|got|made] {part_b} as many. How many points did {B} get?",
        "I [slept|was asleep] for {part_b} of the {a}-minute [ride|flight|film]. How many minutes [did I sleep|is "
        "that]?",
        "A sweater costs ${a}. A scarf costs {part_b} of that. What does the scarf cost?",
    ),
    (
        "a/b where b 2..10",
        "{S} [rode|drove|traveled] {a} miles in {b} hours at a steady speed. [How fast is that in miles per "
        "hour|How many miles per hour is that|What was {his} speed in miles per hour]?",
        "A [rectangle|rectangular rug|garden bed] has an area of {a} square feet and is {b} feet wide. [How long "
        "is it?|Find its length.|What is its length?]",
        "The [car|van|scooter] went {a} miles on {b} gallons. How many miles [is that per gallon|does it go on one "
        "gallon]?",
        "[A tap|A hose] filled {a} liters in {b} minutes. How much [runs out|comes out] [per|every|each] minute?",
        "{B} did {a} [jumps|sit-ups|throws] in {b} minutes. How many [per|a] minute[, on average|]?",
    ),
    (
        "a-b where a 3..60, b 2..58",
        "[Flight|Train|Bus] {g} was {b} minutes late [yesterday|on Monday] and {a} minutes late [today|on "
        "Tuesday]. How many minutes longer was the second [delay|wait]?",
        "{S} waited {a} minutes [in line|for the bus|at the dentist] and {B} waited {b}. [By how many minutes do "
        "the two waits differ|What is the difference|By how much was one wait longer]?",
        "my [screen time|gaming time] was {a} hrs last week, {b} hrs this week. [how much less is it|by how many "
        "hours did it go down]?",
    ),
    (
        "a-b where a 20..150, b 5..140",
        "[Before the trip|When we set out] the [odometer|counter] showed {b} miles, [at the end|when we came home] "
        "{a}. [How far did we go|How long was the trip|How many miles did we drive]?",
        "The water meter [read|showed] {b} [last month|in April] and {a} [this month|in May]. [How much water was "
        "used|How many units were used] in between?",
        "I was on level {b} [before the weekend|on Friday] and now I'm on level {a}. How many levels did I "
        "[gain|go up]?",
        "The stairs have {a} steps. I'm on step {b}. [How many more to the top|How many steps do I still have to "
        "climb|How many are above me]?",
    ),
    (
        "a-b",
        "[Only|Just] {b} of {a} [fans|members|parents] voted. How many did not [vote|bother]?",
        "{a} [messages|emails] came in [today|overnight], {b} of them spam. How many were [real|not spam]?",
        "{S} sent out {a} invitations, and {b} people [said no|cannot come|turned them down]. How many [might "
        "still come|did not say no]?",
        "Of [the|our] {a} [lightbulbs|lamps|streetlights], {b} [don't work|are burned out]. [How many still "
        "work|How many are working]?",
    ),
    (
        "a-b",
        "{S} <needs/need> {a} [beads|bricks|tiles|screws] for [a project|one job] and <has/have> {b}. [How many "
        "more does it take|How many are missing|How many more must {he} get]?",
        "The recipe [calls for|needs] {a} [grams|ounces] of sugar, but I [only have|have just|found only] {b}. "
        "[How much more do I need|How much is missing]?",
        "A class of {a} has {b} [textbooks|laptops|chairs]. [How many more are needed|How many are missing], if "
        "everyone gets one?",
        "need {a} signatures, got {b}. [how many to go|how many more]?",
    ),
    (
        "a-b",
        "The sum of a number and {b} is {a}. [What is the number?|Find the number.|Which number is it?]",
        "I [think of|picked|have] a number. If I add {b}, I get {a}. What [is it|is my number]?",
        "{S} [bought|got|picked up] a plant and a pot for ${a}. The pot [was|cost] ${b}. What did the plant cost?",
        "A [dog|suitcase|box] and a [cat|bag|basket] weigh {a} pounds [together|in all]. The lighter one is {b} "
        "pounds. How heavy is the other?",
    ),
    (
        "a-b",
        "{S} had {a} {animals}, but {b} of them [ran away|were sold|moved to another farm]. How many {animals} "
        "[stayed|are left]?",
        "The shelter has {a} [cats|puppies|rabbits]. This [week|weekend], {b} [found a home|were adopted]. [How "
        "many are still waiting for one|How many remain at the shelter]?",
        "After {b} [fish|guppies|snails] were [moved|taken] out of the tank of {a}, how many are in it?",
        "{a} [hens|ducks|geese] live on the farm. A [hawk|fox|thief] [took|got] {b}. How many [does the farm have "
        "now|are left]?",
    ),
    (
        "a-b",
        "{S} hung up {a} {clothes} [to dry|on the line], and {b} were dry by noon. How many were still wet?",
        "[Laundry day!|My closet is too full.] Of {a} {clothes} I [gave away|tossed|donated] {b}. How many do I "
        "have now?",
        "A [store|stall] had {a} {clothes} on sale and sold {b}. How many {clothes} [weren't sold|were not "
        "sold|are left]?",
        "{b} of [the|my] {a} [socks|gloves|shirts] have holes. How many [are fine|have none]?",
    ),
    (
        "a-b where a 20..100, b 2..98",
        "A [river|pool|well] was {a} inches deep. [During the dry summer|In the heat] the water level fell by {b} "
        "inches. How deep is it now?",
        "The [snow|water] was {b} cm deep on [Monday|the first day], {a} cm on [Friday|the last day]. How many cm "
        "[were added|deeper did it get]?",
        "We are on floor {a} and go down {b} floors[ in the elevator|]. Which floor is that?",
        "A hot air balloon is at {a} meters and [sinks|goes down|drops] {b} meters. [How high is it now|What is "
        "its height now]?",
    ),
    (
        "a+b",
        "{S} read {a} pages [before dinner|in the morning|on the train] and {b} more [in bed|after dinner|at "
        "night]. [How many pages did {he} read|How many pages is that|What's the total]?",
        "I did {a} math problems [at school|in class] and {b} at home. [Can you tell me how many I did|How many "
        "did I do] [in all|altogether|in total]?",
        "{S} sent {a} [texts|emails|letters] on Monday and {b} on Tuesday. How many [is that|did {he} send] in two "
        "days?",
        "[I've watched|We watched] {a} episodes of one show and {b} of another. How many episodes [altogether|is "
        "that]?",
    ),
    (
        "a+b",
        "There are {b} more forks than spoons in the house. If there are {a} spoons, how many forks are there?",
        "{B} beat {C} by {b} points. {C} had {a}. [How many did {B} have|What was {B}'s score]?",
        "This year's [pumpkin|melon] is {b} pounds heavier than last year's, which was {a}. [How heavy is it|What "
        "does it weigh]?",
        "[If|When] I subtract {b} from my [secret |]number I get {a}. What is my [secret |]number?",
    ),
    (
        "a+b",
        "{S} lost {a} {items} and still <has/have> {b}. How many did {he} have before?",
        "[A tailor|The hiker|A builder] cut off {a} feet of rope, and {b} feet are left. How long was the rope [at "
        "first|before]?",
        "The temperature fell {b} degrees and is {a} now. What was it before?",
        "{a} people got off the [bus|train|ferry] and {b} stayed on. How many [were on it|rode on it] before?",
        "I'm {b} dollars short: I have ${a} [on me|with me]. What does the thing [I want|in the shop] cost?",
    ),
    (
        "a+b",
        "{S} [picked|gathered] {a} pounds of [cherries|berries|beans] and {B} [picked|gathered] {b} pounds. How "
        "many pounds is that [together|in all]?",
        "My first bag holds {a} [coins|acorns|pebbles], the other {b}. [How many do I have?|How many "
        "altogether?|Find the total.]",
        "One tank has {a} fish in it and the other has {b}. How many in both?",
        "[Add up|Count] the {a} adults and {b} children on the [boat|tour]: how many people are there?",
    ),
    (
        "a*b where a 2..15, b 2..12",
        "A [baker|pizza shop|cook] uses {a} [eggs|cups of flour|tomatoes] [per|for each|for every] cake. How many "
        "for {b} cakes?",
        "Every page [has|holds] {a} [photos|stickers|stamps]. How many on {b} pages?",
        "[A spider|An octopus|A robot] in a cartoon has {a} [arms|eyes]. How many would {b} of them have?",
        "{S} did {b} [sets|rounds] of {a} [push-ups|curls|lunges]. How many is that [in all|altogether]?",
        "one [episode|song|level] is {a} min. how many min for {b}?",
    ),
    (
        "a*b where a 2..20, b 2..10",
        "It costs ${a} a day to [board a dog|rent a car|park here|rent a tent]. [What is the price for {b} "
        "days|How much for {b} days|How much is it for {b} days]?",
        "My [phone plan|rent for the garage|music class] is ${a} a month. How much have I paid [after|in] {b} months?",
        "{S} <saves/save> ${a} every week. How much [will {he} have|is saved] after {b} weeks?",
        "if gas is ${a} a gallon and i [need|buy|get] {b} gallons, how much [is it|will that be|do i pay]?",
        "[What would|How much would] {b} pounds of [cheese|shrimp|nuts] cost at ${a} [a|per] pound?",
    ),
    (
        "a*b where a 2..30, b 2..6",
        "A trail is {a} km long, and {S} <walks/walk> it {b} times. How many kilometers is that?",
        "{S} <drives/drive> at {a} miles an hour for {b} hours. How far is that?",
        "The [train|ferry|bus] covers {a} miles each hour. [What distance does it cover|How far does it go|How far "
        "will it get] in {b} hours?",
        "from my door to [work|school] it is {a} blocks. how many blocks do i walk if i go {b} times?",
    ),
    (
        "a*b where a 2..40, b 2..5",
        "My [sister|brother|friend] has [saved|won] ${a}, and I have {times_b} as much. [How much do I have|What "
        "do I have]?",
        "A [kitten|puppy|calf] weighed {a} pounds and now weighs {times_b} as much. What is its weight now?",
        "The [old|small] [theater|stadium] has {a} seats. The new one has {times_b} as many. How many seats is that?",
        "{B} can jump {a} inches[ high|]. A [frog|kangaroo|cat] jumps {times_b} as high. How many inches [is "
        "that|does it jump]?",
    ),
    (
        "a*5 where a 2..40",
        "How many fingers are on {a} hands, thumbs [counted|included]?",
        "{S} <reads/read> {a} [pages|articles|poems] a day, Monday to Friday. How many is that [a week|per week|in "
        "one week]?",
        "I have {a} nickels[ in my pocket|]. How many cents is that?",
        "A school week has 5 days. How many school days are [in|there in] {a} [full |]weeks?",
    ),
    (
        "a*10 where a 2..19",
        "{S} <has/have> {a} dimes. How many cents is that?",
        "How many millimeters are there in {a} centimeters?",
        "I got {a} ten-dollar bills [for my birthday|from the bank|as change]. How much money is that?",
        "Each correct answer is worth 10 points. {S} got {a} right. [What was the score|How many points is that]?",
    ),
    (
        "a*3 where a 2..60",
        "How many feet are [there |]in {a} yards?",
        "{S} <eats/eat> three [eggs|apples|bananas] a day. How many is that in {a} days?",
        "A triangle has three sides of {a} [cm|inches] each. [What is its perimeter|How far is it around]?",
        "[Tricycles have|Every tricycle has] 3 wheels. How many wheels do {a} tricycles have?",
        "{B} is {a}, and {C} is three times that age. [How old is {C}|What is {C}'s age]?",
    ),
    (
        "a/b where b 2..10",
        "{S} [poured|filled] {a} ounces of [juice|soup|tea] equally into {b} [jars|glasses|bowls]. How much is in "
        "each?",
        "{a} [meters of cloth|feet of wire|inches of tape] are cut into {b} equal [parts|lengths]. How long is "
        "each one?",
        "[The coach|Our teacher|The camp leader] splits {a} [players|kids|scouts] into groups of {b}. How many "
        "groups [are there|is that]?",
        "{b} [friends|workers|roommates] share ${a} equally. [What does each get|How much for each of them|How "
        "much is one share]?",
        "[soda|juice|gum] comes in packs of {b}. how many packs do i need to get {a}?",
    ),
    (
        "a/b where b 2..12",
        "{S} <has/have> {a} {items} to put in {boxes} of {b}. How many {boxes} [are needed|does it take]?",
        "{S} planted {a} [bulbs|carrots|onions] in rows of {b}. [How many rows is that?|How many rows were "
        "there?|Find the number of rows.]",
        "A roll has {a} [inches|feet] of [tape|ribbon|wire]. Each gift takes {b}. For how many gifts is [it|one "
        "roll] enough?",
        "Each table [seats|is for] {b}. How many tables do {a} [guests|people] need?",
    ),
    (
        "a/b where b 2..10",
        "[One|A] [movie ticket|burger|plant] is ${b}. How many can you buy [with|for] ${a}?",
        "i have ${a}. [a toy|a game|one comic] costs ${b}. how many can i [get|buy]?",
        "{S} spent ${a} on [stamps|candles|plants] at ${b} each. How many did {he} [buy|get]?",
        "At ${b} an hour, how many hours of [work|babysitting|gardening] [make|bring in|earn you] ${a}?",
    ),
    (
        "a/b where b 2..6",
        "{B} is {a} years old, which is {times_b} as old as {C}. [How old is {C}|What is {C}'s age]?",
        "This time {a} people came. That's {times_b} as many as last time. How many came [then|last time]?",
        "The {a}-foot [tower|pole] is {times_b} as tall as the tree. How tall is the tree?",
        "{B} has {a} {items}, {times_b} as many as {C}. [How many does {C} have|How many has {C} got]?",
    ),
    (
        "a/b where b 2..12",
        "It takes {S} {a} minutes to [wash|clean|paint] {b} [windows|chairs|cars]. How [long|many minutes] for one?",
        "{S} walked {a} km in {b} days, the same each day. How many km a day?",
        "{b} [cats|puppies|goats] eat {a} [cans|cups] of food in total, all the same amount. How much does each eat?",
        "[A printer|A copier] does {a} pages in {b} minutes. How many [per|a|each] minute?",
        "{S} scored {a} points in {b} games. [What was the average per game|How many points per game is that, on "
        "average]?",
    ),
    (
        "a/2 where a 6..200",
        "{S} gave half of {his} {a} {items} [to {B}|away]. How many did {he} keep?",
        "The [coat|jacket|bed] was ${a}. It's half price [today|this week|now]. [What does it cost|How much is it]?",
        "{B} and {C} split ${a} [down the middle|equally|in half]. How much does each [get|have]?",
        "[Socks|Shoes|Gloves] come in pairs. How many pairs are {a} [of them|single ones]?",
        "A round trip is {a} miles. [How far is it one way|How many miles is it each way]?",
    ),
    (
        "a/10 where a 20..200",
        "How many dimes are {a} cents?",
        "[Ten friends|Ten kids|10 people] share {a} [shrimp|grapes|cards] equally. How many for each?",
        "A tenth of the {a} [apples|eggs|tickets] are [left|bad]. [How many is that|How many does that make|What "
        "number is that]?",
        "{S} <has/have> to pay ${a} in ten-dollar bills. How many bills [is that|does it take]?",
    ),
)
