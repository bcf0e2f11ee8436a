"""More sketches of everyday situations: two operations, and questions that come first."""

SKETCHES = (
    (
        "a*b; _+c where a 2..5, b 2..30, c 2..30",
        "{B} is {b}. {C} is {c} years older than {times_a} the age of {B}. [How old is {C}|What is {C}'s age]?",
        "{B} has {c} more {items} than {times_a} the number that {C} has. {C} has {b}. [How many does {B} have|How "
        "many has {B} got]?",
        "The tower is {c} feet taller than {times_a} the height of the [tree|house|barn]. If the other one is {b} "
        "feet, how [tall|high] is the tower?",
        "{S} [ran|rode|hiked] {b} miles each day for {a} days, then {c} miles more. How many miles [is it all in "
        "all|did {he} do altogether]?",
    ),
    (
        "a*b; _-c where a 2..5, b 4..30, c 2..30",
        "{C} scored {b} points. {B} scored {c} fewer than {times_a} the points of {C}. How many points did {B} score?",
        "The coach is {c} years younger than {times_a} the age of {B}, who is {b}. How old is the coach?",
        "A coat costs ${c} less than {times_a} the price of a ${b} [shirt|skirt]. What does the coat cost?",
    ),
    (
        "a-b; c-_ where a 20..150, b 2..120, c 10..150",
        "{B} has ${c}. {C} had ${a} and spent ${b}. How much more does {B} have than {C} now?",
        "I'm at {c} points. {B} was at {a} but lost {b}. By how many points am I ahead?",
        "I had {a} inches of [ribbon|tape|wire] and used {b}. Now [a new job needs|I need] {c} inches. How many "
        "inches [are missing|do I still have to buy]?",
    ),
    (
        "a+b; c-_ where a 2..70, b 2..70, c 20..190",
        "{S} <wants/want> to [do|finish|hand in] {c} exercises this week. {he} did {a} on Monday and {b} on "
        "Tuesday. [How many are left|How many more are there to do|How many remain]?",
        "An elevator can carry {c} kg. {B} weighs {a} kg and {C} {b}. How much more [weight |]can it carry with "
        "both inside?",
        "Three friends have {c} [cards|dollars] in all. {B} has {a}, {C} has {b}. How many does the third friend have?",
        "To win you need {c} points. We got {a} in the first round and {b} in the second. [How many more do we "
        "need|How many are missing|How far are we from winning]?",
        "[mom|dad|my teacher] [lets me play|gives me] {c} minutes. i used {a} before lunch and {b} after. how many "
        "minutes do i have left?",
        "the recipe needs {c} grams of flour. {a} grams are in one bag and {b} in another. how many grams are missing?",
    ),
    (
        "a*b; c*_ where a 2..5, b 2..6, c 2..6",
        "A team has {b} players, and each needs {a} shirts. How many for {c} teams?",
        "One lap is {a} km. {S} <does/do> {b} laps [a|each] day. How many km in {c} days?",
        "One meal for my [fish|dog] is {a} cups. It gets {b} meals a day. How many cups for {c} days?",
    ),
    (
        "a*2; _+b where a 3..80, b 2..60",
        "The [drive|walk] to [the sea|Grandma's] is {a} minutes each way and we stay there {b} minutes. How long "
        "are we gone?",
        "{S} [bought|got|picked up] two [books|shirts] at ${a} each and a [pen|belt] for ${b}. What was [the "
        "total|it in all]?",
        "{C} has {b} more than twice as many {items} as {B}. {B} has {a}. [How many does {C} have|How many has {C} "
        "got]?",
        "i get paid double on sundays. normally its ${a}. with a ${b} tip on top, [how much do i get on a "
        "sunday|whats my sunday pay]?",
    ),
    (
        "a*2; b-_ where a 2..60, b 20..180",
        "{S} paid for two [caps|plants|pies] at ${a} each with ${b}. [What was the change|How much change was "
        "there|How much came back]?",
        "A round trip is {a} miles each way. There's gas for {b} miles in the car. How many miles [will be|are] "
        "left after the trip?",
        "A rectangle has a perimeter of {b} [cm|inches]. Two opposite sides are {a} each. How long are the other "
        "two [together|in all]?",
        "{S} [bought|got|picked up] two {boxes} of {a} {items} for {b} [people|guests], one {item} for each. How "
        "many {items} are still missing?",
    ),
    (
        "a+b; _/7 where a 7..120, b 7..80",
        "{S} spent {a} days in [Spain|Peru] and {b} days in [France|Chile]. How many weeks was that?",
        "I have {a} small and {b} big [tasks|chores] for this week, the same number every day. How many a day?",
    ),
    (
        "a/12; _*b where a 24..180, b 2..8",
        "{S} <has/have> {a} eggs to sell. A dozen [costs|brings|goes for] ${b}. How much [is that|do they bring]?",
        "A shop sells roses at ${b} [a|per] dozen. How much are {a} roses?",
        "[whats|what is] the price of {a} [rolls|cookies|bagels] at ${b} a dozen?",
    ),
    (
        "a/60; _*b where a 120..180, b 2..60",
        "A car goes {b} miles an hour. How far does it get in {a} minutes?",
        "{S} worked {a} minutes at ${b} an hour. [How much is that|What did {he} earn]?",
    ),
    (
        "a*b; 100-_ where a 2..15, b 2..9",
        "{S} paid for {b} [chairs|bags|meals] at ${a} each with a $100 bill. How much change did {he} get?",
        "A pool is 100 cm deep. The water falls {a} cm a day. How deep is it after {b} days?",
        "There were 100 [sheets|cups] in the pack. [Each|Every one] of {b} [kids|guests] took {a}. [How many are "
        "left|Can you tell me how many are left|How many does that leave|How many remain]?",
        "Each wrong answer takes {a} points off the 100. What is the score with {b} wrong answers?",
    ),
    (
        "a*b; _+c where a 2..15, b 2..9, c 2..50",
        "{S} spent {b} afternoons in the [garden|workshop], {a} hours each, and {c} hours on the weekend. How many "
        "hours [is that|altogether]?",
        "A [bucket|box] weighs {c} ounces empty. Inside are {b} [balls|jars] of {a} ounces each. [What does it "
        "weigh now|What is its weight now]?",
        "{S} <has/have> {b} full pages of {a} [stickers|stamps] and {c} loose ones. How many [in all|altogether|in "
        "total]?",
        "got {b} [hoodies|games] for ${a} each and a ${c} [cap|charger]. my {g}-year-old brother came along. "
        "[whats the total|what do i pay|how much is it]?",
    ),
    (
        "a-b; _/2 where a 12..180, b 2..120",
        "{B} and {C} have {a} {items} together. {B} has {b} more than {C}. [How many does {C} have|How many has "
        "{C} got]?",
        "{S} had {a} [apples|eggs|coins], used {b} and gave half of the rest away. How many did {he} give away?",
        "There were {a} [cookies|slices] at the party. {b} were eaten, and two [kids|friends] took home equal "
        "shares of the rest. How many did each take?",
        "After paying a ${b} [fee|bill] out of ${a}, we two split what's left evenly. How much does each [of us |]get?",
    ),
    (
        "a-b; c+_",
        "{B} has {c} {items}. {C} had {a} but [lost|sold] {b}. How many do they have now together?",
        "I have ${c}. My [sister|friend] had ${a} and spent ${b}. How much do we have [together|in all]?",
        "The first [bus|boat] carries {c} people. The second had {a} but {b} got off. How many people are on both?",
    ),
    (
        "a+b; _*2",
        "{S} walked {a} blocks to the [bakery|bank], then {b} to the [park|office], and came back the same way. "
        "How many blocks [in all|altogether|in total]?",
        "[I need|We need] two sets, each with a ${a} [racket|pan] and a ${b} [ball|lid]. [How much is that|What "
        "does that come to|How much does that make]?",
        "A [lawn|dance floor|court] is {a} meters by {b} meters. What length of [rope|tape|lights] goes around it "
        "once?",
        "My dog had {a} treats in the morning and {b} at night on Monday, and the same on Tuesday. How many treats "
        "was that?",
        "if a ride costs ${a} and a snack ${b}, what do 2 of us pay for one ride and one snack each?",
    ),
    (
        "a*b; _/2 where a 2..20, b 2..10",
        "{S} baked {b} trays of {a} [muffins|rolls] and sold half. How many [were sold|did {he} sell]?",
        "A triangle has a base of {a} cm and a height of {b} cm. What is its area?",
        "Two friends split the cost of {b} [tickets|pizzas] at ${a} each. [How much does each pay|What is each share]?",
        "There are {b} rows of {a} seats, and half of all the seats are [taken|empty|reserved]. [How many is "
        "that|How many does that make|What number is that]?",
    ),
    (
        "a/b; c-_ where a 12..120, b 2..8, c 10..100",
        "{B} has {c} {items}. {C} [got|was given|won] {part_b} of a box of {a}. [How many more does {B} have|By "
        "how many is {B} ahead]?",
        "A [bike|sofa|phone] costs ${a}, paid in {b} equal parts. I have ${c}. [How much do I have left after "
        "paying|What is left of my money after] one part?",
        "{b} friends split a ${a} [dinner|gift] equally. I'm one of them and had ${c}. How much do I have left?",
        "{S} had {c} minutes [of free time|before bed] and watched {part_b} of a {a}-minute [show|film]. How many "
        "minutes remain?",
    ),
    (
        "a*b; _-c where a 3..20, b 2..9, c 2..60",
        "Each of {b} [shelves|racks] holds {a} [books|bottles|jars]. {c} have been [sold|taken]. [How many are "
        "left|Can you tell me how many are left|How many does that leave|How many remain]?",
        "{S} got ${a} [a lawn|per lawn]. After mowing {b} lawns {he} paid ${c} for gas. How much was left of the pay?",
        "i can do {a} problems an hr. i worked {b} hrs but had to redo {c} of them. how many were [ok|right] the "
        "first time?",
        "The box had {b} rows of {a} [chocolates|eggs]. {c} are gone. How many are in it?",
    ),
    (
        "a*b; _+c where a 2..12, b 2..12, c 2..60",
        "{S} read {a} pages a day for {b} days and <has/have> {c} pages to go. How many pages [does the book "
        "have|are in the book]?",
        "After {b} [kids|guests] took {a} [grapes|nuts|chips] each, {c} were left. How many were there [at "
        "first|before]?",
        "I bought {b} [mugs|tickets] for ${a} each and have ${c} left. How much did I start with?",
        "A rope was cut into {b} pieces of {a} feet, with {c} feet left over. How long was it?",
    ),
    (
        "a-b; _/c where a 12..150, b 2..60, c 2..10",
        "{S} paid ${a} for {c} tickets and a ${b} [program|poster]. What was the price of one ticket?",
        "A rope of {a} feet: {b} feet are [cut off|frayed and cut off]; the rest is cut into {c} equal pieces. How "
        "long is each?",
        "The temperature fell from {a} degrees to {b} degrees in {c} hours. How many degrees an hour is that?",
        "A [tree|bush|cactus] grew from {b} to {a} [inches|cm] in {c} years, the same each year. How much each year?",
        "[Mom|Grandpa|Our coach] had {a} [balloons|oranges]. {b} were [lost|bad]. The others went to {c} kids "
        "equally. How many did each kid get?",
    ),
    (
        "a/b; a-_ where b 2..10",
        "{a} [candies|cards] were split evenly among {b} kids. My share is one of these. How many did the other "
        "kids get [in all|altogether|in total]?",
        "{S} had to [paint|clean|weed] {a} [boards|windows|rows] and did {part_b} of them. [How many are left|Can "
        "you tell me how many are left|How many does that leave|How many remain]?",
        "A tank of {a} gallons has lost {part_b} of its water. How many gallons are in it now?",
    ),
    (
        "a-b",
        "How many [pages|chapters] [are left|do I still have] if [I've read|I am done with] {b} out of {a}?",
        "How much [taller|higher] is a {a}-foot [tree|wall|mast] than one of {b} feet?",
        "How many [kids|players] [remain|stay] if {b} of the {a} go home[ early|]?",
        "What's left of ${a} [after|once] you [spend|pay|lend a friend] ${b}?",
        "By how [much|many points] did {B} lose, with {b} points against the {a} of {C}?",
        "How much [longer|more time] do I need for a {a}-minute [walk|nap|task] if {b} minutes have passed?",
    ),
    (
        "a-b",
        "What number do you get [when|if] you take {b} away from {a}?",
        "[Please tell|Tell] me the difference between {a} and {b}.",
        "[Find|Give me] the number that is {b} less than {a}.",
        "What must be added to {b} to [get|make|reach] {a}?",
    ),
    (
        "a+b",
        "How many minutes is it [in all|altogether], if the [flight|first leg] takes {a} and the [wait|second leg] "
        "{b}?",
        "What is the price of a ${a} [cake|kite] and a ${b} [pie|ball] [together|in total]?",
        "How many [shells|stones|feathers] do we have if I found {a} and [you|my sister|{B}] found {b}?",
        "How much did I weigh before I [lost|dropped] {b} pounds, if I weigh {a} pounds now?",
        "[Find|Work out|Give me] the sum of {a} and {b}.",
        "How tall is {C}, who is {b} inches taller than {B}, if {B} is {a} inches[ tall|]?",
    ),
    (
        "a*b where a 2..20, b 2..10",
        "How far [does|can] a [bus|boat] go in {b} hours at {a} miles an hour?",
        "What will {b} pounds of [fish|coffee|berries] cost if one pound is ${a}?",
        "How many [seats|chairs] are there in {b} rows of {a}?",
        "How many [eggs|cookies] do {a} people eat if everyone [eats|has|takes] {b}?",
        "How much [do I earn|money do I make|is my pay] if I work {b} hours for ${a} an hour?",
        "[Work out|Find|Tell me] how many pages {S} <reads/read> in {b} days at {a} pages a day.",
    ),
    (
        "a/b where b 2..12",
        "How many [bags|boxes] [does it take|are needed] for {a} [rolls|pears|balls] if {b} go in each?",
        "How many days will {a} pounds of [rice|hay|feed] last at {b} pounds a day?",
        "What does one [towel|pen|ticket] cost if {b} of them are ${a}?",
        "How long does it take to [read|type|print] {a} pages at {b} pages an hour, in hours?",
        "How many [grapes|coins|points] does each of {b} kids get from {a}, shared [equally|fairly]?",
        "How fast do you have to drive, in miles an hour, to go {a} miles in {b} hours?",
    ),
    (
        "a*b; _+c where a 2..15, b 2..9, c 2..50",
        "How much do I pay for {b} [bags of soil|light bulbs|rolls of tape] at ${a} each and a ${c} "
        "[ladder|hammer|hose]?",
        "How many [beads|nails|stamps] are in {b} boxes of {a} plus {c} loose ones?",
        "What's the bill for {b} [tacos|coffees] at ${a} each, with a ${c} tip?",
        "How old is {B} if {C} is {a}, {B} is {c} years older than {D}, and {D} is {times_b} as old as {C}?",
        "[cab|taxi] is ${c} flat + ${a} per mile. {b} miles. [how much|what do i pay]?",
    ),
    (
        "a*b; c-_ where a 2..15, b 2..9, c 20..150",
        "How many pages are left in a {c}-page book after {b} days of reading {a} pages a day?",
        "What change do you get from ${c} [for|when you buy] {b} [plants|brushes|tiles] at ${a} each?",
        "How many of {c} [plums|nuts|cherries] remain when {b} kids eat {a} each?",
        "How much [is still missing|do I lack] if I have saved ${a} a week for {b} weeks and want a ${c} [bike|tent]?",
        "{c} bucks in my pocket, {b} [comics|snacks] at {a} bucks each. [what's left|how much is left]?",
    ),
    (
        "a-b; _/c where a 12..150, b 2..60, c 2..10",
        "How many weeks until I can buy a ${a} [tablet|drum|scooter] if I have ${b} and save ${c} a week?",
        "How much is one [mug|plate|bowl] if {c} of them and a ${b} [tray|pot] cost ${a}?",
        "How many [cookies|stickers] does each of {c} kids get if there are {a} and I keep {b}?",
        "Subtract {b} from {a} and divide [the result|what is left] by {c}. What do you get?",
        "{a} [campers|kids], {b} sleep in the [cabin|house], the rest in tents of {c}. How many tents?",
    ),
    (
        "a+b; _*c where a 2..15, b 2..15, c 2..7",
        "How much is lunch for {c} people if everyone has a ${a} [pizza|salad] and a ${b} [drink|dessert]?",
        "How many minutes [do I exercise|am I active] in {c} days if I [run|swim] {a} minutes and [stretch|lift "
        "weights] {b} minutes each day?",
        "How many [pets|animals] live in {c} houses, each with {a} cats and {b} [dogs|birds]?",
        "Add {a} and {b}, then multiply by {c}. [What is the result|What do you get]?",
        "{c} bags. Each: {a} red blocks, {b} blue ones. How many blocks is that?",
    ),
    (
        "a/b; _*c where a 4..60, b 2..8, c 2..9",
        "How much do {c} [melons|shirts|rides] cost if {b} cost ${a}?",
        "How far will {S} get in {c} hours if {he} <^drives/drive> {a} miles in {b} hours, always at the same speed?",
        "How many [bottles|toys] does a machine make in {c} minutes if it makes {a} in {b} minutes?",
        "How many [pages|photos] do {c} [albums|folders] hold if {b} hold {a}, all of the same size?",
    ),
    (
        "a+b; c-_ where a 2..60, b 2..60, c 10..180",
        "How much of ${c} is left after a ${a} [dinner|haircut] and a ${b} [cab ride|concert]?",
        "How many of the {c} miles are left after {a} on the first day and {b} on the second?",
        "How many green [marbles|beads] are in a box of {c} if {a} are red, {b} are blue and all others are green?",
        "got {c} min for [homework|chores]. first thing took {a}, second one {b}. how many min left?",
    ),
    (
        "a-b; _*c where a 6..40, b 2..30, c 2..9",
        "How much more do {c} [big|hot] drinks at ${a} cost than {c} [small|cold] ones at ${b}?",
        "How much profit do we make if we sell {c} [cups|shirts|pies] for ${a} each and each costs us ${b}?",
        "The {c} of us wanted the ${a} [ticket|seat] but took the ${b} one. How much did we save [in all|altogether]?",
        "In every one of {c} [boxes|crates] with {a} [eggs|glasses], {b} were broken. How many were whole?",
    ),
    (
        "a*b; _-c where a 3..20, b 2..9, c 2..60",
        "How many [seats|spots] are free in a [room|hall] with {b} rows of {a} if {c} are taken?",
        "How much do I keep if I [wash|walk|groom] {b} dogs for ${a} each and give my [mom|sister] ${c} of it?",
        "{b} packs of {a} [diapers|tissues|cards], {c} used so far. How many are there still?",
        "Multiply {a} by {b} and take away {c}. What [is the result|do you get]?",
    ),
    (
        "a+b; _-c",
        "How many [riders|people] are on a [bus|boat] if it starts with {a}, {b} get on and {c} get off?",
        "How much money do I have if I start with ${a}, [earn|find|win] ${b} and spend ${c}?",
        "How many [eggs|potatoes|onions] are in the kitchen if there were {a}, {S} bought {b} and used {c}?",
        "{a} plus {b} minus {c}, [what is it|how much is that|what do i get]?",
    ),
    (
        "a-b; _+c",
        "How many [fish|snails] are in the tank, if there were {a}, then {b} died and I put in {c} new ones?",
        "A player is at level {a}, falls {b} levels and then climbs {c}. Which level is that?",
        "How much is in my account if I had ${a}, took out ${b} and put in ${c}?",
        "had {a} coins in the game, spent {b}, won {c}. how many coins now?",
    ),
    (
        "a-b; a+_",
        "What do [both|the two] cost together if the lamp is ${a} and the rug is ${b} cheaper?",
        "How many points did {B} and {C} get together if {B} got {a} and {C} got {b} fewer?",
        "How old are they together, if {B} is {a} and {C} is {b} years younger?",
    ),
    (
        "a*b; _+c where a 2..10, b 2..10, c 2..40, g 18..70",
        "The {g}-year-old [coach|singer|baker] ran {a} miles every day for {b} days and {c} miles in a race. How "
        "many miles is that?",
        "In Room {g}, there are {b} tables with {a} guests each, and {c} [more guests|other guests] stand. How "
        "many are in the room?",
        "On day {g} of the month, {S} picked {b} baskets of {a} {fruits} each and then {c} more {fruits}. How many "
        "{fruits} is that?",
    ),
    (
        "a-b",
        "A {g}-year-old [boy|girl|farmer] had {a} [marbles|sheep|balloons] and lost {b}. How many [are left|remain]?",
        "On page {g} of the [paper|magazine] it says: a zoo had {a} [monkeys|parrots], and {b} were moved. How "
        "many stayed?",
        "In house number {g} live {a} people. If {b} of them are [kids|students], how many are not?",
        "It's {g} degrees [today|outside]. {S} had {a} {items} and sold {b}. How many {items} are left?",
    ),
)
