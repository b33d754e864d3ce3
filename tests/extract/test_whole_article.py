"""A whole article of the kind that users bring: attributions, quotes, an embedded post; the same
with other countries in it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extract.extractor import Extractor
from extract.models import Article, Triple

pytestmark = pytest.mark.model

ARTICLE = """\
Senior {first_adjective} and {second_adjective} officers met in {host} on Wednesday to look for \
ways of keeping their \
pilots apart over {third}, according to diplomats from both countries quoted by Reuters.
{second} confirmed the meeting and called it useful.
{first}’s Foreign Minister {minister} said that contact with {second} was needed, just as {first} \
already coordinates with the \
United Nations and {fourth} in {third}. “There must be a channel,” {surname} said.
At the table, {second} made it clear that “any new foreign base in {third}, above all \
{first_adjective} bases near the border, \
is a red line,” {second_article} {second_adjective} official told The Guardian.
The official said {second} had also stressed this to the {first_adjective} envoys, warning that \
“any step that harms {second} \
will threaten the survival of [{third_adjective} President {leader}].”
The talks follow a night in which {second} launched a series of airstrikes across {third}, one of \
which hit {third_article} {third_adjective} airfield. pic.twitter.com/aBcDeFgHiJ
— News Siren (@News_Siren) April 2, 2025
Earlier reports had said that {first_capital} has been in negotiations with {third}’s new \
leadership over the airfield.
Officers from both {second} and {first} expect to speak again."""


class Cast(NamedTuple):
    first: str
    first_adjective: str
    first_capital: str
    second: str
    second_adjective: str
    second_article: str
    third: str
    third_adjective: str
    third_article: str
    fourth: str
    host: str
    minister: str
    surname: str
    leader: str


CASTS = [
    Cast(*row.split("|"))
    for row in (
        "Turkey|Turkish|Ankara|Israel|Israeli|an|Syria|Syrian|a|Russia|Azerbaijan|Hakan "
        "Fidan|Fidan|Ahmed al-Sharaa",
        "Egypt|Egyptian|Cairo|Ethiopia|Ethiopian|an|Sudan|Sudanese|a|Chad|Kenya|Badr "
        "Abdelatty|Abdelatty|Yusuf Idris",
        "India|Indian|New Delhi|China|Chinese|a|Nepal|Nepalese|a|Japan|Singapore|Ravi "
        "Menon|Menon|Hari Gurung",
    )
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="module", params=CASTS, ids=lambda c: f"{c.first} and {c.second}")
def told(request: pytest.FixtureRequest, extractor: Extractor) -> tuple[Cast, str, list[Triple]]:
    cast: Cast = request.param
    text = ARTICLE.format(**cast._asdict())
    reading = extractor.read(Article.of(text, date="2025-04-10"))
    return cast, text, list(reading.triples)


def said(triples: list[Triple]) -> set[tuple[str | None, str, str | None]]:
    return {(t.actor and t.actor.name, t.action.type, t.target and t.target.name) for t in triples}


@pytest.mark.parametrize(
    ("actor", "event_type", "target"),
    [
        ("first", "CONSULT", "second"),
        ("first", "COOPERATE", "fourth"),
        ("second", "THREATEN", "first"),
        ("second", "THREATEN", "leader"),
        ("second", "ASSAULT", "third"),
        ("first", "CONSULT", "third"),
    ],
)
def test_who_did_what_to_whom(
    told: tuple[Cast, str, list[Triple]], actor: str, event_type: str, target: str
) -> None:
    cast, _, triples = told
    assert (getattr(cast, actor), event_type, getattr(cast, target)) in said(triples)


def test_the_meeting_has_its_day_its_place_and_both_sides(
    told: tuple[Cast, str, list[Triple]],
) -> None:
    cast, _, triples = told
    (meeting,) = [
        t
        for t in triples
        if t.action.type == "CONSULT"
        and t.sentence.index == 0
        and t.actor
        and t.actor.name == cast.first
    ]
    assert meeting.reciprocal and meeting.status == "asserted"
    assert meeting.date and meeting.date.text and "Wednesday" in meeting.date.text
    assert (meeting.date.start, meeting.date.end, meeting.date.source) == (
        "2025-04-09",
        "2025-04-09",
        "text",
    )
    assert meeting.place and meeting.place.name == cast.host
    assert any(a.outlet == "Reuters" for a in meeting.attribution)


def test_the_threat_is_told_to_a_paper(told: tuple[Cast, str, list[Triple]]) -> None:
    cast, _, triples = told
    threats = [
        t
        for t in triples
        if t.action.type == "THREATEN" and t.target and t.target.name == cast.first
    ]
    assert any(a.outlet == "The Guardian" for t in threats for a in t.attribution)


def test_no_party_is_an_outlet_a_handle_or_a_link(told: tuple[Cast, str, list[Triple]]) -> None:
    _, _, triples = told
    for triple in triples:
        for party in (triple.actor, triple.target):
            if party:
                assert party.kind != "media"
                assert (
                    not {"@", "/", "pic.", "Siren"} & set(party.name.split())
                    and "twitter" not in party.name.lower()
                )


def test_every_mention_is_in_the_text(told: tuple[Cast, str, list[Triple]]) -> None:
    _, text, triples = told
    for t in triples:
        spoken = [a.mention for a in t.attribution]
        for mention in (
            t.action.mention,
            *(p.mention for p in (t.actor, t.target, t.place) if p),
            *spoken,
        ):
            assert mention is not None and text[mention.start : mention.end] == mention.text
        assert text[t.sentence.start : t.sentence.end] == t.sentence.text


def test_an_article_reads_the_same_alone_and_among_others(extractor: Extractor) -> None:
    articles = [Article.of(ARTICLE.format(**cast._asdict()), date="2025-04-10") for cast in CASTS]
    alone = [extractor.read(a).triples for a in articles]
    together = [r.triples for r in extractor.readings(articles)]
    assert alone == together
