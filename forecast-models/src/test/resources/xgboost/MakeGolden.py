"""Writes models of XGBoost and their scores, for XgBoostGoldenTest: python3 MakeGolden.py FOLDER (made with XGBoost 1.7.4)."""
import sys
import numpy as np
import xgboost as xgb

folder = sys.argv[1]
rng = np.random.default_rng(7)
n, f = 400, 6
X = rng.normal(size=(n, f)).astype(np.float32)
X[rng.random((n, f)) < 0.1] = np.nan
X[:, 5] = rng.integers(0, 7, n)
z = np.nan_to_num(X)
signal = z[:, 0] - 0.5 * z[:, 1] * z[:, 2] + 0.3 * (X[:, 5] % 3) + 0.2 * rng.normal(size=n)
labels = {"real": signal, "count": np.floor(np.exp(signal / 2)), "share": 1 / (1 + np.exp(-signal)),
          "two": (signal > 0).astype(float), "three": np.digitize(signal, [-0.5, 0.5]).astype(float),
          "positive": np.exp(signal / 2)}
T = rng.normal(size=(60, f)).astype(np.float32)
T[rng.random((60, f)) < 0.15] = np.nan
T[:, 5] = rng.integers(0, 9, 60)
T[3] = 0
T[4] = -0.0
T[5] = 3e38
T[6] = X[10]
T[7] = 1e-40
KINDS = {
    "squarederror": ("real", {"objective": "reg:squarederror"}),
    "absoluteerror": ("real", {"objective": "reg:absoluteerror"}),
    "base": ("real", {"objective": "reg:squarederror", "base_score": 2.75}),
    "poisson": ("count", {"objective": "count:poisson"}),
    "tweedie": ("count", {"objective": "reg:tweedie", "tweedie_variance_power": 1.4}),
    "gamma": ("positive", {"objective": "reg:gamma"}),
    "logisticregression": ("share", {"objective": "reg:logistic", "base_score": 0.3}),
    "logistic": ("two", {"objective": "binary:logistic", "base_score": 0.2}),
    "logitraw": ("two", {"objective": "binary:logitraw"}),
    "softprob": ("three", {"objective": "multi:softprob", "num_class": 3}),
    "softmax": ("three", {"objective": "multi:softmax", "num_class": 3}),
    "pairwise": ("two", {"objective": "rank:pairwise"}),
    "dart": ("real", {"objective": "reg:squarederror", "booster": "dart", "rate_drop": 0.4, "normalize_type": "forest"}),
    "forest": ("real", {"objective": "reg:squarederror", "num_parallel_tree": 4, "subsample": 0.7, "eta": 1,
                        "colsample_bynode": 0.6}),
    "classforest": ("three", {"objective": "multi:softprob", "num_class": 3, "num_parallel_tree": 2, "subsample": 0.7}),
    "pruned": ("real", {"objective": "reg:squarederror", "gamma": 3, "tree_method": "exact"}),
    "onehot": ("real", {"objective": "reg:squarederror", "tree_method": "hist", "max_cat_to_onehot": 100}),
    "partition": ("real", {"objective": "reg:squarederror", "tree_method": "hist", "max_cat_to_onehot": 1}),
}


def bits(values):
    return [format(v, "08x") for v in np.asarray(values, np.float32).reshape(-1).view(np.uint32)]


with open(folder + "/rows.txt", "w") as out:
    for row in T:
        out.write(" ".join(bits(row)) + "\n")
for name, (label, parameters) in KINDS.items():
    types = ["q"] * 5 + ["c"] if name in ("onehot", "partition") else None
    train = xgb.DMatrix(X, labels[label], feature_types=types, enable_categorical=types is not None)
    test = xgb.DMatrix(T, feature_types=types, enable_categorical=types is not None)
    rounds = 1 if name == "forest" else 6
    booster = xgb.train({"max_depth": 4, "seed": 3, "nthread": 1, **parameters}, train, rounds)
    booster.save_model(f"{folder}/{name}.json")
    if name in ("squarederror", "softprob", "dart", "partition"):
        booster.save_model(f"{folder}/{name}.ubj")
    with open(f"{folder}/{name}.txt", "w") as out:
        out.write("margin " + " ".join(bits(booster.predict(test, output_margin=True))) + "\n")
        out.write("answer " + " ".join(bits(booster.predict(test))) + "\n")
        if types is None:
            out.write("contributions " + " ".join(bits(booster.predict(test, pred_contribs=True))) + "\n")
