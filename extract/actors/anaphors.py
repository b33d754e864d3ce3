"""The words that refer back, and the kinds of actor that each can take up."""

from __future__ import annotations

from extract.actors.tables import word_set

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "themselves"))
ME = frozenset(("i", "me", "my", "myself"))
WE = frozenset(("we", "us", "our", "ourselves"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "nsubj:outer"))
BODIES = frozenset(
    (
        "state",
        "government",
        "military",
        "armed group",
        "party",
        "organisation",
        "igo",
        "ngo",
        "media",
        "company",
    )
)
PLURAL = frozenset(
    (
        "people",
        "armed group",
        "party",
        "organisation",
        "military",
        "government",
        "state",
        "igo",
        "ngo",
        "company",
    )
)
BOTH = frozenset(("both", "two"))
SIDES = word_set("coreference.sides")
# Nouns that take up what was named: the kinds that each can mean.
TAKES_UP: dict[str, frozenset[str]] = {
    **dict.fromkeys(("country", "nation", "republic", "kingdom"), frozenset(("state",))),
    **dict.fromkeys(
        ("group", "organization", "organisation", "movement"),
        frozenset(("armed group", "party", "organisation", "ngo", "igo")),
    ),
    **dict.fromkeys(("militia", "faction"), frozenset(("armed group",))),
    "party": frozenset(("party",)),
    **dict.fromkeys(("company", "firm", "bank", "airline"), frozenset(("company",))),
    **dict.fromkeys(
        ("agency", "body", "institution"), frozenset(("igo", "ngo", "government", "organisation"))
    ),
    **dict.fromkeys(("bloc", "alliance"), frozenset(("igo", "organisation"))),
    **dict.fromkeys(("ministry", "department"), frozenset(("government",))),
    **dict.fromkeys(
        word_set("coreference.takes_up"),
        frozenset(("person",)),
    ),
}
PERSONS = word_set("coreference.persons")
