"""Trains the networks of forecast-training in PyTorch on real series, for the table of docs/training.md.

    python3 neural_table.py DATA_DIRECTORY [seeds [part of the name of a series]]

The series, the split, the networks and the settings are those of NeuralTable of the evaluations, which prints the same
columns for the networks that are trained in Java. MASE divides by the mean absolute error that the seasonal naive
forecast of a step ahead makes on the training rows; the last column is the mean absolute error relative to the
seasonal naive forecast of the same test rows.
"""

import csv
import pathlib
import sys

import numpy as np
import torch
from torch import nn

import neural_networks as networks

MOST_ROWS = 8_000
TEST = 0.2

# name, file, column, season, horizon, lookback
SERIES = [
    ("Seattle maximum, daily", "shippable/seattle-weather.csv", "temp_max", 365, 7, 60),
    ("ETTh1 oil, 24 hours", "checks-only/ett/ETTh1.csv", "OT", 24, 24, 48),
    ("taxi, half-hourly", "checks-only/classic/taxi_new_york_passengers.csv", "#Passengers", 48, 24, 96),
    ("Victoria load, half-hourly", "checks-only/classic/vic_elec.csv", "Demand", 48, 24, 96),
]


def read(directory, file, column):
    """The last values of a column."""
    with open(pathlib.Path(directory) / file, newline="", encoding="utf-8") as lines:
        return np.array([float(row[column]) for row in csv.DictReader(lines)])[-MOST_ROWS:]


def windows(values, origins, lookback):
    """The windows that end in the origins, as z-scores, and their means and deviations."""
    past = np.stack([values[row - lookback + 1 : row + 1] for row in origins])
    mean, spread = past.mean(1, keepdims=True), past.std(1, keepdims=True)
    return torch.tensor(((past - mean) / spread)[:, :, None], dtype=torch.float32), mean, spread


def examples(values, origins, lookback, horizon):
    """Scaled windows and labels of the origins."""
    past, mean, spread = windows(values, origins, lookback)
    ahead = np.stack([values[row + 1 : row + 1 + horizon] for row in origins])
    return past, torch.tensor((ahead - mean) / spread, dtype=torch.float32)


def architectures(lookback, steps):
    """Makes each network anew."""
    stacks = [(8, max(steps // 2, 1)), (4, max(steps // 4, 1)), (1, 1)]
    headed = lambda encoder: networks.Headed(encoder, lookback, steps, 0, 0.0)
    blocks = next(n for n in range(1, 21) if 1 + 4 * (2**n - 1) >= lookback)
    return {
        "lstm": lambda: headed(networks.Recurrent(nn.LSTM, [64], 0.1)),
        "gru": lambda: headed(networks.Recurrent(nn.GRU, [64], 0.1)),
        "bidirectionalLstm": lambda: headed(networks.Attention([64], 0.1)),
        "transformer": lambda: headed(networks.Transformer(lookback, 64, 4, 2, 128, 0.1)),
        "cnn": lambda: headed(networks.Cnn(lookback, [32, 64, 128], 3, True, 0.1)),
        "tcn": lambda: headed(networks.Tcn([32] * blocks, 3, 0.1)),
        "nhits": lambda: networks.Nhits(lookback, steps, stacks, [128, 128], 0.0),
    }


def main(directory, seeds=1, part=""):
    torch.set_num_threads(1)
    header = ("series", "model", "MAE", "MASE", "to naive", "seconds")
    print("%-28s %-24s %10s %8s %8s %8s" % header)
    for name, file, column, season, horizon, lookback in [each for each in SERIES if part in each[0]]:
        values = read(directory, file, column)
        known = int(len(values) * (1 - TEST))
        scale = np.abs(values[season:known] - values[: known - season]).mean()
        origins = np.arange(lookback - 1, known - horizon)
        held = round(len(origins) * networks.Settings.validation)
        validation = origins[-held:]
        training = origins[origins + horizon <= validation[0]]
        learnt = [examples(values, rows, lookback, horizon) for rows in (training, validation)]
        tested = np.arange(known - 1, len(values) - horizon, max(1, horizon // 5))
        past, mean, spread = windows(values, tested, lookback)
        ahead = np.stack([values[row + 1 : row + 1 + horizon] for row in tested])
        step = np.arange(horizon)
        naive = np.stack([values[row + 1 - season + step % season] for row in tested])
        reference = np.abs(ahead - naive).mean()
        show = lambda model, error, rest="": print(
            "%-28s %-24s %10.4g %8.3f %8.3f %s" % (name, model, error, error / scale, error / reference, rest),
            flush=True,
        )
        show("seasonal naive", reference)
        for kind, make in architectures(lookback, horizon).items():
            errors = []
            for seed in range(1, int(seeds) + 1):
                torch.manual_seed(seed)
                network = make()
                settings = networks.Settings(rows_per_epoch=2_000, seed=seed)
                found = networks.train(network, *learnt, settings)
                forecast = networks.outputs(network, past).numpy() * spread + mean
                errors.append(np.abs(ahead - forecast).mean())
                show(kind, errors[-1], "%8.1f" % found["seconds"])
            if len(errors) > 1:
                show(kind + ", mean", np.mean(errors))


if __name__ == "__main__":
    main(*sys.argv[1:])
