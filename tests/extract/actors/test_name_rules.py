"""The ordered rules, each by an example that it decides: a rule that another hides would fail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from extract.actors import bare_roles, bearers, listed_names, nominals, roles, unlisted_names
from extract.actors.article_words import Words
from extract.actors.finding import find_actors
from extract.actors.gazetteer import gazetteer
from extract.actors.ledger import Ledger
from extract.actors.listed_names import Case, ListedNames
from extract.actors.name_index import Entry
from extract.actors.person_spans import NO_SURNAMES, PersonSpans
from extract.actors.role_nouns import role_noun_at
from extract.doc_attributes import register


@cache
def _nlp() -> Any:
    import spacy

    from extract.language.tokenizer import build_tokenizer

    register()
    nlp = spacy.blank("en")
    nlp.tokenizer = build_tokenizer(nlp)
    return nlp


def _doc(text: str, names: str = "") -> Any:
    """Make a Doc; ``names`` are those that a recogniser sees: ``PERSON Michael Jordan/ORG BBC``."""
    doc = _nlp()(text)
    spans = []
    for item in filter(None, names.split("/")):
        label, name = item.split(" ", 1)
        start = text.index(name)
        spans.append(doc.char_span(start, start + len(name), label=label))
    doc.set_ents(spans)
    return doc


def _ledger(text: str, names: str = "") -> Ledger:
    words = Words(_doc(text, names))
    return Ledger(words, gazetteer(), day="", metonyms=True, title=())


def _deciding(rules: Sequence[Any], *arguments: Any) -> tuple[str, Any]:
    """Return the name of the first rule that decides, and what it says."""
    for rule in rules:
        if (said := rule(*arguments)) is not None:
            return rule.__name__, said
    return "", None


@pytest.mark.parametrize(
    ("rule", "text", "names", "name", "stands"),
    [
        ("_of_a_person", "Vladimir Putin spoke.", "", "Vladimir", True),
        ("_part_of_a_region", "Western region", "", "Western", False),
        (
            "_country_of_a_title",
            "the President of Venezuela Ruth Unlisted",
            "PERSON Venezuela Ruth Unlisted",
            "Venezuela",
            True,
        ),
        ("_part_of_a_person", "Michael Jordan won.", "PERSON Michael Jordan", "Jordan", False),
        ("_given_name", "Chad Wolf resigned.", "", "Chad", False),
        ("_given_name", "Chad recalled its envoy.", "", "Chad", True),
        ("", "Hamas refused.", "", "Hamas", None),
    ],
)
def test_a_listed_name_stands_or_not(
    rule: str, text: str, names: str, name: str, stands: bool | None
) -> None:
    words = Words(_doc(text, names))
    [hit] = [
        h for h in gazetteer().index.find(words.cut, words.texts) if words.texts[h.start] == name
    ]
    assert _deciding(listed_names.RULES, Case(hit, words, gazetteer())) == (rule, stands)


@pytest.mark.parametrize(
    ("text", "names", "known"),
    [
        ("The President of Venezuela Ruth Unlisted left.", "PERSON Venezuela Ruth Unlisted", "VEN"),
        ("Protests in Tripoli, Lebanon, and in Beirut spread.", "", "LBN-tripoli"),
        ("The U.S. state of Georgia elected its governor.", "", "USA-georgia"),
    ],
)
def test_whose_name_it_is(text: str, names: str, known: str) -> None:
    ledger = _ledger(text, names)
    ListedNames(ledger).find()
    assert known in {entry.id for _start, _end, entry in ledger.starts.values()}


@pytest.mark.parametrize(
    ("rule", "phrase", "word", "goes_on"),
    [
        ("_over_hyphen", "the Shiite - officials", "-", True),
        ("_former", "former officials", "former", True),
        ("_backed", "Iranian-backed rebels", "backed", True),
        ("_owner", "senior Turkish officials", "Turkish", True),
        ("_possessive", "Turkey's officials", "'s", True),
        ("_owning_pronoun", "its officials", "its", False),
        ("_definite_word", "the officials", "the", False),
        ("_edge", "with officials", "with", False),
        ("_edge", "enjoying officials", "enjoying", False),
        ("_modifier", "senior officials", "senior", True),
    ],
)
def test_a_word_before_a_noun(rule: str, phrase: str, word: str, goes_on: bool) -> None:
    ledger = _ledger(phrase)
    ListedNames(ledger).find()
    words = ledger.words
    at = words.lower.index(word.lower())
    walk = nominals._Walk(words, ledger.ends.get, gazetteer(), at, words.size - 1)
    assert _deciding(nominals.RULES, walk) == (rule, goes_on)


def test_a_number_ends_a_phrase() -> None:
    from spacy.tokens import Doc

    doc = Doc(_nlp().vocab, words=["40", "officials"], pos=["NUM", "NOUN"])
    walk = nominals._Walk(Words(doc), {}.get, gazetteer(), 0, 1)
    assert _deciding(nominals.RULES, walk) == ("_number", False)


@pytest.mark.parametrize(
    ("rule", "text", "noun", "actor"),
    [
        (
            "_titled",
            "Chancellor Ruth Unlisted left. The chancellor spoke.",
            "chancellor",
            "Ruth Unlisted",
        ),
        ("_of_one_country", "The Taoiseach spoke in Dublin.", "Taoiseach", "Ireland"),
        ("_no_actor", "A force entered.", "force", ""),
        ("_by_context", "Troops entered Mali. The troops left.", "troops", "Mali"),
    ],
)
def test_a_noun_without_an_owner(rule: str, text: str, noun: str, actor: str) -> None:
    ledger = _ledger(text)
    people = ListedNames(ledger).find()
    from extract.actors.finding import _add_person
    from extract.actors.people import PeopleFinder

    for person in PeopleFinder(ledger).find(people):
        _add_person(ledger, person)
    at = max(i for i, word in enumerate(ledger.words.texts) if word == noun)
    found = role_noun_at(ledger, at)
    assert found is not None
    name, said = _deciding(bare_roles.RULES, ledger, found)
    assert (name, said.entry.name) == (rule, actor)


def test_a_noun_that_modifies_another_is_nobody() -> None:
    from spacy.tokens import Doc

    doc = Doc(
        _nlp().vocab,
        words=["minister", "talks", "ended"],
        pos=["NOUN", "NOUN", "VERB"],
        heads=[1, 2, 2],
        deps=["compound", "nsubj", "ROOT"],
    )
    ledger = Ledger(Words(doc), gazetteer(), day="", metonyms=True, title=())
    found = role_noun_at(ledger, 0)
    assert found is not None
    assert _deciding(bare_roles.RULES, ledger, found)[0] == "_modifies_another"
    assert bare_roles.read_bare(ledger, found) is None


@pytest.mark.parametrize(
    ("reading", "text", "actor"),
    [
        ("_of_person", "Vladimir Putin's government spoke.", "RUS"),
        ("_apposed", "Hakan Fidan, the Turkish foreign minister, spoke.", "hakan-fidan"),
        ("_owned", "Turkish officials spoke.", "TUR"),
        ("_bare", "Gunmen fled.", "gunmen"),
    ],
)
def test_a_role_noun_is_read(
    reading: str, text: str, actor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def noting(rule: Any) -> Any:
        def read(finder: Any, noun: Any) -> bool:
            said: bool = rule(finder, noun)
            if said:
                taken.append(rule.__name__)
            return said

        return read

    monkeypatch.setattr(roles, "READINGS", tuple(noting(rule) for rule in roles.READINGS))
    found = find_actors(_doc(text), gazetteer())
    assert reading in taken
    assert actor in {mention.id for mention in found}


@pytest.mark.parametrize(
    ("rule", "text", "names"),
    [
        ("_is_known_whole", "Hamas refused.", "ORG Hamas"),
        (
            "_holds_listed_body",
            "The United Nations Example Team left.",
            "ORG United Nations Example Team",
        ),
        ("_is_role", "Anbar Police left.", "ORG Anbar Police"),
        ("_is_people_of_listed", "Turkish Examples left.", "NORP Turkish Examples"),
        ("", "The Example Front left.", "ORG Example Front"),
    ],
)
def test_a_name_of_the_recogniser_is_left_to_others(rule: str, text: str, names: str) -> None:
    ledger = _ledger(text, names)
    ListedNames(ledger).find()
    [(start, end, label)] = ledger.words.ents
    role = gazetteer().roles.get(ledger.words.phrase(end - 1, end))
    said = [
        refusal.__name__
        for refusal in unlisted_names.REFUSALS
        if refusal(ledger, start, end, label, role)
    ]
    assert rule in said if rule else said == []


@pytest.mark.parametrize(
    ("rule", "text", "word"),
    [
        ("_too_short", "NATO met.", "NATO"),
        ("_beside_other_names", "Putin Square was closed.", "Putin"),
        ("", "Yesterday , Putin spoke.", "Putin"),
    ],
)
def test_a_surname_is_none(rule: str, text: str, word: str) -> None:
    spans = PersonSpans(_ledger(text))
    at = spans.words.texts.index(word)
    said = [refusal.__name__ for refusal in NO_SURNAMES if refusal(spans, at)]
    assert said == ([rule] if rule else [])


PUTIN = Entry("vladimir-putin", "Vladimir Putin", "person", "RUS", ("GOV",), "", "person")
NAVALNY = Entry("alexei-navalny", "Alexei Navalny", "person", "RUS", ("OPP",), "", "person")
OBAMA = Entry("barack-obama", "Barack Obama", "person", "USA", ("GOV",), "", "person")
MEDVEDEV = Entry("dmitry-medvedev", "Dmitry Medvedev", "person", "RUS", ("GOV",), "", "person")


@pytest.mark.parametrize(
    ("narrowing", "office", "country", "day", "people", "left"),
    [
        ("_of_the_country", "", "RUS", "", [PUTIN, OBAMA], [PUTIN]),
        ("_with_the_office", "head_of_state", "", "", [PUTIN, NAVALNY], [PUTIN]),
        ("_with_the_office", "spokesperson", "", "", [PUTIN, NAVALNY], [PUTIN, NAVALNY]),
        ("_on_the_day", "head_of_state", "", "2010-05-01", [PUTIN, MEDVEDEV], [MEDVEDEV]),
        ("_who_held_any_office", "", "", "", [PUTIN, NAVALNY], [PUTIN]),
    ],
)
def test_who_of_one_surname(
    narrowing: str, office: str, country: str, day: str, people: list[Entry], left: list[Entry]
) -> None:
    [rule] = [rule for rule in bearers.NARROWINGS if rule.__name__ == narrowing]
    assert rule(people, bearers.Sought(office, country, day, gazetteer())) == left
