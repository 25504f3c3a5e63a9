package io.forecastj.testkit.models;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.linear.Linear;

/** The example of {@link PredictorFormatContract}. */
class LinearFormatTest extends PredictorFormatContract {
    @Override
    protected Predictor predictor() {
        return Linear.forecaster()
                .column("close")
                .lookback(20)
                .horizon(4)
                .build()
                .fit(history());
    }

    @Override
    protected TimeSeries history() {
        return Bars.random(1, 200);
    }
}
