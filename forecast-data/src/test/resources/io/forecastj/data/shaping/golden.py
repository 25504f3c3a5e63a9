"""Writes the golden files of the tests of shaping: python3 golden.py, with pandas 1.5.3 and numpy.

Times are milliseconds since 1970. The inputs are random with fixed seeds; the results are those of pandas' resample,
groupby and merge_asof, or, of bars from trades, of the plain loops below.
"""
import numpy as np
import pandas as pd

AGG = {"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"}
NEW_YORK = "America/New_York"


def write(name, frame):
    frame = frame.copy()
    index = frame.index.tz_convert("UTC") if frame.index.tz is not None else frame.index.tz_localize("UTC")
    frame.insert(0, "time", index.asi8 // 10**6)
    frame.to_csv(name + ".csv", index=False)


def bars(index, seed):
    rng = np.random.default_rng(seed)
    close = np.round(100 + rng.normal(0, 0.1, len(index)).cumsum(), 2)
    open_ = np.round(close + rng.normal(0, 0.05, len(index)), 2)
    high = np.round(np.maximum(open_, close) + rng.integers(0, 5, len(index)) / 100, 2)
    low = np.round(np.minimum(open_, close) - rng.integers(0, 5, len(index)) / 100, 2)
    volume = rng.integers(1, 1000, len(index)) * 1.0
    frame = pd.DataFrame({"open": open_, "high": high, "low": low, "close": close, "volume": volume}, index=index)
    return frame[rng.random(len(index)) > 0.1]


def resampled(frame, rule):
    out = frame.resample(rule, label="right", closed="left").agg(AGG)
    out.loc[frame["close"].resample(rule, label="right", closed="left").count() == 0, "volume"] = np.nan
    return out


for name, start in (("spring", "2024-03-08"), ("autumn", "2024-11-01")):
    fine = bars(pd.date_range(start, periods=5 * 144, freq="10min", tz=NEW_YORK), 7)
    write(name, fine)
    write(name + "_hours", resampled(fine.tz_convert("UTC"), "1h"))
    write(name + "_days", resampled(fine, "1D"))
    wall = fine.index.tz_localize(None)
    date = (wall + pd.Timedelta(hours=7)).normalize()  # the trading date of days that end at 17:00
    days = fine.groupby(date).agg(AGG)
    days.index = (days.index + pd.Timedelta(hours=17)).tz_localize(NEW_YORK)
    write(name + "_fx", days)

daily = bars(pd.date_range("2023-01-03", periods=200, freq="1D", tz="Europe/Berlin"), 8)
write("daily", daily)
write("daily_weeks", resampled(daily, "W-SUN"))
write("daily_months", resampled(daily, "MS"))
write("daily_quarters", resampled(daily, "QS"))

rng = np.random.default_rng(9)
origin = pd.Timestamp("2024-01-01", tz="UTC")
left = pd.DataFrame({"y": np.arange(300.0)}, index=origin + pd.to_timedelta(np.sort(rng.choice(30000, 300, False)), "min"))
right = pd.DataFrame(
    {"a": rng.normal(size=80).round(3), "b": np.where(rng.random(80) < 0.3, np.nan, rng.normal(size=80).round(3))},
    index=origin + pd.to_timedelta(np.sort(rng.choice(30000, 80, False)), "min"))
write("left", left)
write("right", right)
known = right.copy()
known.index = known.index + pd.Timedelta(minutes=45)
write("asof", pd.merge_asof(left, known, left_index=True, right_index=True, tolerance=pd.Timedelta(minutes=240)))

count = 1500
trades = pd.DataFrame({
    "time": 1_704_067_200_000 + rng.integers(0, 900, count).cumsum(),
    "price": (100 + rng.choice([-0.01, 0, 0.01], count, p=[0.3, 0.35, 0.35]).cumsum()).round(2),
    "quantity": rng.integers(1, 50, count)})
trades.to_csv("trades.csv", index=False)


def bar_rows(groups, name):
    rows, label, first = [], -1, 0
    for last in groups:
        part = trades.iloc[first:last + 1]
        label = max(label + 1, int(part["time"].iloc[-1]))
        rows.append((label, part["price"].iloc[0], part["price"].max(), part["price"].min(), part["price"].iloc[-1],
                     part["quantity"].sum(), len(part)))
        first = last + 1
    pd.DataFrame(rows, columns=["time", "open", "high", "low", "close", "volume", "trades"]).to_csv(
        name + ".csv", index=False)


def closing(measure, size):
    total = 0
    for i, value in enumerate(measure):
        total += value
        if total >= size:
            yield i
            total = 0


bar_rows(closing(np.ones(count), 37), "trades_ticks")
bar_rows(closing(trades["quantity"].to_numpy(), 400), "trades_volume")
bar_rows(closing((trades["price"] * trades["quantity"]).to_numpy(), 50_000.0), "trades_dollar")

times = pd.to_datetime(trades["time"], unit="ms", utc=True)
priced = trades.set_index(times)
minutes = priced["price"].resample("1min", label="right", closed="left").ohlc()
minutes["volume"] = priced["quantity"].resample("1min", label="right", closed="left").sum()
minutes["trades"] = priced["quantity"].resample("1min", label="right", closed="left").count()
write("trades_minutes", minutes)


def imbalance(measure, first, bars_memory, trades_memory, fewest, most):
    """Lopez de Prado (2018), section 2.3.2, with a first bar of a fixed number of trades and limits of the length."""
    side, last, n, theta, seen = 0, None, 0, 0.0, 0
    length, mean, threshold = float(first), 0.0, None
    for i, price in enumerate(trades["price"]):
        if last is not None and price != last:
            side = 1 if price > last else -1
        last = price
        signed = side * measure[i]
        n, theta, seen = n + 1, theta + signed, seen + 1
        mean += max(2 / (trades_memory + 1), 1 / seen) * (signed - mean)
        if threshold is None:
            closes = n >= first
        else:
            closes = n >= most or (n >= fewest and abs(theta) >= threshold)
        if closes:
            if threshold is not None:
                length += 2 / (bars_memory + 1) * (n - length)
                length = min(most, max(fewest, length))
            threshold = length * abs(mean)
            n, theta = 0, 0.0
            yield i


bar_rows(imbalance(np.ones(count), 50, 20, 1000, 5, 500), "trades_tick_imbalance")
bar_rows(imbalance(trades["quantity"].to_numpy(float), 40, 10, 300, 10, 200), "trades_volume_imbalance")
