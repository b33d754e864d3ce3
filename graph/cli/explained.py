"""Shows an explanation of ``realpolitik explain`` on a terminal."""

from __future__ import annotations

from typing import Any

from graph.cli.console import Sheet, answers, plain, tell

_WORD = ("text", "pos", "lemma", "relation", "head")


def print_explanation(told: dict[str, Any]) -> None:
    """Print the parse in brief, the actors, the events with their steps, and what was not coded."""
    for sentence in told["sentences"]:
        _print_sentence(sentence)
    for triple in told["triples"]:
        _print_triple(triple)


def _print_sentence(sentence: dict[str, Any]) -> None:

    words = Sheet(None, "word", "part", "lemma", "relation", "head")
    for row in sentence["words"]:
        words.add(*(row[key] for key in _WORD))
    words.show()
    actors = Sheet(None, "actor", "is", "id", "kind", "why")
    for row in sentence["actors"]:
        actors.add(
            row["text"], row["name"], row["id"], row["kind"], row["reason"] or row["resolved_by"]
        )
    actors.show()
    for event in sentence["events"]:
        sides = [event[side] or "(nobody)" for side in ("actor", "target")]
        tell(f"{sides[0]} {event['type']} {sides[1]} by {event['rule']}", style="cyan")
        for step in event["steps"]:
            tell(f"    {step}", style="dim")
    for reason in sentence["uncoded"]:
        tell(f"not coded: {reason}", style="yellow")


def _print_triple(row: dict[str, Any]) -> None:
    from rich.text import Text

    action = row["action"]
    kind = action["type"] + (f", {action['mode']}" if action["mode"] else "")
    extras = (
        row["status"],
        _days(row["date"]),
        row["place"]["name"] if row["place"] else "",
        row["rule"],
        f"confidence {row['confidence']:.2f}",
    )
    line = Text.assemble(
        (_name(row["actor"]), "bold"),
        "  ",
        (plain(kind), "bold cyan"),
        " <-> " if row["reciprocal"] else " -> ",
        (_name(row["target"]), "bold"),
        f"   ({plain('; '.join(extra for extra in extras if extra))})",
    )
    answers().print(line, soft_wrap=True)


def _name(party: dict[str, Any] | None) -> str:

    return plain(party["name"]) if party else "(nobody named)"


def _days(date: dict[str, Any] | None) -> str:
    if date is None:
        return ""
    first, last = date["start"], date["end"]
    return str(first) if first == last else f"{first} to {last}"
