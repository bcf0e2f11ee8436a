"""Who the scenarios are about: names of many cultures, and people without a name."""

from dataclasses import dataclass

from latentviz.data.problems.nouns import with_article

SHE = """Ana Maria Sofia Lucia Elena Carmen Isabella Valentina Camila Rosa Emma Olivia Mia Ava Chloe Grace Lily Hannah
    Emily Sarah Julia Alice Nora Ruth Ella Zoe Lucy Amy Kate Jane Betty Laura Weiwei Mei Xiu Ling Yuki Sakura Hana
    Aiko Naomi Keiko Minji Soyeon Jiwoo Linh Thuy Priya Anjali Divya Kavya Meera Lakshmi Asha Fatima Aisha Layla
    Zainab Noor Maryam Leila Yasmin Amara Ngozi Chioma Adaeze Zuri Makena Wanjiru Thandi Nia Abena Ama Ingrid Freya
    Astrid Saga Olga Katya Anya Nadia Daria Zofia Hanka Ewa Eleni Chiara Giulia Francesca Amelie Camille Manon Leilani
    Moana Aroha Tala Malia Rina Siti Dewi Ebru Elif Shira Talia Natalia Beatriz Ximena""".split()
HE = """Tom Ben Jack Sam Max Leo Noah Liam Ethan Lucas Oliver James Henry Daniel David Peter Paul Mark John Mike Jake
    Luke Adam Ryan Kevin Eric Carlos Diego Mateo Javier Luis Pablo Miguel Andres Rafael Joaquin Wei Jun Hao Chen
    Kenji Hiro Takeshi Ren Daichi Minho Jisung Tuan Minh Arjun Rohan Vikram Ravi Sanjay Aditya Omar Ali Hassan Yusuf
    Ibrahim Khalid Tariq Samir Kwame Kofi Chidi Emeka Tunde Jabari Sipho Juma Baraka Otieno Lars Erik Bjorn Nils Anders
    Ivan Dmitri Sergei Pavel Mikhail Jan Piotr Nikos Marco Luca Giovanni Pierre Louis Hugo Antoine Keanu Tane Budi
    Agus Emre Mehmet Eitan Avi Levi Jamal Andre Pedro Thiago""".split()
THEY = "Alex Robin Jordan Taylor Casey Riley Sky Quinn Avery Morgan Rowan Sasha".split()

_PRONOUNS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "her", "herself"),
    "they": ("they", "them", "their", "themself"),
    "it": ("it", "it", "its", "itself"),
    "I": ("I", "me", "my", "myself"),
    "you": ("you", "you", "your", "yourself"),
    "all": ("they", "them", "their", "themselves"),
}
_AGREEMENT = {"he": "sg", "she": "sg", "they": "pl", "it": "sg", "I": "I", "you": "pl", "all": "pl"}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a scenario, with every form in which a text mentions them.

    `name` is "" for a person without a name. `agreement` holds for the name, `pronoun_agreement` for the pronoun: "sg"
    (has), "pl" (have) or "I" (have, but am).
    """

    first: str
    again: str
    possessive: str
    he: str
    him: str
    his: str
    himself: str
    agreement: str
    pronoun_agreement: str
    name: str = ""


def person(first: str, gender: str, again: str = "", name: str = "") -> Person:
    """Build a person; `gender` is "he", "she", "they", "it", "I", "you" or "all" (a plural)."""
    again = again or first
    he, him, his, himself = _PRONOUNS[gender]
    possessive = his if gender in ("I", "you") else f"{again}'s"
    agreement = "sg" if gender == "they" else _AGREEMENT[gender]
    return Person(first, again, possessive, he, him, his, himself, agreement, _AGREEMENT[gender], name)


def _described(text: str, gender: str) -> tuple[Person, ...]:
    return tuple(person(with_article(noun), gender, f"the {noun}") for noun in text.split(", "))


def named(gender: str, name: str) -> Person:
    """Build a person with a name."""
    return person(name, gender, name=name)


NAMED = tuple(
    named(gender, name) for gender, names in (("she", SHE), ("he", HE), ("they", THEY)) for name in sorted(names)
)
SPEAKERS = (person("I", "I"), person("I", "I"), person("you", "you"))
RELATIVES = (
    *(
        person(f"my {noun}", gender)
        for gender, kin in (
            ("he", "brother uncle dad grandpa cousin neighbor friend"),
            ("she", "sister aunt mom grandma cousin neighbor friend teacher"),
        )
        for noun in kin.split()
    ),
    *(
        person(name, "she")
        for name in ("Mom", "Grandma", "Mrs. Lopez", "Ms. Brown", "Mrs. Kim", "Aunt May", "Ms. Okafor")
    ),
    *(
        person(name, "he")
        for name in ("Dad", "Grandpa", "Mr. Chen", "Mr. Smith", "Mr. Singh", "Uncle Joe", "Mr. Haddad")
    ),
)
WORKERS = (
    *_described("farmer, teacher, baker, shopkeeper, student, collector, gardener, librarian, nurse, cook", "she"),
    *_described("farmer, boy, man, shopkeeper, student, coach, vendor, carpenter, painter, chef, artist", "he"),
    *_described("girl, woman, grandmother, artist, dancer, scientist", "she"),
)
NOBODY = person("", "all")
PLACES = _described("shop, school, store, club, bakery, library, museum, restaurant, hotel, team, factory", "it")
KIN = "brother sister friend cousin neighbor classmate".split()


def mentions() -> list[str]:
    """List every text that mentions a person, names and pronouns included."""
    everybody = (*NAMED, *SPEAKERS, *RELATIVES, *WORKERS, *PLACES)
    texts = [text for someone in everybody for text in (someone.first, someone.again, someone.possessive)]
    return [*texts, *KIN, *(pronoun for pronouns in _PRONOUNS.values() for pronoun in pronouns)]
