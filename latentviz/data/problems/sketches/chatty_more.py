"""Sketches in a chat box voice, of three and four steps."""

SKETCHES = (
    (
        "a*b; a*c; _2-_1 where a 2..10, b 2..8, c 5..20",
        "[frosting a cake|wrapping a gift] normally takes me {b} min but [w/|with] a [bad wrist|broken thumb] its "
        "{c} min. im doing {a}, so how many extra min total?",
        "The {a} of us could [take|ride] the bus for ${b} each or the train for ${c} each. How much more is the "
        "train for the whole group?",
    ),
    (
        "a/b; c/d; _1-_2 where a 20..160, b 2..8, c 10..120, d 2..8",
        "i biked {a} miles in {b} hrs and my [{g} yr old |]dad did {c} miles in {d} hrs. how many mph faster was i?",
        "Brand X: {b} [rolls|bars] for ${a}. Brand Y: {d} for ${c}. How many dollars more does one cost with brand X?",
        "Machine A fills {a} [cans|tubes] in {b} min, machine B {c} in {d} min. [Find|Determine] how many more per "
        "minute A fills.",
    ),
    (
        "a+b; _+c; d-_ where a 5..50, b 5..50, c 5..50, d 60..200",
        "[ok so |hey, |]receipt says {d} bucks. {a} was [meat|fish], {b} was [cheese|fruit], {c} was [bread|soda] "
        "and the rest is all snacks. how much were the snacks?",
        "I've [gotta|have to|need to] drive {d} miles. Did {a} before breakfast, {b} before lunch, {c} after that. "
        "How far do I still have to go?",
        "[Manual|Script]: {d} pages, read in four days. {a}, {b} and {c} pages on the first three. Pages on day four?",
    ),
    (
        "a+b; _+c; _/d where a 10..60, b 10..60, c 10..60, d 2..9",
        "[quick question, |so |]my [tips|sales] were {a}, {b} and {c} bucks this weekend, and were splitting "
        "[em|them] {d} ways evenly. how much is my [share|cut]?",
        "{a} kids from one school, {b} from another and {c} from a third go [rafting|on a ride], {d} to a boat. How "
        "many boats?",
        "Sold ${a}, ${b} and ${c} worth of rice on three days, ${d} per kilo. How many kilos were sold?",
    ),
    (
        "a+b; _+c; _*d where a 4..25, b 4..25, c 4..25, d 2..4",
        "[help, |ok |][gotta|have to|need to] call {a} [freshmen|moms], {b} [sophomores|dads] and {c} "
        "[juniors|coaches], {d} min per call, [so |]how many min is that [gonna|going to] take?",
        "Each set is {a} [squats|crunches], {b} lunges and {c} jumps. I do {d} sets. [Number|Count] of moves in all?",
        "A gift bag holds {a} [mints|beads], {b} [gums|pins] and {c} [stickers|stamps]. How many things go into {d} "
        "bags?",
    ),
    (
        "a+b; a+_; _+c where a 5..40, b 2..20, c 5..60",
        "picked {a} [tulips|lilies], {b} more roses than that, and {c} daisies. how many flowers do i have?",
        "Day 1 I [saved|earned] ${a}, day 2 it was ${b} more than day 1, day 3 ${c}. What's my three-day total?",
    ),
    (
        "a-b; _+c; _-d where a 40..120, b 5..40, c 5..60, d 5..60",
        "[hi! |so basically |]my bus had {a} people, {b} got off downtown, {c} got on, then {d} got off at the "
        "[mall|stadium]. how many are still riding?",
        "phone was at {a} [photos|songs], deleted {b}, added {c}, deleted {d} more. how many on there now?",
        "Stock: {a} [lamps|chairs]. Sold {b}, delivered {c}, sold {d}. [Find|State] the final stock.",
    ),
    (
        "a-b; _+c; _-a where a 30..90, b 4..20, c 10..50",
        "[yo, |alright |]i scored {a} in [trivia|darts], my roommate got {b} less than me, and her bf got {c} more "
        "than her. how far ahead of me is he?",
        "Tower one is {a} m. Tower two is {b} m shorter than one, tower three {c} m taller than two. How many meters "
        "taller is three than one?",
    ),
    (
        "a-b; _+c; a+_ where a 30..90, b 4..25, c 4..40",
        "so shop A wants {a} bucks. shop B took {b} off that and then added {c} for [shipping|setup]. i bought one "
        "at each, [whats|what is] my total?",
        "My [hens|ducks] laid {a} eggs in May. In June the same birds laid {b} fewer, but a new one added {c}. How "
        "many eggs in both months?",
    ),
    (
        "a*7; _+b; _*2 where a 2..8, b 2..12",
        "[|math help pls: ]i [gotta|have to|need to] drive {a} hrs every single day plus {b} extra hrs a week cuz of "
        "the [promotion|new route]. how many hrs in 2 weeks?",
        "My plants drink {a} [cups|liters] a day, all 7 days, plus {b} more each Sunday. How many in two weeks?",
    ),
    (
        "a*b; _+c; d-_ where a 2..8, b 3..15, c 2..30, d 60..200",
        "[um |so uh |]had {d} bucks. got {a} [tees|games] at {b} bucks each plus [a belt|a charger] for {c}. hows my "
        "wallet now, how much is left?",
        "A hall has {d} chairs. We set up {a} rows of {b} and put {c} along the wall. How many stay [in "
        "storage|unused]?",
        "Spool: {d} m of thread. {a} hems use {b} m each, a patch uses {c} m. Determine the length left.",
    ),
    (
        "a*b; c-_; _/d where a 2..8, b 2..12, c 50..200, d 2..10",
        "[ok so |hey, |]sold {c} [roses|bulbs] today. {a} bunches had {b} in [em|them] and the rest went out in {d} "
        "equal bunches, so how many in each of those?",
        "I'm saving up ${c}. {a} weeks at ${b} a week is done, from here on I do ${d} a week. How many more weeks?",
        "Route: {c} km. {a} h at {b} km/h, then the remainder at {d} km/h. How many hours does the remainder take?",
    ),
    (
        "a*b; _/c; _*d where a 2..12, b 2..12, c 2..8, d 2..10",
        "[quick question, |so |]my wall is {a} ft by {b} ft, one [quart|can] covers {c} square ft and costs {d} "
        "bucks. how much am i [spending|gonna spend] on paint?",
        "{a} trays [w/|with] {b} [cookies|rolls] each, packed {c} to a bag, {d} bucks a bag. What do I make if they "
        "all sell?",
    ),
    (
        "a-b; _*c; _+d where a 10..40, b 2..15, c 2..6, d 5..60",
        "so a haircut is {a} bucks, {b} off [w/|with] my card. its cuts for my {c} kids plus [a shampoo|a brush] for "
        "{d}, [whats|what is] the total?",
        "{a} players signed up, {b} quit. Each one left brings {c} [balls|bottles] and the coach brings {d}. How "
        "many are there?",
    ),
    (
        "a+b; _*c; _+d where a 2..15, b 2..15, c 2..6, d 2..60",
        "[help, |ok |]lunch special is {a} [bucks|dollars] plus {b} for a drink. {c} of us get both and we tip {d} "
        "bucks. how much do we pay [altogether|in total|in all]?",
        "{a} min to [tie|lace] it, {b} min to trim it, {c} of them, and {d} min cleanup at the end. How many minutes "
        "[in all|all together|in total]?",
    ),
    (
        "a+b; _*c; _-d where a 2..12, b 2..10, c 2..6, d 2..30",
        "[hi! |so basically |]i took {a} pics of birds and {b} of frogs. my aunt took {d} less than {times_c} as "
        "many pics as me. how many did she take?",
        "We [bake|fry] {a} plain and {b} sweet [donuts|pretzels] per batch. After {c} batches {d} got burnt. How "
        "many are fine?",
    ),
    (
        "a*2; b*_; _/c where a 2..10, b 2..10, c 2..10",
        "[yo, |alright |]its {a} km to [work|campus], i go there and back {b} days a week and the scooter does {c} "
        "km per charge. how many charges a week?",
        "{b} kids each color both sides of {a} [cards|masks] and one marker is good for {c} sides. [How many|Tell "
        "me, how many] markers are needed?",
    ),
    (
        "a*12; _+b; _/c where a 2..8, b 4..60, c 2..10",
        "got {a} dozen [plums|limes] plus {b} loose ones and {c} [crates|bowls] to fill evenly. how many go in each?",
        "{a} dozen pens and {b} extra pens are shared equally by {c} [desks|clerks]. Find the number per share.",
    ),
    (
        "a/b; a-_; _/c where a 24..200, b 2..5, c 2..6",
        "[|math help pls: ]i had {a} [figurines|comics], sold {part_b} of [em|them], and now im putting the rest on "
        "{c} shelves equally. how many per shelf?",
        "Size of a farm: {a} acres. {part_b} is woods, the rest is cut into {c} equal fields. [Find|What is] the "
        "size of a field in acres?",
    ),
    (
        "a/b; a-_; _-c where a 24..200, b 2..5, c 2..40",
        "i had {a} [tabs|emails|files] open, closed {part_b} of them, then closed {c} more. how many are open now?",
        "A bin holds {a} [nuts|bolts]. {part_b} of them rust, {c} others get used. How many unrusted ones are still "
        "unused?",
    ),
    (
        "a/b; _-c; _*b where a 40..180, b 2..6, c 2..20",
        "[um |so uh |]sent {a} cartons in equal loads to {b} [shops|stores], each one sent back {c} "
        "[cuz|because|since] they leaked. how many did they keep in total?",
        "{b} siblings split {a} [stamps|coins] evenly and then each of them loses {c}. How many do they own together "
        "now?",
    ),
    (
        "a-b; _/c; _+d where a 30..150, b 5..40, c 2..6, d 2..40",
        "[ok so |hey, |]we had {a} dollars, [pizza|lunch] was {b} and we split the change {c} ways. i had {d} before "
        "that, so how much do i have now?",
        "{a} [acorns|nuts], {b} of them rotten. {c} squirrels share the good ones equally, and one already owned "
        "{d}. How many does that one have now?",
    ),
    (
        "a*b; a+_; _+c where a 4..30, b 2..4, c 2..60",
        "[quick question, |so |]my block is {g} yrs old and has {a} [oaks|maples], {times_b} as many pines, and {c} "
        "birches, so how many trees?",
        "Spent {a} min on math, {times_b} as long on the essay and {c} min on [spanish|reading]. Total minutes?",
    ),
    (
        "a/2; _+b; a+_ where a 10..90, b 2..30",
        "[help, |ok |]upstairs took me {a} min to vacuum. downstairs took {b} min more than half that. how many min "
        "for the whole house?",
        "{B} has {a} [hats|rings]; {C} has {b} more than half as many. [Find|Give] the combined number.",
    ),
    (
        "a*b; _+a; c-_ where a 4..20, b 2..4, c 60..160",
        "{c} [cupcakes|balloons] total: {a} are red, {times_b} as many are blue, rest are white. how many white ones "
        "do we have?",
        "I use {c} beads on a [belt|mask]. {a} are gold and {times_b} as many are black; all others are clear. "
        "[Number|Count] of clear beads?",
    ),
    (
        "a*b; c*d; _1+_2; e-_ where a 2..6, b 2..12, c 2..6, d 2..12, e 60..200",
        "[hi! |so basically |]i brought {e} bucks to the [flea|farmers] market. got {a} [rugs|stools] at ${b} and "
        "{c} jars of [honey|salsa] at ${d} a jar. [so |]how much do i go home with?",
        "[yo, |alright |][gotta|have to|need to] do {e} [reps|laps]. {a} sets of {b} done, then {c} sets of {d}. how "
        "many do i still owe my [coach|trainer]?",
        "Capacity {e} seats; {a} rows of {b} and {c} rows of {d} are [sold|taken]. How many seats are free?",
    ),
    (
        "a*b; c*d; _1+_2; _/e where a 2..8, b 2..12, c 2..8, d 2..12, e 2..8",
        "[|math help pls: ]we did {a} oil changes at {b} [bucks|dollars] and {c} tire swaps at {d} bucks, and {e} "
        "[mechanics|guys] split it evenly. how much does each get?",
        "Drove {a} hrs at {b} mph and {c} hrs at {d} mph in my [tractor|golf cart], which burns a gallon every {e} "
        "miles. [How many|Tell me, how many] gallons did I use?",
        "{a} packs of {b} [crayons|pens] and {c} packs of {d} are divided equally among {e} pupils. How many does "
        "[a|each] pupil get?",
    ),
    (
        "a*b; c*d; _1+_2; _-e where a 2..8, b 2..12, c 2..8, d 2..12, e 2..40",
        "[um |so uh |]i folded [dumplings|cranes] {a} min at {b} a min, my buddy {c} min at {d} a min, and {e} tore. "
        "how many good ones do we have?",
        "I tutored {a} hrs at ${b} and mowed {c} lawns at ${d} each, then blew ${e} on [sushi|a cap]. What's left?",
        "Harvest: {a} rows with {b} heads, {c} rows with {d} heads, {e} heads eaten by slugs. "
        "[Determine|Find|Compute] the usable heads.",
    ),
    (
        "a*2; b*2; _1+_2; _/c where a 4..45, b 4..45, c 2..20",
        "[ok so |hey, |]the [vet|bank] is {a} miles from home one way and my moms is {b} miles one way, in the other "
        "direction. im doing both today as [two|2] separate round trips and the car gets {c} mpg. how many gallons "
        "[is that|will i burn]?",
        "Two errands from home: one place is {a} km east, the other {b} km west. I go to each and return home every "
        "time. At {c} km per liter, how many liters [do I need|will I need]?",
    ),
    (
        "a/b; a-_; a-c; _3-_2 where a 20..150, b 2..5, c 2..15",
        "[quick question, |so |]the test had {a} questions. i missed {part_b} of [em|them] and {B} only missed {c}. "
        "how many more did {B} get right?",
        "Two growers plant {a} [bulbs|seeds] each. The first loses {part_b} of them, the second loses {c}. [How "
        "many|Tell me, how many] more does the second one still have?",
    ),
    (
        "a/b; a-_; _/c; _2-_3 where a 24..200, b 2..5, c 2..5",
        "[help, |ok |]tin of {a} [cookies|fudge squares]. my kid takes {part_b} of [em|them], then my niece takes "
        "{part_c} of [whats|what is] left. how many are in there now?",
        "I had {a} [figures|posters], sold {part_b} of them and gave {part_c} of the rest to my [daughter|nephew]. "
        "How many have I still got?",
        "A tank of {a} liters loses {part_b} of its water, then {part_c} of the remaining water. "
        "[Find|Determine|Compute] the liters left.",
    ),
    (
        "a+b; _+c; d+e; _2-_3 where a 10..60, b 10..60, c 10..60, d 5..60, e 5..40",
        "[hi! |so basically |]saved {a} in june, {b} in july, {c} in august. then i bought a [tent|rain jacket] for "
        "{d} bucks and a [stove|lantern] for {e}, so how much [do i have left|will i have left|have i got left]?",
        "Our [cafe|stall] took in ${a}, ${b} and ${c} on three days; supplies were ${d} and rent ${e}. [What's|What "
        "is] the profit?",
        "[yo, |alright |]got {a} likes friday, {b} saturday, {c} sunday, but {d} were bots and {e} were my own alts. "
        "how many were real?",
    ),
    (
        "a+b; _+c; d*e; _3-_2 where a 2..15, b 2..15, c 2..15, d 3..10, e 6..20",
        "[|math help pls: ]we paid {a} for [flour|dough], {b} for yeast and {c} for bags, then sold {e} pretzels at "
        "{d} bucks each. [whats|what is] our profit?",
        "I earn ${d} an hour and put in {e} hours. Bills: ${a}, ${b}, ${c}. [Find what's left of my pay.|How much of "
        "my pay is left?]",
    ),
    (
        "a+b; _+c; _+d; _*2 where a 4..25, b 4..25, c 4..25, d 4..25",
        "[um |so uh |]bus number {g} goes {a} km, then {b}, then {c}, then {d} and comes back the same way. [now |so "
        "|]how many km is the whole [run|loop]?",
        "{a}, {b}, {c} and {d} kids from four classes, each kid needs two [permission slips|name tags]. How many do "
        "I print?",
        "A nurse checks {a}, {b}, {c} and {d} pupils in four grades, at two minutes a pupil. How many minutes in "
        "total?",
    ),
    (
        "a+b; _+c; d-_; _/2 where a 4..40, b 4..40, c 4..40, d 60..200",
        "{d} [fruits|pieces] in my basket, {a} are plums, {b} figs, {c} pears and the rest is half kiwis half limes. "
        "how many limes?",
        "Of {d} [tickets|seats], {a}, {b} and {c} went on three days. The rest went in equal parts to two schools. "
        "How many per school?",
    ),
    (
        "a*b; _+c; d+e; _2+_3 where a 2..6, b 2..8, c 2..12, d 4..40, e 4..40",
        "[ok so |hey, |]im keeping the {b} [mugs|bowls] each of my {a} aunts gave me plus {c} from work, and the new "
        "set has {d} big and {e} small ones. how many is that in total?",
        "{a} boxes of {b} [bulbs|fuses] and {c} loose ones in the shed; {d} in the kitchen and {e} in the hall. Total?",
    ),
    (
        "a-b; c*d; _2-e; _1/_3 where a 40..200, b 5..60, c 2..4, d 3..6, e 2..6",
        "[espresso|coffee] machine is {a} [bucks|dollars] minus {b} [w/|with] my coupon. i buy {c} cups a day at {d} "
        "bucks each, w/ the machine id only spend {e} a day. how many days til it pays off?",
        "A [pool|tub] takes {a} gallons and {b} are in it already. {c} taps each add {d} gallons a minute, while {e} "
        "gallons a minute leak out. How many minutes until it's full?",
    ),
    (
        "a+1; b*_; _*c; _*2 where a 2..6, b 2..5, c 2..5",
        "[quick question, |so |]im in a boat [w/|with] {a} other people and [theres|there are] {b} boats like that "
        "counting mine. everybody packs {c} changes of clothes, 2 socks w/ each. how many socks total?",
        "{b} [tables|cabins] with one leader and {a} kids at each. Everyone sends {c} letters and every letter takes "
        "2 stamps. How many stamps?",
    ),
    (
        "b/c; a-b; _/d; _1+_3 where a 30..150, b 12..100, c 2..10, d 2..10",
        "[help, |ok |]our table spent {a} bucks on lunch, one bowl each. {b} of it was [ramen|curry] at {c} "
        "[bucks|dollars] a bowl, the rest was salad at {d} bucks a bowl. how many people at the table?",
        "Trip: {a} km. {b} km at {c} km per hour, then the rest at {d} km per hour. [How many|Tell me, how many] "
        "hours does it take [altogether|in total]?",
    ),
    (
        "a/b; c/d; _1+_2; _+e where a 20..200, b 2..20, c 20..200, d 2..20, e 2..8",
        "[hi! |so basically |]road trip: i drive the first {a} miles at {b} mph, [my friend|my buddy] does the last "
        "{c} at {d} mph, and we stop {e} hrs for [food|a nap] in between. how many hrs total?",
        "I read {a} pages at {b} a day, then a second book, {c} pages at {d} a day, with {e} days off. How many days "
        "was that?",
    ),
    (
        "a/b; c/d; _1+_2; _/2 where a 20..200, b 2..20, c 20..200, d 2..20",
        "2 bike couriers, one rides {a} km at {b} km an hr, the other {c} km at {d} km an hr. [whats|what is] their "
        "average time in hrs?",
        "{B} typed {a} lines in {b} minutes and {C} {c} lines in {d} minutes. Find the mean of the two rates.",
    ),
    (
        "a/b; _*c; a+_2; _3+_1 where a 8..60, b 2..5, c 2..6",
        "[yo, |alright |]the first bus has {a} [riders|fans], the second one {part_b} as many, and the third "
        "{times_c} as many as the second. how many do the three have?",
        "Hill A has {a} [scouts|ants]. Hill B has {part_b} as many as A and hill C {times_c} as many as B. "
        "[Find|Determine] the total.",
        "I scored {a}. {B} got {part_b} of my points and {C} got {times_c} as many points as {B}. [How many points "
        "altogether|What's our sum]?",
    ),
    (
        "a/b; a-_; _*c; _-d where a 12..90, b 2..4, c 2..5, d 5..40",
        "[|math help pls: ]made {a} [bracelets|soaps], kept {part_b} of [em|them], sold the rest for {c} "
        "[bucks|dollars] each. supplies ran me {d} bucks. [whats|what is] my profit?",
        "{a} tenants, {part_b} of them moved out. The others get {c} keys each, but {d} of those keys were lost. "
        "[How many|Tell me, how many] keys are in use?",
    ),
    (
        "a-b; _+c; a+_; _+d where a 10..50, b 2..20, c 2..20, d 2..50",
        "Mon i sold {a} [hot dogs|tacos]. Tue it was {b} less but plus {c} for a late order, and Wed it was {d}. "
        "what did i sell over the 3 days?",
        "My first [job|gig] pays ${a}. The second pays ${b} less than the first, plus a tip of ${c}, and the third "
        "${d}. What do I get for all three?",
    ),
    (
        "a-b; _+c; a+_1; _3+_2 where a 12..50, b 2..11, c 2..20",
        "[um |so uh |]i baked {a} rye loaves, {b} fewer wheat than rye, and {c} more corn than wheat. [now |so |]how "
        "many loaves is that [total|altogether]?",
        "[My sister|My boss] walked {a} km on Monday, {b} km less on Tuesday and on Wednesday {c} km more than on "
        "Tuesday. How many km in the three days?",
        "Three numbers: the first is {a}, the second is {b} less than the first, the third is {c} more than the "
        "second. [Find|Determine|Compute] their sum.",
    ),
    (
        "a+b; _-c; a+_1; _3+_2 where a 8..50, b 2..15, c 2..9",
        "[ok so |hey, |]my drawer has {a} [black|gray] socks, {b} more white ones than that, and {c} fewer blue than "
        "white. how many socks in there?",
        "Class A has {a} pupils. Class B has {b} more than A. Class C has {c} fewer than B. [Determine|Find|Compute] "
        "the total of all three.",
    ),
    (
        "a*b; c*_; a+_1; _3+_2 where a 2..15, b 2..4, c 2..4",
        "{B} ate {a} [wings|dumplings], {C} ate {times_b} as many as {B}, and i ate {times_c} as many as {C}. how "
        "many did the 3 of us eat?",
        "Level 1 has {a} [coins|gems], level 2 has {times_b} as many as level 1, level 3 {times_c} as many as level "
        "2. How many in all three levels?",
    ),
    (
        "a*b; a+_; c+d; _2-_3 where a 4..30, b 2..4, c 2..30, d 2..30",
        "[quick question, |so |]my [sister|roomie] knit {a} [hats|scarves] and i knit {times_b} that many. we gave "
        "away {c} and sold {d}. how many do we have left?",
        "{a} adults and {times_b} as many kids came. {c} people left early and {d} at halftime. How many stayed till "
        "the end?",
    ),
    (
        "a-b; c-d; e-_1; _3/_2 where a 20..60, b 5..40, c 10..40, d 2..25, e 50..160",
        "[help, |ok |]had {a} bucks saved, spent {b} of it. i get {c} a week and {d} of that goes to "
        "[arcades|lunch]. how many weeks till i got {e}?",
        "{S} <has/have> ${a}, but ${b} of that is for rent. {S} <gets/get> ${c} weekly and <spends/spend> ${d} of "
        "it. How many weeks until {he} <^has/have> ${e} besides the rent?",
    ),
    (
        "a-b; a+_; _+c; _/3 where a 10..60, b 2..20, c 10..60",
        "[hi! |so basically |]quiz 1 i got {a} pts, quiz 2 was {b} lower, quiz 3 was {c}. [whats|what is] my average?",
        "{B} is {a}, {C} is {b} years younger than {B}, and {D} is {c}. [Determine|Find|Compute] their mean age.",
        "First night ${a} in tips, second night ${b} less than that, third night ${c}. Average per night?",
    ),
    (
        "a+b; _*2; c*d; _2+_3 where a 4..30, b 4..30, c 2..6, d 2..12",
        "[yo, |alright |]for errands i go {a} blocks to the bank and {b} more to the [tailor|deli], same way home. "
        "plus i walk the dog {d} blocks {c} times. [now |so |]how many blocks is that?",
        "The [play|show] has a cast of {g} and two halves; each one is {a} min of acting and {b} min of music. Add "
        "{c} breaks of {d} min. Total minutes?",
    ),
    (
        "a*b; _*c; d-_; _/e where a 2..5, b 2..6, c 2..5, d 60..200, e 2..8",
        "{d} [wipes|masks] in the pack. {a} people each used {b} a day for {c} days, and now {e} people share "
        "[whats|what is] left equally. how many each?",
        "I had {d} [bolts|rivets]. {a} machines each took {b} an hour for {c} hours. The rest I put into {e} "
        "[tins|jars] equally. How many per container?",
    ),
    (
        "a*b; c-_; d*e; _2-_3 where a 2..6, b 2..12, c 80..200, d 2..6, e 2..12",
        "roll is {c} ft. i cut {a} pieces of {b} ft, then later {d} pieces of {e} ft. how many ft left on the roll?",
        "I started with ${c}. First I got {a} [vases|rugs] at ${b} apiece; with what was left I bought {d} "
        "[fans|bins] at ${e} apiece. Money left?",
    ),
    (
        "a+b; c*_; d*e; _2+_3 where a 2..8, b 2..8, c 2..6, d 2..8, e 2..12",
        "[|math help pls: ]my week at school: {a} hrs of class and {b} hrs of lab on each of {c} days, and then {d} "
        "[shifts|double shifts] of {e} hrs. how many hrs all in?",
        "{c} meal deals, each with one wrap at ${a} and one juice at ${b}, and {d} cakes at ${e}. [What's|What is] "
        "the [bill|damage]?",
    ),
)
