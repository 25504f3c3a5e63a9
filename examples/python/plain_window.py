"""A GRU as people train one without this library: a window of plain bars, scaled by scikit-learn's StandardScaler, that
gives the scaled close of the next five days. The ONNX file has no contract; the scaler is a JSON file beside it.

    python3 plain_window.py BARS.csv OUT.onnx

PlainWindow.java writes the contract in Java.
"""

import csv
import json
import pathlib
import sys

import numpy as np
import torch
from sklearn.preprocessing import StandardScaler
from torch import nn

LOOKBACK = 30
STEPS = 5
COLUMNS = ["open", "high", "low", "close", "volume"]
LAST_TRAINING_DAY = "2014-12-31"


class Gru(nn.Module):
    """[batch, lookback, 5] gives [batch, steps]: the last scaled close and what is added to it."""

    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(len(COLUMNS), 16, batch_first=True)
        self.head = nn.Linear(16, STEPS)

    def forward(self, bars):
        hidden, _ = self.gru(bars)
        return bars[:, -1, 3:4] + 0.1 * self.head(hidden[:, -1])


def main(bars, out):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    with open(bars, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["date"] <= LAST_TRAINING_DAY]
    values = np.array([[float(row[column]) for column in COLUMNS] for row in rows])
    scaler = StandardScaler().fit(values)
    scaled = scaler.transform(values)
    origins = range(LOOKBACK - 1, len(scaled) - STEPS)
    past = torch.tensor(np.stack([scaled[o - LOOKBACK + 1 : o + 1] for o in origins]), dtype=torch.float32)
    future = torch.tensor(np.stack([scaled[o + 1 : o + 1 + STEPS, 3] for o in origins]), dtype=torch.float32)
    model = Gru()
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(5):
        order = torch.randperm(len(past))
        for start in range(0, len(past), 64):
            chosen = order[start : start + 64]
            loss = nn.functional.mse_loss(model(past[chosen]), future[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    model.eval()
    axes = {"bars": {0: "batch"}, "closes": {0: "batch"}}
    torch.onnx.export(model, past[:1], out, input_names=["bars"], output_names=["closes"], dynamic_axes=axes, opset_version=14)
    base = pathlib.Path(out)
    numbers = {"columns": COLUMNS, "mean_": scaler.mean_.tolist(), "scale_": scaler.scale_.tolist()}
    base.with_suffix(".scaler.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    last = torch.tensor(scaled[None, -LOOKBACK:], dtype=torch.float32)
    with torch.no_grad():
        answer = model(last)[0].numpy().astype(float) * scaler.scale_[3] + scaler.mean_[3]
    reference = {"time": rows[-1]["date"], "closes": answer.tolist()}
    pathlib.Path(out + ".reference.json").write_text(json.dumps(reference) + "\n", encoding="utf-8")
    print(reference)


if __name__ == "__main__":
    main(*sys.argv[1:])
