"""Several processes read what one reads, in the same order, and lose nothing where one is
killed."""

from __future__ import annotations

import inspect
import os
import signal

import pytest

from extract.extractor import Extractor
from extract.models import Article
from extract.workers import MOST_TRIES, _Team

pytestmark = pytest.mark.model

ARTICLES = [
    Article(
        id=f"a{n}",
        text=f"{one} warned {other} on Tuesday. It closed its border with {other}.",
        date="2024-05-01",
    )
    for n, (one, other) in enumerate(
        (one, other)
        for one in ("Kenya", "Chad", "Fiji", "Peru", "Oman", "Mali")
        for other in ("Cuba", "Iran", "Togo", "Laos", "Iraq")
    )
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="module")
def expected(extractor: Extractor) -> list[str]:
    return [reading.model_dump_json() for reading in extractor.readings(ARTICLES)]


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_reads_the_same(
    extractor: Extractor, expected: list[str], jobs: int
) -> None:
    found = [reading.model_dump_json() for reading in extractor.readings(ARTICLES, jobs=jobs)]
    assert found == expected


def test_triples_of_several_processes(extractor: Extractor) -> None:
    assert list(extractor.pipe(ARTICLES, jobs=2)) == list(extractor.pipe(ARTICLES))


def test_a_killed_process_loses_nothing(expected: list[str]) -> None:
    team = _Team(ARTICLES, 2, {})
    found = []
    for number, reading in enumerate(team.readings()):
        found.append(reading.model_dump_json())
        if number == 2:
            os.kill(team._workers[-1].process.pid or 0, signal.SIGKILL)
    team.close()
    assert found == expected


def test_an_article_at_which_every_process_dies_is_named() -> None:
    team = _Team(ARTICLES[:1], 1, {})
    for _ in range(MOST_TRIES):
        team._hand_out()
        (worker,) = team._workers
        worker.process.kill()
        team._hear(worker)
    (reading,) = team.readings()
    assert reading.article.id == "a0" and "died 3 times" in (reading.error or "")


def test_a_stop_ends_the_processes(extractor: Extractor) -> None:
    team = _Team(ARTICLES, 2, {})
    readings = team.readings()
    next(readings)
    processes = [worker.process for worker in team._workers]
    team.close()
    assert processes and not any(process.is_alive() for process in processes)


def test_the_processes_are_told_all_that_was_asked_for() -> None:
    asked = {"rules_only": True, "min_confidence": 0.99, "metonyms": False}
    told = Extractor.load(**asked)._options or {}
    assert asked.items() <= told.items()
    assert told.keys() == inspect.signature(Extractor.load).parameters.keys()


def test_several_processes_need_an_extractor_that_was_loaded(extractor: Extractor) -> None:
    with pytest.raises(ValueError, match=r"Extractor\.load"):
        list(Extractor(extractor.nlp).readings(ARTICLES, jobs=2))
