package io.forecastj.backtest;

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
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/** A forecaster that learns nothing: class probabilities of the next value of a column from its last one. */
public record ClassFormula(
        String column, String name, String target, List<String> classes, DoubleFunction<double[]> probabilities)
        implements Forecaster {

    /** Forecasts the column "y". */
    ClassFormula(String name, String target, List<String> classes, DoubleFunction<double[]> probabilities) {
        this("y", name, target, classes, probabilities);
    }

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
        PredictorInfo.Builder info =
                PredictorInfo.builder("formula", 1).name(name).column(column, ColumnRole.TARGET);
        if (!target.isEmpty()) {
            info.parameter("target", target);
        }
        return new AbstractPredictor(info.trainedOn(series).build()) {
            @Override
            protected void identify(StateWriter out) {}

            @Override
            protected SeriesState newState(SeriesContext context) {
                return new State();
            }
        };
    }

    private final class State implements SeriesState {
        private double last;

        @Override
        public void update(long time, double[] row) {
            last = row[0];
        }

        @Override
        public void forecastInto(double[] out) {
            Arrays.fill(out, Double.NaN);
        }

        @Override
        public void complete(Forecast.Builder forecast, double[] points) {
            forecast.probabilities(classes, new double[][] {probabilities.apply(last)});
        }

        @Override
        public void save(StateWriter out) {
            out.putDouble(last);
        }

        @Override
        public void restore(StateReader in) {
            last = in.getDouble();
        }
    }
}
