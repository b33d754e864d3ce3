"""Writes news sentences from templates, with their entities, and gives gold sentences other
names."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from training.language.corpora import Sentence
from training.language.world_names import city, country, listed, people, person, region

Piece = tuple[str, str]
"""Text and the type of entity that it is, or an empty string."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PATTERNED = {
    "UNI": ("uni_patterns", "universities", "ORG"),
    "CLUB": ("club_patterns", "clubs", "ORG"),
    "CO": ("company_patterns", "companies", "ORG"),
    "COURT": ("court_patterns", "court_patterns", "ORG"),
    "PAPER": ("papers_patterns", "papers", "ORG"),
    "AG": ("agency_patterns", "agency_patterns", "ORG"),
    "AGC": ("agencies", "agencies", "ORG"),
    "NGO": ("ngos", "ngos", "ORG"),
    "O": ("orgs", "orgs", "ORG"),
    "MIL": ("militias", "militias", "ORG"),
    "HOSP": ("hospital_patterns", "hospital_patterns", "ORG"),
    "FAC": ("facility_patterns", "facilities", "FAC"),
    "LOC": ("natural_patterns", "natural", "LOC"),
    "EV": ("events", "events", "EVENT"),
    "PARL": ("parliaments", "parliaments", "ORG"),
}


@cache
def _templates() -> tuple[str, ...]:
    text = (files("training.language") / "data" / "templates.txt").read_text(encoding="utf8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _choose(text: str, rng: random.Random) -> str:
    while True:
        chosen = re.sub(r"\[([^\[\]]*/[^\[\]]*)\]", lambda m: rng.choice(m[1].split("/")), text)
        if chosen == text:
            return text
        text = chosen


def _slots(pattern: str, rng: random.Random) -> str:
    """Fill a pattern inside one name: plain text."""

    def fill(match: re.Match[str]) -> str:
        key = match[1].rstrip("234")
        if key == "S":
            return city(rng)
        if key == "C":
            return country(rng)
        if key == "D":
            return people(rng, plural=False)
        if key == "R":
            return region(rng)
        if key == "G":
            return person(rng)[0].split()[0]
        if key == "W":
            name = rng.choice(listed("places_letters")[0].split())
            return (
                name
                if rng.random() < 0.4
                else name + rng.choice(("na", "ri", "ko", "va", "mba", "sh", "ng", "do", "le", "s"))
            )
        if key == "NUM":
            return str(rng.randint(2, 99))
        return (
            person(rng)[1].removeprefix("al-").removeprefix("Al-").title()
            if rng.random() < 0.3
            else person(rng)[1]
        )

    return re.sub(r"\{(\w+)\}", fill, pattern)


def organisation(key: str, rng: random.Random) -> Piece:
    """A name for one of the slots that stand for organisations, sites, lands and events."""
    if key == "MIN":
        topic = rng.choice(listed("topics"))
        if topic.startswith("the ") or rng.random() < 0.45:
            head = rng.choice(("Ministry", "Ministry", "Department", "Federal Ministry"))
            return f"{head} of {topic}", "ORG"
        return f"{topic} {rng.choice(('Ministry', 'Ministry', 'Department', 'ministry'))}", "ORG"
    if key == "PARTY":
        if rng.random() < 0.5:
            return rng.choice(listed("parties")), "ORG"
        words = rng.sample(listed("party_adjectives"), rng.choice((1, 1, 2)))
        name = f"{' '.join(words)} {rng.choice(listed('party_nouns'))}"
        draw = rng.random()
        if draw < 0.2:
            name = f"{country(rng)} {name}"
        elif draw < 0.35:
            name = f"{name} of {country(rng)}"
        return name, "ORG"
    if key == "ACR":
        if rng.random() < 0.4:
            return rng.choice([o for o in listed("orgs") if o.isupper()]), "ORG"
        return "".join(
            rng.choices(listed("acronyms_letters")[0], k=rng.choice((3, 3, 4, 4, 5)))
        ), "ORG"
    if key == "FULLACR":
        return f"{rng.choice(listed('full_heads'))} {rng.choice(listed('full_tails'))}", "ORG"
    patterns, known, kind = _PATTERNED[key]
    if (
        (key == "CO" and rng.random() < 0.5)
        or (key == "CLUB" and rng.random() < 0.45)
        or (key in ("FAC", "UNI", "PAPER", "LOC") and rng.random() < 0.4)
    ):
        patterns = known
    name = _slots(rng.choice(listed(patterns)), rng)
    return name.removeprefix("the ").removeprefix(
        "The "
    ) if kind == "ORG" and rng.random() < 0.8 else name, kind


class _Story:
    """Fills the slots of one template; persons keep their last names."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.persons: dict[str, tuple[str, str]] = {}

    def fill(self, slot: str) -> list[Piece]:
        rng = self.rng
        key, number = re.fullmatch(r"([A-Z]+?)(\d?)", slot).groups()  # type: ignore[union-attr]
        if key in ("P", "L"):
            if number not in self.persons:
                self.persons[number] = person(rng)
            return [(self.persons[number][key == "L"], "PERSON")]
        if key == "T":
            title = rng.choice(listed("titles"))
            if rng.random() < 0.12:
                topic = rng.choice(listed("topics"))
                return [(f"{topic.removeprefix('the ')} Minister", "")]
            return [(title, "")]
        if key == "S":
            return [(city(rng), "GPE")]
        if key == "C":
            return [(country(rng), "GPE")]
        if key == "R":
            name = region(rng)
            return (
                [(name, "GPE"), (rng.choice((" province", " state", " region", "")), "")]
                if rng.random() < 0.4
                else [(name, "GPE")]
            )
        if key in ("D", "N"):
            return [(people(rng, key == "N"), "NORP")]
        if key == "DAY":
            return [(rng.choice(_DAYS), "")]
        if key == "MON":
            return [(rng.choice(_MONTHS), "")]
        if key in ("NUM", "AGE"):
            return [(str(rng.randint(2, 98)), "")]
        if key == "YEAR":
            return [(str(rng.randint(1950, 2024)), "")]
        if key == "HEAD":
            return []
        if key == "DATELINE":
            place, outlet = city(rng), rng.choice(listed("agencies"))
            place = place.upper() if rng.random() < 0.6 else place
            draw = rng.random()
            if draw < 0.4:
                return []
            dash = rng.choice((" -", " —", " –", " --", ":"))
            day = f", {rng.choice(_MONTHS)} {rng.randint(1, 30)}" if rng.random() < 0.4 else ""
            return [
                (place, "GPE"),
                (day, ""),
                *([(" (", ""), (outlet, "ORG"), (")", "")] if draw < 0.8 else []),
                (dash + " ", ""),
            ]
        return [organisation(key, rng)]


def write_sentence(rng: random.Random, template: str) -> list[Piece]:
    """One sentence as pieces of text."""
    story = _Story(rng)
    pieces: list[Piece] = []
    for part in re.split(r"(\{\w+\})", _choose(template, rng)):
        pieces.extend(story.fill(part[1:-1]) if part.startswith("{") else [(part, "")])
    if template.startswith("{HEAD}"):
        draw = rng.random()
        if draw < 0.2:
            pieces = [(t.upper(), k) for t, k in pieces]
        elif draw < 0.5:
            pieces = [
                (t if k else re.sub(r"\b[a-z]{3,}", lambda m: m[0].title(), t), k)
                for t, k in pieces
            ]
    elif rng.random() < 0.02:
        pieces = [(t.upper(), k) for t, k in pieces]
    elif rng.random() < 0.03:
        pieces = [(t.lower(), k) for t, k in pieces]
    return pieces


def to_sentence(pieces: list[Piece], cut: Callable[[str], list[tuple[int, int]]]) -> Sentence:
    """Cut the pieces into words and tag them; a word that is part name, part not, is left
    unknown."""
    text, spans = "", []
    for part, kind in pieces:
        if not text:
            part = part.lstrip()
        if kind:
            spans.append((len(text), len(text) + len(part), kind))
        text += part
    offsets = cut(text)
    tags = ["O"] * len(offsets)
    for start, end, kind in spans:
        inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
        exact = bool(inside) and offsets[inside[0]][0] == start and offsets[inside[-1]][1] == end
        for n, i in enumerate(inside):
            place = (
                "S" if len(inside) == 1 else "B" if n == 0 else "E" if n == len(inside) - 1 else "I"
            )
            tags[i] = f"{place}-{kind}" if exact else "?"
    return Sentence([text[a:b] for a, b in offsets], tags)


def write_news(
    words: int, rng: random.Random, cut: Callable[[str], list[tuple[int, int]]]
) -> list[Sentence]:
    """About so many words of written news, every template in turn, shuffled."""
    found: list[Sentence] = []
    total = 0
    while total < words:
        templates = list(_templates())
        rng.shuffle(templates)
        for template in templates:
            sentence = to_sentence(write_sentence(rng, template), cut)
            if 2 < len(sentence.words) < 100:
                found.append(sentence)
                total += len(sentence.words)
    return found


def swap_names(
    sentence: Sentence, rng: random.Random, cut: Callable[[str], list[tuple[int, int]]]
) -> Sentence | None:
    """The sentence with other names of the same kind in place of its own; None if it has none to
    swap.

    The result has entity tags only: its words are no longer those of the tree.
    """
    words: list[str] = []
    tags: list[str] = []
    swapped = False
    i = 0
    while i < len(sentence.words):
        tag = sentence.entities[i]
        j = i + 1
        if tag[:2] == "B-":
            while j < len(sentence.words) and sentence.entities[j][:2] in ("I-", "E-"):
                j += 1
        kind = tag[2:] if tag[:2] in ("B-", "S-") else ""
        fresh = ""
        if kind == "PERSON" and rng.random() < 0.8:
            fresh = person(rng)[0 if j - i > 1 else 1]
        elif kind == "PLACE" and rng.random() < 0.7 and j - i < 3:
            fresh = rng.choice((city, city, country, region))(rng)
            kind = "GPE"
        elif kind == "ORG" and rng.random() < 0.5:
            fresh = organisation(
                rng.choice(("PARTY", "CLUB", "CO", "UNI", "NGO", "ACR", "PAPER", "AG", "O")), rng
            )[0]
        if fresh:
            parts = [fresh[a:b] for a, b in cut(fresh)]
            words += parts
            tags += [
                f"{place}-{kind}"
                for n in range(len(parts))
                for place in [
                    "S"
                    if len(parts) == 1
                    else "B"
                    if n == 0
                    else "E"
                    if n == len(parts) - 1
                    else "I"
                ]
            ]
            swapped = True
        else:
            words += sentence.words[i:j]
            tags += sentence.entities[i:j]
        i = j
    return Sentence(words, tags, bounded=sentence.bounded) if swapped else None
