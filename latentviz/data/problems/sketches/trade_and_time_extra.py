"""Further sketches of problems about money and time."""

SKETCHES = (
    (
        "a+b; _+c; _+d where a 3..60, b 3..50, c 3..50, d 3..50",
        "The [receipt|bill] lists [rice|milk] ${a}, [soap|shampoo] ${b}, [meat|fish] ${c} and [flowers|candles] "
        "${d}. [What is the sum?|What does it add up to?|Add it up.]",
        "{S} [spent|paid] ${a} for [a ticket|the train], ${b} for [a room|the hostel], ${c} for [food|meals] and "
        "${d} for [gifts|a map]. [How much did the trip cost?|What did {he} spend in total?]",
        "I worked {a} minutes on [math|maths], {b} on [history|French], {c} on [biology|art] and {d} on "
        "[spelling|chemistry]. How many minutes [is that|did I work] in all?",
        "four bills came in: [power|electricity] {a} dollars, water {b}, [internet|cable] {c}, trash {d}. [whats "
        "the total?|how much do i owe altogether?]",
    ),
    (
        "a+b; _+c; _/d where a 5..60, b 5..60, c 5..60, d 2..9",
        "[Dinner|Lunch] was ${a}, [drinks|wine] ${b} and [dessert|the tip] ${c}. We were {d} people and [split "
        "it|shared the bill] evenly. [What did each of us pay?|How much was each share?]",
        "{S} [sold|found buyers for] [an old desk|a bike] for ${a}, a lamp for ${b} and a mirror for ${c}, and "
        "put the money into {d} equal piles. How much is in each [pile|one]?",
        "[A trip|The drive] has parts of {a}, {b} and {c} miles. We want to [cover|do] it in {d} equal days. How "
        "many miles [a|per] day is that?",
        "[Rent|The rent] ${a}, [heating|gas] ${b}, internet ${c}: {d} [flatmates|roommates|students] divide that "
        "equally. How much [does each pay|is it per person]?",
    ),
    (
        "a+b; _+c; _+d; e-_ where a 3..40, b 3..40, c 3..40, d 3..40, e 60..200",
        "{S} <has/have> ${e} for the month. [The phone|The bus pass] costs ${a}, [books cost|the gym costs] ${b}, "
        "[clothes|shoes] ${c} and [a concert|a birthday gift] ${d}. [What is left over?|How much can {he} save?]",
        "Our class [raised|collected] ${e}. [Balloons|Paper] took ${a} of it, [juice|paint] ${b}, [cake|glue] "
        "${c} and [music|prizes] ${d}. How much of it [is left|remains]?",
        "A [day's drive|road trip] is {e} miles long. So far [we did|we have done] {a} miles before breakfast, "
        "{b} before noon, {c} after lunch and {d} in the evening. [How far to go?|How many miles remain?]",
    ),
    (
        "a+b; c+d; _1-_2 where a 15..80, b 15..80, c 3..60, d 3..60",
        "{S} [got|earned] ${a} from [babysitting|a paper route] and ${b} from [tutoring|raking leaves], but "
        "[spent|paid] ${c} on [a jacket|supplies] and ${d} on [snacks|the bus]. How much [is left|of the money is "
        "left]?",
        "[This month|In June] a [cafe|stall|kiosk] took in ${a} from [drinks|coffee] and ${b} from [food|cake]. "
        "Its costs were ${c} for [staff|power] and ${d} for [rent|ingredients]. [What was the profit?|Find the "
        "profit.]",
        "{B} spent ${a} on [a coat|skates] and ${b} on [a hat|knee pads]. {C} spent ${c} and ${d} on the same two "
        "things. How much more did {B} spend[ in all| altogether|]?",
        "{B} studied {a} minutes on Monday and {b} on Tuesday; {C} studied {c} and {d} minutes. By how many "
        "minutes [is {B} ahead|did {B} study longer in total]?",
    ),
    (
        "a*b; c*d; _1+_2; _+e where a 2..7, b 2..12, c 2..7, d 2..12, e 2..50",
        "{S} [bought|ordered] {a} [shirts|cakes|plants] at ${b} each, {c} [ties|pies|pots] at ${d} each and one "
        "[coat|gift basket|shovel] for ${e}. [Find the total price.|What did it all cost?|How much did {he} pay?]",
        "[Tickets|Seats] for {a} adults at ${b} [each|apiece] and {c} [kids|children] at ${d} [each|apiece], plus "
        "${e} for [parking|the bus]: what is the total [cost|price]?",
        "[whats the bill for|how much is] {a} [coffees|wraps] at ${b}, {c} [cakes|juices] at ${d} and a ${e} tip?",
        "{B} drove {b} miles on each of {a} [weekdays|work days], {d} miles on each of {c} [weekend days|days "
        "off] and {e} miles [to the airport|for an errand]. [How many miles is that?|How far did {B} drive in all?]",
    ),
    (
        "a*b; c*d; _1+_2; _-e where a 2..8, b 3..14, c 2..8, d 2..12, e 2..40",
        "{S} sold {a} [scarves|jars of jam] at ${b} and {c} [hats|jars of pickles] at ${d} each. The "
        "[materials|supplies|table at the fair] cost ${e}. [What profit did {he} make?|How much profit is there?]",
        "[We order|The school orders] {a} [desks|balls] at ${b} and {c} [stools|nets] at ${d} [each|apiece]. "
        "There is a discount of ${e} on the whole order. [What is the final price?|How much is to be paid?]",
        "{S} worked {a} hours at ${b} [an|per] hour on [Saturday|the first day] and {c} hours at ${d} [an|per] "
        "hour on [Sunday|the second day], and [paid|spent] ${e} for [gas|gloves]. How much did {he} have after that?",
    ),
    (
        "a*b; _+c; _/d where a 2..9, b 4..20, c 2..60, d 2..8",
        "{d} [friends|hikers|students] rent a [cabin|van|boat] for {a} days at ${b} a day, plus ${c} for "
        "[cleaning|insurance]. They share the cost equally. [What does each pay?|How much is it per person?]",
        "{S} earned ${b} [a|per|each] day for {a} days and a bonus of ${c}. {he} split it [evenly|equally] "
        "[between|among] {d} savings jars. How much [is|went] in each jar?",
        "{a} [taxis|boats] at ${b} [each|apiece] plus a ${c} [tip|fee], paid by {d} [people|guests] in equal "
        "parts. How much [each|does each owe]?",
    ),
    (
        "a-b; _*c; d-_ where a 8..40, b 2..20, c 2..8, d 40..150",
        "[A sweater|A game|A toaster] normally costs ${a}, but today it is ${b} cheaper. {S} "
        "[<buys/buy>|<gets/get>|<orders/order>] {c} and <pays/pay> with ${d}. [How much change <^does/do> {he} "
        "get?|What is the change?]",
        "With a [member|student] card you get ${b} off every ${a} ticket. {S} <has/have> the card and ${d}. How "
        "much [is left|money remains] after {c} tickets?",
        "i earn {a} [a|per|each] day and {b} of that goes to lunch. i need {d} dollars for [a tent|rent]. how "
        "much is [still missing|left to earn] after {c} days?",
    ),
    (
        "a-b; _*c; _+d where a 8..40, b 2..20, c 2..8, d 2..60",
        "{S} <earns/earn> ${a} [a|per|each] day and <pays/pay> ${b} [a|per|each] day for [lunch and the bus|gas]. "
        "{he} <^has/have> ${d} [already|in the bank]. How much will {he} have after {c} [work days|days]?",
        "Water in the [pond|basin] stands at {d} inches. Each day of rain brings {a} inches and each night {b} "
        "inches run off. How [deep|high] is it after {c} such days and nights?",
        "With the coupon each ${a} [pizza|calendar] is ${b} cheaper. [What do|How much do] {c} cost, if delivery "
        "is ${d}?",
    ),
    (
        "a+b; _*c; _+d where a 2..15, b 2..15, c 2..8, d 2..40",
        "A [burger|bagel] is ${a} and a [shake|coffee] is ${b}. {c} [friends|people] each take both, and they "
        "leave a tip of ${d}. What do they pay [in all|altogether]?",
        "Each of {c} [campers|pupils] needs a ${a} [hat|shirt] and a ${b} [bottle|bag]. The bus costs another "
        "${d}. [Find the total cost.|What is the total cost?]",
        "{S} <swims/swim> {a} laps in the morning and {b} in the evening. After {c} such days {he} swam {d} more "
        "laps [at a contest|in a lake]. [How many laps is that?|Find the number of laps.|That is how many laps?]",
    ),
    (
        "a+b; _*c; d-_; _/e where a 2..8, b 2..8, c 2..6, d 40..150, e 2..6",
        "{c} [kids|guests] each get a ${a} [cap|mug] and a ${b} [kite|cake]. The remainder of ${d} is shared by "
        "{e} [helpers|charities] equally. How much does each of [them|those {e}] get?",
        "Two [pumps|pipes] bring {a} and {b} gallons [a|per] minute into a pool of {d} gallons. After {c} minutes "
        "they stop, and a hose with {e} gallons a minute does the rest. How many minutes does the hose run?",
    ),
    (
        "a*b; _/c; _-d where a 2..12, b 4..20, c 2..6, d 2..30",
        "{B} and friends, {c} people in all, sold {a} [pumpkins|wreaths|T-shirts] for ${b} [each|apiece] and "
        "shared the money equally. {B} then [spent|used] ${d} of that share on [a drill|boots]. How much of it is "
        "left?",
        "{a} [crates|sacks] of {b} [apples|onions] are split evenly between {c} [families|kitchens]. One of these "
        "uses up {d}. How many does it still have?",
    ),
    (
        "b/a; _*c; d-_ where a 2..8, b 6..60, c 2..9, d 40..150",
        "{a} [pens|roses|bars of soap] cost ${b}. [What change do I get from|How much is left of] ${d} if I buy {c}?",
        "{S} <reads/read> {b} pages in {a} hours. A book has {d} pages. How many pages are left after {c} hours "
        "of reading[ at that pace|]?",
        "A [car|truck] covers {b} km in {a} minutes. At the same speed, how far is it still to a town {d} km away "
        "after {c} minutes?",
        "[A|The] candle of {d} millimeters loses {b} millimeters in {a} hours. How [tall|long] is it after "
        "burning for {c} hours?",
    ),
    (
        "b/a; d/c; _1+_2 where a 2..8, b 6..90, c 2..8, d 6..90",
        "One [pump|press|robot] makes {b} [parts|bricks] in {a} hours, another {d} in {c} hours. How many do they "
        "make together in one hour?",
        "{a} [lemons|stamps] cost ${b} and {c} [mangoes|envelopes] cost ${d}. What is the price of one of each "
        "[together|]?",
        "{B} writes {b} [cards|invitations] in {a} days and {C} {d} in {c} days. How many do they write "
        "[a|per|each] day between them?",
    ),
    (
        "b/a; d/c; _1+_2; _*e where a 2..6, b 6..60, c 2..6, d 6..60, e 2..6",
        "[One machine|The old press] stamps {b} [lids|coins] in {a} minutes, [another|the new one] {d} in {c} "
        "minutes. How many do they stamp together in {e} minutes?",
        "{a} [pots|spoons] cost ${b} and {c} [pans|forks] cost ${d}. [What would|How much would] {e} of each "
        "cost[ together|]?",
        "{B} mows {b} [yards|lawns] in {a} weeks and {C} {d} in {c} weeks. How many will the two of them mow in "
        "{e} weeks?",
    ),
    (
        "b/a; d/c; _1+_2; e/_ where a 2..6, b 6..60, c 2..6, d 6..60, e 20..200",
        "One tap gives {b} litres in {a} minutes, another gives {d} litres in {c} minutes. With both "
        "[open|running], how many minutes does a tank of {e} litres take?",
        "{B} can pack {b} [bags|parcels] in {a} hours and {C} can pack {d} in {c} hours. How many hours do they "
        "need together for {e}?",
    ),
    (
        "b/a; d/c; _1-_2; _*e where a 2..6, b 20..100, c 2..6, d 4..60, e 2..6",
        "{a} [bulbs|batteries] cost ${b} at [the corner shop|the station], but {c} cost only ${d} [online|at the "
        "market]. How much do I save on {e} of them if I [choose|go to] the cheaper place?",
        "[A|The] tap lets {b} litres into a bath in {a} minutes, while the drain lets {d} litres out in {c} "
        "minutes. How much [more water|water] is in the bath after {e} minutes with both open, if it was empty?",
        "{B} runs {b} laps in {a} hours and {C} {d} laps in {c} hours. How many laps is {B} ahead after {e} hours?",
    ),
    (
        "a*b; c/_ where a 2..8, b 2..12, c 12..200",
        "{a} [workers|machines|volunteers] each [make|fill|plant] {b} [bags|boxes|rows] an hour. [How many hours "
        "do they need|How long, in hours, do they take] for {c} [in all|together]?",
        "{S} <needs/need> ${c} for a [drone|trip]. {he} <^works/work> {a} hours [a|per|each] week at ${b} "
        "[an|per] hour. How many weeks [does it take|until {he} <^has/have> it]?",
        "A [workshop|studio] makes {b} [candles|mugs] in a batch and does {a} batches [a|per|each] day. [In how "
        "many days|How many days until] {c} are ready?",
        "an egg tray holds {a} rows of {b} eggs. how many trays for {c} eggs?",
    ),
    (
        "a*b; c-_; _/d where a 2..9, b 2..15, c 40..180, d 2..9",
        "{S} <has/have> ${c}. After [buying|paying for] {a} [tickets|brushes|records] at ${b} each, {he} "
        "<^spends/spend> the rest on [hot dogs|paint tubes|posters] at ${d} each. How many [of those |]<^does/do> "
        "{he} get?",
        "A [novel|diary|report] has {c} pages. I read {b} pages [a|per|each] day for {a} days and {d} pages a day "
        "after that. [How many more days until I finish it?|How many days does the rest take?]",
        "[The job|The hike] is {c} miles of trail. {a} hours at {b} miles [an|per] hour are done. At {d} miles "
        "[an|per] hour, how many hours [are left|does the rest take]?",
        "For a [sofa|stove] at ${c} you pay ${b} a month for {a} months and clear the rest in {d} equal payments. "
        "How much is each of those {d} payments?",
    ),
    (
        "a*b; c-_; _/d; _-e where a 2..8, b 2..12, c 40..180, d 2..6, e 2..20",
        "{d} [cousins|friends] have ${c} together. They buy {a} [kites|tickets] at ${b} [each|apiece] and share "
        "what is left [equally|evenly]. {B}, one of them, then spends ${e} on [ice cream|a pen]. How much does "
        "{B} have now?",
        "Of {c} [cookies|pancakes], {a} [trays|plates] of {b} are sold. The rest goes to {d} [classes|tables] in "
        "equal shares. One of those eats {e} [right away|at once]. How many does it have left?",
    ),
    (
        "a/10; a-_ where a 20..200",
        "A [tent|coat|cupboard] at ${a} is reduced by 10%. [What is the new price?|How much is it now?|What must "
        "I pay?]",
        "{S} <gets/get> 10% off a ${a} [bill|order]. [How much <^does/do> {he} pay?|What remains to be paid?]",
        "[Tax|The agency] takes 10% of my ${a}[ pay| wages|]. how much do i [keep|get]?",
    ),
    (
        "a/10; a+_ where a 20..180",
        "[Lunch|The meal|Dinner] was ${a} and we add a 10% tip. [How much do we pay?|What is the total?]",
        "{S} <has/have> ${a} in [the bank|a savings account], which pays 10% interest a year. How much is there "
        "after one year?",
        "A [ticket|haircut|bike repair] costs ${a} [plus|and then] 10% tax. [What does one pay altogether?|Find "
        "the price with tax.]",
        "[The rent|The fee|My fare] was ${a} [a|per|each] week and goes up by 10%. What is [it now|the new price]?",
    ),
    (
        "a*b; _/10; _1-_2 where a 2..9, b 5..20",
        "{a} [towels|chairs|novels] at ${b} [each|apiece] would be a lot, but there is 10% off the total. [How "
        "much do I pay?|What do they cost now?]",
        "{S} [ordered|bought] {a} [pillows|balls] at ${b} [each|apiece] with a 10% discount on the whole order. "
        "[What did {he} pay?|How much was it in the end?]",
        "{S} worked {a} hours at ${b} [an|per] hour, and 10% of the pay went to [tax|the agency]. How much did "
        "{he} take home?",
    ),
    (
        "a*b; _/4; _1+_2 where a 2..8, b 4..20",
        "{a} [dinners|meals] cost ${b} each. The table leaves a 25% tip. What is paid [altogether|in all|in total]?",
        "{S} <bakes/bake> {a} trays of {b} [rolls|buns|scones] and then a quarter of that number again. [How many "
        "is that|What does that make] [in all|in total|altogether]?",
    ),
    (
        "a*b; _/2; _*3 where a 2..6, b 2..12",
        "[A|The] recipe for two needs {a} packs of {b} [mushrooms|dates|wings]. How many [pieces|of them] are "
        "needed for three people?",
    ),
    (
        "a*b; c*_; _/d where a 2..6, b 2..8, c 2..6, d 2..6",
        "{a} [painters|guards] work {b} hours [a|per|each] day for {c} days. [Another crew of {d}|A crew of {d}] "
        "does the same number of hours altogether. How many hours does each of [those|these] {d} work?",
        "{d} [cousins|roommates] go skiing for {c} days. They need {a} lift [passes|tickets] [a|per|each] day at "
        "${b} each and share the cost equally. How much does each [of them pay|pay]?",
    ),
    (
        "a*b; c*_; _+d; e-_ where a 2..5, b 2..6, c 2..5, d 2..30, e 60..200",
        "{a} [friends|siblings] go [bowling|swimming] {c} times. Each time costs ${b} per person. They also buy "
        "[shoes|goggles] for ${d} once. How much of their ${e} [is left|remains]?",
        "{S} <drinks/drink> {a} cups of [tea|coffee] [a|per|each] day at ${b} a cup. How much of ${e} is left "
        "after {c} days and a ${d} [lunch|cake]?",
        "The bus makes {a} trips [a|per|each] day of {b} miles each. After {c} days and a ride of {d} miles to "
        "the garage, how many miles are left until the {e}-mile check?",
    ),
    (
        "a+b; c*2; _1+_2; _+d where a 5..40, b 5..40, c 2..20, d 2..40",
        "{S} spent ${a} on [a tie|a bag], ${b} on [jeans|a dress], ${c} on each of two [belts|caps], and ${d} on "
        "[lunch|parking]. How much was it [in all|in total|altogether]?",
        "[The trip to work|The journey]: {a} minutes by bus, {b} minutes by train, two waits of {c} minutes and "
        "{d} minutes on foot. How many minutes is that [altogether|in all]?",
    ),
    (
        "a*2; a+_; _+b where a 4..40, b 2..50",
        "A [shirt|book] costs ${a}, a [jacket|globe] twice as much. {S} <buys/buy> both and a ${b} [belt|pen "
        "set]. [What is the total?|How much <^does/do> {he} pay?]",
        "On Monday {B} ran for {a} minutes, on Tuesday for double that time, and on Wednesday for {b} minutes. "
        "[Find the total.|How many minutes is that in all?|Total minutes?]",
        "{B} earns ${a} [an|per] hour, {C} twice as much. They [both work|work] for one hour and {B} gets a tip "
        "of ${b}. How much do they [make|earn] together?",
    ),
    (
        "a*b; _-c; a+_ where a 4..25, b 2..6, c 2..20",
        "A [stool|hat] costs ${a}. A [table|coat] costs ${c} less than {times_b} as much. How much do the two "
        "cost [together|in all]?",
        "{B} [drove|rode] {a} miles on Friday. On Saturday it was {c} miles less than {times_b} as far. How many "
        "miles [were driven|is that] on both days [together|]?",
    ),
    (
        "a*2; _+b; a+_; c-_ where a 4..30, b 2..20, c 40..150",
        "{S} <pays/pay> ${a} for a [cap|comic] and ${b} more than double that for [boots|a helmet]. How much of "
        "{his} ${c} [is left|remains]?",
        "I jogged {a} minutes on Saturday and {b} minutes more than twice that on Sunday. My goal is {c} minutes. "
        "How many minutes [are missing|am i short]?",
    ),
    (
        "a+b; a+_; _+c where a 5..40, b 2..20, c 2..40",
        "[A mug|A scarf] costs ${a}. [A plate|A shawl] costs ${b} more than that. {S} <buys/buy> both and a ${c} "
        "[tray|brooch]. [How much is that?|What <^does/do> {he} pay?]",
        "{B} worked {a} minutes, {C} {b} minutes longer than {B}, and {D} {c} minutes. How many minutes did the "
        "three work [altogether|in all]?",
    ),
    (
        "a-b; a+_; _*c where a 8..30, b 2..20, c 2..6",
        "[A chair|A fork] costs ${a}, [a stool|a spoon] ${b} less. [What is the price of|How much are] {c} of each?",
        "{S} [earned|made] ${a} [an|per] hour and {B} ${b} an hour less. How much did they [earn|make] together "
        "in {c} hours?",
        "In the morning {S} [<walks/walk>|<jogs/jog>|<runs/run>] {a} laps, in the evening {b} fewer. How many "
        "laps is that in {c} days?",
    ),
    (
        "a/b; a+_; c-_ where a 12..90, b 2..6, c 60..200",
        "A [lamp|racket] costs ${a} and a [bulb|ball] costs {part_b} as much. How [much change|many dollars in "
        "change] <does/do> {S} get from ${c} when {he} <^buys/buy> both?",
        "[First|Before noon] {S} <drives/drive> {a} miles, after that {part_b} as many. The [lake|cabin] is {c} "
        "miles away. How many miles [are left|remain]?",
    ),
    (
        "a-b; _-c; _/d where a 40..180, b 4..60, c 4..60, d 2..9",
        "{S} [won|got] ${a}, gave ${b} to [{his} brother|a shelter] and spent ${c} on [boots|a radio]. The rest "
        "lasts [{d} weeks with equal spending. How much is that per week?|{d} days with equal spending. How much "
        "is that a day?]",
        "I want a ${a} [bike|guitar]. I have ${b}, and [my uncle|grandma] gives me ${c}. How much must I save "
        "[per|a] week to have the rest in {d} weeks?",
        "A trip is {a} miles. {b} miles are done by [bus|train] and {c} by [bike|boat]. The rest is walked in {d} "
        "days, the same distance each day. How many miles [a|per] day [is that|]?",
        "My [{g}-year-old |]niece has {a} minutes of free time. She reads {b} minutes and draws {c} minutes; the "
        "rest goes to {d} games of equal length. How many minutes [does one game last|is one game]?",
    ),
    (
        "a*b; _+c; _+d; e-_ where a 2..7, b 3..14, c 2..30, d 2..30, e 60..200",
        "{S} <has/have> ${e} and <buys/buy> {a} [T-shirts|candles|posters] at ${b} each, a ${c} [hat|vase] and a "
        "${d} [belt|frame]. [How much is left?|What <^does/do> {he} have left?]",
        "A [fund drive|charity run|choir] wants to raise ${e}. So far there are {a} [gifts|donations] of ${b}, "
        "one of ${c} and one of ${d}. How much is [still needed|missing]?",
        "I have {e} minutes. {a} exercises take {b} minutes each, the break {c} minutes and [stretching|a shower] "
        "{d} minutes. [How many minutes are left?|What time is left, in minutes?]",
    ),
    (
        "a*b; _+c; d*_; e-_ where a 2..5, b 2..6, c 2..10, d 2..5, e 60..200",
        "Every week {S} <rides/ride> the [bus|train|subway] {a} times at ${b} and <pays/pay> ${c} for [a swim|a "
        "class|laundry]. [How much of ${e} is left|What remains of ${e}] after {d} weeks?",
        "A [lunch|party] box holds {a} [sandwiches|sweets] at ${b} [each|apiece] and a ${c} [drink|toy]. {S} "
        "<buys/buy> {d} such boxes. What change is there from ${e}?",
    ),
    (
        "a*b; c-d; _1-_2 where a 3..12, b 5..15, c 20..100, d 2..60",
        "{S} [earned|made] ${b} [a|per|each] day for {a} days. In that time {he} [paid|spent] ${c} for [a "
        "course|tools], but ${d} of that was paid back. How much did {he} have then?",
    ),
    (
        "a+b; _/2; c+_ where a 10..80, b 10..80, c 5..60",
        "{B} has ${a} and {C} has ${b}. They put their money together and spend half of it. {D} adds ${c} to the "
        "rest. How much is there now?",
        "{S} <has/have> ${a} and <gets/get> ${b}. {he} <^gives/give> half of it away and then <^finds/find> ${c}. "
        "How much <^does/do> {he} have now?",
    ),
    (
        "a+b; _+c; d*_; e-_ where a 2..12, b 2..12, c 2..12, d 2..5, e 60..200",
        "A [kit|goody bag] holds a ${a} [book|cap], a ${b} [game|pen] and a ${c} [snack|puzzle]. What is left of "
        "${e} after [buying|paying for] {d} of these?",
        "Each day {S} <reads/read> {a} pages before school, {b} on the bus and {c} in bed. The book has {e} "
        "pages. How many are left after {d} days?",
        "Three [taps|pumps] bring {a}, {b} and {c} litres [a|per] minute. The tank takes {e} litres. How many "
        "litres are missing after {d} minutes?",
    ),
    (
        "a+b; _+c; e-_; _/d where a 5..40, b 5..40, c 5..40, d 2..8, e 60..200",
        "{S} <needs/need> ${e} for [a camera|a course]. {he} got ${a} from [grandpa|an aunt], ${b} from [a "
        "job|chores] and ${c} from [the piggy bank|a sale]. How much a week must {he} save to get the rest in {d} "
        "weeks?",
        "Out of ${e}, ${a} goes to [rent|seeds], ${b} to [power|tools], ${c} to [insurance|soil]. {d} "
        "[workers|members] share what is left. How much [for each|does each get]?",
        "[If|Suppose] a {e} page [script|report] has parts of {a}, {b} and {c} pages plus {d} more parts of equal "
        "length, how many pages is each of the {d} parts?",
    ),
    (
        "a*b; c+d; _1-_2; _/e where a 3..10, b 5..20, c 2..40, d 2..40, e 2..6",
        "{e} [kids|students] washed {a} [cars|vans] for ${b} [each|apiece]. They paid ${c} for [soap|sponges] and "
        "${d} for [water|lunch] and split the rest evenly. What did each one get?",
        "[In {a} weeks|Over {a} weeks] {S} earned ${b} [a|per|each] week. ${c} went to [a gift|shoes], ${d} to "
        "[the dentist|a trip]. The rest was put in {e} equal [jars|envelopes]. How much is in each?",
    ),
    (
        "a*b; c+d; _1-_2 where a 3..10, b 5..20, c 2..60, d 2..60",
        "[What profit|How much profit] does a [stand|shop] make that sells {a} [hats|cakes] at ${b} each and pays "
        "${c} for [material|flour] and ${d} for [rent|wages]?",
        "{S} worked {a} hours for ${b} [an|per] hour and then paid the ${c} [phone|water] bill and the ${d} "
        "[gas|power] bill. [How much was left?|What was left of the pay?]",
        "[Determine|Compute] the money left when {a} payments of ${b} come in and ${c} and ${d} are spent.",
    ),
    (
        "a*b; _/10; _1-_2; c-_ where a 2..9, b 5..20, c 50..200",
        "{a} [balls|mats|lamps] at ${b} [each|apiece], 10% off the total. How much change [is there|do I "
        "get|comes back] from ${c}?",
        "{S} <has/have> ${c} and <orders/order> {a} [shirts|books] at ${b} [each|apiece] with a 10% discount on "
        "everything. [How much money is left?|How much money remains?|What is left?]",
    ),
)
