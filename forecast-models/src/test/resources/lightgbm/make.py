# Makes the models and predictions in this folder: pip install lightgbm==4.7.0 numpy; python3 make.py
import lightgbm, numpy as np

assert lightgbm.__version__ == "4.7.0"
rng = np.random.default_rng(7)
names = ["a", "b", "c", "category", "sparse"]
x = rng.normal(size=(300, 5))
x[:, 3] = rng.integers(0, 40, 300)
x[:, 4] = np.where(rng.random(300) < 0.6, 0, x[:, 4])
x[rng.random(x.shape) < 0.1] = np.nan
z = np.nan_to_num(x)
signal = z[:, 0] + z[:, 1] * z[:, 2] + 2 * (z[:, 3] % 3) + z[:, 4] + rng.normal(size=300) / 4
labels = {"class": np.floor(signal).astype(int) % 3, "count": np.maximum(0, np.rint(signal)),
          "binary": (signal > 1).astype(int), "share": 1 / (1 + np.exp(-signal)), "plain": signal}
common = {"num_leaves": 6, "min_data_in_leaf": 5, "verbosity": -1, "num_threads": 1, "deterministic": True,
          "force_row_wise": True, "seed": 3, "min_data_per_group": 5, "cat_smooth": 1, "cat_l2": 1}
models = {
    "categorical": ("plain", {"objective": "regression"}),
    "sqrt": ("plain", {"objective": "regression", "reg_sqrt": True}),
    "multiclass": ("class", {"objective": "multiclass", "num_class": 3}),
    "multiclassova": ("class", {"objective": "multiclassova", "num_class": 3, "sigmoid": 0.7}),
    "forest": ("plain", {"objective": "regression", "boosting": "rf", "bagging_fraction": 0.7, "bagging_freq": 1}),
    "dart": ("binary", {"objective": "binary", "boosting": "dart", "sigmoid": 1.5}),
    "zero-missing": ("count", {"objective": "poisson", "zero_as_missing": True}),
    "no-missing": ("count", {"objective": "tweedie", "use_missing": False}),
    "gamma": ("share", {"objective": "gamma"}),
    "cross-entropy": ("share", {"objective": "cross_entropy"}),
    "cross-entropy-lambda": ("share", {"objective": "cross_entropy_lambda"}),
    "mape": ("plain", {"objective": "mape"}),
    "monotone": ("plain", {"objective": "fair", "monotone_constraints": [1, 0, 0, 0, -1]}),
}
rows = np.concatenate([x[:30], rng.normal(size=(20, 5)) * 3])
rows[30:40, 0] = [0.0, -0.0, 1e-36, -1e-36, 1e-34, np.inf, -np.inf, 1e300, np.nan, -1e-34]
rows[40:50, 3] = [-1, -0.5, 0.99, 31, 32, 39, 40, 1e6, np.inf, np.nan]
np.savetxt("rows.csv", rows, delimiter=",", fmt="%.17g")
for name, (label, settings) in models.items():
    categories = [] if name == "monotone" else [3]
    data = lightgbm.Dataset(x, labels[label], feature_name=names, categorical_feature=categories, params=common)
    model = lightgbm.train({**common, **settings}, data, 6)
    model.save_model(name + ".txt")
    raw = model.predict(rows, raw_score=True, num_threads=1).reshape(len(rows), -1)
    plain = model.predict(rows, num_threads=1).reshape(len(rows), -1)
    np.savetxt(name + ".csv", np.hstack([raw, plain]), delimiter=",", fmt="%.17g")
linear = lightgbm.Dataset(z, signal, feature_name=names)
lightgbm.train({**common, "objective": "regression", "linear_tree": True}, linear, 2).save_model("linear.txt")
