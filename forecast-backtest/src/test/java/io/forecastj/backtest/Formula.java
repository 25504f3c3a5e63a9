package io.forecastj.backtest;

import io.forecastj.AbstractPredictor;
import io.forecastj.Column;
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
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A forecaster that learns nothing: given columns and a state for each series. */
record Formula(String name, int horizon, List<Column> columns, Function<SeriesContext, SeriesState> states)
        implements Forecaster {

    /** Forecasts the same value of "y" always. */
    static Formula constant(String name, int horizon, double value) {
        return new Formula(name, horizon, List.of(new Column("y", ColumnRole.TARGET)), series -> new SeriesState() {
            @Override
            public void update(long time, double[] row) {}

            @Override
            public void save(StateWriter out) {}

            @Override
            public void restore(StateReader in) {}

            @Override
            public void forecastInto(double[] out) {
                Arrays.fill(out, value);
            }
        });
    }

    @Override
    public List<String> targets() {
        return info().build().targets();
    }

    private PredictorInfo.Builder info() {
        PredictorInfo.Builder info = PredictorInfo.builder("formula", horizon).name(name);
        columns.forEach(column -> info.column(column.name(), column.role()));
        return info;
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return new AbstractPredictor(info().trainedOn(series).build()) {
            @Override
            protected void identify(StateWriter out) {}

            @Override
            protected SeriesState newState(SeriesContext context) {
                return states.apply(context);
            }
        };
    }
}
