"""Sketches of problems about time, speed, work, areas and longer sums of money."""

SKETCHES = (
    (
        "a*b; _+c where a 5..60, b 2..6, c 5..60",
        "{S} <practiced/practices/practice> the [piano|violin|drums] for {a} minutes on each of {b} days, and for "
        "{c} minutes on Sunday. [How many minutes is that in all?|What is the total in minutes?]",
        "A [dryer|washing machine] cycle takes {a} minutes. I run {b} of them back to back, then spend {c} "
        "minutes folding. [How many minutes do I need?|How long am I busy, in minutes?]",
        "[My bus trip|The train ride] has {b} legs of {a} minutes each plus {c} minutes of waiting. [Find the "
        "travel time in minutes.|How many minutes does it take?]",
        "each [cake|tray] needs {a} min in the oven. if i do {b} one after another and then {c} min of "
        "[cleanup|decorating], how many min is it all?",
    ),
    (
        "a*b; c-_ where a 10..60, b 2..4, c 60..200",
        "A [hike|ride|trail] is {c} miles long. After {b} hours at {a} miles per hour, how [many miles are "
        "left|far is it to the end]?",
        "{B} wants to drive {c} miles. {B} drives {b} hours at {a} miles [an|per] hour. [How many miles are still "
        "ahead?|How much of the way is left?]",
        "[A|The] tank holds {c} litres. Over {b} hours, {a} litres flow out each hour. How many litres [stay in "
        "it|are left], if it was full?",
        "[We have|The class has] {c} minutes. After {b} [talks|songs|exercises] of {a} minutes each, how many "
        "minutes [remain|are left over]?",
    ),
    (
        "a*b; _/c where a 2..60, b 2..10, c 2..50",
        "{S} <drove/drives/drive> {b} hours at {a} miles per hour to [the coast|{his} aunt]. Coming back the same "
        "way at {c} miles per hour, how many hours does it take?",
        "[There and back:|The same road both ways:] {b} hours out at {a} km per hour, then home at {c} km per "
        "hour. How many hours does the way home last?",
        "It takes {a} [workers|painters|robots] {b} days to finish a [wall|house|job]. How many days do {c} of "
        "them need[, working at the same pace|]?",
        "We have food for {a} [campers|goats|hikers] for {b} days. How many days does it last if there are {c} of "
        "them?",
        "{a} boxes hold {b} [books|jars] each. If I pack all of it {c} to a box instead, how many boxes do I need?",
    ),
    (
        "a*b; c*d; _1+_2 where a 2..8, b 5..60, c 2..8, d 5..60",
        "{S} <cycled/cycles/cycle> for {a} hours at {b} km [an|per] hour and then for {c} hours at {d} km an "
        "hour. [How many km is that?|How far is that in all?]",
        "{B} [jogs|reads|paints] {b} minutes on {a} days of the week and {d} minutes on {c} other days. How many "
        "minutes [a week|per week] is that?",
        "[A commercial break|The show] has {a} clips of {b} seconds and {c} clips of {d} seconds. [How many "
        "seconds does it last?|Find its length in seconds.]",
        "i did {a} sets of {b} [pushups|squats] and {c} sets of {d} [sit-ups|lunges]. [total reps?|how many reps "
        "altogether?]",
    ),
    (
        "5*a; 2*b; _1+_2 where a 2..20, b 2..20",
        "{S} <practices/practice> {a} hours on each weekday and {b} hours on each day of the weekend. [How many "
        "hours is that a week?|Find the hours per week.]",
        "Monday to Friday I [walk|run|swim] {a} laps [a|per|each] day; on Saturday and on Sunday it's {b} a day. "
        "How many laps in the whole week?",
        "The [cafe|shop|zoo] gets {a} visitors every weekday and {b} on Saturday and on Sunday each. How many "
        "visitors come in a week?",
        "The dog eats {a} biscuits [a|per|each] day from Monday through Friday, and {b} a day on the weekend. "
        "[Work out|Tell me] how many it eats in a week.",
    ),
    (
        "5*a; 2*b; _1+_2; c*_ where a 2..8, b 2..8, c 2..5",
        "{S} <works/work> {a} hours every weekday and {b} hours on Saturday and on Sunday each. How many hours is "
        "that in {c} weeks?",
        "On weekdays {B} drinks {a} cups of tea [a|per|each] day, on weekend days {b} cups. [How many cups in {c} "
        "weeks?|In {c} weeks, how many cups is that?]",
        "[A|The] baker makes {a} wedding cakes each weekday and {b} each day of the weekend. How many does he "
        "make over {c} weeks?",
    ),
    (
        "5*a; 2*b; _1+_2; c-_ where a 2..15, b 2..15, c 30..160",
        "{S} [<wants/want>|<plans/plan>|<hopes/hope>] to walk {c} miles this week. {he} <^does/do> {a} miles each "
        "weekday and {b} miles on each of the weekend days. How many miles [short is that|are missing]?",
        "The [bakery|kitchen] has {c} eggs. It uses {a} [a|per|each] day from Monday to Friday and {b} a day on "
        "the weekend. How many eggs are left at the end of the week?",
        "My phone plan has {c} minutes. I talk {a} minutes each weekday and {b} minutes each weekend day. How "
        "many minutes are unused after one week?",
    ),
    (
        "5*a; 2*b; _1-_2 where a 2..20, b 2..30",
        "{B} reads {a} pages every weekday and {b} pages on each weekend day. How many more pages is that on the "
        "weekdays together than on the weekend?",
        "The [parking lot|library] makes ${a} [a|per|each] day Monday to Friday and ${b} a day on the weekend. "
        "How much more do the weekdays bring in altogether than the weekend?",
    ),
    (
        "7*a; _-b where a 3..25, b 2..60",
        "{S} <walks/walk> {a} laps [a|per|each] day. This week {he} missed {b} of them because of the rain. How "
        "many laps did {he} walk this week?",
        "The hens lay {a} eggs [a|per|each] day. In one week, {b} eggs broke. [How many whole eggs are there?|How "
        "many were not broken?]",
        "I save ${a} [a|per|each] day. At the end of a week I [spend|use] ${b} of it. [How much is left?|How much "
        "remains?|What is left over?|How much money is left?]",
    ),
    (
        "7*a; _*b where a 2..9, b 2..8",
        "A [cat|puppy|pony] gets {a} treats [a|per|each] day. How many treats [are needed|will it eat|do I need] "
        "for {b} weeks?",
        "{S} <takes/take> {a} [pills|vitamins] [a|per|each] day. [How many is that in {b} weeks?|How many must "
        "{he} buy for {b} weeks?]",
        "{a} hours of [practice|sleep] [a|per|each] day - how many hours is that in {b} weeks?",
    ),
    (
        "a*7; b*7; _1-_2 where a 4..25, b 2..20",
        "{B} does {a} puzzles every day, {C} only {b}. How many more does {B} do in a week?",
        "{S} <spends/spend> {a} minutes [a|per|each] day [on social media|watching clips] and {b} minutes "
        "[a|per|each] day [stretching|tidying up]. What is the difference in minutes over a week, if the first is "
        "longer?",
    ),
    (
        "a-b; c/_ where a 5..60, b 2..40, c 10..200",
        "[A|The] tank is filled at {a} litres per minute while {b} litres per minute [drain|leak] out. It is "
        "empty now. [After how many minutes does it hold {c} litres?|How many minutes until it holds {c} litres?]",
        "Every day a snail climbs {a} inches and slides back {b} inches. How many days does it need for {c} "
        "inches at that [pace|rate|speed]?",
        "{S} <earns/earn> ${a} [a|per|each] day and <spends/spend> ${b} [a|per|each] day. How many days [does it "
        "take to save ${c}|until {he} <^has/have> saved ${c}]?",
        "Runner {B} covers {a} meters in a minute and {C} covers {b}. {C} is {c} meters ahead. In how many "
        "minutes does {B} catch up?",
    ),
    (
        "a+b; c/_ where a 2..40, b 2..40, c 12..200",
        "One machine [packs|labels] {a} [jars|boxes] [a|per] minute, another one {b}. Working together, how many "
        "minutes do they need for {c}?",
        "Two trains {c} miles apart head toward each other at {a} and {b} miles [an|per] hour. [In how many hours "
        "do they meet?|How many hours until they meet?]",
        "{S} can [peel|wash] {a} potatoes [a|per] minute, {B} can do {b}. How many minutes will {c} potatoes take "
        "them together?",
        "two [hoses|taps] fill [the|our] {c}-litre tub, one gives {a} litres [a|per] minute and the other {b}. "
        "[how many minutes till its full|how long in min]?",
    ),
    (
        "a+b; c*_ where a 2..30, b 2..30, c 2..9",
        "Two cyclists leave the same spot in opposite directions, one at {a} km [an|per] hour and the other at "
        "{b} km an hour. [How far apart are they|What is the distance between them] after {c} hours?",
        "{B} types {a} lines [a|per] minute, {C} types {b}. How many lines do the two type "
        "[together|altogether|between them] in {c} minutes?",
        "{S} <does/do> {a} push-ups in the morning and {b} at night. [What does that make|How many is that] in "
        "{c} days?",
        "[A|The] set is a ${a} cup and a ${b} saucer. [What do {c} sets cost?|How much are {c} sets?]",
    ),
    (
        "a-b; c*_ where a 6..60, b 2..50, c 2..9",
        "{B} drives {a} miles [an|per] hour, {C} drives {b}. They start together on the same road. How far ahead "
        "is {B} after {c} hours?",
        "The pump brings {a} gallons [an|per] hour into the pool, but {b} gallons an hour leak out. How much more "
        "water is in the pool after {c} hours?",
        "{S} <bakes/bake> {a} loaves [a|per|each] day and <sells/sell> {b}. How many unsold loaves are there "
        "after {c} days?",
    ),
    (
        "a+b; c*_; d-_ where a 2..20, b 2..20, c 2..6, d 60..200",
        "{B} lays {a} bricks [an|per] hour and {C} lays {b}. The wall needs {d} bricks. After {c} hours together, "
        "how many bricks are [still to be laid|left to lay]?",
        "Two [friends|vans] {d} miles apart move toward each other at {a} and {b} miles per hour. [How far apart "
        "are they|What is the distance between them] after {c} hours?",
        "{S} <has/have> ${d}. A [bus ride|sandwich] is ${a} and a [drink|snack] ${b}, and {he} <^buys/buy> both "
        "every day for {c} days. [How much is left?|How much remains?|What is left over?|How much money is left?]",
        "[A|The] barrel of {d} litres has two holes that let out {a} and {b} litres [an|per] hour. What is left "
        "in the full barrel after {c} hours?",
    ),
    (
        "a+b; d-c; _2/_1 where a 2..12, b 2..12, c 10..60, d 40..200",
        "[The|Our] {d}-litre tank already holds {c} litres. Pipe one adds {a} litres [a|per] minute and pipe two "
        "{b}. How many minutes until it is full?",
        "{S} <needs/need> ${d} and <has/have> ${c}. [A paper round|Babysitting] brings in ${a} [a|per|each] week, "
        "[dog walking|tutoring] ${b} [a|per|each] week. How many weeks until {he} <^has/have> enough?",
        "Of {d} [letters|flyers] {c} are already folded. {B} folds {a} [a|per] minute, {C} folds {b}. [In how "
        "many minutes are they done?|How many minutes do they need for the rest?]",
    ),
    (
        "b*2; _/c where b 10..80, c 2..20",
        "{S} <bikes/bike> to the lake, {b} miles away, and back again. At {c} miles [an|per] hour, how many hours "
        "[is that in all|does it take]?",
        "The office is {b} blocks from home. I walk [there and back|there and home again] at {c} blocks [a|per] "
        "minute. How many minutes do I walk?",
    ),
    (
        "b*2; _*c where b 2..20, c 2..6",
        "School is {b} blocks away. {S} [<walks/walk>|<jogs/jog>|<runs/run>] there and back {c} days [a|per|each] "
        "week. How many blocks is that a week?",
        "A [truck|ferry] makes {c} round trips [a|per|each] day to a [quarry|island] {b} miles away. How many "
        "miles does it travel [a|per|each] day?",
        "The post office is {b} minutes from here on foot. If I go there and return {c} times, [how many minutes "
        "do I walk|how many min of walking is that]?",
    ),
    (
        "a*2; b*_; c-_ where a 2..12, b 2..6, c 40..200",
        "{S} lives {a} miles from work and goes [there and back|there and home again] {b} days [a|per|each] week. "
        "The car can go {c} miles on a full tank. How many more miles can it go after one week?",
        "The well is {a} meters away. {B} goes [there and back|there and home again] {b} times. {B} planned to "
        "walk {c} meters today. How many meters are still missing?",
    ),
    (
        "a/b; c/d; _1+_2 where a 20..200, b 2..40, c 20..200, d 2..40",
        "{S} <drives/drive> {a} miles at {b} miles [an|per] hour and {c} miles at {d} miles [an|per] hour. How "
        "many hours [does the trip take|is that altogether]?",
        "[First the|The] {a}-page novel at {b} pages [a|per|each] day, then the {c}-page one at {d} pages a day: "
        "how many days of reading is that?",
        "One leg of the race is {a} meters at {b} meters a second, the next {c} meters at {d} meters a second. "
        "[Find the total time in seconds.|How many seconds is it in all?]",
    ),
    (
        "a/b; a/c; _1-_2 where a 12..200, b 2..12, c 3..50",
        "[A|The] road is {a} miles long. {B} rides it at {b} miles [an|per] hour, {C} drives it at {c}. How many "
        "hours sooner does {C} get there, who is faster?",
        "{S} <has/have> {a} pages to type. At {b} pages [an|per] hour it takes longer than at {c} pages an hour. "
        "[How many hours longer?|By how many hours?]",
        "There are {a} cups to wash. Slowly, I wash {b} [a|per] minute; if I hurry, {c} a minute. How many "
        "minutes do I save by hurrying?",
    ),
    (
        "a/b; a/c; _1+_2 where a 12..200, b 2..40, c 2..40",
        "{S} <drives/drive> {a} miles at {b} miles [an|per] hour and <comes/come> back on the same road at {c} "
        "miles [an|per] hour. How many hours does the whole drive take?",
        "[A|The] boat goes {a} km upriver at {b} km per hour and returns at {c} km per hour. [What is the total "
        "time in hours?|How many hours is it under way?]",
        "{B} has to peel {a} carrots and {C} has {a} too. {B} peels {b} [a|per] minute and {C}, who starts when "
        "{B} is done, {c} a minute. After how many minutes are all peeled?",
    ),
    (
        "a*b; c*_ where a 2..8, b 2..8, c 2..5",
        "[A|The] floor is {a} feet by {b} feet. Carpet costs ${c} a square foot. [What does the carpet cost?|How "
        "much do we pay to carpet it?]",
        "{S} <plants/plant> a garden of {a} by {b} meters, with {c} [bulbs|seedlings] on every square meter. [How "
        "many is that?|How many <^does/do> {he} need?]",
        "A wall {a} meters high and {b} meters [long|wide] needs {c} [tiles|bricks] per square meter. How many "
        "[altogether|in all|in total]?",
        "{a} trays with {b} seed pots each, {c} seeds in a pot: how many seeds?",
    ),
    (
        "a+b; _*2 where a 3..60, b 3..40",
        "A [rectangular|] [garden|field] is {a} meters long and {b} meters wide. How many meters of fence go "
        "around it?",
        "[Find|Work out|Calculate] the perimeter of a [rectangle|picture frame|rectangular lawn] with sides {a} "
        "and {b}.",
        "{S} <sews/sew> lace around a tablecloth of {a} by {b} inches. How many inches of lace [are "
        "needed|<^does/do> {he} need]?",
        "whats the distance around a {a} ft by {b} ft [pool|yard|court]?",
    ),
    (
        "a+b; _*2; _*c where a 2..20, b 2..20, c 2..9",
        "Fencing costs ${c} a foot. What is the price of a fence around a [yard|pen] {a} feet long and {b} feet wide?",
        "{S} <runs/run> around a [park|field] of {a} by {b} blocks {c} times. How many blocks is that?",
        "I'm putting trim around {c} [pictures|windows] that are {a} by {b} inches each. How many inches of trim "
        "do I need?",
    ),
    (
        "a+b; _*2; _-c where a 6..60, b 4..40, c 2..10",
        "[A|The] rectangular pen, {a} feet by {b} feet, gets a fence with a gate {c} feet wide. How many feet of "
        "fence are needed without the gate?",
        "The yard measures {a} by {b} meters. A fence goes all around it, except for {c} meters of [hedge|wall]. "
        "How long is the fence?",
    ),
    (
        "a+b; _*2; c-_; _*d where a 2..20, b 2..20, c 30..120, d 2..6",
        "I bought {c} feet of fence for a rectangular {a} ft by {b} ft bed. The rest can be returned for ${d} a "
        "foot. How much money do I get back for the rest?",
    ),
    (
        "a*b; c*d; _1-_2 where a 5..15, b 5..14, c 2..8, d 2..8",
        "[A|The] yard is {a} by {b} meters and has a {c} by {d} meter [pool|shed|patio] in it. [The rest|All "
        "else] is grass. How many square meters of grass are there?",
        "A [wall|panel] {a} feet long and {b} feet high has a {c} by {d} foot [door|window]. [Find|Work "
        "out|Calculate] the area without it.",
        "{B}'s rug is {a} by {b} feet, {C}'s is {c} by {d} feet. How many square feet larger is {B}'s rug?",
    ),
    (
        "a*b; c*d; _1-_2; _/e where a 5..15, b 5..14, c 2..8, d 2..8, e 2..20",
        "[The|Our] {a} by {b} foot wall has a window of {c} by {d} feet. One can of paint is enough for {e} "
        "square feet. How many cans does the rest of the wall take?",
        "[A|The] lawn of {a} by {b} yards has a pond of {c} by {d} yards in it. A bag of seed covers {e} square "
        "yards. How many bags are needed for the grass?",
    ),
    (
        "a*b; c*d; _1+_2; _*e where a 2..6, b 2..6, c 2..6, d 2..6, e 2..6",
        "One room is {a} by {b} meters, another {c} by {d} meters. Tiles cost ${e} per square meter. [What do the "
        "tiles for both rooms cost?|How much to tile both rooms?]",
        "{S} [<buys/buy>|<gets/get>|<orders/order>] {a} packs of {b} [beads|buttons] and {c} packs of {d}. Each "
        "one costs {e} cents. How many cents <^does/do> {he} pay?",
    ),
    (
        "a*b; _/c where a 4..20, b 4..15, c 2..12",
        "{S} [<wants/want>|<plans/plan>|<hopes/hope>] to cover a {a} by {b} foot floor with tiles of {c} square "
        "feet each. How many tiles [are needed|<^does/do> {he} need]?",
        "[A|The] wall is {b} meters high and {a} meters long. A bucket of paint covers {c} square meters. How "
        "many buckets for one coat?",
        "[A|The] parking lot of {a} by {b} meters gives every car {c} square meters. How many cars fit?",
    ),
    (
        "60*a; _-b; _/c where a 2..3, b 2..60, c 2..20",
        "[A|The] lesson lasts {a} hours. After {b} minutes of theory, the rest of the time goes to exercises of "
        "{c} minutes each. How many exercises can be done?",
        "{S} <has/have> {a} hours. {he} <^loses/lose> {b} minutes in traffic and <^spends/spend> the rest on "
        "visits of {c} minutes each. How many visits is that?",
    ),
    (
        "60*a; _/b; c*_ where a 2..3, b 2..60, c 2..10",
        "[Every {b} minutes|Once every {b} minutes] {c} [boats|carts|guests] come in. How many come in within {a} "
        "hours?",
        "[A ride|A tour] takes {b} minutes and seats {c} people. How many people can ride in {a} hours?",
        "[A|The] robot packs {c} boxes every {b} minutes. How many boxes does it pack in {a} hours?",
    ),
    (
        "60*a; _-b where a 2..3, b 15..110",
        "The film is {a} hours long. I have watched {b} minutes. How many minutes [are left|remain]?",
        "{S} <needs/need> {a} hours to [clean the attic|paint the fence] and <has/have> worked {b} minutes. [How "
        "many more minutes is that?|How many minutes remain?]",
        "It takes {a} hours by bus but only {b} minutes by train. How many minutes [are saved|do you save] by train?",
    ),
    (
        "5*a; 2*b; _1+_2; _*c where a 2..6, b 2..6, c 2..6",
        "A [lifeguard|cook|guide] works {a} hours on each weekday and {b} hours on Saturday and Sunday each, for "
        "${c} [an|per] hour. [What is the weekly pay?|How much is that for one week?]",
        "Every weekday {a} [trucks|trains|ships] come in, on Saturday and Sunday {b} a day; each [brings|carries] "
        "{c} [containers. How many containers|tons. How many tons] is that in a [full|whole] week?",
        "{S} <does/do> {a} sets of [squats|sit-ups|pull-ups] each weekday and {b} on each weekend day, every set "
        "with {c} repeats. How many repeats is that in [one|a whole] week?",
    ),
    (
        "a*b; c*d; _1+_2; e-_ where a 2..6, b 5..30, c 2..6, d 5..30, e 60..200",
        "{S} <is/is/are> driving {e} miles. {he} <^does/do> {a} hours at {b} miles [an|per] hour and {c} hours at "
        "{d} miles [an|per] hour. [How many miles are left?|How far is it still?]",
        "The [tape|playlist] runs {e} minutes. {a} [songs|talks] of {b} minutes and {c} [jingles|stories] of {d} "
        "minutes are on it. How many minutes are free?",
        "There are {e} [chairs|seats]. {a} rows of {b} and {c} rows of {d} are taken. [How many are free?|Find "
        "the number of free ones.]",
        "[homework: {e} problems|{e} problems due]. i did {a} days of {b} and {c} days of {d}. [how many to "
        "go?|how many left?]",
    ),
    (
        "a+b; c*_; d-_; _/b where a 2..15, b 2..12, c 2..6, d 60..200",
        "Two [pumps|hoses] empty a tank of {d} litres, one with {a} and the other with {b} litres [a|per] minute. "
        "After {c} minutes the first one breaks. How many more minutes does the other need?",
        "{B} paints {a} [posts|boards] [an|per] hour and {C} {b}. There are {d} [in all|in total]. After {c} "
        "hours together {B} goes home. How many hours does {C} need for the rest?",
        "{B} and {C} stuff {d} envelopes, {B} {a} [a|per] minute and {C} {b} a minute. {B} stops after {c} "
        "minutes. How many minutes must {C} go on alone?",
    ),
    (
        "a*b; _+c; _+d; e-_ where a 5..30, b 2..5, c 5..40, d 5..30, e 90..200",
        "A [meeting|class] of {e} minutes has {b} [reports|exercises] of {a} minutes, a [film|test] of {c} "
        "minutes and a break of {d} minutes. [How much time is left, in minutes?|How many minutes are left?]",
        "[I planned|My plan was] {e} minutes for the chores: {b} [rooms|beds|floors] at {a} minutes each, {c} "
        "minutes for the [kitchen|stairs], {d} for [the trash|watering plants]. How many minutes [remain|are left]?",
        "The flight takes {e} minutes. {S} <watches/watch> {b} [shows|cartoons] of {a} minutes, <sleeps/sleep> "
        "{c} minutes and <eats/eat> for {d} minutes. How many minutes [are left|remain]?",
    ),
    (
        "a+b; _*2; c*_; d-_ where a 2..12, b 2..10, c 2..5, d 60..200",
        "A [park|campus] is {a} by {b} blocks. {S} <walks/walk> around it {c} times and "
        "[<wants/want>|<plans/plan>|<hopes/hope>] to walk {d} blocks in all. [How many blocks are missing?|How "
        "many more blocks is that?]",
        "{c} [flower beds|frames|pens] of {a} by {b} feet get [an edge|a border] all around. From a {d}-foot "
        "roll, how many feet [are left|remain]?",
        "I fence in {c} separate plots, each {a} meters by {b} meters, and I have {d} meters of wire. How much "
        "wire is left over, in meters?",
    ),
    (
        "a*b; c*_; d-_; _/e where a 2..5, b 2..6, c 2..5, d 60..200, e 2..8",
        "{a} [bakers|robots] each make {b} [loaves|boxes] [an|per] hour. After {c} hours, a machine with {e} an "
        "hour takes over until {d} are ready. How many hours does the machine run?",
        "{a} [friends|cousins] work {c} days for ${b} a day each. They want a ${d} [tent|raft]. The money still "
        "missing is collected from {e} relatives in equal parts. How much does each of those give?",
    ),
    (
        "a*2; b*_; c*_ where a 2..10, b 2..5, c 2..4",
        "[The gym is|Work is|School is] {a} miles away. {S} <cycles/cycle> there and back {b} days [a|per|each] "
        "week. How many miles is that in {c} weeks?",
        "{B} visits a friend {a} km away {b} times a month, [there and back|there and home again]. [How many km "
        "are that in {c} months?|In {c} months, how many km does {B} travel for that?]",
    ),
    (
        "a*2; b*_; c*_; d-_ where a 2..6, b 2..5, c 2..4, d 60..200",
        "The office is {a} miles from home. {S} <goes/go> [there and back|there and home again] {b} days "
        "[a|per|each] week. A [tire|service] check is due in {d} miles. How many miles are left after {c} weeks?",
        "[A|The] one-way bus ride costs ${a}. {S} <goes/go> and <comes/come> back by bus {b} days [a|per|each] "
        "week for {c} weeks. How much of ${d} [is left|remains]?",
    ),
    (
        "60*a; b*c; _1-_2; _/d where a 2..3, b 2..6, c 5..25, d 2..10",
        "{S} <has/have> {a} hours for {his} homework. {b} [essays|sheets] take {c} minutes each. In the rest of "
        "the time {he} <^solves/solve> puzzles, {d} minutes per puzzle. How many puzzles can {he} solve?",
        "[A|The] radio show is {a} hours long. There are {b} interviews of {c} minutes; the rest is songs of {d} "
        "minutes. How many songs are played?",
    ),
)
