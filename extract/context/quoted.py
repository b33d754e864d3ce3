"""The verb of speech whose quotation holds an event, in its sentence, its paragraph, or the
paragraph before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.context.cue_words import speech
from extract.context.quotes import Quotation, find_quotations, quotation_at
from extract.context.speakers import who_speaks
from extract.events.clauses import is_verbal
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KEY = "realpolitik_layout"
# A shorter quotation that is no sentence only quotes a word or two.
_SHORTEST = 12


@dataclass(frozen=True)
class Layout:
    """A document's text, its quotations, and its sentences as character and token offsets."""

    text: str
    quotations: tuple[Quotation, ...]
    sentences: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, doc: Doc) -> Layout:
        """Return the layout of a document, made once and kept with it until the component is
        done."""
        kept = doc.user_data.get(KEY)
        if not isinstance(kept, cls):
            text = doc.text
            spans = tuple(
                (s.start_char, s.end_char, s.start, s.end) for s in doc.sents if s.text.strip()
            )
            kept = cls(text, tuple(find_quotations(text)), spans)
            doc.user_data[KEY] = kept
        return kept

    def paragraph(self, quotation: Quotation) -> tuple[int, int]:
        """Return the character offsets of a quotation's paragraph."""
        end = self.text.find("\n", quotation.end)
        return self.text.rfind("\n", 0, quotation.start) + 1, len(self.text) if end < 0 else end

    def sentences_in(self, left: int, right: int) -> list[tuple[int, int, int, int]]:
        """Return the sentences that reach into a stretch of text."""
        return [s for s in self.sentences if s[0] < right and s[1] > left]


def speech_of_quotation(doc: Doc, trigger: Token) -> Token | None:
    """Return the verb of speech whose quotation holds the event, where its own clause has none."""
    layout = Layout.of(doc)
    index = quotation_at(layout.quotations, trigger.idx)
    if index < 0:
        return _speech_of_statement(doc, layout, trigger)
    quotation = layout.quotations[index]
    inside = layout.text[quotation.start : quotation.end]
    if len(inside) < _SHORTEST and not inside.rstrip().endswith((".", "!", "?", ",")):
        return None
    own = trigger.sent.start
    in_reach = layout.sentences_in(*layout.paragraph(quotation))
    for _, _, start, end in sorted(in_reach, key=lambda s: (abs(s[2] - own), s[2])):
        if start == own or _touches(layout, doc[start].idx, doc[end - 1].idx + len(doc[end - 1])):
            found = _speech_in(doc, layout, start, end, quotation)
            if found is not None:
                return found
    return _speech_before(doc, layout, index)


def _speech_of_statement(doc: Doc, layout: Layout, trigger: Token) -> Token | None:
    """Return the verb that opens a statement without quotation marks: "The minister said:", then
    paragraphs that say "we"."""
    if not any(t.text.lower() in word_set("speakers_words") for t in trigger.sent):
        return None
    own = layout.text.rfind("\n", 0, trigger.idx) + 1
    for _, last_char, start, end in reversed([s for s in layout.sentences if s[1] <= own]):
        if layout.text[:last_char].rstrip().endswith(":"):
            return _speech_in(doc, layout, start, end, Quotation(own, own, False))
        if '"' in layout.text[doc[start].idx : last_char]:
            return None
    return None


def _speech_before(doc: Doc, layout: Layout, index: int) -> Token | None:
    """Return the speech that an earlier paragraph ends with ("He said:"), or whose quotation it
    left open."""
    quotation = layout.quotations[index]
    while quotation.carried and index > 0:
        index -= 1
        quotation = layout.quotations[index]
        for _, _, start, end in layout.sentences_in(*layout.paragraph(quotation)):
            found = _speech_in(doc, layout, start, end, quotation)
            if found is not None:
                return found
    left = layout.paragraph(quotation)[0]
    before = layout.text[max(0, left - 2000) : left].rstrip()
    if layout.text[left : quotation.start].strip(' "') or not before.endswith(
        (":", ",", "said", "says")
    ):
        return None
    last = max(0, left - 2000) + len(before)
    for first_char, last_char, start, end in layout.sentences:
        if first_char < last <= last_char + 2:
            return _speech_in(doc, layout, start, end, quotation)
    return None


def _speech_in(
    doc: Doc, layout: Layout, start: int, end: int, quotation: Quotation
) -> Token | None:
    """Return the verb of speech of a sentence that stands outside of quotation marks, the nearest
    to the quotation."""
    lemmas = speech("speech", "verb") | speech("quote", "verb")
    verbs = [
        t
        for t in doc[start:end]
        if t.lemma_ in lemmas
        and is_verbal(t)
        and quotation_at(layout.quotations, t.idx) < 0
        and who_speaks(t)
    ]
    if not verbs:
        return None
    return min(verbs, key=lambda v: min(abs(v.idx - quotation.end), abs(v.idx - quotation.start)))


def _touches(layout: Layout, first: int, last: int) -> bool:
    return any(q.start - 3 <= last and first <= q.end + 3 for q in layout.quotations)
