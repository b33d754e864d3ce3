"""Whatever a command is given, it ends with an exit code that means something, and tells the user
what to do rather than where Python stopped.

``make fuzz`` tries many more calls than the gate does: FUZZ_EXAMPLES of them, for FUZZ_SECONDS at
the most.
"""

from __future__ import annotations

import os
import time

import pytest
from command_calls import Call, calls, commands
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workshop import FAULT, Workshop

COMMANDS = commands()
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "280"))
SECONDS = float(os.environ.get("FUZZ_SECONDS", "inf"))
BEGAN = time.monotonic()
CODES = (0, 1, 2, 130)


@pytest.mark.model
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words or "realpolitik")
def test_no_call_ends_in_a_traceback(words: str, workshop: Workshop) -> None:
    share = list(COMMANDS).index(words) + 1

    @settings(
        max_examples=max(1, EXAMPLES // len(COMMANDS)),
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(calls(words, COMMANDS[words]))
    def is_told(call: Call) -> None:
        if time.monotonic() - BEGAN > SECONDS * share / len(COMMANDS):
            pytest.skip("its share of the time is over")  # Ends the drawing of further calls.
        ended = workshop.run(call)
        if FAULT.search(ended.said):
            workshop.run(call, trace=True)
        assert FAULT.search(ended.said) is None, ended.said
        assert ended.code in CODES, ended

    try:
        is_told()
    except pytest.skip.Exception:
        return


def test_every_command_and_option_is_tried() -> None:
    assert len(COMMANDS) > 20
    for command in COMMANDS.values():
        for parameter in command.params:
            assert parameter.param_type_name in ("argument", "option")
            assert parameter.name


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(COMMANDS)))
def test_help_is_there_for_every_command(workshop: Workshop, words: str) -> None:
    ended = workshop.run(Call((*words.split(), "--help"), "empty", None, ()))
    assert ended.code == 0
    assert "Usage" in ended.said
