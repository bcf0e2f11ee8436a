"""Serve the page: `python app.py [--checkpoint SOURCE | --no-model] [--device D] [--host H] [--port P] [--mcp]`."""

import argparse
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent / "checkpoints"
DEFAULT_CHECKPOINT = SHIPPED / "tiny-sft"


def main(argv: list[str] | None = None) -> int:
    """Serve until interrupted.

    Returns
    -------
    code : int
        0, or 2 where the checkpoint cannot be used (the reason goes to standard error).
    """
    arguments = build_parser().parse_args(argv)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    lend_gpu = gpu_lender()

    from latentviz.sources import Sources, hub_name
    from latentviz.ui import build
    from latentviz.ui.engine import Engine
    from latentviz.ui.pages import Pages
    from latentviz.ui.shelf import Shelf
    from latentviz.ui.theme import css, theme

    if arguments.mcp and importlib.util.find_spec("mcp") is None:
        print('error: --mcp needs the package mcp: pip install "gradio[mcp]"', file=sys.stderr)
        return 2
    # What visitors may load: a host that is open to all passes `Sources(roots=(SHIPPED,), hub=False)`.
    sources = Sources()
    try:
        checkpoint = None if arguments.no_model else Sources().find(arguments.checkpoint)
        engine = Engine(checkpoint, arguments.device, arguments.dtype, lend_gpu)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    served = {"theme": theme(), "css": css(), "footer_links": ["api"], "run_history": False, "ssr_mode": False}
    shelf = Shelf(engine, sources, SHIPPED if hub_name(arguments.checkpoint) else None)
    build(engine, shelf).queue().launch(
        server_name=arguments.host,
        server_port=arguments.port,
        mcp_server=arguments.mcp or None,
        app_kwargs={"routes": [Pages(shelf, build, **served).route]},
        **served,
    )
    return 0


def build_parser() -> argparse.ArgumentParser:
    """All flags."""
    parser = argparse.ArgumentParser(description="Serve the page on which a small language model thinks.")
    parser.add_argument(
        "--checkpoint",
        default=DEFAULT_CHECKPOINT,
        metavar="SOURCE",
        help="DIR, a folder, or OWNER/NAME[@REVISION], a model on the Hugging Face hub",
    )
    parser.add_argument("--no-model", action="store_true", help="load no checkpoint: the page opens run files only")
    parser.add_argument("--device", help="cpu, cuda, cuda:1; a GPU where there is one")
    parser.add_argument("--dtype", help="float32, bfloat16 or float16")
    parser.add_argument("--host", help="address to bind; else GRADIO_SERVER_NAME, else this machine alone")
    parser.add_argument("--port", type=int, help="else GRADIO_SERVER_PORT, else the first free port from 7860 on")
    parser.add_argument("--mcp", action="store_true", help="offer the endpoints as MCP tools as well")
    return parser


def gpu_lender() -> Callable[[Callable], Callable] | None:
    """`spaces.GPU` where that package is present, as on a Space that lends its GPU for each call.

    `spaces` must be imported before torch.
    """
    if importlib.util.find_spec("spaces") is None:
        return None
    import spaces

    return spaces.GPU


if __name__ == "__main__":
    raise SystemExit(main())
