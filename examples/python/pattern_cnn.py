"""A one-dimensional CNN that recognises 15 candlestick patterns in windows of 20 bars.

    python3 pattern_cnn.py BARS_DIRECTORY PATTERNS_DIRECTORY OUT.onnx

BARS holds open, high, low, close and volume, PATTERNS the strengths that the library's own candlestick features give
to the same rows. The network learns what those features define, so its labels cost nobody a day of drawing.
"""

import sys

import numpy as np
import torch
from torch import nn

import contract

LOOKBACK = 20
PRICES, VOLUME = [0, 1, 2, 3], [4]


class PatternCnn(nn.Module):
    """[batch, 20, 5] gives [batch, patterns], a score before the sigmoid."""

    def __init__(self, channels, patterns, lookback=LOOKBACK):
        super().__init__()
        self.shapes = nn.Sequential(
            nn.Conv1d(5, channels, 3),
            nn.ReLU(),
            nn.Conv1d(channels, channels, 3),
            nn.ReLU(),
            nn.Flatten(),
        )
        self.head = nn.Sequential(
            nn.Linear((lookback - 4) * channels, 4 * channels), nn.ReLU(), nn.Linear(4 * channels, patterns)
        )

    def forward(self, past):
        return self.head(self.shapes(past.transpose(1, 2)))


def main(bars_directory, patterns_directory, out):
    rng = contract.deterministic()
    bars, patterns = contract.read(bars_directory), contract.read(patterns_directory)
    if bars.times != patterns.times:
        raise SystemExit("the two matrices have different rows: export both from the same series")
    names = [name.rsplit(".", 1)[-1] for name in patterns.contract["features"]]
    known = np.isfinite(patterns.features).all(axis=1)
    rows = [row for row in contract.origins(bars, LOOKBACK, 0, len(bars.times)) if known[row]]
    past = contract.floats(contract.window_scaled(contract.windows(bars.features, rows, LOOKBACK), [PRICES, VOLUME]))
    labels = contract.floats(patterns.features[rows] != 0)

    model = PatternCnn(24, len(names))
    loss = lambda network, window, label: nn.functional.binary_cross_entropy_with_logits(network(window), label)
    # a pattern's label looks at no later row, so nothing needs a purge
    contract.train(model, loss, (past, labels), rng, epochs=60, purge=0, rate=2e-3, decay=1e-2)
    contract.export(
        model,
        {"past": past[:2]},
        ["scores"],
        contract.describe(
            bars,
            "pattern-cnn",
            LOOKBACK,
            [
                {
                    "tensor": "past",
                    "kind": "past",
                    "layout": "btf",
                    "scaling": {"kind": "window", "groups": [PRICES, VOLUME]},
                }
            ],
            [{"tensor": "scores", "kind": "patterns", "patterns": names, "activation": "sigmoid"}],
            kind="patterns",
        ),
        out,
    )
    sigmoid = lambda scores: 1 / (1 + np.exp(-scores))
    contract.last_answers(model, {"past": past}, "scores", bars, rows[-4:], out, sigmoid)


if __name__ == "__main__":
    main(*sys.argv[1:])
