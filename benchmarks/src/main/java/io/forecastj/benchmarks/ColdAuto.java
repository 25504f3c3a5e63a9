package io.forecastj.benchmarks;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.auto.Auto;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/**
 * Time of the automatic forecaster on one series of 2,000 hourly values with the seasons of a day and a week, 24 steps
 * ahead, with the default settings: of a whole process, and of fits in a warm one.
 *
 * <p>Run with {@code java -cp benchmarks/target/benchmarks.jar io.forecastj.benchmarks.ColdAuto}: it fits and forecasts
 * ten times, and prints the time from the start of the process to the first forecast, then that of each fit and
 * forecast.
 */
public final class ColdAuto {
    private static final int ROWS = 2_000;
    private static final int TIMES = 10;

    private ColdAuto() {}

    /**
     * Measures.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        TimeSeries series = hourly();
        Forecaster auto = Auto.forecaster().column("y").horizon(24).build();
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            try (Predictor predictor = auto.fit(series)) {
                double point = predictor.predict(series).point(24);
                if (i == 0) {
                    System.out.println(Auto.report(predictor));
                    System.out.printf(
                            Locale.ROOT,
                            "from the start of the process to the first forecast (%.2f): %.2f s%n",
                            point,
                            Duration.between(started, Instant.now()).toMillis() / 1_000.0);
                } else {
                    System.out.printf(
                            Locale.ROOT,
                            "fit and forecast %d: %.2f s%n",
                            i + 1,
                            Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
                }
            }
        }
    }

    private static TimeSeries hourly() {
        Random random = new Random(1);
        double[] values = new double[ROWS];
        double level = 100;
        for (int t = 0; t < ROWS; t++) {
            level += 0.2 * random.nextGaussian();
            values[t] = level
                    + 15 * Math.sin(2 * Math.PI * t / 24)
                    + (t / 24 % 7 > 4 ? -12 : 0)
                    + 2 * random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), values);
    }
}
