package io.forecastj.json;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.util.List;

/** A forecaster of classes that learns nothing and gives the same probabilities at each row. */
record CoinForecaster(String name, String column, List<String> classes) implements Forecaster {
    @Override
    public int horizon() {
        return 1;
    }

    @Override
    public List<String> targets() {
        return List.of(column);
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        PredictorInfo info = PredictorInfo.builder("coin", 1)
                .name(name)
                .column(column, ColumnRole.TARGET)
                .trainedOn(series)
                .build();
        return new AbstractPredictor(info) {
            @Override
            protected void identify(StateWriter out) {}

            @Override
            protected SeriesState newState(SeriesContext context) {
                return new State();
            }
        };
    }

    private final class State implements SeriesState {
        @Override
        public void update(long time, double[] row) {}

        @Override
        public void forecastInto(double[] out) {}

        @Override
        public void complete(Forecast.Builder forecast, double[] points) {
            forecast.probabilities(classes, new double[][] {{0.4, 0.6}});
        }

        @Override
        public void save(StateWriter out) {}

        @Override
        public void restore(StateReader in) {}
    }
}
