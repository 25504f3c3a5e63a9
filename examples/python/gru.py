"""A GRU whose last state gives all steps.

    python3 gru.py MATRIX_DIRECTORY OUT.onnx
"""

import sys

import torch
from torch import nn

import contract

LOOKBACK = 40
HIDDEN = 24


class Gru(nn.Module):
    """[batch, lookback, features] gives [batch, steps]."""

    def __init__(self, features, hidden, steps):
        super().__init__()
        self.gru = nn.GRU(features, hidden, batch_first=True)
        self.head = nn.Linear(hidden, steps)

    def forward(self, past):
        hidden, _ = self.gru(past)
        return self.head(hidden[:, -1])


def main(directory, out):
    rng = contract.deterministic()
    matrix = contract.read(directory)
    rows, past, labels, scaling, label_scaling = contract.regression_examples(matrix, LOOKBACK)
    model = Gru(past.shape[2], HIDDEN, labels.shape[1])
    loss = lambda network, window, label: nn.functional.smooth_l1_loss(network(window), label)
    contract.train(model, loss, (past, labels), rng, epochs=8, purge=labels.shape[1], decay=1e-2)
    contract.export(
        model,
        {"past": past[:2]},
        ["point"],
        contract.describe(
            matrix,
            "gru",
            LOOKBACK,
            [{"tensor": "past", "kind": "past", "layout": "btf", "scaling": scaling}],
            [{"tensor": "point", "kind": "point", "scaling": label_scaling}],
        ),
        out,
    )
    decode = lambda answer: answer * label_scaling["scale"]
    contract.last_answers(model, [past], matrix, rows, out, decode)


if __name__ == "__main__":
    main(*sys.argv[1:])
