"""Sketches of problems about quantities and relations in three steps."""

SKETCHES = (
    (
        "a*b; _+c; a+_ where a 3..15, b 2..4, c 2..20",
        "{B} is {a}. {C} is {c} years older than {times_b} {B's} age. [How old are they together|What is the sum of "
        "the two ages]?",
        "{B} caught {a} [crabs|fish]. {C} caught {c} more than {times_b} as many. [How many|So how many|Tell me, how "
        "many] did the two of them [catch|bring home]?",
        "The short [hose|pole] is {a} feet long. The long one is {c} feet longer than {times_b} that. [Laid end to "
        "end, how many feet do they reach?|Find their total length in feet.]",
        "my brother sold {a} tickets and i sold {c} more than {times_b} as many as he did. whats our total?",
    ),
    (
        "a*b; _-c; a+_ where a 5..20, b 2..4, c 2..12",
        "There are {a} girls at the party. The number of boys is {c} less than {times_b} the number of girls. [How "
        "many|Question: how many] [kids|children] are at the party?",
        "A hen house has {a} [white|black] hens. It has {c} fewer than {times_b} as many brown hens. How many hens "
        "[in all|altogether|live there]?",
        "If {B} did {a} sit-ups and {C} did {c} fewer than {times_b} as many, how many sit-ups did they do in total?",
    ),
    (
        "a+b; a+_; _+c where a 3..40, b 2..30, c 3..40",
        "{B} has {a} [pins|magnets], {C} has {b} more than {B}, and {D} has {c}. How many do the three have "
        "[together|in all]?",
        "The first bus carries {a} people, the second carries {b} more than the first, and {c} people come by car. "
        "How many people [is that|are coming]?",
        "On Monday we [picked|gathered] {a} pounds of grapes, on Tuesday {b} pounds more than on Monday, and on "
        "Wednesday {c} pounds. How many pounds [did we pick|was that] over the three days?",
    ),
    (
        "a-b; a+_; c-_ where a 20..60, b 2..18, c 60..160",
        "{S} [started|opened] a book of {c} pages. {he} read {a} pages on Friday and {b} fewer on Saturday. [How "
        "many|And how many|So, how many] pages [are left|remain]?",
        "A farm has {c} animals: {a} goats, {b} fewer sheep than goats, and [the rest|the others] are pigs. How many "
        "pigs are there?",
        "The {c} seats of a [hall|theater] fill slowly. {a} people come early, then a group that is {b} smaller. How "
        "many seats are [still empty|still free] after that?",
        "We want to collect {c} cans. The third grade brought {a} and the fourth grade brought {b} fewer than the "
        "third. How many more cans do we need?",
    ),
    (
        "a*b; a+_; c-_ where a 3..25, b 2..4, c 60..180",
        "Of the {c} [balloons|flags] in the hall {a} are gold, {times_b} as many are silver, and the [others|rest] "
        "are white. [How many|Question: how many] are white?",
        "A jar holds {c} jelly beans. {a} are red, there are {times_b} as many green ones, and all the others are "
        "yellow. [How many yellow ones are there?|Find the number of yellow jelly beans.]",
        "{B}, {C} and {D} planted {c} trees [altogether|in all|in total]. {B} planted {a} and {C} planted {times_b} "
        "as many as {B}. [How many|Then how many|So how many] did {D} plant?",
        "A theater group wants to sell {c} tickets. On Thursday it sold {a}, on Friday {times_b} as many. How many "
        "tickets are not sold yet?",
    ),
    (
        "a/b; a+_; _+c where a 10..80, b 2..5, c 3..30",
        "{B} has {a} {items}. {C} has {part_b} as many as {B}, and {D} has {c}. How many {items} do they have "
        "[altogether|in all|if they put them together]?",
        "In the aquarium there are {a} guppies, {part_b} as many snails, and {c} shrimp. [How many|Question: how "
        "many] animals is that?",
        "I drove {a} miles on Monday, {part_b} of that distance on Tuesday and {c} miles on Wednesday. How many "
        "miles did I drive in the three days?",
    ),
    (
        "a/b; a-_; _-c where a 20..150, b 2..6, c 2..30",
        "[A grocer|A stallholder] had {a} [melons|pumpkins|cabbages], sold {part_b} of them in the morning and {c} "
        "more in the afternoon. How many [remained|were unsold]?",
        "{a} people were at the concert. At the break {part_b} of them [left|went home], and later {c} others left "
        "too. [How many|And how many|So, how many] heard the end?",
        "{S} [picked|gathered] {a} apples. {part_b} of them went into a pie and {c} were given to a neighbor. How "
        "many apples did {he} still have?",
        "there were {a} [cookies|muffins] in the jar. my brother ate {part_b} of them and i had {c}. whats left?",
        "{part_b} of the {a} eggs in a crate are brown and {c} are speckled; all the others are white. How many are "
        "white?",
    ),
    (
        "a/b; a-_; _+c where a 20..150, b 2..6, c 2..40",
        "A tank held {a} gallons. {part_b} of it leaked out, then {c} gallons were poured in. [How many|And how "
        "many|So, how many] gallons are in the tank now?",
        "The choir had {a} singers. {part_b} of them moved away and {c} new ones joined. How big is the choir now?",
        "{S} had {a} {items}, gave {part_b} of them to a friend and [bought|got] {c} new ones. How many {items} did "
        "{he} have in the end?",
        "A ship left with {a} passengers. At the first port {part_b} of them got off and {c} came aboard. How many "
        "passengers [sailed on|were on the ship after that]?",
    ),
    (
        "a/b; a-_; _/c where a 20..180, b 2..6, c 2..8",
        "A school of {a} [pupils|students|kids] goes to the lake; {part_b} of them swim and the others sit in boats, "
        "{c} to a boat. [How many|So how many|Tell me, how many] boats [are there|do they need]?",
        "{S} baked {a} {bakes}. {he} kept {part_b} of them and shared the rest [equally|evenly] among {c} neighbors. "
        "How many did each neighbor get?",
        "Of {a} books, {part_b} were damaged. The good ones were put on {c} shelves, the same number on each. How "
        "many books per shelf?",
        "Work it out: {a} [marbles|buttons|beads], {part_b} of them lost, the others split evenly between {c} "
        "[kids|children]. [How many|Then how many|So how many] for each?",
    ),
    (
        "a+b; _+c; _/d where a 5..50, b 5..50, c 5..50, d 2..10",
        "{a} second graders, {b} third graders and {c} fourth graders go on a [school trip|field trip]. One van "
        "holds {d} [children|kids]. How many vans [are needed|must be ordered]?",
        "{S} cut {a} red, {b} white and {c} pink [roses|tulips] and tied all of them in bunches of {d}. How many "
        "bunches did {he} make?",
        "{B} found {a} [shells|pebbles|feathers], {C} found {b} and {D} found {c}. They put all of them in rows of "
        "{d}. [How many|Then how many|So how many] rows [do they get|are there]?",
        "[We|My friends and I] [collected|gathered] {a} cans on Friday, {b} on Saturday and {c} on Sunday, then "
        "packed them in boxes of {d}. How many boxes did we fill?",
        "The bakery made {a} plain, {b} cheese and {c} onion bagels. They go into bags with {d} bagels each. How "
        "many bags [is that|will there be]?",
    ),
    (
        "a+b; _+c; d-_ where a 5..40, b 5..40, c 5..40, d 90..180",
        "A hike of {d} miles takes four days. We walked {a} miles on day one, {b} on day two and {c} on day three. "
        "[How long is the last day|How far is it on the last day], in miles?",
        "A [wedding|party] list has {d} names. {a} people said no, {b} have not answered and {c} are unsure; all the "
        "others said yes. How many said yes?",
        "Four friends did {d} hours of work for the club. {B} did {a}, {C} did {b} and {D} did {c}. [How many|And "
        "how many|So, how many] hours did the fourth friend do?",
        "the zoo has {d} birds: {a} parrots, {b} flamingos, {c} owls, and [the rest|the others] are penguins. [how "
        "many|then how many|so how many] penguins?",
    ),
    (
        "a-b; _+c; _-d where a 20..70, b 3..30, c 3..40, d 3..30",
        "A bus has {a} people on it. {b} get off at the school and {c} get on. At the market {d} get off. [How "
        "many|So how many|Tell me, how many] people are on the bus [then|after the market]?",
        "At eight there were {a} cars in the car park. By nine {b} had driven off and {c} had arrived. By ten {d} "
        "more were gone. How many are parked there at ten?",
        "The kiosk had {a} newspapers. It sold {b}, got a delivery of {c} and then sold {d} more. [How many are "
        "left|What is left]?",
        "{S} had {a} {items}. {he} gave {b} away, got {c} as a present and lost {d}. [How many|Question: how many] "
        "did {he} have [in the end|after all that]?",
    ),
    (
        "a+b; _-c; _+d where a 5..60, b 3..40, c 3..50, d 3..40",
        "A pond had {a} ducks. {b} more flew in, {c} flew off and then {d} little ones hatched. How many ducks are "
        "on the pond now?",
        "A library shelf with {a} books got {b} new ones. Then {c} books were lent out and {d} others came back from "
        "readers. How many are on the shelf [now|at the moment]?",
        "i got {a} emails in my inbox, {b} more came in, i deleted {c} and then another {d} showed up. how many "
        "emails are in it",
    ),
    (
        "a+b; _-c; _+d where a 20..50, b 3..40, c 2..10, d 2..20",
        "Now there are {a} people on the train. At the last stop {b} got off and {c} got on; at the stop before it "
        "{d} got off and nobody got on. [How many|So how many|Tell me, how many] were on the train before those two "
        "stops?",
        "I gave {b} [marbles|buttons|beads] to {B}, found {c}, and then gave {d} to {C}. That left me with {a}. [How "
        "many|Then how many|So how many] did I have at the start?",
        "A [shop|store] ended the day with {a} bikes after it had sold {b}, taken in {c} and rented out {d}. How "
        "many bikes were there in the morning?",
    ),
    (
        "a+b; _-c; _/d where a 10..80, b 10..80, c 2..30, d 3..10",
        "{a} boys and {b} girls came to the tryouts and {c} of them were sent home. [The others|The rest] were split "
        "into {d} equal groups. How many [are in a group|kids are in each group]?",
        "{B} and {C} put {a} and {b} {sweets} in one bowl, ate {c} and shared the rest with "
        "[friends|cousins|classmates] so that each of {d} people got the same. How many did each person get?",
        "The [farmer|rancher] [picked|gathered] {a} pears from one tree and {b} from another. {c} were rotten. The "
        "good ones fill baskets of {d}. [How many|So how many|Tell me, how many] baskets [is that|are filled]?",
    ),
    (
        "a*b; c*d; _1+_2 where a 2..12, b 2..12, c 2..12, d 2..12",
        "A barn has {a} stalls with {b} cows each and {c} pens with {d} pigs each. [How many|So how many|Tell me, "
        "how many] animals are in the barn?",
        "{a} [vans|minibuses] with {b} people each and {c} cars with {d} people each drive to the beach. How many "
        "people [go|are going] [in all|altogether|to the beach]?",
        "Hi! I need the number of chairs: {a} tables have {b} chairs and {c} tables have {d}.",
        "The left shelf has {a} rows of {b} jars; on the right there are {c} rows of {d}. [Find|Work "
        "out|Determine|Give] the total number of jars.",
        "{S} packed {a} large boxes with {b} {items} each and {c} small boxes with {d} each. How many {items} did "
        "{he} pack?",
    ),
    (
        "a*b; c*d; _1-_2 where a 6..14, b 6..14, c 2..8, d 2..8",
        "{S} baked {a} [trays|sheets] of {b} {bakes}. {c} [friends|cousins|classmates] ate {d} each. How many "
        "[are|were] left?",
        "A cinema has {a} rows of {b} seats. {c} groups of {d} people come in. How many seats stay [empty|free]?",
        "In the school hall there are {a} rows of {b} chairs, and in the gym {c} rows of {d}. How many more chairs "
        "are there in the hall?",
        "[The|A] warehouse had {a} [crates|boxes] with {b} bottles each. {c} customers took {d} bottles each. [How "
        "many|Then how many|So how many] bottles [does it have now|remain]?",
    ),
    (
        "a*4; b*2; _1+_2 where a 2..30, b 2..40",
        "How many legs do {a} [cows|pigs|goats] and {b} [chickens|ducks|geese] have [in all|together]?",
        "There are {a} dogs and {b} people in the park. Count [all the|their] legs: how many are there?",
        "A parking lot has {a} cars and {b} bicycles. [How many|And how many|So, how many] wheels is that, [if "
        "nobody has a spare|spares not counted]?",
        "On my [uncle|aunt|neighbor]'s farm there are {a} horses and {b} [turkeys|hens]. [How many feet is that|What "
        "is the total number of feet]?",
    ),
    (
        "a-b; _*4; c*_2 where a 3..20, b 2..10, c 2..5",
        "A [farmer|rancher] has {a} donkeys and sells {b}. Every hoof of the others needs {c} new nails. A donkey "
        "has four hooves. [How many|So how many|Tell me, how many] nails are needed?",
        "A garage had {a} cars to service, but {b} were canceled. Each wheel of the other cars needs {c} bolts and a "
        "car has 4 wheels. How many bolts are needed?",
        "Of the {a} square tables we use all but {b}. Each side of a table seats {c} people. How many people can sit?",
    ),
    (
        "a*4; b-_; _/2 where a 2..20, b 20..150",
        "A field of cows and hens has {b} legs in it. {a} of the animals are cows. [How many|And how many|So, how "
        "many] hens are there?",
        "A [shop|store] sells cars with four wheels and motorbikes with two. Together they have {b} wheels, and "
        "there are {a} cars. [How many|Question: how many] motorbikes does it have?",
        "{a} [tables|benches] with four legs and some two-legged stands have {b} legs [altogether|in all|in total]. "
        "How many stands are there?",
    ),
    (
        "a+b; c+d; _1-_2 where a 20..70, b 20..70, c 3..40, d 3..40",
        "{B} sold {a} tickets in May and {b} in June. {C} sold {c} in May and {d} in June. [How many|And how "
        "many|So, how many] more did {B} sell [in all|than {C}|over the two months]?",
        "The lions scored {a} points in the first half and {b} in the second; the bears scored {c} and {d}. By how "
        "many points did the lions win?",
        "In our street there are {a} cats and {b} dogs, in yours {c} cats and {d} dogs. How many more of these pets "
        "are in our street?",
        "What's the difference between what I got ({a} and {b} points) and what my friend got ({c} and {d} points) "
        "[in total|overall]?",
    ),
    (
        "a+b; c-d; _1-_2 where a 10..60, b 10..50, c 15..60, d 2..20",
        "{B} had {a} {items} and got {b} more. {C} had {c} and lost {d}. How many more does {B} have than {C} now?",
        "Room one has {a} chairs and {b} are carried in. Room two has {c} chairs and {d} are carried out. How many "
        "more chairs are in room one than in room two [then|now]?",
    ),
    (
        "a-b; c-d; _1+_2 where a 10..70, b 2..40, c 10..70, d 2..40",
        "{B} has {a} {items} and gives away {b}. {C} has {c} and gives away {d}. [How many|Then how many|So how "
        "many] do they have together [after that|now]?",
        "One tray had {a} cups and {b} broke. The other had {c} and {d} broke. How many whole cups are [there|left] "
        "on both?",
        "{a} adults and {c} kids signed up, then {b} adults and {d} kids dropped out. [How many|So how many|Tell me, "
        "how many] people [remain|are still signed up]?",
        "The morning show had {a} seats, {b} of them empty. The evening show had {c} seats and {d} were empty. [How "
        "many|Then how many|So how many] people saw [the show|it]?",
    ),
    (
        "a*b; _-c; _/d where a 3..14, b 4..14, c 2..30, d 2..9",
        "{S} made {a} [trays|batches] of {b} {bakes}. {c} of them burned. The good ones went into boxes of {d}. [How "
        "many|Question: how many] boxes [were filled|did {he} fill]?",
        "{a} teams of {b} players entered the camp, but {c} players got sick. The others form new teams of {d}. [How "
        "many|Then how many|So how many] teams [is that|are there now]?",
        "A teacher opened {a} packs of {b} crayons, put {c} in her desk and gave the rest to {d} pupils in equal "
        "shares. How many did each pupil get?",
        "I have {a} sheets with {b} stickers. I keep {c} and split the others [equally|evenly] among {d} friends. "
        "How many does each friend get?",
    ),
    (
        "a*b; _+c; _/d where a 3..14, b 3..12, c 3..30, d 2..9",
        "{a} [bags|sacks|packs] of {b} {fruits} and {c} loose ones are shared [equally|evenly] by {d} families. How "
        "many does each family [get|take]?",
        "There are {a} groups of {b} scouts and {c} leaders. They all ride in vans for {d}. How many vans do they "
        "need?",
        "A gardener has {a} [trays|sheets] of {b} seedlings and {c} single plants. All of them go in {d} equal rows. "
        "How many plants are in [one|each] row?",
    ),
    (
        "a*b; _+c; d-_ where a 2..9, b 2..10, c 3..40, d 90..180",
        "A stadium block has {d} seats. {a} school classes of {b} [pupils|students|kids] and {c} other fans sit in "
        "it. How many seats are free?",
        "{S} wanted to save ${d}. {he} had {a} weeks of ${b} pocket money saved up and ${c} from {his} grandma. How "
        "much more did {he} need?",
        "For a [quilt|blanket] of {d} squares I have sewn {a} rows of {b} and {c} single squares. How many squares "
        "do I [still need|have left to sew]?",
    ),
    (
        "a*b; a+_; _/c where a 3..20, b 2..5, c 3..10",
        "{B} found {a} shells and {C} found {times_b} as many. They [pooled|put together] all the shells and split "
        "them [equally|evenly] with some [friends|cousins|classmates], {c} people [in all|altogether|in total]. [How "
        "many|So how many|Tell me, how many] shells did each get?",
        "There are {a} teachers and {times_b} as many [children|kids] going to [the zoo|the museum|the castle]. A "
        "[boat|tram|minibus] takes {c} people. How many trips does it have to make?",
        "A box has {a} white candles and {times_b} as many red ones. They are packed in sets of {c}. How many sets "
        "[can be made|are there]?",
    ),
    (
        "a+b; _*c; _-d where a 3..20, b 2..20, c 2..5, d 2..30",
        "{C} has {b} more {items} than {B}, who has {a}. {D} has {d} fewer than {times_c} as many as {C}. How many "
        "does {D} have?",
        "Each of {a} girls and {b} boys painted {c} eggs, and {d} eggs got broken. How many painted eggs [are "
        "left|remain]?",
        "{a} blue boxes and {b} green boxes hold {c} cups each. After {d} cups were taken out, how many are in the "
        "boxes?",
    ),
    (
        "a-b; _*c; _+d where a 10..40, b 2..30, c 2..4, d 2..30",
        "{B} is {a}. {C} is {b} years younger than {B}, and {D} is {d} years older than {times_c} {C's} age. How old "
        "is {D}?",
        "There were {a} tables, {b} were removed, and {c} chairs stand at each of the others. {d} chairs stand by "
        "the wall. [How many|So how many|Tell me, how many] chairs are in the room?",
        "the green team has {b} points less than the red team, which has {a}. the blue team has {d} more than "
        "{times_c} the points of the green team. [how many|question: how many] points for blue?",
    ),
    (
        "a+b; _/2; _+c where a 6..80, b 4..60, c 2..30",
        "{D} is {c} years older than half of the combined age of {B} and {C}. {B} is {a} and {C} is {b}. How old is "
        "{D}?",
        "{B} and {C} pooled their {sweets}, {a} and {b}, and each took half. Then {B} got {c} more from a neighbor. "
        "How many did {B} have in the end?",
    ),
    (
        "a*2; _+b; _*2 where a 3..30, b 2..20",
        "I spent half of my [coins|tokens], [dropped|lost] {b}, then spent half of the rest and had {a} left. How "
        "many did I start with?",
        "Half of the people left a train at the first stop, {b} got off at the second, half of the others got off at "
        "the third and {a} stayed on. How many were there at the beginning?",
        "[I'm thinking|Think] of a number. Half of it, less {b}, and that halved again gives {a}. [What is|What's] "
        "the number?",
    ),
    (
        "a/2; a-_; _/b where a 12..180, b 2..8",
        "There are {a} campers. Half of them go rowing and the rest split into {b} equal teams. How many are in each "
        "team?",
        "{S} used half of {his} {a} beads for a necklace and made bracelets with {b} beads each from the rest. [How "
        "many|And how many|So, how many] bracelets did {he} make?",
    ),
    (
        "a/b; _*c; a-_ where a 12..150, b 5..8, c 2..4",
        "{S} put {a} {items} into {b} equal piles and gave {c} of the piles away. How many {items} did {he} keep?",
        "A cake fair had {a} slices on {b} plates, the same on each plate. {c} of the plates sold out. How many "
        "slices [are left|remain]?",
        "{a} soldiers stand in {b} equal rows. {c} of the rows march off. How many soldiers are still standing there?",
    ),
    (
        "a/b; _/c; a-_ where a 12..180, b 2..5, c 2..5",
        "{part_b} of the {a} kids at a school play an instrument, and {part_c} of those play the drums. [How "
        "many|And how many|So, how many] kids at the school do not play the drums?",
        "Of the {a} apples in a crate {part_b} are green. {part_c} of the green ones are sour; no other apple is. "
        "How many apples are not sour?",
    ),
    (
        "a/b; _-c; a+_ where a 24..90, b 2..4, c 2..15",
        "{B} has {a} {toys}. {C} has {c} fewer than {part_b} of that. [How many do both have in all|How many is that "
        "for the two of them]?",
        "A mother is {a}. Her daughter is {c} years younger than {part_b} of her age. What do their ages add up to?",
        "The big hall seats {a} people; the small one seats {c} fewer than {part_b} of that. How many people can sit "
        "in the two halls?",
    ),
    (
        "a/b; _+c; a-_ where a 20..120, b 2..6, c 2..25",
        "{a} [pupils|students|kids] chose a sport. {part_b} of them chose tennis and {c} others chose golf. The rest "
        "picked soccer. How many picked soccer?",
        "A [farmer|rancher] has {a} acres. {part_b} of the land and another {c} acres are planted with corn; the "
        "rest is hay. How many acres of hay are there?",
        "I read {part_b} of [the|my] {a}-page book on the train and {c} more pages at home. [How many|Then how "
        "many|So how many] pages do I still have?",
        "If one tank has {a} fish and a second tank has {c} more than {part_b} as many, how many fewer fish does the "
        "second tank have?",
    ),
    (
        "a+b; _+b; _+b where a 3..50, b 2..20",
        "A plant is {a} inches tall in March and grows {b} inches every month. How tall is it in June?",
        "A club had {a} members. Each of the next three months {b} people joined. How many members are there "
        "[now|after that]?",
    ),
    (
        "a*2; _*2; _-b where a 3..40, b 2..50",
        "A colony of {a} ants doubles in size every week. After two weeks {b} ants move away. [How many|And how "
        "many|So, how many] ants [stay|remain]?",
        "I started with {a} points. In round one my points doubled, in round two they doubled again, and in round "
        "three I lost {b}. What's my score?",
        "{D} is {b} years younger than twice {C's} age, and {C} is twice as old as {B}. {B} is {a}. How old is {D}?",
    ),
)
