"""Additional sketches whose chains of operations follow everyday word problems."""

SKETCHES = (
    (
        "a+b; _-c; _/d; _+e where a 10..80, b 5..60, c 2..40, d 2..8, e 2..20",
        "{B} had {a} [seeds|bulbs] and got {b} more from {C}. {c} of them were [rotten|eaten by mice]; the "
        "[rest|others] were [split|divided] evenly between {d} [pots|beds]. Into each one {B} then put {e} "
        "more. How many are in each one now?",
        "[On Friday|Last night] I had ${a}. Dad gave me ${b} and I spent ${c}. I [split|shared] what was left "
        "equally with my friends, {d} of us in all, and later found ${e} [in my coat|on the street]. [What do I"
        " have now?|How much is that for me now?]",
    ),
    (
        "a*b; c*d; _1+_2; _3+e where a 2..7, b 2..10, c 2..7, d 2..10, e 2..40",
        "{S} bought {a} rolls of tape at ${b} each, {c} [brushes|sponges] at ${d} each and a ${e} "
        "[ladder|bucket]. [How much did {he} spend in all?|What was the total?|Find the total cost.]",
        "[At the fair|At the picnic], {a} [families|groups] of {b} and {c} [families|groups] of {d} came, plus "
        "{e} [people|guests] who came alone. How many people were there?",
        "a [wall|panel] has {a} rows with {b} tiles and {c} rows with {d}, and {e} more in the [corners|frame]."
        " how many [is that|are there] [in total|altogether]?",
    ),
    (
        "a*b; c*d; _1+_2; e-_3 where a 2..6, b 3..12, c 2..6, d 3..12, e 60..200",
        "From a {e} liter tank, {a} [trucks|tractors] take {b} liters each and {c} [cars|vans] take {d} each. "
        "How much [remains|is left] in the tank?",
        "{B} must answer {e} letters. So far, on {a} days {B} did {b} a day, and on {c} other days {d} a day. "
        "How many [are left|remain|are still to be answered]?",
        "If {a} [adults|teachers] pay ${b} each and {c} [kids|students] pay ${d} each out of a fund of ${e}, "
        "how much is left in the fund?",
    ),
    (
        "a/b; _*c; d*e; _2+_3 where a 12..100, b 2..8, c 2..7, d 2..7, e 2..12",
        "{b} [pens|lemons|stickers] cost ${a}. I [want|need] {c} of them, and also {d} [cups|folders|caps] at "
        "${e} each. How much [is it|do I pay|will that be] [in all|altogether]?",
        "{B} [knits|sews] {a} squares in {b} hours, always at the same speed. {C} does {e} an hour. How many "
        "squares do they make together if {B} works {c} hours and {C} works {d} hours?",
    ),
    (
        "a/b; c/d; _1+_2; e-_3 where a 20..150, b 2..9, c 20..150, d 2..9, e 20..120",
        "A [shop|school] has {e} boxes. It puts {a} [balls|hats] into some of them, {b} per box, and {c} "
        "[books|shoes] into others, {d} per box. How many boxes [stay empty|are not used]?",
        "[We have|There are] {e} tents at the camp. {a} girls sleep {b} to a tent and {c} boys {d} to a tent. "
        "How many tents are free?",
    ),
    (
        "a-b; _*c; d*e; _2+_3 where a 8..20, b 2..7, c 2..8, d 2..8, e 2..9",
        "Vests are ${a} each, with ${b} off each [this week|today]. Gloves are ${e} a pair. I buy {c} vests and"
        " {d} pairs of gloves. [How much is that?|What is the total?]",
        "The plan was {a} laps a day, but {B} did {b} fewer on each of {c} [days|rainy days]. On {d} "
        "[other|extra] days {B} did {e} laps each. How many laps did {B} do [in all|in total|altogether]?",
    ),
    (
        "a*b; _-c; _/d; _*e where a 3..10, b 3..12, c 2..30, d 2..9, e 2..9",
        "{a} sacks of {b} kg of [flour|rice] arrive. {c} kg are [wet|spoiled] and thrown away. The rest is "
        "[packed|put] in bags of {d} kg, and each of these sells for ${e}. How much money [does that bring|is "
        "that|comes in]?",
        "{S} baked {a} trays of {b} [cookies|scones|biscuits] and [burnt|dropped] {c}. The good ones [went|were"
        " put] in packs of {d}, sold at ${e} a pack. How much did {he} [make|get] [from all of them|in all|]?",
    ),
    (
        "a*b; _/c; _-d; _*e where a 3..12, b 3..12, c 2..9, d 2..10, e 2..7",
        "{a} [cartons|crates] with {b} [lamps|bowls|vases] each are shared equally by {c} shops. Each shop "
        "finds {d} [broken|damaged] ones and can sell only the [others|rest] at ${e}. How much money does one "
        "shop [take in|get] for them?",
    ),
    (
        "a*b; _+c; _/d; _-e where a 2..10, b 2..12, c 2..30, d 2..6, e 2..12",
        "We [earned|made] ${b} a day for {a} days and ${c} in tips. We [split|shared] it all equally among the "
        "{d} of us, and I spent ${e} on [dinner|a cab|a shirt]. [How much do I have left?|What is left for me?]",
        "{B} [collected|found] {b} shells a day for {a} days and bought {c} more, then put them all into {d} "
        "jars with equal numbers. One jar fell down and {e} shells in it broke. How many good shells are in "
        "that jar?",
    ),
    (
        "a*b; a*c; _1+_2; d-_3 where a 2..9, b 2..9, c 2..9, d 50..200",
        "{S} had ${d}. For each of {a} [nieces|nephews|friends] {he} bought a ${b} [book|puzzle] and a ${c} "
        "[shirt|cap]. How much was left?",
        "For {a} weeks I put ${b} [in one jar|in a blue jar] and ${c} in another each [week|time]. I want ${d} "
        "in the two jars. How much [is missing|more do I need]?",
    ),
    (
        "a/2; a/b; _1+_2; a-_3 where a 12..200, b 3..6",
        "Half of the {a} [kids|guests|tourists] went by bus and {part_b} of all {a} by train. [The others|The "
        "rest] went on foot. How many [walked|went on foot]?",
        "[My grandpa|A farmer] has {a} trees. Half of them are [apple|plum] trees, {part_b} of all the trees "
        "are [pear|peach] trees, the [rest|others] are cherry trees. How many cherry trees [are there|is "
        "that|does that make]?",
        "I [had|got] ${a}. Half went to [rent|bills], {part_b} of the ${a} to food, and I kept the "
        "[rest|remainder]. How much did I keep?",
    ),
    (
        "a*b; a+_; _2+c; d-_3 where a 5..25, b 2..3, c 2..30, d 80..190",
        "{d} [runners|people] [started|took part] in the [race|walk]. {a} were [teachers|nurses], {times_b} as "
        "many were students, {c} were [doctors|cooks] and all the others were [farmers|drivers|children]. How "
        "many is that?",
        "A [rope|cable] of {d} m is cut up. {B} gets {a} m, {C} gets {times_b} as much, {D} gets {c} m and I "
        "get the [rest|remainder]. How many meters do I get?",
    ),
    (
        "a-b; _+c; _*2; _-d where a 10..60, b 2..9, c 2..20, d 2..30",
        "[Think of|Start from] {a}. [Take away|Subtract] {b}, add {c}, double it, [take away|subtract] {d}. "
        "What is the [answer|result]?",
        "There were {a} frogs in the pond. A [heron|snake] ate {b}, {c} [hatched|came], then the number doubled"
        " over the [summer|spring], and at last {d} [left|hopped away]. How many [remain|are there]?",
    ),
    (
        "a-b; c+_ where a 10..90, b 2..40, c 5..80",
        "{B} caught {c} [crabs|fish|trout]. {C} caught {a} but let {b} [of them|] go. How many do they have "
        "[together|in all] now?",
        "[In the|In our] fridge there were {a} [eggs|yogurts], {b} got eaten. In the [pantry|cellar] there are "
        "{c} more. [How many in all|How many are there altogether] now?",
        "i had ${a} in my [wallet|bag], spent ${b}, then [found|got] ${c}. [how much now|whats in there now|how"
        " much is it now]?",
    ),
    (
        "a*b; c*_ where a 2..6, b 2..6, c 2..6",
        "[A|The|Our] [hotel|hostel] has {a} floors, {b} rooms on each and {c} beds in every room. How many beds"
        " are there?",
        "{S} drank {a} cups of tea a day with {b} cubes of sugar in each. How many cubes is that in {c} days?",
    ),
    (
        "a/b; _+c where a 10..150, b 2..9, c 2..50",
        "{a} [candies|cookies|nuts] are shared equally [among|by] {b} kids, one of them {B}, who already had "
        "{c}. How many does {B} have now?",
        "The [bill|rent] is ${a}, split {b} ways, and I also pay ${c} for [parking|the tip]. How much do I pay "
        "[in all|altogether]?",
        "[Work out|Calculate|Find] the time for {a} km at {b} km a minute plus a stop of {c} minutes.",
    ),
    (
        "a/b; a+_ where a 10..100, b 2..10",
        "A [meal|dinner] was ${a}, and we [added|left] a tip of {part_b} of that. What did we pay [in "
        "all|altogether|in total]?",
        "Last year there were {a} [members|players]. This year the number went up by {part_b} of that. How many"
        " are there [now|this year]?",
        "{B} read {a} pages. {C} read {part_b} of that. How many pages did they read [together|in total]?",
    ),
    (
        "a-b; a+_ where a 10..90, b 2..40",
        "{B} is {a} years old and {C} is {b} years younger. [What is the sum of their ages?|How old are they "
        "together?]",
        "It was {a} km to the [coast|city] and, by a shorter road, {b} km less on the way back. [How many km "
        "was the whole trip?|How far did we drive in all?]",
        "first jug: {a} cups. second: {b} cups less. [whats the total|how many cups in both]?",
    ),
    (
        "a*b; _-c where a 2..12, b 4..15, c 2..40",
        "{S} bought {a} [boxes|packs] of {b} [crayons|markers|chalks] and gave {c} away. How many were left?",
        "With {a} [coupons|vouchers] worth ${b} each, I paid a ${c} bill. How much [value|credit] [is left|remains]?",
        "I work {a} days at {b} hours a day, minus {c} hours for [meetings|lunch|breaks]. How many hours [is "
        "that|remain]?",
    ),
    (
        "a+b; _/c where a 5..100, b 5..100, c 2..10",
        "{S} mixed {a} ml of juice and {b} ml of water and poured it equally into {c} glasses. How many ml went"
        " into each?",
        "{a} boys and {b} girls [form|make] teams of {c}. How many teams [are there|is that|do we get]?",
        "Two classes, one of {a} and one of {b} [kids|pupils], are put into groups of {c}. [How many groups is "
        "that?|How many groups do they make?|Find the number of groups.]",
    ),
    (
        "a-b; _/c where a 20..150, b 2..60, c 2..10",
        "After {S} gave away {b} of {his} {a} [marbles|cards|stamps], the rest went into {c} equal piles. How "
        "many in [each|one] pile?",
        "{b} of the {a} [seats|tickets] are taken. [The free ones|The rest] [are|will be] split equally by {c} "
        "[classes|clubs]. How many [is that|are there] for each?",
        "i paid ${b} down on a ${a} [bike|phone|desk], the rest in {c} equal payments. how much is [each|one] payment?",
    ),
    (
        "a*b; c+_ where a 2..9, b 2..15, c 5..60",
        "My savings were ${c} [in January|at first] and I save ${b} [a|every] month. [How much is it|What do I "
        "have] after {a} months?",
        "{c} people are [already in|already at] the [hall|camp], and {a} buses [bring|are bringing] {b} more "
        "each. How many will that be [in all|altogether]?",
        "An empty [box|truck|crate] weighs {c} kg. With {a} [stones|melons|bricks] of {b} kg in it, what does "
        "it weigh?",
    ),
)
