"""What an event type is like stands in the ontology file and nowhere else; a user's own type is
read like one of the package's."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from extract.events.event_types import QUADS
from extract.events.ontology import load_ontology
from extract.extractor import Extractor

ROOT = Path(__file__).parents[3]


def constants(path: Path) -> list[tuple[int, str]]:
    """Return the strings of a module with their lines; a docstring is one long string."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_no_module_names_an_event_type() -> None:
    types = set(load_ontology().types)
    named = [
        f"{path.relative_to(ROOT)}, line {line}: {text}"
        for path in sorted((ROOT / "extract").rglob("*.py"))
        for line, text in constants(path)
        if text in types
    ]
    assert named == [], "say it by a trait of extract/events/data/ontology.toml"


def asked_for(path: Path) -> set[str]:
    """Return the traits that a module asks for: the strings in calls of ``has`` and ``_has``."""
    return {
        argument.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("has", "_has")
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_trait_is_asked_for_and_every_one_asked_for_is_explained() -> None:
    modules = (ROOT / "extract").rglob("*.py")
    assert set().union(*map(asked_for, modules)) == load_ontology().defaults.traits


@pytest.mark.parametrize(
    ("type_", "mode", "trait", "has"),
    [
        ("CONSULT", "", "mutual", True),
        ("SUPPORT", "", "mutual", False),
        ("SANCTION", "", "needs_target", True),
        ("ASSAULT", "", "agentless", True),
        ("MOBILIZE", "", "agentless", False),
        ("ACCUSE", "disapprove", "factive", True),
        ("ACCUSE", "allege", "factive", False),
        ("ACCUSE", "", "spoken", True),
        ("ACCUSE", "investigate", "spoken", False),
        ("DANCE", "", "spoken", False),
    ],
)
def test_a_mode_may_differ_from_its_type(type_: str, mode: str, trait: str, has: bool) -> None:
    assert load_ontology().has(type_, trait, mode) is has


@pytest.mark.parametrize(
    ("way", "type_", "mode", "becomes"),
    [
        ("promised", "AID", "", "AGREE"),
        ("promised", "ASSAULT", "", None),
        ("vowed", "ASSAULT", "drone", "THREATEN.violence"),
        ("vowed", "COERCE", "arrest", "THREATEN.arrest"),
        ("vowed", "SANCTION", "", "THREATEN.relations"),
        ("refused", "RETREAT", "", "REJECT"),
        ("refused", None, "", "REJECT"),
        ("demanded", "CONSULT", "", "REQUEST.meet"),
        ("demanded", "RETREAT", "withdraw", "REQUEST.yield"),
        ("demanded", "ASSAULT", "", "REQUEST.change"),
        ("demanded", None, "", "REQUEST"),
        ("lifted", "SANCTION", "", "CONCEDE"),
        ("halted", "ASSAULT", "", "RETREAT.ceasefire"),
        ("cut_off", "AID", "", "SANCTION.discontinue"),
        ("cut_off", None, "", None),
        ("denied", "ASSAULT", "", "silence"),
        ("foretold", "MOBILIZE", "", None),
    ],
)
def test_what_words_make_of_an_act(
    way: str, type_: str | None, mode: str, becomes: str | None
) -> None:
    made = load_ontology().composed(way, type_, mode)
    assert (made and ".".join(filter(None, made))) == becomes


# A user's own type of each quad class, its verb, and its noun.
OWN = """
[types.ADMIRE]
quad = "verbal cooperation"
score = 3
cameo = "05"
[types.PROVISION]
quad = "material cooperation"
score = 7
cameo = "07"
[types.HECKLE]
quad = "verbal conflict"
score = -2
cameo = "11"
[types.THROTTLE]
quad = "material conflict"
score = -8
cameo = "19"
threatened_as = "restrict"
[types.MUSTER]
quad = "material conflict"
score = -4
cameo = "15"
agentless = false
composed = { halted = "CONCEDE", vowed = "" }
"""
WORDS = {
    "ADMIRE": ("befriend", "befriending"),
    "PROVISION": ("finance", "financing"),
    "HECKLE": ("heckle", "heckling"),
    "THROTTLE": ("throttle", "throttling"),
    "MUSTER": ("outflank", "outflanking"),
}
FRAMES = """
[[frames]]
id = "own.{verb}"
pos = "verb"
lemma = "{verb}"
actor = "subj"
target = "obj"
type = "{name}"
[[frames]]
id = "own.{noun}"
pos = "noun"
lemma = "{noun}"
actor = "poss|mod|agent"
target = "of|prep:against"
type = "{name}"
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """Return an extractor that knows the user's types."""
    path = tmp_path_factory.mktemp("own") / "own.toml"
    frames = "".join(
        FRAMES.format(name=name, verb=verb, noun=noun) for name, (verb, noun) in WORDS.items()
    )
    path.write_text(OWN + frames, encoding="utf-8")
    return Extractor.load(frames=path)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway befriended Kenya.", "Norway ADMIRE Kenya"),
        ("Norway agreed to befriend Kenya.", "Norway AGREE Kenya"),
        ("Norway refused to befriend Kenya.", "Norway REJECT Kenya"),
        ("Norway urged Ghana to befriend Kenya.", "Norway REQUEST.assist Ghana"),
        ("Norway promised to finance Kenya.", "Norway AGREE Kenya"),
        ("Norway stopped financing Kenya.", "Norway SANCTION.discontinue Kenya"),
        ("Norway will not finance Kenya.", "Norway REJECT Kenya"),
        ("Norway heckled Kenya.", "Norway HECKLE Kenya"),
        ("Norway threatened to heckle Kenya.", "Norway THREATEN Kenya"),
        ("Norway vowed to throttle Kenya.", "Norway THREATEN.restrict Kenya"),
        ("Norway said it would throttle Kenya.", "Norway THREATEN.restrict Kenya"),
        ("Norway agreed to throttle Kenya.", "Norway AGREE Kenya"),
        ("Norway called on Ghana to throttle Kenya.", "Norway REQUEST.change Ghana"),
        ("Norway accused Ghana of throttling Kenya.", "Norway ACCUSE Ghana"),
        ("Norway condemned Ghana's throttling of Kenya.", "Norway ACCUSE.disapprove Ghana"),
        ("Norway lifted its throttling of Kenya.", "Norway CONCEDE Kenya"),
        ("Norway halted its throttling of Kenya.", "Norway RETREAT.ceasefire Kenya"),
        ("Kenya was throttled on Monday.", "nobody THROTTLE Kenya"),
        ("Norway halted its outflanking of Kenya.", "Norway CONCEDE Kenya"),
    ],
)
def test_a_user_type_is_read_like_one_of_the_package(
    own: Extractor, sentence: str, expected: str
) -> None:
    assert expected in told(own, sentence)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("Kenya was outflanked on Monday.", "MUSTER"),
        ("Norway vowed to outflank Kenya.", "THREATEN"),
    ],
)
def test_a_user_type_may_say_otherwise(own: Extractor, sentence: str, absent: str) -> None:
    assert not [event for event in told(own, sentence) if absent in event]


def told(extractor: Extractor, sentence: str) -> list[str]:
    found = []
    for triple in extractor(sentence, date="2024-05-06"):
        actor, target = (p.name if p else "nobody" for p in (triple.actor, triple.target))
        what = ".".join(filter(None, (triple.action.type, triple.action.mode)))
        found.append(f"{actor} {what} {target}")
    return found


def test_a_user_type_has_the_traits_of_its_quad_class(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    ontology = load_ontology(path)
    assert {ontology.types[name].quad for name in WORDS} == set(QUADS)
    for name in ("ADMIRE", "PROVISION", "HECKLE", "THROTTLE"):
        kind = ontology.types[name]
        given = {t for t in ontology.defaults.quads[kind.quad] if t in kind.traits}
        assert {t for t, has in kind.traits.items() if has} == given
    assert not ontology.has("MUSTER", "agentless") and ontology.has("MUSTER", "struck")
