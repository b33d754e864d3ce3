from __future__ import annotations

import gzip
import json
import string
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytestmark = pytest.mark.train


TINY = Path(__file__).parent / "tiny"


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    trees = (TINY / "sentences.conllu").read_text(encoding="utf8")
    names = (TINY / "names.conll").read_text(encoding="utf8")
    files = {f"treebank/{s}-{p}.conllu.gz": trees for s in ("ewt", "gum") for p in ("train", "dev")}
    files |= {f"entities/{n}.conll.gz": names for n in ("wikigold", "btc-a", "btc-h")}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(folder / name, "wt", encoding="utf8") as file:
            file.write(text)
    return folder


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A tiny BERT of random weights, in the usual form."""
    from safetensors.torch import save_file

    folder = tmp_path / "encoder"
    folder.mkdir()
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *string.ascii_lowercase,
        *("##" + c for c in string.ascii_lowercase),
        ".",
        "-",
        "'",
    ]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf8")
    config = {
        "vocab_size": len(pieces),
        "hidden_size": 24,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "intermediate_size": 32,
        "max_position_embeddings": 512,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf8")
    rng = np.random.default_rng(1)
    shapes = {
        "embeddings.word_embeddings.weight": (len(pieces), 24),
        "embeddings.position_embeddings.weight": (512, 24),
    }
    shapes["embeddings.token_type_embeddings.weight"] = (2, 24)
    for layer in range(2):
        name = f"encoder.layer.{layer}."
        for part in ("query", "key", "value"):
            shapes[f"{name}attention.self.{part}.weight"] = (24, 24)
        shapes |= {
            f"{name}attention.output.dense.weight": (24, 24),
            f"{name}intermediate.dense.weight": (32, 24),
        }
        shapes[f"{name}output.dense.weight"] = (24, 32)
    state = {
        k: torch.tensor(rng.normal(size=v) * 0.1, dtype=torch.float32) for k, v in shapes.items()
    }
    for k in list(state):
        if not k.startswith("embeddings"):
            state[k.replace("weight", "bias")] = torch.zeros(len(state[k]))
    norms = [
        "embeddings.LayerNorm",
        *(
            f"encoder.layer.{i}.{p}.LayerNorm"
            for i in range(2)
            for p in ("attention.output", "output")
        ),
    ]
    for norm in norms:
        state |= {f"{norm}.weight": torch.ones(24), f"{norm}.bias": torch.zeros(24)}
    save_file(state, folder / "model.safetensors")
    return folder


def test_whole_recipe_on_a_few_sentences(corpora: Path, encoder: Path, tmp_path: Path) -> None:
    from extract.language.pipeline import load_weights
    from training.language.__main__ import main

    run, out = tmp_path / "run", tmp_path / "out"
    given = [
        "--corpora",
        str(corpora),
        "--encoder",
        str(encoder),
        "--run",
        str(run),
        "--out",
        str(out),
        "--most",
        "3",
    ]
    main([*given, "--rounds", "1"])
    first = json.loads((run / "state.json").read_text())
    # started again with more rounds, it goes on where it stopped
    main([*given, "--rounds", "2"])
    assert json.loads((run / "state.json").read_text())["step"] > first["step"]
    card = (out / "MODEL_CARD.md").read_text(encoding="utf8")
    assert "| gum-dev |" in card
    assert "| btc-h |" in card
    doc = load_weights(out / "weights" / "english.npz")("Kenya freed the envoy. They left.")
    assert all(t.pos_ and t.dep_ for t in doc)


def test_exported_graph_agrees_with_torch(corpora: Path, encoder: Path, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    from extract.language.network import Network as Shipped
    from extract.language.word_features import SHAPES, shape_of
    from training.language.export_weights import export
    from training.language.model import Network, read_encoder

    torch.manual_seed(3)
    classes = {
        "upos": ["A", "B"],
        "feats": ["_"],
        "rules": ["k|0|"],
        "deps": ["det", "root"],
        "lemmas": {},
    }
    network = Network(
        read_encoder(encoder), {k: len(v) for k, v in classes.items() if k != "lemmas"}
    ).eval()
    save_file({n: p.detach() for n, p in network.named_parameters()}, tmp_path / "w.safetensors")
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf8").splitlines()
    export(tmp_path / "w.safetensors", classes, vocabulary, 4, tmp_path / "w.npz", int8=False)
    shipped = Shipped(tmp_path / "w.npz")
    words = ["Kenya", "freed", "it", "."]
    ours = shipped.run(words)
    ids = [shipped.pieces.start, *(p for w in words for p in shipped.pieces(w)), shipped.pieces.end]
    lengths = [len(shipped.pieces(w)) for w in words]
    first = [1 + sum(lengths[:i]) for i in range(len(words))]
    shapes = [len(SHAPES), *(shape_of(w) for w in words for _ in shipped.pieces(w)), len(SHAPES)]
    batch = {
        "ids": torch.tensor([ids]),
        "shapes": torch.tensor([shapes]),
        "first": torch.tensor([first]),
        "last": torch.tensor([[f + n - 1 for f, n in zip(first, lengths, strict=True)]]),
    }
    with torch.no_grad():
        theirs = network(batch)
        labels = network.label_scores(theirs["label_dep"][0], theirs["label_head"][0, [2, 0, 2, 2]])
    for name in ("arcs", "upos", "entities", "label_head"):
        np.testing.assert_allclose(ours[name], theirs[name][0].numpy(), atol=1e-4)
    np.testing.assert_allclose(
        shipped.labels(ours["label_dep"], ours["label_head"][[2, 0, 2, 2]]),
        labels.numpy(),
        atol=1e-4,
    )


def test_rates_rise_stay_and_fall() -> None:
    from training.language.recipe import Recipe
    from training.language.train import rate_at

    recipe = Recipe()
    rates = [rate_at(p / 50, recipe) for p in range(int(50 * recipe.rounds) + 1)]
    assert rates[0] < 0.02
    assert max(rates) == 1.0
    assert rates[-1] <= 0.01
    assert rates == sorted(rates[: rates.index(1.0)]) + sorted(
        rates[rates.index(1.0) :], reverse=True
    )
