"""Sentences to windows to batches: what the network reads in one step."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from extract.language.tags import ENTITY_TAGS
from extract.language.word_features import SHAPES, WordPieces, shape_of
from training.language.corpora import UNKNOWN, Sentence

_PLACES = ("GPE", "LOC", "FAC")
_SILENT = ("O", "NORP", "EVENT")
GOLD_TAGS = (UNKNOWN, "N", *ENTITY_TAGS, *(f"{p}-PLACE" for p in "BIES"))


def allowed_tags() -> torch.Tensor:
    """For each of `GOLD_TAGS`, which of the network's tags agree with it."""
    table = np.zeros((len(GOLD_TAGS), len(ENTITY_TAGS)), bool)
    for i, gold in enumerate(GOLD_TAGS):
        for j, tag in enumerate(ENTITY_TAGS):
            kind = tag.split("-")[-1]
            table[i, j] = (
                gold in (UNKNOWN, tag)
                or (gold == "N" and kind in _SILENT)
                or (gold.endswith("-PLACE") and kind in _PLACES and tag[0] == gold[0])
            )
    return torch.from_numpy(table)


class Examples:
    """Encodes sentences for one inventory of classes."""

    def __init__(self, pieces: WordPieces, classes: dict[str, Any]) -> None:
        self.pieces = pieces
        self.ids = {
            layer: {k: i for i, k in enumerate(classes[layer])}
            for layer in ("upos", "feats", "rules", "deps")
        }
        self.gold = {tag: i for i, tag in enumerate(GOLD_TAGS)}

    def encode(self, s: Sentence) -> dict[str, Any]:
        """Plain lists of one sentence."""
        n = len(s.words)
        none = [-100] * n
        return {
            "pieces": [self.pieces(w) for w in s.words],
            "shapes": [shape_of(w) for w in s.words],
            "upos": [self.ids["upos"].get(v, -100) for v in s.upos] or none,
            "feats": [self.ids["feats"].get(v, -100) for v in s.feats] or none,
            "rules": [self.ids["rules"].get(v, -100) for v in s.rules] or none,
            "head": list(s.heads) or none,
            "dep": [self.ids["deps"][v] for v in s.deps] or none,
            "entity": [self.gold[t] for t in s.entities],
            "bounded": s.bounded,
            "size": 0,
        }


def recase(sentence: dict[str, Any], rng: random.Random, rate: float) -> dict[str, Any]:
    """Now and then a sentence in capitals, in lower case or as a headline, or without its full
    stop."""
    draw = rng.random()
    if draw >= rate:
        return sentence
    lower, title, upper, mark = (SHAPES.index(s) for s in ("lower", "title", "upper", "mark"))
    kept = {mark, SHAPES.index("number"), SHAPES.index("ordinal"), SHAPES.index("other")}
    shapes = sentence["shapes"]
    if draw < rate * 0.35:
        shapes = [s if s in kept else upper for s in shapes]
    elif draw < rate * 0.7:
        shapes = [s if s in kept else lower for s in shapes]
    else:
        shapes = [
            title if s == lower and len(p) + i > 1 else s
            for i, (s, p) in enumerate(zip(shapes, sentence["pieces"], strict=True))
        ]
    return {**sentence, "shapes": shapes}


def windows(
    stream: list[dict[str, Any]], rng: random.Random, limit: int, recased: float = 0.08
) -> Iterator[list[dict[str, Any]]]:
    """Cut a stream of encoded sentences into windows of consecutive ones; their size limit
    varies."""
    window: list[dict[str, Any]] = []
    size, room = 2, limit
    for s in stream:
        n = sum(len(p) for p in s["pieces"])
        if n > limit - 2:
            continue
        if window and size + n > room:
            yield window
            window, size = [], 2
            room = limit if rng.random() < 0.75 else rng.randint(24, limit)
        window.append(recase(s, rng, recased))
        size += n
    if window:
        yield window


def collate(batch: list[list[dict[str, Any]]], pieces: WordPieces) -> dict[str, torch.Tensor]:
    """Pad windows into tensors; lengths are rounded up so that few different shapes occur."""

    def up(n: int, to: int) -> int:
        return -(-n // to) * to

    longest = up(max(sum(len(p) for s in w for p in s["pieces"]) + 2 for w in batch), 16)
    most = up(max(sum(len(s["pieces"]) for s in w) for w in batch), 16)
    out = {
        k: np.full((len(batch), most), -100, np.int64)
        for k in ("upos", "feats", "rules", "head", "dep", "start")
    }
    for k in ("first", "last", "entity"):
        out[k] = np.zeros((len(batch), most), np.int64)
    out["sentence"] = np.full((len(batch), most), -1, np.int64)
    out["ids"] = np.full((len(batch), longest), pieces.pad, np.int64)
    out["shapes"] = np.full((len(batch), longest), len(SHAPES), np.int64)
    for b, window in enumerate(batch):
        at, word = 1, 0
        out["ids"][b, 0] = pieces.start
        for number, s in enumerate(window):
            begin = word
            for i, (ids, shape) in enumerate(zip(s["pieces"], s["shapes"], strict=True)):
                out["ids"][b, at : at + len(ids)] = ids
                out["shapes"][b, at : at + len(ids)] = shape
                out["first"][b, word], out["last"][b, word] = at, at + len(ids) - 1
                out["sentence"][b, word] = number
                for layer in ("upos", "feats", "rules", "dep", "entity"):
                    out[layer][b, word] = s[layer][i]
                head = s["head"][i]
                out["head"][b, word] = head if head <= 0 else head + begin
                out["start"][b, word] = (i == 0) if s["bounded"] else -100
                at += len(ids)
                word += 1
        out["ids"][b, at] = pieces.end
    return {k: torch.from_numpy(v) for k, v in out.items()}


def batches(
    pool: list[list[dict[str, Any]]], rng: random.Random, budget: int
) -> list[list[list[dict[str, Any]]]]:
    """Group windows of like length, about ``budget`` pieces a batch, in random order."""

    def length(w: list[dict[str, Any]]) -> int:
        return sum(len(p) for s in w for p in s["pieces"]) + 2

    pool = sorted(pool, key=lambda w: (length(w) // 16, rng.random()))
    found: list[list[list[dict[str, Any]]]] = []
    batch: list[list[dict[str, Any]]] = []
    for w in pool:
        if batch and (len(batch) + 1) * (length(w) // 16 + 1) * 16 > budget:
            found.append(batch)
            batch = []
        batch.append(w)
    if batch:
        found.append(batch)
    rng.shuffle(found)
    return found
