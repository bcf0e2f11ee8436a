"""Sketches of problems about quantities and relations, told in many registers."""

SKETCHES = (
    (
        "a-b; _-c where a 20..120, b 2..40, c 2..40",
        "Hey, quick one: I had {a} business [cards|magnets|pins], handed out {b} at the fair and {c} at dinner. How "
        "many do I have [now|left]?",
        "{S} turned {g} this year and had {a} {items} until last week. Then {b} got lost and {c} went to charity. "
        "[How many|So how many|Tell me, how many] {items} [are left|remain]?",
        "A [theater|concert hall] has {a} [seats|places]. {b} are broken and {c} are taken. Could you tell me how "
        "many people can still sit down?",
        "If a librarian starts with {a} bookmarks and hands {b} to the morning visitors and {c} to the evening "
        "visitors, how many remain?",
    ),
    (
        "a+b; _+c where a 5..60, b 3..50, c 3..50",
        "Class A read {a} books, class B read {b} and class C read {c}. [The reading week lasted {g} days.|] How "
        "many books did the three classes read?",
        "So there were {a} runners at the start, {b} joined at mile two and {c} more at mile five. Nobody stopped. "
        "How many runners finished?",
        "Kindly state the number of visitors over the weekend: Friday {a}, Saturday {b}, Sunday {c}.",
        "someone cut a rope in three. the pieces are {a}, {b} and {c} feet. how long was it b4?",
        "{B} and {C} [gave|lent] me {b} and {c} {items}. I had {a} of my own. [How many|So how many|Tell me, how "
        "many] have I got now?",
    ),
    (
        "a*b; _*c where a 2..8, b 2..6, c 2..4",
        "A [house|tower] has {a} floors, each floor has {b} rooms and each room has {c} windows. How many windows "
        "are there?",
        "{a} boxes, {b} bags in every box, {c} {sweets} in every bag. [How many|Then how many|So how many] {sweets} "
        "is that?",
        "{C} has {times_b} as many kites as {B}, and {D} has {times_c} as many as {C}. If {B} has {a}, how many does "
        "{D} have?",
        "There are {a} camps with {b} tents each, and in each tent sleep {c} scouts. [Work out|Calculate|Figure out] "
        "how many scouts there are.",
    ),
    (
        "a/b; _*c where a 12..150, b 5..8, c 2..4",
        "{a} pupils were split into {b} equal groups. {c} of the groups went to the [museum|garden]. How many pupils "
        "went there?",
        "If {b} equal jars hold {a} pickles, how many pickles do {c} such jars hold?",
        "It takes {a} tiles to cover {b} equal steps. How many tiles are needed for {c} steps?",
        "{B} has {a} stickers, {C} has {part_b} as many as {B}, and {D} has {times_c} as many as {C}. What about "
        "{D}, how many?",
    ),
    (
        "a/b; _/c where a 12..190, b 2..6, c 2..5",
        "{part_b} of the {a} members of a club are adults. {part_c} of those adults wear glasses. [How "
        "many|Question: how many] adults wear glasses?",
        "{B} picked {a} berries, {C} picked {part_b} as many and {D} picked {part_c} as many as {C}. [How many did "
        "{D} pick?|Find the number of berries {D} picked.]",
        "{a} cards get split [equally|evenly] into {b} decks. One deck is then split between {c} players. How many "
        "cards does each of these players hold?",
    ),
    (
        "a-b; _*2 where a 10..80, b 2..40",
        "Riddle: {B} is {b} years younger than {D}, who is {a}, and {C} is twice as old as {B}. How old is {C}?",
        "I had {a} plants, {b} died, and from each of the others I grew one more. How many plants have I got now?",
        "A team had {a} points, lost {b} because of a foul and then doubled its score. [What is|What's] the score?",
        "How many shoes are by the door if {a} people came to the party, {b} left again and all the others took off "
        "both shoes?",
    ),
    (
        "a+b; _/2 where a 10..90, b 2..60",
        "{B} and {C} earn stickers, {a} and {b}, and want to share them fairly. How many should each have?",
        "There were {a} girls and {b} boys at camp and half of them [went home|got on the bus] early. How many went?",
        "what is half of all the fish if i have {a} red ones & {b} blue ones?",
        "[Two brothers|Two sisters] pool {a} and {b} coins and give half of the whole to charity. [How "
        "many|Question: how many] coins do they give?",
    ),
    (
        "a*b; _-c; d-_ where a 3..9, b 3..9, c 2..15, d 60..120",
        "We need {d} cups for the party. There were {a} packs of {b}, but {c} of the cups are cracked. [How many|So "
        "how many|Tell me, how many] [more do we need|good cups are missing]?",
        "{S} wanted {d} {items} for a show and got {a} [boxes|cartons|bins] of {b}. Sadly {c} of them were no good. "
        "How many more did {he} need?",
        "A wall of {d} bricks: {a} rows of {b} were laid, then {c} bricks fell off. How many bricks must still be "
        "laid?",
    ),
    (
        "a*b; _+c; _-d where a 3..12, b 3..12, c 2..30, d 2..40",
        "{S} had {a} [jars|bags] of {b} {sweets} and found {c} more. {g} days later {d} had been eaten. How many did "
        "{he} have then?",
        "There are {a} rows of {b} seats downstairs and {c} seats upstairs. {d} people are already sitting. How many "
        "seats are [open|empty]?",
        "My aunt planted {a} rows of {b} beans, then {c} extra ones by the fence. The slugs got {d}. [How many|And "
        "how many|So, how many] beans does she have?",
        "so i made {a} batches of {b} [cookies|muffins] plus {c} from my mom, and my [friends|cousins|classmates] "
        "ate {d}. whats left?",
    ),
    (
        "a-b; _*7 where a 8..28, b 2..12",
        "{B} does {a} push-ups a day and {C} does {b}. [How many|And how many|So, how many] more does {B} do in a "
        "week?",
        "An old lamp burns {a} cents of power daily, a new one {b}. How many cents are saved in a week?",
        "Every day a bakery bakes {a} loaves and a shop orders {b} of them. How many loaves more than the shop "
        "orders does it bake in a week?",
    ),
    (
        "a+b; _*7; c-_ where a 2..9, b 2..9, c 120..190",
        "A farm dog eats {a} ounces in the morning and {b} in the evening. A sack holds {c} ounces. [How many|And "
        "how many|So, how many] ounces are left after a week?",
        "I take {a} [photos|pictures] every morning and {b} every night, and there is room for {c}. After one week, "
        "how many more can I take?",
        "{B} has to learn {c} words: {a} at breakfast and {b} at dinner every day. [How many|So how many|Tell me, "
        "how many] words are left after seven days?",
    ),
    (
        "a*12; _-b; _/c where a 2..12, b 2..30, c 2..10",
        "The cook has {a} dozen eggs, drops {b}, and makes omelets with {c} eggs each from the rest. [How many|So "
        "how many|Tell me, how many] omelets [is that|can be made]?",
        "{a} dozen {bakes} were baked and {b} eaten by the bakers. If the rest is put on plates of {c}, how many "
        "plates are needed?",
        "A florist buys {a} dozen [roses|tulips]. {b} are faded. [The others|The rest] are tied in bunches of {c}. "
        "[Find|Work out|Determine|Give] the number of bunches.",
    ),
    (
        "a-b; _*12 where a 6..18, b 2..9",
        "From {a} dozen eggs a [baker|cook] used {b} dozen. [How many|And how many|So, how many] eggs [are "
        "left|remain]?",
        "{B} made {a} dozen dumplings and {C} made {b} dozen. How many more dumplings did {B} make?",
    ),
    (
        "a*2; a+_; _+b where a 3..50, b 2..40",
        "{B} is {a}, {C} is twice as old, and {D} is {b}. How old are they all together?",
        "The hall has {a} red chairs, double that number of blue ones, and {b} green ones. [How many|So how "
        "many|Tell me, how many] chairs does it have?",
        "My mom baked {a} rolls, my dad baked twice as many and I baked {b}. How many did [we|the three of us] bake?",
        "i saw {a} trucks, twice as many cars and {b} bikes. [how many|and how many|so, how many] vehicles did i see?",
    ),
    (
        "a/2; a+_; b-_ where a 8..80, b 60..190",
        "{B} needs {b} points. The first round brought {a} points and the second half as many. How many points are "
        "[still needed|missing]?",
        "A street of {b} houses: {a} are brick, half as many are wood and [the rest|the others] are stone. [How "
        "many|Question: how many] are stone?",
        "Of the {b} miles to the coast we drove {a} before lunch and half as far after lunch. [How many|So how "
        "many|Tell me, how many] miles [are left|remain]?",
        "The choir wants {b} singers. It has {a} women and half as many men. How many more singers must it find?",
    ),
    (
        "a/2; _+b; a+_ where a 6..70, b 2..20",
        "{B} has {a} {items}; {C} has {b} more than half as many. [How many|And how many|So, how many] do they have "
        "[in all|altogether|in total]?",
        "Team one has {a} points. Team two has half of that plus {b}. [What is|What's] the sum of the points?",
        "Last year {a} storks came to our village. This year it was half that number and {b} more. How many storks "
        "came in the two years?",
    ),
    (
        "a+b; a*c; _1+_2 where a 3..20, b 2..20, c 2..4",
        "{B} has {a} pet fish. {C} has {b} more than {B}, and {D} has {times_c} as many as {B}. [How many|So how "
        "many|Tell me, how many] do {C} and {D} have together?",
        "Compared with a cat of {a} pounds, one dog weighs {b} pounds more and another dog {times_c} as much. How "
        "much do the two dogs weigh together?",
    ),
    (
        "a+b; a*c; _2-_1 where a 8..30, b 2..10, c 3..5",
        "{B} is {a}. {C} is {b} years older than {B}, while {D} is {times_c} as old as {B}. How many years older is "
        "{D} than {C}?",
        "{B} sold {a} lamps, {C} sold {b} more than {B}, and {D} sold {times_c} as many as {B}. By how many did {D} "
        "beat {C}?",
    ),
    (
        "a+b; a-c; a+_1; _+_2 where a 10..60, b 2..20, c 2..9",
        "{B} has {a} books. {C} has {b} more than {B}. {D} has {c} fewer than {B}. [How many|And how many|So, how "
        "many] books do the three have [in all|altogether|in total]?",
        "The middle sister is {a}, the oldest is {b} years older than her, and the youngest is {c} years younger "
        "than her. Add their ages.",
        "On Tuesday {a} people came to the gym. That was {c} more than on Monday but {b} fewer than on Wednesday. "
        "[How many|Question: how many] visits were there on the three days?",
        "[Three bags are on a scale.|Look at three bags.] Bag A has {a} pounds, bag B {b} pounds more than A, and "
        "bag C {c} pounds less than A. How many pounds together?",
    ),
    (
        "a*b; a+_; _-c; _/d where a 4..25, b 2..4, c 2..20, d 2..8",
        "There are {a} boys at camp and {times_b} as many girls. {c} kids are sick today. [The rest|The others] play "
        "in {d} equal teams. How many kids are on a team?",
        "{B} has {a} {sweets} and {C} has {times_b} as many. They put them together, eat {c} and share the others "
        "[equally|evenly] among {d} friends. [How many|And how many|So, how many] for each friend?",
        "The first tree gave {a} pears and the second {times_b} as many. {c} pears were bad. The good ones fill "
        "baskets of {d}. [How many|Question: how many] baskets are full?",
    ),
    (
        "a*b; a+_; _*c; _+d where a 2..8, b 2..4, c 2..4, d 2..30",
        "A red box and a blue box make a set. The red box has {a} pens, the blue one {times_b} as many. A "
        "[shop|store] has {c} sets and {d} loose pens. [How many|And how many|So, how many] pens does it have?",
        "Each morning {S} walked {a} blocks with the dog and then {times_b} as many alone. After {c} mornings {he} "
        "walked {d} more blocks to the store. How many blocks was that [in all|altogether|in total]?",
    ),
    (
        "a+b; a-b; _1+_2 where a 10..60, b 2..9",
        "{C} has {b} more {items} than {B}, and {D} has {b} fewer than {B}. {B} has {a}. [How many|Then how many|So "
        "how many] do {C} and {D} have together?",
        "I am {a}. One cousin is {b} years older than that, another is {b} years younger. What do my two cousins' "
        "ages add up to?",
    ),
    (
        "a-b; c+b; _1-_2 where a 40..90, b 2..12, c 5..20",
        "{B} has {a} coins, {C} has {c}. {B} gives {C} {b} coins. [How many|Question: how many] more coins does {B} "
        "have than {C} now?",
        "Tank A holds {a} gallons and tank B holds {c}. After {b} gallons are pumped from A to B, how many more "
        "gallons are in A than in B?",
        "There are {a} people in the front car of a train and {c} in the back car. {b} walk from the front to the "
        "back. How many more people are in front now?",
    ),
    (
        "a-b; c-d; _1+_2; _/e where a 15..80, b 2..30, c 15..80, d 2..30, e 2..9",
        "One crate had {a} lemons, {b} of them bad. Another had {c}, {d} of them bad. The good lemons are put in "
        "nets of {e}. How many nets are filled?",
        "{a} girls and {c} boys signed up. {b} girls and {d} boys did not show up. The others formed teams of {e}. "
        "How many teams were there?",
        "If {B} keeps {b} of {a} cards and {C} keeps {d} of {c}, and the rest is shared [equally|evenly] by {e} "
        "little kids, how many cards does each of the kids get?",
    ),
    (
        "a-b; c*d; _1-_2 where a 60..180, b 2..40, c 2..6, d 2..8",
        "{S} had {a} {sweets}. {b} melted, and then {c} [friends|cousins|classmates] got {d} each. How many did {he} "
        "keep?",
        "There were {a} loaves. {b} were sold at the door, and {c} shops got {d} each. [How many|Question: how many] "
        "loaves [are left|remain]?",
        "Of {a} seats {b} are broken. {c} families of {d} sit down. How many good seats are still free?",
    ),
    (
        "a+b; c*d; _1-_2 where a 20..80, b 10..80, c 2..8, d 2..6",
        "My grandma has {a} white and {b} brown eggs. She bakes {c} cakes with {d} eggs each. How many eggs are left "
        "[over|]?",
        "A stable gets {a} bales on Monday and {b} on Friday. {c} horses eat {d} bales each. How many bales remain?",
        "{a} pens and {b} [pencils|crayons] are in a cupboard. Then {c} [kids|children] take {d} of these things "
        "each. How many things are still in it?",
    ),
    (
        "a+b; c*d; _1+_2; _-e where a 3..40, b 3..40, c 2..8, d 2..8, e 2..30",
        "On the farm are {a} goats, {b} sheep and {c} pens with {d} pigs each. {e} of the animals are sold. [How "
        "many|And how many|So, how many] animals are there then?",
        "{S} [bought|got] {a} big and {b} small {tools} and {c} packs of {d}. {e} got lost on the way. How many did "
        "{he} bring home?",
        "A train has {a} people in car one, {b} in car two, and {c} other cars with {d} each. {e} get off at the "
        "next stop and nobody gets on. How many are on the train?",
    ),
    (
        "a-b; _/c; _+d where a 20..150, b 2..40, c 2..6, d 2..20",
        "{S} kept {b} of {his} {a} {items} and shared the rest [equally|evenly] between {c} friends. One of the "
        "friends already had {d}. How many does that friend have [now|in all]?",
        "Out of {a} liters of juice {b} were spilled; the rest was poured evenly into {c} tanks. One tank already "
        "held {d} liters. [How many|So how many|Tell me, how many] liters are in it now?",
    ),
    (
        "a/b; _+c; _*d where a 12..90, b 4..6, c 2..12, d 2..3",
        "{B} is {a}. {C} is {c} years older than {part_b} of {B's} age, and {D} is {times_d} as old as {C}. How old "
        "is {D}?",
        "A [shop|store] splits {a} caps [equally|evenly] between {b} bags and then adds {c} caps to every bag. "
        "Someone buys {d} of the bags. [How many|Then how many|So how many] caps is that?",
    ),
    (
        "a*b; c-_; _/d where a 2..9, b 2..10, c 60..180, d 2..8",
        "{S} had {c} {items}. {a} went to each of {b} cousins, and the rest were divided [equally|evenly] between "
        "{d} neighbors. How many {items} did each neighbor get?",
        "A [board|rope] of {c} feet: cut off {a} pieces of {b} feet, then cut what remains into {d} equal parts. How "
        "long is a part, in feet?",
        "We have {c} chairs. {a} rows of {b} stand in the hall, and the others are divided [equally|evenly] between "
        "{d} rooms. [How many chairs go in a room|How many per room]?",
        "if {a} guests eat {b} grapes each from a bowl of {c} and the other grapes are shared by {d} kids, how many "
        "does each kid get?",
    ),
    (
        "a*b; c-_; _-d where a 2..9, b 2..10, c 60..180, d 2..20",
        "Mom put {c} napkins out. {a} tables took {b} each and {d} blew away. [How many are left|What's left]?",
        "A van can carry {c} parcels. It has {a} stacks of {b} and {d} single parcels on board. How many more "
        "parcels fit in?",
        "{S} decided to read {c} pages. {he} read {b} pages on each of {a} days and {d} pages today. [How many|So "
        "how many|Tell me, how many] pages are still to go?",
    ),
    (
        "a-b; c-_; _/d where a 10..60, b 2..20, c 61..150, d 2..8",
        "I had {a} stickers, lost {b}, and want to have {c}. They come in packs of {d}. How many packs should I buy?",
        "A theater club needs {c} costumes. Of its {a} costumes {b} are torn and can't be used. If {d} parents sew "
        "the missing ones, the same number each, how many does each parent sew?",
    ),
    (
        "a+b; c-_; _/d where a 5..50, b 5..50, c 60..180, d 2..9",
        "{B} needs {c} points, got {a} in the first game and {b} in the second, and there are {d} games left. [How "
        "many|Question: how many] points per game does {B} need, on average?",
        "Of {c} [children|kids] {a} sing and {b} dance. The others act in {d} plays, the same number in each. How "
        "many act in one play?",
        "My goal is {c} pages. Did {a} on Saturday, {b} on Sunday. Got {d} days left. [How many|Question: how many] "
        "a day, if I do the same each day?",
        "{c} eggs were laid this week. {a} were eaten, {b} went to [neighbors|families], and the rest fill boxes of "
        "{d}. How many boxes is that?",
    ),
    (
        "a/b; _-c; _/d where a 24..190, b 2..5, c 2..20, d 3..7",
        "{part_b} of the {a} [campers|guests] want to hike, but {c} of these are ill. The rest of the hikers form "
        "{d} equal groups. [How many|Then how many|So how many] hikers are in a group?",
        "{C} gets {part_b} of {a} {sweets}, eats {c} of them and splits the others with "
        "[friends|cousins|classmates], so that {d} people each get the same. How many does each get?",
    ),
    (
        "a/b; _*c; _-d where a 12..120, b 5..9, c 2..4, d 2..15",
        "A box of {a} tiles covers {b} equal steps. {S} tiled {c} of these steps, but {d} of those tiles came loose. "
        "[How many|And how many|So, how many] tiles were still in place on these steps?",
        "{a} pupils sit at {b} tables, the same number at each. {c} tables have art class and {d} of these pupils "
        "forgot their paints. [How many|Then how many|So how many] pupils in art class have paints?",
    ),
    (
        "a+b; _*c; d-_ where a 2..12, b 2..12, c 2..7, d 90..190",
        "{a} women and {b} men each bring {c} plates to a picnic that needs {d}. [How many|So how many|Tell me, how "
        "many] plates are missing?",
        "Every day {B} stuffs {a} envelopes and {C} stuffs {b}. There are {d} to do. How many are left after {c} days?",
        "Find how many of {d} [seats|places] stay free if {a} blue and {b} red [vans|minibuses], each with {c} "
        "people, arrive.",
    ),
    (
        "a-b; _*c; d-_ where a 8..30, b 2..6, c 2..7, d 120..190",
        "A class of {a} had {b} absent. Each of the others took {c} sheets from a pack of {d}. [How many|So how "
        "many|Tell me, how many] sheets are still in the pack?",
        "The store earns points: {a} a day, minus {b} a day for returns. After {c} days, how far is it from its goal "
        "of {d} points?",
    ),
    (
        "a*b; c*d; _1-_2; _+e where a 6..14, b 5..12, c 2..7, d 2..7, e 2..30",
        "A hotel has {a} floors with {b} guests each. {c} groups of {d} check out and {e} new guests check in. [How "
        "many|Question: how many] guests are there now?",
        "{S} made {a} rows of {b} cups, sold {c} sets of {d} and made {e} more cups. [How many|And how many|So, how "
        "many] cups did {he} have then?",
        "There were {a} [crates|boxes] with {b} bottles. {c} shops got {d} bottles each, then {e} full bottles came "
        "back. [How many|Then how many|So how many] full bottles are there?",
    ),
    (
        "a*b; _-c; a+_; d-_ where a 4..20, b 2..4, c 2..9, d 90..180",
        "Out of {d} votes {B} got {a}, {C} got {c} fewer than {times_b} as many as {B}, and {D} got all the others. "
        "[How many|Then how many|So how many] votes did {D} get?",
        "A [garden|yard] has {d} plants: {a} roses, {c} fewer ferns than {times_b} the number of roses, and [the "
        "rest|the others] are herbs. [How many|So how many|Tell me, how many] herbs [are there|grow in it]?",
    ),
    (
        "a+b; a+_; c-_; _/d where a 5..35, b 2..20, c 90..180, d 2..6",
        "{B} sold {a} of {c} tickets and {C} sold {b} more than {B}. The rest is divided [equally|evenly] between "
        "{d} helpers. [How many|And how many|So, how many] tickets does each helper get?",
        "A walk of {c} miles: {a} on the first day, {b} more than that on the second, and the rest in {d} equal "
        "days. How many miles is each of those last days?",
    ),
    (
        "a+b; a+_; _/c; _-d where a 5..50, b 2..30, c 3..6, d 2..9",
        "{B} found {a} acorns and {C} found {b} more than {B}. They split all of them [equally|evenly] with "
        "[friends|cousins|classmates], {c} people [in all|altogether|in total], and then {B} lost {d}. How many did "
        "{B} still have?",
        "Monday brought {a} orders, Tuesday {b} more than Monday. {c} bakers share all these orders "
        "[equally|evenly]. One of them has finished {d}. How many does that baker still have to do?",
    ),
    (
        "a/b; a+_; c-_; _-d where a 10..60, b 2..4, c 90..190, d 2..20",
        "A park has {c} trees: {a} oaks, {part_b} as many elms as oaks, {d} pines, and [the rest|the others] are "
        "birches. How many birches are there?",
        "A jar for {c} beads. I put in {a} blue ones, {part_b} as many red ones as blue, and {d} white ones. How "
        "many more beads fit in?",
    ),
    (
        "a/b; _+c; a-_; _/d where a 30..180, b 2..6, c 2..25, d 2..6",
        "There are {a} [scouts|campers]. {part_b} of them cook and {c} more fetch wood. The others put up tents in "
        "teams of {d}. [How many|Question: how many] teams put up tents?",
        "{S} had {a} {items}. {he} gave {part_b} of them and another {c} to a school and shared the remaining ones "
        "[equally|evenly] among {d} friends. How many did each friend get?",
        "a bakery made {a} rolls. {part_b} of them are plain, {c} are cheese and the others are seeded. the seeded "
        "ones are packed in bags of {d}. how many bags of seeded rolls?",
    ),
)
