"""References inside an article, on hand-built trees: pronouns, nouns, speakers, and when there is
no answer."""

from __future__ import annotations

from typing import Any

import pytest

from extract.actors import ActorFinder

_LEMMAS = {"said": "say", "condemns": "condemn", "urged": "urge", "thanked": "thank"}


def _doc(*sentences: str, title: str = "") -> Any:
    """Build a Doc; a word reads ``form/POS/head/dep``, heads count from 1, 0 is the root; ``/Plur``
    may follow."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    words, tags, heads, deps, morphs, starts = [], [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for i, item in enumerate(sentence.split()):
            form, tag, head, dep, *more = item.split("/")
            words.append(form)
            tags.append(tag)
            heads.append(offset + (int(head) - 1 if head != "0" else i))
            deps.append("ROOT" if head == "0" else dep)
            morphs.append(f"Number={more[0]}" if more else "")
            starts.append(i == 0)
    finder = ActorFinder()
    doc = Doc(
        Vocab(),
        words=words,
        pos=tags,
        heads=heads,
        deps=deps,
        morphs=morphs,
        lemmas=[_LEMMAS.get(w, w.lower()) for w in words],
    )
    doc._.title = title
    return doc, finder


CASES = [
    (
        "its is whose who is asked",
        [
            "Nepal/PROPN/2/nsubj urged/VERB/0/root India/PROPN/2/obj to/PART/5/mark "
            "end/VERB/2/xcomp its/PRON/7/nmod:poss blockade/NOUN/5/obj"
        ],
        {"its": "IND"},
    ),
    (
        "its is whose who is thanked for it",
        [
            "Nepal/PROPN/2/nsubj thanked/VERB/0/root India/PROPN/2/obj for/ADP/6/case "
            "its/PRON/6/nmod:poss support/NOUN/2/obl"
        ],
        {"its": "IND"},
    ),
    (
        "its takes the subject",
        ["Turkey/PROPN/2/nsubj recalled/VERB/0/root its/PRON/4/nmod:poss ambassador/NOUN/2/obj"],
        {"its ambassador": "TUR"},
    ),
    (
        "he is the only man near",
        [
            "Vladimir/PROPN/3/nsubj Putin/PROPN/1/flat spoke/VERB/0/root",
            "He/PRON/2/nsubj left/VERB/0/root",
        ],
        {"He": "vladimir-putin"},
    ),
    (
        "she is not a man",
        [
            "Vladimir/PROPN/3/nsubj Putin/PROPN/1/flat spoke/VERB/0/root",
            "She/PRON/2/nsubj left/VERB/0/root",
        ],
        {},
    ),
    (
        "two men: no answer unless one is the subject",
        [
            "Vladimir/PROPN/3/nsubj Putin/PROPN/1/flat called/VERB/0/root "
            "Emmanuel/PROPN/3/obj Macron/PROPN/4/flat",
            "He/PRON/2/nsubj left/VERB/0/root",
        ],
        {"He": "vladimir-putin"},
    ),
    (
        "a relative",
        [
            "Hamas/PROPN/4/nsubj which/PRON/3/nsubj rules/VERB/1/acl:relcl refused/VERB/0/root",
        ],
        {"which": "HAMAS"},
    ),
    (
        "the group",
        [
            "Hamas/PROPN/2/nsubj refused/VERB/0/root",
            "The/DET/2/det group/NOUN/3/nsubj left/VERB/0/root",
        ],
        {"group": "HAMAS"},
    ),
    (
        "the group, of two groups: no answer",
        [
            "Talks/NOUN/0/root with/ADP/3/case Hamas/PROPN/1/nmod and/CCONJ/5/cc "
            "Hezbollah/PROPN/3/conj failed/VERB/1/acl",
            "The/DET/2/det group/NOUN/3/nsubj left/VERB/0/root",
        ],
        {},
    ),
    (
        "an empty it",
        [
            "Turkey/PROPN/2/nsubj spoke/VERB/0/root",
            "It/PRON/3/nsubj was/AUX/3/cop clear/ADJ/0/root",
        ],
        {},
    ),
    (
        "the two Koreas",
        [
            "North/PROPN/2/compound Korea/PROPN/3/nsubj fired/VERB/0/root",
            "The/DET/2/det South/PROPN/3/nsubj answered/VERB/0/root",
        ],
        {"South": "KOR"},
    ),
    (
        "the same noun",
        [
            "Libyan/ADJ/2/amod rebels/NOUN/3/nsubj/Plur fought/VERB/0/root troops/NOUN/3/obj/Plur",
            "The/DET/2/det rebels/NOUN/3/nsubj/Plur won/VERB/0/root",
        ],
        {"rebels": "LBY-rebels"},
    ),
]


@pytest.mark.parametrize(("note", "sentences", "expected"), CASES, ids=[case[0] for case in CASES])
def test_reference(note: str, sentences: list[str], expected: dict[str, str]) -> None:
    doc, finder = _doc(*sentences)
    found = {
        doc[m.start : m.end].text: m.id for m in finder.match(doc) if m.resolved_by == "coreference"
    }
    assert found == expected


def test_both_countries_are_two_mentions_of_the_same_words() -> None:
    doc, finder = _doc(
        "Turkey/PROPN/4/nsubj and/CCONJ/3/cc Greece/PROPN/1/conj met/VERB/0/root",
        "Both/DET/2/det countries/NOUN/3/nsubj/Plur agreed/VERB/0/root",
    )
    found = [m for m in finder.match(doc) if m.resolved_by == "coreference"]
    assert [(m.start, m.end, m.id) for m in found] == [(5, 6, "GRC"), (5, 6, "TUR")]


def test_we_in_a_quotation_is_the_speaker_s_state() -> None:
    doc, finder = _doc(
        '"/PUNCT/3/punct We/PRON/3/nsubj agree/VERB/6/ccomp ,/PUNCT/3/punct "/PUNCT/3/punct '
        "said/VERB/0/root "
        "Vladimir/PROPN/6/nsubj Putin/PROPN/7/flat"
    )
    [mention] = [m for m in finder.match(doc) if m.resolved_by == "coreference"]
    assert (doc[mention.start].text, mention.id) == ("We", "RUS")


def test_we_of_a_statement_is_the_body_that_issues_it() -> None:
    doc, finder = _doc(
        "NATO/PROPN/2/nsubj condemns/VERB/0/root the/DET/4/det attack/NOUN/2/obj",
        "We/PRON/2/nsubj stand/VERB/0/root with/ADP/4/case Poland/PROPN/2/obl",
    )
    assert [m.id for m in finder.match(doc) if doc[m.start].text == "We"] == ["NATO"]


def test_i_outside_a_quotation_is_nobody_without_an_issuer() -> None:
    doc, finder = _doc("I/PRON/2/nsubj like/VERB/0/root Poland/PROPN/2/obj")
    assert [m.id for m in finder.match(doc)] == ["POL"]


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("UK welcomes new sanctions", "GBR"),
        ("NATO condemns attack", "NATO"),
        ("Syrian Opposition Conference in Riyadh", ""),
        ("Attack on Turkey", ""),
    ],
)
def test_who_issues_a_text_that_says_we(title: str, issuer: str) -> None:
    doc, finder = _doc("We/PRON/2/nsubj welcome/VERB/0/root this/PRON/2/obj", title=title)
    assert [m.id for m in finder.match(doc)] == ([issuer] if issuer else [])
