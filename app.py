"""Serve the page: `python app.py [--checkpoint SOURCE | --no-model] [--device D] [--host H] [--port P] [--public]`."""

import argparse
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from latentviz.utils.command import in_words
from latentviz.utils.shipped import SHIPPED, default_checkpoint

if TYPE_CHECKING:
    from latentviz.serving.host_policy import HostPolicy

ON_SPACE = "SPACE_ID" in os.environ


def main(argv: list[str] | None = None) -> int:
    """Serve until interrupted.

    Returns
    -------
    code : int
        0, or 2 where the checkpoint or the address cannot be used (the reason goes to standard error).
    """
    arguments = build_parser().parse_args(argv)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    lend_gpu = gpu_lender()

    from latentviz.model.hub import find, hub_name
    from latentviz.serving.admission import RequestLimiter
    from latentviz.serving.catalog import CheckpointCatalog
    from latentviz.serving.engine import Engine
    from latentviz.serving.server import serve
    from latentviz.ui import build
    from latentviz.ui.shared.theme import css, theme
    from latentviz.utils.logging import log_events

    if arguments.mcp and importlib.util.find_spec("mcp") is None:
        print('error: --mcp needs the package mcp: pip install "gradio[mcp]"', file=sys.stderr)
        return 2
    log_events()
    policy = policy_of(arguments)
    try:
        if arguments.device or arguments.dtype:
            check_hardware(arguments.device, arguments.dtype)
        checkpoint = None if arguments.no_model else find(arguments.checkpoint)
        engine = Engine(checkpoint, arguments.device, arguments.dtype, lend_gpu, RequestLimiter(policy))
    except (OSError, ValueError) as error:
        print(f"error: {in_words(error)}", file=sys.stderr)
        return 2
    if lend_gpu is not None:
        # `spaces` takes the weights to its GPUs when the page is launched, so that they must be there by then.
        engine.settle()
    catalog = CheckpointCatalog(engine, SHIPPED if hub_name(arguments.checkpoint) else None)
    try:
        serve(
            build,
            catalog,
            theme=theme(),
            css=css(),
            server_name=arguments.host,
            server_port=arguments.port,
            mcp_server=arguments.mcp or None,
        )
    except OSError as error:
        print(f"error: no page can be served there ({error}); choose another --port or --host", file=sys.stderr)
        return 2
    return 0


def check_hardware(device: str | None, dtype: str | None) -> None:
    """Refuse a device or a precision that is not there; without either, the page need not wait for torch."""
    from latentviz.model.checkpoint import choose_device, choose_dtype

    choose_dtype(dtype, choose_device(device))


def build_parser() -> argparse.ArgumentParser:
    """All flags."""
    parser = argparse.ArgumentParser(description="Serve the page on which a small language model thinks.")
    parser.add_argument(
        "--checkpoint",
        default=default_checkpoint(),
        metavar="SOURCE",
        help="DIR, a folder, or OWNER/NAME[@REVISION], a model on the Hugging Face hub",
    )
    parser.add_argument("--no-model", action="store_true", help="load no checkpoint: the page opens run files only")
    parser.add_argument("--device", help="cpu, cuda, cuda:1; a GPU where there is one")
    parser.add_argument("--dtype", help="float32, bfloat16 or float16")
    parser.add_argument("--host", help="address to bind; else GRADIO_SERVER_NAME, else this machine alone")
    parser.add_argument("--port", type=port, help="else GRADIO_SERVER_PORT, else the first free port from 7860 on")
    parser.add_argument("--mcp", action="store_true", help="offer the endpoints as MCP tools as well")
    hosting = parser.add_argument_group("hosting")
    hosting.add_argument(
        "--public",
        action="store_true",
        default=os.environ.get("LATENTVIZ_PUBLIC", "") not in ("", "0"),
        help="limits for a page that anybody can reach; or LATENTVIZ_PUBLIC=1",
    )
    hosting.add_argument(
        "--checkpoint-root",
        type=folder,
        metavar="DIR",
        help="visitors may load the checkpoint folders inside it alone; with --public else the checkpoint's neighbours",
    )
    hosting.add_argument(
        "--n-proxies",
        type=count,
        default=int(ON_SPACE),
        metavar="N",
        help="proxies in front of this server, whose X-Forwarded-For is believed; 1 on a Space, else 0",
    )
    hosting.add_argument(
        "--frame-ancestors",
        nargs="*",
        default=["https://huggingface.co"] if ON_SPACE else [],
        metavar="ORIGIN",
        help="origins that may show the page in a frame; https://huggingface.co on a Space, else none",
    )
    return parser


def folder(text: str) -> Path:
    """A folder that is there."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return Path(text)


def count(text: str) -> int:
    """A number from 0 on."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"it is {number}; it must be 0 or more")
    return number


def port(text: str) -> int:
    """A port that can be bound."""
    number = int(text)
    if not 0 < number < 2**16:
        raise argparse.ArgumentTypeError(f"{number} is no port; choose 1 to {2**16 - 1}")
    return number


def policy_of(arguments: argparse.Namespace) -> "HostPolicy":
    """What the flags allow visitors; beside a model of the hub stand the shipped checkpoints."""
    from latentviz.model.hub import hub_name
    from latentviz.serving.host_policy import HostPolicy

    settings = {"n_proxies": arguments.n_proxies, "frame_ancestors": tuple(arguments.frame_ancestors)}
    if arguments.public:
        beside = SHIPPED if hub_name(arguments.checkpoint) else Path(arguments.checkpoint).resolve().parent
        return HostPolicy.public(arguments.checkpoint_root or beside, **settings)
    return HostPolicy(checkpoint_root=arguments.checkpoint_root, **settings)


def gpu_lender() -> Callable[..., Callable] | None:
    """`spaces.GPU` where that package is present, as on a Space that lends its GPU for each call.

    `spaces` must be imported before torch.
    """
    if importlib.util.find_spec("spaces") is None:
        return None
    import spaces

    return spaces.GPU


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Without this the process would wait for a model that still loads, and then take torch apart object by object.
    os._exit(code)
