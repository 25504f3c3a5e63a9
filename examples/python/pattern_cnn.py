"""A one-dimensional CNN that recognises 15 candlestick patterns in windows of 20 bars.

    python3 pattern_cnn.py OUT.onnx BARS_DIRECTORY PATTERNS_DIRECTORY [MORE_BARS MORE_PATTERNS]...

BARS holds open, high, low, close and volume, PATTERNS the strengths that the library's own candlestick features give
to the same rows. The network learns what those features define, so labels cost nothing, and bars in a new order do as well.
"""

import sys

import numpy as np
import torch
from torch import nn

import contract

LOOKBACK = 20
CHANNELS = 32
PRICES, VOLUME = [0, 1, 2, 3], [4]


class PatternCnn(nn.Module):
    """[batch, lookback, 5] gives [batch, patterns], a score before the sigmoid."""

    def __init__(self, channels, patterns, lookback=LOOKBACK):
        super().__init__()
        self.bars = nn.Sequential(nn.Conv1d(5, channels, 1), nn.ReLU())
        self.shapes = nn.Sequential(nn.Conv1d(channels, channels, 3), nn.ReLU(), nn.Flatten())
        self.head = nn.Sequential(
            nn.Linear((lookback - 2) * channels, 4 * channels), nn.ReLU(), nn.Linear(4 * channels, patterns)
        )

    def forward(self, past):
        return self.head(self.shapes(self.bars(past.transpose(1, 2))))


def examples(bars, patterns):
    """The scaled windows, which patterns end in them, and the rows that these are."""
    if bars.times != patterns.times:
        raise SystemExit("the two matrices have different rows: export both from the same series")
    known = np.isfinite(patterns.features).all(axis=1)
    rows = [row for row in contract.origins(bars, LOOKBACK) if known[row]]
    windows = contract.window_scaled(contract.windows(bars.features, rows, LOOKBACK), [PRICES, VOLUME])
    return contract.floats(windows), contract.floats(patterns.features[rows] != 0), rows


def main(out, *directories):
    rng = contract.deterministic()
    matrices = [contract.read(directory) for directory in directories]
    bars, patterns = matrices[:2]
    names = [name.rsplit(".", 1)[-1] for name in patterns.contract["features"]]
    past, labels, rows = examples(bars, patterns)
    # the market's own rows last: they choose the epoch
    more = [examples(*matrices[i : i + 2]) for i in range(2, len(matrices), 2)]
    all_past = torch.cat([*(windows for windows, _, _ in more), past])
    all_labels = torch.cat([*(shown for _, shown, _ in more), labels])

    model = PatternCnn(CHANNELS, len(names))
    loss = lambda network, window, label: nn.functional.binary_cross_entropy_with_logits(network(window), label)
    held_out = len(past) if more else len(past) // 5
    # a pattern's label looks at no later row, so nothing needs a purge
    contract.train(model, loss, (all_past, all_labels), rng, epochs=14, purge=0, held_out=held_out, rate=2e-3)
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
    contract.last_answers(model, [past], bars, rows, out, sigmoid)


if __name__ == "__main__":
    main(*sys.argv[1:])
