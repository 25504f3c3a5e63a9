"""A Transformer encoder (Vaswani et al., "Attention is all you need", 2017) over the window.

    python3 transformer.py MATRIX_DIRECTORY OUT.onnx

What it learns follows from the matrix's target: numbers for a log return, the classes SELL, HOLD and BUY for a
direction, whose labels are 0, 1 and 2.
"""

import math
import sys

import torch
from torch import nn

import contract

LOOKBACK = 40
WIDTH = 24
CLASSES = ["SELL", "HOLD", "BUY"]


class Layer(nn.Module):
    """Self-attention, then a small network at every step, each added to what came in (pre-norm)."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.before = nn.LayerNorm(width)
        self.asked = nn.Linear(width, 3 * width)
        self.joined = nn.Linear(width, width)
        self.between = nn.LayerNorm(width)
        self.each = nn.Sequential(nn.Linear(width, 2 * width), nn.ReLU(), nn.Linear(2 * width, width))

    def forward(self, x):
        # -1 stands for the batch, so that the exported graph takes any
        steps, width = x.shape[1], x.shape[2]
        parts = self.asked(self.before(x)).reshape(-1, steps, 3, self.heads, width // self.heads)
        query, key, value = (part.transpose(1, 2) for part in parts.unbind(2))
        weights = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(width // self.heads), dim=3)
        x = x + self.joined((weights @ value).transpose(1, 2).reshape(-1, steps, width))
        return x + self.each(self.between(x))


class Transformer(nn.Module):
    """[batch, lookback, features] gives [batch, outputs]."""

    def __init__(self, features, lookback, width, heads, layers, outputs):
        super().__init__()
        self.embed = nn.Linear(features, width)
        self.place = nn.Parameter(0.02 * torch.randn(lookback, width))
        self.layers = nn.Sequential(*(Layer(width, heads) for _ in range(layers)))
        self.head = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, outputs))

    def forward(self, past):
        return self.head(self.layers(self.embed(past) + self.place)[:, -1])


class ClassScores(nn.Module):
    """Turns [batch, steps * classes] into [batch, steps, classes]."""

    def __init__(self, model, steps, classes):
        super().__init__()
        self.model = model
        self.shape = (-1, steps, classes)

    def forward(self, past):
        return self.model(past).reshape(self.shape)


def main(directory, out):
    rng = contract.deterministic()
    matrix = contract.read(directory)
    rows, past, labels, scaling, label_scaling = contract.regression_examples(matrix, LOOKBACK)
    steps = labels.shape[1]
    if matrix.contract["target"].startswith("direction("):
        labels = torch.tensor(matrix.labels[rows], dtype=torch.long)
        model = Transformer(past.shape[2], LOOKBACK, WIDTH, 4, 2, steps * len(CLASSES))
        model = ClassScores(model, steps, len(CLASSES))
        loss = lambda network, window, label: nn.functional.cross_entropy(network(window).transpose(1, 2), label)
        output = {"tensor": "scores", "kind": "probabilities", "classes": CLASSES, "activation": "softmax"}
        decode = contract.softmax
        name = "transformer-classes"
    else:
        model = Transformer(past.shape[2], LOOKBACK, WIDTH, 4, 2, steps)
        loss = lambda network, window, label: nn.functional.smooth_l1_loss(network(window), label)
        output = {"tensor": "point", "kind": "point", "scaling": label_scaling}
        decode = lambda answer: answer * label_scaling["scale"]
        name = "transformer"

    contract.train(model, loss, (past, labels), rng, epochs=8, purge=steps, decay=1e-2)
    contract.export(
        model,
        {"past": past[:2]},
        [output["tensor"]],
        contract.describe(
            matrix,
            name,
            LOOKBACK,
            [{"tensor": "past", "kind": "past", "layout": "btf", "scaling": scaling}],
            [output],
        ),
        out,
    )
    contract.last_answers(model, [past], matrix, rows, out, decode)


if __name__ == "__main__":
    main(*sys.argv[1:])
