"""How the reader learns, step by step: ``python -m training.reader STEP``.

``passages`` reads the annotated articles and the open text with the program's own actors; ``teach``
lets the large network learn from them; ``label`` lets it label them, and copies of them with other
actors; ``student`` teaches the small network that ships; ``judge`` fits the judge on top;
``large`` (a module of its own) writes the teacher as a network that ships apart. Needs the
``train`` extra. With ``--apart`` the documents of some folds are left out, so that a judge can be
fitted on what a network says of articles that it has not read.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import torch

from extract import Extractor
from extract.evaluate.corpus_articles import read_source_articles
from extract.events.ontology import load_ontology
from extract.events.relations import NOTHING
from training.events.bystanders import as_found
from training.events.descent import SEED
from training.events.teacher import Teacher, as_passage, vocabulary_of
from training.events.train_relations import (
    RELATIONS,
    Examples,
    RelationModel,
    build_graph,
    write,
)
from training.events.written import (
    Passage,
    frame_examples,
    written_passages,
    written_sentences,
)
from training.language.model import Encoder
from training.reader.fit_judge import fold_of
from training.reader.judge_recipe import judge_options, write_judge
from training.reader.other_names import all_renamed
from training.reader.passage_files import read_passages, write_passages
from training.reader.real_passages import annotated, told_in_open_text
from training.reader.student import Lesson, labelled, train
from training.reader.teach import from_line, label, load_teacher, to_line
from training.reader.teaching import REAL_EMPTY, WRITTEN_EMPTY, batches_of, lessons_of, teach
from training.reader.weights import read_weights

log = logging.getLogger(__name__)

ANNOTATED, OPEN, WRITTEN = "annotated.jsonl", "open.jsonl", "written.jsonl"
SHAPE = {
    "hidden_size": 384,
    "vocab_size": 30522,
    "max_position_embeddings": 512,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "num_hidden_layers": 6,
}
"""The small network's encoder (MiniLM-L6)."""
BY_PEOPLE = 0.4
"""Share of the annotators in what the student is taught of a sentence that they read."""


def passages(given: argparse.Namespace) -> None:
    """Write the passages of annotated articles, of open text, and those that were written."""
    given.out.mkdir(parents=True, exist_ok=True)
    extractor = Extractor.load()
    rows = [json.loads(line) for path in given.rows for line in path.open(encoding="utf-8")]
    articles = read_source_articles(given.articles)
    found = annotated((r for r in rows if r["split"] == "train"), articles, extractor)
    log.info("%d annotated", write_passages(found, given.out / ANNOTATED))
    opened = told_in_open_text(given.corpora, extractor)
    log.info("%d open", write_passages(opened, given.out / OPEN))
    single = (as_passage(m) for m in (*written_sentences(), *frame_examples()))
    written = (*as_found(list(written_passages())), *single)
    log.info("%d written", write_passages(written, given.out / WRITTEN))


def teach_on(given: argparse.Namespace) -> None:
    """Let the teacher learn on from a checkpoint."""
    torch.set_num_threads(given.threads)
    examples = Examples(vocabulary_of(given.encoder), answers())
    real = [*kept(read_passages(given.passages / ANNOTATED), given.apart)]
    real += read_passages(given.passages / OPEN)
    batches = batches_of(
        lessons_of(real, examples, REAL_EMPTY),
        lessons_of(read_passages(given.passages / WRITTEN), examples, WRITTEN_EMPTY),
        given.rounds,
        given.written,
    )
    model = Teacher(given.encoder, len(examples.answers))
    start = torch.load(given.start / "state.pt", weights_only=True, mmap=True)
    model.load_state_dict(start["model"])
    teach(model, list(batches), given.checkpoint)


def label_all(given: argparse.Namespace) -> None:
    """Write what the teacher says of the passages, and of copies with other actors."""
    torch.set_num_threads(given.threads)
    real = [
        *read_passages(given.passages / ANNOTATED),
        *read_passages(given.passages / OPEN),
    ]
    real = [p for p in real if len(p.actors) > 1]
    whole = [*real, *(p for p in read_passages(given.passages / WRITTEN) if len(p.actors) > 2)]
    for number in range(given.renamed):
        whole += all_renamed(real, SEED + number)
    teacher = load_teacher(given.encoder, given.checkpoint)
    with given.out.open("w", encoding="utf-8") as file:
        for passage, pairs in label(whole, teacher, given.encoder):
            file.write(to_line(passage, pairs) + "\n")


def student(given: argparse.Namespace) -> None:
    """Teach the small network what the teacher says, from the weights that ship on."""
    torch.set_num_threads(given.threads)
    state, notes = read_weights(given.base)
    model = RelationModel(Encoder(SHAPE, 0.1), len(answers()))
    model.load_state_dict(state)
    examples = Examples(notes["vocabulary"], tuple(notes["types"]))
    lessons = list(_lessons(given.labelled, given.apart, examples))
    mean = train(model, lessons, given.rounds, given.pace)
    graph = build_graph({k: v.numpy() for k, v in mean.items()}, SHAPE["num_attention_heads"])
    write(given.out, graph, notes)


def _lessons(files: Iterable[Path], apart: set[int], examples: Examples) -> Iterator[Lesson]:
    for path in files:
        for line in path.open(encoding="utf-8"):
            passage, pairs = from_line(line)
            if apart and not list(kept([passage], apart)):
                continue
            share = 0.0 if "~" in passage.id else BY_PEOPLE
            lesson = labelled(passage, pairs, examples, by_people=share)
            if lesson.pairs:
                yield lesson


def kept(found: Iterable[Passage], apart: set[int]) -> Iterator[Passage]:
    """Yield the passages whose document is in no fold that is left out."""
    yield from (p for p in found if fold_of(p.id.split("~")[0].rsplit(":", 1)[0]) not in apart)


def answers() -> tuple[str, ...]:
    """Return what the networks answer: the event types, or that nothing is told."""
    return (*load_ontology().types, NOTHING)


def _folds(given: str) -> set[int]:
    return {int(n) for n in given.split(",") if n}


def main() -> None:
    """Take one step."""
    parser = argparse.ArgumentParser(description="Train the reader, step by step.")
    steps = parser.add_subparsers(required=True)

    def step(name: str, does: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        added = steps.add_parser(name, help=does.__doc__)
        added.set_defaults(does=does)
        added.add_argument("--threads", type=int, default=2)
        return added

    one = step("passages", passages)
    one.add_argument("--rows", type=Path, nargs="+", required=True, help="annotated rows")
    one.add_argument("--articles", type=Path, nargs="+", required=True, help="their texts")
    one.add_argument("--corpora", type=Path, required=True, help="the folder of the corpora")
    one.add_argument("--out", type=Path, required=True, help="a folder")
    one = step("teach", teach_on)
    one.add_argument("--passages", type=Path, required=True, help="the folder of the first step")
    one.add_argument("--encoder", type=Path, required=True)
    one.add_argument("--start", type=Path, required=True, help="checkpoint to start from")
    one.add_argument("--checkpoint", type=Path, required=True)
    one.add_argument("--rounds", type=int, default=2)
    one.add_argument("--written", type=float, default=0.3, help="share of it in a round")
    one.add_argument("--apart", type=_folds, default=set(), help="folds to leave out: 0,1")
    one = step("label", label_all)
    one.add_argument("--passages", type=Path, required=True)
    one.add_argument("--encoder", type=Path, required=True)
    one.add_argument("--checkpoint", type=Path, required=True)
    one.add_argument("--renamed", type=int, default=2, help="copies with other actors")
    one.add_argument("--out", type=Path, required=True)
    one = step("student", student)
    one.add_argument("--labelled", type=Path, nargs="+", required=True)
    one.add_argument("--base", type=Path, default=RELATIONS)
    one.add_argument("--rounds", type=int, default=2)
    one.add_argument("--pace", type=float, default=0.5)
    one.add_argument("--apart", type=_folds, default=set())
    one.add_argument("--out", type=Path, required=True)
    judge_options(step("judge", write_judge))
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    given.does(given)


if __name__ == "__main__":
    main()
