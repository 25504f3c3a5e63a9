"""Gradient boosted trees of scikit-learn, written by hand as an ONNX TreeEnsembleRegressor for one step ahead.

    python3 trees.py MATRIX_DIRECTORY OUT.onnx
"""

import sys

import numpy as np
from onnx import TensorProto, helper
from sklearn.ensemble import GradientBoostingRegressor

import contract


def at_most(threshold):
    """The largest float that is not above a threshold: a float is <= both or neither."""
    rounded = np.float32(threshold)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if rounded > threshold else rounded)


def ensemble(booster, features):
    """The ONNX graph of a fitted GradientBoostingRegressor: [batch, features] gives [batch, 1]."""
    nodes = {name: [] for name in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids")}
    leaves = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for number, fitted in enumerate(booster.estimators_[:, 0]):
        tree = fitted.tree_
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            nodes["treeids"].append(number)
            nodes["nodeids"].append(node)
            nodes["featureids"].append(0 if leaf else int(tree.feature[node]))
            nodes["modes"].append("LEAF" if leaf else "BRANCH_LEQ")
            nodes["values"].append(0.0 if leaf else at_most(tree.threshold[node]))
            nodes["truenodeids"].append(0 if leaf else int(tree.children_left[node]))
            nodes["falsenodeids"].append(0 if leaf else int(tree.children_right[node]))
            if leaf:
                leaves["treeids"].append(number)
                leaves["nodeids"].append(node)
                leaves["ids"].append(0)
                leaves["weights"].append(float(booster.learning_rate * tree.value[node, 0, 0]))
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["past"],
        ["point"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[float(np.ravel(booster.init_.constant_)[0])],
        **{f"nodes_{name}": values for name, values in nodes.items()},
        **{f"target_{name}": values for name, values in leaves.items()},
    )
    graph = helper.make_graph(
        [node],
        "trees",
        [helper.make_tensor_value_info("past", TensorProto.FLOAT, ["batch", features])],
        [helper.make_tensor_value_info("point", TensorProto.FLOAT, ["batch", 1])],
    )
    versions = [helper.make_opsetid("", contract.OPSET), helper.make_opsetid("ai.onnx.ml", 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=8, producer_name="scikit-learn")


def main(directory, out):
    contract.deterministic()
    matrix = contract.read(directory)
    if matrix.contract["horizon"] != 1:
        raise SystemExit(f"expected a matrix of horizon 1, found {matrix.contract['horizon']}")
    rows = contract.origins(matrix, 1)
    given = matrix.features[rows].astype(np.float32)
    spread = float(matrix.labels[rows].std())
    booster = GradientBoostingRegressor(
        n_estimators=40, max_depth=3, learning_rate=0.03, subsample=0.5, random_state=contract.SEED
    )
    booster.fit(given, matrix.labels[rows, 0] / spread)
    contract.save(
        ensemble(booster, given.shape[1]),
        contract.describe(
            matrix,
            "trees",
            1,
            [{"tensor": "past", "kind": "past", "layout": "bf"}],
            [{"tensor": "point", "kind": "point", "scaling": {"offset": 0.0, "scale": spread}}],
        ),
        out,
    )
    # for last_answers a model takes and gives tensors
    model = lambda past: contract.floats(booster.predict(past.numpy())[:, None])
    past = contract.floats(given)
    contract.last_answers(model, [past], matrix, rows, out, lambda answer: answer * spread)


if __name__ == "__main__":
    main(*sys.argv[1:])
