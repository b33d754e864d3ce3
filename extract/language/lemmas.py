"""Lemmas: how the network writes them, and how they are mended.

The network names an edit: how many letters to drop from the end of a word, and what to put there;
one class in some hundreds, learnt from the treebanks. Where its answer is no form of a known verb
or noun, :func:`mended` finds the lemma in a word list (``data/lemmas.csv``), by the regular endings
of English and the list's irregular forms. The component ``realpolitik_lemmas`` does so for every
token behind any analyser, so that ``token.lemma_`` is right for all that reads it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VOWELS = frozenset("aeiou")
_HISSES = ("s", "x", "z", "ch", "sh")
_ENDINGS = {
    "VERB": ("ies y", "ied y", "es", "es e", "s", "ed", "ed e", "ing", "ing e", "ying ie"),
    "NOUN": ("ies y", "es", "es e", "s"),
}


def rule_of(form: str, lemma: str) -> str:
    """Name the edit that makes a lemma from a form.

    A rule reads ``case|drop|add``: ``l`` lower-cases first, ``k`` keeps the case, ``=`` is a
    whole-word replacement.

    >>> rule_of("Countries", "country"), rule_of("Turkey", "Turkey"), rule_of("was", "be")
    ('l|3|y', 'k|0|', '=|be')
    """
    for case, text in (
        ("k", form),
        ("l", form.lower()),
        ("t", form.capitalize()),
        ("u", form.upper()),
    ):
        common = 0
        while common < min(len(text), len(lemma)) and text[common] == lemma[common]:
            common += 1
        if common and (common >= len(text) - 4) and len(lemma) - common <= 4:
            return f"{case}|{len(text) - common}|{lemma[common:]}"
    return f"=|{lemma}"


def apply_rule(rule: str, form: str) -> str:
    """Apply a rule to a form; one that does not fit (drops the whole word) gives the form in lower
    case.

    >>> apply_rule("l|3|y", "Countries"), apply_rule("=|be", "WAS"), apply_rule("k|3|y", "us")
    ('country', 'be', 'us')
    """
    if rule.startswith("=|"):
        return rule[2:] or form
    case, drop, add = rule.split("|", 2)
    text = {"k": form, "l": form.lower(), "t": form.capitalize(), "u": form.upper()}[case]
    kept = len(text) - int(drop)
    return text[:kept] + add if kept > 0 else form.lower()


def lemma_of(token: Token) -> str:
    """Return a token's lemma in lower case, the form under which lists have it."""
    return token.lemma_.lower()


# -- the word list
# -------------------------------------------------------------------------------------------------


class WordList(NamedTuple):
    """Known lemmas by part of speech (VERB, NOUN), and the lemmas of irregular forms."""

    lemmas: dict[str, frozenset[str]]
    irregular: dict[tuple[str, str], tuple[str, ...]]


@cache
def word_list() -> WordList:
    """Return the verbs and nouns of ``data/lemmas.csv``."""
    lemmas: dict[str, set[str]] = {pos: set() for pos in _ENDINGS}
    irregular: dict[tuple[str, str], tuple[str, ...]] = {}
    with (files("extract.language") / "data" / "lemmas.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lemmas[row["pos"]].add(row["lemma"])
            for form in row["irregular"].split():
                key = form, row["pos"]
                irregular[key] = (*irregular.get(key, ()), row["lemma"])
    return WordList({pos: frozenset(found) for pos, found in lemmas.items()}, irregular)


def regular_forms(lemma: str, pos: str) -> frozenset[str]:
    """Return the forms of a verb or a noun by the rules of English spelling.

    Whether the last consonant of a longer word is doubled hangs on its stress, which spelling does
    not tell, so both forms are given.

    Examples
    --------
    >>> sorted(regular_forms("deny", "VERB"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(regular_forms("expel", "VERB"))
    ['expel', 'expeled', 'expeling', 'expelled', 'expelling', 'expels']
    """
    after_consonant = lemma[-2:-1] not in _VOWELS
    if lemma.endswith("y") and after_consonant:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(_HISSES) else "s")
    if pos == "NOUN":
        return frozenset({lemma, third})
    found = {lemma, third}
    for stem in _stems_before_endings(lemma):
        if stem.endswith("y") and after_consonant:
            past = stem[:-1] + "ied"
        else:
            past = stem + ("d" if stem.endswith("e") else "ed")
        found |= {past, stem + "ing"}
    return frozenset(found)


def _stems_before_endings(verb: str) -> Iterator[str]:
    """Yield what stands before "-ed" and "-ing": "shell", "plann", "picnick", "mov", "agree"."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        yield verb[:-1]
        return
    single = len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS
    if single and verb[-3] not in _VOWELS:
        yield verb + verb[-1]
        if sum(letter in "aeiouy" for letter in verb) == 1:
            return
    if verb.endswith("c"):
        yield verb + "k"
    yield verb


def lemmas_of(form: str, pos: str) -> tuple[str, ...]:
    """Return the lemmas of which a form (in lower case) is known to be one: those of which it is an
    irregular form before those of which it is a regular one, a lemma that is the form itself last.

    Examples
    --------
    >>> lemmas_of("shelled", "VERB"), lemmas_of("struck", "VERB"), lemmas_of("hoped", "VERB")
    (('shell',), ('strike',), ('hope',))
    """
    known = word_list()
    found = dict.fromkeys(known.irregular.get((form, pos), ()))
    for stem in sorted(stems(form, pos), key=form.__eq__):
        if stem in known.lemmas[pos] and form in regular_forms(stem, pos):
            found.setdefault(stem)
    return tuple(found)


def stems(form: str, pos: str) -> Iterator[str]:
    """Yield what a form may be a regular inflection of.

    Examples
    --------
    >>> list(stems("expelled", "VERB"))
    ['expelled', 'expell', 'expel', 'expelle']
    """
    yield form
    for ending, _, put in (rule.partition(" ") for rule in _ENDINGS[pos]):
        if form.endswith(ending) and form != ending:
            stem = form[: -len(ending)] + put
            yield stem
            if not put and len(stem) > 3 and (stem[-1] == stem[-2] or stem.endswith("ck")):
                yield stem[:-1]


# -- mending
# -------------------------------------------------------------------------------------------------


def mended(form: str, pos: str, lemma: str) -> str:
    """Return the lemma of a verb or a noun: the one given if the form can be one of it, else the
    first that the word list knows, else the one given.

    Examples
    --------
    >>> mended("denies", "VERB", "denie"), mended("shelled", "VERB", "shelle")
    ('deny', 'shell')
    >>> mended("found", "VERB", "find"), mended("Kyivites", "NOUN", "Kyivite")
    ('find', 'Kyivite')
    """
    return _mended(form, pos, lemma) if pos in _ENDINGS else lemma


@lru_cache(maxsize=30_000)
def _mended(form: str, pos: str, lemma: str) -> str:
    known = lemmas_of(form.lower(), pos)
    return lemma if not known or lemma in known else known[0]


def mend(doc: Doc) -> Doc:
    """Mend the lemmas of a parsed document.

    An adjective that has a by-phrase ("rebels armed by Iran") is a participle whatever its tag, and
    gets the lemma of its verb; a token that no component gave a lemma gets its form.
    """
    for token in doc:
        pos = token.pos_
        if pos == "ADJ" and any(c.dep_ == "obl:agent" for c in token.children):
            pos = "VERB"
        lemma = mended(token.text, pos, token.lemma_ or token.text.lower())
        if lemma != token.lemma_:
            token.lemma_ = lemma
    return doc
