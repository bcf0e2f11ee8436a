"""`latentviz-train COMMAND ..`: the commands of `python -m train.COMMAND`, by name."""

import sys
from importlib import import_module

COMMANDS = (
    "reader",
    "sft",
    "grpo",
    "reproduce",
    "evaluate",
    "fit_map",
    "cache_examples",
    "card",
    "publish",
    "sources",
    "drill",
)
USAGE = f"usage: latentviz-train {{{','.join(COMMANDS)}}} ... (each with --help)"


def main(argv: list[str] | None = None) -> int:
    """Run a command with the arguments that follow its name."""
    arguments = sys.argv[1:] if argv is None else argv
    name = arguments[0] if arguments else ""
    if name in ("-h", "--help"):
        print(USAGE)
        return 0
    if name not in COMMANDS:
        print(f"{USAGE}\nerror: {f'there is no command {name}' if name else 'name a command'}", file=sys.stderr)
        return 2
    return import_module(f"train.{name}").main(arguments[1:])


if __name__ == "__main__":
    raise SystemExit(main())
