"""The public face of a store for SQL: the views of the schema ``v1``, with what each column means.

Tables may change from one release to the next; these views stay as they are. A change that would
break a query makes a schema ``v2`` beside them. Rows come in the order of their keys, lists inside
them are sorted, and nothing in them depends on when or in which order articles were added.
``v1.columns`` lists every view and column with its meaning.
"""

from __future__ import annotations

from typing import NamedTuple

SCHEMA = "v1"


class ViewColumn(NamedTuple):
    """A column of a view: its name, where it comes from, and what it means."""

    name: str
    source: str
    meaning: str


class View(NamedTuple):
    """A public view: what a row is, the tables it is made of, its key, its columns."""

    name: str
    meaning: str
    tables: str
    key: tuple[str, ...]
    columns: tuple[ViewColumn, ...]


def _columns(prefix: str, *rows: str) -> tuple[ViewColumn, ...]:
    """Read columns from lines ``name: meaning`` or ``name = source: meaning``."""
    made = []
    for row in rows:
        head, _, meaning = row.partition(": ")
        name, _, source = head.partition(" = ")
        made.append(ViewColumn(name, source or f'{prefix}."{name}"', meaning))
    return tuple(made)


VIEWS = (
    View(
        "events",
        "One happening, merged from all its reports.",
        "main.events e LEFT JOIN main.actors a ON a.id = e.actor "
        "LEFT JOIN main.actors o ON o.id = e.target LEFT JOIN main.triples t ON t.id = e.best",
        ("id",),
        _columns(
            "e",
            "id: Id of the event; further reports leave it as it is.",
            "actor: Id of who acted, NULL where the text names nobody.",
            "actor_name = a.name: Name of who acted.",
            "actor_state = a.state: Country of who acted (ISO 3166-1 alpha-3), else its id.",
            "target: Id of who was acted on, NULL where the text names nobody.",
            "target_name = o.name: Name of who was acted on.",
            "target_state = o.state: Country of who was acted on, else its id.",
            "type: PLOVER event type, or one that a user added.",
            "mode: Mode of the type, NULL where none is told.",
            "contexts: Contexts of the event, a sorted list.",
            "quad: Verbal or material, cooperation or conflict.",
            "score: From -10 (an attack) to +10 (aid).",
            "status: asserted, planned, hypothetical, negated or historical.",
            "reciprocal: Whether both sides act alike (met, fought).",
            "first: First day, NULL where undated.",
            "last: Last day, NULL where undated.",
            "place: Name of the place, NULL where none is told.",
            "place_country: Country of the place.",
            "predicate: Lemma of the word that told of the event.",
            "n_reports: Number of sentences that tell of it.",
            "n_articles: Number of articles that tell of it.",
            "n_outlets: Number of independent voices that tell of it.",
            "origins: text, or who coded it (gdelt, polecat, icews), a sorted list.",
            "best: Id of the triple that tells it best.",
            "sentence = t.sentence: The sentence of that triple.",
        ),
    ),
    View(
        "triples",
        "One event as one sentence tells it.",
        "main.triples t LEFT JOIN main.actors a ON a.id = t.actor "
        "LEFT JOIN main.actors o ON o.id = t.target",
        ("article", "sentence_start", "action_start", "id"),
        _columns(
            "t",
            "id: Id of the triple.",
            "event: Id of its event, NULL where a verdict rejects it.",
            "article: Id of its article.",
            "actor: Id of who acts, NULL where the text names nobody.",
            "actor_name = a.name: Name of who acts.",
            "actor_words = t.actor_as.mention.text: The words that name who acts.",
            "target: Id of who is acted on.",
            "target_name = o.name: Name of who is acted on.",
            "target_words = t.target_as.mention.text: The words that name who is acted on.",
            "type: PLOVER event type.",
            "mode: Mode of the type.",
            "contexts: Contexts, a list.",
            "quad: Verbal or material, cooperation or conflict.",
            "score: From -10 to +10.",
            "cameo: CAMEO code.",
            "predicate: Lemma of the trigger.",
            "action_words = t.action_at.text: The words that tell what was done.",
            "action_start = t.action_at.start: Where they begin in the article.",
            "reciprocal: Whether both sides act alike.",
            "status: asserted, planned, hypothetical, negated or historical.",
            "first: First day.",
            "last: Last day.",
            "dated_by: What tells the day: text, heading, article or import; NULL where undated.",
            "date_words = t.date_text: The words that tell the day.",
            "place: Name of the place.",
            "place_country: Country of the place.",
            "lat: Degrees north.",
            "lon: Degrees east.",
            "sentence: The sentence.",
            "sentence_index: Its number in the article, from 0.",
            "sentence_start: Where it begins in the article.",
            "sentence_end: Where it ends.",
            "rule: What made the triple.",
            "confidence: From 0 to 1.",
            "extractor: Program and version that made it.",
            "origin: text, or who coded it.",
        ),
    ),
    View(
        "reports",
        "A triple as a report of its event, with where it was printed.",
        "main.triples t LEFT JOIN main.articles a ON a.id = t.article",
        ("event", "triple"),
        _columns(
            "t",
            "event: Id of the event.",
            "triple = t.id: Id of the triple.",
            "article: Id of the article.",
            "title = a.title: Title of the article.",
            "outlet = a.outlet: Outlet of the article.",
            "url = a.url: Address of the article.",
            "published = a.date: Day of publication.",
            "voice = a.voice: Copies of one article share it.",
            "sentence: The sentence.",
            "rule: What made the triple.",
            "confidence: From 0 to 1.",
            "origin: text, or who coded it.",
        ),
    ),
    View(
        "articles",
        "An article, or what is known of one that only its triples name.",
        "main.articles a",
        ("id",),
        _columns(
            "a",
            "id: Id of the article, as given or hashed from its text.",
            "title: Title.",
            "date: Day of publication.",
            "url: Address.",
            "outlet: Outlet.",
            "source: Where it was read from.",
            "voice: Copies of one article share it: the smallest id among them.",
            "text: The text as given, NULL where only triples are known.",
        ),
    ),
    View(
        "sentences",
        "A sentence that was read: coded, or not and why.",
        "main.sentences s LEFT JOIN main.articles a ON a.id = s.article",
        ("article", "index"),
        _columns(
            "s",
            "article: Id of the article.",
            "index: Number of the sentence in it, from 0.",
            "start: Where it begins in the article.",
            "end: Where it ends.",
            "coded: Whether it gave a triple.",
            "reason: Why not.",
            'text = substring(a.text, s."start" + 1, s."end" - s."start"): The sentence.',
        ),
    ),
    View(
        "actors",
        "Who acts or is acted on.",
        "main.actors a",
        ("id",),
        _columns(
            "a",
            "id: ISO code of a state, else a stable word.",
            "name: Name.",
            "kind: state, person, armed group and so on.",
            "country: Its country, NULL where it has none.",
            "sectors: GOV, MIL and so on, a list.",
            "wikidata: Wikidata id.",
            "state: Its country, else its own id: what it is rolled up to.",
        ),
    ),
    View(
        "verdicts",
        "What readers decided.",
        "main.verdicts v",
        ("id",),
        _columns(
            "v",
            "id: Id of the verdict.",
            "kind: same, different, reject or accept.",
            "subject: Id of a triple.",
            "object: Id of another, of same and different.",
            "note: Why.",
        ),
    ),
    View(
        "rejects",
        "A row of a file that was refused.",
        "main.rejects r",
        ("source", "record"),
        _columns(
            "r",
            "source: The file.",
            "record: Its line or row.",
            "reason: Why.",
            "content: The row, where it was kept.",
        ),
    ),
    View(
        "imported",
        "The row that an imported triple was made of.",
        "main.imported i",
        ("triple",),
        _columns(
            "i",
            "triple: Id of the triple.",
            "origin: Who coded it.",
            "record: The row as JSON.",
        ),
    ),
)


def statements() -> tuple[str, ...]:
    """Return the SQL that makes the public views; the same, whether they are there already."""
    made = [f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"]
    made += [_create(view) for view in VIEWS]
    rows = [
        f"({_text(view.name)}, {_text(column.name)}, {_text(column.meaning)})"
        for view in VIEWS
        for column in view.columns
    ]
    made.append(
        f"CREATE OR REPLACE VIEW {SCHEMA}.columns AS SELECT * FROM (VALUES {', '.join(rows)}) "
        'AS t("view", "column", meaning)'
    )
    return tuple(made)


def _create(view: View) -> str:
    columns = ", ".join(f'{column.source} AS "{column.name}"' for column in view.columns)
    order = ", ".join(f'"{name}"' for name in view.key)
    where = " WHERE t.event IS NOT NULL" if view.name == "reports" else ""
    return (
        f"CREATE OR REPLACE VIEW {SCHEMA}.{view.name} AS "
        f"SELECT {columns} FROM {view.tables}{where} ORDER BY {order}"
    )


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def as_markdown() -> str:
    """Return the reference of the views, for the documentation."""
    parts = [
        "# Asking a store in SQL",
        "",
        "`realpolitik query sql` and `graph.sql` see these views (schema `v1`). Tables beneath "
        "them may change from one release to the next; the views stay. `SELECT * FROM v1.columns` "
        "lists them too.",
    ]
    for view in VIEWS:
        key = ", ".join(f"`{name}`" for name in view.key)
        parts += ["", f"## v1.{view.name}", "", f"{view.meaning} In the order of {key}.", ""]
        parts += ["| column | meaning |", "|---|---|"]
        parts += [f"| `{column.name}` | {column.meaning} |" for column in view.columns]
    return "\n".join(parts) + "\n"
