"""Sketches in a chat box voice, most of one or two steps."""

SKETCHES = (
    (
        "a/b where a 12..120, b 2..6",
        "[ok so |hey, |]it takes one guy {a} hrs to [dig this trench|strip the whole floor|rake the park]. if {b} "
        "guys [split it evenly|work side by side at that speed], how many hrs will it take?",
        "One [painter|tiler|mover] would need {a} hours for the [flat|job]. With {b} of them working equally fast, "
        "how long does it take?",
        "Job for one [plow|mower]: {a} min. {b} identical machines share it. Find the time in minutes.",
    ),
    (
        "a*b where a 4..30, b 2..5",
        "[quick question, |so |]got this [jacket|lamp|backpack] for ${a} [on clearance|secondhand] and thats just "
        "{part_b} of what it [used to cost|costs new], so what was the [full|old] price?",
        "A [blender|tent] now sells for ${a}, which is {part_b} of its original price. Determine the original price.",
        "I [put|tucked] {a} dollars in my savings jar, {part_b} of my [paycheck|tips]. How big was the whole amount?",
    ),
    (
        "a-b where a 60..200, b 10..150",
        "[help, |ok |][gotta|have to|need to] read {a} pages for [history|english|bio] by friday and ive "
        "[done|gotten thru|finished] {b}. how many more to go?",
        "My [novel|thriller] has {a} pages and I've read {b}, so how many pages do I [still have|have left]?",
        "Book: {a} pages. Read so far: {b}. Pages left?",
    ),
    (
        "a+b where a 5..40, b 2..30",
        "[hi! |so basically |]my [cousin|roommate|neighbor] is {a} and im {b} yrs older [than him|than that], [so "
        "how old am i|whats my age]?",
        "My dog weighs {a} pounds and my [buddy's|aunt's] dog weighs {b} pounds more. What does [that one|the other "
        "one] weigh?",
        "{B} is {a} years old. {C} was born {b} years [earlier|before that]. [Find|Determine|Compute] {C's} age.",
    ),
    (
        "a*b where a 2..12, b 2..14",
        "[yo, |alright |]i [jog|walk|bike] {a} miles every [single |]day. whats my [mileage|distance] after {b} days?",
        "I do {a} loads of laundry a week [cuz we're a big family|, kids and all]. How many loads is that in {b} "
        "weeks?",
        "Our [office|crew] goes thru {a} pots of coffee a day. How many pots in {b} days?",
    ),
    (
        "a*2 where a 6..90",
        "its {a} miles to my [grandma's|uncle's] place, so how many miles do i drive there and back?",
        "The [ferry|shuttle] ride takes {a} minutes each way. [Find|Determine|Work out] the length of the round trip "
        "in minutes.",
        "[|math help pls: ]my [sis|brother] [picked|grabbed] {a} [berries|plums|shells] and i got twice as many. "
        "[how many did i get|whats my count]?",
    ),
    (
        "a*12 where a 2..15",
        "we ordered {a} dozen [bagels|donuts|tamales|eggs] for the [meeting|brunch]. how many is that [total|in all]?",
        "A florist unpacks {a} dozen [roses|tulips]. How many [stems|flowers] is that?",
        "[gonna be|I'll be] living here {a} years. [whats that in months|how many months is that]?",
    ),
    (
        "a/12 where a 24..180",
        "ok so i have {a} [eggs|cupcakes|muffins] and my boxes fit a dozen each. how many boxes do i [need|fill]?",
        "Convert {a} inches to feet. How many feet [is it|do you get]?",
        "A [phone|car] contract lasts {a} months. How many years is that?",
    ),
    (
        "7*a where a 2..28",
        "[um |so uh |]my cat eats {a} treats a day, every day. how many [treats |]in a week?",
        "I practice [guitar|piano|french] {a} min daily, weekends included. [What's that|What does that come to] per "
        "week in minutes?",
        "A [bakery|kiosk] open all week sells {a} [pies|papers] a day. [Determine|Find|Compute] weekly sales.",
    ),
    (
        "100-a where a 5..95",
        "[ok so |hey, |]my phones used up {a}% of its battery since it was full, [whats left|how many percent left]?",
        "{a} percent of the class walk to school and the rest [take the bus|ride]. What percent [take the bus|ride]?",
        "gave the cashier a hundred for [a coat|a grocery haul], the total was {a} bucks. how much do i get back?",
    ),
    (
        "a-b where a 15..90, b 2..60",
        "[these sneakers|the headphones|the boots] were ${a} but my coupon took ${b} off, so what did i [end up "
        "paying|pay]?",
        "List price ${a}, discount ${b}. [Find the sale price.|What does the customer pay?]",
        "A [chair|toaster] costs ${a} before a markdown of ${b}. How much does it cost [now|after the markdown]?",
    ),
    (
        "a/b where a 20..200, b 3..10",
        "[we|me and my roommates] owe ${a} for [internet|gas|the cabin] and [theres|there are] {b} of us total "
        "splitting it evenly, how much each?",
        "{b} coworkers are [gonna|going to] split their tab of ${a} evenly. [What's|What is] each person's share?",
        "A [prize|tip jar] of ${a} is divided equally among {b} people. Determine what each one [gets|receives].",
    ),
    (
        "a/b where a 24..200, b 2..12",
        "[quick question, |so |]im driving {a} miles and my car [does|gets] {b} miles to the gallon (yeah its "
        "[terrible|a tank]). [now |so |]how many gallons will i burn?",
        "My notebook has {a} pages left and I [fill|use] {b} a day. How many days [till it's full|will it last]?",
        "At {b} km per hour, how many hours do {a} km of [hiking|paddling] take?",
    ),
    (
        "a-b where a 40..200, b 15..120",
        "[bro|ok so] my sister scored {a} in [bowling|mini golf|darts] and i got {b}. by how many points are we apart?",
        "The old [bridge|tower] is {b} feet tall and the new one {a}. How many feet taller is the new one?",
        "My drive was {a} minutes before they built the highway, now it's {b}. How many minutes do I save?",
    ),
    (
        "a+b where a 8..90, b 4..90",
        "the snow was {a} cm deep last night and {b} cm more [fell|came down] this morning, how deep is it now?",
        "{a} people were [at the rally|on the beach] when I got there, then {b} more showed up and nobody left. How "
        "many people now?",
        "{S} could do {a} [pushups|situps] in spring and {b} more than that by fall. How many could {he} do by fall?",
    ),
    (
        "a*b where a 2..20, b 2..10",
        "[help, |ok |][theres|there are] {a} [rows|benches] on the [bus|boat] and {b} people can sit in each one. "
        "how many can sit [total|altogether]?",
        "My [garden|patch] is {a} feet by {b} feet. [What's|What is] the area in square feet?",
        "Tickets to the [aquarium|zoo|fair]: ${b} a head. Our group: {a} people. Total cost?",
    ),
    (
        "a/b where a 20..180, b 2..6",
        "[hi! |so basically |]typed {a} words in {b} min lol, [how many words a minute is that|whats that per min]?",
        "A machine [seals|fills|labels] {a} [jars|bottles] in {b} minutes. Find its rate per minute.",
        "[yo, |alright |]if {b} [tacos|smoothies|notebooks] cost {a} dollars, [whats|what is] the price of one?",
    ),
    (
        "a/2 where a 6..180",
        "[|math help pls: ]i split my {a} [stickers|marbles|trading cards] [down the middle|fifty-fifty] with my "
        "[bro|bestie]. how many do i keep?",
        "My [tree|hedge] is {a} feet tall and the neighbor's is half that. How tall is the neighbor's?",
        "{B} is {a}, [twice my age|which is double my age]. How old am I?",
    ),
    (
        "a*b where a 2..30, b 2..6",
        "[u know|ok] my street has {a} houses, the next one over has {times_b} as many. how many houses over there?",
        "Last year the club had {a} members. This year it has {times_b} as many. [Determine|Find|Compute] the "
        "[current|new] membership.",
        "I spent {a} min on the [quiz|form] and {B} needed {times_b} as long. How many minutes did {B} need?",
    ),
    (
        "a-b where a 30..200, b 5..150",
        "[um |so uh |]wedding guest list has {a} names, {b} are from my side and the rest are my partners. how many "
        "on my partners side?",
        "A crowd of {a} [fans|runners|hikers] includes {b} women; the others are men. [Find|Determine] the number of "
        "men.",
        "[I've got|I have] {a} [photos|emails], {b} [already sorted|backed up]. How many aren't?",
    ),
    (
        "a*3 where a 4..60",
        "[ok so |hey, |]the [hallway|driveway|pool] is {a} yards long and [theres|there are] 3 feet in a yard, so "
        "[whats that in feet|how many feet is it]?",
        "[every|each] [waffle|sundae] gets 3 [berries|cherries] on top. {a} orders came in, how many do i "
        "[rinse|need]?",
        "I've been to {a} [concerts|games] and {B} has been to 3 times as many. How many is that for {B}?",
    ),
    (
        "a+1 where a 5..80",
        "record for [wings|pancakes] in this contest is {a}. [whats|what is] the least i gotta eat to beat it?",
        "There's me plus my {a} [teammates|classmates]. How many of us are there?",
    ),
    (
        "a*b where a 2..20, b 3..10",
        "[quick question, |so |]each [kid|camper] gets {b} [wristbands|balloons|juice boxes] and we've got {a} kids "
        "signed up, how many do i [gotta|have to|need to] bring?",
        "I'm dropping off {b} [flyers|samples] at each of {a} [shops|houses]. How many do I need [in all|altogether]?",
        "[Compute|Work out] the number of [spokes|screws|stickers] if each of {a} wheels has {b}.",
    ),
    (
        "a/b where a 20..200, b 2..10",
        "[bought|got] {b} [scarves|plants|filters] for ${a} [total|all together], all the same price. [how much is "
        "that|whats that] apiece?",
        "[help, |ok |]i need {a} bucks for [a console|a bike|concert tix] and i can save {b} a week. how many weeks "
        "[is that gonna take|till i have it]?",
        "Savings goal ${a}, weekly deposit ${b}. [Find|Determine|Compute] the number of weeks.",
    ),
    (
        "a-b where a 8..60, b 2..50",
        "[hi! |so basically |]im {g} yrs old lol anyway i had {a} [gummies|chips|grapes] and ate {b}. how many left?",
        "My {g}-year-old [truck|van] had {a} liters of fuel and I used {b} on the way here. [How many|Tell me, how "
        "many] liters are still in the tank?",
        "{S} had {a} minutes on {his} parking meter, {b} are gone. How many [are left|remain|are there still]?",
    ),
    (
        "a*4 where a 3..50",
        "[im putting|gotta put] new tires on {a} cars, 4 a car. how many tires do i [gotta|have to|need to] order?",
        "{a} people moved out and that was a quarter of the [dorm|building]. How many people lived there before?",
        "A square [rug|pen] has a side of {a} feet. [Find|Determine|Compute] its perimeter.",
    ),
    (
        "a+b; c-_ where a 10..60, b 10..60, c 60..160",
        "[yo, |alright |]our [band|choir|club] has {c} ppl. {a} play brass, {b} play strings and everyone else is on "
        "drums. how many drummers?",
        "Of {c} [guests|attendees], {a} ordered fish and {b} chicken. The remaining ones are vegetarian. "
        "[Find|Determine|Compute] the number of vegetarians.",
        "my [rope|ribbon] was {c} inches. cut {a} inches off it, then {b} more inches. how much is left?",
    ),
    (
        "a+b; _*2 where a 2..40, b 2..40",
        "[|math help pls: ]walked {a} min to the [train|tram], rode {b} min to [work|the gym], and going home was "
        "the exact same. how many min total?",
        "To get to my [dentist|office], I drive {a} miles on the freeway and {b} on back roads, then return the same "
        "way. [What's|What is] my total mileage?",
        "One way: {a} stops on the red line, {b} on the blue line. How many stops for the round trip?",
    ),
    (
        "a*b; c-_ where a 2..10, b 2..15, c 30..180",
        "had {c} [seeds|stamps|stickers] and gave {b} each to {a} of my [coworkers|pals]. how many do i have now?",
        "[I've got|I have] ${c} on me. If I grab {a} [shirts|pizzas|paint cans] at ${b} each, what's left?",
        "A roll holds {c} feet of [wire|tape]. {a} pieces, {b} feet apiece, are cut off. [Determine|Find|Compute] "
        "the [remaining length|feet left over].",
    ),
    (
        "a-b; _/c where a 12..120, b 2..20, c 2..8",
        "my cab was {a} bucks total, they charge a flat {b} then {c} [a mile|per mile]. how many miles was the ride?",
        "The [plumber|locksmith] billed me ${a}: ${b} just for showing up, the rest at ${c} an hour. How many hours "
        "was that?",
        "My candle is {a} cm tall and [burns down|loses] {c} cm an hour. How many hours till it's [only|just] {b} cm?",
    ),
    (
        "a*b; _+c where a 2..20, b 2..8, c 2..30",
        "[yesterday|today] store 1 sold {a} pies and store 2 sold {c} more than {times_b} that many. how many pies "
        "did store 2 sell?",
        "My rent-a-bike place wants ${a} an hour for {b} hours plus ${c} for [a helmet|insurance]. How much do I owe?",
        "I read {a} pages a night for {b} nights and {c} more on the [train|plane]. How many pages [in all|total]?",
    ),
    (
        "a/b; a-_ where a 12..200, b 2..5",
        "{a} kids in [band camp|my grade] and {part_b} of [em|them] [are sick|stayed home] today. how many [showed "
        "up|are here]?",
        "I had {a} [beads|tokens|chips] and lost {part_b} of them. How many did I [hang on to|keep]?",
        "A forest had {a} marked [trees|trunks]; {part_b} of the marks washed off. [Determine|Find|Compute] how many "
        "can still be seen.",
    ),
    (
        "a/b; _*c where a 12..80, b 2..8, c 2..10",
        "[um |so uh |]the [chili|pancake|punch] recipe feeds {b} and needs {c} [cups of stock|eggs|lemons]. were "
        "feeding {a}, so how many [do i need|will i need]?",
        "A printer does {b} [badges|cards] per sheet, each sheet costs {c} cents. How many cents for {a}?",
        "Rolls come in packs of {b} at ${c} a pack. What do {a} rolls cost?",
    ),
    (
        "a*b; _/c where a 2..20, b 2..10, c 2..10",
        "[ok so |hey, |]biked out for {a} hrs at {b} mph, now im [pushing the bike|walking] back the same way at {c} "
        "mph, [so |]how many hrs will that take?",
        "{a} [bags|sacks] of {b} [oranges|onions] get repacked into boxes of {c}. How many boxes?",
        "If I water {a} rows of {b} [plants|pots] and one can is enough for {c}, how many cans do I need?",
    ),
    (
        "a-b; _+c where a 30..120, b 2..60, c 2..60",
        "theres {a} cars in the [lot|garage], {b} leave around noon, then {c} pull in. how many are in there now?",
        "I had ${a} in my account, paid ${b} for [lunch|gas] and then got ${c} back from a friend. What's my balance?",
        "Initially {a} [liters|gallons] in a tank. {b} drained, {c} refilled. Find the final volume.",
    ),
    (
        "a/2; _+b where a 8..120, b 2..60",
        "i had {a} [pebbles|marbles|cards], tossed half, then my [cousin|buddy] gave me {b}. how many do i have now?",
        "My [uncle|boss] is {a}. I'm {b} years older than half his age. How old am I?",
        "Start with {a} [tickets|coins]; give away 50%; find {b} more. How many now?",
    ),
    (
        "a+b; _+a where a 8..60, b 2..40",
        "[quick question, |so |]yesterday i [planted|potted|watered] {a} [bulbs|seedlings], today {b} more than "
        "yesterday. [whats|what is] my total for both days?",
        "Room one holds {a} people and room two holds {b} more than room one. How many people [fit in|can use] the "
        "two together?",
        "Shelf 1 has {a} [books|jars|games] and shelf 2 has {b} more than that, so how many [together|altogether]?",
    ),
    (
        "a-b; a+_ where a 20..90, b 2..60",
        "[help, |ok |]my [brother|partner] did {a} [pushups|laps|squats] and i did {b} less than that. how many did "
        "we do together?",
        "One [shirt|book] cost me ${a}, the other was ${b} cheaper. [What did I pay for both|How much were they in "
        "total]?",
        "{B} has {a} [points|coins]; {C} has {b} fewer. [Find|Determine|Compute] the sum.",
    ),
    (
        "a*b; a+_ where a 2..40, b 2..5",
        "theres {a} adults at this [picnic|pool] and {times_b} as many kids. how many [people|heads] total?",
        "[hi! |so basically |]the walk there took me {a} min and coming back {times_b} as long cuz of [the rain|my "
        "knee]. how many min [altogether|in total|in all]?",
        "I earned {a} dollars Saturday and {times_b} as much Sunday. [How much over|What did I make over] both days?",
    ),
    (
        "a+b; _/c where a 10..90, b 10..90, c 2..10",
        "[picked|got] {a} red and {b} green [apples|peppers] and im bagging them {c} to a bag. how many bags?",
        "My [two gigs|two jobs] paid ${a} and ${b} and I'm splitting all that over {c} [weeks|bills] equally. How "
        "much for each?",
        "{a} boys and {b} girls form teams of {c}. [Determine|Find|Compute] the number of teams.",
    ),
    (
        "a-b; _*c where a 8..40, b 2..20, c 2..10",
        "[yo, |alright |]ordered {a} [mugs|plants|lamps], {b} came broken, and i sold the [good ones|rest] for ${c} "
        "each. [so |]how much did i make?",
        "Normally I make ${a} an hour but they take ${b} of that [for taxes|in fees]. What do I keep after {c} hrs?",
        "A class of {a} has {b} absent today. Everyone present gets {c} [worksheets|crayons]. How many are handed out?",
    ),
    (
        "a*7; _-b where a 4..25, b 5..90",
        "[|math help pls: ]i make {a} bucks every day walking dogs, all 7 days, and my [bus pass|phone] costs {b} a "
        "week. [whats|what is] left each week?",
        "A stall earns ${a} daily, seven days a week, and pays ${b} weekly rent. Find the weekly profit.",
        "[um |so uh |]my hens lay {a} eggs a day. in one week i sold {b}, so how many of that weeks eggs are left?",
    ),
    (
        "a*7; b-_ where a 2..12, b 60..160",
        "[ok so |hey, |]my screen time was {b} hrs last week yikes. if i stick to {a} hrs a day this week, how many "
        "hrs less is that?",
        "[I've got|I have] {b} vitamins and take {a} a day. How many are left after a week?",
    ),
    (
        "a-b; c/_ where a 6..20, b 2..12, c 20..120",
        "i pedal {a} mph but lose {b} mph to the headwind. its {c} miles into the wind, so how many hrs is that?",
        "I make ${a} a day and spend ${b} of it on [food|bus fare]. How many days until I've saved ${c}?",
        "A pump adds {a} liters per minute while {b} liters per minute leak out. [Determine|Find|Compute] the "
        "minutes needed to collect {c} liters.",
    ),
    (
        "a*b; _*c where a 2..8, b 2..8, c 2..6",
        "{a} floors in our building, {b} [apartments|offices] a floor, {c} windows each. [now |so |]how many windows "
        "do i [gotta|have to|need to] clean?",
        "We were out selling for {a} hrs, hit {b} houses an hour and sold {c} [boxes|tickets] at every one. How many "
        "did we sell?",
        "[Find|Calculate] the number of screws in {a} crates of {b} [boxes|packets] with {c} screws [each|apiece].",
    ),
    (
        "a/b; c/_ where a 6..40, b 2..8, c 10..90",
        "if {b} [printers|robots] make {a} [parts|badges] a minute, how many do i need running to make {c} a minute?",
        "{b} [cooks|machines] turn out {a} [trays|boxes] an hour. At that rate each, how many are required for {c} "
        "an hour?",
    ),
    (
        "a*2; b*_ where a 2..12, b 2..8",
        "gotta make {a} sandwiches a day, 2 slices of bread [in|for] each. how many slices for {b} days [of camp|]?",
        "I ride the bus twice a day at ${a} a ride. How much is that over {b} [days|shifts]?",
        "[There are|I keep] {a} pairs of gloves in each of {b} drawers. [Count|Find the number of] single gloves.",
    ),
    (
        "a*b; _*4 where a 2..6, b 2..8",
        "[quick question, |so |][theres|there are] {a} tables, each one seats {b} and its a full house. 4 wings per "
        "guest, so how many wings do i [fry|make|order]?",
        "My [tutor|trainer] sees me {a} times a week at {b} bucks per visit. What do I pay in 4 weeks?",
    ),
    (
        "a+b; _*c where a 2..14, b 2..14, c 2..7",
        "[help, |ok |]im {a} hrs at school and {b} hrs at practice each day. how many hrs is that for {c} days?",
        "A combo is one burger at ${a} and one shake at ${b}. Work out the price of {c} combos.",
        "usually i run {a} laps a day, but this week i do {b} extra [laps |]every day. how many laps in {c} days?",
    ),
    (
        "a-b; _-c where a 60..180, b 5..60, c 5..60",
        "[hi! |so basically |]i can hold my breath {a} seconds, my sis {b} sec less and my cousin {c} sec less than "
        "[her|my sis]. [whats|what is] my cousins time?",
        "[Tank|Barrel] had {a} gallons, {b} leaked out, then I used {c}. [What's|What is] left in it?",
        "From {a} [applicants|entries], {b} were cut in round one and {c} in round two. How many remain?",
    ),
    (
        "a/b; _/c where a 24..200, b 2..6, c 2..6",
        "{a} [cards|candies], me and my friends make {b} equal piles, then i split my pile between {c} kids. how "
        "many does each kid get?",
        "The tall [tree|post] is {a} feet. The next is {part_b} of that and the smallest {part_c} of the middle one. "
        "How tall is the smallest?",
    ),
    (
        "a*b; _*c where a 2..10, b 2..5, c 2..5",
        "{a} of my used comics are [torn|signed], thats {part_b} of the used ones, and the used ones are {part_c} of "
        "all my comics. [now |so |]how many comics do i have?",
        "{B} has {a} [shells|caps]. {C} has {times_b} as many as {B}, {D} {times_c} as many as {C}. How many does "
        "{D} have?",
    ),
    (
        "a*b; c*d; _1+_2 where a 2..12, b 2..12, c 2..12, d 2..12",
        "[yo, |alright |][theres|there are] {a} booths that fit {b} and {c} picnic tables that fit {d}, [so |]how "
        "many people can we [seat|take] at once?",
        "[|math help pls: ]i did {a} [shifts|days] of {b} hrs at the [cafe|pool] and {c} of {d} hrs at the "
        "[library|gym], so [whats|what is] my total hrs?",
        "[Compute|Find] the number of images: {a} pages with {b} [photos|ads] each, {c} pages with {d} each.",
    ),
    (
        "a*b; c*d; _2-_1 where a 2..6, b 2..10, c 6..12, d 5..16",
        "[um |so uh |]old [printer|laptop] did {a} [pages|scans] a min and ran {b} min. new one did {c} a min for "
        "{d} min. [now |so |]how many more is that?",
        "I worked {a} hrs at ${b} an hr on Monday and {c} hrs at ${d} an hr on Tuesday. How much more did I make on "
        "Tuesday than on Monday?",
        "{B} stacks {a} rows of {b} [bricks|crates]; {C} stacks {c} rows of {d}. By how many does {C} lead?",
    ),
)
