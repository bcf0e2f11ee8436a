"""Patterns for money that is earned, spent and compared, and for what a purchase costs."""

PHRASES = {
    "money.have": (
        "<had/has/have> {n}",
        "<had/has/have> {n} [in {his} wallet|in {his} piggy bank|in {his} pocket|saved up|in the bank]",
        "<started/starts/start> with {n}",
    ),
    "money.get": (
        "<earned/earns/earn> {n} [mowing lawns|babysitting|washing cars|walking dogs|selling lemonade|doing chores]",
        "<got/gets/get> {n} for {his} birthday",
        "<saved/saves/save> {n}",
    ),
    "money.wage": (
        "<earned/earns/earn> {p} [an|per|each|every] hour and <worked/works/work> [for |]{h} hours",
        "<worked/works/work> {h} hours for {p} an hour",
        "<saved/saves/save> {p} [a|each|every|per] [week for {h} weeks|month for {h} months|day for {h} days]",
        "<made/makes/make> {p} [a|each|every|per] day for {h} days",
    ),
    "money.wage_week": (
        "<saved/saves/save> {p} [a|each|every] day for a week",
        "<earned/earns/earn> {p} a day for one week",
    ),
    "money.sold": (
        "<sold/sells/sell> {k} {things} for {p} each",
        "<sold/sells/sell> {k} {things} at {p} [each|apiece|per {thing}]",
    ),
    "money.two_jobs": (
        "<worked/works/work> {h} hours for {p} an hour and {j} hours for {q} an hour",
        "<earned/earns/earn> {p} an hour for {h} hours and {q} an hour for {j} hours",
    ),
    "money.two_sold": (
        "<sold/sells/sell> {h} {things} for {p} each and {j} {others} for {q} each",
        "<sold/sells/sell> {h} {things} at {p} [each|apiece] and {j} {others} at {q} [each|apiece]",
    ),
    "money.relative_times": (
        "{Q} <~had/has> {n}. {S} <had/has/have> {times} as much[ money|] as {Q}.",
        "{S} <has/have> {times} as much money as {Q}. {Q} has {n}.",
    ),
    "money.relative_part": (
        "{Q} <~had/has> {n}. {S} <had/has/have> {part} as much[ money|] as {Q}.",
        "{S} <has/have> {part} as much money as {Q}. {Q} has {n}.",
    ),
    "money.relative_inverse": ("{Q} has {n}. That is {times} as much as {S} <has/have>.",),
    "money.relative_more": ("{Q} <~had/has> {n}. {S} <had/has/have> {m} more than {Q}.",),
    "money.relative_fewer": ("{Q} <~had/has> {n}. {S} <had/has/have> {m} less than {Q}.",),
    "money.earn": (
        "<earned/earns/earn> {n} [more|] [mowing lawns|babysitting|washing cars|walking dogs|doing chores]",
        "<earned/earns/earn> another {n}",
        "<found/finds/find> {n} [on the street|in an old coat|under the couch]",
        "<sold/sells/sell> {a_thing} for {n}",
        "<got/gets/get> {n} from {Q}",
    ),
    "money.given": (
        "{Q} <~gave/gives> {him} {n}[ more|].",
        "{S} <was given/is given/are given> {n}[ more|] by {Q}.",
        "{Q} <~paid/pays> {him} back {n}.",
    ),
    "money.spend": (
        "<spent/spends/spend> {n} on [{a_thing}|lunch|snacks|a movie ticket|a gift|the bus|groceries]",
        "<bought/buys/buy> {a_thing} for {n}",
        "<paid/pays/pay> {n} for [{a_thing}|a haircut|dinner|a taxi]",
        "<gave/gives/give> {n} to [{Q}|charity]",
        "<gave/gives/give> {Q} {n}",
        "<lost/loses/lose> {n}",
        "<lent/lends/lend> {n} to {Q}",
        "<used/uses/use> {n} to buy {a_thing}",
    ),
    "money.buy": (
        "<bought/buys/buy> {k} {things} for {p} each",
        "<bought/buys/buy> {k} {things} at {p} [each|apiece|per {thing}]",
        "<bought/buys/buy> {k} {things} that cost {p} each",
        "<bought/buys/buy> {k} {things}, which cost {p} each",
    ),
    "money.work": (
        "<worked/works/work> {h} hours for {p} an hour",
        "<worked/works/work> [for |]{h} hours and <got/gets/get> {p} per hour",
    ),
    "money.spend_half": (
        "<spent/spends/spend> {part} of {his} money on [{a_thing}|food|clothes|books]",
        "<gave/gives/give> {part} of {his} money to {Q}",
        "<spent/spends/spend> {part} of it on [{a_thing}|food|clothes|books]",
    ),
    "money.spend_part": (
        "<spent/spends/spend> {part} of {his} money on [{a_thing}|food|clothes|books]",
        "<gave/gives/give> {part} of {his} money to {Q}",
    ),
    "money.multiply": ("<doubled/doubles/double> {his} [money|savings]",),
    "money.multiply_more": ("<ended/ends/end> up with {times} as much[ money|] as before",),
    "money.now": (
        "How much money <does/do> {S} have [now|in the end]?",
        "How much <does/do> {S} have now?",
        "How many {dollars} <does/do> {S} have now?",
    ),
    "money.left": (
        "How much money <did/does/do> {S} have left?",
        "How much is left?",
        "How much <does/do> {S} have left?",
        "How many {dollars} <did/does/do> {S} have left?",
        "How much money is left?",
        "How many {dollars} are left?",
    ),
    "money.left_mine": (
        "How much [money |]<did/does/do> {S} have left?",
        "How many {dollars} <did/does/do> {S} have left?",
    ),
    "money.mine": ("How much money <does/do> {S} have?", "How many {dollars} <does/do> {S} have?"),
    "money.total": (
        "How much money <does/do> {S} have [in total|altogether|in all]?",
        "How much money is that [in total|altogether|]?",
        "How many {dollars} <does/do> {S} have[ altogether|]?",
    ),
    "money.goal": (
        "{S} <wants/want> to buy {a_want} that costs {m}. How much more [money |]<does/do> {he} need?",
        "{S} <is/are> saving for {a_want} that costs {m}. How much more <does/do> {he} need[ to save|]?",
        "How much more money <does/do> {S} need to buy {a_want} for {m}?",
    ),
    "money.goal_weeks": (
        "{S} <wants/want> to buy {a_want} for {m}. If {he} <^saves/save> {w} [a|each|every] week, "
        "how many [more |]weeks will it take?",
        "{a_want} costs {m}, and {S} can save {w} [a|per] week. How many weeks until {he} can buy it?",
    ),
    "money.afford": (
        "How many {things} can {S} buy with [that|the] money if each [one |]costs {p}?",
        "{things} cost {p} each. How many [of them|{things}] can {S} buy with that money?",
        "If {a_thing} costs {p}, how many {things} can {S} buy?",
    ),
    "money.share": (
        "<shared/shares/share> [it|the money|all of it] equally among {d} {friends}",
        "<split/splits/split> [it|the money] evenly among {d} {friends}",
    ),
    "money.share_ask": (
        "How much [money |]<~did/does> each {friend} get?",
        "How many {dollars} <~did/does> each {friend} get?",
    ),
    "money.other_has": ("{Q} has {m}.",),
    "money.more_than": (
        "How much more [money |]<does/do> {S} have than {Q}?",
        "How much less [money |]does {Q} have than {me}?",
    ),
    "money.fewer_than": (
        "How much more [money |]does {Q} have than {me}?",
        "How much less [money |]<does/do> {S} have than {Q}?",
    ),
    "money.together": (
        "How much money do {they} have [together|altogether|in total|combined]?",
        "How many {dollars} do {they} have [together|altogether|in all]?",
    ),
    "money.other_times": ("{Q} has {times} as much[ money|] as {me}.",),
    "money.other_inverse": ("{S} <has/have> {times} as much[ money|] as {Q}.",),
    "money.other_part": ("{Q} has {part} as much[ money|] as {me}.",),
    "money.other_more": ("{Q} has {m} more than {me}.",),
    "money.other_fewer": ("{Q} has {m} less than {me}.",),
    "money.other_ask": ("How much [money |]does {Q} have?", "How many {dollars} does {Q} have?"),
    "cost.one": (
        "<bought/buys/buy> {a_thing} for {n}",
        "<paid/pays/pay> {n} for {a_thing}",
    ),
    "cost.many": (
        "<bought/buys/buy> {k} {things} for {p} each",
        "<bought/buys/buy> {k} {things} at {p} [each|apiece|per {thing}]",
        "<ordered/orders/order> {k} {things} that cost {p} each",
    ),
    "cost.many_told": (
        "{a_thing} costs {p}. {S} <bought/buys/buy> {k} [of them|{things}].",
        "{things} cost {p} [each|apiece]. {S} <bought/buys/buy> {k}[ of them|].",
        "{S} <bought/buys/buy> {k} {things}. Each {thing} <~cost/costs> {p}.",
        "The price of one {thing} is {p}, and {S} <bought/buys/buy> {k}[ of them|].",
    ),
    "cost.kilos": (
        "<bought/buys/buy> {k} [kilos|kg] of {things} [at {p} per kilo|for {p} a kilo]",
        "<bought/buys/buy> {k} pounds of {things} [at {p} per pound|for {p} a pound]",
    ),
    "cost.add_one": (
        "also <bought/buys/buy> {a_thing} for {n}",
        "<bought/buys/buy> {a_thing} for {n} [too|as well]",
        "<paid/pays/pay> {n} [more|extra] for [delivery|shipping|gift wrapping]",
        "<left/leaves/leave> a tip of {n}",
    ),
    "cost.add_many": (
        "also <bought/buys/buy> {k} {things} for {p} each",
        "<bought/buys/buy> {k} {things} at {p} [each|apiece] as well",
    ),
    "cost.coupon": (
        "<used/uses/use> a coupon for {n} off",
        "<got/gets/get> {n} off the [price|bill]",
        "<returned/returns/return> {a_thing} and <got/gets/get> {n} back",
    ),
    "cost.half_price": ("<paid/pays/pay> only half of that [because of a sale|with a coupon|]",),
    "cost.total": (
        "How much <did/does/do> {S} [spend|pay] [in total|altogether|in all|]?",
        "How much money <did/does/do> {S} spend?",
        "How many {dollars} <did/does/do> {S} pay?",
        "What is the total cost?",
        "How much is that altogether?",
    ),
    "cost.change": (
        "{S} <paid/pays/pay> with {paid}. How much change <did/does/do> {he} get[ back|]?",
        "How much change <does/do> {S} get from {paid}?",
        "If {S} <pays/pay> with {paid}, how much change <does/do> {he} get[ back|]?",
        "{S} <gave/gives/give> the cashier {paid}. How much change should {he} get?",
    ),
    "cost.budget": (
        "{S} had {m} at first. How much [money |]<does/do> {he} have left?",
        "If {S} had {m} [at first|before|to start with], how much money is left?",
        "{S} <has/have> {m} to spend. How much [money |]will be left?",
    ),
    "cost.split": (
        "The cost is shared equally by {d} {friends}. How much does each {friend} pay?",
        "If {d} {friends} split the cost evenly, how much does each {friend} pay?",
        "{d} {friends} share the bill equally. How much does each of them pay?",
        "{S} <pays/pay> in {d} equal monthly payments. How much is each payment?",
    ),
    "cost.weeks": (
        "If {S} <saves/save> {w} a week, how many weeks does it take to save that much[ money|]?",
        "{S} can save {w} each week. How many weeks <does/do> {he} need to save for it?",
    ),
}
