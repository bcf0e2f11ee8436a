"""Patterns for tanks, rectangles and averages."""

PHRASES = {
    "tank.there": (
        "{a_tank} [has|contains] {n} {liters} of {water}.",
        "There are {n} {liters} of {water} in {a_tank}.",
        "{n} {liters} of {water} are in {a_tank}.",
    ),
    "tank.filled": (
        "{a_tank} is filled with {n} {liters} of {water} [a|per|each] minute for {h} minutes.",
        "{n} {liters} of {water} flow into {a_tank} every [hour for {h} hours|minute for {h} minutes].",
        "{water} flows into an empty {tank} at {n} {liters} per minute for {h} minutes.",
    ),
    "tank.add": (
        "{n} more {liters} are poured in.",
        "someone pours in another {n} {liters}.",
        "{n} {liters} are added.",
    ),
    "tank.use": (
        "{n} {liters} are used.",
        "{n} {liters} [leak|flow] out.",
        "someone takes out {n} {liters}.",
        "{n} of the {liters} are taken out.",
    ),
    "tank.use_half": ("{part} of it is used.", "{part} of the {water} leaks out.", "{part} of the {water} is sold."),
    "tank.leak": (
        "it loses {n} {liters} [an|every|per] hour for {h} hours.",
        "{n} {liters} leak out every hour for {h} hours.",
        "{n} {liters} are used [a|each|every] day for {h} days.",
    ),
    "tank.ask": (
        "How many {liters} are in the {tank} now?",
        "How many {liters} of {water} [are there now|does the {tank} have now]?",
        "How much {water} is in the {tank} now, in {liters}?",
    ),
    "tank.vessels": (
        "How many {bottles} of {d} {liters} can be filled?",
        "it is poured into {bottles} of {d} {liters}. How many {bottles} are there?",
        "The {water} is poured equally into {d} {bottles}. How many {liters} are in each {bottle}?",
    ),
    "tank.empty": (
        "If {d} {liters} are used [a|each|every] day, [in|after] how many days is the {tank} empty?",
        "How many hours does it take to empty the {tank} at {d} {liters} per hour?",
    ),
    "tank.full": (
        "The {tank} holds {m} {liters}. How many more {liters} are needed to fill it?",
        "How many {liters} are missing if the {tank} can hold {m}?",
    ),
    "shape.sides": (
        "{a_field} is {a} {unit} long and {b} {unit} wide.",
        "The sides of a rectangular {field} are {a} {unit} and {b} {unit}.",
        "{a_field} has a length of {a} {unit} and a width of {b} {unit}.",
    ),
    "shape.square": (
        "Each side of a square {field} is {a} {unit} long.",
        "A square {field} has sides of {a} {unit}.",
    ),
    "shape.covered": (
        "{n} {square_units} are covered.",
        "{n} {square_units} of it are already painted.",
    ),
    "shape.area": ("What is its area[ in {square_units}|]?", "How many {square_units} is that?", "What is the area?"),
    "shape.rest": ("How many {square_units} are left?", "How many {square_units} remain?"),
    "shape.perimeter": (
        "What is its perimeter?",
        "What is the perimeter of the {field}[, in {unit}|]?",
        "How many {unit} is it all the way around?",
    ),
    "shape.price_area": (
        "How much does it cost to cover it if one square {one_unit} costs {p}?",
        "Painting one square {one_unit} costs {p}. How much does it cost to paint all of it?",
    ),
    "shape.price_rest": ("Painting one square {one_unit} costs {p}. How much does it cost to paint the rest?",),
    "shape.price_perimeter": (
        "Ribbon to go around it costs {p} per {one_unit}. How much does the ribbon cost?",
        "How much does a border all around it cost at {p} per {one_unit}?",
    ),
    "shape.pieces_area": (
        "One can of paint covers {d} {square_units}. How many cans are needed?",
        "It is divided into {d} equal parts. How many {square_units} is each part?",
    ),
    "shape.pieces_rest": ("One can of paint covers {d} {square_units}. How many cans are needed for the rest?",),
    "shape.pieces_perimeter": (
        "There is a pin every {d} {unit} all the way around it. How many pins are there?",
        "A tape has {d} {unit}. How many tapes are needed to go around it once?",
    ),
    "average.story": (
        "{S} {did} {listed} {points} {where}.",
        "{where}, {S} {did} {listed} {points}.",
    ),
    "average.numbers": ("The numbers are {listed}.", "Here are some numbers: {listed}.", "Take the numbers {listed}."),
    "average.ask": (
        "What is the average[ number of {points}|]?",
        "How many {points} is that on average?",
        "What is {P's} average?",
    ),
    "average.ask_numbers": ("What is their average?", "What is the mean?", "Find the average."),
}
