"""Sketches of everyday situations: differences, sums and products."""

SKETCHES = (
    (
        "a-b where a 60..180, b 30..170",
        "The [action movie|concert|new show] [runs|lasts|goes on for] {a} minutes, the [cartoon|play|old show] {b} "
        "minutes. [How much longer is the first|By how many minutes is the second shorter|What is the difference "
        "in length]?",
        "[Last night's|Friday's] film was {a} minutes long. [Tonight's|The next] one is only {b} minutes. [How "
        "many minutes shorter is it|What is the difference in minutes|By how many minutes is it shorter]?",
        "im choosing between a {a} min movie and a {b} min one. how much time do i save [with|if i pick] the "
        "shorter one?",
    ),
    (
        "a-b where a 120..200, b 80..190",
        "{B} is {a} cm tall. {C} is {b} cm tall. [By how much is {B} taller|How much taller is {B}|How many "
        "centimeters shorter is {C}|How many cm are between them]?",
        "{B} [measures|stands at] {a} centimeters, while {C} [reaches|measures] {b} centimeters. [Find|Work "
        "out|Tell me] the difference in [their heights|height].",
        "I'm {b} cm tall and my [big brother|older sister|mom|best friend] is {a} cm. [How many cm do I have to "
        "grow to be just as tall|How much shorter am I]?",
        "You must be {a} cm tall to ride the [roller coaster|water slide|drop tower]. {B} is {b} cm tall. [How "
        "many centimeters short is {B}|How much does {B} still have to grow]?",
    ),
    (
        "a-b",
        "The [red|big|heavy] suitcase weighs {a} [pounds|kg] and the [blue|small|light] one {b}. [How much heavier "
        "is the first one|By how much is the second one lighter|How big is the difference]?",
        "[Our|The neighbors'] dog weighs {a} pounds, but [the|our] cat weighs only {b}. [What is the difference|By "
        "how much is the dog heavier|How many pounds more does the dog weigh]?",
        "{B}'s backpack is {a} pounds. {C}'s is {b} pounds. [How many pounds lighter is the second one|By how many "
        "pounds is the first one heavier]?",
        "A [printer|fan|lamp] weighs {b} kilograms and [a washing machine|a sofa|a sack of rice] weighs {a} "
        "kilograms. [By how much is the first thing lighter|How much more does the second one weigh]?",
    ),
    (
        "a-b",
        "Our team scored {a} points and [the other team|the visitors|our rivals] got {b}. [By how many points did "
        "we win|What was our winning margin|How big was our lead]?",
        "The final score was {a} to {b}. [How many points separated the teams|By how many points did the losers "
        "fall short|By how much did the winners win]?",
        "we lost {b} to {a} [yesterday|last night|on sunday].. how many [more |]points did we need just to tie?",
        "{B} bowled {a} and {C} bowled {b}. [How far ahead is {B}|How many pins is {C} behind|What is the gap "
        "between them]?",
    ),
    (
        "a-b where a 30..100, b 2..60",
        "[At noon|In the afternoon|At lunchtime] it was {a} degrees. By [midnight|evening|nightfall] the "
        "temperature had [dropped|fallen|gone down] by {b} degrees. [How warm was it then|What did the thermometer "
        "show then|What was the temperature then]?",
        "The soup [was|started out] at {a} degrees and cooled [off |down |]by {b} degrees. What [temperature is it "
        "now|is its temperature now]?",
        "It is {a} degrees in [Cairo|Manila|Dallas|the valley] and {b} degrees in [Oslo|Toronto|Moscow|the "
        "mountains]. How many degrees [warmer is the first place|colder is the second place]?",
        "The temperature went from {a} degrees [yesterday|in the morning] down to {b} [today|at night]. [By how "
        "many degrees did it fall|How big was the drop]?",
    ),
    (
        "a-b",
        "I want to [save|put aside] ${a} for a [skateboard|game|concert ticket|present]. So far I have ${b}. How "
        "much [am I short|more do I need|is still missing]?",
        "{S} <wants/want> to buy [a pair of boots|a jacket|a drone|headphones] for ${a} but only <has/have> ${b}. "
        "[How many dollars <is/are> {he} short of|How much money does it take to get to] the price?",
        "The class is trying to raise ${a} for the [trip|zoo|shelter]. They have [collected|raised|earned] ${b}. "
        "How [far from|much below] the goal are they?",
        "a [lego set|headset|hoodie] costs ${a}, i got ${b}. how much am i missing?",
    ),
    (
        "a-b where a 8..95, b 3..85",
        "{B} is {a} years old and {C} is {b}. [How many years older is {B}|What is the age difference|How many "
        "years apart are they]?",
        "My [grandma|grandfather|aunt] is {a}. My [dad|mom|uncle] is {b}. How many years younger is [the younger "
        "one|the younger of the two]?",
        "{B} is {a} now. How old was {B} {b} years ago?",
        "I'm {a} and my [kid brother|little sister|cousin] was born when I was {b}. How old is [that kid|the "
        "child] now?",
    ),
    (
        "a-b",
        "The [lake|campsite|airport|beach] is {a} miles away, and we've [driven|gone|covered] {b} miles[ so far| "
        "already|]. How [much farther is it|many miles are left|far do we still have to go]?",
        "{S} <is/are> [riding|cycling|hiking] a {a}-kilometer trail. After {b} kilometers {he} <^stops/stop> for "
        "[lunch|a rest|water]. How many kilometers [remain|are left|are still to go]?",
        "Are we there yet? The trip is {a} miles[ long|] and {b} miles are behind us. [How many miles to go|What "
        "distance is left]?",
        "From home to [work|school|the gym] it's {a} blocks. {S} [walked|ran] {b} blocks and then took the bus. "
        "How many blocks was the bus ride?",
    ),
    (
        "a-b where a 20..100, b 5..90",
        "My phone was at {a} percent this morning. It's used {b} percent[ since then| by now|]. [What percentage "
        "is left|How much battery do I have]?",
        "[The tablet|The laptop|My phone]'s battery went down from {a} percent to {b} percent [during the "
        "flight|while I was gaming|on the way home]. How many percent did it [lose|use]?",
        "A phone is charged to {b} percent. How many [more |]percent does it need to reach {a} percent?",
    ),
    (
        "a-b",
        "[A novel|My library book|The new comic] has {a} pages. I've [read|finished|got through] {b}. How many "
        "[are left|do I still have to read|more are there to read]?",
        "{S} <is/are> on page {b} of a book with {a} pages, and {he} <^has/have> finished that page. How many "
        "pages [remain|are left to read]?",
        "So far {S} read {b} of the {a} pages {he} <^has/have> to read for [school|class|the book club]. [How many "
        "pages to go|How many more must {he} read]?",
    ),
    (
        "a-b",
        "There are {a} [students|children|kids] in [the|our] [class|choir|club]. Today {b} [are absent|are "
        "sick|stayed at home|are missing]. How many [are present|are there|came]?",
        "The class has {a} pupils, and {b} of them are [boys|girls|left-handed|new]. How many are not?",
        "There are {a} people in [our|the] office. Today {b} of them [work from home|are on vacation|called in "
        "sick]. How many are in?",
        "{a} people signed up for the [tour|workshop|yoga class] but {b} never showed up. [How many came|What was "
        "the attendance]?",
    ),
    (
        "a-b where a 10..100, b 2..90",
        "{S} paid with ${a} for [something|a meal|a toy|groceries] that cost ${b}. [How much change did {he} "
        "get|What was the change|How many dollars did {he} get back]?",
        "A [scarf|mug|puzzle|cactus] is ${b}. I [hand over|give the cashier|pay with] ${a}. How much [do I get "
        "back|change should I get]?",
        "gave the [driver|cashier|waiter] ${a}, bill was ${b}. whats my change?",
        "[Normally|Usually] the [shoes|jeans|headphones] cost ${a}. [With a coupon|In the sale|Today] you pay ${b} "
        "less. What [is the price|do you pay] now?",
        "The [sweater|lamp|backpack] was ${a} last week. Now it's ${b}. [How much cheaper is it|How much do I save "
        "by buying it now]?",
    ),
    (
        "a-b",
        "A [rain barrel|tank|bathtub] holds {a} gallons. {S} used {b} gallons [to water the plants|for the "
        "garden|to wash the car]. If it was full, how many gallons are left?",
        "The [jug|bottle|pitcher] had {a} ounces of [juice|water|lemonade] in it. After [dinner|the "
        "party|practice] there were {b} ounces. How much was [drunk|poured out]?",
        "Our aquarium takes {a} liters of water, and {b} liters are in it. How many [liters|more liters] have to "
        "be [added|poured in] to fill it?",
    ),
    (
        "a-b",
        "{S} planted {a} [bean|sunflower|tulip|pumpkin] seeds and {b} [sprouted|came up]. How many did not?",
        "Of the {a} [seedlings|bulbs|tomato plants] in the garden, {b} were eaten by [snails|rabbits|deer]. [How "
        "many survived|How many made it]?",
        "The tree had {a} [plums|pears|lemons] on it. A storm blew {b} down. [Count those still hanging|How many "
        "stayed on the tree|Find how many are still on the branches].",
    ),
    (
        "a-b",
        "A [rope|ribbon|board|pipe|hose] is {a} inches long. {S} cut off {b} inches. How long is [what is left|the "
        "rest|the remaining piece]?",
        "I need {a} feet of [fence|cable|string]. I have {b} feet. How many feet [are missing|more do I have to "
        "buy|should I still buy]?",
        "If you cut {b} cm from a {a} cm [strip|thread|stick], [what length is left|how long is the other piece]?",
    ),
    (
        "a-b",
        "The [parking lot|garage] has {a} spaces, and {b} cars are [parked there|in it]. How many [spaces are "
        "free|more cars fit]?",
        "A [theater|bus|train car] with {a} seats has {b} people [sitting|seated] in it. [How many seats are "
        "empty|How many more people can sit down]?",
        "[Can you tell me|Tell me] how many rooms are [empty|available] if a hotel has {a} rooms and {b} are "
        "[booked|taken|occupied]?",
    ),
    (
        "a-b",
        "My homework should take {a} minutes. I've been [at it|working|studying] for {b}. How many minutes [do I "
        "have left|are left|to go]?",
        "Bake the [bread|pie|lasagna] for {a} minutes. It has been in the oven for {b} minutes. How much longer "
        "does it [need|have to stay in]?",
        "{B} can hold a [handstand|plank|yoga pose] for {a} seconds and {C} for {b}. How many seconds longer [does "
        "{B} last|can {B} do it]?",
        "The bus [ride|trip] takes {a} minutes, the train {b} minutes. How much time do you save by train?",
        "It used to take me {a} [min|minutes] to [get to work|swim a mile|run 5 km]. Now I need {b}. How much "
        "faster am I, in minutes?",
    ),
    (
        "a-b",
        "{S} weighed {a} pounds [in spring|in January|last year] and <has/have> lost {b} pounds since then. What "
        "[does the scale show|is {his} weight] now?",
        "Our [puppy|kitten|calf] weighed {b} pounds in [May|June|spring] and {a} pounds in [August|October|fall]. "
        "How much did it [gain|put on]?",
        "With the baby in my arms I weigh {a} kg. Alone I weigh {b} kg. [So how heavy is the baby|What is the "
        "weight of the baby]?",
    ),
    (
        "a-b",
        "A [bus|tram|train] left with {a} passengers. At the [first|next] stop {b} got off[ and nobody got on|]. "
        "How many [stayed on|were still riding|were left on board]?",
        "There were {a} [birds|pigeons|crows|sparrows] on the [wire|roof|fence|lawn]. Then {b} flew [off|away]. "
        "[How many stayed|How many are there now|How many are left]?",
        "Someone left the gate open and {b} of our {a} [sheep|chickens|goats] [ran off|got out]. How many are "
        "[still here|still inside]?",
        "{a} balloons - {b} popped. how many left?",
    ),
    (
        "a-b",
        "[Together,|In all,] {B} and {C} have {a} [stickers|marbles|trading cards|shells]. {B} has {b}. [How many "
        "does {C} have|How many has {C} got]?",
        "A box [holds|contains] {a} [crayons|buttons|lightbulbs], {b} of them [broken|used|old]. How many are not?",
        "In a bag with {a} marbles, {b} are [red|blue] and [the rest|all the others] are green. How many green "
        "ones are there?",
        "[Two numbers|The two numbers I picked] add up to {a}. One is {b}. [What is the other one?|Find the other "
        "one.]",
    ),
    (
        "a-b",
        "{S} did {a} [push-ups|sit-ups|squats|jumping jacks] on Monday and {b} on Tuesday. How many fewer did {he} "
        "do on [Tuesday|the second day]?",
        "{B} got {a} [likes|views|comments] on a [photo|video], and {C} got {b}. How many more did {B} get?",
        "This [month|week] the [library|shop|clinic] had {a} visitors; [last month|the one before] it was {b}. How "
        "big is the increase?",
        "[Grandpa|The farmer|Our neighbor] picked {b} baskets of [apples|grapes] this year. Last year it was {a}. "
        "[How many baskets fewer is that|By how many baskets was last year's harvest bigger]?",
    ),
    (
        "a+b",
        "{S} spent {a} minutes on [math|spelling|chemistry] and {b} minutes on [history|piano practice|reading]. "
        "How long did {he} spend on both [altogether|in all]?",
        "The [cartoon|documentary] is {a} minutes long, plus {b} minutes of ads. [How long do I sit there|How many "
        "minutes is that]?",
        "First {a} min on the bus, then {b} min [on foot|by train]. how long is my [trip|commute]?",
        "Chopping the vegetables takes {a} minutes, cooking them another {b}. How [long|many minutes] does [the "
        "dish|dinner] take?",
    ),
    (
        "a+b",
        "It was {a} degrees [at dawn|at six in the morning|when we woke up]. By noon it was {b} degrees warmer. "
        "[What was the temperature|How warm was it] at noon?",
        "The temperature [rose|climbed|went up] by {b} degrees from {a} degrees. [What is it now|How hot is it now]?",
        "[Boston|Lima|Rome] has {a} degrees today. In [Delhi|Phoenix|Athens] it is {b} degrees hotter. What is the "
        "temperature there?",
    ),
    (
        "a+b where a 3..90, b 2..60",
        "{B} is {a} years old. How old will {B} be in {b} years?",
        "My sister is {b} years older than me. I'm {a}. What's her age?",
        "{B} turned {a} [today|last week]. {C} is older by {b} years. [How old is {C}|What is {C}'s age]?",
        "{C} is {b} years younger than {B}. {C} is {a}. [Find {B}'s age.|How old is {B}?|What age is {B}?]",
    ),
    (
        "a+b where a 50..150, b 2..40",
        "{B} was {a} cm tall [a year ago|last year|at the start of school] and grew {b} cm. [How tall is {B} "
        "now|What is {B}'s height now]?",
        "The [oak|pine|birch] is {a} feet tall. The one next to it is {b} feet taller. [How tall is the second "
        "tree|What is the height of the other tree]?",
        "A [shelf|fence|bookcase] is {a} cm high, and it's {b} cm lower than the door. [How high is the door|What "
        "is the height of the door]?",
    ),
    (
        "a+b",
        "{S} gave away {a} {items} and still <has/have> {b}. How many {items} [were there|did {he} have] [at "
        "first|in the beginning|at the start]?",
        "After I [ate|shared|sold] {a} of my [muffins|grapes|pretzels], {b} were left. How many did I start with?",
        "{S} spent ${a} at the [market|mall|fair] and came home with ${b}. How much [money |]did {he} have before?",
        "A shirt was ${a} off, so I paid ${b}. [What was the price before|What did it cost before the "
        "discount|What was the full price]?",
        "{b} kids are still [on the playground|in the pool] after {a} went home. [How many were there before|How "
        "many kids were there earlier]?",
    ),
    (
        "a+b",
        "{S} [bought|got|picked up] a [scarf|cap|belt] for ${a} and [gloves|socks|an umbrella] for ${b}. [What did "
        "{he} spend|How much was that|How much did both cost]?",
        "[Lunch|My lunch|The pizza] was ${a} and [the taxi|a movie ticket|parking] ${b}. [How much is that "
        "together?|What did I spend in all?|Find the total.]",
        "A [desk|lamp|table] costs ${a}. Delivery is ${b}[ extra|]. What is the [total|whole bill]?",
        "hey so i owe {B} ${a} and {C} ${b}. how much do i owe [in total|altogether|in all]?",
    ),
    (
        "a+b",
        "{S} ran {a} [miles|kilometers] on [Saturday|Friday] and {b} on [Sunday|Monday]. How far [is that|did {he} "
        "run] over the two days?",
        "From our house to the [bridge|mill] it's {a} miles and from there to town {b} more. How far is it from "
        "our house to town?",
        "The [hikers|scouts] walked {a} km before lunch and {b} km after. [What distance did they cover|How many "
        "kilometers did they walk]?",
        "A car's meter reads {a} miles. After a {b} mile trip, what does it read?",
    ),
    (
        "a+b",
        "A [crate|basket] of apples weighs {a} pounds and one of [pears|plums] {b} pounds. [How much do they weigh "
        "together|What is the weight of both]?",
        "In the first [round|half|game] we got {a} points, in the second {b}. [What was our score|How many points "
        "did we end up with|Whats our total]?",
        "[Recess|The meeting] was in Room {g}. There were {a} [boys|adults] and {b} [girls|children] there. How "
        "many people [came|were there]?",
        "{S} <has/have> {a} [chickens|hens] and {b} [ducks|geese]. [How many birds is that]?",
        "There [are|were] {a} red and {b} yellow [tulips|roses|peppers] in the [garden|bed]. How many "
        "[altogether|in total|in all]?",
    ),
    (
        "a+b",
        "{B} has {a} {items}. {C} has {b} more[ than that|]. How many {items} does {C} have?",
        "[Yesterday|On Monday] the shop sold {a} [loaves|bagels|lattes]. Today it was {b} more[ than that|]. How "
        "many were sold today?",
        "{B} needs {a} minutes for the [quiz|race|puzzle]; {C} takes {b} minutes longer. How long does {C} "
        "[take|need]?",
        "My old phone cost ${a}. The new one was ${b} more expensive. What did the new one cost?",
        "{B} caught {a} fish, which is {b} fewer than {C}. How many did {C} catch?",
    ),
    (
        "a*b where a 2..12, b 2..14",
        "{S} [practiced|slept|worked|studied] {a} hours [a|each|every] day for {b} days. How many hours [is "
        "that|does that make|in total]?",
        "If I [read|walk|jog|meditate] {a} hours a week, how many hours is that in {b} weeks?",
        "Each of the {b} [lessons|shifts|practices] [lasts|takes] {a} hours. [Find|Work out|Calculate] the total "
        "[time|number of hours].",
        "im babysitting {b} times this month, {a} hours each time. how many [hrs|hours] is that?",
    ),
    (
        "a*7 where a 2..25",
        "How many days [are there in|make|are in] {a} weeks?",
        "School starts in [exactly |]{a} weeks. How many days is that?",
        "{S} <does/do> {a} [sit-ups|squats|brain teasers] [a|every|each] day. How many is that in a week?",
        "My [dog|cat|hamster|turtle] gets {a} treats [a|every|each] day. How many do I need for [one week|a week|7 "
        "days]?",
        "The [cruise|camp|tour] is {a} weeks long. [Give the length in days.|How many days is it?]",
    ),
    (
        "a*12 where a 2..16",
        "{S} [bought|got|picked up] {a} dozen [eggs|rolls|roses|cupcakes]. [How many is that|How many does that "
        "make|What number is that]?",
        "How many months are there in {a} years?",
        "[A board|The rug|A snake] is {a} feet long. [How many inches is that|How long is it in inches]? One foot "
        "is 12 inches.",
        "My subscription is ${a} a month. What do I pay [in a year|for a whole year|per year]?",
        "I pay for a [streaming service|gym|phone plan] every month, ${a} each time. [Whats that a year|How much "
        "is it for 12 months]?",
    ),
    (
        "a*b where a 2..20, b 2..12",
        "{S} [bought|got|picked up] {b} [tickets|books|plants|notebooks] at ${a} each. [How much did {he} pay|What "
        "was the total|What did they cost]?",
        "One [pizza|burger|T-shirt|ball] is ${a}. How much are {b}[ of them|]?",
        "[Can you tell me|Do you know|Could you work out] how much {b} [movie tickets|umbrellas|burgers] cost at "
        "${a} [each|apiece]?",
        "[whats|what is] the total for {b} [coffees|sandwiches|smoothies] if [one|each] is ${a}?",
        "{S} <earns/earn> ${a} [an hour|per hour]. How much is that for {b} hours[ of work|]?",
    ),
    (
        "a*b where a 2..20, b 2..12",
        "There are {b} [rows|lines] of {a} [chairs|desks|trees|cabbages]. How many [in all|is that|altogether]?",
        "{S} packed {b} {boxes} with {a} [books|oranges|cups|candles] in each. How many [is that|did {he} pack]?",
        "Each of [the|our] {b} [tables|vans|tents] [seats|holds|has room for] {a} people. How many people is that "
        "[altogether|in all]?",
        "A pack [has|contains] {a} [batteries|pens|gum sticks|wipes]. {S} [bought|got|picked up] {b} packs. How "
        "many [does that make|is that]?",
        "If each of {b} [kids|players|guests] [gets|takes|needs] {a} [slices|bottles|napkins], how many are needed?",
    ),
    (
        "a*b where a 2..15, b 2..12",
        "A [faucet|leak|pipe] [drips|loses|lets out] {a} [liters|gallons|cups] an hour. How much [water is "
        "that|goes to waste] in {b} hours?",
        "{S} <types/type> {a} [words|lines] per minute. How many in {b} minutes?",
        "A [snail|turtle|beetle] moves {a} [inches|cm] every minute. How far does it [get|crawl] in {b} minutes?",
        "The [copier|printer|machine] makes {a} [pages|copies] a minute. How many [come out|does it make] in {b} "
        "minutes?",
        "{S} <reads/read> {a} pages [a|each] night. How many pages is that [in|after] {b} nights?",
    ),
    (
        "a*b where a 3..20, b 2..10",
        "A [garden|room|lawn|poster] is {a} [feet|meters] long and {b} wide. [What is its area|What area does it "
        "cover]?",
        "[Find|Work out|Calculate] the area of a [rug|field|patio] that measures {a} by {b} [feet|meters|yards].",
        "How many square feet of [carpet|tile|grass] are needed for a floor [that is |]{a} feet by {b} feet?",
        "my room is {a} m by {b} m. how many square meters is that?",
    ),
)
