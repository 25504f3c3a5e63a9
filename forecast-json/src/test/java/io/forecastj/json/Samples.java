package io.forecastj.json;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Forecasts, descriptions and series of every form, from a seed. */
final class Samples {
    private static final List<Sampling> SAMPLINGS = List.of(
            Sampling.hourly(),
            Sampling.fixed(Duration.ofMillis(7)),
            Sampling.daily(ZoneId.of("Europe/Berlin")),
            new Sampling.Calendar(3, 31, ZoneId.of("America/New_York")),
            Sampling.weekdays().withHolidays(List.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 1, 1))),
            new Sampling.Irregular(Duration.ofHours(1), List.of()));

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    Sampling sampling() {
        return SAMPLINGS.get(random.nextInt(SAMPLINGS.size()));
    }

    PredictorInfo info() {
        int horizon = 1 + random.nextInt(6);
        PredictorInfo.Builder info = PredictorInfo.builder("kind " + random.nextInt(9), horizon)
                .name("näme \"" + random.nextInt(9) + "\"")
                .requiredHistory(1 + random.nextInt(400))
                .sufficientHistory(random.nextBoolean() ? 0 : 400 + random.nextInt(9))
                .column("close", ColumnRole.TARGET)
                .column("p,q \"r\"", random.nextBoolean() ? ColumnRole.TARGET : ColumnRole.KNOWN_FUTURE)
                .column("size", ColumnRole.STATIC)
                .seed(random.nextLong())
                .parameter("lookback", 60)
                .library("other", "1.2.3");
        if (random.nextBoolean()) {
            info.features(List.of("rsi(close,14)", "lag(close,1)"), "a1b2");
        }
        if (random.nextBoolean()) {
            info.sampling(sampling());
        }
        if (random.nextBoolean()) {
            info.trained(Instant.EPOCH, Instant.ofEpochMilli(random.nextLong() >> 20));
        }
        if (random.nextBoolean()) {
            List<Integer> steps = new ArrayList<>(IntStream.range(1, horizon)
                    .filter(step -> random.nextBoolean())
                    .boxed()
                    .toList());
            steps.add(horizon);
            info.steps(steps);
        }
        return info.build();
    }

    Forecast forecast() {
        PredictorInfo info = info();
        int horizon = info.horizon();
        long origin = random.nextLong() >> 24;
        long[] times = new long[horizon];
        long time = origin;
        for (int i = 0; i < horizon; i++) {
            time += 1 + random.nextInt(1_000_000_000);
            times[i] = time;
        }
        double[] points = random.doubles((long) horizon * info.targets().size(), -1e9, 1e9)
                .map(value -> random.nextInt(9) == 0 ? Double.NaN : value)
                .toArray();
        Forecast.Builder forecast = Forecast.builder(
                info, random.nextBoolean() ? "" : "shop/1", origin, times, random.nextBoolean(), points);
        switch (random.nextInt(3)) {
            case 0 -> quantiles(forecast, info);
            case 1 -> forecast.probabilities(List.of("DOWN", "FLAT", "UP"), probabilities(horizon));
            default -> {}
        }
        if (random.nextBoolean()) {
            forecast.status(ForecastStatus.DEGRADED, "a row is absent").status(ForecastStatus.FALLBACK, "\u00fcber");
        }
        return forecast.build();
    }

    private void quantiles(Forecast.Builder forecast, PredictorInfo info) {
        double[] levels = {(1 - 0.95) / 2, 0.1 + 0.2, 0.5, (1 + 0.95) / 2};
        for (int t = random.nextInt(2); t < info.targets().size(); t++) {
            double[][] values = new double[info.horizon()][];
            for (int step = 0; step < values.length; step++) {
                values[step] = random.doubles(levels.length).sorted().toArray();
                if (random.nextInt(4) == 0) {
                    values[step][0] = Double.NEGATIVE_INFINITY;
                }
                if (random.nextInt(4) == 0) {
                    values[step][2] = values[step][3] = Double.POSITIVE_INFINITY;
                }
                if (random.nextInt(9) == 0) {
                    Arrays.fill(values[step], 0, 2, Double.NEGATIVE_INFINITY);
                    Arrays.fill(values[step], 2, 4, Double.POSITIVE_INFINITY);
                }
            }
            forecast.quantiles(t, levels, values);
        }
    }

    private double[][] probabilities(int horizon) {
        double[][] values = new double[horizon][];
        for (int step = 0; step < horizon; step++) {
            double up = random.nextDouble() / 2;
            double flat = random.nextDouble() / 2;
            values[step] = new double[] {1 - up - flat, flat, up};
        }
        return values;
    }

    TimeSeries series() {
        TimeSeries.Builder series = TimeSeries.builder("z", "a");
        if (random.nextBoolean()) {
            series.id("shop").attribute("size", random.nextDouble()).sampling(sampling());
        }
        if (random.nextBoolean()) {
            series.zone(ZoneId.of("Asia/Tokyo"));
        }
        long time = random.nextLong() >> 24;
        for (int row = random.nextInt(20); row > 0; row--) {
            series.add(
                    time += 1 + random.nextInt(1_000_000_000),
                    random.nextGaussian(),
                    random.nextInt(4) == 0 ? Double.NaN : -0.0);
        }
        return series.build();
    }
}
