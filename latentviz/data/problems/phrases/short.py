"""Patterns for questions of one or two steps that are typed in one breath."""

PHRASES = {
    "short.price": (
        "How much do {a} {things} cost if [one|each {thing}] costs {p}?",
        "If {a_thing} costs {p}, how much do {a} {things} cost?",
        "{a} {things} cost {p} each. [How much is that|What is the total price|How much are they] in total?",
        "How much is it to buy {a} {things} at {p} each?",
        "How much <does/do> {S} pay for {a} {things} at {p} apiece?",
        "What is the price of {a} {things} if one is {p}?",
    ),
    "short.groups": (
        "How many {items} are in {a} {boxes} if each {box} has {b}[ {items}|]?",
        "{a} {boxes} with {b} {items} each. How many {items} [is that|are there][ in total|]?",
        "There are {b} {items} in each {box}. How many {items} are in {a} {boxes}?",
        "{a} {friends} each bring {b} {items}. How many {items} is that[ altogether|]?",
        "If {a} {friends} each have {b} {items}, how many {items} are there in total?",
        "Each {friend} gets {b} {items}. How many {items} do {a} {friends} get?",
    ),
    "short.speed": (
        "A {car} goes {a} miles per hour. How far does it go in {b} hours?",
        "How far can {S} go in {b} hours at {a} miles per hour?",
        "{S} {went} {a} miles [an|every|per] hour for {b} hours. How far is that?",
        "If {a_car} travels at {a} km per hour, how many km does it travel in {b} hours?",
    ),
    "short.daily": (
        "{S} {makes} {a} {items} [a|every|each|per] day. How many {items} is that in {b} days?",
        "If {S} {makes} {a} {items} a day, how many {items} will {he} have after {b} days?",
        "How many {items} will {S} have in {b} weeks if {he} {he_makes} {a} [a|per|each] week?",
    ),
    "short.time_up": (
        "How many {small} are in {a} {large}?",
        "{S} <has/have> to wait {a} {large}. How many {small} is that?",
        "The trip takes {a} {large}. How many {small} is that?",
    ),
    "short.measure_up": ("How many {small} are [there |]in {a} {large}?", "How many {small} is {a} {large}?"),
    "short.older": (
        "{Q} is {a} years old. How old will {Q} be in {b} years?",
        "{S} <is/are> {a} years old. How old will {he} be {b} years from now?",
        "{Q} was {a} years old {b} years ago. How old is {Q} now?",
        "{Q} is {a}, and {R} is {b} years older. How old is {R}?",
    ),
    "short.younger": (
        "In {b} years {Q} will be {a} years old. How old is {Q} now?",
        "{Q} is {a} years old. How old was {Q} {b} years ago?",
        "{Q} is {a} years old, and {R} is {b} years younger. How old is {R}?",
    ),
    "short.unit_down": ("How many {large} are {a} {small}?", "How many {large} is {a} {small}?"),
    "short.share": (
        "{a} {items} are shared equally [by|among|between] {b} {friends}. How many does each {friend} get?",
        "{b} {friends} share {a} {items} equally. How many {items} does each get?",
        "How many {items} does each {friend} get if {a} {items} are split evenly among {b} {friends}?",
        "If {b} {friends} share {a} {items}, how many does each one get?",
        "Divide {a} {items} equally among {b} {friends}. How many each?",
    ),
    "short.boxes": (
        "{S} <has/have> {a} {items} and <puts/put> {b} in each {box}. How many {boxes} <does/do> {he} need?",
        "How many {boxes} are needed for {a} {items} if {b} fit in a {box}?",
        "A {box} holds {b} {items}. How many {boxes} [are needed for|can you fill with] {a} {items}?",
        "{a} {items} are packed in {boxes} of {b}. How many {boxes} are there?",
    ),
    "short.unit_price": (
        "{b} {things} cost {p}. How much does one [cost|{thing} cost]?",
        "If {b} {things} cost {p}, what is the price of one {thing}?",
        "{S} <paid/pays/pay> {p} for {b} {things}. How much was each one?",
    ),
    "short.time": (
        "How many hours does it take to go {a} miles at {b} miles per hour?",
        "A {car} goes {b} miles per hour. How many hours does it need for {a} miles?",
        "{S} <has/have> {a} pages to read. How many days does it take if {he} <^reads/read> {b} pages a day?",
        "A {car} travels {a} miles in {b} hours. How many miles per hour is that?",
    ),
    "short.missing": (
        "{S} had {a} {items} and now {he} <^has/have> {b}. How many {items} did {he} {lose}?",
        "{S} had {a} {items}. After {losing} some, {he} <^has/have> {b} left. How many did {he} {lose}?",
        "There were {a} {items} in a {box}. Now there are {b}. How many are gone?",
    ),
    "short.found": (
        "{S} had {b} {items} and now {he} <^has/have> {a}. How many did {he} get?",
        "{S} had {b} {items}. {Q} gave {him} some more, and now {he} <^has/have> {a}. How many did {Q} give {him}?",
        "{S} <has/have> {b} {items}. How many more <does/do> {he} need to have {a}?",
        "{S} <needs/need> {a} {items} but only <has/have> {b}. How many {items} are missing?",
    ),
    "short.difference": (
        "{S} <is/are> {a} inches tall and {Q} is {b} inches tall. How much taller <^is/are> {he} than {Q}?",
        "One {thing} costs {pa} and another costs {pb}. How much more does the first one cost?",
        "{S} <has/have> {a} {items} and {Q} has {b}. How many more <does/do> {he} have?",
        "A rope is {a} feet long. {b} feet are cut off. How long is the rope now?",
        "There are {a} {items} and {b} {friends}. How many more {items} than {friends} are there?",
        "A tank holds {a} liters of water. {b} liters are used. How many liters remain?",
        "It was {a} degrees in the morning and {b} degrees at night. By how many degrees did it get colder?",
    ),
    "short.before": (
        "{S} gave {a} {items} to {Q} and <has/have> {b} left. How many {items} did {he} have at first?",
        "After giving {a} {items} to {Q}, {S} <has/have> {b} left. How many did {he} start with?",
        "{S} spent {pa} and <has/have> {pb} left. How much money did {he} have before?",
        "{S} lost {a} {items} and now <has/have> {b}. How many {items} did {he} have before that?",
    ),
    "short.sum": (
        "{S} <has/have> {a} {items} and {Q} has {b}. How many {items} do {both} have [together|in total|altogether]?",
        "There are {a} {items} in one {box} and {b} in another. How many {items} are there [in total|altogether]?",
        "{a_thing} costs {pa} and {a_other} costs {pb}. How much do both cost together?",
        "One rope is {a} feet long, another one is {b} feet long. How long are they together, in feet?",
        "A bag of {items} weighs {a} kg and a bag of {others} weighs {b} kg. What do they weigh together?",
        "A {box} holds {a} {items} and {b} {others}. How many things is that?",
    ),
    "short.each_pays": (
        "{a} {friends} each buy {b} {things} for {p} each. How much do they pay [altogether|in total]?",
        "{a} {friends} buy {b} {things} each. One {thing} costs {p}. How much money do they spend?",
    ),
    "short.three": (
        "{S} {makes} {a} {items} an hour, {b} hours a day. How many {items} is that in {c} days?",
        "How many {items} are in {a} {shelves} if each has {b} {boxes} with {c} {items}?",
        "{S} <earns/earn> {p} an hour and <works/work> {b} hours a day. How much <does/do> {he} earn in {c} days?",
    ),
    "short.unit_rate": (
        "If {a} {things} cost {p}, how much do {b} {things} cost?",
        "{a} {things} cost {p}. How much are {b} {things}?",
        "A {car} goes {n} miles in {a} hours. How far does it go in {b} hours at the same speed?",
        "{S} {makes} {n} {items} in {a} days. How many {items} is that in {b} days?",
    ),
    "short.before_two": (
        "{S} gave {a} {items} to {Q} and {b} to {R}, and now {he} <^has/have> {c} left. "
        "How many did {he} have at first?",
        "After giving {a} {items} to {Q} and {b} to {R}, {S} <has/have> {c} left. How many did {he} have before?",
    ),
    "short.left_two": (
        "{S} had {a} {items}, {lost} {b} and gave {c} to {Q}. How many are left?",
        "{S} had {pa}, spent {pb} on {a_thing} and {pc} on {a_other}. How much is left?",
        "Out of {a} {items}, {b} are {color} and {c} are {shade}. How many {items} are neither {color} nor {shade}?",
    ),
}
