"""A service of FastAPI that answers the request of compare.sh: simple exponential smoothing of the closes.

What it computes is less than what ForecastJ answers: the level after all rows in a loop of plain Python, its value at
ten steps, and normal intervals by the standard deviation of the errors, by numpy. There are no features, no calibrated
intervals, no other bars than closes, no patterns and no signal. Run it with uvicorn --workers N service:app.
"""

import math
from datetime import datetime, timedelta

import numpy
from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

KEY = "Bearer key-of-the-comparison"
HORIZON = 10
ALPHA = 0.9
QUANTILE = 1.959964

app = FastAPI()


class Series(BaseModel):
    id: str = ""
    times: list[datetime]
    values: dict[str, list[float]]


class Request(BaseModel):
    series: Series


@app.post("/forecast")
def forecast(request: Request, authorization: str = Header("")):
    if authorization != KEY:
        raise HTTPException(401)
    series = request.series
    close = series.values["close"]
    level = close[0]
    errors = numpy.empty(len(close) - 1)
    for row, value in enumerate(close[1:]):
        errors[row] = value - level
        level += ALPHA * errors[row]
    deviation = float(errors.std())
    steps = []
    for step in range(1, HORIZON + 1):
        width = QUANTILE * deviation * math.sqrt(1 + (step - 1) * ALPHA * ALPHA)
        steps.append({
            "step": step,
            "time": (series.times[-1] + timedelta(days=step)).isoformat(),
            "values": {"close": level},
            "return": level / close[-1] - 1,
            "interval": {"coverage": 0.95, "lower": level - width, "upper": level + width},
        })
    return {"symbol": series.id, "time": series.times[-1].isoformat(), "target": "close", "current": close[-1],
            "status": "OK", "model": {"name": "smoothing", "version": "1"}, "steps": steps}
