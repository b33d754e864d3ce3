"""Training: resumable, seeded, with progress.

A run lives in one folder: ``log.jsonl``, ``classes.json`` and the last checkpoint (safetensors).
Started again in the same folder, it goes on where it stopped.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from extract.language.word_features import WordPieces
from training.language.corpora import Sentence, inventories, read_entities, read_treebank
from training.language.examples import Examples, allowed_tags, batches, collate, windows
from training.language.model import Network, losses, read_encoder
from training.language.news import swap_names, write_news
from training.language.recipe import Recipe

Cutter = Callable[[str], list[tuple[int, int]]]
TREEBANKS = {"ewt": "treebank/ewt-train.conllu.gz", "gum": "treebank/gum-train.conllu.gz"}
ENTITY_SETS = {
    "wikigold": "entities/wikigold.conll.gz",
    "wnut17": "entities/wnut17-train.conll.gz",
    "re3d": "entities/re3d-train.conll.gz",
    **{f"btc-{part}": f"entities/btc-{part}.conll.gz" for part in "abefg"},
}


def word_cutter() -> Cutter:
    """The shipped tokenizer as a function from a text to the offsets of its words."""
    import spacy

    from extract.language.tokenizer import build_tokenizer

    tokenizer = build_tokenizer(spacy.blank("en"))

    def cut(text: str) -> list[tuple[int, int]]:
        return [(t.idx, t.idx + len(t)) for t in tokenizer(text) if not t.is_space]

    return cut


def read_sources(corpora: Path, cut: Cutter, most: int | None = None) -> dict[str, list[Sentence]]:
    """All gold sets that are there; ``most`` sentences of each, for a try."""
    found = {}
    for name, file in TREEBANKS.items():
        found[name] = list(read_treebank(corpora / file, entities=name == "gum"))[:most]
    for name, file in ENTITY_SETS.items():
        if (corpora / file).exists():
            found[name] = list(read_entities(corpora / file, cut))[:most]
    return found


def round_batches(
    number: int,
    sources: dict[str, list[Sentence]],
    encoded: dict[str, list[dict[str, Any]]],
    examples: Examples,
    recipe: Recipe,
    cut: Cutter,
) -> list[list[list[dict[str, Any]]]]:
    """The batches of one round, always the same for one seed and number."""
    rng = random.Random(f"{recipe.seed}-{number}")
    pool: list[list[dict[str, Any]]] = []
    for name, sentences in encoded.items():
        if name in TREEBANKS:
            turn = rng.randrange(len(sentences))
            stream = sentences[turn:] + sentences[:turn]
        else:
            stream = rng.sample(sentences, max(1, int(len(sentences) * recipe.entity_share)))
        pool.extend(windows(stream, rng, recipe.window))
    swapped = [
        s for name in ("wikigold", "gum") for s in sources[name] if rng.random() < recipe.swapped
    ]
    fresh = [swap_names(s, rng, cut) for s in swapped]
    pool.extend(windows([examples.encode(s) for s in fresh if s], rng, recipe.window))
    news = write_news(recipe.news_words, rng, cut)
    pool.extend(windows([examples.encode(s) for s in news], rng, recipe.window))
    return batches(pool, rng, recipe.batch)


def rate_at(progress: float, recipe: Recipe) -> float:
    """Factor of the learning rates: up, level, and down in a line."""
    if progress < recipe.warm_up:
        return (progress + 1e-3) / recipe.warm_up
    if progress < recipe.decay_from:
        return 1.0
    return max(0.01, (recipe.rounds - progress) / (recipe.rounds - recipe.decay_from))


def train(
    corpora: Path,
    encoder: Path,
    run: Path,
    recipe: Recipe,
    most: int | None = None,
    threads: int = 2,
    every: int = 400,
) -> Path:
    """Train, or go on training, in the folder ``run``; returns the checkpoint with the averaged
    weights."""
    from safetensors.torch import load_file, save_file  # type: ignore[import-not-found, unused-ignore]

    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    run.mkdir(parents=True, exist_ok=True)
    cut = word_cutter()
    sources = read_sources(corpora, cut, most)
    classes = inventories([s for name in TREEBANKS for s in sources[name]], least=1 if most else 3)
    pieces = WordPieces((encoder / "vocab.txt").read_text(encoding="utf8").splitlines())
    examples = Examples(pieces, classes)
    encoded = {name: [examples.encode(s) for s in sentences] for name, sentences in sources.items()}
    (run / "classes.json").write_text(json.dumps(classes, ensure_ascii=False), encoding="utf8")
    print(
        {name: sum(len(s.words) for s in sentences) for name, sentences in sources.items()},
        flush=True,
    )

    network = Network(
        read_encoder(encoder),
        {layer: len(classes[layer]) for layer in ("upos", "feats", "rules", "deps")},
    )
    deep = [
        p
        for n, p in network.named_parameters()
        if n.startswith("encoder.") and not n.startswith("encoder.shapes")
    ]
    known = {id(p) for p in deep}
    light = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [
            {"params": deep, "lr": recipe.encoder_rate, "base": recipe.encoder_rate},
            {"params": light, "lr": recipe.head_rate, "base": recipe.head_rate},
        ],
        weight_decay=recipe.weight_decay,
        betas=(0.9, 0.98),
        fused=True,
    )
    parameters = list(network.parameters())
    names = [n for n, _ in network.named_parameters()]
    average = [p.detach().clone() for p in parameters]
    allowed = allowed_tags()
    step, number, skip, hours = 0, 0, 0, 0.0
    last = run / "checkpoint.safetensors"
    if last.exists():
        state = json.loads((run / "state.json").read_text())
        step, number, skip, hours = state["step"], state["round"], state["batch"], state["hours"]
        tensors = load_file(last)
        with torch.no_grad():
            for i, (n, p) in enumerate(zip(names, parameters, strict=True)):
                p.copy_(tensors[f"model.{n}"])
                average[i].copy_(tensors[f"average.{n}"])
                optimizer.state[p] = {
                    "step": torch.tensor(float(step)),
                    "exp_avg": tensors[f"first.{n}"],
                    "exp_avg_sq": tensors[f"second.{n}"],
                }

    def save(round_: int, batch: int) -> None:
        tensors: dict[str, Any] = {}
        for i, (n, p) in enumerate(zip(names, parameters, strict=True)):
            kept = optimizer.state[p]
            tensors |= {
                f"model.{n}": p.detach(),
                f"average.{n}": average[i],
                f"first.{n}": kept["exp_avg"],
                f"second.{n}": kept["exp_avg_sq"],
            }
        save_file(tensors, f"{last}.new")
        os.replace(f"{last}.new", last)
        (run / "state.json").write_text(
            json.dumps({"step": step, "round": round_, "batch": batch, "hours": hours})
        )
        save_file(dict(zip(names, average, strict=True)), run / "average.new")
        os.replace(run / "average.new", run / "average.safetensors")

    began, seen = time.time(), 0
    tally: dict[str, tuple[int, float]] = {}
    network.train()
    while number < recipe.rounds:
        plan = round_batches(number, sources, encoded, examples, recipe, cut)
        for i, chosen in enumerate(plan):
            if i < skip:
                continue
            progress = number + i / len(plan)
            if progress >= recipe.rounds:
                break
            factor = rate_at(progress, recipe)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            batch = collate(chosen, pieces)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, batch, allowed)
            weights = {"entities": recipe.entity_loss, "feats": 0.5, "rules": 0.5, "starts": 1.0}
            loss = sum(v * weights.get(k, 1.0) for k, v in parts.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(
                    average,
                    [p.detach() for p in parameters],
                    1 - min(recipe.averaging, step / (step + 10)),
                )
            for k, v in parts.items():
                n, total = tally.get(k, (0, 0.0))
                tally[k] = (n + 1, total + float(v.detach()))
            seen += int((batch["first"] > 0).sum())
            if step % 25 == 0:
                spent = time.time() - began
                line = {
                    "step": step,
                    "round": round(progress, 3),
                    "of": len(plan),
                    "words_s": round(seen / spent),
                    "rate": round(factor, 3),
                    **{k: round(t / n, 3) for k, (n, t) in tally.items()},
                }
                print(json.dumps(line), flush=True)
                hours, began, seen = hours + spent / 3600, time.time(), 0
                tally.clear()
            if step % every == 0:
                save(number, i + 1)
        number, skip = number + 1, 0
        save(number, 0)
    return run / "average.safetensors"
