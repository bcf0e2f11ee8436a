"""Patterns for crowds that come and go, for seats, and for parts of a whole."""

PHRASES = {
    "crowd.there": (
        "There <~were/are> {n} {people} {at}.",
        "{n} {people} <~were/are> {at}.",
    ),
    "crowd.groups": (
        "There <~were/are> {g} groups of {n} {people} {at}.",
        "{g} groups of {n} {people} <~were/are> {at}.",
        "There <~were/are> {g} groups {at}, and each group <~had/has> {n} {people}.",
    ),
    "crowd.join": (
        "{n} more {people} {join}.",
        "{n} more {join}.",
        "another {n} {people} {join}.",
        "{n} [other|new] {people} {join}.",
    ),
    "crowd.join_groups": (
        "{g} groups of {n} {people} {join}.",
        "{g} more groups of {n} {people} {join}.",
    ),
    "crowd.leave": (
        "{n} {people} {leave}.",
        "{n} of them {leave}.",
        "{n} of the {people} {leave}.",
    ),
    "crowd.leave_half": ("{part} of them {leave}.", "{part} of the {people} {leave}."),
    "crowd.leave_part": ("{part} of them {leave}.", "{part} of the {people} {leave}."),
    "crowd.double": (
        "the number of {people} <~doubled/doubles>.",
        "the number of {people} <~grew/grows> to twice as many.",
    ),
    "crowd.now": (
        "How many {people} are {at_the} now?",
        "How many {people} are [there now|there in the end]?",
        "How many {people} [is that|are there] now?",
    ),
    "crowd.left": (
        "How many {people} are [left|still] {at_the}?",
        "How many {people} are left?",
        "How many {people} are still there?",
    ),
    "crowd.total": (
        "How many {people} are there [in total|altogether|in all]?",
        "How many {people} are there?",
        "What is the total number of {people}?",
    ),
    "crowd.teams": (
        "They form teams of {d}. How many teams are there?",
        "If they stand in rows of {d}, how many rows are there?",
        "Then they split into {d} equal groups. How many {people} are in each group?",
        "Each car can take {d} {people}. How many cars are needed for all of them?",
    ),
    "crowd.tickets": (
        "Each of them pays {p}. How much money is that[ altogether|]?",
        "A ticket costs {p}. How much do they all pay[ together|]?",
        "If each of the {people} {at_the} pays {p}, how much money is that?",
    ),
    "crowd.gets": (
        "Each of them gets {k} {items}. How many {items} are needed?",
        "If each of them gets {k} {items}, how many {items} is that[ in total|]?",
        "Everyone {at_the} needs {k} {items}. How many {items} do they need [altogether|in total]?",
    ),
    "crowd.room": (
        "There is room for {m} {people} in total. How many more can come?",
        "There is space for {m} {people}. How many free places are there?",
        "The limit is {m} {people}. How many more can come?",
    ),
    "seats.rows": (
        "{a_hall} has {g} {rows} with {n} {seats} in each {row}.",
        "{a_hall} has {g} {rows} of {n} {seats}.",
        "In {a_hall} there are {g} {rows}. Each {row} has {n} {seats}.",
        "There are {g} {rows} of {n} {seats} in {a_hall}.",
        "{a_hall} has {g} {rows}, and there are {n} {seats} in each of them.",
    ),
    "seats.sections": (
        "{a_hall} has {s} sections. Each section has {g} {rows} with {n} {seats}.",
        "There are {s} sections in {a_hall}, each with {g} {rows} of {n} {seats}.",
    ),
    "seats.taken": (
        "{n} [{seats}|of the {seats}] are [taken|occupied|in use].",
        "{n} of the {seats} are [broken|closed].",
        "{n} of the {seats} are [already taken|not in use].",
    ),
    "seats.taken_more": (
        "Then {n} more {seats} are taken.",
        "Later, {n} more of the {seats} are taken.",
        "{n} other {seats} are [closed|broken].",
    ),
    "seats.added": ("{n} [extra|more] {seats} are added.", "{n} new {seats} are built."),
    "seats.half": ("{part} of the {seats} are taken.", "{part} of them are taken."),
    "seats.half_of_rest": ("{part} of the remaining {seats} are taken [too|later|as well].",),
    "seats.free": (
        "How many {seats} are [free|empty|left]?",
        "How many [free|empty] {seats} are there?",
        "How many {seats} are still free?",
    ),
    "seats.total": ("How many {seats} are there[ in total| altogether|]?", "How many {seats} does {the_hall} have?"),
    "seats.price": (
        "Each {seat} costs {p}. How much [money |]do all {the_free} cost?",
        "One {seat} costs {p}. How much money is that for all {the_free}?",
    ),
    "seats.share": ("{d} groups share {the_free} equally. How many does each group get?",),
    "part.whole": (
        "There are {n} {wholes} {where}.",
        "{n} {wholes} are {where}.",
    ),
    "part.known": (
        "{a} of them are {kind_a} and the rest are {kind_b}.",
        "{a} are {kind_a}, and all the others are {kind_b}.",
        "{a} of the {wholes} are {kind_a}. The rest are {kind_b}.",
    ),
    "part.two_known": (
        "{a} of them are {kind_a}, {b} are {kind_c}, and the rest are {kind_b}.",
        "{a} are {kind_a} and {b} are {kind_c}. All the others are {kind_b}.",
    ),
    "part.fraction": (
        "{part} of them are {kind_a} and the rest are {kind_b}.",
        "{part} of the {wholes} are {kind_a}. The others are {kind_b}.",
    ),
    "part.fraction_known": (
        "{part} of them are {kind_a}, {b} are {kind_c}, and the rest are {kind_b}.",
        "{part} of the {wholes} are {kind_a} and {b} are {kind_c}. The rest are {kind_b}.",
    ),
    "part.made": (
        "There are {a} {kind_a} and {b} {kind_b} {where}.",
        "{where}, there are {a} {kind_a} and {b} {kind_b}.",
    ),
    "part.made_times": (
        "There are {a} {kind_a} and {times} as many {kind_b} {where}.",
        "There are {a} {kind_a} {where}, and {times} as many {kind_b}.",
    ),
    "part.made_more": (
        "There are {a} {kind_a} {where}, and {m} more {kind_b} than {kind_a}.",
        "There are {a} {kind_a} and {m} more {kind_b} than {kind_a} {where}.",
    ),
    "part.ask_count": ("How many {kind_b} are there?", "How many {kind_b} is that?", "What is the number of {kind_b}?"),
    "part.ask_whole": (
        "How many {wholes} are there[ in total| altogether|]?",
        "How many {wholes} is that[ in total| altogether|]?",
    ),
    "part.half": ("{part} of the {kind_b} {trait}.",),
    "part.part": ("{part} of the {kind_b} {trait}.",),
    "part.some": ("{c} of the {kind_b} {trait}.", "{c} of these {kind_b} {trait}."),
    "part.ask_trait": ("How many {kind_0} {trait}?", "How many of the {kind_0} {trait}?"),
    "part.ask_not": ("How many {kind_0} do not {trait}?", "How many of the {kind_0} do not {trait}?"),
    "part.each": (
        "Each of the {kind_b} {has} {k} {things}. How many {things} is that[ in total| altogether|]?",
        "Every one of the {kind_b} {has} {k} {things}. How many {things} is that[ in total|]?",
        "If each of the {kind_b} {has} {k} {things}, how many {things} is that[ in total|]?",
    ),
    "part.groups": (
        "The {kind_b} are put into {groups} of {d}. How many {groups} are there?",
        "The {kind_b} are put equally into {d} {groups}. How many are in each?",
        "If the {kind_b} are split into {d} equal {groups}, how many {kind_b} are in each?",
    ),
}
