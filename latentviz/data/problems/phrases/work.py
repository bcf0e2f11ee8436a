"""Patterns for what grows with time: pages, miles, laps, cars washed, toys made."""

PHRASES = {
    "work.once": (
        "{did} {n} {units} on [Monday|Saturday]",
        "{did} {n} {units} in the morning",
        "{did} {n} {units} [yesterday|on the first day]",
    ),
    "work.rate": (
        "{did} {n} {units} [a|each|every|per] day for {h} days",
        "{did} {n} {units} every [morning|evening] for {h} days",
        "{did} {n} {units} [a|each|per] week for {h} weeks",
    ),
    "work.rate_fast": (
        "{did} {n} {units} [an|each|per|every] hour for {h} hours",
        "{did} {n} {units} per [minute|hour]. {he} <^did/does/do> this for {h} [minutes|hours]",
    ),
    "work.speed": (
        "{did} at {n} {units} [an|per] hour for {h} hours",
        "{did} for {h} hours at a speed of {n} {units} per hour",
    ),
    "work.week": ("{did} {n} {units} [a|each|every] day for a week",),
    "work.twice_daily": ("{did} {n} {units} {t} times [a|each|every] day for {h} days",),
    "work.two": (
        "{did} {a} {units} on Monday and {b} on Tuesday",
        "{did} {a} {units} in the morning and {b} [in the afternoon|in the evening]",
        "{did} {a} {units} [yesterday|on the first day] and {b} [{units} |][today|on the second day]",
    ),
    "work.growing": (
        "{did} {a} {units} on Monday and {times} as many on Tuesday",
        "{did} {a} {units} [yesterday|on the first day] and {times} as many [today|on the second day]",
    ),
    "work.more": (
        "{did} {n} more {units}[ in the evening|]",
        "{did} another {n} {units}",
        "{did} {n} {units} more",
    ),
    "work.more_growing": (
        "{did} {n} more {units} on Friday and {times} as many on Sunday",
        "{did} {n} more {units} [in the evening|at night] and {times} as many the next day",
    ),
    "work.more_rate": (
        "{did} {n} {units} [a|each|per] day for {h} more days",
        "{did} {n} more {units} [a|each|per] day for another {h} days",
    ),
    "work.total": (
        "How many {units} <did/does/do> {S} {do} [in total|altogether|in all]?",
        "How many {units} is that[ in total| altogether|]?",
        "What is the total number of {units}?",
    ),
    "work.goal": (
        "{P's} goal is {m} {units}. How many more {units} <does/do> {he} have to {do}?",
        "{S} <wants/want> to {do} {m} {units} in total. How many {units} [remain|are left]?",
        "How many more {units} <does/do> {S} need to {do} to reach {m}?",
    ),
    "work.goal_days": (
        "{S} <wants/want> to {do} {m} {units} in total. If {he} {he_do} {d} {units} [a|each|every] day from now on, "
        "how many more days <does/do> {he} need?",
    ),
    "work.book": (
        "The book has {m} pages. How many pages are left?",
        "How many pages <does/do> {S} have left if the book has {m} pages?",
        "{P's} book is {m} pages long. How many pages <does/do> {he} still have to read?",
    ),
    "work.book_days": (
        "The book has {m} pages. If {he} <^reads/read> {d} pages a day from now on, "
        "how many more days will it take {him} to finish?",
        "{P's} book is {m} pages long. How many days will the rest take at {d} pages per day?",
    ),
    "work.trip": (
        "The whole trip is {m} {units}. How many {units} are left?",
        "The trip is {m} {units} long. How much farther <does/do> {S} have to go?",
    ),
    "work.average": (
        "This took {d} hours in total. How many {units} [per|an] hour is that [on average|]?",
        "It took {him} {d} hours in all. What was {P's} average speed in {units} per hour?",
    ),
    "work.time": (
        "How many hours would the same distance take at {d} {units} per hour?",
        "A train goes {d} {units} per hour. How many hours does it need for that distance?",
    ),
    "work.return": (
        "{he} <^went/goes/go> back the same way. How many {units} is that in total?",
        "How many {units} is that there and back?",
        "How many {units} is the round trip?",
    ),
    "work.days": (
        "{Q} {q_did} the same number of {units} in {d} days. How many {units} [a|per] day is that?",
        "{Q} needs {d} days for the same number of {units}. How many {units} [a|per] day is that?",
    ),
    "work.other_times": ("{Q} {q_did} {times} as many[ {units}|] as {me}.",),
    "work.other_inverse": ("That is {times} as many[ {units}|] as {Q} {q_did}.",),
    "work.other_part": ("{Q} {q_did} {part} as many[ {units}|] as {me}.",),
    "work.other_more": ("{Q} {q_did} {m} more[ {units}|] than {me}.",),
    "work.other_fewer": ("{Q} {q_did} {m} fewer[ {units}|] than {me}.",),
    "work.other_ask": ("How many {units} <~did/does> {Q} {do}?",),
    "work.together": ("How many {units} <~did/do> {they} {do} [together|in total|altogether]?",),
    "machine.rate": (
        "{a_machine} makes {n} {items} [an|per|every] hour. It runs for {h} hours.",
        "{a_machine} [makes|produces] {n} {items} [a|per|each] minute, and it runs for {h} minutes.",
        "{a_machine} [can make|makes] {n} {items} [an|per] hour and works {h} hours.",
        "In one hour {a_machine} makes {n} {items}. It is on for {h} hours.",
    ),
    "machine.many": (
        "{g} {machines} make {n} {items} each per hour. They run for {h} hours.",
        "There are {g} {machines}. Each of them makes {n} {items} an hour, and they all run for {h} hours.",
        "{g} {machines} run for {h} hours. Each {machine} makes {n} {items} per hour.",
    ),
    "machine.broken": (
        "{n} of the {items} are [broken|bad|damaged].",
        "{n} [{items}|of them] have to be thrown away.",
        "{n} of them are [bad|broken].",
    ),
    "machine.broken_part": ("{part} of the {items} are [broken|bad].", "{part} of them have to be thrown away."),
    "machine.more": (
        "Another {machine} makes {n} {items}.",
        "{n} more {items} come from another {machine}.",
    ),
    "machine.good": (
        "How many good {items} are there?",
        "How many {items} are left?",
        "How many {items} can be [used|sold]?",
    ),
    "machine.total": (
        "How many {items} is that[ in total| altogether|]?",
        "How many {items} are there[ in total|]?",
    ),
    "machine.pack": (
        "The {items} are packed into {bags} of {d}. How many {bags} are there?",
        "If {d} {items} go into each {bag}, how many {bags} are [needed|filled]?",
    ),
    "machine.sell": (
        "Each {item} is sold for {p}. How much money is that[ in total|]?",
        "How much are they worth at {p} [each|apiece]?",
    ),
}
