"""The network in torch: a BERT encoder that also sees word shapes, and one light head for each
layer of annotation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from extract.language.tags import ENTITY_TAGS
from extract.language.word_features import SHAPES


class Layer(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)) * (d // self.heads) ** -0.5 + bias
        mixed = F.dropout(scores.softmax(-1), self.dropout, self.training).to(v.dtype) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(b, n, d))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """A BERT encoder read from a Hugging Face folder, with an embedding of word shapes added to its
    input."""

    def __init__(self, config: dict[str, Any], dropout: float) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.places = nn.Embedding(config["max_position_embeddings"], size)
        self.shapes = nn.Embedding(len(SHAPES) + 1, size)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        bias = torch.where(ids != 0, 0.0, -1e4)[:, None, None, :]
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def read_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """Read ``config.json`` and ``model.safetensors`` of a BERT model."""
    from safetensors.torch import load_file  # type: ignore[import-not-found, unused-ignore]

    config = json.loads((folder / "config.json").read_text(encoding="utf8"))
    raw = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    encoder = Encoder(config, dropout)
    state = encoder.state_dict()
    state["words.weight"] = raw["embeddings.word_embeddings.weight"]
    state["places.weight"] = (
        raw["embeddings.position_embeddings.weight"]
        + raw["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = raw[f"embeddings.LayerNorm.{part}"]
        for i in range(config["num_hidden_layers"]):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            state[f"{new}qkv.{part}"] = torch.cat(
                [raw[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            )
            for mine, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"{new}{mine}.{part}"] = raw[f"{old}{theirs}.{part}"]
    encoder.load_state_dict(state)
    return encoder


class Network(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Encoder and heads; see `forward` for the scores."""

    def __init__(
        self,
        encoder: Encoder,
        sizes: dict[str, int],
        arc: int = 320,
        label: int = 96,
        dropout: float = 0.25,
    ) -> None:
        super().__init__()
        size = encoder.norm.weight.shape[0]
        self.encoder, self.dropout = encoder, dropout
        self.word = nn.Linear(2 * size, size)
        self.root = nn.Parameter(torch.zeros(size))
        self.arc_dep, self.arc_head = nn.Linear(size, arc), nn.Linear(size, arc)
        self.label_dep, self.label_head = nn.Linear(size, label), nn.Linear(size, label)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label = nn.Parameter(torch.zeros(label + 1, sizes["deps"], label + 1))
        nn.init.normal_(self.arc, std=arc**-0.5 / 4)
        nn.init.normal_(self.label, std=0.02)
        self.upos = nn.Linear(size, sizes["upos"])
        self.feats = nn.Linear(size, sizes["feats"])
        self.rules = nn.Linear(size, sizes["rules"])
        self.starts = nn.Linear(size, 1)
        self.entities = nn.Linear(size, len(ENTITY_TAGS))

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """Vectors of the words: batch, words, size."""
        x = self.encoder(batch["ids"], batch["shapes"])
        at = torch.arange(x.shape[0])[:, None]
        pair = torch.cat([x[at, batch["first"]], x[at, batch["last"]]], -1)
        return F.dropout(
            x[at, batch["first"]] + F.gelu(self.word(pair)), self.dropout, self.training
        )

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of all heads; arcs are batch, dependent, head with the root as head 0."""
        w = self.encode(batch)
        rooted = torch.cat([self.root.to(w.dtype).expand(w.shape[0], 1, -1), w], 1)

        def shared(layer: nn.Linear, x: Tensor) -> Tensor:
            return F.dropout(F.gelu(layer(x)), self.dropout, self.training)

        one = torch.ones_like(w[..., :1])
        arcs = (
            torch.cat([shared(self.arc_dep, w), one], -1)
            @ self.arc.to(w.dtype)
            @ shared(self.arc_head, rooted).transpose(1, 2)
        )
        return {
            "arcs": arcs,
            "label_dep": shared(self.label_dep, w),
            "label_head": shared(self.label_head, rooted),
            "upos": self.upos(w),
            "feats": self.feats(w),
            "rules": self.rules(w),
            "starts": self.starts(w)[..., 0],
            "entities": self.entities(w),
        }

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Label scores of chosen arcs: (arcs, size) twice to (arcs, labels)."""
        one = torch.ones_like(dep[:, :1])
        dep, head = torch.cat([dep, one], -1), torch.cat([head, one], -1)
        mixed = (dep @ self.label.to(dep.dtype).flatten(1)).view(len(dep), self.label.shape[1], -1)
        return (mixed @ head[:, :, None])[..., 0]


def losses(network: Network, batch: dict[str, Tensor], allowed: Tensor) -> dict[str, Tensor]:
    """Mean loss of each layer over the words whose source knows it (targets of -100 are silent)."""
    scores = network(batch)
    real = batch["first"] > 0
    total = {}
    same = (batch["sentence"][:, :, None] == batch["sentence"][:, None, :]) & real[:, None, :]
    same = F.pad(same, (1, 0), value=True)
    arcs = scores["arcs"].float().masked_fill(~same, -1e4)
    parsed = batch["head"] >= 0
    total["arcs"] = (
        F.cross_entropy(arcs[parsed], batch["head"][parsed]) if parsed.any() else arcs.sum() * 0
    )
    rows, cols = parsed.nonzero(as_tuple=True)
    if len(rows):
        labels = network.label_scores(
            scores["label_dep"][rows, cols], scores["label_head"][rows, batch["head"][rows, cols]]
        )
        total["labels"] = F.cross_entropy(
            labels.float(), batch["dep"][rows, cols], ignore_index=-100
        )
    for layer in ("upos", "feats", "rules"):
        if (batch[layer] >= 0).any():
            total[layer] = F.cross_entropy(
                scores[layer].float().flatten(0, 1), batch[layer].flatten(), ignore_index=-100
            )
    bounded = batch["start"] >= 0
    if bounded.any():
        total["starts"] = F.binary_cross_entropy_with_logits(
            scores["starts"].float()[bounded], batch["start"][bounded].float()
        )
    named = real & (batch["entity"] > 0)
    if named.any():
        ner = scores["entities"].float()[named]
        fits = ner.masked_fill(~allowed[batch["entity"][named]], -1e4)
        total["entities"] = (ner.logsumexp(-1) - fits.logsumexp(-1)).mean()
    return total
