package io.forecastj.backtest.tuning;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Knows the constant series of {@link #series} and misses it by a given amount, so its error is known. */
final class Offset implements Forecaster {
    private static final double LEVEL = 100;

    /** A fit, and how many rows it was shown. */
    record Fit(int rows) {}

    private final int horizon;
    private final double error;
    private List<Fit> fits = new ArrayList<>();
    private String failure = "";
    private int every = 1;

    Offset(int horizon, double error) {
        this.horizon = horizon;
        this.error = error;
    }

    static TimeSeries series(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, LEVEL);
        return TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.daily(), values);
    }

    Offset recording(List<Fit> fits) {
        this.fits = fits;
        return this;
    }

    Offset failing(String reason) {
        this.failure = reason;
        return this;
    }

    Offset answeringEvery(int rows) {
        this.every = rows;
        return this;
    }

    @Override
    public String name() {
        return "offset";
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
        if (!failure.isEmpty()) {
            throw new IllegalStateException(failure);
        }
        fits.add(new Fit(series.get(0).length()));
        PredictorInfo info = PredictorInfo.builder("offset", horizon)
                .column("y", ColumnRole.TARGET)
                .trainedOn(series)
                .build();
        return new AbstractPredictor(info) {
            @Override
            protected void identify(StateWriter out) {
                out.putDouble(error);
                out.putInt(every);
            }

            @Override
            protected SeriesState newState(SeriesContext context) {
                return new SeriesState() {
                    private int rows;

                    @Override
                    public void update(long time, double[] row) {
                        rows++;
                    }

                    @Override
                    public void save(StateWriter out) {
                        out.putInt(rows);
                    }

                    @Override
                    public void restore(StateReader in) {
                        rows = in.getInt();
                    }

                    @Override
                    public void forecastInto(double[] out) {
                        Arrays.fill(out, rows % every == 0 ? LEVEL + error : Double.NaN);
                    }
                };
            }
        };
    }
}
