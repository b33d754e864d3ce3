"""How far two readers of the same articles agree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.evaluate.corpus_documents import CorpusDocument
from extract.evaluate.corpus_gold import gold_of_document
from extract.evaluate.corpus_scores import CorpusScore, harmonic, score_documents
from training.corpus.pseudo import triples_of

_AFTER_HEAD = re.compile(
    r",| (?:of|in|from|for|at|on|to|with|by|against|who|which|that|near|under)\b"
)
Offsets = tuple[int, int]


@dataclass(frozen=True)
class Agreement:
    """Agreement of readers A and B; ``events`` holds A against B as gold, then B against A."""

    documents: int
    figures: dict[str, float]
    events: tuple[CorpusScore, CorpusScore]
    types: dict[str, dict[str, int]] = field(default_factory=dict)


def agreement(ours: Sequence[CorpusDocument], theirs: Sequence[CorpusDocument]) -> Agreement:
    """Compare two readings of the documents that both have.

    Returns
    -------
    Agreement
        Its figures: F1 of events in both directions and their mean; whether there are events at
        all (share and Cohen's kappa); type where the parties agree (share and kappa) and status
        where the triple agrees; mentions by exact words and by head; linking as B-cubed F1 over
        the mentions that both marked.
    """
    other = {d.id: d for d in theirs}
    pairs = [(d, other[d.id]) for d in ours if d.id in other]
    first = _score([b for _, b in pairs], [a for a, _ in pairs])
    second = _score([a for a, _ in pairs], [b for _, b in pairs])
    typed = [
        (j.said["action"]["type"], (j.meets or j.pairs)[0].type, bool(j.meets))
        for j in first.judged
        if j.pairs
    ]
    same_type = sum(right for *_, right in typed)
    called = [(said, said if right else gold) for said, gold, right in typed]
    eventful = [(str(a.has_events), str(b.has_events)) for a, b in pairs]
    exact = [_overlap(_exact(a), _exact(b)) for a, b in pairs]
    heads = [_overlap(_heads(a), _heads(b)) for a, b in pairs]
    types: dict[str, dict[str, int]] = defaultdict(dict)
    for (said, gold), number in sorted(Counter(called).items()):
        types[gold][said] = number
    figures = {
        "events F1, A as said, B as gold": first.f1,
        "events F1, B as said, A as gold": second.f1,
        "events F1, mean": (first.f1 + second.f1) / 2,
        "events or none, share": _share(eventful),
        "events or none, kappa": kappa(eventful),
        "type where the parties agree, share": same_type / max(1, len(typed)),
        "type where the parties agree, kappa": kappa(called),
        "status where the triple agrees": first.status_right / max(1, first.right),
        "mentions F1, exact": _f1(exact),
        "mentions F1, head": _f1(heads),
        "linking, B-cubed F1": b_cubed(pairs),
    }
    return Agreement(
        len(pairs), {k: round(v, 3) for k, v in figures.items()}, (first, second), dict(types)
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of labels; 1 where both always give the one same label.

    Examples
    --------
    >>> kappa([("x", "x"), ("y", "y"), ("x", "y"), ("y", "x")])
    0.0
    """
    if not pairs:
        return 0.0
    seen = _share(pairs)
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def b_cubed(pairs: Sequence[tuple[CorpusDocument, CorpusDocument]]) -> float:
    """Return the B-cubed F1 of the entities of two readings, over mentions marked by both.

    Source: Bagga and Baldwin 1998, each mention counting the same.
    """
    precision = recall = total = 0.0
    for one, other in pairs:
        ours = {(m.start, m.end): m.entity for m in one.mentions}
        theirs = {(m.start, m.end): m.entity for m in other.mentions}
        common = sorted(set(ours) & set(theirs))
        for span in common:
            mine = {s for s in common if ours[s] == ours[span]}
            yours = {s for s in common if theirs[s] == theirs[span]}
            precision += len(mine & yours) / len(mine)
            recall += len(mine & yours) / len(yours)
        total += len(common)
    return harmonic(precision / max(1, total), recall / max(1, total))


def head_of(words: str) -> tuple[int, int]:
    """Return where the head of a mention stands in it: the last word before what follows a noun.

    Examples
    --------
    >>> head_of("four armed men of the Front")
    (11, 14)
    """
    found = _AFTER_HEAD.search(words)
    core = words[: found.start()] if found and found.start() else words
    start = core.rstrip().rfind(" ") + 1
    return start, len(core.rstrip())


def _score(gold: Sequence[CorpusDocument], said: Sequence[CorpusDocument]) -> CorpusScore:
    return score_documents(map(gold_of_document, gold), {d.id: triples_of(d) for d in said})


def _share(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / max(1, len(pairs))


def _exact(document: CorpusDocument) -> set[Offsets]:
    return {(m.start, m.end) for m in document.mentions}


def _heads(document: CorpusDocument) -> set[Offsets]:
    return {
        (m.start + head[0], m.start + head[1])
        for m in document.mentions
        for head in [head_of(m.words)]
    }


def _overlap(ours: set[Offsets], theirs: set[Offsets]) -> tuple[int, int, int]:
    return len(ours & theirs), len(ours), len(theirs)


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    both, ours, theirs = (sum(c[i] for c in counts) for i in range(3))
    return 2 * both / max(1, ours + theirs)
