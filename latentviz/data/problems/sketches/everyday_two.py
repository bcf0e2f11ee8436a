"""Sketches of everyday situations with two operations."""

SKETCHES = (
    (
        "a+b; _*2 where a 3..40, b 2..40",
        "A [garden|playground|parking lot] is {a} feet long and {b} feet wide. [What is its perimeter|How far is "
        "it all the way around]?",
        "[Find|Work out|Calculate] the perimeter of a rectangle [that is|measuring] {a} by {b} [cm|inches|feet].",
        "how much fence do i need to go [all the way|once] around a {a} m by {b} m [chicken run|yard|vegetable patch]?",
        "{S} <wants/want> to put [lace|ribbon|tape] around the edge of a {a} by {b} inch "
        "[tablecloth|picture|card]. How many inches [are needed|does it take]?",
        "A rectangular [pool|field|rink] has sides of {a} and {b} meters. [You walk|A dog runs|We jog] around it "
        "once. How many meters is that?",
    ),
    (
        "a/2; _-b where a 12..180, b 2..60",
        "The perimeter of a rectangular [rug|garden|screen] is {a} [feet|inches|meters], and it is {b} wide. [How "
        "long is it|What is its length]?",
        "It takes {a} meters of fence to go around a rectangular [yard|pen|field]. One side is {b} meters. How "
        "long is the side next to it?",
        "Half of the {a} [guests|cookies|tickets] were gone by [noon|eight o'clock], and then another {b}. [How "
        "many were left|How many remained]?",
        "{S} cut a {a}-inch [ribbon|rope|board] in half and then trimmed {b} inches off one half. [How long is "
        "that half now|How long is the trimmed half]?",
    ),
    (
        "a*b; _+c where a 2..20, b 2..9, c 2..60",
        "A [taxi|plumber|piano tuner] charges ${c} to come and ${a} per hour. What do you pay for {b} hours?",
        "{S} [bought|got|picked up] {b} [posters|shirts|plants] at ${a} [each|apiece] and a [frame|hat|watering "
        "can] for ${c}. [How much did {he} spend|What did it all cost]?",
        "Renting a [bike|boat|kayak|scooter] costs ${c} plus ${a} an hour. How much is it for {b} hours?",
        "i have ${c} and i get ${a} [a|every] week for [chores|walking dogs|babysitting]. how much will i have "
        "[after|in] {b} weeks if i spend nothing?",
        "{S} had ${c} in a [piggy bank|jar] and put in ${a} each [week|month] for {b} [weeks|months]. How much is "
        "in there now?",
    ),
    (
        "a*b; _+c where a 2..20, b 2..9, c 2..60",
        "A plant was {c} cm tall and grows {a} cm [a|every|each] week. How tall [is it|will it be] after {b} weeks?",
        "{S} packed {b} {boxes} of {a} {items} and had {c} {items} left over. How many {items} were there?",
        "There are {b} [vans|boats|cabins] with {a} [campers|scouts|kids] in each, and {c} more come on foot. How "
        "many [in all|altogether|in total]?",
        "A candle is {c} cm tall now. It has been burning for {b} hours and got {a} cm shorter every hour. How "
        "tall was it at first?",
        "{S} ran {a} miles on each of {b} [weekdays|school days] and {c} more on the [weekend|holiday]. How far is "
        "that altogether?",
    ),
    (
        "a*b; c-_ where a 2..15, b 2..9, c 20..150",
        "{S} had ${c} and bought {b} [sandwiches|notebooks|cakes|tickets] for ${a} each. [How much is left|What "
        "was left|How much money does that leave]?",
        "I [have|brought|saved] ${c} and {b} [cinema tickets|pizzas|train rides] are ${a} each. [What will I have "
        "left|How much do I keep|How much will remain]?",
        "what's my change from ${c} if i buy {b} [burgers|mugs|hats] at ${a} [each|apiece|a piece]?",
        "A [bike|guitar|tent] costs ${c}. {S} <saves/save> ${a} a week. After {b} weeks, how much is still missing?",
        "[Camp|The trip] costs ${c}. I've paid {b} times ${a}. How much do I still owe?",
    ),
    (
        "a*b; c-_ where a 2..15, b 2..9, c 20..150",
        "A book has {c} pages. {S} <reads/read> {a} pages [a|every|each] day. How many pages are left after {b} days?",
        "A [tank|pool|barrel] with {c} gallons of water loses {a} gallons an hour. [How many gallons are left|How "
        "much water is still in it] after {b} hours?",
        "The bag of dog food weighs {c} pounds. Our dog eats {a} pounds a week. How many pounds remain after {b} "
        "weeks?",
        "[A cook|The baker|Grandma] had {c} eggs and made {b} [cakes|omelets|quiches] with {a} eggs each. How many "
        "eggs are left?",
        "There are {c} [guests|people] and {b} [tables|boats|benches] with {a} seats each. How many [have no "
        "seat|have to stand|cannot sit down]?",
        "A candle {c} mm high burns down {a} mm every minute. What is its height after {b} minutes?",
    ),
    (
        "a*b; _-c where a 3..20, b 2..9, c 2..60",
        "{S} [bought|got|picked up] {b} packs of {a} [batteries|balloons|stickers|pens] and used {c}[ of them|]. "
        "How many [are left|were not used|remain]?",
        "{S} worked {b} hours at ${a} an hour and spent ${c} [on lunch|on gas|on a gift]. How much of the pay is left?",
        "A hen house [gives|produces] {a} eggs a day. After {b} days, {c} of the eggs have been "
        "[eaten|sold|broken]. [How many are left|Can you tell me how many are left|How many does that leave|How "
        "many remain]?",
        "There are {b} rows of {a} [seats|chairs] in the [hall|cinema]. {c} are [taken|occupied|broken]. How many "
        "are not?",
        "With a coupon for ${c} off the whole bill, what [do I pay for|would I pay for|is the price of] {b} "
        "[games|shirts|meals] at ${a} each?",
    ),
    (
        "a*b; _-c where a 3..20, b 2..9, c 2..60",
        "{C} has {a} [stamps|coins|cards] and {D} has {times_b} as many as {C}. {B} has {c}. How many more does "
        "{D} have than {B}?",
        "{b} [kids|friends] put in ${a} each for a [present|ball|pizza] that cost ${c}. How much [was left "
        "over|money was left]?",
        "I do {a} [push-ups|sit-ups] {b} times a day. {B} does {c} a day. How many more do I do?",
        "{S} baked {b} trays of {a} [cookies|rolls|biscuits], but {c} got burned. How many [were fine|good ones "
        "were there]?",
    ),
    (
        "a+b; _+c",
        "{S} walked {a} minutes to the [station|bus stop], waited {b} minutes and rode for {c} minutes. [How long "
        "did it all take|How many minutes was that]?",
        "[Breakfast|A coffee] was ${a}, lunch ${b} and dinner ${c}. How much did I spend on food[ that day|]?",
        "The three [boxes|dogs|bags] weigh {a}, {b} and {c} pounds. [What is the total|What does it come to|Can "
        "you work out the total]?",
        "A triangle has sides of {a}, {b} and {c} [cm|inches|feet]. [What is its perimeter|How far is it around]?",
        "{S} scored {a}, {b} and {c} points in [three games|three rounds|the last three matches]. [What is the "
        "total|How many points is that|What do they add up to]?",
        "{B} caught {a} fish, {C} {b} and {D} {c}. How many [did they catch together|fish is that]?",
    ),
    (
        "a+b; c-_ where a 2..60, b 2..60, c 10..180",
        "{S} had ${c}, spent ${a} on [shoes|gas|a haircut] and ${b} on [food|a book|bus fare]. [How much is "
        "left|What remained|How much was left]?",
        "Of {c} [marbles|beads|flowers], {a} are red, {b} are blue and the rest are white. How many are white?",
        "A triangle has a perimeter of {c} cm. Two of its sides are {a} and {b} cm. [How long is the third?|Find "
        "the third side.]",
        "[The drive|Our trip] is {c} miles. We did {a} before lunch and {b} after. How [far is it still|many miles "
        "are left]?",
        "my phone has {c} GB. photos take {a} GB and games {b} GB. how much [space is free|is left]?",
        "The meeting is {c} minutes long. {B} talks for {a} minutes and {C} for {b}. [How much time is left|How "
        "many minutes remain] for questions?",
    ),
    (
        "a+b; _-c",
        "{S} had {a} {items}, got {b} more and [lost|gave away|sold] {c}. How many now?",
        "There were {a} people [on the bus|in the elevator|in the pool]. {b} [got in|came in|joined], then {c} got "
        "out. How many [are there now|were inside then]?",
        "It was {a} degrees [at eight|in the morning|at first]. It [got {b} degrees warmer|warmed up by {b} "
        "degrees], and then [got {c} degrees colder|cooled by {c} degrees]. [What is the temperature now|How warm "
        "is it now|How many degrees is it now]?",
        "[Grandma gave me ${b}|I found ${b}|I earned ${b}] and I already had ${a}. After spending ${c}, how much "
        "do I have?",
        "{B} scored {a} in the first game and {b} in the second. {C} has {c} points. [How far is {B} ahead|By how "
        "many points is {B} ahead in all]?",
        "A kitchen had {a} eggs. {S} [bought|got|picked up] {b} and used {c}. How many eggs are in the kitchen?",
    ),
    (
        "a-b; _-c",
        "{S} [had|started with|left home with] ${a}. {he} spent ${b} [at the store|on lunch|on a movie] and then "
        "${c} [on a snack|on the bus home|for parking]. How much was left?",
        "A [bag|tin|jar] had {a} [candies|nuts|cookies] in it. I ate {b}, [my brother|my sister|{B}] ate {c}. How "
        "many [are left|does that leave]?",
        "{a} [runners|swimmers|riders] started. {b} gave up in the first hour and {c} later on. [How many "
        "finished|How many reached the finish]?",
        "From a {a} cm [string|plank|wire], cut {b} cm and then {c} cm. [What length is left|How many cm are left]?",
        "The [pot|kettle] was at {a} degrees, cooled by {b} degrees, and then by {c} more. What is its temperature?",
    ),
    (
        "a-b; _+c",
        "There were {a} [books on the shelf|cars in the lot|birds in the tree]. {b} [left|disappeared|were gone] "
        "and {c} new ones came. [How many are there now|What is the number now]?",
        "{S} had {a} [eggs|apples|potatoes], used {b} for [dinner|a cake|a salad] and then bought {c}. How many "
        "[now|are there now|is that now]?",
        "I had ${a}, [spent|paid|lost] ${b} and [then |]got ${c} [from Grandma|for my birthday|back]. How much do "
        "I have?",
        "A tank with {a} liters: {b} liters are drained, then {c} liters are [poured in|added]. How many liters "
        "are in it?",
        "[The bus had|On the bus there were] {a} riders. {b} got off and {c} got on. How many riders are on it now?",
    ),
    (
        "a+b; _*c where a 2..15, b 2..15, c 2..7",
        "Every day {S} <walks/walk> {a} blocks to school and {b} blocks to the [library|gym] after school. How "
        "many blocks is that in {c} days?",
        "A [sandwich|burger] is ${a} and a [juice|soda] ${b}. What do {c} people pay if each [gets|has|takes] one "
        "of both?",
        "Each [gift bag|lunch box] has {a} [candies|grapes] and {b} [stickers|nuts]. How many pieces are in {c} of "
        "them?",
        "I [study|practice] {a} minutes in the morning and {b} in the evening. How many minutes is that in {c} days?",
        "There are {a} boys and {b} girls, and [each|every one of them] brings {c} cans. How many cans is that?",
    ),
    (
        "a-b; _*c where a 6..40, b 2..30, c 2..9",
        "{S} <makes/make> {his} own [bracelets|candles|soaps] for ${b} each and <sells/sell> them for ${a}. How "
        "much profit is that for {c}?",
        "A ticket costs ${a}, but with [a coupon|a student card|my pass] it's ${b} less. What do {c} tickets cost "
        "then?",
        "There are {a} guests, {b} did not come, and [each one|everyone] else needs {c} plates. How many [are "
        "needed|do we need]?",
        "{B} earns ${a} an hour and {C} ${b}. How much more does {B} get for {c} hours?",
        "A new car goes {a} miles on a gallon, the old one {b}. How many miles farther does the new one go on {c} "
        "gallons?",
    ),
    (
        "a+b; _/c where a 4..90, b 4..90, c 2..10",
        "{S} <has/have> {a} [red|ripe|small] and {b} [yellow|green|big] [apples|peppers|tomatoes] and <puts/put> "
        "them evenly into {c} bags. How many are in each?",
        "{a} boys and {b} girls [form|make up] {c} equal teams. How many [are on each team|kids are on a team]?",
        "The pizza was ${a} and the drinks ${b}. {c} friends split [the bill|it|that] equally. [What does each "
        "pay|How much is it for each|What is one share]?",
        "A trip of {a} miles and one of {b} miles took {c} gallons. How many miles per gallon is that?",
        "[Grandma|Mom] gives {c} kids {a} [cherries|plums] and {b} [berries|grapes] to share equally. How many "
        "pieces of fruit does each [kid |]get?",
    ),
    (
        "a+b; _/2 where a 4..98, b 4..98",
        "{S} got {a} points on the first [test|quiz|exam] and {b} on the second. [What is the average|What is "
        "{his} average]?",
        "It was {a} degrees on [Monday|Saturday] and {b} on [Tuesday|Sunday]. Find the average temperature.",
        "{B} has {a} {items} and {C} has {b}. They [want to share|put everything together and share it] so that "
        "both have the same number. How many [does each get|will each have]?",
        "we spent ${a} on [gas|snacks] and ${b} on [the room|food]. the two of us split it. how much does each of "
        "us [pay|owe]?",
    ),
    (
        "a-b; _/c where a 12..150, b 2..60, c 2..10",
        "{S} baked {a} [cookies|muffins|rolls], kept {b} and shared the rest equally among {c} "
        "[neighbors|friends]. How many did each get?",
        "A [tablet|bike|camera] costs ${a}. {S} <has/have> ${b} and <saves/save> ${c} [a|every|each] week. [How "
        "many weeks will it take|How many more weeks does it take]?",
        "Of {a} pages I've read {b}. At {c} pages a day, how many [more |]days do I need?",
        "[The bill is|Dinner costs] ${a}. We have a ${b} coupon. What does each of {c} people pay, split evenly?",
        "{B} has to drive {a} miles and has done {b}. How many more days is that at {c} miles a day?",
        "{c} identical chairs and a table [for|at] ${b} cost ${a} in all. How much is one chair?",
    ),
    (
        "a/b; _*c where a 4..60, b 2..8, c 2..9",
        "{b} [pens|oranges|bagels|stamps] cost ${a}. How much [are|would be|do you pay for] {c}?",
        "{S} [typed|read|copied] {a} pages in {b} hours. At [that|this] [speed|rate], how many pages in {c} hours?",
        "It takes {b} cups of flour for {a} [rolls|pancakes]. How many can be made with {c} cups?",
        "A car [goes|drives|travels] {a} miles in {b} minutes. How far [does it go|will it get] in {c} minutes at "
        "the same speed?",
        "if {b} [tickets|tacos|games] are ${a}, whats the price of {c}?",
        "{a} {items} [fill|fit exactly into] {b} {boxes}, the same number in each. How many {items} are in {c} "
        "{boxes}?",
    ),
    (
        "a*b; _/c where a 2..15, b 2..12, c 2..10",
        "{S} [bought|got|picked up] {b} packs of {a} [pencils|crackers|beads] and shared them equally among {c} "
        "kids. [How many does each get|What is one share|How many will each one get]?",
        "There are {b} rows of {a} chairs. We want to make {c} equal rows from them instead. How many chairs in "
        "each row?",
        "{b} tickets at ${a} [each|apiece] are paid by {c} [people|friends] in equal shares. How much is a share?",
        "{S} <earns/earn> ${a} a day. How many [books|records|plants] at ${c} do the wages of {b} days pay for?",
        "{b} bags with {a} lemons each, and it takes {c} lemons for one jug. How many jugs can [I|we] make?",
    ),
    (
        "a/b; _+c where a 6..120, b 2..8, c 2..40",
        "{S} split {a} {sweets} evenly into {b} bags and added {c} more to one bag. How many are in that bag?",
        "{b} friends split a ${a} [bill|taxi ride|pizza order]. I also paid ${c} for [a dessert|my drink|the tip]. "
        "I am one of them. How much did I pay?",
        "{S} [cut|sawed] a {a}-inch board into {b} equal pieces and then glued {c} inches onto one [piece|of "
        "them]. How long is that one?",
        "{B} had {c} cards and then got an equal share of the {a} cards that {b} players, {B} among them, divided. "
        "[How many does {B} have|How many has {B} got]?",
    ),
    (
        "a/b; _-c where a 12..180, b 2..8, c 2..20",
        "{a} [grapes|marbles|crayons] are shared equally by {b} [kids|friends]. One of the [group|party] gave {c} "
        "of that share to {B}. How many are left of the share?",
        "{S} put {a} {items} into {b} equal piles and took {c} from the first [pile|one]. How many are [left "
        "in|still in] that pile?",
        "A class of {a} is split into {b} equal groups. In my group {c} are sick. [How many of my group are "
        "here|How many of us came]?",
        "{b} of us split a ${a} bill evenly. I had a ${c} coupon for my part. How much did I pay?",
    ),
    (
        "a*b; _*c where a 2..6, b 2..7, c 2..6",
        "{S} <walks/walk> the dog {a} times a day, {b} blocks each time. How many blocks is that in {c} days?",
        "There are {c} shelves with {b} boxes each and {a} toys in every box. How many toys?",
        "{c} people work {b} hours each at ${a} an hour. [What do they get in all|How much is that in total|How "
        "much do they earn together]?",
        "A [box|tank|crate] is {a} feet by {b} feet by {c} feet. [What is its volume|How many cubic feet is that]?",
        "I take {a} [pills|drops|vitamins] {b} times a day. How many in {c} days?",
        "[Each|Every] week {S} <buys/buy> {b} [coffees|magazines] at ${a}. How much is it in {c} weeks?",
    ),
    (
        "a*7; _+b where a 2..20, b 2..40",
        "{S} <stays/stay> {a} weeks and then {b} more days. How many days is [it|that]?",
        "I did {a} [squats|puzzles] a day for a week and did {b} extra. How many [in all|is that]?",
        "[Convert|Turn] {a} weeks and {b} days into days.",
        "I had ${b} and got ${a} a day for a [whole |full |]week. How much is it now?",
    ),
    (
        "a*60; _+b where a 2..3, b 2..19",
        "[The film|The exam|My flight] takes {a} hours and {b} minutes. How many minutes is that?",
        "[Convert|Change|Turn] {a} hours {b} minutes [into|to] minutes.",
        "{S} [ran|swam|cycled] for {a} hours and then walked for {b} minutes. How many minutes is that [in "
        "all|altogether]?",
        "whats {a} minutes and {b} seconds in seconds?",
    ),
    (
        "a*12; _-b where a 2..14, b 2..60",
        "{S} [bought|got|picked up] {a} dozen eggs and [used|broke|cooked] {b}. How many [eggs |]are left?",
        "A baker made {a} dozen [rolls|buns|croissants] and sold {b}. How many [were not sold|are left|remain]?",
        "There are {a} dozen roses [in the shop|on the cart]. {b} are [red|sold]. How many are not?",
        "The gym costs ${a} a month. If I pay for the [whole |]year at once I get ${b} off. What do I pay?",
    ),
    (
        "a*12; _+b where a 2..14, b 2..11",
        "{S} <has/have> {a} dozen [cookies|doughnuts] and {b} more. [How many is that|How many does that make|What "
        "number is that]?",
        "A [table|board|snake|rope] is {a} feet and {b} inches long. What is that in inches, with 12 inches to a foot?",
        "Joining the gym costs ${b} once and then ${a} [a|every|each] month. How much is the first year?",
        "[I|we] need {a} dozen eggs for the [bakery|brunch] and {b} for [home|breakfast]. how many eggs?",
    ),
    (
        "a*12; _/b where a 2..14, b 2..12",
        "{S} <puts/put> {a} dozen [rolls|eggs|oranges] evenly into {b} [baskets|bags]. How many in each?",
        "{b} kids share {a} dozen [cookies|eggs] equally. How many does each kid get?",
        "A {a}-foot [pipe|ribbon] is cut into {b} equal parts. How many inches long is a part? (12 inches make a "
        "foot.)",
    ),
    (
        "a+b; a+_",
        "{B} has {a} [shells|stamps|pins] and {C} {b} more than {B}. [How many do they have together|How many do "
        "both have|What is their total]?",
        "I read {a} pages yesterday and {b} more than that today. How many pages in both days?",
        "A [skirt|cap] costs ${a}. A coat costs ${b} more. What do they cost [together|in all]?",
        "On Monday {a} people came, and {b} more than that came on Tuesday. Find the number for [both days|the two "
        "days together].",
        "{B} is {a} years old, {C} {b} years older. [What is the sum of their ages?|Add up their ages.]",
    ),
    (
        "a-b; a+_",
        "{B} picked {a} [berries|tulips|pears]. {C} picked {b} fewer. [How many is that in all|How many did they "
        "pick together]?",
        "A big [cup|plate|vase] is ${a} and a small one ${b} less. How much is it for one of each?",
        "There are {a} boys in the [school play|club|hall] and {b} fewer girls. How many kids [are there|in all]?",
        "{B} weighs {a} pounds and the dog weighs {b} pounds less. What do they weigh together?",
        "On Saturday we drove {a} miles, and {b} miles less on Sunday. How far did we drive?",
    ),
    (
        "a*b; b+_ where a 2..6, b 2..28",
        "{B} has {b} {items} and {C} has {times_a} as many. How many [do they have together|is that in all]?",
        "I ran {b} miles in March and {times_a} as many in April. How many miles is that altogether?",
        "The first jar has {b} [buttons|nuts] in it, the second jar {times_a} as many. How many are in both?",
        "A [movie|comic] costs ${b}; a [game|puzzle] costs {times_a} as much. What is the price of both?",
        "{B} is {b}. {B's} [uncle|coach] is {times_a} as old. [Find the sum of their ages.|How old are they together?]",
    ),
    (
        "a*b; _-b where a 2..6, b 2..30",
        "My cat weighs {b} pounds. My dog weighs {times_a} as much. How many pounds heavier is the dog?",
        "{B} has {b} [points|medals] and {C} {times_a} as many. [How many more does {C} have|By how many is {C} "
        "ahead]?",
        "{B} [swims|runs] {b} laps and {C} {times_a} as many. [By how many laps does {C} beat that|How many more "
        "laps does {C} do]?",
        "A bus ticket is ${b} and a train ticket {times_a} as much. How much do I save by taking the bus?",
    ),
    (
        "a/b; a-_ where b 2..5",
        "{S} had {a} {items} and [gave away|lost|sold] {part_b} of them. [How many were left|How many did that "
        "leave|How many remained]?",
        "{part_b} of the {a} [pages|emails|questions] are done. How many are [left|not done|still to do]?",
        "The [coat|tent|phone] was ${a}, and in the sale {part_b} of the price [came|was taken] off. What does it "
        "cost now?",
        "I've walked {part_b} of the {a} [miles|blocks|steps]. How many to go?",
        "A phone was charged to {a} percent. During the [game|movie|call], {part_b} of that was used up. How many "
        "percent are left?",
        "{S} ate {part_b} of {a} [grapes|pretzels|crackers]. How many remained?",
    ),
    (
        "a/b; a+_ where b 2..5",
        "{B} has {a} {items}; {C} has {part_b} as many. How many [do they have together|is that together]?",
        "I worked {a} minutes in the [yard|kitchen] and {part_b} of that time in the [garage|attic]. How many "
        "minutes did I work [in all|altogether]?",
        "On [Monday|Friday] we sold {a} [tickets|pies], the next day {part_b} as many. [What is the total|What "
        "does it come to|Can you work out the total]?",
        "A shirt is ${a} and a [cap|belt] {part_b} of that. How much are [both|they together]?",
    ),
    (
        "a/b; _+c where a 8..180, b 2..5, c 2..40",
        "{S} [bought|got|picked up] {part_b} of the {a} {items} in a shop and got {c} more [for free|as a gift]. "
        "How many {items} is that?",
        "{part_b} of the {a} [guests|hikers] and {c} [staff|guides] went [by bus|inside]. How many people is that?",
        "Mom got {part_b} of {a} [plums|eggs] and then {c} more. How many does she have?",
        "{B} has {c} more cards than {part_b} of {C}'s {a} cards. How many cards does {B} have?",
    ),
    (
        "a/b; _-c where a 12..180, b 2..5, c 2..40",
        "{part_b} of {a} balloons are blue, and {c} of the blue ones popped. How many blue ones are left?",
        "{S} [baked|bought] {a} [cookies|tarts]. {part_b} of them were for the [school|neighbors], but {c} of "
        "those got [eaten|crushed] on the way. How many [arrived|got there]?",
        "{B} has {c} fewer coins than {part_b} of {C}'s {a} coins. [How many does {B} have|How many has {B} got]?",
    ),
)
