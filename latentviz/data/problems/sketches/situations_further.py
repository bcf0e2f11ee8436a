"""Some further sketches whose chains of operations follow everyday word problems."""

SKETCHES = (
    (
        "a+3; _+b; c-_ where a 4..60, b 4..60, c 60..190",
        "[In three years|Three years from now], the ages of {B}, {C} and {D} [will|are going to] add up to {c}."
        " {B} is {a} now, and {C} will be {b} then. [How old will {D} be then?|What will be the age of {D} at "
        "that time?]",
    ),
    (
        "a*3; _-a; _/b where a 4..60, b 2..8",
        "The party cost three times the ${a} that {S} paid. {b} friends [shared|split] the [rest|remainder] "
        "equally. How much did each [friend|of the friends] [pay|give]?",
        "A wall takes three times the {a} bricks [already laid|that are laid so far]. {b} [workers|masons] lay "
        "the [rest|remaining ones] in equal [parts|shares]. How many bricks [must each one|must each of them] "
        "lay?",
    ),
    (
        "a/3; _-b; _-c where a 15..150, b 2..12, c 2..12",
        "Three equal boxes [hold|contain] {a} [balls|bulbs|eggs] [altogether|in all]. From the first box, {b} "
        "[are taken|are sold|get broken] and later {c} more. How many [are left|remain] in the first box?",
        "A prize of ${a} was split equally by three of us. From mine I [bought|got] a ${b} [book|shirt] and a "
        "${c} [meal|ticket]. What [do I have left|is left of my share]?",
    ),
    (
        "a*b; _+a where a 3..40, b 2..6",
        "{S} spent {a} minutes [packing|washing up|weeding] and {times_b} as long [cooking|reading|painting]. "
        "How many minutes is [that|it] [in total|altogether]?",
        "[The|A] small [tank|crate|jar] holds {a} [liters|quarts]. The big one holds {times_b} as much. [How "
        "much do the two hold together?|How much is that for both together?]",
        "{B} has {a} [dolls|stamps|marbles], and {C} {times_b} as many. [How many is that together?|What's the "
        "sum?|Find how many the two have together.]",
        "i ate {a} [grapes|nuts|cherries] at lunch and {times_b} as many [later|at dinner]. whats the "
        "[total|total number]?",
    ),
    (
        "a/b; _/c; _*d; _3+a where a 24..120, b 2..4, c 2..6, d 2..8",
        "A [potter|workshop] used {a} lumps of clay for small cups, {b} per cup. It made {c} times as many "
        "small cups as big ones. A big one takes {d} lumps. How many lumps went into all the cups?",
        "[A band|A duo|A singer] earned ${a} from [CDs|records] at ${b} each. The number of these sold was {c} "
        "times the number of shirts sold. A shirt [is|costs] ${d}. How much money [came in|was made] from both "
        "[together|in total]?",
    ),
    (
        "a/b; a-_; _/c; _3+d where a 30..180, b 2..6, c 2..6, d 2..30",
        "{B} [picked|dug up] {a} [potatoes|beets|onions], kept {part_b} of them and [shared|divided] the rest "
        "equally among {c} [neighbors|friends]. {C} was one of those {c} and already had {d}. How many does {C}"
        " have now?",
        "Out of {a} [bottles|flyers], {part_b} of them are [thrown out|used up]; the others are divided equally"
        " among {c} stores. One store already had {d} of its own. How many does [it|this store] have now?",
    ),
    (
        "a*b; _*c; _/d where a 2..8, b 2..6, c 2..6, d 2..20",
        "There are {a} floors with {b} rooms [each|on each floor], and every room has {c} lamps. One box "
        "[holds|has] {d} [bulbs|new bulbs]. How many boxes give a bulb to each lamp?",
        "A coach runs {a} sessions a week and hands out {b} bananas [at each|per session]. In {c} weeks, how "
        "many boxes of {d} bananas [does that take|are needed|get used up]?",
    ),
    (
        "a-b; c-d; _1+_2 where a 10..80, b 2..40, c 10..80, d 2..40",
        "{B} had {a} [coins|cards] and lost {b}. {C} had {c} and [gave away|lost] {d}. How many do [they|the "
        "two] have [now|left] [in total|together]?",
        "[The upper|The top] shelf had {a} books and {b} are [out|lent out]. The lower one had {c}, of which "
        "{d} are [out|missing]. How many books are [on|still on] the two shelves?",
        "A [bus|ferry] with {a} seats has {b} [taken|filled] and another with {c} seats has {d} [taken|filled]."
        " How many free seats are there [altogether|in the two]?",
    ),
    (
        "a/2; b-c; _1+_2; _+d where a 6..80, b 10..60, c 2..30, d 2..40",
        "A [florist|shop] had {a} roses, {b} lilies and {d} [orchids|tulips]. Half of the roses and {c} of the "
        "lilies were sold. How many flowers [are left|remain|does the shop still have] [in all|altogether]?",
        "At [noon|six], there were {a} parents, {b} kids and {d} [teachers|helpers] at the [lake|park]. Half of"
        " the parents went home and so did {c} kids. How many people [were still there|stayed]?",
    ),
    (
        "a+b; c+d; _2-_1 where a 2..40, b 2..40, c 10..60, d 10..60",
        "{B} [ran|walked|cycled] {a} km on Saturday and {b} km on Sunday; {C} did {c} km and {d} km on the same"
        " days. By how many km was {C} ahead [in total|over both days]?",
        "Store A asks ${c} for [a tent|a drill] plus ${d} for [delivery|shipping]. Store B asks ${a} plus ${b}."
        " How much cheaper is [it at store B|store B]?",
        "[We|I] counted {a} [gulls|geese] and {b} [crows|swans] at one pond, and {c} ducks and {d} "
        "[herons|coots] at another. How many more birds were at the second pond?",
    ),
    (
        "a*b; a*c; _1+_2 where a 2..10, b 2..12, c 2..12",
        "For {a} days, {S} read {b} pages [every|each] morning and {c} pages [every|each] night. How many pages"
        " [was that|did {he} read|is it] [in all|altogether|in total]?",
        "{a} [friends|cousins] each [buy|get] a ${b} [ticket|pass] and a ${c} [snack|drink]. [What do they pay "
        "together?|How much is that in all?|Find the total cost.]",
        "[each|every] table has {b} [plates|cups] and {c} [forks|spoons]. {a} tables. how many [things|pieces] "
        "on the tables?",
    ),
    (
        "b+c; _*a where a 2..10, b 2..12, c 2..12",
        "[A set|One set] is {b} [red|long] sticks and {c} [green|short] sticks. How many sticks [make up|are "
        "in] {a} sets?",
        "[Each|Every] day the [vet|doctor] sees {b} patients in the morning and {c} in the afternoon. How many "
        "[patients is that|does that make] in {a} days?",
        "{S} paid ${b} for the bus and ${c} for lunch [every day|each day]. What did {he} spend [on these|in "
        "all|] in {a} days?",
    ),
    (
        "a-b where a 10..150, b 2..80",
        "Of the {a} [steps|stairs] up the tower, {S} climbed {b}. How many [were left|were still ahead|remained]?",
        "The [sofa|stove|bike] was ${a}, and now you can have it for ${b} less. [What does it cost now?|Whats "
        "the new price?|How much is it now?]",
        "[A rope|A wire|A cord] of {a} m. Cut off {b} m. [How long is the rest?|How long is the remaining "
        "part?|How many meters remain?]",
        "{B} is {a} cm tall, {C} is {b} cm shorter. How tall is {C}?",
    ),
    (
        "a*b where a 2..15, b 2..12",
        "[There are|We put up] {a} [poles|posts] with {b} lights on [each|every one]. How many lights [is "
        "that|are there|do we need]?",
        "[Each|Every] [spider|bug|robot] in the [game|story] has {b} legs. [Tell me|Work out|Find out] how many"
        " legs {a} of them have.",
        "{S} did {b} [sit-ups|squats] a day. How many [is that in|did that make in|were done in] {a} days?",
        "a [loaf|pie|juice] is ${b}, [how much for|whats the price of|what do i pay for] {a}?",
    ),
    (
        "a/b where a 8..180, b 2..12",
        "{a} [pupils|players|dancers] [line up|stand] in {b} equal rows. How many are in [one|each] row?",
        "How many {b}-page [letters|booklets] [can be|are] made from {a} pages?",
        "{S} had ${a} [for|to last] {b} weeks and spent the same amount each week. How much was [that|it] "
        "[a|per] week?",
        "split {a} [cards|chips|coins] [fairly|evenly] [between|among] {b} people, what does each [one|person] get?",
    ),
    (
        "a+b where a 5..100, b 5..100",
        "{S} [saw|counted] {a} [stars|planes|boats] [last night|yesterday] and {b} today. How many [is that|was"
        " it] [altogether|in total]?",
        "[After|When] the barber cut off {a} mm, my hair was {b} mm long. How long was it before?",
        "A [seller|vendor] has {b} [melons|scarves|maps] left after selling {a}. [How many were there "
        "before|What was the number before|How many were there at the start]?",
    ),
    (
        "a*b; c*b; _1+_2; _3-d where a 2..9, b 2..8, c 2..9, d 2..40",
        "{B} and {C} both [rode|ran|rowed] for {b} hours, {B} at {a} km an hour and {C} at {c} km an hour. They"
        " had hoped to cover {d} km together. How many km more than that did they [do|cover] [together|in all]?",
        "[On each of|For] {b} days I sold {a} [mugs|bowls] and {c} [plates|vases]. {d} of all these came back "
        "[broken|as returns]. How many [stayed sold|did not come back]?",
    ),
    (
        "a*2; b*c; _1+_2; d-_3 where a 3..20, b 2..9, c 2..12, d 50..150",
        "Two [coats|lamps] at ${a} each and {b} [caps|bulbs] at ${c} each [go|went] into the [cart|basket]. "
        "[The voucher|My gift card] is for ${d}. How much [of it|] [is left|remains] after [this|the purchase]?",
        "A concert lasts {d} minutes. There are two breaks of {a} minutes and {b} songs of {c} minutes. All the"
        " other time is [talking|speeches|applause]. How many minutes [is that|does that take up]?",
    ),
    (
        "a/b; _+c; _*d where a 20..120, b 5..10, c 2..15, d 2..5",
        "{B} [types|writes] {a} pages in {b} hours. A [new|faster] machine [allows|makes possible] {c} pages "
        "more per hour. How many pages does {B} [do|get done] in {d} hours with it?",
        "[One bag|A bag|A tin] of {a} [nuts|raisins|jelly beans] is [shared|split] equally by {b} kids, and "
        "then each [kid|one] gets {c} more. How many do {d} of them have together?",
    ),
    (
        "a-b; _/c; _*d where a 30..190, b 2..40, c 5..10, d 2..4",
        "From a {a} m [cable|hose|rope], {b} m [were|had to be] cut off. The rest was cut into {c} equal "
        "[pieces|parts]. How many meters are {d} of those [together|put together]?",
        "[A bill|The bill] of ${a} got ${b} off, and the {c} guests [split|shared] what remains equally. {S} "
        "paid the shares of {d} guests. How much [was that|were there|did it take]?",
    ),
    (
        "a*b; c+d; _1-_2 where a 4..15, b 3..12, c 2..20, d 2..20",
        "{S} had {a} [packs|sheets] of {b} [stamps|stickers]. In [May|March] {he} used {c} [of them|] and in "
        "June {d} more. How many were left?",
        "I work {a} hours at ${b} [an hour|per hour]. Out of that, ${c} goes to [tax|rent] and ${d} to "
        "[food|travel]. How much do i [keep|have left]?",
        "A [hall|theater] has {a} rows of {b} seats. {c} seats are [broken|blocked] and {d} are [reserved|for "
        "staff]. How many can be sold?",
    ),
    (
        "a-b; _-c; _/d where a 30..180, b 2..50, c 2..50, d 2..10",
        "Of {a} [plants|trees], {b} died in the [frost|storm] and {c} were sold. The [rest|others] stand in {d}"
        " equal rows. How many are in each row?",
        "[I have|We have] {a} minutes. [Lunch|The break] takes {b} and the [tour|film] {c}. [The remaining "
        "time|What remains] is split equally among {d} [speakers|groups]. How many minutes does each [one|] "
        "get?",
        "after spending ${b} on [gas|tolls|snacks] and ${c} on a [room|hotel] from our ${a}, we [split|share] "
        "what's left {d} ways. how much [each|per person|does one get]?",
    ),
    (
        "a*7; b-_ where a 2..20, b 30..190",
        "Our parrot eats {a} [nuts|seeds] a day from a [full|new] bag of {b}. How many are [left|still in the "
        "bag] after a week?",
        "A [jar|box|pack] had {b} [pills|tea bags|coffee pods]. [We use|The office uses] {a} [every|each] day. "
        "After one week, how many remain?",
    ),
    (
        "12*a; _/b where a 2..15, b 2..12",
        "{S} bought {a} dozen [eggs|rolls|pencils] and [shared|divided] them equally among {b} "
        "[people|families]. How many did each [get|receive]?",
        "[A hen house|A farm] gives {a} dozen eggs [a day|a week]. Packed {b} to a box, how many boxes is that?",
    ),
    (
        "12*a; _-b where a 2..12, b 2..20",
        "[Mom|Dad|My sister] [baked|made] {a} dozen [muffins|buns|scones], and {b} are gone [already|by now]. "
        "How many are there [now|still]?",
        "There [were|had been] {a} dozen [roses|eggs] in the [bucket|van], but {b} [broke|were ruined]. How "
        "many [are fine|are still good]?",
        "a [club|course] lasts {a} years, {b} months are over. how many months [to go|left|are left]?",
    ),
    (
        "a*2; _-b; _+c where a 10..60, b 2..30, c 2..30",
        "I [own|have] {a} [comics|medals|CDs], and {D} has twice as many. {C} has {b} fewer than {D}, and {B} "
        "has {c} more than {C}. [How many does {B} have?|What is the number for {B}?]",
        "My boss is {c} years older than my [coach|uncle|driver]. He is {b} years younger than [our "
        "neighbor|the mayor], who is twice my age. [I'm|I am] {a}. [How old is|What is the age of] my boss?",
        "I had ${a} [in the bank|saved up], doubled it over the summer, spent ${b} on [repairs|shoes|a fine] "
        "and got a ${c} [gift|refund|tip]. [What do I have now?|How much is that now?]",
    ),
    (
        "a/2; _-b; _-c where a 30..160, b 2..30, c 2..30",
        "[Half|Exactly half] of the {a} [marbles|tiles|flags] in the [chest|drawer] are blue. {b} are "
        "[red|white], {c} are [green|black], and the others are gold. How many gold ones are there?",
        "{S} had {a} pages to read and did half of them [on the plane|by Friday]. After that {he} read {b} more"
        " at the [hotel|beach] and {c} on the way home. How many pages were [left|not read yet]?",
        "A class of {a} splits in half. From [one half|the first half], {b} kids go to the [lab|gym] and {c} to"
        " the [library|yard]. How many kids of that half stay in the room?",
    ),
    (
        "a+b; a+c; _1+_2; d-_3 where a 5..40, b 2..20, c 2..20, d 60..180",
        "[Last month|In spring], a [shelter|farm] had {a} dogs and {a} cats. Since then {b} more dogs and {c} "
        "more cats [came|have come]. Together with the birds there are {d} animals now. How many birds are "
        "there?",
        "{B}, {C} and {D} sold {d} [tickets|cards|pies] between them. {B's} goal was {a}, and {B} beat it by "
        "{b}. {C} had the same goal and beat it by {c}. How many did {D} sell?",
    ),
    (
        "a*b; c-_; d*e; _2-_3 where a 2..6, b 2..8, c 60..150, d 2..6, e 2..8",
        "{S} took ${c} to the [market|fair|mall] and bought {a} [scarves|toys|mugs] at ${b} [each|apiece]. Then"
        " {he} got {d} [sandwiches|juices|tacos] at ${e} [each|apiece]. How much [was left|money remained]?",
        "A {c}-page [album|notebook|journal]: I filled {b} pages a day for {a} days [in May|on my trip], and "
        "{e} pages a day for another {d} days. How many [pages are blank|blank pages are left|pages can I still"
        " use]?",
        "[We have|There are] {c} liters of [water|fuel] for the [voyage|crossing]. First we use {b} liters a "
        "day for {a} days, later {e} liters a day for {d} days. What remains, in liters?",
    ),
    (
        "a*b; _/c; _*d where a 3..15, b 3..14, c 5..10, d 2..4",
        "A [printer|press] makes {a} posters a minute. After {b} minutes the pile is [split|divided] into {c} "
        "equal stacks, and {d} of the stacks are [sold|sent off]. How many posters is that?",
        "{a} [bags|sacks] of rice with {b} kg [each|in each] feed {c} families, all getting the same. How many "
        "kg do {d} of these families get [together|in all]?",
    ),
    (
        "a-b; c*d; _1+_2 where a 20..90, b 2..30, c 2..9, d 2..12",
        "There were {a} [buns|bagels|wraps] at the [stand|stall]. {b} [got sold|were sold], and [the cook|the "
        "owner] [put out|added] {c} new trays with {d} on each. How many are there [now|at the stand]?",
        "My [jar|piggy bank] had ${a} in it. I took out ${b} for a [present|repair|ticket], then put in ${d} [a"
        " week|every week] for {c} weeks. [How much is in it now?|What's in there now?]",
        "{S} had {a} [shells|stones|beads], gave {b} to a friend, and [later|then] bought {c} bags of {d}. How "
        "many did {he} [have then|end up with]?",
    ),
    (
        "a*b; c*d; _1+_2; _3/e where a 2..8, b 2..12, c 2..8, d 2..12, e 2..10",
        "{B} sold {a} [rings|caps] at ${b} each and {c} [belts|bags] at ${d} each, and the money was split "
        "equally among {e} [partners|sisters|helpers]. How much did each one [get|receive]?",
        "[A bakery|Our kitchen] packs {a} trays of {b} rolls and {c} trays of {d} rolls into boxes of {e}. How "
        "many boxes [are filled|get filled|is that]?",
        "{a} rows of {b} and {c} rows of {d} dancers regroup into teams of {e}. how many teams [is that|are "
        "there|do we get]?",
    ),
    (
        "a-b; _*c where a 4..30, b 2..20, c 2..12",
        "It takes {a} minutes to wash a car by hand, and only {b} with the machine. How many minutes does the "
        "machine save on {c} cars?",
        "I [get|earn] ${a} an hour, but ${b} of it goes to [tax|the agency]. What do I [keep|take home] "
        "[for|after] {c} hours?",
        "[Each|Every] crate holds {a} lemons, and {b} in each one are [bad|spoiled]. How many good lemons are "
        "in {c} crates?",
        "[Tickets|Passes] cost ${a}, members get ${b} off. What do {c} members pay [together|in all|altogether]?",
    ),
    (
        "a+b; c-_; _*d where a 2..30, b 2..30, c 20..80, d 2..9",
        "Of {c} shirts, {a} are [torn|stained] and {b} are [sold|reserved]. The [others|rest] go for ${d} each."
        " How much money [will they bring|comes in from them]?",
        "A boat has {c} seats. {a} are for the [crew|press] and {b} for [kids|guests], who ride free. Everyone "
        "else pays ${d}. How much is [taken in|collected] when the boat is full?",
        "Our trip was {c} days. It rained on {a} and was [foggy|stormy] on {b} others. On each of the "
        "[remaining|other] days we [hiked|cycled] {d} km. How many km [is that|did we do] [in all|altogether]?",
    ),
    (
        "a*b; _-c; _*d where a 2..8, b 2..10, c 2..20, d 2..5",
        "A row of [lettuce|cabbage] has {b} heads, and there are {a} rows. [Rabbits|Deer] eat {c} heads. The "
        "rest [sell|are sold] at ${d} each. How much [money|cash] does that make?",
        "{S} bought {a} [packs|boxes] of {b} [candles|soaps], kept {c} and sold the [others|rest] at ${d} "
        "[each|apiece]. How much did {he} [take in|get for them]?",
    ),
    (
        "a*b; c-_; _*d where a 2..8, b 2..9, c 30..100, d 2..5",
        "A [theater|club] has {c} chairs. {a} tables with {b} chairs each are [reserved|for the staff]. The "
        "other chairs [are sold at|cost] ${d} each. How much money [is that|does that bring] when all of them "
        "are sold?",
        "From a {c} m roll of [wire|ribbon], {a} pieces of {b} m [go|went] to the [school|office]. The rest was"
        " sold at ${d} a meter. How much money was that?",
    ),
    (
        "a/b; _-c; _*d where a 40..190, b 5..10, c 2..12, d 2..4",
        "{b} [friends|roommates] split a ${a} [gift|rental] equally, but a coupon takes ${c} off each share. "
        "How much do {d} of them pay [together|in total]?",
        "{a} [pencils|erasers] are shared equally by {b} classes. In every one, {c} get lost. How many do {d} "
        "classes have then?",
    ),
    (
        "a/b; c*_; _-d where a 20..150, b 2..9, c 2..9, d 2..40",
        "{b} [tickets|lamps|chairs] cost ${a}. {S} bought {c} [of them|at that price] and used a ${d} voucher. "
        "How much did {he} pay?",
        "{B} [peels|cuts] {a} potatoes in {b} minutes. After {c} minutes of this work, {d} of those done were "
        "[cooked|used]. How many were [left|still there]?",
    ),
    (
        "a+b; c/_ where a 2..12, b 2..12, c 20..200",
        "{B} [folds|stamps] {a} letters a minute and {C} {b}. [Working together|As a team], how many minutes do"
        " they need for {c} letters?",
        "[Two taps|Two hoses] fill a {c} liter tank. One [gives|brings] {a} liters a minute, the other {b}. [In"
        " how many minutes is it full?|How many minutes does it take?|How long till its full, in minutes?]",
        "A meal is a ${a} main dish and a ${b} drink. How many meals can we buy [for|with] ${c}?",
        "every week i save ${a} and my [mom|dad|aunt] adds ${b}. how many weeks [until|till] i have ${c}?",
    ),
    (
        "a-b; _/c where a 20..200, b 2..60, c 2..10",
        "[I have|There is] ${a} for the [party|picnic]. After ${b} for the [room|cake], the rest pays for "
        "[pizzas|games] at ${c} each. How many [can we get|is that]?",
        "[A trip|The flight] costs ${a}. {S} already had ${b} and saved ${c} [a|per|every] week [from then "
        "on|after that]. How many weeks did the [rest|remainder] take?",
        "Of {a} [cookies|mints], {b} were eaten. The [others|rest] [went|were put] into bags of {c}. How many "
        "bags [was that|were there]?",
        "A [book|novel] has {a} pages and I am on page {b}. At {c} pages a day, [in how many days will I "
        "finish?|how many days are left?|how long till the end, in days?]",
    ),
    (
        "a*b; _+c; _/d where a 2..9, b 2..12, c 2..40, d 2..10",
        "{S} had {c} [eggs|plums|olives] and bought {a} [cartons|bags] with {b} more in each. [All of them|They"
        " all] went into dishes that take {d} each. How many dishes [was that|did it make]?",
        "A [babysitter|gardener] works {a} hours at ${b} an hour, [gets|receives] a ${c} tip, and shares it all"
        " equally among {d} [helpers|cousins]. How much does each [one|of them] get?",
        "{a} [vans|buses] bring {b} people each and {c} [people|more] come on foot. They are seated at tables "
        "of {d}. How many tables [are needed|do we need]?",
    ),
    (
        "a*b; _+c; _+d where a 2..9, b 2..15, c 2..40, d 2..40",
        "{S} bought {a} [towels|plates|bulbs] at ${b} each, a ${c} [mirror|clock|rug] and a ${d} "
        "[lamp|basket|shelf]. What was the total?",
        "[A trip|The drive] had {a} stages of {b} km, a [detour|loop] of {c} km and {d} km [through town|on the"
        " highway]. How many km [in all|altogether|is that in total]?",
        "the {g}-year-old [piano|boat|stove] [needs|gets] {a} new [keys|parts|bolts] at ${b} each, ${c} of "
        "[paint|glue|wood] and ${d} for [labor|the repairman]. whats the [total|bill]?",
    ),
    (
        "a*b; _-c; _-d where a 3..12, b 4..12, c 2..20, d 2..20",
        "{S} worked {a} [hours|shifts] for ${b} each. Then {he} paid ${c} for [gas|parking] and ${d} for "
        "[food|a uniform]. How much was left?",
        "[The shop|A stand] gets {a} crates with {b} melons in each. {c} melons are [damaged|cracked] and {d} "
        "are sold. How many good ones [are left|does it still have]?",
        "From {a} [sheets|packs] of {b} [stickers|stamps], {c} went to my [sister|brother] and {d} to [school|a"
        " friend]. How many do I [have left|still have]?",
    ),
    (
        "a+b; _*c; d-_ where a 2..12, b 2..12, c 2..9, d 40..200",
        "{S} had ${d}. A bus ride [cost|was] ${a} and lunch ${b} a day. What was left after {c} days?",
        "A [tank|barrel] of {d} liters [serves|supplies] a [goat|cow] that drinks {a} liters a day and a "
        "[horse|donkey] that drinks {b}. How much water is [left|in it] after {c} days?",
        "[The|My] [course|training] is {d} hours [long|altogether]. Every week I do {a} hours [at home|online] "
        "and {b} in class. How many hours [remain|are left] after {c} weeks?",
    ),
    (
        "a*b; _*c; _+d where a 2..6, b 2..6, c 2..5, d 2..40",
        "A [van|truck] makes {a} trips a day, {b} days a week, for {c} weeks, plus {d} extra [ones|trips] on "
        "[holidays|weekends]. How many trips [is that|are there] [in total|altogether]?",
        "There are {a} shelves. Each one holds {b} boxes with {c} [hats|vases|pairs of shoes] in each box, and "
        "{d} more are in the [window|back]. How many [are there|is that] in all?",
    ),
)
