"""More sketches whose chains of operations follow everyday word problems."""

SKETCHES = (
    (
        "a+b; _+c; _/3 where a 2..60, b 2..60, c 2..60",
        "{S} slept {a} hours over the first weekend, {b} over the second and {c} over the third. What's the "
        "average per weekend?",
        "In three games a team scored {a}, {b} and {c} points. [Find|Work out|Give] the average [score|number "
        "of points per game].",
        "We caught {a} fish on Friday, {b} on Saturday and {c} on Sunday and shared them equally among the "
        "three of us. How many did each of us [get|take home]?",
    ),
    (
        "a*b; a+_; c-_ where a 4..40, b 2..4, c 40..200",
        "There are {c} [stickers|decals] in an album. {a} [show|are of] fish, {times_b} as many [show|are of] "
        "birds, and the others [show|are of] dogs. [Calculate|Find|Give] the number of dog stickers.",
        "A [hall|theater|church] seats {c}. {a} seats are [reserved for|kept for] the press and {times_b} as "
        "many for sponsors. How many [are left|seats remain] for [the public|everyone else]?",
        "{c} kids in my grade. {a} [play|do] chess, {times_b} as many [play|do] soccer, the rest do neither, "
        "nobody does both. how many [do neither|kids do neither]?",
    ),
    (
        "a*b; _*c; _1+_2; _+a where a 2..20, b 2..4, c 2..4",
        "{B} has {a} [seashells|buttons|postcards]. {C} has {times_b} as many as {B}, and {D} has {times_c} as "
        "many as {C}. How many do the three have [in all|together|altogether|if they put them in one pile]?",
        "[On Monday|The first day] the [stand|kiosk|shop] sold {a} [hot dogs|pretzels|lemonades]. The next day "
        "it sold {times_b} as many, and the day after {times_c} as many as on the second day. [What was the "
        "total for the three days?|How many were sold over the three days?]",
        "my plant [was given|got] {a} ml of water on day one, {times_b} as much on day two, and on day three "
        "{times_c} as much as on day two. how [many ml|much water] [was it|is that] [in total|in "
        "all|altogether]?",
    ),
    (
        "a*b; _*c where a 2..8, b 2..5, c 2..20",
        "A [bunch|bouquet] has {a} roses and {times_b} as many daisies as roses. For an order of {c} such "
        "[bunches|bouquets], how many daisies [does the florist need|are needed]?",
        "[Every|Each] nurse works {a} shifts a week, and every shift is {b} hours long. How many hours do {c} "
        "[nurses|of them|such nurses] work in a week?",
        "[In the|In our] [car park|parking garage] there are {a} levels with {b} rows each, and [each row|a "
        "row] [has space for|fits|holds] {c} cars. How many cars [fit|can park there] [in all|altogether]?",
    ),
    (
        "a+b; _/2 where a 10..90, b 2..40",
        "{B} [needed|took] {a} minutes for the [quiz|test|crossword]. {C} [needed|took] {b} minutes more than "
        "{B}, and {D} only half as long as {C}. How [long|many minutes] did {D} [need|take]?",
        "We [picked|collected|gathered] {a} [walnuts|chestnuts|pinecones] in the morning and {b} in the "
        "afternoon. Half of [them all|all these] [were rotten|went bad|were bad]. How many were [bad|no good]?",
        "Two of us put our savings [together|in one jar], ${a} from me and ${b} from my [cousin|partner|mate], "
        "then split [it all|everything|the money] evenly. What [is my share|do i get]?",
    ),
    (
        "2*a; b/_ where a 2..10, b 20..200",
        "My [aunt|neighbor|boss] [cleans|brushes] the horses twice a day, with {a} wipes [each time|every "
        "time]. How many days [will|do|can] {b} wipes last?",
        "A [medicine|syrup|vitamin] is taken [twice a day|in the morning and in the evening], {a} ml each time."
        " [The bottle|One bottle] [holds|contains|has] {b} ml. [After how many days is it empty?|How many days "
        "does it last?|How many days' worth is that?]",
        "[Each|Every] sandwich [takes|needs|gets] two slices of bread and a loaf has {b} slices. Everyone "
        "[eats|gets] {a} sandwiches. How many people can [eat|be fed] from one loaf?",
    ),
    (
        "a+b; _+c; _+d; _/e where a 2..60, b 2..60, c 2..60, d 2..60, e 2..12",
        "[To make|Making] a batch of {e} candles, [a crafter|my aunt|the studio] pays ${a} for wax, ${b} for "
        "wicks and ${c} for jars, and wants ${d} profit from the [batch|lot]. What should [one candle|each "
        "candle] cost?",
        "{e} [friends|cousins|roommates] rent a [cabin|boat|camper]. They pay ${a} for the rental, ${b} for "
        "fuel, ${c} for food and ${d} for [park fees|a guide|insurance]. [If they share everything equally, "
        "what|Sharing all costs equally, how much] does each [one|of them] pay?",
        "Boxes with {a}, {b}, {c} and {d} [mangoes|books|lightbulbs] came in and were [divided|split] equally "
        "[among|between] {e} stores. How many did [each|every|one] store get?",
    ),
    (
        "a*2; _+a; _+b; _/3 where a 4..60, b 2..60",
        "{B} is {a} years old, {C} is twice as old as {B}, and {D} is {b}. [Compute the average of|Find the "
        "average of|Work out the mean of] the three ages.",
        "A [bus|shuttle] [carried|took] {a} people on its first trip, double that on the second and {b} on the "
        "third. How many people [per trip|a trip] is that on average?",
    ),
    (
        "a*b; _-c; _+d where a 4..40, b 2..5, c 2..40, d 2..30",
        "{B} is {times_b} as old as {C}, who is {a}. My aunt is {c} years younger than {B}, and my boss is {d} "
        "years older than my aunt. How old is my boss?",
        "A [baker|cafe|stall] [prepared|made] {a} trays of {b} tarts, sold {c} [of them|], and [made|baked] {d}"
        " more. How many [are there|does that leave|are for sale] now?",
        "My [niece|brother|daughter] had {a} [bags|boxes|jars] with {b} beads in each, lost {c} [beads|of the "
        "beads], and was given {d} [more|new ones] [by a friend|at school]. How many beads are there now?",
    ),
    (
        "a*2; _/4; a+_1; _3+_2 where a 6..60",
        "A [mill|shop|depot] sends out {a} [sacks|crates|pallets] on Monday, twice [as many|that number] on "
        "Tuesday, and on Wednesday a quarter of what it sent on Tuesday. How many does it send [in the three "
        "days|in total|from Monday to Wednesday]?",
        "I did {a} push-ups on [the first day|Monday], double that the next day, and [on the third day|the day "
        "after] a fourth of the second day's number. [Whats my total|How many did I do in all]?",
    ),
    (
        "a*b; c*d; _1+_2 where a 2..9, b 2..15, c 2..9, d 2..15",
        "[An orchard|The garden|Our yard] has {a} plum trees and {c} pear trees. A plum tree "
        "[gives|yields|bears] {b} kg of fruit and a pear tree {d} kg. How many kg of fruit [is that|does it "
        "give|are there] [in all|altogether|in total]?",
        "{S} worked {a} hours at ${b} [an hour|per hour] and {c} hours at ${d} [an hour|per hour]. [What did "
        "{he} earn in all?|How much money was that?|How much did {he} make?]",
        "a table [seats|is for] {b} and a booth [seats|is for] {d}. how many [people|guests] [can sit at|fit "
        "at|is that for] {a} tables and {c} booths?",
        "[Find|Compute|Work out] the total: {a} packs of {b} batteries and {c} packs of {d} batteries. How many"
        " batteries?",
    ),
    (
        "2*a; a+_; b-_ where a 2..30, b 20..150",
        "{S} made {b} [dumplings|meatballs|pancakes]. At noon {he} ate {a} and [gave|handed] twice as many to "
        "the [neighbors|kids]. How many [were left|remained]?",
        "Out of {b} [tickets|passes|vouchers], {a} went to [teachers|the press|parents] and double that number "
        "to [students|fans|members]. How many [are still there|are still available|remain]?",
        "[The|A] {b}-page notebook: {a} pages [are|got] torn out, twice as many are [full|written on]. How many"
        " [pages are empty|clean pages are left|can I still write on]?",
    ),
    (
        "a-b; 2*b; c-_2; _1+_3 where a 10..60, b 2..15, c 20..80",
        "A [storm|flood] hit a farm with {a} hens and {c} ducks. {b} hens [flew off|ran away|got lost], and "
        "twice as many ducks did. How many [birds|hens and ducks] [are still|stayed] there?",
        "{B} had ${a} and {C} had ${c}. {B} spent ${b}, and {C} spent twice as much as {B}. How much do they "
        "[still have|have left] [together|between them|in total]?",
    ),
    (
        "a*b; c*d; _1-_2 where a 3..12, b 5..15, c 2..6, d 2..7",
        "[The school|A school|The club] [bought|ordered|got] {a} boxes of pens with {b} in each and {c} boxes "
        "of pencils with {d} in each. How many more pens than pencils [is that|did it get|are there]?",
        "{B} [swam|ran] {a} times a week, {b} laps [each time|every time]. {C} did it {c} times a week, {d} "
        "laps [each time|every time]. How many more laps a week did {B} do?",
        "{a} big cans hold {b} liters each, {c} small ones {d} liters each. How many liters more [do the big "
        "cans hold|are in the big cans|go into the big cans] [altogether|in all] compared with the small ones?",
    ),
    (
        "a/b; a-_; _-c; _/2 where a 20..200, b 2..10, c 2..60",
        "A [baker|farmer|grocer] had {a} [eggs|oranges|rolls]. {part_b} of them [broke|were bad|were given "
        "away], {c} were [sold|used], and half of the [rest|others|remaining ones] went to a "
        "[neighbor|cafe|school]. How many [went|were sent] there?",
        "I had {a} photos [on my phone|in a folder]. Deleted {part_b} of them, printed and [removed|erased] {c}"
        " more, then moved half of the [rest|remaining ones] to [a disk|my laptop]. How many are still in the "
        "old place?",
    ),
    (
        "a*b; c-_ where a 2..9, b 2..15, c 20..150",
        "[Fabric|Wire|Rope] [costs|is] ${b} a meter. {S} bought {a} meters and paid with ${c}. [How much "
        "change|What change] [is due|is that|comes back]?",
        "I [handed|gave] the [cashier|seller|driver] ${c} for {a} [tickets|coffees|postcards] at ${b} "
        "[each|apiece]. How much [do I get back|change is that|comes back to me]?",
        "A [movie|talk|show] is {c} minutes long. {S} already watched {a} parts of {b} minutes each. How many "
        "minutes are [left|still to go]?",
    ),
    (
        "a*b; _-c where a 3..15, b 3..12, c 2..40",
        "The [train|plane|hall] has {a} rows of {b} seats, but {c} seats are [broken|taken|closed]. [How many "
        "can be used?|How many are free to use?|Find the number of usable seats.]",
        "[Each|Every one] of {a} [guests|players|friends] needs {b} [napkins|chips|tokens] and we have {c}. How"
        " many more [must we get|do we need|are needed]?",
        "It takes {b} eggs to make a cake. [I have|There are] only {c} in the kitchen. How many [more|extra "
        "ones] [do I need|are needed] for {a} cakes?",
    ),
    (
        "a/b; _-c where a 20..200, b 2..10, c 2..40",
        "[At a camp|In a school] of {a} [kids|children], {part_b} of them [signed up for|joined] sailing, and "
        "{c} of the sailors can swim already. How many sailors [cannot swim yet|still have to learn swimming]?",
        "{B} [earned|won|got] ${a}, which was split equally among {b} people, {B} being one of them. {B} then "
        "spent ${c} on [a meal|a taxi|a shirt]. How much [of it|] does {B} have [left|now]?",
        "{a} [pencils|markers|crayons] [go|are put] into {b} cups, the same number in each. Someone takes {c} "
        "out of one cup. How many are in that cup [now|after that]?",
    ),
    (
        "2*a; _+b where a 5..60, b 5..80",
        "The [ride|drive|walk] to the [museum|lake|office] takes {a} minutes [each way|in each direction], and "
        "{S} stayed there for {b} minutes. How many minutes was [that|it] [in all|altogether|in total]?",
        "{S} bought two [tickets|chairs|plants] at ${a} each and a [poster|lamp|book] for ${b}. [What was the "
        "total|How much was it in all|What did it come to]?",
        "To [frame|edge] a [picture|bed] I need a strip of {a} cm on the left, the same on the right, and one "
        "of {b} cm at the top. How many cm [do I need|is that] [in all|altogether]?",
    ),
    (
        "a*b; c-_; _/d; _*2 where a 2..6, b 3..15, c 40..150, d 2..8",
        "A [caterer|kitchen] made {c} [wraps|rolls|skewers]. {a} [offices|clubs|shops] got {b} each. All the "
        "others were eaten by half of the [people at a wedding|people at a party], {d} [each|per person]. How "
        "many people were there at the [feast|event]?",
        "Of {c} cups of paint, {a} [rooms|walls] took {b} cups each. The rest [was exactly enough for|did] half"
        " of the fence posts, {d} cups [a|per] post. How many fence posts are there?",
    ),
    (
        "a*b; _+c where a 2..9, b 3..15, c 2..40",
        "{S} and {a} friends went looking for [mushrooms|shells|fossils]. {S} found {c} and each friend found "
        "{b}. [How many is that in total?|How many did the whole group find?]",
        "[My sister|Our neighbor|My niece] is {g} years old. She [fills|filled] {a} [jars|tins] with {b} "
        "cookies [each|apiece] and has {c} left over. How many cookies did she [make|have at first]?",
        "{a} goats eat {b} carrots [each|apiece] and a pony eats {c}. How many carrots [is that|do they eat] "
        "[in all|altogether|together]?",
    ),
    (
        "a*b; _+c; d-_ where a 2..7, b 2..12, c 2..15, d 50..100",
        "{S} went to the [zoo|fair|pool] with {a} [kids|children]. A child's ticket [costs|is] ${b}, and {his} "
        "own ${c}. At the desk {he} paid for everyone with ${d}. [How much change did {he} get?|What is the "
        "change?]",
        "A [cart|trailer|lift] can carry {d} kg. We load {a} [boxes|bags|stones] of {b} kg and a "
        "[chair|table|barrel] of {c} kg. How many kg [more|extra] can it [take|carry]?",
        "from a {d} cm [board|ribbon|pipe] i cut {a} pieces of {b} cm and one of {c}. [whats left|how many cm "
        "are left|how long is the rest]?",
    ),
    (
        "b-a; b*c; _1*d; _2+_3 where a 2..8, b 5..20, c 2..6, d 2..6",
        "A plate costs ${b} and a mug costs ${a} less. What [is the price of|do I pay for|would you pay for] "
        "{c} plates and {d} mugs?",
        "A long shift has {b} hours and a short one {a} hours less. I work {c} long and {d} short shifts. How "
        "many hours [is that|do I work]?",
    ),
    (
        "a+b; a-c; _1+_2; _+a where a 10..50, b 2..20, c 2..20",
        "{B} made {a} [posters|masks|cards], {C} {b} more than {B}, and {D} {c} fewer than {B}. How many did "
        "[they|the three] make [in all|together|altogether]?",
        "In June it rained {a} mm. July had {b} mm more than June, August {c} mm less than June. [What was the "
        "total|How much rain fell|How many mm fell] [in the three months|over the summer|from June to August]?",
        "red beads: {a}. there are {b} more [white|green|pink] ones than that, and {c} fewer [black|yellow] "
        "ones than red. how many beads [in all|altogether|of the three colors together]?",
    ),
    (
        "a-b; _+a where a 10..90, b 2..40",
        "On Monday {a} people [came to|used|visited] the [gym|library|pool]. On Tuesday it was {b} fewer. How "
        "many [people|visits] was that on the two days [together|in total]?",
        "{B} [peeled|washed|chopped] {a} [potatoes|carrots|onions] and {C} did {b} fewer than {B}. [How many "
        "did they do together?|What is their total?|Together, how many is that?]",
    ),
    (
        "a/b; c/_ where a 12..100, b 2..10, c 20..200",
        "{S} painted {a} [eggs|tiles|stones] in {b} hours. At that [pace|speed|rate], how many hours would {c} "
        "more of them take?",
        "A [tank|barrel|pool] fills with {a} liters in {b} minutes. How many minutes does it take [to "
        "get|for|to reach] {c} liters?",
        "if {b} [tickets|notebooks|lamps] cost ${a}, how many [can I buy|do i get|can you get] for ${c}?",
    ),
    (
        "a/b; c/d; _1-_2 where a 30..200, b 2..10, c 10..90, d 2..15",
        "{B} has {a} letters to fold and does {b} a minute; {C} has {c} and does {d} a minute. How many minutes"
        " [longer|more] does {B} need?",
        "A [florist|market stall] puts {a} tulips in bunches of {b} and {c} lilies in bunches of {d}. How many "
        "more [bunches of tulips than of lilies|tulip bunches than lily bunches] [is that|are there|does that "
        "make]?",
        "One candle of {a} mm [burns|shrinks] {b} mm an hour, a [thinner|cheaper|second] one of {c} mm "
        "[burns|shrinks] {d} mm an hour. How many hours longer [does|will] the first one last?",
    ),
    (
        "a+b; _+c; d-_ where a 2..40, b 2..40, c 2..40, d 40..150",
        "[Our class|The club|Our choir] has to sell {d} [calendars|raffle tickets|candles]. So far {a} went to "
        "[parents|teachers], {b} to [neighbors|shops] and {c} to [strangers|friends]. How many [are still to be"
        " sold|more must be sold|do we still have]?",
        "The [tower|wall|model] will have {d} [bricks|blocks|pieces]. {S} put down {a} in [April|May], {b} in "
        "June and {c} in July. How many are [missing|still missing|not yet in place]?",
        "i need {d} [hours|points|stamps] for the [badge|prize]. got {a}, then {b}, then {c}. how many "
        "[more|are missing]?",
    ),
    (
        "a/2; _+a; b-_ where a 4..60, b 30..150",
        "There were {b} [cupcakes|olives|crackers] on the table. {B} took {a} and {C} took half as many as {B}."
        " How many [were left|stayed|remained] on the table?",
        "A [bucket|tank|can] held {b} cups of water. The cows drank {a} cups and the goats half as much as the "
        "cows. How many cups [are left|remain|did they leave]?",
    ),
    (
        "a*b; _/c; _-d where a 4..20, b 2..9, c 2..9, d 2..20",
        "{a} [bags|boxes] of {b} [bulbs|plums|tokens] were [shared|divided] equally [by|among] {c} kids. One "
        "[of them|kid] [lost|gave back|used] {d}. How many does that kid have [now|left]?",
        "We [pay|paid] for {a} nights at ${b} a night, split evenly between the {c} of us. I [already gave|have"
        " already paid] ${d}. How much [do I still owe|more do I have to pay]?",
    ),
    (
        "a*b; _*2 where a 2..12, b 2..8",
        "[One batch|A batch] of [stew|soup|salsa] needs {a} peppers, and {b} cloves of garlic for every pepper."
        " For a double batch, how many cloves [are needed|go in|do I use]?",
        "The road to the [farm|coast|camp] is {a} km and there are {b} [signs|lamps|trees] on every km. How "
        "many do I [pass|see] [driving there and back|on the way there and back again|on a round trip]?",
    ),
    (
        "a-b; c/_ where a 8..40, b 2..20, c 30..200",
        "An [old|aging] [boat|barge] takes in {a} liters of water [a minute|per minute] and the pump "
        "[removes|takes out] {b} liters [a minute|per minute]. After how many minutes are {c} liters [inside|in"
        " it]?",
        "{S} made ${a} a day and spent ${b} a day. In how many days did {he} save ${c}?",
        "each week {a} new [books|films|games] come in and {b} are [thrown out|sold off|taken away]. how many "
        "weeks [till|until] there are {c} more than [today|now]?",
    ),
    (
        "a*2; _-b; a+_ where a 10..60, b 2..20",
        "I [knitted|crocheted|knit] {a} rows on [Friday|the first night]. The next [day|night] I did {b} fewer "
        "than twice that. How many rows [is that|did I do|are done] [in all|over both days|altogether]?",
        "{B} [packed|loaded|moved] {a} boxes, and {C} {b} fewer than double {B's} number. How many boxes [were "
        "there|is that|did they do] [in total|together]?",
    ),
    (
        "a*b; a+_; c-_2; _3/2 where a 3..20, b 2..4, c 40..180",
        "[In a|In one] box of {c} [buttons|beads|balls], {a} are red, {times_b} as many are blue, and half of "
        "all the rest are white. How many are white?",
    ),
    (
        "a+b; _+c; _*d where a 2..15, b 2..15, c 2..15, d 2..6",
        "[Every|Each] week, {B} drinks {a} [cups of tea|glasses of juice|bottles of water], {C} {b} and {D} "
        "{c}. How many [is that|do they drink|do the three drink] in {d} weeks?",
        "A kit has {a} [bolts|screws], {b} [nuts|nails] and {c} [washers|hooks]. How many parts are in {d} "
        "[kits|such kits|of these kits]?",
    ),
    (
        "a*b; c-_; _/d where a 2..8, b 2..20, c 40..200, d 2..20",
        "A wallet holds ${c}: {a} bills of ${b}, and all the [rest|other money] in ${d} bills. How many ${d} "
        "bills [are there|are in the wallet|does it hold]?",
        "[We need|You need] {c} liters of water [at camp|in the barrel]. So far {a} cans of {b} liters [were "
        "brought|have arrived|were carried over]. How many buckets of {d} liters are still needed?",
        "The [choir|team|troupe] needs ${c} for a trip. [They|The members] sold {a} cakes at ${b} each. How "
        "many [cards|tickets|scarves] at ${d} [each|apiece] must they sell to [get|earn] the rest?",
    ),
    (
        "a*b; _-c; _/a where a 2..12, b 4..20, c 2..40",
        "A [builder|carpenter] needs {b} tiles for each of {a} equal rooms, but {c} fewer than required "
        "[came|were delivered]. If they are spread evenly, how many tiles [are there for each room|does each "
        "room get]?",
        "{a} [children|players] each [bring|put in] {b} [tokens|cards]. Then {c} [are lost|get lost|are taken "
        "out] and the others are [dealt out|divided] equally among all {a} of them. How many does each [have "
        "now|get]?",
    ),
    (
        "a+b; _+c; _/d where a 2..40, b 2..40, c 2..40, d 2..8",
        "{S} bought {a} [apples|pears], {b} [plums|figs] and {c} [bananas|lemons], and packed them into {d} "
        "bags with the same number of fruits in each. How many fruits [went into|are in] one bag?",
        "There are {a} [first graders|boys], {b} [second graders|girls] and {c} [teachers|parents] on the trip."
        " They [fill|sit in] {d} buses, the same number in each. How many [people|passengers] are [on|in] each "
        "bus?",
        "The {d} of us cleaned [the street|the park|the yard]: {a} bags of leaves, {b} of trash and {c} of "
        "branches. We all carried the same number of bags. How many bags [did each carry|was that for each of "
        "us|did each of us take]?",
    ),
    (
        "a/b; a+_; _+a where a 8..80, b 2..8",
        "{B} has {a} [fish|plants|books]. {C} has [that many|just as many], and {part_b} of that number on top."
        " How many do [they|the two] have [together|in total|altogether]?",
        "Last year a [beekeeper|farmer] [filled|sold] {a} jars of honey. This year it was {a} jars again, and "
        "{part_b} of that number on top. How many jars [were there|is that] in the two years together?",
    ),
    (
        "a/2; b+c; _2-_1 where a 4..100, b 5..80, c 5..80",
        "{B} gave half of ${a} to {C}. {C} then spent ${c} on [a cap|a game|flowers] and had ${b} left. How "
        "much did {C} have before the gift?",
        "A [farmer|shepherd] had a number of sheep. Half of a [neighbor's|friend's] {a} sheep [joined|were "
        "added to] the flock, then {c} were sold, and now there are {b}. How many were in the flock [at "
        "first|in the beginning]?",
    ),
    (
        "a*2; _*b; c*d; _2+_3 where a 3..10, b 2..6, c 2..6, d 2..10",
        "{B} has {a} [pencils|pens|crayons]. {b} friends each have twice as many as {B}, and {c} "
        "[cousins|neighbors] have {d} each. How many do all the others, without {B}, have [together|in all]?",
        "A small [bag|sack] of [sand|gravel] weighs {a} kg and a large one twice that. I [carry|load] {b} large"
        " ones and {c} [buckets|stones|planks] of {d} kg. How many kg is [that|it|the load] [in "
        "all|altogether|in total]?",
    ),
    (
        "a*b; c-_; _+d where a 2..6, b 2..10, c 40..120, d 2..30",
        "A [leaky|cracked] barrel [holds|contains] {c} liters and loses {b} liters [an hour|every hour]. After "
        "{a} hours {d} liters are poured in. How many liters are in it then?",
        "[The shop|A shop] had {c} [lamps|chairs|bikes]. It sold {b} a day for {a} days, and then {d} new ones "
        "[came|arrived|were delivered]. How many [does it have now|are in stock now]?",
        "A drone was at a charge of {c} units. It loses {b} units an hour. It flew for {a} hours, then it was "
        "charged and gained {d} units. [What does it show now?|How many units is it at now?]",
    ),
    (
        "a/b; _/c; _/2 where a 40..200, b 2..10, c 2..10",
        "A [team|class] needs {a} points [to win|for the prize]. One bottle collected [gives|is worth] {b} "
        "points. The {c} [members|kids] all collect the same number in two weeks. How many bottles must each "
        "one collect [per week|a week]?",
        "{a} books are [divided|split] equally among {b} [rooms|trucks]. In each one they make {c} equal "
        "stacks. Half of the books in one stack are red. How many red books are in that stack?",
    ),
    (
        "a+b; _/2; _-c where a 10..90, b 10..90, c 2..30",
        "[Two classes|The red team and the blue team] [collected|picked up] {a} and {b} bottles and "
        "[shared|split] them [evenly|equally] between [them|the two]. One of them then [dropped|lost|sold] {c}."
        " How many bottles did that one have [left|then]?",
        "{B} and {C} put ${a} and ${b} in one [pot|jar|purse], and each took half. {B} spent ${c} on [lunch|a "
        "ride|stamps]. How much did {B} have [after that|left]?",
    ),
)
