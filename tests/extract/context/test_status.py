"""Status by grammar, on hand-built trees; rows read: the tree, the event's word, its status."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from extract.context import status_of
from extract.context.words import SLOTS, STATUSES, rows
from extract.doc_attributes import CodedEvent

TREES = [
    ("Israel//PROPN/2/nsubj struck/strike/VERB*/0/root Syria//PROPN/2/obj", "struck", "asserted"),
    ("Israel//PROPN/4/nsubj did/do/AUX*/4/aux not//PART/4/advmod strike/strike/VERB/0/root Syria//PROPN/4/obj", "strike", "negated"),
    ("Israel//PROPN/3/nsubj never//ADV/3/advmod struck/strike/VERB*/0/root Syria//PROPN/3/obj", "struck", "negated"),
    ("Israel//PROPN/4/nsubj no//ADV/3/advmod longer//ADV/4/advmod bombs/bomb/VERB/0/root Syria//PROPN/4/obj", "bombs", "negated"),
    ("Israel//PROPN/5/nsubj not//ADV/3/advmod only//ADV/5/advmod has/have/AUX/5/aux struck/strike/VERB/0/root Syria//PROPN/5/obj", "struck", "asserted"),
    ("No//DET/2/det troops/troop/NOUN/3/nsubj entered/enter/VERB*/0/root Syria//PROPN/3/obj", "entered", "negated"),
    ("Israel//PROPN/2/nsubj conducted/conduct/VERB*/0/root no//DET/4/det strikes/strike/NOUN/2/obj", "strikes", "negated"),
    ("Israel//PROPN/3/nsubj will//AUX/3/aux strike/strike/VERB/0/root Syria//PROPN/3/obj", "strike", "planned"),
    ("Israel//PROPN/4/nsubj will//AUX/4/aux not//PART/4/advmod strike/strike/VERB/0/root Syria//PROPN/4/obj", "strike", "negated"),
    ("Israel//PROPN/3/nsubj may//AUX/3/aux strike/strike/VERB/0/root Syria//PROPN/3/obj", "strike", "hypothetical"),
    ("Israel//PROPN/3/nsubj would//AUX/3/aux strike/strike/VERB/0/root Syria//PROPN/3/obj", "strike", "hypothetical"),
    ("Israel//PROPN/2/nsubj said/say/VERB*/0/root it//PRON/5/nsubj would//AUX/5/aux strike/strike/VERB/2/ccomp Syria//PROPN/5/obj", "strike", "planned"),
    ("Israel//PROPN/2/nsubj denied/deny/VERB*/0/root having/have/AUX/4/aux struck/strike/VERB/2/xcomp Syria//PROPN/4/obj", "struck", "negated"),
    ("Israel//PROPN/2/nsubj denied/deny/VERB*/0/root that//SCONJ/6/mark it//PRON/6/nsubj had/have/AUX*/6/aux struck/strike/VERB/2/ccomp Syria//PROPN/6/obj", "struck", "negated"),
    ("Israel//PROPN/4/nsubj did/do/AUX*/4/aux not//PART/4/advmod deny/deny/VERB/0/root striking/strike/VERB/4/xcomp Syria//PROPN/5/obj", "striking", "hypothetical"),
    ("Putin//PROPN/2/nsubj failed/fail/VERB*/0/root to//PART/4/mark meet/meet/VERB/2/xcomp Biden//PROPN/4/obj", "meet", "negated"),
    ("Putin//PROPN/2/nsubj left/leave/VERB*/0/root without//SCONJ/4/mark meeting/meet/VERB/2/advcl Biden//PROPN/4/obj", "meeting", "negated"),
    ("Putin//PROPN/2/nsubj plans/plan/VERB/0/root to//PART/4/mark meet/meet/VERB/2/xcomp Biden//PROPN/4/obj", "meet", "planned"),
    ("Putin//PROPN/3/nsubj is/be/AUX/3/aux going/go/VERB/0/root to//PART/5/mark meet/meet/VERB/3/xcomp Biden//PROPN/5/obj", "meet", "planned"),
    ("Putin//PROPN/2/nsubj is/be/VERB/0/root to//PART/4/mark meet/meet/VERB/2/xcomp Biden//PROPN/4/obj", "meet", "planned"),
    ("Turkey//PROPN/3/nsubj to//PART/3/mark host/host/VERB/0/root Russia//PROPN/3/obj", "host", "planned"),
    ("If//SCONJ/3/mark Iran//PROPN/3/nsubj attacks/attack/VERB/7/advcl Israel//PROPN/3/obj Israel//PROPN/7/nsubj will//AUX/7/aux respond/respond/VERB/0/root", "attacks", "hypothetical"),
    ("If//SCONJ/3/mark Iran//PROPN/3/nsubj attacks/attack/VERB/7/advcl Israel//PROPN/3/obj Israel//PROPN/7/nsubj will//AUX/7/aux respond/respond/VERB/0/root", "respond", "hypothetical"),
    ("Unless//SCONJ/4/mark Iran//PROPN/4/nsubj not//PART/4/advmod withdraws/withdraw/VERB/6/advcl Israel//PROPN/6/nsubj waits/wait/VERB/0/root", "withdraws", "hypothetical"),
    ("Has/have/AUX/3/aux Israel//PROPN/3/nsubj struck/strike/VERB/0/root Syria//PROPN/3/obj ?//PUNCT/3/punct", "struck", "hypothetical"),
    ("Any//DET/2/det attack//NOUN/6/nsubj on//ADP/4/case Israel//PROPN/2/nmod would//AUX/6/aux fail/fail/VERB/0/root", "attack", "hypothetical"),
    ("Turkey//PROPN/2/nsubj called/call/VERB*/0/root for//ADP/4/case talks/talk/NOUN/2/obl", "talks", "hypothetical"),
    ("Turkey//PROPN/2/nsubj urged/urge/VERB*/0/root Israel//PROPN/2/obj to//PART/5/mark withdraw/withdraw/VERB/2/xcomp", "withdraw", "hypothetical"),
    ("Turkey//PROPN/2/nsubj cancelled/cancel/VERB*/0/root talks/talk/NOUN/2/obj", "talks", "negated"),
    ("Turkey//PROPN/3/nsubj has/have/AUX/3/aux denounced/denounce/VERB/0/root the//DET/5/det attack//NOUN/3/obj", "attack", "asserted"),
    ("They//PRON/2/nsubj spoke/speak/VERB*/0/root ahead//ADV/6/case of//ADP/3/fixed upcoming//ADJ/6/amod talks/talk/NOUN/2/obl", "talks", "planned"),
    ("The//DET/3/det planned//ADJ/3/amod attack//NOUN/4/nsubj worried/worry/VERB*/0/root Israel//PROPN/4/obj", "attack", "planned"),
    ("He//PRON/3/nsubj will//AUX/3/aux travel/travel/VERB/0/root and//CCONJ/5/cc meet/meet/VERB/3/conj Putin//PROPN/5/obj", "meet", "planned"),
    ("He//PRON/3/nsubj will//AUX/3/aux travel/travel/VERB/0/root but//CCONJ/6/cc Iran//PROPN/6/nsubj attacked/attack/VERB*/3/conj Israel//PROPN/6/obj", "attacked", "asserted"),
    ("Turkey//PROPN/2/nsubj warned/warn/VERB*/0/root that//SCONJ/6/mark Iran//PROPN/6/nsubj had/have/AUX*/6/aux attacked/attack/VERB/2/ccomp Israel//PROPN/6/obj", "attacked", "asserted"),
    ("Iran//PROPN/2/nsubj sent/send/VERB*/0/root troops/troop/NOUN/2/obj to//PART/5/mark fight/fight/VERB/2/advcl Iraq//PROPN/5/obj", "fight", "planned"),
    ("He//PRON/2/nsubj flew/fly/VERB*/0/root home//ADV/2/advmod to//PART/5/mark meet/meet/VERB/2/advcl Putin//PROPN/5/obj", "meet", "asserted"),
    ("Iran//PROPN/2/nsubj considered/consider/VERB*/0/root attacking/attack/VERB/2/xcomp Israel//PROPN/3/obj", "attacking", "hypothetical"),
    ("Iran//PROPN/2/nsubj made/make/VERB*/0/root threats/threat/NOUN/2/obj of//ADP/5/case war//NOUN/3/nmod", "war", "hypothetical"),
    ("Iran//PROPN/2/nsubj managed/manage/VERB*/0/root to//PART/4/mark attack/attack/VERB/2/xcomp Israel//PROPN/4/obj", "attack", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "word", "status"), TREES)
def test_status(tree: Callable[..., Doc], event: Callable[..., CodedEvent], line: str, word: str, status: str) -> None:
    doc = tree(line)
    assert status_of(doc, event(doc, word)) == status


DATED = [
    ("Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj in//ADP/5/case 1990//NUM/2/obl", "historical"),
    ("Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj on//ADP/5/case Monday//PROPN/2/obl", "asserted"),
    (
        "Iraq//PROPN/2/nsubj invades/invade/VERB/0/root Kuwait//PROPN/2/obj next//ADJ/5/amod week//NOUN/2/obl:unmarked",
        "planned",
    ),
    (
        "Iraq//PROPN/2/nsubj invaded/invade/VERB*/0/root Kuwait//PROPN/2/obj decades/decade/NOUN/5/obl ago//ADV/2/advmod",
        "historical",
    ),
]


@pytest.mark.parametrize(("line", "status"), DATED)
def test_status_by_date(tree: Callable[..., Doc], event: Callable[..., CodedEvent], line: str, status: str) -> None:
    doc = tree(line, published="2025-04-10")
    assert status_of(doc, event(doc, doc[1].text)) == status


def test_a_forced_status_stands(tree: Callable[..., Doc], event: Callable[..., CodedEvent]) -> None:
    doc = tree("Israel//PROPN/3/nsubj will//AUX/3/aux strike/strike/VERB/0/root")
    assert status_of(doc, event(doc, "strike", status="asserted")) == "asserted"


def test_the_lists_are_sound() -> None:
    governors = rows("governors")
    assert len({(row["lemma"], row["pos"]) for row in governors}) == len(governors)
    assert {row["slot"] for row in governors} <= SLOTS
    assert {row["status"] for row in governors} <= STATUSES
    assert {row["pos"] for row in governors} == {"verb", "noun", "adj"}
    cues = rows("cues")
    assert len({(row["word"], row["kind"]) for row in cues}) == len(cues)
    assert {row["status"] for row in cues} <= STATUSES | {"", "would"}
    speech = rows("speech")
    assert len({(row["lemma"], row["pos"]) for row in speech}) == len(speech)
    assert {row["kind"] for row in speech} == {
        "speech",
        "finding",
        "quote",
        "citing",
        "preposition",
        "claim",
        "hearsay",
        "outlet",
    }
