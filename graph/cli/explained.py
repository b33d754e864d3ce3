"""Shows an explanation of ``realpolitik explain`` on a terminal."""

from __future__ import annotations

from typing import Any


def print_explanation(told: dict[str, Any]) -> None:
    """Print the parse in brief, the actors, the events with their steps, and what was not coded."""
    from rich.text import Text

    from graph.cli.console import answers, plain, table

    def cells(values: list[Any]) -> list[Text]:
        return [Text(plain("" if v is None else str(v))) for v in values]

    console = answers()
    for one in told["sentences"]:
        words = table(None, "word", "part", "lemma", "relation", "head")
        for row in one["words"]:
            words.add_row(
                *cells([row["text"], row["pos"], row["lemma"], row["relation"], row["head"]])
            )
        console.print(words)
        who = table(None, "actor", "is", "id", "kind", "why")
        for row in one["actors"]:
            who.add_row(
                *cells(
                    [
                        row["text"],
                        row["name"],
                        row["id"],
                        row["kind"],
                        row["reason"] or row["resolved_by"],
                    ]
                )
            )
        console.print(who)
        for event in one["events"]:
            line = f"{event['actor'] or '(nobody)'} {event['type']} {event['target'] or '(nobody)'} by {event['rule']}"
            console.print(Text(plain(line), style="cyan"))
            for step in event["steps"]:
                console.print(Text("    " + plain(step), style="dim"))
        for reason in one["uncoded"]:
            console.print(Text.assemble(("not coded: ", "yellow"), plain(reason)))
    for row in told["triples"]:
        console.print(_event_line(row))


def _event_line(row: dict[str, Any]) -> Any:
    from rich.text import Text

    from graph.cli.console import plain

    def name(party: dict[str, Any] | None) -> str:
        return plain(party["name"]) if party else "(nobody named)"

    action = row["action"]
    kind = action["type"] + (f", {action['mode']}" if action["mode"] else "")
    arrow = " <-> " if row["reciprocal"] else " -> "
    day = ""
    if row["date"]:
        day = row["date"]["start"] + (
            "" if row["date"]["start"] == row["date"]["end"] else " to " + row["date"]["end"]
        )
    place = plain(row["place"]["name"]) if row["place"] else ""
    extras = "; ".join(
        x
        for x in (row["status"], day, place, row["rule"], f"confidence {row['confidence']:.2f}")
        if x
    )
    return Text.assemble(
        (name(row["actor"]), "bold"),
        "  ",
        (kind, "bold cyan"),
        arrow,
        (name(row["target"]), "bold"),
        f"   ({plain(extras)})",
    )
