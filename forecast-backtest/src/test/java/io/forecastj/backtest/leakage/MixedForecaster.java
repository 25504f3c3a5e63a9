package io.forecastj.backtest.leakage;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * An ensemble whose weights are the inverse squared errors of its members on the last 100 training rows; they are held
 * back from the members that are weighed, or not.
 */
record MixedForecaster(List<Forecaster> members, int heldBack) implements Forecaster {
    private static final int WEIGHED = 100;

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public int horizon() {
        return 1;
    }

    @Override
    public List<String> targets() {
        return List.of("close");
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        TimeSeries all = series.get(0);
        double[] weights = new double[members.size()];
        List<Predictor> fitted = new ArrayList<>();
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            try (Predictor weighed = members.get(m).fit(all.head(all.length() - heldBack))) {
                double squares = 1e-9;
                for (int r = all.length() - WEIGHED; r < all.length(); r++) {
                    double error = weighed.predict(all.head(r)).point(1) - all.value(r, "close");
                    squares += error * error;
                }
                weights[m] = 1 / (squares * squares);
                sum += weights[m];
            }
            fitted.add(members.get(m).fit(all));
        }
        for (int m = 0; m < weights.length; m++) {
            weights[m] /= sum;
        }
        return new Mixed(series, fitted, weights);
    }

    private static final class Mixed extends AbstractPredictor {
        private final List<Predictor> members;
        private final double[] weights;

        Mixed(List<TimeSeries> series, List<Predictor> members, double[] weights) {
            super(PredictorInfo.builder("mixed", 1)
                    .name("mixed")
                    .column("close", ColumnRole.TARGET)
                    .trainedOn(series)
                    .build());
            this.members = members;
            this.weights = weights;
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected void release() {
            members.forEach(Predictor::close);
        }

        @Override
        protected SeriesState newState(SeriesContext context) {
            return new SeriesState() {
                private final TimeSeries.Builder rows = TimeSeries.builder("close");

                @Override
                public void update(long time, double[] row) {
                    rows.add(time, row);
                }

                @Override
                public void forecastInto(double[] out) {
                    TimeSeries history = rows.build();
                    out[0] = 0;
                    for (int m = 0; m < weights.length; m++) {
                        out[0] += weights[m] * members.get(m).predict(history).point(1);
                    }
                }

                @Override
                public void save(StateWriter out) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void restore(StateReader in) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
