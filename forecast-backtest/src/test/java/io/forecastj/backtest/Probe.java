package io.forecastj.backtest;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
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
import java.util.Map;

/**
 * A small forecaster that learns (it adds the mean change of the training rows to the last value, step by step) and
 * notes all that it is shown.
 */
final class Probe implements Forecaster {
    /** Records the rows that a session received, and the row count at each forecast. */
    record Seen(String id, List<Long> times, List<Integer> forecastAt) {}

    final List<List<TimeSeries>> fits = new ArrayList<>();
    final List<Seen> sessions = new ArrayList<>();
    int predictorsOpen;
    int predictorsOpened;
    int sessionsOpen;

    private final String name;
    private final int horizon;

    Probe(String name, int horizon) {
        this.name = name;
        this.horizon = horizon;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int horizon() {
        return horizon;
    }

    @Override
    public List<String> targets() {
        return List.of("y");
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        fits.add(series);
        double sum = 0;
        int changes = 0;
        for (TimeSeries one : series) {
            for (int i = 1; i < one.length(); i++) {
                sum += one.value(i, "y") - one.value(i - 1, "y");
                changes++;
            }
        }
        listener.onProgress(new FitProgress(name, "changes", changes, changes, Map.of()));
        predictorsOpen++;
        predictorsOpened++;
        return new Fitted(
                PredictorInfo.builder("probe", horizon)
                        .name(name)
                        .column("y", ColumnRole.TARGET)
                        .requiredHistory(3)
                        .trainedOn(series)
                        .build(),
                changes == 0 ? 0 : sum / changes);
    }

    private final class Fitted extends AbstractPredictor {
        private final double change;

        Fitted(PredictorInfo info, double change) {
            super(info);
            this.change = change;
        }

        @Override
        protected void identify(StateWriter out) {
            out.putDouble(change);
        }

        @Override
        protected SeriesState newState(SeriesContext series) {
            Seen seen = new Seen(series.seriesId(), new ArrayList<>(), new ArrayList<>());
            sessions.add(seen);
            sessionsOpen++;
            return new SeriesState() {
                private double last;

                @Override
                public void update(long time, double[] row) {
                    seen.times().add(time);
                    last = row[0];
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(last);
                }

                @Override
                public void restore(StateReader in) {
                    last = in.getDouble();
                }

                @Override
                public void forecastInto(double[] out) {
                    seen.forecastAt().add(seen.times().size());
                    for (int step = 1; step <= horizon; step++) {
                        out[step - 1] = last + step * change;
                    }
                }

                @Override
                public void close() {
                    sessionsOpen--;
                }
            };
        }

        @Override
        protected void release() {
            predictorsOpen--;
        }
    }
}
