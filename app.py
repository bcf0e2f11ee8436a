"""Serve the page: `python app.py [--checkpoint DIR | --no-model] [--device D] [--host H] [--port P] [--mcp]`."""

import argparse
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path

# Each holds a copy of the page's configuration, some 300 kB; the oldest goes first.
MAX_SESSIONS = 1000
DEFAULT_CHECKPOINT = Path(__file__).resolve().parent / "checkpoints" / "tiny-sft"


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

    from starlette.middleware import Middleware

    from latentviz.runfile import MAX_BYTES
    from latentviz.ui import build
    from latentviz.ui.engine import Engine
    from latentviz.ui.gate import Gate
    from latentviz.ui.theme import css, theme

    if arguments.mcp and importlib.util.find_spec("mcp") is None:
        print('error: --mcp needs the package mcp: pip install "gradio[mcp]"', file=sys.stderr)
        return 2
    checkpoint = None if arguments.no_model else arguments.checkpoint
    try:
        engine = Engine(checkpoint, arguments.device, arguments.dtype, lend_gpu)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    build(engine).queue(api_open=False).launch(
        server_name=arguments.host,
        server_port=arguments.port,
        theme=theme(),
        css=css(),
        footer_links=["api"],
        run_history=False,
        ssr_mode=False,
        mcp_server=arguments.mcp or None,
        max_file_size=MAX_BYTES,
        state_session_capacity=MAX_SESSIONS,
        app_kwargs={"middleware": [Middleware(Gate)]},
    )
    return 0


def build_parser() -> argparse.ArgumentParser:
    """All flags."""
    parser = argparse.ArgumentParser(description="Serve the page on which a small language model thinks.")
    parser.add_argument("--checkpoint", default=DEFAULT_CHECKPOINT, metavar="DIR")
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
