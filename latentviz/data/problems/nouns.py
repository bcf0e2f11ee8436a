"""Things to count, by kind, with the verbs, containers and shops that fit them."""

from dataclasses import dataclass

Verb = tuple[str, str, str]


def plural_of(noun: str) -> str:
    """Regular English plural of the last word of `noun`."""
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def with_article(noun: str) -> str:
    """Put "a" or "an" before `noun`."""
    vowel = noun[0] in "aeiou" and not noun.startswith(("uni", "uku", "one"))
    return f"{'an' if vowel else 'a'} {noun}"


def verbs(text: str) -> tuple[Verb, ...]:
    """Parse "bought/buys/buy, found/finds/find" into (past, third person, base)."""
    entries = (forms.strip().split("/") for forms in text.split(","))
    return tuple((past, third, base) for past, third, base in entries)


def nouns(text: str) -> tuple[tuple[str, str], ...]:
    """Parse "apple, leaf:leaves" into (singular, plural)."""
    pairs = (entry.strip().partition(":") for entry in text.split(","))
    return tuple((singular, plural or plural_of(singular)) for singular, _, plural in pairs)


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its nouns as (singular, plural), and what can be done with them."""

    things: tuple[tuple[str, str], ...]
    gains: tuple[Verb, ...]
    losses: tuple[Verb, ...]
    makes: tuple[Verb, ...]
    containers: tuple[tuple[str, str], ...]
    uses: tuple[Verb, ...] = ()
    adjectives: tuple[str, ...] = ("red", "blue", "green", "yellow", "white", "black")


_BUY = "bought/buys/buy, got/gets/get, found/finds/find, received/receives/receive, picked up/picks up/pick up"
_GIVE = "gave away/gives away/give away, lost/loses/lose, sold/sells/sell, donated/donates/donate"
_EAT = "ate/eats/eat, gave away/gives away/give away, sold/sells/sell, used/uses/use"

KINDS = {
    "fruit": Kind(
        nouns(
            "apple, orange, banana, pear, peach, plum, mango:mangoes, lemon, lime, strawberry, cherry, grape, kiwi, "
            "fig, apricot, melon, pineapple, coconut, avocado, tomato:tomatoes, potato:potatoes, carrot, onion, "
            "pepper, cucumber, pumpkin, turnip, radish, mushroom, blueberry"
        ),
        verbs("picked/picks/pick, bought/buys/buy, got/gets/get, gathered/gathers/gather, received/receives/receive"),
        verbs(_EAT + ", threw out/throws out/throw out"),
        verbs("picked/picks/pick, harvested/harvests/harvest, gathered/gathers/gather, grew/grows/grow"),
        nouns("basket, bag, box, crate, bowl, bucket, sack"),
        verbs("ate/eats/eat, used/uses/use"),
        ("ripe", "green", "small", "large", "sweet", "fresh"),
    ),
    "baked": Kind(
        nouns(
            "cookie, cupcake, muffin, pie, cake, brownie, pancake, waffle, bagel, bun, donut, croissant, tart, scone, "
            "pretzel, sandwich, pizza, taco, burrito, samosa, dumpling, empanada, roll, biscuit, macaron, pastry"
        ),
        verbs("baked/bakes/bake, made/makes/make, bought/buys/buy, got/gets/get, received/receives/receive"),
        verbs(_EAT + ", threw out/throws out/throw out, burned/burns/burn"),
        verbs("baked/bakes/bake, made/makes/make, prepared/prepares/prepare"),
        nouns("tray, box, bag, plate, tin, basket"),
        verbs("ate/eats/eat"),
        ("plain", "sweet", "small", "large", "fresh", "frozen"),
    ),
    "sweets": Kind(
        nouns(
            "candy, lollipop, chocolate, gumdrop, mint, marshmallow, cracker, chip, peanut, almond, walnut, raisin, "
            "caramel, jelly bean, gummy bear, chocolate bar, granola bar, popsicle, juice box, egg, nut, olive"
        ),
        verbs(_BUY + ", was given/is given/are given"),
        verbs("ate/eats/eat, gave away/gives away/give away, sold/sells/sell, dropped/drops/drop"),
        verbs("bought/buys/buy, packed/packs/pack"),
        nouns("bag, box, jar, bowl, pack, tin, packet"),
        verbs("ate/eats/eat"),
    ),
    "toy": Kind(
        nouns(
            "marble, toy car, doll, ball, kite, puzzle, balloon, yo-yo, robot, teddy bear, toy train, block, card, "
            "trading card, action figure, board game, video game, drum, whistle, bubble wand, dinosaur, top, puppet, "
            "frisbee, jump rope, dart, domino:dominoes, toy soldier, baseball card, comic book, sticker"
        ),
        verbs(_BUY + ", won/wins/win, was given/is given/are given"),
        verbs(_GIVE + ", broke/breaks/break, threw out/throws out/throw out, traded away/trades away/trade away"),
        verbs("made/makes/make, collected/collects/collect, bought/buys/buy"),
        nouns("box, bin, bag, chest, drawer"),
    ),
    "stationery": Kind(
        nouns(
            "pencil, pen, crayon, marker, eraser, notebook, folder, ruler, book, magazine, stamp, postcard, envelope, "
            "paper clip, glue stick, binder, index card, highlighter, paintbrush:paintbrushes, bookmark, poster, "
            "photo, letter, ticket, flyer"
        ),
        verbs(_BUY + ", was given/is given/are given, collected/collects/collect"),
        verbs(_GIVE + ", used/uses/use, threw out/throws out/throw out"),
        verbs("bought/buys/buy, collected/collects/collect, got/gets/get"),
        nouns("box, pack, drawer, folder, case, bag, pile"),
        verbs("used/uses/use"),
    ),
    "craft": Kind(
        nouns(
            "bracelet, necklace, candle, scarf:scarves, mug, vase, basket, painting, drawing, birdhouse, ornament, "
            "paper crane, paper plane, keychain, bead, button, ribbon, pillow, quilt, ring, charm, mask, badge, "
            "lantern, flag"
        ),
        verbs("made/makes/make, bought/buys/buy, got/gets/get, found/finds/find, received/receives/receive"),
        verbs(_GIVE + ", broke/breaks/break"),
        verbs("made/makes/make, painted/paints/paint, finished/finishes/finish"),
        nouns("box, bag, case, crate, drawer"),
    ),
    "animal": Kind(
        nouns(
            "chicken, duck, goat, cow, horse, rabbit, hamster, turtle, parrot, pigeon, goose:geese, sheep:sheep, pig, "
            "kitten, puppy, lizard, frog, snail, mouse:mice, fish:fish, goldfish:goldfish, guinea pig, lamb, pony, "
            "butterfly, bee, crab"
        ),
        verbs("bought/buys/buy, got/gets/get, adopted/adopts/adopt, received/receives/receive"),
        verbs("gave away/gives away/give away, sold/sells/sell, lost/loses/lose"),
        verbs("bought/buys/buy, caught/catches/catch, found/finds/find"),
        nouns("cage, barn, shed, pen, field"),
        (),
        ("brown", "white", "black", "gray", "young", "old"),
    ),
    "nature": Kind(
        nouns(
            "shell, seashell, rock, stone, leaf:leaves, flower, rose, tulip, daisy, sunflower, acorn, pinecone, "
            "feather, pebble, crystal, seed, plant, tree, branch, stick, fossil, bulb, cactus:cacti, fern, lily"
        ),
        verbs("found/finds/find, collected/collects/collect, got/gets/get, gathered/gathers/gather"),
        verbs("gave away/gives away/give away, lost/loses/lose, sold/sells/sell, threw out/throws out/throw out"),
        verbs("collected/collects/collect, found/finds/find, gathered/gathers/gather"),
        nouns("jar, bag, bucket, box, pot, basket, tray"),
        (),
        ("red", "white", "yellow", "brown", "big", "small"),
    ),
    "household": Kind(
        nouns(
            "plate, cup, bowl, spoon, fork, knife:knives, glass, towel, lamp, chair, pot, pan, blanket, bottle, jar, "
            "battery, light bulb, brush, sponge, bar of soap:bars of soap, napkin, coin, key, clock, magnet, tile, "
            "brick, nail, screw, rope"
        ),
        verbs(_BUY),
        verbs(_GIVE + ", broke/breaks/break, threw out/throws out/throw out"),
        verbs("bought/buys/buy, collected/collects/collect"),
        nouns("box, crate, cabinet, bag, bin"),
    ),
    "clothes": Kind(
        nouns(
            "shirt, sock, hat, cap, glove, sweater, jacket, dress, skirt, tie, belt, coat, T-shirt, hoodie, vest, "
            "mitten, uniform, apron, bow tie"
        ),
        verbs(_BUY + ", was given/is given/are given"),
        verbs(_GIVE + ", threw out/throws out/throw out"),
        verbs("bought/buys/buy, made/makes/make, sewed/sews/sew"),
        nouns("box, drawer, bag, closet, suitcase, basket"),
    ),
}

COVETED = nouns(
    "bike, skateboard, guitar, camera, tablet, phone, scooter, jacket, backpack, tent, watch, game console, keyboard, "
    "drone, telescope, pair of shoes:pairs of shoes, fishing rod, necklace, bookcase, desk"
)
SHOP_LOSSES = verbs("gave away/gives away/give away, sold/sells/sell, donated/donates/donate, used/uses/use")
SHOPS = (
    *("store", "market", "fair", "mall", "supermarket", "shop", "festival", "bazaar"),
    *("garage sale", "flea market", "corner store", "gift shop"),
)


def all_words() -> list[str]:
    """List every text of this module that a scenario can hold."""
    texts = list(SHOPS)
    for kind in KINDS.values():
        pairs = (*kind.things, *kind.containers)
        texts += [text for pair in pairs for text in pair] + list(kind.adjectives)
        texts += [form for verb in (*kind.gains, *kind.losses, *kind.makes, *kind.uses) for form in verb]
    return texts + [text for pair in COVETED for text in pair]
