"""Writes models of scikit-learn and their answers, for SklearnForestTest: python3 MakeGolden.py FOLDER.

The folders were made by the versions of scikit-learn in their names, from the root of the repository:
python3 forecast-models/src/test/resources/sklearn/MakeGolden.py forecast-models/src/test/resources/sklearn/1.2.1
"""
import pathlib
import sys

import numpy as np
import sklearn
from sklearn import ensemble, tree

sys.path.insert(0, str(pathlib.Path.cwd() / "examples/python"))
import sklearn_forest

folder = pathlib.Path(sys.argv[1])
rng = np.random.default_rng(11)
n, f = 300, 5
X = rng.normal(size=(n, f))
X[:, 3] = rng.integers(-3, 4, n)
X[:, 4] = np.exp(3 * X[:, 4])
signal = X[:, 0] - 0.5 * X[:, 1] * X[:, 2] + 0.3 * X[:, 3] + 0.2 * rng.normal(size=n)
LABELS = {
    "real": signal,
    "two": np.where(signal > 0.3, "up", "down"),
    "three": np.digitize(signal, [-0.5, 0.5]),
    "ten": np.digitize(signal, np.linspace(-2, 2, 9)),
    "count": np.floor(np.exp(signal / 2)),
    "positive": np.exp(signal),
}
weights = rng.random(n) + 0.1
gaps = X.copy()
gaps[rng.random((n, f)) < 0.1] = np.nan
names = ["lag(y,1)", "a b", "c%2C", "{day}", "größe"]
new = tuple(map(int, sklearn.__version__.split(".")[:2])) >= (1, 4)
few = {"n_estimators": 5, "max_depth": 5, "random_state": 1}
small = {"max_iter": 6, "max_depth": 4, "random_state": 1}
MODELS = {
    "forest": (ensemble.RandomForestRegressor(**few), "real"),
    "forest-absolute": (ensemble.RandomForestRegressor(**few, criterion="absolute_error"), "real"),
    "forest-weighted": (ensemble.RandomForestRegressor(**few), "real", weights),
    "forest-deep": (ensemble.RandomForestRegressor(3, random_state=2), "real"),
    "forest-two": (ensemble.RandomForestClassifier(**few), "two"),
    "forest-three": (ensemble.RandomForestClassifier(**few, class_weight="balanced", min_samples_leaf=3), "three"),
    "forest-ten": (ensemble.RandomForestClassifier(**few, class_weight="balanced_subsample"), "ten"),
    "extra": (ensemble.ExtraTreesRegressor(**few), "real"),
    "extra-three": (ensemble.ExtraTreesClassifier(**few, bootstrap=True), "three"),
    "tree": (tree.DecisionTreeRegressor(max_depth=5, random_state=1), "real"),
    "tree-two": (tree.ExtraTreeClassifier(max_depth=5, random_state=1), "two"),
    "no-split": (ensemble.RandomForestRegressor(3, min_samples_leaf=200, random_state=1), "real"),
    "boosted": (ensemble.GradientBoostingRegressor(**few, subsample=0.7), "real"),
    "boosted-huber": (ensemble.GradientBoostingRegressor(**few, loss="huber", init="zero"), "real"),
    "boosted-two": (ensemble.GradientBoostingClassifier(**few), "two"),
    "boosted-exponential": (ensemble.GradientBoostingClassifier(**few, loss="exponential"), "two"),
    "boosted-three": (ensemble.GradientBoostingClassifier(**few), "three"),
    "histogram": (ensemble.HistGradientBoostingRegressor(**small), "real"),
    "histogram-gaps": (ensemble.HistGradientBoostingRegressor(**small, max_leaf_nodes=9), "real", None, gaps),
    "histogram-poisson": (ensemble.HistGradientBoostingRegressor(**small, loss="poisson"), "count"),
    "histogram-two": (ensemble.HistGradientBoostingClassifier(**small), "two"),
    "histogram-three": (ensemble.HistGradientBoostingClassifier(**small), "three", None, gaps),
}
if new:
    MODELS = {name: MODELS[name] for name in ("forest", "forest-three", "boosted-three", "histogram-three")}
    MODELS |= {
        "forest-gaps": (ensemble.RandomForestRegressor(**few), "real", None, gaps),
        "extra-gaps": (ensemble.ExtraTreesClassifier(**few), "three", None, gaps),
        "histogram-gamma": (ensemble.HistGradientBoostingRegressor(**small, loss="gamma"), "positive"),
    }


def thresholds(model):
    """A feature, the threshold that scikit-learn has and the one that was written, for every split."""
    if hasattr(model, "_predictors"):
        for nodes in (predictor.nodes for each in model._predictors for predictor in each):
            inner = nodes["is_leaf"] == 0
            yield from zip(nodes["feature_idx"][inner], nodes["num_threshold"][inner], nodes["num_threshold"][inner])
        return
    for each in np.ravel(getattr(model, "estimators_", [model])):
        inner = each.tree_.children_left >= 0
        given = each.tree_.threshold[inner]
        yield from zip(each.tree_.feature[inner], given, sklearn_forest.highest_double(given))


def rows_for(model, missing):
    """Random rows, and rows with a value at the border of a split and the doubles and floats beside it."""
    rows = rng.normal(size=(24, f))
    rows[:, 3] = rng.integers(-4, 5, 24)
    rows[:3] = [[0.0] * f, [-0.0] * f, [3e38] * f]
    splits = [split for split in thresholds(model) if np.isfinite(split[1])]
    borders = []
    for at in rng.permutation(len(splits))[:8]:
        feature, given, written = splits[at]
        single = np.float32(given)
        beside = [np.nextafter(single, np.float32(side * np.inf)) for side in (-1, 1)]
        for value in (written, np.nextafter(written, np.inf), given, single, *beside):
            row = X[rng.integers(n)].copy()
            row[feature] = value
            borders.append(row)
    rows = np.concatenate([rows, borders]) if borders else rows
    if missing:
        rows[rng.random(rows.shape) < 0.1] = np.nan
    return rows


def bits(values):
    return " ".join(format(value, "016x") for value in np.asarray(values, np.float64).reshape(-1).view(np.uint64))


def scores(model, rows):
    """What is summed or averaged, before the function of the loss."""
    if hasattr(model, "_raw_predict") and hasattr(model, "_predictors"):
        return model._raw_predict(rows)
    if hasattr(model, "_raw_predict"):
        return model._raw_predict(rows.astype(np.float32))
    return sklearn_forest.answers(model, rows)


folder.mkdir(parents=True, exist_ok=True)
for name, (model, label, *rest) in MODELS.items():
    given = rest[1] if len(rest) > 1 else X
    model.fit(given, LABELS[label], sample_weight=rest[0] if rest else None)
    if name == "forest":
        model.feature_names_in_ = np.array(names, dtype=object)
    # from 1.4 on, forests answer to missing values that they were not trained on
    missing = given is gaps or hasattr(model, "_predictors") or new and name.startswith("forest")
    rows = rows_for(model, missing)
    sklearn_forest.write(model, folder / f"{name}.txt")
    parts = {"rows": rows, "scores": scores(model, rows), "answers": sklearn_forest.answers(model, rows)}
    if hasattr(model, "feature_importances_"):
        parts["importances"] = model.feature_importances_
    with open(folder / f"{name}.bits", "w") as out:
        out.writelines(f"{part} {bits(values)}\n" for part, values in parts.items())
