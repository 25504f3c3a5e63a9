"""A stacked LSTM with attention over its steps, and dropout masks as inputs.

    python3 lstm_attention.py MATRIX_DIRECTORY OUT.onnx

The mask is an ordinary input: the runner fills it with ones, or, for Monte-Carlo dropout (Gal and Ghahramani, "Dropout
as a Bayesian approximation", 2016), with seeded zeros and 1 / (1 - rate).
"""

import sys

import torch
from torch import nn

import contract

LOOKBACK = 40
HIDDEN = 24
RATE = 0.2


class LstmAttention(nn.Module):
    """[batch, lookback, features] and a mask [batch, width] give [batch, steps]."""

    def __init__(self, features, hidden, layers, steps, bidirectional=False, attention=True):
        super().__init__()
        self.lstm = nn.LSTM(features, hidden, layers, batch_first=True, bidirectional=bidirectional)
        self.width = hidden * (2 if bidirectional else 1)
        self.score = nn.Linear(self.width, 1) if attention else None
        self.head = nn.Linear(self.width, steps)

    def forward(self, past, mask=None):
        hidden, _ = self.lstm(past)
        if self.score is None:
            seen = hidden[:, -1]
        else:
            # additive attention: how much each step of the window counts
            weights = torch.softmax(self.score(torch.tanh(hidden)), dim=1)
            seen = (weights * hidden).sum(dim=1)
        return self.head(seen if mask is None else seen * mask)


def main(directory, out):
    rng = contract.deterministic()
    matrix = contract.read(directory)
    rows, past, labels, scaling, label_scaling = contract.regression_examples(matrix, LOOKBACK)
    model = LstmAttention(past.shape[2], HIDDEN, 2, labels.shape[1])

    def loss(network, window, label):
        kept = (torch.rand(len(window), network.width) > RATE).float() / (1 - RATE)
        return nn.functional.smooth_l1_loss(network(window, kept if network.training else None), label)

    contract.train(model, loss, (past, labels), rng, epochs=8, purge=labels.shape[1], decay=1e-2)
    inputs = {"past": past, "mask": torch.ones(len(past), model.width)}
    contract.export(
        model,
        {name: values[:2] for name, values in inputs.items()},
        ["point"],
        contract.describe(
            matrix,
            "lstm",
            LOOKBACK,
            [
                {"tensor": "past", "kind": "past", "layout": "btf", "scaling": scaling},
                {"tensor": "mask", "kind": "mask", "shape": [model.width], "rate": RATE},
            ],
            [{"tensor": "point", "kind": "point", "scaling": label_scaling}],
        ),
        out,
    )
    decode = lambda answer: answer * label_scaling["scale"]
    contract.last_answers(model, inputs.values(), matrix, rows, out, decode)


if __name__ == "__main__":
    main(*sys.argv[1:])
