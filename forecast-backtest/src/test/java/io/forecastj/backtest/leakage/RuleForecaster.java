package io.forecastj.backtest.leakage;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.KnownFuture;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.function.Function;

/** A forecaster of "close", one step ahead, that learns a rule from its training rows. */
record RuleForecaster(String name, Function<List<TimeSeries>, Rule> learn, PredictorInfo.Builder description)
        implements Forecaster {
    /** Forecasts from the last row and its time. */
    @FunctionalInterface
    interface Rule {
        double next(long time, double[] row, KnownFuture future);
    }

    static PredictorInfo.Builder closes(String name) {
        return PredictorInfo.builder("rule", 1).name(name).column("close", ColumnRole.TARGET);
    }

    static RuleForecaster of(String name, Function<List<TimeSeries>, Rule> learn) {
        return new RuleForecaster(name, learn, closes(name));
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
        return predictor(learn.apply(series), description.trainedOn(series).build());
    }

    static Predictor predictor(Rule rule, PredictorInfo info) {
        return new AbstractPredictor(info) {
            @Override
            protected void identify(StateWriter out) {}

            @Override
            protected SeriesState newState(SeriesContext context) {
                return new SeriesState() {
                    private long last;
                    private double[] row = {};

                    @Override
                    public void update(long time, double[] values) {
                        last = time;
                        row = values.clone();
                    }

                    @Override
                    public void forecastInto(double[] out) {
                        out[0] = rule.next(last, row, context.future());
                    }

                    @Override
                    public void save(StateWriter out) {
                        out.putLong(last);
                    }

                    @Override
                    public void restore(StateReader in) {
                        last = in.getLong();
                    }
                };
            }
        };
    }
}
