"""Upload a finished run to the Hugging Face hub: its weights, its records, and the card that is made of them.

`python -m train.publish checkpoints/tiny-sft owner/name [--private] [--dry-run]`, after `python -m train.card`.
"""

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from huggingface_hub import HfApi, ModelCard
from huggingface_hub.errors import HFValidationError, HTTPError
from huggingface_hub.utils import validate_repo_id

from latentviz.model.checkpoint import CARD, EVAL, FOLDER_FILES, SUMS, CheckpointError, load_checkpoint, write_sums
from latentviz.model.parent import parent_weights
from latentviz.utils.checkpoint_files import PARENT_WEIGHTS
from train import command
from train.card import card, read_json


def check_finished(folder: Path) -> None:
    """Refuse a folder whose files do not hold together.

    Raises
    ------
    CheckpointError
        If the run is not finished, the folder cannot be loaded, or its card is not the one of its records.
    """
    checkpoint = load_checkpoint(folder, device="cpu")
    if not (folder / SUMS).is_file():
        raise CheckpointError(f"{folder / SUMS}: missing; run python -m train.card --checkpoint {folder}")
    evaluation = read_json(folder, EVAL, f"run python -m train.evaluate --checkpoint {folder} first")
    path = folder / CARD
    if not path.is_file() or path.read_text(encoding="utf-8") != card(checkpoint, evaluation):
        raise CheckpointError(
            f"{path}: not the card of this folder's records; run python -m train.card --checkpoint {folder}"
        )


def files_to_publish(folder: Path) -> list[str]:
    """Names of the files that a finished run uploads."""
    return [name for name in (*FOLDER_FILES, SUMS) if (folder / name).is_file()]


def with_all_weights(folder: Path, copy: Path) -> Path:
    """The folder, or a copy of its files where it needs the weights of another one, with these beside them."""
    weights = parent_weights(folder)
    if not weights or weights[0].name == PARENT_WEIGHTS:
        return folder
    copy.mkdir()
    for name in files_to_publish(folder):
        shutil.copy(folder / name, copy)
    shutil.copy(weights[0], copy / PARENT_WEIGHTS)
    write_sums(copy)
    return copy


def publish(folder: Path, repo_id: str, names: list[str], private: bool, api: HfApi) -> str:
    """Make the repository where there is none, and upload the files as one commit.

    Returns
    -------
    address : str
        Of the commit.

    Raises
    ------
    CheckpointError
        If the hub refuses or cannot be reached.
    """
    try:
        api.create_repo(repo_id, private=private, exist_ok=True)
        commit = api.upload_folder(
            repo_id=repo_id,
            folder_path=folder,
            allow_patterns=names,
            commit_message=f"{folder.resolve().name}: weights, records and card",
        )
    except HTTPError as error:
        raise CheckpointError(f"{repo_id}: the upload broke off ({error})") from error
    return commit.commit_url


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.publish", description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", metavar="DIR", type=Path)
    parser.add_argument("repo_id", metavar="OWNER/NAME")
    parser.add_argument("--private", action="store_true", help="make a repository that only its owner sees")
    parser.add_argument("--dry-run", action="store_true", help="print what would be uploaded, and stop")
    arguments = parser.parse_args(argv)
    folder, repo_id = arguments.checkpoint, arguments.repo_id
    validate_repo_id(repo_id)
    if "/" not in repo_id:
        raise HFValidationError(f"{repo_id!r}: the name of a repository is OWNER/NAME")
    check_finished(folder)
    with TemporaryDirectory() as space:
        whole = with_all_weights(folder, Path(space) / folder.resolve().name)
        names = files_to_publish(whole)
        if arguments.dry_run:
            print(plan(whole, repo_id, names))
        else:
            print(publish(whole, repo_id, names, arguments.private, HfApi()))


def plan(folder: Path, repo_id: str, names: list[str]) -> str:
    """What would be uploaded: the files, and what the hub will read from the card."""
    sizes = "\n".join(f"{(folder / name).stat().st_size:>12,}  {name}" for name in names)
    data = ModelCard((folder / CARD).read_text(encoding="utf-8")).data
    return f"to {repo_id}, bytes and names:\n{sizes}\n\nmetadata of the card:\n{data.to_yaml()}"


if __name__ == "__main__":
    raise SystemExit(main())
