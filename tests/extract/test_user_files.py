"""Files that a user hands over: whatever they hold, one message that names the file and says what
to do."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.actors.verdicts import read_verdicts
from extract.errors import DataError, InputError, RealpolitikError, SourceNotFound
from extract.events.frames import load_frames
from extract.events.ontology import load_ontology
from extract.settings import gather_settings
from extract.user_files import json_lines, read_table, read_text, read_toml, shown


def _settings(path: Path) -> object:
    (path.parent / "realpolitik.toml").unlink(missing_ok=True)
    (path.parent / "realpolitik.toml").symlink_to(path)
    return gather_settings({}, environment={}, folder=path.parent)


# What reads a file that a user hands over, by the file's name.
LOADERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "frames in a table": ("own.csv", load_frames),
    "frames in TOML": ("own.toml", load_frames),
    "event types": ("types.toml", load_ontology),
    "verdicts": ("verdicts.csv", read_verdicts),
    "settings": ("some.toml", _settings),
    "a text": ("a.txt", lambda path: read_text(path, "the text", most=10)),
    "a table": ("a.tsv", lambda path: list(read_table(path, "the table", {"id"}, delimiter="\t"))),
    "JSON Lines": ("a.jsonl", lambda path: list(json_lines(path, "the rows"))),
}

# What breaks every one of them.
CONTENTS = {
    "not UTF-8": b"id,pos,lemma,actor,type\nx = '\xff'\n",
    "UTF-16": "verdict,name,other,reason\n".encode("utf-16"),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "lists without end": b"x = " + b"[" * 20_000,
    "one long line": b"x" * 200_000,
    "one cell without end": b'verdict,name,other,reason\nid\tx,"' + b"x" * 200_000,
    "a number without end": b"budget = 0x" + b"f" * 5000,
    "only a header of others": b"a,b,c\n1,2,3\n",
    "a key without end": b"a." * 5000 + b"b = 1",
}


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Callable[[Path], object]]:
    name, load = LOADERS[request.param]
    return tmp_path / name, load


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_a_wrong_file_is_one_message_that_names_it(
    loader: tuple[Path, Callable[[Path], object]], content: bytes
) -> None:
    path, load = loader
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        load(path)
    message = str(caught.value)
    assert path.name in message or "realpolitik.toml" in message
    assert len(message) < 1000
    assert message.count("\n") < 3


def test_what_is_no_file_is_said_and_never_waited_for(
    loader: tuple[Path, Callable[[Path], object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, load = loader
    monkeypatch.chdir(path.parent)  # A socket's path must be short.
    os.mkfifo("pipe" + path.suffix)
    Path("folder" + path.suffix).mkdir()
    Path("device" + path.suffix).symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket" + path.suffix)
    for name, kind in {
        "pipe": "a named pipe",
        "folder": "a folder",
        "device": "a device",
        "socket": "a socket",
    }.items():
        with pytest.raises(InputError, match=kind):
            load(path.parent / f"{name}{path.suffix}")


@pytest.mark.parametrize("name", ["none", "x" * 300, "a\0b", "\ud800", "folder/none", ""])
def test_names_that_no_file_has(name: str, tmp_path: Path) -> None:
    for load in (load_frames, load_ontology, read_verdicts):
        with pytest.raises(InputError):
            load(tmp_path / name if name else "")
    assert gather_settings({}, environment={}, folder=tmp_path / name)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    for name, load in LOADERS.values():
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(200_000_000)  # A hole, which takes no room.
        with pytest.raises(DataError, match=r"more than [0-9,]+ bytes"):
            load(path)
        path.unlink()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("contexts = 3", "contexts is not a list"),
        ("contexts = [['a']]", "contexts is not a list"),
        ("types = []", "types is not a table"),
        ("types.LAUNCH = 3", "needs quad"),
        ("types.PROTEST = 3", "only modes"),
        ("types.PROTEST.modes = [1]", "modes is not a table"),
        ("types.PROTEST.modes.x = 3", "needs score"),
        ("frames = 3", "frames is not a list"),
        ("frames = [1, 2]", "frames is not a list"),
        ("[frames]\nid = 'x'", "frames is not a list"),
        ("[[frames]]\nid = [1]\npos = {a = 1}", "frame 1"),
    ],
)
def test_frames_of_a_wrong_form_say_which(tmp_path: Path, table: str, words: str) -> None:
    (tmp_path / "own.toml").write_text(table)
    with pytest.raises(DataError, match=words):
        load_frames(tmp_path / "own.toml")


_VALUES = st.recursive(
    st.sampled_from(["1", "-1.5", "true", "'AID'", "'material conflict'", "2020-01-01", "'x'"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda found: f"[{', '.join(found)}]"),
        st.tuples(st.sampled_from(["quad", "score", "id", "modes", "lemma"]), inner).map(
            lambda pair: f"{{{pair[0]} = {pair[1]}}}"
        ),
    ),
    max_leaves=4,
)
_KEYS = ["quad", "score", "cameo", "modes", "composed", "occasion", "means", "covers", "mutual"]
_KEYS += ["mode_of_act", "threatened_as"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    table=st.one_of(
        st.tuples(st.sampled_from(["contexts", "types", "frames"]), _VALUES).map(" = ".join),
        st.dictionaries(st.sampled_from(_KEYS), _VALUES).map(
            lambda given: "\n".join(
                [
                    "[types.LAUNCH]",
                    *(
                        f"{key} = {value}"
                        for key, value in (
                            {"quad": "'material conflict'", "score": "1", "cameo": "'15'"} | given
                        ).items()
                    ),
                ]
            )
        ),
        st.dictionaries(st.sampled_from(["id", "pos", "lemma", "actor", "type"]), _VALUES).map(
            lambda given: "\n".join(
                ["[[frames]]", *(f"{key} = {value}" for key, value in given.items())]
            )
        ),
    )
)
def test_no_form_of_frames_is_more_than_a_message(table: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(table)
    try:
        load_frames(tmp_path / "own.toml")
    except RealpolitikError as error:
        assert "own.toml" in str(error)


def test_verdicts_are_read_as_spreadsheets_write_them(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_bytes(
        b"\xef\xbb\xbfverdict,name,other,reason\r\n"
        b'same,"Front, the",PKK,"one\r\ngroup"\r\n\r\nrename,TUR,T\xc3\xbcrkiye\r\n'
    )
    rows = read_verdicts(path).rows
    assert [(row.verdict, row.name, row.reason) for row in rows] == [
        ("same", "Front, the", "one\r\ngroup"),
        ("rename", "TUR", ""),
    ]


def test_numbers_and_keys_of_toml_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = [{b = {c = 9223372036854775807}}]\n'x.y'.z = 1\n")
    assert read_toml(path, "the table")["a"] == [{"b": {"c": 2**63 - 1}}]
    path.write_text("a = 9223372036854775808")
    with pytest.raises(DataError, match="64 bits"):
        read_toml(path, "the table")
    with pytest.raises(SourceNotFound, match="no such file"):
        read_toml(tmp_path / "none.toml", "the table")


@pytest.mark.parametrize(
    ("path", "text"),
    [("a/b.txt", "a/b.txt"), ("caf\udce9", "caf\\xe9"), ("\ud800", "\\ud800"), ("ü", "ü")],
)
def test_how_a_path_is_shown(path: str, text: str) -> None:
    assert shown(path) == text
