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
    rows = contract.origins(matrix, LOOKBACK, 0, len(matrix.times))
    scaling = contract.affine(matrix.features)
    past = torch.tensor(
        contract.windows(contract.scaled(matrix.features, scaling), rows, LOOKBACK), dtype=torch.float32
    )
    spread = float(matrix.labels[rows].std())
    labels = torch.tensor(matrix.labels[rows] / spread, dtype=torch.float32)

    model = Gru(past.shape[2], HIDDEN, labels.shape[1])
    loss = lambda network, window, label: nn.functional.smooth_l1_loss(network(window), label)
    contract.train(model, loss, (past, labels), rng, epochs=4, decay=1e-2)
    contract.export(
        model,
        {"past": past[:2]},
        ["point"],
        matrix.contract
        | {
            "name": "gru",
            "kind": "forecast",
            "lookback": LOOKBACK,
            "inputs": [{"tensor": "past", "kind": "past", "layout": "btf", "scaling": scaling}],
            "outputs": [{"tensor": "point", "kind": "point", "scaling": {"offset": 0.0, "scale": spread}}],
            "trainedFrom": matrix.times[0],
            "trainedTo": matrix.times[-1],
            "producer": "examples/python/gru.py",
            "seed": contract.SEED,
        },
        out,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
