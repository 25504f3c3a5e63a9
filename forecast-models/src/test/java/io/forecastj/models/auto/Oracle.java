package io.forecastj.models.auto;

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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Forecaster that looks into the future, to see whether the best candidate is found. */
final class Oracle implements Forecaster {
    private final Map<String, TimeSeries> whole;

    Oracle(List<TimeSeries> whole) {
        this.whole = whole.stream().collect(Collectors.toMap(TimeSeries::id, Function.identity()));
    }

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public int horizon() {
        return 6;
    }

    @Override
    public List<String> targets() {
        return List.of("y");
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return new Seer();
    }

    private final class Seer extends AbstractPredictor {
        Seer() {
            super(PredictorInfo.builder("oracle", 6)
                    .column("y", ColumnRole.TARGET)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private long last;

                @Override
                public void update(long time, double[] row) {
                    last = time;
                }

                @Override
                public void forecastInto(double[] out) {
                    TimeSeries all = whole.get(series.seriesId());
                    for (int row = 0; row < all.length(); row++) {
                        for (int step = 1; all.timestamp(row) == last && step <= out.length; step++) {
                            out[step - 1] = all.value(row + step, 0);
                        }
                    }
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
    }
}
