"""Whatever bytes a file of articles holds, it gives articles that can be saved, or a reason why
not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hostile_inputs import BROKEN, CHANGES, GOOD, SUFFIXES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.articles import read_articles
from extract.reading.cleaning import clean
from extract.reading.problems import Problem

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
READ = ("good.txt", "good.md", "good.html", "good.jsonl", "good.csv")
CONTENTS = {name: made for name, made in GOOD.items() if name in READ} | BROKEN


def _bytes(name: str) -> bytes:
    made = CONTENTS[name]()
    return made if isinstance(made, bytes) else made.encode()


_PIECES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"---\n", b"{", b'"text": "', b'"', b"<p>", b"</p>", b"\r", b"\n\n", b",", b"\0"]
    ),
)
_FILES = st.one_of(
    st.lists(_PIECES, max_size=8).map(b"".join),
    st.sampled_from(sorted(CONTENTS)).map(_bytes),
    st.tuples(st.sampled_from(READ), st.sampled_from(sorted(CHANGES))).map(
        lambda pair: CHANGES[pair[1]](_bytes(pair[0]))
    ),
    st.tuples(st.sampled_from(READ).map(_bytes), st.integers(0, 400), _PIECES).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] :]
    ),
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(
    max_examples=max(1, EXAMPLES // 12),
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(content=_FILES)
def test_every_file_gives_articles_or_reasons(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    problems: list[Problem] = []
    articles = list(read_articles(path, problems=problems))
    assert articles or any(problem.skipped for problem in problems)
    for problem in problems:
        assert not any(word in problem.reason for word in ("Error:", "Exception", "Traceback"))
    for article in articles:
        assert article.model_dump_json().encode()
        assert len(clean(article.text, title=article.title).text) == len(article.text)
