"""Sketches of problems about prices, pay, savings and sharing money."""

SKETCHES = (
    (
        "a*b; c-_ where a 2..9, b 2..18, c 20..100",
        "[Movie|Cinema|Circus] tickets are ${b} [each|apiece]. I buy {a} of them and hand over ${c}. [How much "
        "change do I get?|What is my change?|How many dollars come back?]",
        "{S} paid for {a} [notebooks|candles|paperbacks|socks] at ${b} [each|apiece] with ${c}. [How much "
        "money|How much change] did {he} get back?",
        "[whats my change from|how much change from] ${c} if i get {a} [coffees|sandwiches|burgers] at ${b} "
        "[each|apiece]",
        "With ${c} in {his} wallet, {S} went to the [market|bakery] and bought {a} [pies|boxes of eggs] for ${b} "
        "[each|apiece]. [How much was left in the wallet?|How many dollars remained?]",
    ),
    (
        "a+b; _+c where a 5..70, b 5..60, c 2..60",
        "[A jacket|A lamp|A blender] costs ${a}, [a scarf|a rug] costs ${b} and [a belt|a clock] costs ${c}. "
        "[What is the bill for all three?|How much do they cost altogether?|Find the total.]",
        "{S} spent ${a} on groceries, ${b} on [gas|fuel|a haircut] and ${c} on [lunch|stamps|a birthday card]. "
        "[How much did {he} spend in all?|What was the total?]",
        "[Work out|Find] my total: [rice|flour] ${a}, [cheese|butter] ${b}, [coffee|tea] ${c}.",
        "[how much do i pay for|whats the total for] shoes at ${a}, a shirt at ${b} and a cap at ${c}?",
    ),
    (
        "a+b; c-_ where a 5..50, b 2..50, c 20..120",
        "{S} took ${c} to the [mall|fair|flea market]. {he} spent ${a} on [a backpack|a sweater] and ${b} on "
        "[lunch|a game]. [How much was left?|What was left of the money?]",
        "I had ${c}. My [phone bill|bus pass] took ${a} of it and [dinner|a new charger] another ${b}. How "
        "[much|many dollars] do I [still have|have left]?",
        "The wallet held {c} dollars. After {a} dollars [for|went on] a taxi and {b} dollars [for|went on] a "
        "museum ticket, [how much is in it now?|what remains?]",
        "If {S} <pays/pays/pay> for a ${a} [vase|hat] and a ${b} [mirror|umbrella] with ${c}, how much change [is "
        "due|is there]?",
    ),
    (
        "a*b; c*d; _1+_2 where a 2..9, b 2..14, c 2..9, d 2..14",
        "{S} bought {a} [burgers|tacos|bagels] at ${b} [each|apiece] and {c} [sodas|coffees|juices] at ${d} "
        "[each|apiece]. [What was the total bill?|How much did {he} pay altogether?]",
        "Adult tickets cost ${b} and [child|children's] tickets ${d}. [Find the cost|Please find the cost|Work "
        "out the price] for {a} [adults|grown-ups] and {c} [children|kids].",
        "[At the garden centre|At the nursery] roses go for ${b} and tulips for ${d}. I want {a} roses and {c} "
        "tulips. [How much will I pay?|What will that come to?]",
        "how much is it for {a} [pizzas|salads] at {b} dollars and {c} [drinks|desserts] at {d} dollars",
        "A [stall|kiosk|booth] sold {a} [posters|mugs] at ${b} each, then {c} [keyrings|badges] at ${d} each. How "
        "much money [did it take in|came in|was earned]?",
    ),
    (
        "a*b; c*d; _1+_2; e-_ where a 2..7, b 2..10, c 2..7, d 2..10, e 40..150",
        "{S} <had/has/have> ${e}. {he} <^buys/buy> {a} [T-shirts|plates] for ${b} [each|apiece] and {c} [pairs of "
        "socks|bowls] for ${d} [each|apiece]. How much money [is left|remains|will {he} have left]?",
        "Out of a budget of ${e}, the [club|class|team] paid for {a} [balls|nets] at ${b} and {c} "
        "[whistles|ropes] at ${d}. [How much of the budget is unspent?|What remains of the budget?]",
        "I'm getting {a} [notebooks|folders] at ${b} [each|apiece] and {c} [pens|markers] at ${d} [each|apiece]. "
        "How much change do I get from ${e}?",
        "[What change is due|How much change is due] from ${e} when {a} [kilos of apples|cakes] at ${b} "
        "[each|apiece] and {c} [kilos of plums|pies] at ${d} [each|apiece] are bought?",
    ),
    (
        "a*b; _+c where a 2..9, b 5..20, c 2..60",
        "{S} <earned/earns/earn> ${b} [an|per] hour. Yesterday {he} worked {a} hours and got ${c} in tips. [How "
        "much did {he} make?|What did {he} earn in total?]",
        "The [plumber|electrician|locksmith] charges ${c} for coming plus ${b} [an|per] hour. [How much is|What "
        "is the bill for] a job of {a} hours?",
        "A [taxi|cab] costs ${c} to get in and ${b} per mile. [How much does a ride of {a} miles cost?|What is "
        "the fare for {a} miles?]",
        "The [gym|pool|club] asks for ${c} to join and then ${b} a month. What have you paid after {a} months[ "
        "altogether|]?",
        "[delivery is|shipping is] ${c} and each [pizza|book] is ${b}. [whats the total|how much] for {a} of them?",
    ),
    (
        "a*b; _-c where a 2..12, b 5..25, c 2..60",
        "{S} <worked/works/work> {a} hours at ${b} [an|per] hour, and ${c} is [taken off for tax|deducted for the "
        "uniform]. [What is the take-home pay?|How much <^does/do> {he} keep?]",
        "I sold {a} [bracelets|paintings|bird houses] for ${b} [each|apiece]. The materials cost me ${c}. [What "
        "was my profit?|How much profit did I make?]",
        "The order is {a} [chairs|lamps] at ${b} [each|apiece]. With a ${c} [coupon|voucher|gift card], [what is "
        "left to pay?|how much do we pay?]",
        "{a} [friends|classmates] put in ${b} each and buy a gift that costs ${c}. [How much of the money is left "
        "over?|How many dollars are left over?]",
    ),
    (
        "a-b; _*c where a 6..40, b 2..30, c 2..15",
        "{S} [bought|got] {c} [watches|old bikes|toy trains] for ${b} [each|apiece] and sold them all for ${a} "
        "each. [How much profit did {he} make?|What was {his} profit?]",
        "Each [T-shirt|candle|mug] costs ${b} to make and sells for ${a}. [What profit is made|How much profit is "
        "there] on {c} of them?",
        "[Jeans|Headphones|Sneakers] that used to cost ${a} are now ${b}. How much do you save [on|if you buy] "
        "{c} pairs?",
        "[My sister|My cousin] earns ${a} [a|per|each] day and spends ${b} of it every day. How much can she "
        "[save|put aside] in {c} days?",
    ),
    (
        "a*b; a*c; _1-_2 where a 3..12, b 5..15, c 2..10",
        "[A|The] shop sells {a} [hats|lamps]. At the old price of ${b} each it would take in more than at the new "
        "price of ${c} each. [How much more?|By how many dollars?]",
        "{S} and {B} both worked {a} hours. {S} got ${b} [an|per] hour, {B} got ${c} an hour. How much more did "
        "{S} [earn|make] than {B}?",
        "For {a} [nights|nights in July], [the hotel asks ${b} a night and the hostel ${c} a night|the hotel "
        "costs ${b} a night, the hostel only ${c}]. How much cheaper is the hostel in total?",
    ),
    (
        "b/a; c*_ where a 2..9, b 6..90, c 2..15",
        "{a} [oranges|candles|tickets|batteries] cost ${b}. How much [do|would] {c} cost?",
        "If {a} [tins of paint|bags of soil|rolls of tape] [cost|come to|are] ${b}, [what is the price of|how "
        "much must one pay for|how much do I owe for] {c}?",
        "I paid {b} dollars for {a} [kilos of cherries|boxes of tiles]. At that price, [how much would {c} "
        "be?|what would {c} have cost me?]",
        "{S} used {b} [cups of flour|ounces of butter] to bake {a} [cakes|loaves]. [How much would {he} need for "
        "{c}?|To bake {c}, how much <^does/do> {he} need?]",
        "a machine makes {b} [bottles|bolts|caps] in {a} minutes. [how many in {c} min?|how many does it make in "
        "{c} minutes?]",
        "[A printer|A copier] prints {b} pages in {a} minutes. Can you tell me how many pages it prints in {c} "
        "minutes?",
    ),
    (
        "b/a; c/_ where a 2..9, b 6..90, c 10..150",
        "{a} [muffins|bus tickets|pens] cost ${b}. How many [of them|] can I [buy|get] for ${c}?",
        "{S} can [type|read] {b} pages in {a} hours. How many hours [would {c} pages take|will {he} need for {c} "
        "pages]?",
        "[A|The] pump moves {b} litres in {a} minutes. [In how many minutes does it move {c} litres?|How long "
        "does it take for {c} litres, in minutes?]",
        "[A car|A van|A bus] goes {b} miles on {a} gallons of [gas|fuel]. [How many gallons does it need for {c} "
        "miles?|For a {c}-mile trip, how many gallons are needed?]",
    ),
    (
        "b/a; d/c; _1-_2 where a 2..8, b 20..90, c 2..8, d 6..60",
        "Shop A sells {a} [towels|mugs|plates] for ${b}; shop B sells {c} for ${d}. How much [more does one "
        "cost|dearer is a single one] in shop A?",
        "{S} earned ${b} in {a} hours. {B} earned ${d} in {c} hours. By how many dollars [an|per] hour <does/do> "
        "{S} earn more than {B}?",
        "[A|The] pack of {a} [cans|bars] is ${b} and a pack of {c} is ${d}. [What is the difference in price for "
        "a single one|By how much does one differ in price], if they are dearer in the first pack?",
    ),
    (
        "a+b; _+c; d-_ where a 3..30, b 3..30, c 3..30, d 40..120",
        "{S} went to the [supermarket|corner store] with ${d} and [bought|picked up] cheese for ${a}, bread for "
        "${b} and fruit for ${c}. How much [money is left|of it is left]?",
        "My [pay|allowance|salary] this week is ${d}. The [bus|train] takes ${a}, lunches ${b} and my phone ${c}. "
        "[How much can I save?|What is left to save?]",
        "[How much change|What change] from ${d} do you get for a ${a} [belt|wallet], a ${b} [cap|scarf] and a "
        "${c} [brush|comb]?",
        "i got {d} bucks. spent {a} on [snacks|games], {b} on [fries|music] and {c} on [a cab|parking]. [how much "
        "left|how much do i have now]?",
    ),
    (
        "a+b; _+c; _-d where a 20..60, b 10..60, c 10..60, d 5..40",
        "On Friday a [stall|truck] took in ${a}, on Saturday ${b} and on Sunday ${c}. The rent for the spot is "
        "${d}. [How much is left after the rent?|What is the profit after rent?]",
        "{S} got ${a} from {his} [grandma|uncle], ${b} from {his} [father|aunt] and ${c} for [washing "
        "cars|babysitting], then spent ${d} on [a helmet|sneakers]. How much money <does/do> {S} have now?",
        "The three [chairs|lamps|rugs] cost ${a}, ${b} and ${c}. With ${d} off the total, [what do I pay?|how "
        "much do I have to pay?]",
    ),
    (
        "a+b; _-c; _+d where a 20..90, b 5..60, c 5..80, d 5..60",
        "The account [held|had] ${a} when {S} paid in ${b}. Then {he} withdrew ${c} and later [deposited|paid in] "
        "another ${d}. [What is the balance?|How much is in the account now?]",
        "{S} had ${a}, [earned|got] ${b} for mowing lawns, [spent|used] ${c} on [a ticket|a gift] and found ${d} "
        "in an old coat. How much <^does/do> {he} have now?",
        "My balance was ${a}. ${b} came in, ${c} went out, and ${d} came in. What's [the|my] balance now?",
    ),
    (
        "a-b; _+c; _-d where a 40..150, b 5..60, c 5..60, d 5..60",
        "[The bank account|A savings account] shows ${a}. After a withdrawal of ${b}, a deposit of ${c} and a "
        "[card payment|bill] of ${d}, what does it show?",
        "{S} <started/starts/start> the week with ${a}. Monday: ${b} for [petrol|shopping]. Tuesday: got ${c} "
        "back from {B}. Wednesday: ${d} for [the dentist|shoes]. How much [is left|<^does/do> {he} have]?",
        "I had {a} dollars, lent {b} to a friend, earned {c} [shoveling snow|walking dogs] and paid {d} for a "
        "[concert|haircut]. How many dollars do I have [now|left]?",
    ),
    (
        "a-b; _/c where a 20..150, b 5..80, c 2..12",
        "{S} <wants/wants/want> a [bike|guitar|tablet] that costs ${a} for which {he} <^has/have> ${b}[| already| "
        "so far]. [At|Saving] ${c} a week, how many weeks [will it take|until {he} can buy it]?",
        "A [bill|taxi ride|dinner] of ${a}, less a ${b} voucher, is split [evenly|equally] among {c} people. "
        "[What does each one pay?|How much does each person pay?]",
        "I paid ${a} for {c} [mugs|plants] and delivery. Delivery was ${b}. [What did one of them cost?|How much "
        "was each one?]",
        "After spending ${b} of ${a}, {S} gave the rest in equal shares to {c} [cousins|nephews|brothers]. How "
        "much did each [of them get|one get|receive]?",
    ),
    (
        "a-b; _/c; _/d where a 40..180, b 5..80, c 2..10, d 2..8",
        "{S} <needs/needs/need> ${a} and <has/has/have> ${b}. {he} <^can/can> walk dogs at ${c} per walk, {d} "
        "walks [a|per|each] day. How many days [will it take|must {he} work] to get the [rest|missing money]?",
        "A {a}-page book: {b} pages are already read. I read {c} pages [an|per] hour, {d} hours [a|per|each] day. "
        "How many more days do I need?",
    ),
    (
        "a*b; _+c; d-_ where a 2..8, b 3..12, c 2..40, d 50..160",
        "{S} <is/is/are> saving for a ${d} [skateboard|telescope|coat]. {he} <^has/have> ${c} already and [will "
        "earn|gets] ${b} [a|per|each] week for {a} weeks. How much will {he} still [need|be short]?",
        "[The trip|Camp] costs ${d}. I've saved ${c}, plus {a} weeks of pocket money at ${b} [a|per|each] week. "
        "[How much more do I need?|How many dollars am I short?]",
        "How much [will remain|is left] of ${d} after {a} [cinema tickets|rides] at ${b} [each|apiece] and ${c} "
        "for [snacks|parking]?",
        "{S} brought ${d} to the [fair|zoo]: {a} [rides|entries] for ${b} [each|apiece] and [a meal|a toy] for "
        "${c}. What did {he} go home with?",
    ),
    (
        "a*b; c*_ where a 2..7, b 2..8, c 2..6",
        "{S} <drank/drinks/drink> {a} coffees [a|per|each] day at ${b} [each|apiece]. How much is that in {c} days?",
        "{a} [workers|gardeners|painters] each get ${b} [an|per] hour. [What does a {c}-hour job cost?|How much "
        "do they get altogether for {c} hours?]",
        "[A|The] bus ticket costs ${b}. [Our family of {a}|A group of {a}] rides {c} times. [What do we pay?|How "
        "much are all the tickets?]",
        "{S} <exercised/exercises/exercise> {a} times [a|per|each] week for {b} hours. [How many hours is that in "
        "{c} weeks?|In {c} weeks, how many hours is that?]",
    ),
    (
        "a*b; c*_; d-_ where a 2..6, b 2..6, c 2..6, d 60..200",
        "{a} [friends|cousins] rent [a boat|bikes] for {c} hours at ${b} per person per hour. They have ${d} "
        "together. How much will they have left?",
        "Our van burns {a} gallons [a|per|each] day and gas is ${b} a gallon. If we drive for {c} days, how much "
        "of our ${d} [is left|fuel money remains]?",
        "{S} <put/puts/put> aside ${d} for [lunches|school meals]. {a} children, ${b} each a day, {c} days. How "
        "much of it is left over?",
    ),
    (
        "a/b; _-c where a 12..150, b 2..8, c 2..20",
        "{b} friends share a ${a} [bill|prize|dinner bill] [equally|evenly]. {S}, one of them, pays {his} share "
        "but gets ${c} [back|off] because of a coupon. How much <does/do> {S} really pay?",
        "A group of {b}, {S} [among them|included], [shared|split] ${a} [equally|evenly]. {S} then spent ${c} of "
        "{his} share. How much of it [is left|remains]?",
        "[A box|A carton] of {b} [bulbs|mugs] normally costs ${a}. On sale, each one is ${c} cheaper. [What is "
        "the sale price of one?|How much is one now?]",
    ),
    (
        "a/b; a-_ where a 12..160, b 2..10",
        "[A jacket|A bike helmet|A desk] costs ${a}. In the sale it is {part_b} off. [What is the sale price?|How "
        "much is it now?|What do I pay?]",
        "{S} [earned|got] ${a} and [spent|gave away] {part_b} of it. How much [is left|money is left|did {he} keep]?",
        "[What remains|How much remains] of ${a} when {part_b} of it is [spent|paid in tax|donated]?",
        "Rent takes {part_b} of my ${a}. how much is left for [everything else|the rest]?",
    ),
    (
        "a/b; a-_; _-c where a 20..160, b 2..6, c 2..60",
        "{S} earned ${a} on Saturday. {he} put {part_b} of it in the bank and spent ${c} on [a T-shirt|a "
        "meal|books]. How much [<^does/do> {he} still have in cash|cash remains]?",
        "A ${a} [coat|chair] is marked down by {part_b} of its price, and then I use a ${c} voucher. What do I pay?",
        "Of {his} ${a}, {S} gave {part_b} to [charity|{his} brother] and then paid ${c} for [a ticket|groceries]. "
        "[What is left?|How much did {he} have left?]",
    ),
    (
        "a-b; _/2; _-c where a 20..150, b 4..60, c 2..40",
        "{S} had ${a}, [spent|used] ${b} on [shoes|a bag], then half of the rest on a present, and then ${c} on "
        "[cake|coffee]. [How much is left?|How much remains?|What is left over?|How much money is left?]",
        "[My uncle|My neighbour] won ${a}. He gave ${b} away, spent half of what was left on [tools|a radio], and "
        "lost ${c}. [How much does he have now?|How much is he left with?]",
    ),
    (
        "a/2; _+b; _*c where a 4..30, b 2..15, c 2..6",
        "An apple pie costs ${a}. A cherry pie costs ${b} more than half of that. [How much are|Find the price "
        "of] {c} cherry pies[?|]",
        "{B} saves ${a} [a|per|each] week. {S} <saves/saves/save> ${b} more than half of what {B} saves. How much "
        "<does/do> {S} save in {c} weeks?",
    ),
    (
        "a*b; _/c where a 2..12, b 2..20, c 2..8",
        "{c} [roommates|friends|brothers] buy {a} [pizzas|board games] at ${b} [each|apiece] and share the cost "
        "equally. [How much does each pay?|What does it cost each of them?]",
        "{S} sold {a} [paintings|cakes|scarves] at ${b} [each|apiece] and split the money evenly between {c} "
        "[charities|helpers]. How much did each [get|receive]?",
        "How many [comics|ice creams|tickets] at ${c} can I buy with the money from {a} [hours of work at ${b} an "
        "hour|shifts at ${b} a shift|days at ${b} a day]?",
    ),
    (
        "a*b; _-c; _/d where a 2..12, b 2..16, c 2..60, d 2..8",
        "{d} [friends|partners|kids] sold {a} [jugs of lemonade|boxes of cookies] at ${b} [each|apiece]. They "
        "paid ${c} for [ingredients|supplies] and shared the rest equally. What did each get?",
        "{S} worked {a} hours at ${b} [an|per] hour, spent ${c} on food, and put the rest into {d} equal "
        "[envelopes|savings jars]. How much is in each?",
        "{d} people order {a} [dishes|meals] at ${b} [each|apiece]. They take ${c} off with a coupon and split "
        "the bill evenly. [What does each person owe?|How much per person?]",
    ),
    (
        "a*b; c*d; _1+_2; _/e where a 2..8, b 2..12, c 2..8, d 2..12, e 2..6",
        "{e} [friends|roommates|sisters] share the cost of {a} [pizzas|steaks] at ${b} each and {c} "
        "[sodas|salads] at ${d} each. How much does each [pay|one pay|of them pay]?",
        "A [florist|baker] sells {a} [bouquets|cakes] for ${b} [each|apiece] and {c} [wreaths|tarts] for ${d} "
        "[each|apiece], then divides the money equally among {e} helpers. What does each helper get?",
        "[lunch was|we got] {a} wraps at ${b} and {c} smoothies at ${d}, split {e} ways evenly. how much each?",
    ),
    (
        "a*b; c*d; _1-_2 where a 3..12, b 4..16, c 2..12, d 2..12",
        "{S} sold {a} [cakes|baskets|pots] for ${b} [each|apiece]. The {c} [packs|boxes|loads] of material {he} "
        "needed cost ${d} each. How much profit did {he} make?",
        "{B} worked {a} hours at ${b} [an|per] hour, {C} worked {c} hours at ${d} an hour. How much more did {B} earn?",
        "Plan one: {a} payments of ${b}. Plan two: {c} payments of ${d}. [How much cheaper is plan two?|How much "
        "do you save with plan two?]",
        "From {a} weeks' pocket money of ${b} [a|per|each] week {S} bought {c} [comics|model cars] for ${d} "
        "[each|apiece]. How much [money is left|<^does/do> {he} have left]?",
    ),
    (
        "a*b; c*d; _1+_2; e-_ where a 2..7, b 2..12, c 2..7, d 2..12, e 50..160",
        "Could you [tell me|work out] how [much I still need|far I am from my goal] of ${e}, if I have worked {a} "
        "hours at ${b} and {c} hours at ${d} [an|per] hour?",
        "[Some cash|An envelope] of ${e} has to cover {a} [nights|days] of [parking|wifi] at ${b} a day and {c} "
        "[bus rides|museum visits] at ${d} each. [How much is left?|What remains?]",
        "The [choir|drama club] needs ${e}. It sold {a} [calendars|CDs] at ${b} and {c} [pins|bags] at ${d}. [How "
        "much more money does it need?|How much is missing?]",
        "got {e} dollars on me. need {a} [bags of mulch|packs of screws] at {b} each, {c} [pots|boards] at {d} "
        "each. [whats left after that?|how much will i have after?]",
    ),
    (
        "a*b; c*d; _1-_2; _+e where a 3..12, b 4..16, c 2..8, d 2..12, e 5..60",
        "{S} <has/have> ${e} and <earns/earn> ${b} [an|per] hour. After {a} hours of work {he} <^buys/buy> {c} "
        "[records|plants|shirts] at ${d} [each|apiece]. [How much money <^does/do> {he} have then?|How much is left?]",
        "A [newsstand|farm shop] sold {a} [magazines|pumpkins] for ${b} [each|apiece]. It [restocked|bought] {c} "
        "[boxes|bags] for ${d} [each|apiece]. With ${e} in the till at the start, how much is there now?",
        "{a} [car washes|haircuts] at ${b} [each|apiece] paid for {c} [helpers|lunches] at ${d} [each|apiece], "
        "and a donor added ${e} to what was left. How much money is there [now|in the end]?",
    ),
    (
        "a*b; c*d; _1-_2; _/e where a 3..12, b 4..16, c 2..8, d 2..12, e 2..6",
        "{e} [partners|sisters|friends] sold {a} [rugs|pizzas|vases] for ${b} each. They paid {c} "
        "[bills|suppliers] ${d} each and shared the rest equally. [How much did each get?|What was each one's share?]",
        "From {a} [shifts|evenings] at ${b} {S} took the money for {c} [train rides|lunches] at ${d}. The rest "
        "went into {e} equal [gifts|payments]. How much is each of [these|those]?",
        "If {a} [crates|boxes] with {b} [bottles|jars] each come in, and {c} [orders|customers] take {d} each, "
        "how many does each of {e} [shelves|stores] get when the rest is spread evenly?",
    ),
    (
        "a-b; _*c; _-d; _/e where a 8..40, b 2..20, c 2..9, d 2..60, e 2..6",
        "{S} bought {c} [lamps|radios] for ${b} [each|apiece], repaired them and sold them for ${a} each. The "
        "spare parts cost ${d}. The profit went to {e} [helpers|grandchildren] in equal parts. How much did each get?",
        "A [pie|bracelet] sells for ${a} but costs ${b} to make. {e} [friends|neighbours] sell {c}, pay ${d} for "
        "the stand and split the profit [equally|evenly]. [How much is one share?|What does each one get?]",
    ),
    (
        "a/b; a-_; _-c; _/d where a 30..180, b 2..5, c 2..40, d 2..6",
        "{S} <earned/earns/earn> ${a}. {part_b} of it went to [rent|taxes] and ${c} to [food|the dentist]. The "
        "rest was enough for [{d} weeks of equal spending. How much a week was that?|{d} days of equal spending. "
        "How much per day was that?]",
        "Of {a} [kilometers|miles] of trail, {part_b} is done on the first day and {c} on the second day. The "
        "rest takes {d} equal [stages|days]. How long is each of [these|them]?",
        "We have ${a}. {part_b} of it pays the [hall|bus], ${c} the [flowers|food] and the rest goes in equal "
        "parts to {d} [musicians|speakers]. How much does each of them get?",
    ),
    (
        "a/b; _*c; d-_; _/e where a 12..90, b 2..9, c 2..9, d 40..180, e 2..6",
        "{b} [tickets|sandwiches] cost ${a}. {S} bought {c} of them out of ${d} and split what was left between "
        "{e} [kids|nieces]. How much did each [of them|one] get?",
        "{B} [picks|packs] {a} [pears|boxes] in {b} hours. After {c} hours at that [pace|rate|speed], {e} friends "
        "join in and take over the rest of the {d} in equal shares. How many does each friend do?",
    ),
    (
        "a*b; a*c; _1+_2; d-_ where a 2..8, b 2..12, c 2..10, d 50..180",
        "Each of {a} [guests|players] gets a [badge|towel] for ${b} and a [meal|cap] for ${c}. What is left of ${d}?",
        "{S} <goes/go> out {a} times a month, each time ${b} for [a film|the pool] and ${c} for [popcorn|fries]. "
        "{his} budget is ${d}. How much of it [is left|remains]?",
        "In {a} minutes, one [line|machine] makes {b} [cans|parts] [a|per] minute and another makes {c}. An order "
        "of {d} is due. How many are still missing after those {a} minutes?",
    ),
    (
        "b-c; a*_; d-_ where a 2..9, b 5..30, c 2..15, d 50..180",
        "[A {g}-minute|An] online sale takes ${c} off every ${b} [mug|puzzle|plant]. {S} <has/have> ${d} and "
        "<buys/buy> {a}. [How much is left?|What <^does/do> {he} have left?]",
        "Without a card a [swim|film] is ${b}; the card takes off ${c}. What remains of ${d} after {a} [of "
        "these|visits] with the card?",
        "{B}'s phone gains {b} percent [an hour|per hour] on the charger and loses {c} percent [an|per] hour by "
        "use. It has to gain {d} percent. How many percent are missing after {a} hours?",
    ),
    (
        "a*2; b*3; _1+_2; c-_ where a 2..30, b 2..20, c 40..180",
        "{S} [bought|got] two [chairs|kites] at ${a} each and three [cushions|balls] at ${b} each with ${c}. [How "
        "much change did {he} get?|What was the change?|How much was left?]",
        "[Two|A pair of] shirts at {a} dollars each, three ties at {b} dollars each. whats left of {c} dollars?",
        "[A|The] pool needs {c} buckets. {B} carried {a} on each of two days and {C} {b} on each of three days. "
        "How many buckets are still needed?",
    ),
    (
        "a*12; b*_; _/c where a 2..5, b 2..3, c 2..12",
        "{S} [<buys/buy>|<gets/get>|<orders/order>] {a} dozen [eggs|roses] at ${b} [apiece|per piece] and "
        "<shares/share> the cost with others, {c} people in all. How much does each pay?",
        "[How much|What] does each of {c} [families|clubs] pay for {a} dozen [donuts|bagels] at ${b} a piece, "
        "[shared|divided] [equally|evenly]?",
    ),
)
