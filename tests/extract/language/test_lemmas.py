"""Lemmas are right for every stage: the word list, the rules of spelling, and the mending."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.events.frames import packaged_frames
from extract.extractor import Extractor
from extract.language.lemma_component import NAME, mend_lemmas
from extract.language.lemmas import lemmas_of, mended, regular_forms, word_list
from extract.language.pipeline import load_weights
from extract.lexicon import rows as lists

DATA = files("extract.language") / "data" / "lemmas.csv"


def rows(package: str, name: str) -> list[dict[str, str]]:
    with (files(package) / "data" / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_row_is_a_lower_case_verb_or_noun_once_with_its_source() -> None:
    seen = set()
    for row in rows("extract.language", "lemmas"):
        key = row["lemma"], row["pos"]
        assert key not in seen, key
        seen.add(key)
        assert row["pos"] in ("VERB", "NOUN"), key
        assert row["source"] in ("specialist", "own"), key
        assert row["lemma"] == row["lemma"].lower() == row["lemma"].strip() != "", key
        forms = row["irregular"].split()
        assert not set(forms) & regular_forms(*key), key
    assert len(seen) > 25_000


def test_every_form_that_the_rules_make_leads_back_to_its_lemma() -> None:
    known = word_list()
    lost = [
        (form, pos, lemma)
        for pos, lemmas in known.lemmas.items()
        for lemma in lemmas
        for form in regular_forms(lemma, pos)
        if lemma not in lemmas_of(form, pos)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("forms", "pos", "lemma"),
    [
        ("denies denied denying", "VERB", "deny"),
        ("shells shelled shelling", "VERB", "shell"),
        ("expels expelled expelling", "VERB", "expel"),
        ("strikes struck stricken striking", "VERB", "strike"),
        ("agrees agreed agreeing", "VERB", "agree"),
        ("dies died dying", "VERB", "die"),
        ("vetoes vetoed vetoing", "VERB", "veto"),
        ("travels travelled traveled travelling traveling", "VERB", "travel"),
        ("traffics trafficked trafficking", "VERB", "traffic"),
        ("sues sued suing", "VERB", "sue"),
        ("frees freed freeing", "VERB", "free"),
        ("flees fled fleeing", "VERB", "flee"),
        ("seizes seized seizing", "VERB", "seize"),
        ("presses pressed pressing", "VERB", "press"),
        ("obeys obeyed obeying", "VERB", "obey"),
        ("sets set setting", "VERB", "set"),
        ("hopes hoped hoping", "VERB", "hope"),
        ("hops hopped hopping", "VERB", "hop"),
        ("withholds withheld withholding", "VERB", "withhold"),
        ("armies", "NOUN", "army"),
        ("embargoes embargos", "NOUN", "embargo"),
        ("allies", "NOUN", "ally"),
        ("thieves", "NOUN", "thief"),
        ("crises", "NOUN", "crisis"),
        ("policemen", "NOUN", "policeman"),
        ("troops", "NOUN", "troop"),
        ("talks", "NOUN", "talk"),
        ("shelling", "NOUN", "shelling"),
        ("people", "NOUN", "people"),
        ("news", "NOUN", "news"),
    ],
)
def test_forms(forms: str, pos: str, lemma: str) -> None:
    """Whatever the network made of it, the lemma is mended."""
    for form in forms.split():
        for wrong in (form, form[:-1], form + "e"):
            if wrong != lemma:
                assert mended(form, pos, wrong) == lemma, (form, wrong)


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("found", "VERB", "found"),
        ("found", "VERB", "find"),
        ("left", "VERB", "leave"),
        ("lay", "VERB", "lie"),
        ("Baathists", "NOUN", "Baathist"),
        ("Shells", "PROPN", "Shells"),
        ("better", "ADJ", "good"),
    ],
)
def test_a_lemma_that_may_be_right_stands(form: str, pos: str, lemma: str) -> None:
    assert mended(form, pos, lemma) == lemma


def verbs_of_the_lists() -> set[str]:
    named = {lemma for frame in packaged_frames() if frame.pos == "verb" for lemma in frame.lemmas}
    for row in (*rows("extract.events", "composers"), *lists("words/status_governors")):
        if row["pos"] == "verb":
            named.update(row["lemma"].split("|"))
    return {verb for verb in named if verb.isalpha()}


def test_the_lists_of_later_stages_name_lemmas_and_no_forms() -> None:
    """A list that names "froze" beside "freeze" mends what is mended here."""
    forms = {
        verb: found
        for verb in verbs_of_the_lists()
        if verb not in (found := lemmas_of(verb, "VERB"))
    }
    assert forms.keys() == {"out"}  # "outed an agent": no word list has it


def test_every_form_of_every_verb_of_the_lists_is_mended() -> None:
    wrong = [
        (form, verb)
        for verb in verbs_of_the_lists() - {"out"}
        for form in regular_forms(verb, "VERB")
        if form not in word_list().lemmas["VERB"] and verb not in lemmas_of(form, "VERB")
    ]
    assert wrong == []


def participle(label: str) -> Doc:
    return Doc(
        Vocab(),
        words=["rebels", "armed", "by", "Iran"],
        lemmas=["rebel", "armed", "by", "Iran"],
        pos=["NOUN", "ADJ", "ADP", "PROPN"],
        heads=[0, 0, 3, 1],
        deps=["ROOT", "acl", "case", label],
    )


def test_an_adjective_with_a_by_phrase_is_a_participle() -> None:
    assert mend_lemmas(participle("obl:agent"))[1].lemma_ == "arm"
    assert mend_lemmas(participle("obl"))[1].lemma_ == "armed"


def test_a_pipeline_without_lemmas_gets_some() -> None:
    doc = Doc(Vocab(), words=["Iran", "denies", "it"], pos=["PROPN", "VERB", "PRON"])
    assert [t.lemma_ for t in mend_lemmas(doc)] == ["iran", "deny", "it"]


def test_the_component_stands_behind_the_analyser_once() -> None:
    from extract.language.pipeline import _with_lemmas_mended

    nlp = _with_lemmas_mended(_with_lemmas_mended(spacy.blank("en")))
    assert nlp.pipe_names == [NAME]


@pytest.mark.model
def test_the_pipeline_that_ships_mends() -> None:
    nlp = load_weights()
    assert nlp.pipe_names[-1] == NAME
    doc = nlp("Iran denies that it shelled Iraq and supplies the rebels.")
    assert [t.lemma_ for t in doc if t.pos_ == "VERB"] == ["deny", "shell", "supply"]


@pytest.mark.model
@pytest.mark.parametrize("denied", ["denies", "denied", "has denied", "is denying"])
@pytest.mark.parametrize("deed", ["shelled", "attacked", "struck", "bombed", "invaded"])
def test_what_is_denied_is_negated_in_every_form(denied: str, deed: str) -> None:
    found = Extractor.load()(f"Iran {denied} that it {deed} Iraq.")
    assert {t.status for t in found if t.action.type == "ASSAULT"} <= {"negated"}
