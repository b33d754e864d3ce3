"""The lists of actors together: what everybody knows is known, and no name hides another."""

from __future__ import annotations

import time
from collections import Counter, defaultdict

import pycountry
import pytest

from extract.actors import locate, resolve
from extract.actors.gazetteer import ACTOR_LISTS, Gazetteer, gazetteer
from extract.actors.listed_rows import roles
from extract.actors.spellings import key, pieces
from extract.language.world import listed_names
from extract.lexicon import load_schema, rows, values

UN_MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA
BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK
DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY
HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD
TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB
ZWE
""".split()
# Their capital bears their own name.
CITY_STATES = ("MCO", "SGP", "STP", "VAT")
# "Congolese" and "Dominican" are DR Congo's and the Dominican Republic's, as in most news.
DEMONYM_OF_ANOTHER = ("COG", "DMA")
SECURITY_COUNCIL = ("USA", "RUS", "CHN", "GBR", "FRA")


@pytest.mark.parametrize("code", [*UN_MEMBERS, "PSE", "TWN", "VAT", "XKX"])
def test_a_state_is_known_by_its_names_demonyms_capital_and_officials(code: str) -> None:
    state = gazetteer().states[code]
    country = pycountry.countries.get(alpha_3=code)
    for name in filter(None, (state.name, getattr(country, "common_name", ""))):
        assert code in {entry.id for entry in gazetteer().named(name)}, name
    [row] = [row for row in rows("actors/states") if row["country"] == code]
    assert row["demonyms"] or code in DEMONYM_OF_ANOTHER
    assert row["capital"] or code in CITY_STATES
    for name in (*values(row["demonyms"]), *values(row["capital"])):
        assert code in {entry.id for entry in gazetteer().named(name)}, name
    found = resolve(f"{gazetteer().demonyms.get(code, state.name)} officials")
    assert found is not None
    assert (found.id, found.sectors) == (code, ("GOV",))


@pytest.mark.parametrize("code", UN_MEMBERS)
def test_a_member_of_the_un_is_known_by_wikidata(code: str) -> None:
    assert gazetteer().states[code].wikidata


@pytest.mark.parametrize("code", SECURITY_COUNCIL)
@pytest.mark.parametrize("noun", ["army", "foreign ministry", "parliament"])
def test_the_bodies_of_the_great_powers_are_known(code: str, noun: str) -> None:
    found = resolve(f"the {gazetteer().demonyms[code]} {noun}")
    assert found is not None
    assert found.country == code


def test_every_name_that_the_analyser_never_misses_is_an_actor_or_a_place() -> None:
    unknown = [
        listed.name
        for listed in listed_names()
        if not gazetteer().named(listed.name) and not locate(listed.name)
    ]
    assert [name for name in unknown if resolve(name) is None] == []


def test_countries_are_iso_and_complete() -> None:
    iso = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert set(gazetteer().states) == iso
    for name, schema in load_schema().items():
        if "country" in {column.name for column in schema.columns}:
            assert {row["country"] for row in rows(name)} - iso <= {""}, name


def test_ids_are_unique_across_lists() -> None:
    ids = [row["id"] for name in (*ACTOR_LISTS, "actors/outlets") for row in rows(name)]
    assert [value for value, count in Counter(ids).items() if count > 1] == []
    assert not set(ids) & set(gazetteer().states)


def test_no_name_is_that_of_two_actors_of_one_country_and_kind() -> None:
    # The second would never be found: the first of the lists is taken.
    bearers = defaultdict(set)
    for actor, names in gazetteer().aliases.items():
        entry = gazetteer().entries[actor]
        for name in names:
            bearers[key(name), entry.country, entry.kind].add(actor)
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == {}


def test_no_role_is_also_a_listed_name() -> None:
    # A role noun that were a name would never be read as a role.
    plain = {role.lemma for role in roles()}
    assert not {
        lemma
        for lemma in plain
        if any(e.how == "alias" and e.kind == "state" for e in gazetteer().named(lemma))
    }


def test_metonyms_stand_for_states() -> None:
    assert {row["country"] for row in rows("actors/metonyms")} <= set(gazetteer().states)


def test_one_holder_a_day_for_the_largest_states() -> None:
    for country in (*SECURITY_COUNCIL, "DEU", "TUR", "ISR", "UKR", "IND"):
        for day in ("2012-02-01", "2016-02-01", "2020-02-01", "2023-02-01"):
            offices = ("head_of_state", "head_of_government")
            holders = [
                {
                    term.person
                    for term in gazetteer().holders.get((country, office), ())
                    if term.covers(day)
                }
                for office in offices
            ]
            assert any(len(people) == 1 for people in holders), (country, day)
            assert all(len(people) <= 1 for people in holders), (country, day, holders)


def test_gazetteer_is_built_quickly() -> None:
    pieces.cache_clear()
    rows.cache_clear()
    start = time.process_time()
    Gazetteer()
    assert time.process_time() - start < 0.8  # 0.1 s on a laptop; machines that test are slower
