"""``realpolitik sources``: what each file was taken for, before anyone waits for a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import typer

from graph.cli.console import Sheet, say, tell_json
from graph.cli.options import AsJson, Form, Sources, command

app = typer.Typer()


@command(app, examples="realpolitik sources news/ export.txt archive.zip")
def sources(sources: Sources, form: Form, as_json: AsJson = False) -> None:
    """List what each file was taken for: articles, days, outlets, and what is wrong. Nothing is
    coded."""
    from extract import read_articles
    from extract.settings import gather_settings

    kinds: dict[str, list[str]] = {}
    wishes = replace(
        gather_settings(form.flags()).wishes(),
        taken=lambda name, kind: kinds.setdefault(name, []).append(kind),
    )
    problems: list[Any] = []
    told: dict[str, _Told] = {}
    for article in read_articles(list(sources), problems=problems, wishes=wishes):
        source = article.source or ""
        name = source if source in kinds else source.rpartition(":")[0] or source
        told.setdefault(name, _Told()).add(article.date, article.outlet)
    for problem in problems:
        told.setdefault(problem.source.partition(", ")[0], _Told()).wrong.append(str(problem))
    rows = [
        _row(name, kinds.get(name, []), told.get(name, _Told())) for name in sorted({*kinds, *told})
    ]
    if as_json:
        tell_json(rows, indent=1)
        return
    sheet = Sheet(None, "file", "taken for", ("articles", "right"), "days", "outlets", "wrong")
    for row in rows:
        sheet.add(
            row["file"], row["kind"], row["articles"], row["days"],
            ", ".join(row["outlets"][:3]), row["wrong"][0] if row["wrong"] else "",
        )  # fmt: skip
    sheet.show()
    wrong = sum(len(row["wrong"]) for row in rows)
    if wrong:
        say(f"{wrong} things to look at; --json names them all")


class _Told:
    """What the articles of a file tell of it."""

    def __init__(self) -> None:
        self.articles = 0
        self.days: list[str] = []
        self.outlets: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, day: str | None, outlet: str | None) -> None:
        """Count an article."""
        self.articles += 1
        if day:
            self.days = [min([day, *self.days]), max([day, *self.days])]
        if outlet:
            self.outlets[outlet] += 1


def _row(name: str, kinds: list[str], told: _Told) -> dict[str, Any]:
    days = told.days
    return {
        "file": name,
        "kind": kinds[-1] if kinds else "not read",
        "articles": told.articles,
        "days": "" if not days else days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}",
        "outlets": [outlet for outlet, _ in told.outlets.most_common()],
        "wrong": told.wrong,
    }


__all__ = ["app"]
