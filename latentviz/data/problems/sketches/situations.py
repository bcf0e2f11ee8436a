"""Sketches whose chains of operations follow everyday word problems."""

SKETCHES = (
    (
        "a*b; _/c where a 2..6, b 5..30, c 5..40",
        "Our dishwasher [runs|is run] {a} times a day and takes one tablet per run. The tablets come in boxes "
        "of {c}. How many boxes [do we need|should we buy|are needed] for {b} days?",
        "How many [boxes|packs] of {c} gloves does the clinic [use|get through|need] in {b} hours, if it goes "
        "through {a} gloves every hour?",
        "{S} <feeds/feed> {his} hens {a} scoops of grain a day. One sack [has|contains|is good for] {c} scoops."
        " [Find|Work out] the number of sacks that {b} days will take.",
    ),
    (
        "a+b; _-c; _+d where a 10..60, b 3..40, c 2..40, d 2..30",
        "There were {a} cars in the parking lot [at noon|when the mall opened]. Then {b} [more|] came in, {c} "
        "drove off, and after that {d} more arrived. How many cars [are in the lot now|does that make]?",
        "[A pond|Our pond] had {a} ducks. {b} flew in [this morning|early in the day], {c} flew away around "
        "lunch and {d} new ones landed before dark. [What is the number of ducks now?|How many ducks are on the"
        " pond now?]",
        "{S} had {a} unread emails. [Overnight|While {he} slept] {b} more came in. {S} deleted {c} of the "
        "unread ones, and then {d} new ones showed up. How many unread emails <was/is/are> {he} looking at?",
    ),
    (
        "a/b; c/d; _1+_2; e/_ where b 2..9, d 2..9, e 20..200",
        "A carver can make {b} spoons a day or {d} bowls a day. [Somebody|A shop] orders {a} spoons and {c} "
        "bowls and pays ${e} for [everything|all of it]. How much does the carver earn per day [of work|on this"
        " order]?",
        "I knit {b} hats a week, or {d} scarves a week. An order of {a} hats and {c} scarves brings me ${e}. "
        "Whats my pay per week for that order?",
    ),
    (
        "a-b; _+c; _-d where a 60..200, b 20..100, c 5..60, d 2..60",
        "The [ski shop|rental place] has {a} pairs of skis. On Friday {b} pairs go out. On Saturday {c} pairs "
        "come back, but {d} pairs are rented [again|out] on Sunday. How many pairs are [now|] in the shop?",
        "My bank account stood at ${a}. I paid ${b} [in rent|for a repair|for the bills], got ${c} back from a "
        "[friend|neighbor|cousin], and spent ${d} on [shoes|food|a train ticket]. How much is [left in it|in "
        "the account now]?",
        "[A water tank|The tank on our roof] held {a} liters. We used {b} liters, rain added {c} liters, and "
        "then we used another {d} liters. [What does it hold now?|How many liters are in it now?|How much water"
        " is in it now?]",
    ),
    (
        "a/60; _*b where a 120..180, b 4..60",
        "A sprinkler uses {b} liters of water [an hour|per hour|every hour]. [How many liters does it use|How "
        "many liters is that|How much water is that] in {a} minutes?",
        "A tractor ploughs {b} rows per hour. Supposing it never slows down, how many rows [are finished|does "
        "it plough] in {a} minutes?",
        "if a printer does {b} posters an hour how many [posters is that|does it do|will it print] in {a} min",
    ),
    (
        "a-b; _+c; _+d where a 20..90, b 2..19, c 2..30, d 2..30",
        "[At dawn|At midnight] the thermometer [showed|read] {a} degrees. It fell by {b} degrees, rose by {c}, "
        "then rose by another {d} to the high of the day. What was the high?",
        "I'm reading line {a} of a long poem. I go back {b} lines, then forward {c} lines, then forward {d} "
        "more and reach the very last line. [How many lines does the poem have?|How long is the poem, in "
        "lines?]",
        "The hikers [stood|started] {a} meters above the lake. They walked down {b} meters, up {c} meters and "
        "up {d} meters more. How many meters above the lake [are they|did they end up]?",
    ),
    (
        "a/3 where a 6..150",
        "Together, {B} and {C} washed {a} plates. {B} washed half as many as {C}. [How many plates did {B} "
        "wash?|How many of them were washed by {B}?|Find how many {B} washed.]",
        "{B} and {C} split a bill of ${a}, and {C} paid twice as much as {B}. [What did {B} pay?|How much was "
        "it for {B}?|Find the amount that {B} paid.]",
        "There are {a} [trees|bushes] in [a park|the garden], twice as many young ones as old ones. [How many "
        "old ones are there?|How many are old?|Find the number of old ones.]",
    ),
    (
        "b+1; a/_; _*b where b 2..5, a 12..180",
        "{B} and {C} [shared|divided] {a} [stamps|cards|marbles|beads] so that {B} got {times_b} as many as "
        "{C}. How many stamps did {B} [get|end up with]?",
        "A farm has {a} animals, only sheep and goats. There are {times_b} as many sheep as goats. [Find the "
        "number of sheep.|How many of them are sheep?]",
        "We drove {a} miles over two days, {times_b} as far on the first day as on the second. How far did we "
        "[drive|go|get] on the first day?",
    ),
    (
        "a*b; a+_; c-_ where a 5..40, b 2..4, c 30..200",
        "The class picked {c} apples [altogether|in all]. {B} picked {a}, {C} picked {times_b} as many as {B}, "
        "and {D} picked all the others. [How many did {D} pick?|What was the number for {D}?]",
        "[Three friends|Three sisters] put together a puzzle of {c} pieces. {B} placed {a} pieces and {C} "
        "placed {times_b} as many. {D} placed the rest. [What number of pieces|How many pieces] did {D} place?",
        "I have a ${c} [budget|gift card]. A lamp costs ${a} and a rug costs {times_b} as much. After I buy one"
        " of each, [how much is left|how much do i have left|what's left]?",
    ),
    (
        "a/2; _+b; _1+_2; _+a where a 8..80, b 2..30",
        "At the shelter there are half as many rabbits as cats, and {b} more dogs than rabbits. There are {a} "
        "cats. How many [animals|cats, dogs and rabbits] are there [in all|altogether]?",
        "{B} scored {a} points. That is twice as many as {C}, and {D} scored {b} points more than {C}. How many"
        " points did the three score [in total|all together]?",
        "I need twice as many nails as screws, and {b} more washers than screws. If I need {a} nails, how many "
        "pieces [of hardware|] must I get [in total|altogether]?",
    ),
    (
        "a/b; c*2; _2/_1; b+_3 where a 40..200, b 2..8, c 10..100",
        "A delivery run is {a} km long and [normally|usually] takes {b} hours. [Today|This time] the driver "
        "went {c} km off the route and had to drive [those {c} km back|the same {c} km back], at the usual "
        "speed. [How many hours did the run take today?|How long was the run today, in hours?]",
        "The {a}-mile loop usually [takes|took] {S} {b} hours on the bike. [This time|Yesterday] {he} left the "
        "loop for a cafe {c} miles away and came back the same way, always at the usual speed. How many hours "
        "did the ride take [in all|altogether|without breaks]?",
    ),
    (
        "a-b; _*c; _+b where a 10..60, b 3..40, c 2..9",
        "A teapot costs ${b}. A teapot and a cup together cost ${a}. What [do|would] a teapot and {c} cups cost?",
        "{S} paid ${a} for one brush and one [bucket|can] of paint. The [paint|paint alone] was ${b}. [How much"
        " would {he} pay|What would be the price] for the same paint with {c} brushes?",
        "[The big tray|A big tray] weighs {b} kg, and with one melon on it {a} kg. How many kg is the tray with"
        " {c} melons of that weight on it?",
    ),
    (
        "2*b; _+c; a/_ where b 2..10, c 2..20, a 20..200",
        "A drawer contains stamps worth {b} cents and stamps worth {c} cents, in all {a} cents' worth. There "
        "are twice as many {b}-cent stamps as {c}-cent stamps. How many {c}-cent stamps [are there|are in the "
        "drawer|is that]?",
        "Every kit has one {c}-gram weight and two {b}-gram weights. The weights of all kits come to {a} grams."
        " How many kits [are there|must there be]?",
        "Each guest [gets|receives] two rolls at {b} grams and a slice of cake at {c} grams. If {a} grams were "
        "[handed out|served] in all, how many guests were there?",
    ),
    (
        "a*b; _+c; _-a where a 2..20, b 2..5, c 2..20",
        "{B} has {a} followers, {C} has {times_b} as many as {B}, and {D} has {c} more than {C}. [By how many "
        "followers is {D} ahead of {B}?|How many more followers has {D} than {B}?]",
        "[The shed|Our shed] is {a} feet high. The oak is {times_b} as tall as the shed and the flagpole is {c}"
        " feet taller than the oak. How many feet taller than the shed is the flagpole?",
        "{B} ran {a} laps. {C} did {times_b} as many laps as {B}, and {D} did {c} more laps than {C}. How many "
        "more laps did {D} run than {B}?",
    ),
    (
        "a/b; a-_; _+c where a 20..200, b 2..10, c 3..30",
        "A jacket was ${a}. [In the sale|This week] the price is cut by {part_b} of that, but shipping costs "
        "${c}. How much [is it all together|is the jacket with shipping|do i pay in the end]?",
        "{S} had {a} photos on {his} phone, deleted {part_b} of them, and took {c} new ones. How many photos is"
        " that now?",
        "A choir of {a} singers lost {part_b} of its members [over the summer|last year], then {c} new singers "
        "joined. [How many singers|How many people] are in the choir now?",
    ),
    (
        "a-b; _/2 where a 10..80, b 2..20",
        "In {b} years, the big tree will be {a} years old. The small tree is half as old as the big tree is "
        "now. How old is the small tree [now|today]?",
        "{B} is half as old as {C}. In {b} years {C} will turn {a}. How old is {B} [now|at the moment|today]?",
        "If {B} had {b} more coins, {B} would have {a}. {C} has half as many coins as {B} [really has|has now]."
        " How many coins does {C} have?",
    ),
    (
        "a/b; _*c; d-_ where a 10..100, b 2..10, c 2..9, d 10..150",
        "A fence of {a} feet needs one post for every {b} feet, and every post takes {c} screws. From a box of "
        "{d} screws, how many [are left|remain] when the fence is up?",
        "There [are|were] {a} meters of hedge to plant. For each {b} meters one tree is planted, and each tree "
        "gets {c} scoops of compost. There are {d} scoops in the [pile|heap]. How many scoops [will be left "
        "over|are left|remain]?",
        "[The hike|Our hike] is {a} km. We stop every {b} km, including at the end, and eat {c} nuts [per "
        "stop|at each stop]. We take {d} nuts along. How many nuts [do we bring home|are left at the "
        "end|remain]?",
    ),
    (
        "a/2; _-b; _/3; _2-_3 where a 20..150, b 2..40",
        "Half of the {a} seats on a [bus|tram] are on the left side. {b} of these left seats are empty; [in "
        "each of the others|in every other one] one person sits. A third of those people [get off|leave]. How "
        "many people are still [sitting|] on the left?",
        "A chest holds {a} coins, half of them gold. {B} puts {b} of the gold coins aside and lays the other "
        "gold coins on the table. Then a third of the gold coins on the table are taken away. How many gold "
        "coins [are left|remain] on the table?",
    ),
    (
        "2*b; _+b; _*a where a 3..20, b 2..6",
        "A mild curry takes {b} grams of chili and a hot one takes twice as much. I cook {a} mild and {a} hot "
        "curries. How many grams of chili [do I use|is that|go in altogether]?",
        "{S} <runs/run> {b} km on a short day and double that on a long day. [What distance is that|How many km"
        " is that] [in all|altogether] for {a} short days and {a} long days?",
    ),
    (
        "a*b; c*d; _1-_2 where a 3..15, b 4..12, c 2..9, d 2..9",
        "We [ordered|got] {a} pizzas at ${b} each and {c} salads at ${d} each. [How much more did the|By how "
        "much more did the] pizzas cost than the salads?",
        "[By what amount|By how many dollars] does the cost of {a} shirts at ${b} each exceed the cost of {c} "
        "[belts|ties|caps] at ${d} each?",
        "[The big|One] crane lifts {b} tons {a} times; [a small|another] crane lifts {d} tons {c} times. How "
        "many tons more does the first [one|crane] lift [in all|altogether]?",
    ),
    (
        "a*b; c+_; _-d; _+e where a 2..6, b 2..6, c 5..40, d 2..20, e 2..30",
        "[A gardener|My neighbor] had {c} tulips. {a} of them gave {b} new bulbs each, and all the new ones "
        "grew into tulips too. Then a deer ate {d} tulips. After that {e} more were bought. How many tulips are"
        " [there|in the garden] now?",
        "{S} had {c} [cards|trading cards]. At the shop {he} opened {a} packs with {b} cards each, gave away "
        "{d} cards, and [later|then] found {e} more under the bed. How many cards does that make?",
    ),
    (
        "a+b; c-_ where a 5..80, b 5..80, c 30..200",
        "[On the ferry|In the tunnel|At the border] there are {c} vehicles: {a} trucks, {b} vans, and [the rest"
        " are|the remaining ones are] cars. How many cars are there?",
        "Of the {c} pages of a [magazine|brochure], {a} are ads and {b} are photos. All the others are "
        "[articles|text]. [How many pages is that?|How many pages are left for these?]",
        "{a} of my {c} songs are rock, {b} are jazz, [everything else|the rest] is pop. [How many pop songs do "
        "i have?|how many are pop?]",
    ),
    (
        "a/b; _/c where a 24..200, b 2..6, c 2..9",
        "One kilo of [almonds|pine nuts] costs ${a}. [The same money|That much money] pays for {b} kilos of "
        "figs, and a kilo of figs makes {c} equal bags. [What does one|How much does one] bag of figs cost?",
        "A {a} cm [ribbon|rope] is cut into {b} equal parts, and each part into {c} equal pieces. How long is "
        "[one piece|a single piece], in cm?",
        "{a} pupils are put into {b} equal groups. Every group is seated at {c} tables with the same number of "
        "pupils. [How many pupils sit at each table?|How many to a table?]",
    ),
    (
        "a/b; a/c; _1-_2 where a 30..200, b 2..6, c 7..30",
        "{B} types {b} pages an hour and {C} types {c} pages an hour. Each has {a} pages to type. How many "
        "hours longer does {B} [need|work|take]?",
        "A carton of {a} eggs can be packed in trays of {b} or in trays of {c}. How many more trays [do you "
        "need|are needed|does it take] with the trays of {b}?",
        "How much sooner, in minutes, is a {a}-liter tub filled by a tap with {c} liters a minute than by a tap"
        " with {b} liters a minute?",
    ),
    (
        "a*b; _+c; _*2 where a 2..20, b 2..4, c 2..30",
        "A snowball weighs {a} pounds. Rolling down the hill it becomes {times_b} as heavy, then it picks up "
        "{c} pounds of snow, and at the end its weight doubles. [What does it weigh|How heavy is it] [at the "
        "bottom|in the end], in pounds?",
        "In a video game I had {a} coins. A bonus multiplied them by {b}, I found {c} more, and the last level "
        "doubled everything. [How many coins did i finish with?|What was my final number of coins?|how many "
        "coins at the end?]",
        "[Take|Start with] {a}. Multiply [it|] by {b}, add {c}, and double the [result|outcome]. [What do you "
        "get?|What is the final number?]",
    ),
    (
        "a+b; _+b where a 5..80, b 2..40",
        "{S} planted {a} seeds [on Monday|on the first day]. Each day after that, {he} planted {b} more than "
        "the day before. [How many seeds did {he} plant|How many were planted] on the third day?",
        "Rent in the first year was ${a} a week. It went up by ${b} [in each of the next two years|each of the "
        "two years after that]. What was the weekly rent [then|after that]?",
        "A sunflower was {a} cm tall. It grew {b} cm in May and {b} cm again in June. How tall was it [after "
        "that|at the end of June]?",
    ),
    (
        "a+b; a+_ where a 5..80, b 2..30",
        "On the first night {a} people saw the play, and the next night {b} more than that. How many saw it [in"
        " the two nights|on both nights together]?",
        "{B} has {a} [badges|shells|marbles]. {C} has {b} more. How many do they have [together|between them|in"
        " total]?",
        "It took {S} {a} minutes to get to the stadium and {b} minutes longer to get home. What [was the total "
        "travel time|is the total for both trips]?",
    ),
    (
        "a*2; _-b; c+_ where a 5..40, b 2..20, c 5..80",
        "{B} throws the ball {a} meters. {C} throws {b} meters less than twice as far, and {D} throws {c} "
        "meters. How many meters did {C} and {D} throw [together|in total]?",
        "[Last week|The week before], a shop sold {a} rye loaves. This week it sold {b} fewer than double that "
        "number of rye loaves, and {c} white loaves. How many loaves [were sold|did it sell] this week?",
    ),
    (
        "a*b; _-c; _-a where a 4..20, b 3..6, c 2..10",
        "{B} weighs {a} kg. {C} weighs {times_b} as much and {D} weighs {c} kg less than {C}. [How much heavier"
        " is {D} than {B}?|By how many kg is {D} heavier than {B}?]",
        "The kid's ticket [costs|is] ${a}, the adult one [costs|is] {times_b} as much, and a [senior|student] "
        "pays ${c} less than an adult. How much more is that than the price for a kid?",
    ),
    (
        "a*60; _/b; _/c where a 2..3, b 2..10, c 2..12",
        "A [machine|robot] [fills|closes] a jar every {b} minutes, and {c} jars make a full crate. How many "
        "crates are [ready|done|full] after {a} hours?",
        "{S} baked for {a} hours, taking a tray out every {b} minutes. {c} trays fill a cart. How many carts "
        "[get filled|was that|were filled]?",
    ),
    (
        "a/b; _/c where a 12..160, b 2..5, c 2..10",
        "{B} had ${a} and gave {part_b} of it to {C}. If {C} spends it all on pens at ${c} each, how many "
        "[pens|of them] can {C} [buy|get]?",
        "In the club there are {a} kids, and {part_b} of them go on the trip. They ride in vans with {c} kids "
        "per van. How many vans [are there|do they need]?",
        "There were {a} [plums|pears|peaches] on the tree. In a [storm|strong wind] {part_b} of them fell down,"
        " and these were put in bags of {c}. How many bags [was that|were there|did it take]?",
    ),
    (
        "2*a; _*b; 2*c; _2+_3 where a 2..12, b 2..6, c 2..20",
        "My office is {a} km from home. I drive there and back {b} days a week. On Sunday I also drive to the "
        "pool, {c} km away, and back. How many km do I drive [in a week|per week]?",
        "{S} rowed across the bay and back on each of {b} days; the bay is {a} miles wide. On one more day {he}"
        " rowed to an island {c} miles off and back again. [What is the total distance in miles?|How many miles"
        " in all?]",
    ),
    (
        "a*b; c*d; _1+_2; e-_3 where a 2..7, b 2..9, c 2..7, d 2..9, e 40..200",
        "The [goal|target] is to collect {e} signatures. For {a} days we got {b} a day, and for the next {c} "
        "days we got {d} a day. How many signatures [are still missing|do we still need]?",
        "A book has {e} pages. {S} read {b} pages on each of {a} evenings, and then {d} pages on each of {c} "
        "evenings. How many pages are [left|still unread]?",
        "I started with ${e}. I [bought|got] {a} tickets at ${b} and {c} [drinks|snacks] at ${d}. [How much is "
        "left?|Whats left?|How much money do I have now?]",
    ),
    (
        "a*b; _/c where a 4..40, b 2..8, c 2..10",
        "A [cook|baker] [bakes|makes] {a} loaves and cuts each [one|of them] into {b} slices. With {c} slices "
        "[each|per person], how many [visitors|people] can [be served|eat]?",
        "{S} sawed {a} boards into {b} pieces each. One birdhouse [takes|uses|needs] {c} pieces. How many "
        "birdhouses can {he} make?",
        "The {a} bundles hold {b} sticks each. [All sticks|The sticks] are shared equally by {c} children. [How"
        " many does each child get?|What number does each child get?]",
    ),
    (
        "a+b; _+c; _*d where a 2..20, b 2..20, c 2..20, d 2..7",
        "Every workout is {a} minutes of warm-up, {b} minutes of rowing and {c} minutes of stretching. How many"
        " minutes do {d} workouts last?",
        "One breakfast set is a coffee for ${a}, a [sandwich|bagel|waffle] for ${b} and a juice for ${c}. [We "
        "order {d} sets.|We want {d} of these sets.] [How much do we pay?|Whats the bill?|What is the total?]",
        "To water the plants, {S} spent this much every week: {a} minutes in the hall, {b} in the yard and {c} "
        "on the roof. How many minutes [did that take|is that] in {d} weeks?",
    ),
    (
        "a/b; _*c where a 10..120, b 2..6, c 2..7",
        "The third rope is {times_b} as long as the first, and the second rope is {times_c} as long as the "
        "first. The third is {a} feet long. [How long is the|What is the length of the] second?",
        "If {b} notebooks cost ${a}, [what do|how much do|what would] {c} [of them|notebooks] cost?",
        "[A pump|One pump] moves {a} liters in {b} minutes. [At this rate|Going on like that], how many liters "
        "does it move in {c} minutes?",
    ),
    (
        "a+b; _-c where a 2..40, b 2..40, c 2..40",
        "{B} is {a} cm taller than {C}, and {C} is {b} cm taller than {D}. My [brother|sister|cousin] is {c} cm"
        " taller than {D}. How many cm taller than my brother is {B}?",
        "{C} owns {b} more CDs than {D} and {B} owns {a} more than {C}. My mom owns {c} more than {D}. How many"
        " more CDs does {B} own than my mom?",
        "The cafe put out {a} [muffins|donuts|rolls] and had {b} more in the kitchen. By closing time {c} were "
        "sold. How many [are left|remain|are still there]?",
    ),
    (
        "a*b; _+c where a 2..12, b 2..15, c 2..30",
        "Each of the {a} windows takes {b} ml of cleaner, and the glass door takes {c} ml. How many ml do I "
        "need [in all|for everything]?",
        "{S} walked {a} blocks, {b} minutes each, and [waited|stood] {c} minutes [for a friend|at a light]. How"
        " many minutes did that [come to|take]?",
        "[We|They] know {c} [chords|words of Greek|card tricks] now and learn {b} more each month. How many "
        "will that be after {a} months?",
        "{a} rows have {b} chairs each and the [back|last] row has {c}. How many chairs [is that|are there] [in"
        " all|altogether|]?",
    ),
    (
        "a*b; c-_; _/d where a 2..9, b 2..12, c 30..200, d 2..25",
        "You lose {b} points for every wrong turn, and the game ends when {c} points are gone. {B} has made {a}"
        " wrong turns. A crash costs {d} points. After how many crashes is the game over for {B}, without more "
        "wrong turns?",
        "A truck can carry {c} kg. {a} crates of {b} kg are already [loaded|on it]. How many sacks of {d} kg "
        "[can be added|still fit]?",
        "I've got ${c}. I pay ${b} each for {a} tickets and put the rest in envelopes of ${d}. How many "
        "envelopes do i fill?",
    ),
    (
        "a/b; a-_ where a 10..200, b 2..10",
        "There are {a} flats in the building and {part_b} of them are empty. How many have somebody [living in "
        "them|in them]?",
        "Out of {a} tickets, {part_b} of them were sold online, and all the others at the door. How many were "
        "sold at the door?",
        "{S} had {a} emails to answer and did {part_b} of them before lunch. How many [were left|did {he} have "
        "to do after lunch]?",
    ),
    (
        "a/b; c-_; _/d where a 10..150, b 2..9, c 20..150, d 2..10",
        "An orchard picked {c} baskets of pears. Some baskets were sold at ${b} each and brought in ${a}. The "
        "others were cooked into jam, {d} baskets per batch. How many batches [was that|were there|did it "
        "take]?",
        "{S} had {c} comics. First {he} sold some at ${b} apiece, for ${a} in all, and packed the rest in boxes"
        " of {d}. How many boxes did {he} [fill|need]?",
    ),
    (
        "a+b; c+_ where a 2..40, b 2..40, c 2..100",
        "{S} spent ${a} on a [haircut|book|taxi] and ${b} on lunch, and still had ${c}. How much did {he} have "
        "[at first|before that|in the beginning]?",
        "After {a} guests went home and {b} more left an hour later, {c} guests were still dancing. How many "
        "[had been at the party|guests were there before that]?",
        "We gave away {a} [kittens|puppies|rabbits] and sold {b}. {c} are still here. [How many were there|What"
        " was their number] [to begin with|at the start]?",
    ),
)
