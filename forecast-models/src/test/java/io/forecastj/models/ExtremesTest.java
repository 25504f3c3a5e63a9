package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.forecastj.Aggregation;
import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.RegressionModel;
import io.forecastj.models.regression.Strategy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and times at the ends of their ranges: a finite forecast, a status, or an exception that names the cause. */
class ExtremesTest {
    private static final Map<String, Forecaster> FORECASTERS = forecasters();
    private static final double[] EXTREMES = {
        1e308, -1e308, Double.MAX_VALUE, -Double.MAX_VALUE, 1e300, -1e300, 1e160, Double.MIN_VALUE, 0, Double.NaN, 1e308
    };

    private static Map<String, Forecaster> forecasters() {
        Map<String, Forecaster> all = HardSeries.forecasters();
        Forecaster linear = all.get("linear");
        all.put("bounded", Bounds.atLeast(0).applyTo(linear));
        all.put("bounded intervals", Bounds.between(-1e308, 1e308).applyTo(Conformal.adaptive(linear, 0.8)));
        all.put("ensemble of intervals", Ensembles.online(Conformal.split(linear, 0.8), all.get("quantiles")));
        return all;
    }

    static Set<String> names() {
        return FORECASTERS.keySet();
    }

    private static TimeSeries series(IntToDoubleFunction value) {
        TimeSeries.Builder series = TimeSeries.builder("y", "open", "high", "low", "close", "volume")
                .sampling(Sampling.daily());
        for (int i = 0; i < HardSeries.ROWS; i++) {
            double y = value.applyAsDouble(i);
            series.add(Instant.EPOCH.plusSeconds(86_400L * i), y, y, y, y, y, Math.abs(y));
        }
        return series.build();
    }

    private static Map<String, TimeSeries> extremes() {
        SplittableRandom random = new SplittableRandom(5);
        Map<String, TimeSeries> all = new LinkedHashMap<>();
        all.put("alternating", series(i -> i % 2 == 0 ? 1e308 : -1e308));
        all.put("alternating, positive", series(i -> i % 2 == 0 ? 1e308 : 1e-308));
        all.put("noise", series(i -> (2 * random.nextDouble() - 1) * 1e308));
        all.put("positive noise", series(i -> random.nextDouble(1e307, 1e308)));
        all.put("one outlier", series(i -> i == 150 ? Double.MAX_VALUE : 1 + Math.sin(i)));
        all.put("an outlier at the end", series(i -> i == HardSeries.ROWS - 1 ? -1e308 : 1 + Math.sin(i)));
        all.put("growing", series(i -> Math.pow(10, 300 + i / 25.0)));
        all.put("largest", series(i -> Double.MAX_VALUE));
        all.put("1e160", series(i -> 1e160 * (2 + Math.sin(i))));
        return all;
    }

    /** Checks a forecast; exceptions must be of the documented kinds, with a message of some lines. */
    private static void check(String what, Supplier<Forecast> call) {
        Forecast forecast;
        try {
            forecast = call.get();
        } catch (ForecastException | IllegalArgumentException e) {
            assertThat(e.getMessage()).as(what).isNotBlank().hasSizeLessThan(1_300);
            return;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        }
        if (forecast.status() != ForecastStatus.OK) {
            assertThat(forecast.reasons()).as(what).isNotEmpty();
            return;
        }
        for (String target : forecast.targets()) {
            for (int step = 1; step <= forecast.horizon(); step++) {
                if (forecast.classes().isEmpty()) {
                    assertThat(forecast.point(target, step))
                            .as("%s, step %s", what, step)
                            .isFinite();
                }
                for (double level : forecast.levels()) {
                    assertThat(forecast.quantile(target, step, level))
                            .as("%s, step %s, level %s", what, step, level)
                            .isFinite();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void extremeSeriesGiveAFiniteForecastAStatusOrANamedException(String name) {
        extremes()
                .forEach((kind, series) -> check(name + " on " + kind, () -> {
                    try (Predictor predictor = FORECASTERS.get(name).fit(series)) {
                        return predictor.predict(series);
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("names")
    void extremeRowsOfASessionGiveAFiniteForecastAStatusOrANamedException(String name) {
        TimeSeries usual = series(i -> 10 + Math.sin(i) + i % 7);
        try (Predictor predictor = FORECASTERS.get(name).fit(usual);
                PredictionSession session = predictor.openSession(usual)) {
            long time = usual.timestamp(usual.length() - 1);
            for (int round = 0; round < 40; round++) {
                time += 86_400_000L;
                double y = round < 2 * EXTREMES.length ? EXTREMES[round % EXTREMES.length] : 10 + Math.sin(round);
                long now = time;
                check(name + ", row " + y, () -> {
                    session.append(now, new double[] {y, y, y, y, y, Math.abs(y)});
                    return session.forecast();
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -(1L << 61) - 1, (1L << 61) + 1, Long.MAX_VALUE})
    void timesNearTheEndsOfLongAreRefused(long time) {
        assertThatThrownBy(() -> TimeSeries.builder("y").add(time, 1))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("too far from 1970");
        TimeSeries usual = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), 1, 2, 3);
        try (PredictionSession session = Baselines.naive("y", 3).fit(usual).openSession(usual)) {
            assertThatThrownBy(() -> session.append(time, new double[] {1}))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("too far from 1970");
        }
    }

    @Test
    void forecastsBeyondTheLastTimeAreRefused() {
        long last = 1L << 61;
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (Sampling sampling : new Sampling[] {
            Sampling.hourly(),
            Sampling.fixed(Duration.ofMillis(1L << 62)),
            Sampling.daily(berlin),
            new Sampling.Days(Integer.MAX_VALUE, berlin),
            Sampling.weekdays(),
            Sampling.weekdays(berlin),
            new Sampling.Irregular(Duration.ofMillis(1L << 62), List.of()),
            new Sampling.Calendar(1, 1),
            new Sampling.Calendar(Integer.MAX_VALUE, 31, berlin)
        }) {
            for (long end : new long[] {last, last - 1, last - 3_600_000, -last}) {
                TimeSeries series = TimeSeries.builder("y")
                        .sampling(sampling)
                        .add(end - Math.min(1000, end + last), 1)
                        .add(Math.min(last, end + 1), 2)
                        .build();
                try (Predictor predictor = Baselines.naive("y", 1_000).fit(series)) {
                    check(sampling + " after " + end, () -> predictor.predict(series));
                }
            }
        }
    }

    @Test
    void seriesOfTheWholeTimeAreForecastOrRefused() {
        long last = 1L << 61;
        for (ZoneId zone : new ZoneId[] {ZoneId.of("UTC"), ZoneId.of("Europe/Berlin")}) {
            for (long[] times : new long[][] {
                {-last, last},
                {-last, 0, last},
                {-last, -last + 1, last - 1, last},
                {-last, 0, 1, 2, 3, 4, 5, 6, 7, last},
                IntStream.range(0, 40).mapToLong(i -> -last + i * (last / 20)).toArray()
            }) {
                TimeSeries.Builder builder = TimeSeries.builder("y").zone(zone);
                for (int i = 0; i < times.length; i++) {
                    builder.add(times[i], i);
                }
                TimeSeries series = builder.build();
                check("times in " + zone, () -> {
                    try (Predictor predictor = Baselines.naive("y", 24).fit(series)) {
                        return predictor.predict(series);
                    }
                });
                assertThat(series.gaps()).isNotNull();
                assertThatThrownBy(() -> series.onGrid(Sampling.hourly(), Aggregation.LAST))
                        .isInstanceOf(InvalidSeriesException.class);
            }
        }
    }

    @Test
    void lookbacksSeasonsAndLagsBeyondTheHistoryAreRefusedBeforeAnyAllocation() {
        double[] ones = new double[600];
        Arrays.fill(ones, 1);
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), ones);
        Map<String, Forecaster> all = new LinkedHashMap<>();
        for (int rows : new int[] {20_000, 70_000, 1_000_000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
            Forecaster linear =
                    Linear.forecaster().column("y").lookback(rows).horizon(24).build();
            all.put("lookback " + rows, linear);
            all.put("ensemble of lookback " + rows, Ensembles.online(linear, Baselines.naive("y", 24)));
            all.put("intervals of lookback " + rows, Conformal.adaptive(linear, 0.8));
            if (rows < 1_000_000_000) {
                all.put("season " + rows, Baselines.seasonalNaive("y", 24, rows));
            }
            for (Strategy strategy : Strategy.values()) {
                for (Target target : List.of(Target.difference("y", rows), Target.logReturn("y", rows))) {
                    all.put(
                            target + " " + strategy,
                            Regression.forecaster()
                                    .regressor(Linear.regressor(1))
                                    .target(target)
                                    .features(FeaturePipeline.of(Features.lag("y", 1)))
                                    .strategy(strategy)
                                    .horizon(24)
                                    .build());
                }
            }
        }
        for (int lag = 900_000; lag < 900_003; lag++) {
            all.put(
                    "lag " + lag,
                    Regression.forecaster()
                            .regressor(Linear.regressor(1))
                            .target(Target.level("y"))
                            .features(FeaturePipeline.of(IntStream.rangeClosed(lag, lag + 99)
                                    .mapToObj(rows -> Features.lag("y", rows))
                                    .toList()))
                            .horizon(24)
                            .build());
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        all.forEach((name, forecaster) -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> forecaster.fit(series).predict(series))
                    .as(name)
                    .isInstanceOf(InsufficientHistoryException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_300));
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(name)
                    .isLessThan(20_000_000);
        });
    }

    @Test
    void horizonsForWhichThereIsNoMemoryAreRefused() {
        for (int horizon : new int[] {0, -1, Integer.MIN_VALUE, 1_000_001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> Baselines.naive("y", horizon)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() ->
                            Linear.forecaster().column("y").horizon(horizon).build())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Regression.forecaster()
                            .regressor(Linear.regressor(1))
                            .target(Target.level("y"))
                            .features(FeaturePipeline.of(Features.lag("y", 1)))
                            .horizon(horizon)
                            .build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A model of the lag and the step, as if it came from elsewhere. */
    private record Constant() implements RegressionModel {
        @Override
        public String kind() {
            return "constant";
        }

        @Override
        public List<String> features() {
            return List.of("lag(y,1)", "step");
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double predict(double[] row) {
            return 1;
        }

        @Override
        public void predict(double[] row, double[] out, int at) {
            out[at] = 1;
        }

        @Override
        public void identify(StateWriter out) {}
    }

    @Test
    void forecastsOfASharedModelTakeTimeInProportionToTheHorizon() {
        double few = seconds(2_000);
        double many = seconds(32_000);
        assertThat(many).as("seconds, after %s for a sixteenth", few).isLessThan(4 * 16 * Math.max(few, 0.005));
    }

    private static double seconds(int horizon) {
        TimeSeries rows = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), new double[50]);
        long least = Long.MAX_VALUE;
        try (Predictor predictor = Regression.predictor(
                new Constant(),
                FeaturePipeline.of(Features.lag("y", 1)),
                Target.difference("y", 7),
                Strategy.DIRECT_SHARED,
                horizon)) {
            for (int round = 0; round < 4; round++) {
                long start = System.nanoTime();
                assertThat(predictor.predict(rows).horizon()).isEqualTo(horizon);
                least = Math.min(least, System.nanoTime() - start);
            }
        }
        return least / 1e9;
    }
}
