"""Still more sketches of problems about money and time, in freer wordings."""

SKETCHES = (
    (
        "a-b; _-c where a 30..150, b 4..60, c 4..60",
        "How much of my ${a} do I have left if I [pay|owe] ${b} for [the vet|a parking fine] and ${c} for [a new "
        "tire|groceries]?",
        "[Payday|Paycheck]: {a} dollars. Then {b} for [electricity|a loan] and {c} for [diapers|cat food]. [Whats "
        "left?|How much left?|What do I have left?]",
        "{S} <has/have> {a} minutes [before the train leaves|until the shop closes]. A shower takes {b} minutes "
        "and [breakfast|packing] {c}. How many minutes [are left|remain]?",
        "The three [presents|vases] cost ${a} together. One was ${b} and [another|the next] was ${c}. [What did "
        "the third one cost?|Find the price of the third.]",
        "Three [planks|ropes] laid end to end [measure|reach] {a} feet. One is {b} feet, another is {c} feet. How "
        "long is the third?",
    ),
    (
        "a+b; c/_ where a 2..20, b 2..20, c 12..200",
        "A [snack|breakfast] is a ${a} [muffin|bagel] and a ${b} [smoothie|latte]. For how many days [is ${c} "
        "enough|does ${c} last], one of these [snacks|meals] a day?",
        "How many sets of one ${a} [brush|ruler] and one ${b} [canvas|compass] can [a school|you] buy with ${c}?",
        "{B} saves ${a} [a|per|each] week and {C} saves ${b} a week. In how many weeks do they have ${c} together?",
        "If a [cyclist|boat] leaves town A at {a} km [an|per] hour and another leaves town B at {b} km an hour, "
        "and the towns are {c} km apart, after how many hours do they meet?",
    ),
    (
        "a/b; c-_ where a 12..150, b 2..9, c 10..100",
        "{S} <has/have> ${c}. {he} <^shares/share> the cost of a ${a} [gift|cake|taxi] [equally|evenly] with "
        "others, {b} people [in all|in total]. How much <^does/do> {he} have left?",
        "A [bus|horse cart] needs {c} hours for the [trip|way]. A car covers the {a} miles at {b} miles per hour. "
        "How many hours [does the car save|less does the car need]?",
        "[One pencil case costs|A single ticket is] ${c}. In a pack of {b} for ${a} [each one|one] is cheaper. "
        "[By how much?|By how many dollars?]",
    ),
    (
        "a*b; _-c; _+d where a 2..8, b 4..20, c 5..50, d 5..50",
        "{a} days of [fishing|picking berries] at ${b} [a|per|each] day, minus ${c} for [the boat|gas], plus a "
        "${d} bonus. [What do I end up with?|How much money is that?]",
        "{S} sold {a} [rings|prints] for ${b} [each|apiece], bought [silver|paper] for ${c}, and got ${d} for a "
        "[necklace|drawing]. How much money <^does/do> {he} have from that now?",
        "The [tour group|school] booked {a} rooms at ${b} [each|apiece], got ${c} off and paid ${d} extra for "
        "[breakfast|late checkout]. What was the final bill?",
    ),
    (
        "a*b; c-_; d-_ where a 2..6, b 3..15, c 30..100, d 20..120",
        "{B} has ${c} and [buys|pays for] {a} [puzzles|scarves] at ${b} [each|apiece]. {C} has ${d}. How much "
        "more money does {C} have now than {B}?",
        "[A|The] roll of {c} feet of [tape|ribbon] loses {a} pieces of {b} feet. A job needs {d} feet. How many "
        "feet [are missing|are still missing]?",
        "I had ${c} and then bought {a} [films|seed packs] at ${b} [each|apiece]. How much do I need to "
        "[earn|get] now to have ${d}?",
    ),
    (
        "a*b; c*d; _1+_2; _+e where a 2..5, b 2..9, c 2..5, d 3..15, e 3..60",
        "Whats the total [damage|cost] for the weekend: {a} [museum|train] tickets at ${b}, {c} dinners at ${d}, "
        "and ${e} for [the sitter|parking]?",
        "{B} sews {a} [curtains|skirts] with {b} buttons each and {c} [coats|pillows] with {d} buttons each. {e} "
        "[more|] buttons are [for a quilt|kept as spares]. How many buttons must {B} get?",
        "The builder sets {a} [windows|doors] at {b} minutes apiece and {c} [locks|shelves] at {d} minutes "
        "apiece, then cleans up for {e} minutes. How many minutes did it all take?",
    ),
    (
        "a*b; _/c; d-_ where a 2..8, b 4..20, c 2..6, d 15..80",
        "{c} [sisters|campers] split the price of {a} [games|tarps] at ${b} [each|apiece] evenly. {S} <is/is/are> "
        "one of them and <has/have> ${d}. What <^does/do> {he} have after paying {his} part?",
        "{a} [bags|buckets] of {b} pounds of [feed|salt] are used up in {c} equal [doses|portions], one "
        "[a|per|each] day. The limit is {d} pounds a day. How far below the limit is that, in pounds?",
    ),
    (
        "a/b; c/d; _1-_2; _*e where a 20..150, b 2..8, c 6..80, d 2..8, e 2..6",
        "{B} earned ${a} in {b} hours and {C} ${c} in {d} hours. If both keep that up for {e} hours, how much "
        "more will {B} earn in that time?",
        "At [Miller's|the big store] {b} [tickets|fans] are ${a}; at [Olsen's|the outlet] {d} are ${c}. How much "
        "cheaper are {e} of them at the [second|cheaper] place?",
    ),
    (
        "a-b; c-d; _1+_2 where a 10..80, b 2..50, c 10..80, d 2..50",
        "The [skirt|drill] went down from ${a} to ${b}, the [blouse|saw] from ${c} to ${d}. How much do I save if "
        "I buy both?",
        "{B} had ${a} and spent ${b}. {C} had ${c} and spent ${d}. How much do they have left [together|between them]?",
        "There is room for {a} people on the first [bus|ferry] and {b} are on it; the second has room for {c} "
        "with {d} on it. How many can still get on?",
        "[Can you tell me|Please tell me] my total profit: bought a [phone|chair] for ${b} and sold it for ${a}, "
        "bought a [clock|bike] for ${d}, sold it for ${c}.",
    ),
    (
        "a-b; c-d; _1+_2; _/e where a 20..90, b 2..50, c 20..90, d 2..50, e 2..8",
        "{B} had ${a} and lost ${b}. {C} had ${c} and lost ${d}. They spent all the rest on {e} equal "
        "[meals|tickets]. What did one cost?",
        "My two jars held {a} and {c} [coins|beads]. I took {b} out of the first and {d} out of the other. What "
        "is left is put into {e} equal piles. How many per pile?",
    ),
    (
        "a+b; c+d; _1+_2; e-_ where a 2..40, b 2..40, c 2..40, d 2..40, e 80..200",
        "On Friday {S} paid ${a} and ${b} by card, on Saturday ${c} and ${d}. The [card|monthly] limit is ${e}. "
        "How much [can {he} still spend|is still free]?",
        "{B} and {C} collect for a ${e} [trophy|bench]. {B} gave ${a} in May and ${b} in June, {C} ${c} and ${d}. "
        "How much is [missing|still needed]?",
    ),
    (
        "a*b; c*b; _1+_2 where a 2..8, b 2..12, c 2..8",
        "A [pass|ticket] costs ${b}. The Lee family needs {a} and the Cruz family {c}. How much do both families "
        "pay [together|in all]?",
        "{S} worked {a} hours on [Tuesday|Monday] and {c} hours on [Thursday|Friday], always for ${b} [an|per] "
        "hour. {he} added up the pay of each day. How much was it [in total|altogether]?",
    ),
    (
        "a+c; b*_; d-_ where a 2..8, b 2..12, c 2..8, d 40..200",
        "{S} worked {a} hours on [Tuesday|Monday] and {c} hours on [Thursday|Friday] at ${b} [an|per] hour. {he} "
        "<^wants/want> ${d}. How much is [missing|still missing]?",
        "Our team [bought|used] {a} [balls|ropes] in spring and {c} in fall, each for ${b}. There was ${d} in the "
        "[budget|team fund]. [How much is left?|How much remains?|What is left over?|How much money is left?]",
        "It's ${b} per hour for the [court|karaoke room]. We stay {a} hours, then add {c} more. What's left of "
        "our ${d}?",
    ),
    (
        "a+c; b*_; _-d where a 2..8, b 3..14, c 2..8, d 2..40",
        "{B} tutors {a} hours on Monday and {c} on Friday for ${b} [an|per] hour and pays ${d} for the bus. How "
        "much money [is left|does {B} keep]?",
        "{a} [tulips|mugs] in the morning, {c} in the afternoon, all sold at ${b}. Costs: ${d}. [What is the "
        "profit?|Profit?]",
    ),
    (
        "a-c; b*_ where a 4..20, b 2..15, c 2..12",
        "{S} ordered {a} [plates|masks] at ${b} [each|apiece] but [sent back|returned] {c} of them. How much "
        "[did|must] {he} pay for [what {he} kept|the rest]?",
        "{a} [guests|kids] were invited, {c} did not come. Everyone who came got a [gift|cake] worth ${b}. What "
        "were those worth [in all|together]?",
        "A [job|plumbing job] was planned for {a} hours but took {c} hours less. At ${b} [an|per] hour, what is "
        "the bill?",
        "Of {a} [lamps|watches], {c} are broken. The others sell at ${b} [each|apiece]. [What does the seller "
        "get?|How much money comes in?]",
    ),
    (
        "a-c; b*_; _-d where a 4..20, b 3..15, c 2..10, d 2..60",
        "{S} baked {a} [cakes|pies], dropped {c} of them and sold the others for ${b} [each|apiece]. [Flour and "
        "eggs|Ingredients] cost ${d}. What was the profit?",
        "Out of {a} [shifts|lessons] {c} were canceled. Each of the others paid ${b}, and ${d} went to "
        "[fuel|taxes]. [How much is left?|How much remains?|What is left over?|How much money is left?]",
    ),
    (
        "a-c; b*_; d-_ where a 4..20, b 2..12, c 2..10, d 40..200",
        "We need ${d}. {a} [neighbors|members] promised ${b} each, but {c} of them gave nothing. [How much do we "
        "still need?|How many dollars are missing?]",
        "{S} <has/have> to read {d} pages. {he} <^has/have> {a} days, but {c} of them {he} <^is/are> sick. With "
        "{b} pages on each other day, how many pages stay unread?",
    ),
    (
        "a*b; _/c; _+d where a 2..9, b 2..15, c 2..6, d 2..30",
        "{c} [friends|fans] share {a} [platters|pizzas] at ${b} [each|apiece] evenly, and {S}, one of them, "
        "<buys/buy> a ${d} [dessert|ticket] on top. How much <does/do> {S} spend?",
        "{a} [sacks|bags] of {b} [carrots|nuts] are divided [equally|evenly] among {c} [horses|ponies]. The "
        "oldest one gets {d} extra ones on top of its share. How many does it get?",
    ),
    (
        "a/b; _+c; _*d where a 12..120, b 2..9, c 2..15, d 2..7",
        "{b} [bowls|shirts] cost ${a} plain. Painting costs ${c} more for each one. What do {d} painted ones cost?",
        "{S} [<drives/drive>|<travels/travel>|<goes/go>] {a} miles in {b} hours by day. On the highway {he} "
        "<^does/do> {c} miles [an|per] hour more. How many miles are {d} highway hours?",
        "{a} [cards|stamps] are split evenly between {b} [kids|albums]. Then each of them gets {c} extra. How "
        "many do {d} of them hold now?",
    ),
    (
        "a/b; _-c; _*d where a 20..150, b 2..9, c 2..12, d 2..7",
        "{b} [dolls|vests] cost ${a} altogether. Now each one is ${c} cheaper. [What do {d} cost?|Can you tell me "
        "what {d} cost?]",
        "[A|The] car usually goes {a} miles in {b} hours. In [rain|fog] it is {c} miles [an|per] hour slower. How "
        "far does it get in {d} such hours?",
    ),
    (
        "a*b; _+c; d+_; e-_ where a 2..5, b 2..15, c 2..30, d 2..30, e 60..200",
        "{a} [pots|lights] at ${b} [each|apiece], a ${c} [rake|ladder] and a ${d} [hose|bulb kit] - how much is "
        "that short of ${e}?",
        "{S} <has/have> {e} feet of [rope|cable]. {he} <^cuts/cut> {a} pieces of {b} feet, one of {c} feet and "
        "one of {d} feet. How many feet [are left|remain]?",
    ),
    (
        "a/b; c-_; _/d where a 12..120, b 2..9, c 10..90, d 2..6",
        "{S} <pays/pay> {his} part of a ${a} [cabin|gift] that {b} people share [equally|evenly]. {he} "
        "<^spreads/spread> the rest of {his} ${c} over {d} days [equally|evenly]. How much per day?",
        "Typing {a} pages at {b} pages [an|per] hour is only part of a {c}-hour [project|job]. The hours left are "
        "spread over {d} days [equally|evenly]. How many hours [a|per|each] day is that?",
    ),
    (
        "a*2; _+b; _*c where a 2..20, b 2..15, c 2..6",
        "{B} walks {a} minutes to school, {a} minutes back and then {b} minutes with the dog. How many minutes is "
        "that in {c} days?",
        "Two [fans|racks] at ${a} [each|apiece] and one [lamp|rug] at ${b} go in each room. [What do {c} rooms "
        "cost?|How much for {c} rooms?]",
    ),
    (
        "a*b; _*c; d*_ where a 2..4, b 2..5, c 2..4, d 2..4",
        "{a} [nurses|guards] work {b} hours [a|per|each] day, {c} days [a|per|each] week. How many hours of work "
        "is that in {d} weeks?",
        "Each of {a} [goats|horses] gets {b} buckets {c} times [a|per|each] day. How many buckets for {d} days?",
        "[A|The] hotel has {a} floors of {b} rooms with {c} beds in every room and {d} pillows on every bed. How "
        "many pillows?",
    ),
    (
        "a*b; c*_; d*_; e-_ where a 2..4, b 2..5, c 2..4, d 2..4, e 50..200",
        "{a} [dogs|cats] eat {b} cans each on the days they stay with me, {c} days in each of {d} weeks. How many "
        "of my {e} cans are left over?",
        "We stack {d} pallets. Each has {c} layers, each layer {a} rows of {b} [boxes|bricks|tires]. There were "
        "{e} to begin with, so how many are left over?",
    ),
    (
        "a-b; _/c where a 20..150, b 5..60, c 2..10",
        "[A tailor|The tailor] cuts {b} inches off a {a}-inch [strip|cloth] and makes {c} equal pieces from what "
        "is left. How many inches is one piece?",
        "{S} <has/have> {a} minutes. {he} <^needs/need> {b} of them for the [way|trip] and <^uses/use> the rest "
        "for {c} [errands|visits] of the same length. How long is one of those?",
        "If I pay ${b} now for a ${a} [mattress|laptop bag] and the rest in {c} equal monthly payments, how much "
        "is one payment?",
        "a [taxi|cab] ride was ${a}: ${b} to start and ${c} a mile. how many miles did i ride?",
    ),
    (
        "a+b; _*c where a 2..15, b 2..15, c 2..7",
        "A [newspaper|paper] costs ${a} and a [coffee|roll] ${b}. {S} <gets/get> both every morning. How much is "
        "that for {c} mornings?",
        "[hi, |hey, |]each [kid|guest] gets {a} [stickers|pencils] and {b} [balloons|erasers]. how many things do "
        "i need for {c} of them?",
        "If [lunch|a pass] is ${a} and [dinner|a locker] is ${b} per person, how much [do|must] {c} people pay "
        "for both?",
        "I swim {a} laps before work and {b} after it. [Over|In] {c} days, how many laps is that?",
    ),
    (
        "a*b; c-_ where a 2..12, b 2..12, c 30..160",
        "What is left of a {c}-foot [cable|hose] after {a} pieces of {b} feet are cut off?",
        "{S} <owes/owe> ${c} and <pays/pay> it back at ${b} [a|per|each] week. How much <^does/do> {he} still owe "
        "after {a} weeks?",
        "A [candle|pencil] is {c} millimeters long and gets {b} millimeters shorter every [hour|day]. How long is "
        "it after {a} of them?",
        "[goal: {c} km|my goal is {c} km]. did {b} km [a|per|each] day for {a} days. how [far|many km] to go?",
        "The [freezer|water] is at {c} degrees and cools by {b} degrees [an hour|per hour]. What [is the "
        "temperature|does the thermometer show] after {a} hours?",
    ),
    (
        "a*b; _+c where a 2..12, b 2..12, c 3..60",
        "[The meter|A counter] shows {c} and rises by {b} every [minute|hour]. What does it show {a} "
        "[steps|rises] later?",
        "{S} <has/have> ${c} [now|already] and <puts/put> away ${b} [a|per|each] week. How much will {he} have "
        "[in|after] {a} weeks?",
        "A [plant|sunflower] is {c} inches tall and grows {b} inches [a|per|each] week. [How tall is it|What is "
        "its height] in {a} weeks?",
        "The bill: {a} [spark plugs|filters] at ${b} [each|apiece] and ${c} for [work|labor]. What is the total?",
    ),
    (
        "a/b; _+c where a 12..160, b 2..10, c 2..60",
        "[{a} dollars of rent|Rent of {a} dollars] is split evenly among {b} people. Each also pays {c} dollars "
        "for [internet|food]. What does each one pay [in all|altogether]?",
        "{S} <drives/drive> {a} miles in {b} hours on back roads. On the freeway {he} <^drives/drive> {c} miles "
        "[an|per] hour faster. What is {his} speed there, in miles per hour?",
        "The {a} [pages|problems] were spread evenly over {b} days, and today there are {c} extra ones on top of "
        "that. How many [are due|must be done] today?",
    ),
    (
        "a/b; _*c where a 12..160, b 2..10, c 2..9",
        "{S} <reads/read> {a} pages in {b} days. At that rate, how many [is it|are read] in {c} days?",
        "[A recipe|The soup] for {b} people needs {a} [ounces|grams] of [cheese|rice]. How much is that for {c} "
        "people, in the same unit?",
        "If {b} identical [bricks|books] weigh {a} pounds, how [heavy are|many pounds are] {c} of them?",
        "{b} [bus rides|yoga classes] cost ${a}. [I need|We need] {c}. What will I have to pay[ at the same price|]?",
    ),
    (
        "a*b; c*d; _1-_2; e-_ where a 4..10, b 4..14, c 2..7, d 2..9, e 40..150",
        "{S} <earns/earn> ${b} on each of {a} days and <spends/spend> ${d} on each of {c} [bus tickets|lunches]. "
        "How much is missing then to buy a ${e} [stereo|saddle]?",
        "[A|The] pool needs {e} buckets. {B} brings {a} loads of {b} buckets, but a leak takes {d} buckets "
        "[an|per] hour for {c} hours. How many buckets [are missing|are still missing]?",
    ),
    (
        "a-b; c*_; d*e; _2-_3 where a 8..25, b 2..20, c 2..10, d 2..6, e 2..12",
        "A [cake|lantern] costs ${b} to make and sells for ${a}. {S} <sells/sell> {c} and <pays/pay> {d} "
        "[helpers|vendors] ${e} each. What is left of the profit?",
        "{B} puts ${a} [a|per|each] week into a jar and takes out ${b} a week. After {c} weeks {B} buys {d} "
        "[games|plants] at ${e} [each|apiece] with that. How much is left in the jar?",
    ),
    (
        "a*b; c*d; e-_1; _-_2 where a 2..7, b 2..12, c 2..7, d 2..10, e 50..180",
        "[My budget is|The budget was|Budget:] ${e}. First {a} [chairs|lamps] at ${b}, then {c} [shelves|rugs] at "
        "${d}. [What remains?|How much is left?]",
        "{S} <has/have> {e} inches of [wire|thread]. {a} [rings|loops] take {b} inches each and {c} [hooks|knots] "
        "take {d} inches each. How many inches [are left|remain]?",
    ),
    (
        "a+b; c*_; d*e; _2+_3 where a 2..8, b 2..8, c 2..6, d 2..8, e 2..10",
        "Each of {c} [adults|runners] pays ${a} for entry and ${b} for [a shirt|lunch]. The {d} children pay ${e} "
        "each for everything. What does the group pay?",
        "{S} <packs/pack> {c} boxes with {a} [plates|jars] and {b} [bowls|tins] each and {d} boxes with {e} cups "
        "each. How many things is that?",
    ),
)
