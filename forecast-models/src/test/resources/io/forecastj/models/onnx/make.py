"""Makes the models of these tests, each with its contract, and reference outputs by PyTorch. See README.md."""

import hashlib
import json
import pathlib
import sys

import numpy as np
import onnx
import torch
from sklearn.ensemble import GradientBoostingRegressor
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
ROOT = next(folder for folder in HERE.parents if (folder / "examples" / "python").is_dir())
sys.path.insert(0, str(ROOT / "examples" / "python"))

import contract
from gru import Gru
from lstm_attention import LstmAttention
from pattern_cnn import PatternCnn
from quantile_seq2seq import QuantileSeq2Seq
from transformer import ClassScores, Transformer
from trees import ensemble

MATRICES = pathlib.Path(sys.argv[1])
LOOKBACK = 12
ORIGINS = [60, 97, 130]
SEED = 7
RATE = 0.25
OUTPUT_SCALING = {"offset": 0.0005, "scale": 0.01}

rng = contract.deterministic(SEED)
closes = contract.read(MATRICES / "bars").column("close")


class Turned(nn.Module):
    """A model whose window is [batch, features, lookback]."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, past):
        return self.model(past.transpose(1, 2))


class OneNumber(nn.Module):
    """A model of one step that answers [batch]."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, past):
        return self.model(past)[:, 0]


class LevelsFirst(nn.Module):
    """A model that answers [batch, levels, steps]."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, past, future, static):
        return self.model(past, future, static).transpose(1, 2)


def away_from_zero(model):
    """Lifts a random model's answers, since an answer near 0 is a difference of floats with no digits left to compare."""
    layers = {name.split(".")[-1]: layer for name, layer in model.named_modules() if isinstance(layer, nn.Linear)}
    head = layers.get("lowest", list(layers.values())[-1])
    with torch.no_grad():
        head.bias += 2


def tensor(values):
    """A tensor as JSON: its shape and its numbers row by row; a float as the double that it equals."""
    values = np.asarray(values)
    return {"shape": list(values.shape), "data": values.astype(np.float64).ravel().tolist()}


def case(model, inputs, outputs):
    """What a PyTorch model answers to tensors, by name."""
    with torch.no_grad():
        answer = model(*inputs.values())
    answers = answer if isinstance(answer, tuple) else (answer,)
    return {
        "inputs": {name: tensor(value.numpy()) for name, value in inputs.items()},
        "outputs": {name: tensor(value.numpy()) for name, value in zip(outputs, answers)},
    }


def window(matrix, scaling, row, lookback, layout):
    raw = contract.windows(matrix.features, [row], lookback)
    if scaling is None:
        scaled = raw
    elif scaling["kind"] == "affine":
        scaled = contract.scaled(raw, scaling)
    else:
        scaled = contract.window_scaled(raw, scaling["groups"])
    return {"btf": scaled, "bft": scaled.transpose(0, 2, 1), "bf": scaled.reshape(1, -1)}[layout]


def decoded(output, answer, row):
    """What the runner is to forecast from a row, in units of the target."""
    answer = answer.astype(np.float64)
    kind = output["kind"]
    if kind == "patterns":
        return {"patterns": dict(zip(output["patterns"], (1 / (1 + np.exp(-answer))).tolist()))}
    if kind == "probabilities":
        scores = answer.reshape(-1, len(output["classes"]))
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        return {"probabilities": (weights / weights.sum(axis=1, keepdims=True)).tolist()}
    levels = closes[row] * np.exp(answer * OUTPUT_SCALING["scale"] + OUTPUT_SCALING["offset"])
    if kind == "point":
        return {"points": levels.ravel().tolist()}
    by_step = levels if output["layout"] == "bsq" else levels.T
    middle = output["levels"].index(0.5)
    return {"points": by_step[:, middle].tolist(), "quantiles": by_step.tolist()}


def write(
    name,
    model,
    matrix,
    output,
    *,
    lookback=LOOKBACK,
    layout="btf",
    scaling="affine",
    dtype=torch.float32,
    batch=None,
    mask=None,
    known=None,
    static=None,
    side_file=False,
):
    """Writes name.onnx and name.reference.json. batch is None for a dynamic one; model is a network, or fitted trees."""
    if scaling == "affine":
        scaling = contract.affine(matrix.features)
    inputs = [{"tensor": "past", "kind": "past", "layout": layout} | ({"scaling": scaling} if scaling else {})]
    values = {"past": [window(matrix, scaling, row, lookback, layout)[0] for row in ORIGINS]}
    if known is not None:
        days, by = known
        inputs.append({"tensor": "future", "kind": "knownFuture", "columns": ["weekday", "month"], "scaling": by})
        steps = matrix.contract["horizon"]
        values["future"] = [contract.scaled(days[row + 1 : row + 1 + steps], by) for row in ORIGINS]
    if static is not None:
        by = {"kind": "affine", "offset": [1.0, 0.0], "scale": [2.0, 1.0]}
        inputs.append({"tensor": "static", "kind": "static", "columns": ["size", "kind"], "scaling": by})
        values["static"] = [contract.scaled(np.array(static), by) for _ in ORIGINS]
    if mask is not None:
        inputs.append({"tensor": "mask", "kind": "mask", "shape": [mask], "rate": RATE})
        values["mask"] = [np.ones(mask) for _ in ORIGINS]
    given = {key: torch.tensor(np.stack(rows), dtype=dtype) for key, rows in values.items()}
    # a fixed batch repeats the windows
    together = {key: rows[[i % len(rows) for i in range(batch or len(rows))]] for key, rows in given.items()}

    contracted = matrix.contract | {
        "name": name,
        "kind": "patterns" if output["kind"] == "patterns" else "forecast",
        "lookback": lookback,
        "inputs": inputs,
        "outputs": [output],
        "producer": "make.py",
        "seed": SEED,
    }
    path = HERE / f"{name}.onnx"
    if isinstance(model, GradientBoostingRegressor):
        contract.save(ensemble(model, given["past"].shape[1]), contracted, path)
        network = lambda past: contract.floats(model.predict(past.numpy())[:, None])
    else:
        away_from_zero(model)
        network = model
        contract.export(model, together, [output["tensor"]], contracted, path, dynamic_batch=batch is None)
    cases = [case(network, together, [output["tensor"]])]
    if mask is not None:
        kept = torch.tensor((rng.random((len(ORIGINS), mask)) >= RATE) / (1 - RATE), dtype=dtype)
        cases.append(case(network, given | {"mask": kept}, [output["tensor"]]))
    if side_file:
        move_contract(path, contracted)

    with torch.no_grad():
        answers = network(*given.values()).numpy()
    forecasts = [
        {"origin": matrix.times[row]} | decoded(output, answer, row) for row, answer in zip(ORIGINS, answers)
    ]
    reference = json.dumps({"cases": cases, "forecasts": forecasts}, indent=1)
    path.with_suffix(".reference.json").write_text(reference + "\n", encoding="utf-8")


def move_contract(path, contracted):
    """Takes the contract out of a file and puts it beside it, with the file's hash."""
    bare = onnx.load(str(path))
    del bare.metadata_props[:]
    onnx.save(bare, str(path))
    side = contracted | {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    path.with_name(path.name + ".json").write_text(json.dumps(side, indent=1) + "\n", encoding="utf-8")


def point(**more):
    return {"tensor": "point", "kind": "point", "scaling": OUTPUT_SCALING} | more


def scores():
    return {"tensor": "scores", "kind": "probabilities", "classes": ["SELL", "HOLD", "BUY"], "activation": "softmax"}


def quantiles(levels, layout):
    return {"tensor": "quantiles", "kind": "quantiles", "levels": levels, "layout": layout, "scaling": OUTPUT_SCALING}


one, five = contract.read(MATRICES / "one"), contract.read(MATRICES / "five")
direction, calendar = contract.read(MATRICES / "direction"), contract.read(MATRICES / "calendar")
bars, patterns = contract.read(MATRICES / "bars"), contract.read(MATRICES / "patterns")
names = [name.rsplit(".", 1)[-1] for name in patterns.contract["features"]]
days = np.stack([calendar.column("weekday"), calendar.column("month")], axis=1)
days_scaling = {"kind": "affine", "offset": [3.0, 6.5], "scale": [1.5, 3.5]}

write("lstm-stacked", LstmAttention(6, 8, 2, 1, attention=False), one, point())
write("lstm-bidirectional", LstmAttention(6, 6, 1, 5, bidirectional=True, attention=False), five, point())
write("lstm-attention", LstmAttention(6, 8, 2, 5), five, point(), mask=8)
write("transformer", Transformer(6, LOOKBACK, 8, 2, 2, 5), five, point())
write("transformer-classes", Transformer(6, LOOKBACK, 8, 2, 2, 3), direction, scores())
steps = ClassScores(Transformer(6, LOOKBACK, 8, 2, 1, 15), 5, 3)
five_directions = contract.read(MATRICES / "directions")
write("transformer-class-steps", steps, five_directions, scores())
write("transformer-double", Transformer(6, LOOKBACK, 8, 2, 1, 5).double(), five, point(), dtype=torch.float64)
write("gru", Gru(6, 8, 5), five, point())
write("gru-fixed-batch-1", Turned(Gru(6, 8, 5)), five, point(), layout="bft", batch=1)
write("gru-fixed-batch-4", Gru(6, 8, 5), five, point(), batch=4)
write("gru-side-file", OneNumber(Gru(6, 8, 1)), one, point(), side_file=True)
flat = nn.Sequential(nn.Linear(6 * LOOKBACK, 16), nn.Tanh(), nn.Linear(16, 5))
write("flat", flat, five, point(), layout="bf", scaling={"kind": "window", "groups": [[0, 1, 2], [3], [4, 5]]})
cnn = {"tensor": "scores", "kind": "patterns", "patterns": names, "activation": "sigmoid"}
by_window = {"kind": "window", "groups": [[0, 1, 2, 3], [4]]}
write("pattern-cnn", PatternCnn(4, len(names)), bars, cnn, lookback=20, scaling=by_window)
write(
    "seq2seq-quantiles",
    QuantileSeq2Seq(4, 2, 8, 5),
    calendar,
    quantiles([0.05, 0.25, 0.5, 0.75, 0.95], "bsq"),
    known=(days, days_scaling),
)
write(
    "seq2seq-static",
    LevelsFirst(QuantileSeq2Seq(6, 2, 8, 3, attributes=2)),
    five,
    quantiles([0.1, 0.5, 0.9], "bqs"),
    known=(days, days_scaling),
    static=[2.5, -1.0],
)
rows = contract.origins(one, 1)
booster = GradientBoostingRegressor(n_estimators=12, max_depth=3, learning_rate=0.1, random_state=SEED)
booster.fit(one.features[rows].astype(np.float32), one.labels[rows, 0] / OUTPUT_SCALING["scale"])
write("trees", booster, one, point(), lookback=1, layout="bf", scaling=None)
