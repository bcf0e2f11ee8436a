"""Sketches of everyday life: hobbies, chores, clubs, parties, deliveries."""

SKETCHES = (
    (
        "a-b",
        "My [sister|roommate|cousin] is [learning|practicing] the violin. Her teacher wants {a} minutes of "
        "practice, and she has done {b}. [How many minutes are still missing|How much longer does she have to "
        "play]?",
        "[We played chess all weekend.|It was a long chess weekend.] Out of {a} games I won {b} and lost the rest, "
        "no draws. How many did I lose?",
        "The [choir|orchestra|drama club] had {a} members before the summer; by fall it had shrunk to {b}. How "
        "many [left|dropped out]?",
        "[Honestly,|Ugh,] I slept only {b} minutes on the [train|plane], though the trip took {a}. How many "
        "minutes was I awake?",
    ),
    (
        "a-b",
        "A library lets you borrow {a} [items|books]. {S} already <has/have> {b} at home. How many more may {he} "
        "[borrow|take out]?",
        "The [recycling|bottle] bin holds {a} bottles. With {b} bottles in it, [how much room is left|how many "
        "more go in]?",
        "[A stamp album|A photo album|A card binder] has room for {a}. {S} filled {b} of the places. How many are "
        "[free|empty]?",
        "My inbox said {a} unread. I [deleted|answered|read] {b}. What does it say now?",
    ),
    (
        "a-b",
        "Mom is knitting a [scarf|blanket] with {a} rows. She [has finished|is done with] {b} rows. [How many rows "
        "to go|How many rows are left to knit]?",
        "The [painter|crew] has {a} doors to paint in the [hotel|school]. {b} are done. How many [aren't|are not]?",
        "It takes {a} stamps to get a free [coffee|haircut]. My card has {b}. How many more do I need?",
        "{S} wanted to collect {a} [bottle caps|autographs|leaves] and stopped at {b}. [How many short of the goal "
        "was that|How many were missing in the end]?",
    ),
    (
        "a+b",
        "[Last night|At camp] I counted {a} shooting stars, then after midnight another {b}. How many did I see?",
        "The [mail carrier|courier] brought {a} parcels in the morning and {b} in the afternoon. How many parcels "
        "came that day?",
        "A recipe takes {a} grams of [oats|rice] and {b} grams of [nuts|raisins]. How heavy is the mix?",
        "{S} slept {a} minutes on the way there and {b} minutes on the way back. [In total, how many minutes did "
        "{he} sleep|How many minutes of sleep was that]?",
        "{B} and {C} [cleaned up|emptied] the attic. {B} carried down {a} boxes, {C} carried {b}. How many boxes "
        "[were carried down|was that]?",
    ),
    (
        "a+b",
        "The [choir|team] had {a} members. This fall {b} [joined|signed up|were added]. How many members [are "
        "there now|does it have now]?",
        "{S} <has/have> {a} followers. If {b} more people follow {him}, what is the new [count|number]?",
        "The baby slept {a} minutes, [woke up|cried a bit], and slept {b} more. For how many minutes did it sleep?",
        "Two [trucks|boats] arrived: one with {a} crates, one with {b}. How many crates [is that|are there] "
        "altogether?",
    ),
    (
        "a*b where a 2..15, b 2..12",
        "[The doctor says|The label says] {a} drops per dose. How many drops are {b} doses?",
        "Each verse of the song has {a} lines. There are {b} verses. How many lines have to be learned?",
        "A [squirrel|chipmunk] hides {a} [acorns|nuts] in each of {b} holes. How many is that?",
        "Our [elevator|lift] moves {a} [people|guests] per trip. How many can go up in {b} trips?",
        "{B} knits {a} rows an evening. How many rows in {b} evenings?",
        "[Every|Each] car of the train has {a} windows. How many windows do {b} cars have?",
    ),
    (
        "a*b where a 2..15, b 2..12",
        "The late fee is ${a} [a|per] day. {S} returned the [movie|book|tool] {b} days late. What was the fee?",
        "To [paint|seal] one [door|fence panel] takes {a} minutes. What about {b} of them?",
        "I [hike|bike|jog] {a} miles every Sunday. How many miles after {b} Sundays?",
        "A [printer|copy shop] charges ${a} per poster. [Calculate the cost of {b} posters.|What do {b} posters "
        "cost?|How much for {b}?]",
        "my cat wakes me {a} times a night. thats how many times in {b} nights?",
    ),
    (
        "a/b where b 2..12",
        "[A florist|Grandma] has {a} tulips and makes bunches of {b}. How many bunches [are there|does that "
        "give|can be made]?",
        "The {a} [photos|drawings] go on {b} [walls|pages], the same number on each. How many on [each|one]?",
        "{S} swam {a} laps this week, {b} each time. How many times did {he} [swim|go]?",
        "If a [bus|boat] carries {b} [tourists|people], how many trips does it make to move {a}?",
        "A {a}-page [script|report] was typed by {b} [friends|students], all typing equally much. How many pages "
        "[each|did each type]?",
        "[Our teacher|The doctor] worked {a} minutes and saw {b} [parents|patients|people], each equally long. How "
        "many minutes for each?",
    ),
    (
        "a*b; _+c where a 2..15, b 2..9, c 2..50",
        "For the party we blew up {b} packs of {a} balloons and then {c} more that we found in a drawer. How many "
        "[did we blow up|balloons is that]?",
        "The [hotel|hostel] is ${a} a night, and breakfast is ${c} for the whole stay. What do {b} nights "
        "[cost|come to]?",
        "{S} <is/are> training for a race: {a} km on each of {b} days, then a long run of {c} km. How many km [is "
        "that|in all]?",
        "[A gardener|Grandpa] planted {b} rows of {a} [onions|beans|leeks] and {c} [herbs|radishes] along the "
        "fence. How many plants is that?",
        "{S} solved {a} [puzzles|riddles] a day for {b} days, plus {c} on the last evening. How many were solved?",
    ),
    (
        "a*b; c-_ where a 2..15, b 2..9, c 20..150",
        "The tank of a [truck|boat] has {c} gallons. Each trip takes {a} gallons. After {b} trips, how many "
        "gallons [remain|are left]?",
        "{S} had a gift card with ${c} on it and used it for {b} [lunches|movies] at ${a} each. How much is left "
        "on it?",
        "Dad had {c} pounds of flour. Every batch needs {a} pounds, and he made {b} batches. How many pounds are left?",
        "The goal is {c} [cans|coats|toys] for the drive. {b} classes brought {a} each. [How many are missing|How "
        "many more are needed|How far off is the goal]?",
        "A reel has {c} feet of [line|cable]. {b} pieces of {a} feet were cut off. How many feet are [still on "
        "it|left]?",
    ),
    (
        "a*b; _-c where a 3..20, b 2..9, c 2..60",
        "I picked {b} baskets of {a} [pears|peaches] and {c} of them were [rotten|bruised|eaten by worms]. How "
        "many good ones [were there|did I pick]?",
        "{b} teams of {a} came to the [meet|match], but {c} [players|athletes] were not allowed to play. How many "
        "[played|were allowed]?",
        "A [florist|shop] got {b} buckets of {a} roses and sold {c} by noon. How many roses were left?",
        "[Tickets are|Admission is] ${a}. We were {b} people and got ${c} off as a group. [What did we pay|How "
        "much was it]?",
    ),
    (
        "a+b; c-_ where a 2..60, b 2..60, c 10..180",
        "I took {c} [photos|pictures] on vacation, deleted {a} [blurry|dark] ones at the [airport|hotel] and {b} "
        "more at home. How many did I keep?",
        "The [school|town] ordered {c} [trees|lamps]. {a} were set up [in May|in spring] and {b} [in June|in "
        "fall]. How many are [not up yet|left to set up]?",
        "Of {c} runners, {a} [finished|came in] under an hour and {b} [dropped out|gave up]. How many took longer "
        "but finished?",
        "A farmer has {c} animals: {a} goats, {b} pigs, and horses. How many horses?",
    ),
    (
        "a+b; _/c where a 4..90, b 4..90, c 2..10",
        "We collected {a} [cans|bottles] on Saturday and {b} on Sunday, and packed all of them in {c} equal bags. "
        "How many per bag?",
        "{S} <has/have> {a} pages of [history|math] and {b} pages of [biology|French] to read in {c} days, the "
        "same amount every day. How many pages a day?",
        "{B} saved ${a} and {C} saved ${b}. With all of it they bought {c} [equal|identical] "
        "[chairs|tickets|presents]. What did one cost?",
        "[Mix|Take] {a} ounces of juice and {b} ounces of water, then pour it into {c} equal glasses. How many "
        "ounces in each glass?",
    ),
    (
        "a-b; _/c where a 12..150, b 2..60, c 2..10",
        "The [hike|route] is {a} miles. After {b} miles on the first day, {S} <wants/want> to do the rest in {c} "
        "equal days. How many miles a day?",
        "There were {a} [chairs|books] to move. {B} moved {b}; {c} friends moved the others, all the same number. "
        "How many did each friend move?",
        "A [store|bakery] made {a} [pies|cakes], sold {b}, and packed the rest in boxes of {c}. How many boxes "
        "[were packed|were there|is that]?",
        "I had ${a}, spent ${b}, and bought [mugs|stickers|keychains] at ${c} each with all that was left. How "
        "many did I [buy|get]?",
    ),
    (
        "a/b; _*c where a 4..60, b 2..8, c 2..9",
        "{b} [identical|equal] bricks weigh {a} pounds. [How much do {c} of them weigh|What is the weight of {c} "
        "such bricks]?",
        "{a} [chairs|students] make {b} equal rows. How many [are|would be] in {c} rows?",
        "A [dog|horse] eats {a} pounds in {b} days. At that rate, how many pounds in {c} days?",
        "[A tap|A pump] gives {a} gallons in {b} minutes. [How many gallons|How much] in {c} minutes?",
    ),
    (
        "a*b; _*2 where a 2..12, b 2..8",
        "{S} [ran|skated|rowed] {a} miles on each of {b} days, and then the same again the next week. How many "
        "miles is that?",
        "There are {b} rows of {a} [eggs|jars] on a tray. How many are on two trays?",
        "{b} tickets at ${a} each, and the price doubles at the door. What do I pay at the door?",
        "Two classes each have {b} groups of {a} kids. How many kids [is that|are in the two classes]?",
    ),
    (
        "a*2; _-b where a 10..90, b 2..60",
        "{B} has {a} {items}. {C} has {b} fewer than twice as many. How many does {C} have?",
        "My score doubled from {a} and then went down by {b}. What is it now?",
        "{S} [bought|got] two {boxes} of {a} {items} and used {b} {items}. How many {items} are left?",
        "two [shirts|hats] at ${a} each, minus a ${b} coupon. what do i pay?",
    ),
    (
        "a/2; _+b where a 60..190, b 2..30",
        "{B} has {b} more than half as many {items} as {C}. {C} has {a}. How many does {B} have?",
        "Half of the {a} [cups|plates] are clean, and now {b} of the dirty ones get washed. How many are clean now?",
        "A [coat|tent] of ${a} is half off. With ${b} shipping, what [is the total|do I pay]?",
        "{S} gave half of {his} {a} [stickers|cards] to {B}, who [already had|had] {b}. How many does {B} have now?",
    ),
    (
        "a/2; b-_ where a 8..120, b 10..120",
        "{S} had ${b} and bought a [coat|tent] at half of its ${a} price. How much money is left?",
        "{B} did half of {a} [tasks|laps], and {C} did {b} in all. How many more did {C} do?",
        "{B} scored half of {a} points and {C} scored {b}. By how many points did {C} win?",
    ),
    (
        "a*b; _/c where a 2..15, b 2..12, c 2..10",
        "A worker [lays|cleans] {a} tiles a minute for {b} minutes. The tiles make {c} equal rows. How many in a row?",
        "{b} boxes of {a} markers are given out to {c} classes equally. How many does each get?",
        "{S} walked {a} miles a day for {b} days. {B} did the same distance in {c} days. How many miles a day was "
        "that for {B}?",
        "A garden is {a} feet by {b} feet and is split into {c} equal [plots|beds]. What is the area of one in "
        "square feet?",
    ),
    (
        "a+b; a+_ where a 3..60, b 2..40",
        "{S} paid ${a} for a [ball|book] and ${b} more than that for a [bat|bag]. What did {he} spend?",
        "[It rained|We had rain] on {a} days in spring and on {b} more days than that in fall. How many rainy days "
        "were there in the two seasons?",
        "{B} did {a} [chores|errands]. {C} did {b} more than {B}. [What is the number for both|How many did the "
        "two do together]?",
    ),
)
