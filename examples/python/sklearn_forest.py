"""Trees of scikit-learn as a LightGBM text model, which LightGbm.load evaluates in Java.

    python3 sklearn_forest.py MODEL.joblib OUT.txt [ROWS.csv ANSWERS.csv]

Takes random forests, extra trees, single trees and both kinds of gradient boosting, for numbers and for classes, of
scikit-learn 1.2 and later. A number, or a forest's probability of a class, equals scikit-learn's in every bit
(predict and predict_proba with n_jobs=1); of boosted classes, Poisson and gamma losses the raw score does, and the
answer up to the last bits of the exponential function. A model that cannot be written so is refused.

ROWS.csv, numbers below a line of names, are written to ANSWERS.csv again with scikit-learn's answers behind them: to
compare them in Java. MODEL.joblib is a pickle, which runs code when it is read: read only your own.
"""

import collections
import copy
import csv
import sys

import joblib
import numpy as np
import sklearn
from sklearn import dummy, ensemble, tree
from sklearn.utils.validation import check_is_fitted

FORESTS = (
    ensemble.RandomForestRegressor,
    ensemble.RandomForestClassifier,
    ensemble.ExtraTreesRegressor,
    ensemble.ExtraTreesClassifier,
)
TREES = (
    tree.DecisionTreeRegressor,
    tree.DecisionTreeClassifier,
    tree.ExtraTreeRegressor,
    tree.ExtraTreeClassifier,
)
BOOSTERS = (ensemble.GradientBoostingRegressor, ensemble.GradientBoostingClassifier)
HISTOGRAM_BOOSTERS = (ensemble.HistGradientBoostingRegressor, ensemble.HistGradientBoostingClassifier)

OBJECTIVES = {
    "squared_error": "regression",
    "absolute_error": "regression",
    "huber": "regression",
    "quantile": "regression",
    "poisson": "poisson",
    "gamma": "gamma",
}
# LightGBM takes values up to this one for 0; it is a float there
ZERO = float(np.float32(1e-35))
MISSING_IS_NAN = 2 << 2
DEFAULT_LEFT = 2

# arrays over all nodes of a tree; left and right of a leaf have no meaning
Nodes = collections.namedtuple("Nodes", "leaf feature threshold left right missing_left rows gain")
# objective may be None; trees are pairs of nodes and values, round by round, one tree for each output
Model = collections.namedtuple("Model", "objective average outputs trees")


def write(model, path):
    """Writes a fitted model; raises ValueError or TypeError, which say what to do, for one that has no equal form."""
    written = text(model)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(written)


def write_answers(model, rows, path):
    """Writes rows and the model's answers to them as CSV; the decimals give the same doubles when they are read."""
    rows = np.asarray(rows, dtype=np.float64)
    given = answers(model, rows)
    with open(path, "w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(names(model) + [f"answer_{k}" for k in range(given.shape[1])])
        lines.writerows(np.concatenate([rows, given], axis=1).tolist())


def answers(model, rows):
    """What scikit-learn answers, an array [row, output], in the outputs' order of the written model."""
    single = copy.copy(model)
    if hasattr(single, "n_jobs"):
        single.n_jobs = 1  # several threads add the trees in any order
    if not hasattr(single, "predict_proba"):
        return single.predict(rows)[:, None]
    probabilities = single.predict_proba(rows)
    binary = isinstance(model, BOOSTERS + HISTOGRAM_BOOSTERS) and probabilities.shape[1] == 2
    return probabilities[:, 1:] if binary else probabilities


def text(model):
    """The text of a fitted model."""
    content = read(model)
    features = names(model)
    parts = [f"Tree={i}\n" + tree_lines(*each) + "\n\n" for i, each in enumerate(content.trees)]
    header = [
        "tree",
        "version=v4",
        f"num_class={content.outputs}",
        f"num_tree_per_iteration={content.outputs}",
        "label_index=0",
        f"max_feature_idx={len(features) - 1}",
    ]
    if content.objective:
        header.append(f"objective={content.objective}")
    if content.average:
        header.append("average_output")
    header += [
        "feature_names=" + " ".join(escape(name) for name in features),
        "feature_infos=" + " ".join(["none"] * len(features)),
        "tree_sizes=" + " ".join(str(len(part)) for part in parts),
    ]
    end = ["end of trees", "", "parameters:", "end of parameters", "", source(model)]
    return "\n".join(header) + "\n\n" + "".join(parts) + "\n".join(end) + "\n"


def source(model):
    classes = f" of the classes {ascii(model.classes_.tolist())}" if hasattr(model, "classes_") else ""
    return f"written by sklearn_forest.py from a {type(model).__name__} of scikit-learn {sklearn.__version__}{classes}"


def names(model):
    given = [str(name) for name in getattr(model, "feature_names_in_", [])]
    result = given or [f"Column_{i}" for i in range(model.n_features_in_)]
    if "" in result or len(set(result)) < len(result):
        raise ValueError(f"expected feature names that differ and are not empty, found {result}: rename the columns")
    return result


def escape(name):
    """Characters that LightGBM refuses in names, as LightGbm.load reads them: a percent sign and two hex digits."""
    return "".join(f"%{ord(c):02X}" if c <= " " or c == "\x7f" or c in '",:[]{}%=' else c for c in name)


def read(model):
    known = FORESTS + TREES + BOOSTERS + HISTOGRAM_BOOSTERS
    if type(model) not in known:  # a class made from one of these may predict otherwise
        raise TypeError(
            f"expected one of {', '.join(kind.__name__ for kind in known)}, found {type(model).__name__}."
            " Of a pipeline or a search pass the fitted model itself, and make its inputs in Java"
        )
    check_is_fitted(model)
    if getattr(model, "n_outputs_", 1) != 1:
        raise ValueError(f"expected one target, found {model.n_outputs_}: fit a model for each of them")
    if isinstance(model, HISTOGRAM_BOOSTERS):
        return read_histogram_booster(model)
    return read_booster(model) if isinstance(model, BOOSTERS) else read_forest(model)


def read_forest(model):
    trees = [each.tree_ for each in getattr(model, "estimators_", [model])]
    outputs = int(model.n_classes_) if hasattr(model, "classes_") else 1
    pairs = []
    for each in trees:
        values = each.value[:, 0, :outputs]
        if hasattr(model, "classes_"):
            values = shares(values)
        nodes = nodes_of(each, shares_of_gain=True)
        pairs += [(nodes, values[:, k]) for k in range(outputs)]
    return Model(None if hasattr(model, "classes_") else "regression", True, outputs, pairs)


def shares(values):
    """The shares of classes; before scikit-learn 1.4, trees hold the weights, and every prediction divides them."""
    totals = values.sum(axis=1)
    return values if np.allclose(totals, 1) else values / np.where(totals == 0, 1, totals)[:, None]


def read_booster(model):
    if not isinstance(model.init_, (dummy.DummyClassifier, dummy.DummyRegressor)) and str(model.init_) != "zero":
        raise ValueError(f"expected trees that begin at a constant, found init={model.init_}: fit with init=None")
    outputs = model.estimators_.shape[1]
    start = model._raw_predict_init(np.zeros((1, model.n_features_in_), dtype=np.float32))
    pairs = [constant(value) for value in start[0]]
    for fitted in model.estimators_.ravel():
        values = model.learning_rate * fitted.tree_.value[:, 0, 0]
        pairs.append((nodes_of(fitted.tree_, shares_of_gain=False), values))
    return Model(objective(model, outputs), False, outputs, pairs)


def read_histogram_booster(model):
    rounds = model._predictors
    outputs = int(model.n_trees_per_iteration_)
    pairs = [constant(value) for value in np.ravel(model._baseline_prediction)]
    for nodes in (predictor.nodes for each in rounds for predictor in each):
        if nodes["is_categorical"].any():
            raise ValueError("expected numbers, found splits by categories: fit without categorical_features")
        pairs.append((nodes_of_histogram(nodes), nodes["value"]))
    return Model(objective(model, outputs), False, outputs, pairs)


def objective(model, outputs):
    if hasattr(model, "classes_"):
        steepness = 2 if model.loss == "exponential" else 1
        return f"binary sigmoid:{steepness}" if outputs == 1 else f"multiclass num_class:{outputs}"
    if model.loss not in OBJECTIVES:
        raise ValueError(f"expected a loss of {', '.join(OBJECTIVES)}, found {model.loss}")
    return OBJECTIVES[model.loss]


def nodes_of(fitted, shares_of_gain):
    weights = fitted.weighted_n_node_samples
    left, right = fitted.children_left, fitted.children_right
    # a row that a bootstrap drew twice counts twice; fractions cannot be counted
    whole = (weights == np.rint(weights)).all() and weights.min() > 0 and weights.max() < 2**31
    rows = weights if whole else fitted.n_node_samples
    lost = weights * fitted.impurity
    gain = lost - lost[left] - lost[right]
    # so that sums over the trees are in the proportions of feature_importances_
    total = gain[left >= 0].sum() if shares_of_gain else weights[0]
    # scikit-learn 1.2 refuses missing values in forests; later versions send unforeseen ones to the larger child
    larger = fitted.n_node_samples[left] > fitted.n_node_samples[right]
    return Nodes(
        leaf=left < 0,
        feature=fitted.feature,
        threshold=highest_double(fitted.threshold),
        left=left,
        right=right,
        missing_left=getattr(fitted, "missing_go_to_left", larger),
        rows=rows.astype(np.int64),
        gain=gain / total if total > 0 else np.zeros(len(gain)),
    )


def nodes_of_histogram(nodes):
    return Nodes(
        leaf=nodes["is_leaf"] != 0,
        feature=nodes["feature_idx"],
        threshold=nodes["num_threshold"],
        left=nodes["left"],
        right=nodes["right"],
        missing_left=nodes["missing_go_to_left"],
        rows=nodes["count"].astype(np.int64),
        gain=nodes["gain"],
    )


def constant(value):
    one = np.zeros(1, dtype=np.int64)
    return Nodes(np.ones(1, dtype=bool), one, one, one, one, one, one, one), np.array([value])


def highest_double(thresholds):
    """The largest doubles that, rounded to floats, are at most the thresholds: scikit-learn rounds every row to floats
    and these trees do not."""
    with np.errstate(over="ignore", invalid="ignore"):
        floats = thresholds.astype(np.float32)
        floats = np.where(floats > thresholds, np.nextafter(floats, np.float32(-np.inf)), floats)
        gaps = np.nextafter(floats, np.float32(np.inf)).astype(np.float64) - floats
        middle = floats + np.where(np.isinf(gaps), 2.0**104, gaps) / 2
        highest = np.where(middle.astype(np.float32) <= thresholds, middle, np.nextafter(middle, -np.inf))
    return np.where(np.isinf(floats), thresholds, highest)


def tree_lines(nodes, values):
    """The lines of one tree; inner nodes and leaves are numbered separately, a leaf's number is written as -1 - it."""
    inner = np.flatnonzero(~nodes.leaf)
    leaves = np.flatnonzero(nodes.leaf)
    number = np.empty(len(nodes.leaf), dtype=np.int64)
    number[inner] = np.arange(len(inner))
    number[leaves] = -1 - np.arange(len(leaves))
    if not np.isfinite(values[leaves]).all():
        raise ValueError("expected finite answers of the trees, found others: remove rows with infinite labels")
    lines = [f"num_leaves={len(leaves)}", "num_cat=0"]
    if len(inner) > 0:
        thresholds = nodes.threshold[inner]
        near_zero = (thresholds != 0) & (np.abs(thresholds) <= ZERO) & (thresholds != highest_double(np.zeros(1)))
        if near_zero.any():
            raise ValueError(
                f"expected thresholds that are 0 or farther from it than {ZERO:.0e}, found one of feature"
                f" {nodes.feature[inner][near_zero][0]}: LightGBM takes such values for 0; fit on larger units"
            )
        lines += [
            "split_feature=" + whole_numbers(nodes.feature[inner]),
            "split_gain=" + decimals(nodes.gain[inner]),
            "threshold=" + decimals(thresholds),
            "decision_type=" + whole_numbers(MISSING_IS_NAN + DEFAULT_LEFT * (nodes.missing_left[inner] != 0)),
            "left_child=" + whole_numbers(number[nodes.left[inner]]),
            "right_child=" + whole_numbers(number[nodes.right[inner]]),
        ]
    lines.append("leaf_value=" + decimals(values[leaves]))
    if len(inner) > 0:
        lines += [
            "leaf_count=" + whole_numbers(nodes.rows[leaves]),
            "internal_count=" + whole_numbers(nodes.rows[inner]),
        ]
    return "\n".join(lines + ["is_linear=0", "shrinkage=1"]) + "\n"


def decimals(values):
    return " ".join(repr(value) for value in np.asarray(values, dtype=np.float64).tolist())


def whole_numbers(values):
    return " ".join(str(value) for value in np.asarray(values).tolist())


def main(model, out, rows=None, checked=None):
    fitted = joblib.load(model)
    try:
        write(fitted, out)
        if checked:
            write_answers(fitted, np.loadtxt(rows, delimiter=",", skiprows=1, ndmin=2), checked)
    except (TypeError, ValueError) as problem:
        raise SystemExit(f"{model}: {problem}") from problem


if __name__ == "__main__":
    if len(sys.argv) not in (3, 5):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
