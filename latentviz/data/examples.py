"""Problems that the page offers at one click, and that the tour shows from the cache."""

from latentviz.data.problems import Problem

EXAMPLES = {
    "shells": Problem("Mia has 12 shells and finds 7 more. How many shells does she have now?", ("12+7=19",), 19, 1),
    "stickers": Problem(
        "Tom has 30 stickers. He gives 6 to his sister and shares the rest equally among 4 neighbors. "
        "How many stickers does each neighbor get?",
        ("30-6=24", "24/4=6"),
        6,
        2,
    ),
    "pencils": Problem(
        "Sara has 6 boxes with 8 pencils in each and 10 more pencils on the table. She gives away 23 pencils. "
        "How many pencils does she have left?",
        ("6*8=48", "48+10=58", "58-23=35"),
        35,
        3,
    ),
    "marbles": Problem(
        "Leo has 9 marbles, and Emma has 3 times as many. Emma gives away 7 of her marbles and then buys 12. "
        "How many marbles do Leo and Emma have together?",
        ("9*3=27", "27-7=20", "20+12=32", "9+32=41"),
        41,
        4,
    ),
}
# The one that stands on the page when it opens, and in the preview of a link to it.
OPENING = "pencils"
