"""Measures a pipeline as a user meets it: raw text in, no gold tokens and no gold sentences."""

from __future__ import annotations

import gzip
import re
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

PARSE_SETS = (
    "treebank/ewt-dev.conllu.gz",
    "treebank/gum-dev.conllu.gz",
    "treebank/ewt-test.conllu.gz",
    "treebank/gum-test.conllu.gz",
)
ENTITY_SETS = (
    "entities/uner-ewt-dev.iob2.gz",
    "entities/uner-ewt-test.iob2.gz",
    "entities/btc-h.conll.gz",
    "entities/re3d-test.conll.gz",
)
_GOLD = {
    **dict.fromkeys(("person", "per"), "PER"),
    **dict.fromkeys(("location", "loc", "facility", "geo-loc"), "LOC"),
    **dict.fromkeys(("organization", "organisation", "org", "corporation", "group"), "ORG"),
}
_OURS = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
_GLUED = re.compile(r"^([.,;:!?%)\]’”]|'s|n't|’s|'re|'ve|'ll|'d|'m)")


def measure_parse(nlp: Language, path: Path, most: int | None = None) -> dict[str, float]:
    """LAS, UAS, UPOS and sentence F1 on a CoNLL-U file; ten sentences at a time are joined by
    spaces."""
    from spacy.scorer import Scorer
    from spacy.training import Example
    from spacy.training.converters.conllu_to_docs import conllu_to_docs

    with gzip.open(path, "rt", encoding="utf8") as file:
        gold = list(conllu_to_docs(file.read(), n_sents=10, no_print=True))[:most]  # type: ignore[no-untyped-call]
    examples = [Example(nlp(doc.text), doc) for doc in gold]
    deps: dict[str, Any] = Scorer.score_deps(
        examples,
        "dep",
        getter=lambda t, a: t.dep_,
        head_getter=lambda t, a: t.head,
        ignore_labels=("p", "punct"),
    )
    lemmas = Scorer.score_token_attr(examples, "lemma", getter=lambda t, a: t.lemma_)
    return {
        "LAS": deps["dep_las"],
        "UAS": deps["dep_uas"],
        "UPOS": Scorer.score_token_attr(examples, "pos", getter=lambda t, a: t.pos_)["pos_acc"],
        "lemmas": lemmas["lemma_acc"],
        "sentences": Scorer.score_spans(examples, "sents")["sents_f"],
        "tokens": Scorer.score_tokenization(examples)["token_f"],
    }


def _documents(path: Path, size: int = 8) -> list[list[tuple[str, str]]]:
    """Eight sentences at a time as words and tags."""
    found: list[list[tuple[str, str]]] = []
    rows: list[tuple[str, str]] = []
    sentences = 0
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in [*file, "\n"]:
            part = line.rstrip("\n").split("\t") if "\t" in line else line.split()
            if line.startswith("# ") or (part and part[0].startswith("http")):
                continue
            if len(part) >= 2 and part[0]:
                word, tag = (
                    (part[1], part[2])
                    if part[0].isdigit() and len(part) > 2
                    else (part[0], part[-1])
                )
                rows.append((word.replace(" ", "") or "_", tag))
                continue
            sentences += bool(rows)
            if sentences >= size:
                found.append(rows)
                rows, sentences = [], 0
    return [*found, rows] if rows else found


def _gold(rows: list[tuple[str, str]]) -> tuple[str, set[tuple[int, int, str]]]:
    """Text of a document and its spans; a name's tags may be IO, IOB or BIOES."""
    text, offsets = "", []
    for i, (word, _) in enumerate(rows):
        if text and not _GLUED.match(word) and rows[i - 1][0] not in "([$“":
            text += " "
        offsets.append((len(text), len(text) + len(word)))
        text += word
    spans, i = set(), 0
    while i < len(rows):
        tag = rows[i][1]
        kind = _GOLD.get(tag[2:].lower()) if tag[:2] in ("B-", "S-", "I-", "E-") else None
        j = i + 1
        while (
            kind and j < len(rows) and rows[j][1][:2] in ("I-", "E-") and rows[j][1][2:] == tag[2:]
        ):
            j += 1
        if kind:
            spans.add((offsets[i][0], offsets[j - 1][1], kind))
        i = j
    return text, spans


def measure_entities(nlp: Language, path: Path, most: int | None = None) -> dict[str, float]:
    """F1 of exact spans of persons, places and organisations; a leading *the* does not count."""
    right, ours, golds = (dict.fromkeys(("PER", "LOC", "ORG"), 0) for _ in range(3))
    for rows in _documents(path)[:most]:
        text, gold = _gold(rows)
        mine = {
            (e.start_char, e.end_char, _OURS[e.label_]) for e in nlp(text).ents if e.label_ in _OURS
        }
        gold, mine = (
            {(s + 4 if text[s : s + 4].lower() == "the " else s, e, k) for s, e, k in spans}
            for spans in (gold, mine)
        )
        for counts, spans in ((right, gold & mine), (ours, mine), (golds, gold)):
            for _, _, kind in spans:
                counts[kind] += 1
    scores = {k: 2 * right[k] / max(1, ours[k] + golds[k]) for k in right}
    return {
        "F1": 2 * sum(right.values()) / max(1, sum(ours.values()) + sum(golds.values())),
        **scores,
    }


def measure_speed(nlp: Language, path: Path, articles: int = 1000) -> dict[str, float]:
    """Words a second, by the clock and by the processor, and peak memory; articles of 25 sentences
    of a treebank."""
    from spacy.training.converters.conllu_to_docs import conllu_to_docs

    with gzip.open(path, "rt", encoding="utf8") as file:
        texts = [doc.text for doc in conllu_to_docs(file.read(), n_sents=25, no_print=True)]  # type: ignore[no-untyped-call]
    words, began, busy = 0, time.perf_counter(), time.process_time()
    for doc in nlp.pipe((texts[i % len(texts)] for i in range(articles)), batch_size=16):
        words += len(doc)
    seconds = time.perf_counter() - began
    return {
        "words_s": words / seconds,
        "words_cpu_s": words / (time.process_time() - busy),
        "words": words,
        "peak_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def evaluate(
    nlp: Language, corpora: Path, most: int | None = None, only: str = ""
) -> dict[str, dict[str, float]]:
    """Figures of the model card by file (those with ``only`` in their names); a set that is not
    there is left out."""
    found: dict[str, dict[str, float]] = {}
    for measure, names in ((measure_parse, PARSE_SETS), (measure_entities, ENTITY_SETS)):
        for name in names:
            if only in name and (corpora / name).exists():
                found[name.split("/")[1].split(".")[0]] = measure(nlp, corpora / name, most)
                print(
                    name,
                    {k: round(v, 3) for k, v in found[name.split("/")[1].split(".")[0]].items()},
                    flush=True,
                )
    return found
