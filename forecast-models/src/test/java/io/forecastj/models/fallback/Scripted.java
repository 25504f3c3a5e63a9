package io.forecastj.models.fallback;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * A predictor of two steps of "y" that does as it is told: forecasts the sum of all rows it has had, plus an amount that
 * tells it from others, with quantiles as far away as that amount.
 */
final class Scripted extends AbstractPredictor {
    static final double[] LEVELS = {0.1, 0.9};

    final double amount;
    int sessions;
    int forecasts;
    int released;
    final CountDownLatch sessionClosed = new CountDownLatch(1);
    volatile Runnable onRow = () -> {};
    volatile Runnable onForecast = () -> {};
    volatile Runnable onOpen = () -> {};
    volatile Runnable onClose = () -> {};
    boolean nan;
    double nanAt = Double.NaN;
    int together;
    String degraded = "";

    Scripted(String name, double amount) {
        this(info(name, 2).build(), amount);
    }

    Scripted(PredictorInfo info, double amount) {
        super(info);
        this.amount = amount;
    }

    static PredictorInfo.Builder info(String name, int horizon) {
        return PredictorInfo.builder("scripted", horizon).name(name).column("y", ColumnRole.TARGET);
    }

    static TimeSeries series(int rows) {
        return TimeSeries.of(
                "y",
                Instant.parse("2024-01-01T00:00:00Z"),
                Sampling.daily(),
                IntStream.rangeClosed(1, rows).asDoubleStream().toArray());
    }

    static Runnable failing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    @Override
    protected void identify(StateWriter out) {
        out.putDouble(amount);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        onOpen.run();
        sessions++;
        return new SeriesState() {
            private double sum;

            @Override
            public void update(long time, double[] row) {
                onRow.run();
                sum += row[0];
            }

            @Override
            public void save(StateWriter out) {
                out.putDouble(sum);
            }

            @Override
            public void restore(StateReader in) {
                sum = in.getDouble();
            }

            @Override
            public void forecastInto(double[] out) {
                onForecast.run();
                forecasts++;
                Arrays.fill(out, nan || sum == nanAt ? Double.NaN : sum + amount);
            }

            @Override
            public void close() {
                sessionClosed.countDown();
            }

            @Override
            public void complete(Forecast.Builder forecast, double[] points) {
                if (Double.isNaN(points[0])) {
                    return;
                }
                double[][] quantiles = new double[points.length][];
                Arrays.setAll(quantiles, i -> new double[] {points[i] - amount, points[i] + amount});
                forecast.quantiles(0, LEVELS, quantiles);
                if (!degraded.isEmpty()) {
                    forecast.status(ForecastStatus.DEGRADED, degraded);
                }
            }
        };
    }

    @Override
    protected void forecastAll(List<SeriesState> states, List<double[]> out) {
        together++;
        super.forecastAll(states, out);
    }

    @Override
    protected void release() {
        released++;
        onClose.run();
    }
}
