"""The spaCy component that reads a document with the network and writes what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from extract.language.consistency import make_consistent
from extract.language.datelines import dateline_length, set_apart
from extract.language.entity_spans import decode_spans
from extract.language.lemmas import apply_rule
from extract.language.mended_trees import Tree, mend
from extract.language.network import MIDDLE, VECTORS
from extract.language.sentences import MUST, boundary_rules, choose_starts
from extract.language.title_case import as_prose
from extract.language.trees import decode_tree
from extract.language.world import Span, World, add_known

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.language.network import Network, Scores

WEIGHTS = Path(__file__).parent / "weights" / "english.npz"
WINDOW = 160
LONGEST = 400
"""Word pieces of a usual window, and of the longest: a sentence beyond it is cut."""
MOST_SLOW = 3
"""So many windows in a row may give seven eighths of themselves to the next."""
_KEPT_NAMES = ("PERSON", "GPE", "NORP", "LOC")
CAUTION = 0.3
"""Added to the score of *no entity*; chosen on the development sets."""


@dataclass
class Analysis:
    """What `Analyser.match` finds, by word (white space left out)."""

    heads: list[int]
    """Absolute index of each word's head; a root is its own."""
    deps: list[str]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    starts: list[int]
    entities: list[Span]
    cut: int
    """How many sentences were too long for one window and were cut."""
    vectors: list[NDArray[np.float16]] = field(default_factory=list)
    """The words' vectors, a window each: of the network's last layer and of a middle one."""


@Language.factory(
    "realpolitik_analyser",
    assigns=[
        "token.head",
        "token.dep",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.is_sent_start",
        "doc.ents",
    ],
)
def make_analyser(nlp: Language, name: str, path: str = "", threads: int = 1) -> Analyser:
    """Component factory; ``path`` names another weights file than the package's."""
    from extract.language.network import Network

    return Analyser(Network(Path(path) if path else WEIGHTS, threads))


class Analyser:
    """Parses, tags and finds entities; results of a document never depend on other documents."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.world = World()
        self._tags = tuple(network.classes.entities)

    def __call__(self, doc: Doc) -> Doc:
        """Write the analysis of a document on it."""
        indexes = [t.i for t in doc if not t.is_space]
        if indexes:
            write(doc, indexes, self.match(doc))
        return doc

    def match(self, doc: Doc) -> Analysis:
        """Analyse a document and leave it as it is."""
        tokens = [t for t in doc if not t.is_space]
        text = doc.text
        words = [t.text for t in tokens]
        ends = [0, *(t.idx + len(t) for t in tokens)]
        gaps = [text[a : t.idx] for a, t in zip(ends, tokens, strict=False)]
        rules = boundary_rules(words, gaps)
        words = as_prose(words, rules, self._names_of_line)
        found = Analysis([], [], [], [], [], [], [], 0)
        for offset, starts, scores, size in self._windows(words, gaps, rules):
            self._window(words, gaps, offset, [*starts, size], scores, found)
            found.cut += (
                starts == [0] and offset + size < len(words) and rules[offset + size] != MUST
            )
        _mend(words, found)
        proper = [u in ("PROPN", "ADJ") for u in found.upos]
        entities = add_known(found.entities, words, proper, self.world)
        found.entities = make_consistent(entities, words, found.upos, self.world)
        return found

    def _names_of_line(self, line: Sequence[str]) -> frozenset[int]:
        """Return which words of a line in title case are names: listed ones, people and places."""
        scores = self.network.run(list(line))
        found = decode_spans(scores["entities"], self._tags, CAUTION)
        spans = [(s, e) for s, e, kind in found if kind in _KEPT_NAMES]
        spans += [(s, e) for s, e, _ in self.world.find(line, [True] * len(line))]
        return frozenset(i for start, end in spans for i in range(start, end))

    def _windows(
        self, words: list[str], gaps: list[str], rules: list[int]
    ) -> Iterator[tuple[int, list[int], Scores, int]]:
        """Yield (offset, sentence starts, scores, words used) of windows that hold whole sentences.

        A window that ends within a paragraph gives its last sentence, which may go on, to the next.
        Where windows again and again give nearly all of themselves away, as in a text that is no
        prose, one is taken whole: else the network would read the text once for every word.
        """
        sizes = [len(self.network.pieces(w)) for w in words]
        at, limit, slow = 0, WINDOW, 0
        while at < len(words):
            end = self._end(at, limit, sizes, rules)
            whole = end == len(words) or rules[end] == MUST
            scores = self.network.run(words[at:end])
            starts = _starts(scores, [MUST, *rules[at + 1 : end]], words[at:end], gaps[at:end])
            one = len(starts) == 1
            if one and not whole and limit < LONGEST:
                limit = LONGEST
                continue
            last = not (one or whole) and slow < MOST_SLOW
            size = starts.pop() if last else end - at
            slow = slow + 1 if size * 8 < end - at else 0
            yield at, starts, scores, size
            at, limit = at + size, WINDOW

    @staticmethod
    def _end(at: int, limit: int, sizes: list[int], rules: list[int]) -> int:
        """Where a window ends: at its last sure boundary if that is in its second half, else where
        it is full."""
        end, total, sure = at, 2, at
        while end < len(sizes) and (total + sizes[end] <= limit or end == at):
            total += sizes[end]
            end += 1
            if end < len(sizes) and rules[end] == MUST:
                sure = end
        return sure if end < len(sizes) and (sure - at) * 2 >= end - at else end

    def _window(
        self,
        words: list[str],
        gaps: list[str],
        offset: int,
        bounds: list[int],
        scores: Scores,
        found: Analysis,
    ) -> None:
        """Decode the sentences of a window; ``bounds`` are their starts and the end of the last."""
        classes = self.network.classes
        size = bounds[-1]
        heads: list[int] = []
        apart: list[int] = []
        for begin, end in pairwise(bounds):
            columns = np.concatenate([[0], np.arange(begin + 1, end + 1)])
            arcs = scores["arcs"][begin:end][:, columns]
            here = slice(offset + begin, offset + end)
            dateline = dateline_length(words[here], gaps[here], self.world)
            if dateline:
                arcs = set_apart(arcs, dateline)
                apart.append(begin)
            heads += [h and h + begin for h in decode_tree(arcs)]
            spans = decode_spans(scores["entities"][begin:end], self._tags, CAUTION)
            found.entities += [(offset + begin + s, offset + begin + e, k) for s, e, k in spans]
            found.starts.append(offset + begin)
        labels = self.network.labels(scores["label_dep"][:size], scores["label_head"][heads])
        labels[np.array(heads) > 0, classes.deps.index("root")] = -np.inf
        if apart:
            labels[apart, classes.deps.index("parataxis")] = np.inf
        if "vocative" in classes.deps:
            # Who is called stands apart by a comma: "POTUS thanks Poland" calls nobody.
            before_head = [i for i, head in enumerate(heads) if head == i + 2]
            labels[before_head, classes.deps.index("vocative")] = -np.inf
        for i, (head, label) in enumerate(zip(heads, labels.argmax(1).tolist(), strict=True)):
            found.heads.append(offset + (head - 1 if head else i))
            found.deps.append(classes.deps[label] if head else "ROOT")
        inner = np.concatenate([scores[VECTORS][:size], scores[MIDDLE][:size]], 1)
        found.vectors.append(inner.astype(np.float16))
        self._read_tags(words[offset : offset + size], scores, found)

    def _read_tags(self, words: list[str], scores: Scores, found: Analysis) -> None:
        """Add the tags, features and lemmas of a window's words."""
        classes, size = self.network.classes, len(words)
        upos = [classes.upos[i] for i in scores["upos"][:size].argmax(1).tolist()]
        found.upos += upos
        found.feats += [classes.feats[i] for i in scores["feats"][:size].argmax(1).tolist()]
        rules = scores["rules"][:size].argmax(1).tolist()
        for word, tag, rule in zip(words, upos, rules, strict=True):
            found.lemmas.append(
                classes.lemmas.get(f"{word.lower()}|{tag}") or apply_rule(classes.rules[rule], word)
            )


def _mend(words: list[str], found: Analysis) -> None:
    """Mend the trees of a document, sentence by sentence."""
    for start, end in pairwise([*found.starts, len(words)]):
        heads = [head - start for head in found.heads[start:end]]
        tree = Tree(words[start:end], found.upos[start:end], heads, found.deps[start:end])
        mend(tree)
        found.heads[start:end] = [head + start for head in tree.heads]
        found.deps[start:end] = tree.deps


def _starts(scores: Scores, rules: list[int], words: list[str], gaps: list[str]) -> list[int]:
    """The words of a window that begin a sentence."""
    chances = 1 / (1 + np.exp(-scores["starts"].reshape(-1)))
    flags = choose_starts(chances.tolist(), rules, words, gaps)
    return [i for i, flag in enumerate(flags) if flag]


def write(doc: Doc, indexes: list[int], found: Analysis) -> None:
    """Write an analysis on a document; white space hangs on the word before it.

    Parameters
    ----------
    doc
        The document.
    indexes
        Token index of each analysed word.
    found
        The analysis.
    """
    from spacy.symbols import DEP, HEAD, IDS, LEMMA, MORPH, POS  # type: ignore[import-not-found, unused-ignore]
    from spacy.tokens import Span as SpacySpan

    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    rows: list[tuple[int, int, int, int, int]] = []
    space, loose, before = IDS["SPACE"], strings.add("dep"), indexes[0]
    for k, i in enumerate([*indexes, len(doc)]):
        rows += [
            ((before - j) % 2**64, loose, strings.add(doc[j].text), space, 0)
            for j in range(len(rows), i)
        ]
        if i < len(doc):
            feats = morphology.add(found.feats[k]) if found.feats[k] != "_" else 0
            head = (indexes[found.heads[k]] - i) % 2**64
            rows.append(
                (
                    head,
                    strings.add(found.deps[k]),
                    strings.add(found.lemmas[k]),
                    IDS[found.upos[k]],
                    feats,
                )
            )
            before = i
    doc.from_array([HEAD, DEP, LEMMA, POS, MORPH], np.array(rows, np.uint64))  # type: ignore[arg-type]
    doc.set_ents(
        [SpacySpan(doc, indexes[s], indexes[e - 1] + 1, label=k) for s, e, k in found.entities]
    )
    if found.vectors:
        vectors = np.concatenate(found.vectors)
        doc.tensor = np.zeros((len(doc), vectors.shape[1]), np.float16)
        doc.tensor[indexes] = vectors
    if found.cut:
        doc.user_data["cut_sentences"] = found.cut
