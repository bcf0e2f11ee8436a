"""All families of scenarios, and which of them can have a given number of operations."""

from latentviz.data.problems.scenarios import (
    bare,
    cost,
    crowds,
    items,
    joined,
    machines,
    money,
    parts,
    recipes,
    relations,
    shapes,
    short,
    tanks,
    work,
)
from latentviz.data.problems.scenarios.domain import FLOORS, Family, FreeFamily

FAMILIES = (
    Family("gain", items.DOMAIN, events=("gain", "gain_packs", "gain_growing", "multiply")),
    Family("loss", items.DOMAIN, events=("lose", "lose_half", "lose_part", "keep_part")),
    Family("times", items.DOMAIN, openers=("relative", "relative_two", "growing")),
    Family("share", items.DOMAIN, enders=("share", "pack")),
    Family("groups", items.DOMAIN, openers=("groups", "dozen", "nested", "loose", "two_groups")),
    Family("rate", items.DOMAIN, openers=("daily",)),
    Family("sale", items.DOMAIN, enders=("sell", "sell_packs", "profit")),
    Family("compare", items.DOMAIN, enders=("compare", "goal", "other_relative", "other_joined", "other_relative_two")),
    Family("leftover", items.DOMAIN, events=("hand_out",), enders=("finish",), least=2),
    Family("spending", money.DOMAIN, events=("spend", "buy", "spend_half", "spend_part")),
    Family("saving", money.DOMAIN, enders=("goal", "goal_weeks", "afford")),
    Family("earning", money.DOMAIN, openers=("wage", "sold", "two_jobs", "relative")),
    Family("price", cost.DOMAIN),
    Family("change", cost.DOMAIN, enders=("change", "budget")),
    Family("work", work.TASK_DOMAIN),
    Family("reading", work.READING_DOMAIN),
    Family("distance", work.DISTANCE_DOMAIN),
    Family("crowd", crowds.CROWD_DOMAIN),
    Family("seats", crowds.SEATS_DOMAIN, most=5),
    Family("parts", parts.DOMAIN, most=5),
    Family("recipe", recipes.DOMAIN, most=5),
    Family("mixture", recipes.MIXED_DOMAIN, least=2, most=2),
    Family("tank", tanks.DOMAIN),
    Family("shapes", shapes.DOMAIN, most=3),
    FreeFamily("average", shapes.average, least=2),
    Family("machine", machines.DOMAIN),
    FreeFamily("short", short.short, most=2),
    FreeFamily("quick", short.short, most=1),
    FreeFamily("ages", relations.ages),
    FreeFamily("chain", relations.chain),
    FreeFamily("joined", joined.joined, least=2),
    FreeFamily("bare", bare.bare),
)


def families_with(n_operations: int) -> tuple[Family | FreeFamily, ...]:
    """List the families that have scenarios of `n_operations` steps."""
    return tuple(family for family in FAMILIES if family.least <= n_operations <= family.most)


def all_words() -> list[str]:
    """List every text that the families put into slots themselves."""
    modules = (bare, cost, crowds, items, machines, money, parts, recipes, shapes, short, tanks, work)
    return [*FLOORS, *(text for module in modules for text in module.WORDS)]
