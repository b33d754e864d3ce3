"""The score of whole documents agrees with its definition, written again here in plain words."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from extract.evaluate.corpus_documents import CorpusDocument
from extract.evaluate.corpus_gold import gold_of_document, read_older_gold
from extract.evaluate.corpus_scores import CorpusScore, score_documents
from training.corpus.__main__ import main
from training.corpus.pseudo import triples_of

PRONOUNS = set(
    "he she it they him her them his its their who which that this these those we us our "
    "i my me you".split()
)


def norm(name: str | None) -> str:
    letters = unicodedata.normalize("NFKD", name or "")
    folded = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9 ]+", " ", re.sub(r"^(the|a|an) ", "", folded)).strip()


def older(document: CorpusDocument) -> dict[str, Any]:
    """Return a row in the older form."""
    row = json.loads(document.to_json())
    entities = {e["id"]: e for e in row["entities"]}
    words: dict[str, list[str]] = {id_: [] for id_ in entities}
    for mention in row["mentions"]:
        words[mention["entity"]].append(mention["words"])
    triples = []
    for event in row["events"]:
        if event["actor"] is None or event["target"] is None:
            continue
        triple = {
            "plover": event["type"],
            "plover_alt": event["types_accepted"],
            "reciprocal": event["reciprocal"],
            "status": event["status"],
            "core": event["required"],
            "verb": event["trigger"]["words"],
        }
        for side, party in (("source", event["actor"]), ("target", event["target"])):
            entity = entities[party["entity"]]
            triple[side] = entity["name"]
            triple[side + "_country"] = entity["country"]
            triple[side + "_state"] = entity["kind"] == "state"
            triple[side + "_aliases"] = words[entity["id"]]
            triple[side + "_alt"] = [entities[a]["name"] for a in party["accepted"]] + [
                w for a in party["accepted"] for w in words[a] if norm(w) not in PRONOUNS
            ]
        triples.append(triple)
    return {"id": row["id"], "title": row["title"], "date": row["date"], "triples": triples}


def is_actor(actor: dict[str, Any] | None, triple: dict[str, Any], side: str) -> bool:
    if not actor:
        return triple[side] is None
    forms = {norm(x) for x in triple[side + "_aliases"]} - PRONOUNS
    country, mention = triple[side + "_country"], norm((actor["mention"] or {}).get("text"))
    if (
        norm(actor["name"])
        in {norm(triple[side])} | {norm(x) for x in triple[side + "_alt"]} | forms
    ):
        return True
    if triple[side + "_state"] and actor["kind"] == "state":
        return bool(actor["country"] == country)
    return mention in forms and (not country or actor["country"] in (country, None))


def plainly(gold: list[dict[str, Any]], predicted: dict[str, list[dict[str, Any]]]) -> str:
    """Score as the definition says, triple by triple."""
    tp = fp = missed = required = aside = status_right = 0
    for g in gold:
        unique: dict[Any, Any] = {}
        for t in g["triples"]:
            key = (t["source"], t["target"], t["plover"])
            if key not in unique or t["core"]:
                unique[key] = t
        wanted, got, seen = list(unique.values()), set(), set()
        for p in sorted(predicted.get(g["id"], []), key=lambda p: -p["confidence"]):
            if not p["actor"] or not p["target"]:
                continue
            key = (p["actor"]["name"], p["action"]["type"], p["target"]["name"])
            if key in seen:
                continue
            seen.add(key)
            hits = []
            for i, t in enumerate(wanted):
                straight = is_actor(p["actor"], t, "source") and is_actor(p["target"], t, "target")
                crossed = is_actor(p["actor"], t, "target") and is_actor(p["target"], t, "source")
                if (
                    (p["status"] == "negated") == (t["status"] == "negated")
                    and p["action"]["type"] in {t["plover"], *t["plover_alt"]}
                    and (straight or (t["reciprocal"] and crossed))
                ):
                    hits.append(i)
            got.update(hits)
            if hits:
                tp += 1
                status_right += any(p["status"] == wanted[i]["status"] for i in hits)
            elif p["status"] != "negated":
                fp += 1
            else:
                aside += 1
        for i, t in enumerate(wanted):
            required += t["core"]
            missed += t["core"] and i not in got
    precision, recall = tp / max(1, tp + fp), 1 - missed / max(1, required)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}; {len(gold)} documents, "
        f"{required} required; status right {status_right}/{tp}; unmatched negated {aside}"
    )


def spoiled(triples: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Return triples with faults of every kind, in another order."""
    made = []
    for triple in json.loads(json.dumps(triples)):
        for change in range(8):
            if chance.random() > 0.25:
                continue
            actor, target = triple["actor"], triple["target"]
            if change == 0:
                triple["action"]["type"] = chance.choice(["AID", "AGREE", "ACCUSE", "CONSULT"])
            elif change == 1:
                triple["actor"], triple["target"] = target, actor
            elif change == 2:
                triple["status"] = chance.choice(["asserted", "negated", "planned"])
            elif change == 3 and actor:
                actor["name"] = chance.choice(["The Front", "rebels", "Brasil", "it", "President"])
            elif change == 4 and target:
                target["country"] = chance.choice([None, "BRA", "PER"])
            elif change == 5:
                triple["confidence"] = chance.random()
            elif change == 6 and target:
                target["mention"] = chance.choice([None, {"text": "Front", "start": 0, "end": 5}])
            elif change == 7:
                triple["target"] = None
        made += [triple] * chance.choice([0, 1, 1, 2])
    chance.shuffle(made)
    return made


@pytest.mark.parametrize("seed", range(60))
def test_agrees_with_the_definition(
    seed: int, documents: list[CorpusDocument], tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311
    said = {d.id: spoiled(triples_of(d), chance) for d in documents}
    score = score_documents(map(gold_of_document, documents), said)
    gold = [older(d) for d in documents]
    assert score.headline() == plainly(gold, said)
    (tmp_path / "older.json").write_text(json.dumps(gold))
    again = score_documents(read_older_gold(tmp_path / "older.json"), said)
    assert again.headline() == score.headline()


def test_what_the_reader_says_is_right(documents: list[CorpusDocument]) -> None:
    said = {d.id: triples_of(d) for d in documents}
    score = score_documents(map(gold_of_document, documents), said)
    assert (score.precision, score.recall, score.f1) == (1, 1, 1)
    for name in ("triple", "pair", "type", "status", "day", "place", "arguments"):
        layer = score.layers[name].score()
        assert (layer.precision, layer.recall, layer.f1) == (1, 1, 1), name


def one_changed(document: CorpusDocument, change: dict[str, Any]) -> CorpusScore:
    said = triples_of(document)
    said[0] = {**said[0], **change}
    return score_documents([gold_of_document(document)], {document.id: said})


@pytest.mark.parametrize(
    ("change", "layer", "counts"),
    [
        ({"status": "planned"}, "status", (10, 1, 1)),
        ({"date": None}, "day", (0, 0, 1)),
        ({"date": {"start": "2021-03-10", "end": "2021-03-10"}}, "day", (0, 1, 1)),
        (
            {"date": {"start": "2021-03-10", "end": "2021-03-10", "source": "article"}},
            "day",
            (0, 0, 1),
        ),
        ({"place": None}, "place", (4, 0, 1)),
        ({"place": {"name": "Lima", "country": "PER", "mention": None}}, "place", (4, 1, 1)),
        ({"place": {"name": "Iquitos", "country": "BRA", "mention": None}}, "place", (4, 1, 1)),
        ({"action": {"type": "AID"}}, "type", (10, 1, 1)),
        ({"action": {"type": "AID"}}, "triple", (10, 1, 1)),
    ],
)
def test_a_layer_counts_its_own_fault(
    change: dict[str, Any], layer: str, counts: tuple[int, int, int], harbour: CorpusDocument
) -> None:
    tally = one_changed(harbour, change).layers[layer]
    assert (tally.right, tally.extra, tally.missed) == counts


def test_score_command(
    tmp_path: Path, documents: list[CorpusDocument], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dev.jsonl").write_text("".join(d.to_json() + "\n" for d in documents))
    said = [t for d in documents for t in triples_of(d)]
    (tmp_path / "said.json").write_text("".join(json.dumps(t) + "\n" for t in said))
    arguments = ["score", str(tmp_path), str(tmp_path / "said.json")]
    assert main(arguments) == 0
    assert "precision 1.000 recall 1.000 F1 1.000; 2 documents" in capsys.readouterr().out
    assert main([*arguments, "--json", "--split", "dev"]) == 0
    assert json.loads(capsys.readouterr().out)["f1"] == 1
    assert main([*arguments, "--split", "train"]) == 2
