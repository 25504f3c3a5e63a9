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
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A forecaster that learns its training rows by heart: perfect on them, and worthless on any other row, where it
 * forecasts noise. An ensemble trusts it only if it was weighed on rows that it knew.
 */
final class Memoriser implements Forecaster {
    private final String column;
    private final long seed;

    Memoriser(String column, long seed) {
        this.column = column;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "memoriser";
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
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a memoriser needs at least one series");
        }
        return new Fitted(series, column, seed);
    }

    private static final class Fitted extends AbstractPredictor {
        private final List<long[]> times = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();
        private final double mean;
        private final double deviation;
        private final long seed;

        Fitted(List<TimeSeries> series, String column, long seed) {
            super(PredictorInfo.builder("memoriser", 1)
                    .name("memoriser")
                    .column(column, ColumnRole.TARGET)
                    .trainedOn(series)
                    .seed(seed)
                    .build());
            this.seed = seed;
            for (TimeSeries one : series) {
                times.add(one.timestamps());
                values.add(one.values(column));
            }
            double[] all = values.stream()
                    .flatMapToDouble(Arrays::stream)
                    .filter(Double::isFinite)
                    .toArray();
            mean = Arrays.stream(all).average().orElse(0);
            double squares = Arrays.stream(all)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElse(0);
            deviation = Math.sqrt(squares);
        }

        /** The next value where it is known by heart, else noise as large as that of the series. */
        double after(long time) {
            for (int s = 0; s < times.size(); s++) {
                int row = Arrays.binarySearch(times.get(s), time);
                if (row >= 0 && row + 1 < times.get(s).length) {
                    return values.get(s)[row + 1];
                }
            }
            return mean + deviation * new Random(seed ^ (time * 0x9E3779B97F4A7C15L)).nextGaussian();
        }

        @Override
        protected void identify(StateWriter out) {
            values.forEach(one -> Arrays.stream(one).forEach(out::putDouble));
            times.forEach(one -> Arrays.stream(one).forEach(out::putLong));
        }

        @Override
        protected SeriesState newState(SeriesContext context) {
            return new SeriesState() {
                private long last;

                @Override
                public void update(long time, double[] row) {
                    last = time;
                }

                @Override
                public void forecastInto(double[] out) {
                    out[0] = after(last);
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
