"""What every recipe shares: reading an exported matrix, training, and writing an ONNX file with its contract.

The matrix is what FeaturePipeline.export wrote: matrix.csv and matrix.json. The contract is specified in docs/onnx.md.
"""

import copy
import csv
import hashlib
import json
import math
import pathlib
import sys
from dataclasses import dataclass

import numpy as np
import onnx
import torch

OPSET = 14
SEED = 20000103


@dataclass
class Matrix:
    """One series' rows: features[row, feature], labels[row, step - 1], NaN where there is none."""

    contract: dict
    times: list
    features: np.ndarray
    labels: np.ndarray

    def column(self, name):
        return self.features[:, self.contract["features"].index(name)]


def read(directory):
    """Reads an exported matrix of one series."""
    directory = pathlib.Path(directory)
    description = json.loads((directory / "matrix.json").read_text(encoding="utf-8"))
    if len(description["series"]) != 1:
        raise SystemExit(f"{directory}: expected one series, found {len(description['series'])}")
    with open(directory / "matrix.csv", newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    width = len(description["features"])
    if header != ["id", "time"] + description["features"] + description["labels"]:
        raise SystemExit(f"{directory}: matrix.csv and matrix.json name different columns")
    numbers = np.array([[float(cell) if cell else math.nan for cell in row[2:]] for row in rows])
    contract = {key: description[key] for key in ("version", "pipeline", "features", "schemaHash")}
    contract |= {key: description[key] for key in ("target", "horizon", "sampling") if key in description}
    return Matrix(contract, [row[1] for row in rows], numbers[:, :width], numbers[:, width:])


def origins(matrix, lookback):
    """The rows whose window and labels are complete."""
    complete = np.isfinite(matrix.features).all(axis=1)
    labelled = np.isfinite(matrix.labels).all(axis=1)
    return [
        row
        for row in range(lookback - 1, len(matrix.times))
        if labelled[row] and complete[row - lookback + 1 : row + 1].all()
    ]


def windows(features, rows, lookback):
    """The windows [origin, lookback, feature] that end in the given rows."""
    return np.stack([features[row - lookback + 1 : row + 1] for row in rows])


def affine(values):
    """The scaling that gives columns mean 0 and standard deviation 1; values are those of the training span alone."""
    seen = values[np.isfinite(values).all(axis=1)]
    spread = seen.std(axis=0)
    return {
        "kind": "affine",
        "offset": seen.mean(axis=0).tolist(),
        "scale": np.where(spread > 0, spread, 1.0).tolist(),
    }


def scaled(values, scaling):
    """(x - offset) / scale of every column, the last axis."""
    return (values - np.array(scaling["offset"])) / np.array(scaling["scale"])


def window_scaled(window, groups):
    """z-scores over each window [.., lookback, feature] and the columns of a group together; 0 where nothing varies."""
    out = np.array(window)
    for group in groups:
        part = window[..., group]
        mean = part.mean(axis=(-2, -1), keepdims=True)
        spread = part.std(axis=(-2, -1), keepdims=True)
        out[..., group] = np.where(spread > 0, (part - mean) / np.where(spread > 0, spread, 1), 0)
    return out


def deterministic(seed=SEED):
    """One thread and one seed: a recipe that is run again on the same machine gives the same model."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    return np.random.default_rng(seed)


def regression_examples(matrix, lookback):
    """The scaled windows, the labels divided by their spread, and how that was done."""
    rows = origins(matrix, lookback)
    scaling = affine(matrix.features)
    past = windows(scaled(matrix.features, scaling), rows, lookback)
    spread = float(matrix.labels[rows].std())
    return rows, floats(past), floats(matrix.labels[rows] / spread), scaling, {"offset": 0.0, "scale": spread}


def floats(values):
    """A tensor of floats."""
    return torch.tensor(values, dtype=torch.float32)


def train(model, loss, examples, rng, epochs, purge, held_out=None, batch=64, rate=1e-3, decay=1e-4):
    """Adam over shuffled batches; keeps the weights of the epoch that did best on the last examples, a fifth by default.

    examples are tensors of equal length in the order of time; loss(model, *batch) is minimised. purge examples before
    those held out are left out too, so that no label of training ends in the rows that choose the epoch.
    """
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    first_held = len(examples[0]) - (held_out or len(examples[0]) // 5)
    count = first_held - purge
    held = [example[first_held:] for example in examples]
    best, kept = math.inf, None
    for epoch in range(epochs):
        model.train()
        total = 0.0
        order = rng.permutation(count)
        for start in range(0, count, batch):
            chosen = torch.as_tensor(order[start : start + batch])
            value = loss(model, *(example[chosen] for example in examples))
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            total += value.item() * len(chosen)
        schedule.step()
        model.eval()
        with torch.no_grad():
            outside = loss(model, *held).item()
        if outside < best:
            best, kept = outside, copy.deepcopy(model.state_dict())
        print(f"epoch {epoch + 1:3d} of {epochs}: loss {total / count:.5f}, of rows held out {outside:.5f}", flush=True)
    model.load_state_dict(kept)
    model.eval()


def describe(matrix, name, lookback, inputs, outputs, kind="forecast"):
    """The contract: what the matrix says of itself, and what the model adds."""
    return matrix.contract | {
        "name": name,
        "kind": kind,
        "lookback": lookback,
        "inputs": inputs,
        "outputs": outputs,
        "trainedFrom": matrix.times[0],
        "trainedTo": matrix.times[-1],
        "producer": f"examples/python/{pathlib.Path(sys.argv[0]).name}",
        "seed": SEED,
    }


def export(model, inputs, outputs, contract, path, dynamic_batch=True):
    """Writes a PyTorch model to ONNX and puts the contract into its metadata.

    inputs are sample tensors by name in the order of forward's arguments, outputs the names of what it returns.
    """
    model.eval()
    axes = {name: {0: "batch"} for name in [*inputs, *outputs]} if dynamic_batch else None
    torch.onnx.export(
        model,
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=OPSET,
    )
    save(onnx.load(str(path)), contract, path)


def save(graph, contract, path):
    """Writes an ONNX graph with the contract: metadata property forecastj.<key>, each value as JSON."""
    onnx.helper.set_model_props(graph, {f"forecastj.{key}": json.dumps(value) for key, value in contract.items()})
    onnx.checker.check_model(graph, full_check=True)
    onnx.save(graph, str(path))
    size = pathlib.Path(path).stat().st_size
    print(f"{path}: {size / 1024:.0f} KiB, sha256 {hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()}")


def softmax(scores):
    """Scores as probabilities, along the last axis."""
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def last_answers(model, inputs, matrix, rows, path, decode):
    """Writes what the model answers in the last of the rows that it was given, in the target's units, for a test in Java."""
    with torch.no_grad():
        answers = model(*(values[-3:] for values in inputs)).numpy()
    forecasts = [
        {"origin": matrix.times[row], "answer": decode(answer.astype(np.float64)).tolist()}
        for row, answer in zip(rows[-3:], answers)
    ]
    pathlib.Path(path).with_suffix(".reference.json").write_text(json.dumps(forecasts) + "\n", encoding="utf-8")
