"""An encoder-decoder that reads the window and the calendar of the days to come, and gives quantiles of every step.

    python3 quantile_seq2seq.py MATRIX_DIRECTORY OUT.onnx

After Wen et al., "A multi-horizon quantile recurrent forecaster", 2017: the pinball loss of every level and step.
"""

import sys

import numpy as np
import torch
from torch import nn

import contract

LOOKBACK = 40
HIDDEN = 24
LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
CALENDAR = ["weekday", "month"]


class QuantileSeq2Seq(nn.Module):
    """[batch, lookback, features] and [batch, steps, known columns] give [batch, steps, levels], rising in the level.

    A model with attributes of the whole series takes them as a third input, [batch, attributes].
    """

    def __init__(self, features, known, hidden, levels, attributes=0):
        super().__init__()
        self.encoder = nn.GRU(features, hidden, batch_first=True)
        self.start = nn.Linear(hidden + attributes, hidden)
        self.decoder = nn.GRU(known, hidden, batch_first=True)
        self.lowest = nn.Linear(hidden, 1)
        self.gaps = nn.Linear(hidden, levels - 1)

    def forward(self, past, future, static=None):
        _, state = self.encoder(past)
        if static is not None:
            state = torch.cat((state, static.unsqueeze(0)), dim=2)
        steps, _ = self.decoder(future, torch.tanh(self.start(state)))
        # gaps above 0, so that no quantile crosses another
        gaps = nn.functional.softplus(self.gaps(steps))
        return torch.cumsum(torch.cat((self.lowest(steps), gaps), dim=2), dim=2)


def pinball(quantiles, labels, levels):
    """The mean loss whose minimum is the quantile (Koenker and Bassett, 1978)."""
    error = labels.unsqueeze(2) - quantiles
    return torch.maximum(levels * error, (levels - 1) * error).mean()


def main(directory, out):
    rng = contract.deterministic()
    matrix = contract.read(directory)
    rows, past, labels, scaling, label_scaling = contract.regression_examples(matrix, LOOKBACK)
    steps = labels.shape[1]
    # what is known of the next days stands in the lines below
    calendar = np.stack([matrix.column(name) for name in CALENDAR], axis=1)
    known_scaling = contract.affine(calendar)
    calendar = contract.scaled(calendar, known_scaling)
    future = contract.floats(np.stack([calendar[row + 1 : row + 1 + steps] for row in rows]))

    model = QuantileSeq2Seq(past.shape[2], len(CALENDAR), HIDDEN, len(LEVELS))
    levels = torch.tensor(LEVELS)
    loss = lambda network, window, known, label: pinball(network(window, known), label, levels)
    contract.train(model, loss, (past, future, labels), rng, epochs=10, purge=steps, rate=2e-3, decay=1e-2)
    contract.export(
        model,
        {"past": past[:2], "future": future[:2]},
        ["quantiles"],
        contract.describe(
            matrix,
            "quantile-seq2seq",
            LOOKBACK,
            [
                {"tensor": "past", "kind": "past", "layout": "btf", "scaling": scaling},
                {"tensor": "future", "kind": "knownFuture", "columns": CALENDAR, "scaling": known_scaling},
            ],
            [
                {
                    "tensor": "quantiles",
                    "kind": "quantiles",
                    "levels": LEVELS,
                    "layout": "bsq",
                    "scaling": label_scaling,
                }
            ],
        ),
        out,
    )
    decode = lambda answer: answer * label_scaling["scale"]
    contract.last_answers(model, [past, future], matrix, rows, out, decode)


if __name__ == "__main__":
    main(*sys.argv[1:])
