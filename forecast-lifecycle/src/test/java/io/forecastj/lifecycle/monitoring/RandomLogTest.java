package io.forecastj.lifecycle.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log against a table of all forecasts and all rows, which is joined at the end. */
class RandomLogTest {
    private static final double[] LEVELS = {0.1, 0.9};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void exactTimesAreJoinedByTimeInWhateverOrder(long seed) {
        Random random = new Random(seed);
        ForecastLog log = ForecastLog.builder().build();
        Map<List<Object>, Forecast> forecasts = new LinkedHashMap<>();
        Map<List<Object>, Double> truth = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            String id = "s" + random.nextInt(3);
            if (random.nextBoolean()) {
                String model = "m" + random.nextInt(3);
                Forecast forecast = forecast(random, id, random.nextInt(200), 1 + random.nextInt(6), false);
                boolean first = forecasts.putIfAbsent(List.of(model, id, forecast.origin()), forecast) == null;
                assertThat(log.record(model, forecast)).isEqualTo(first);
            } else {
                int time = random.nextInt(210);
                Map<String, Double> row = new HashMap<>();
                for (String column : List.of("y", "z", "other")) {
                    double value = random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian();
                    row.put(column, value);
                    if (!Double.isNaN(value)) {
                        truth.putIfAbsent(List.of(id, (long) time, column), value);
                    }
                }
                log.observe(id, Instant.ofEpochMilli(time), row);
            }
        }
        Set<ForecastRow> expected = new HashSet<>();
        long open = 0;
        for (Map.Entry<List<Object>, Forecast> entry : forecasts.entrySet()) {
            Forecast forecast = entry.getValue();
            boolean waits = false;
            for (String target : forecast.targets()) {
                for (int step : forecast.steps()) {
                    Double actual = truth.get(
                            List.of(forecast.seriesId(), forecast.time(step).toEpochMilli(), target));
                    waits |= actual == null;
                    if (actual != null) {
                        expected.add(row(
                                (String) entry.getKey().get(0), forecast, target, step, forecast.time(step), actual));
                    }
                }
            }
            open += waits ? 1 : 0;
        }
        assertThat(new HashSet<>(log.rows())).as("seed " + seed).isEqualTo(expected);
        assertThat(log.rows()).hasSameSizeAs(expected);
        assertThat(log.waiting()).isEqualTo(open);
        assertThat(log.dropped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void estimatedTimesAreJoinedByCountingRows(long seed) {
        Random random = new Random(seed);
        ForecastLog log = ForecastLog.builder().build();
        TreeMap<Long, Double> rows = new TreeMap<>();
        List<Forecast> forecasts = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < 300; i++) {
            time += 1 + random.nextInt(5);
            double value = random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
            rows.put(time, value);
            log.observe("s", Instant.ofEpochMilli(time), Map.of("y", value, "z", value));
            // at this row, or late: at one of the last rows
            List<Long> times = List.copyOf(rows.descendingKeySet());
            long origin = times.get(random.nextInt(Math.min(10, times.size())));
            Forecast forecast = forecast(random, "s", (int) origin, 1 + random.nextInt(6), true);
            if (log.record("m", forecast)) {
                forecasts.add(forecast);
            }
        }
        Set<ForecastRow> expected = new HashSet<>();
        for (Forecast forecast : forecasts) {
            int step = 0;
            for (Map.Entry<Long, Double> row :
                    rows.tailMap(forecast.origin().toEpochMilli(), false).entrySet()) {
                if (++step > forecast.horizon() || Double.isNaN(row.getValue())) {
                    continue;
                }
                for (String target : forecast.targets()) {
                    expected.add(row("m", forecast, target, step, Instant.ofEpochMilli(row.getKey()), row.getValue()));
                }
            }
        }
        assertThat(new HashSet<>(log.rows())).as("seed " + seed).isEqualTo(expected);
        assertThat(log.rows()).hasSameSizeAs(expected);
    }

    private static ForecastRow row(
            String model, Forecast forecast, String target, int step, Instant time, double actual) {
        return ForecastRow.of(
                        forecast.seriesId(),
                        model,
                        target,
                        forecast.origin(),
                        step,
                        time,
                        actual,
                        forecast.point(target, step))
                .withQuantiles(
                        Map.of(0.1, forecast.quantile(target, step, 0.1), 0.9, forecast.quantile(target, step, 0.9)));
    }

    /** A forecast of every step, or of every other one. */
    private static Forecast forecast(Random random, String id, int origin, int horizon, boolean estimated) {
        PredictorInfo.Builder info = PredictorInfo.builder("test", horizon)
                .column("y", ColumnRole.TARGET)
                .column("z", ColumnRole.TARGET);
        if (horizon == 4 && !estimated) {
            info.steps(List.of(2, 4));
        }
        long[] times = new long[horizon];
        double[] points = random.doubles(2L * horizon).toArray();
        double[][][] quantiles = new double[2][horizon][];
        for (int step = 1; step <= horizon; step++) {
            times[step - 1] = origin + step;
            for (int target = 0; target < 2; target++) {
                double point = points[target * horizon + step - 1];
                quantiles[target][step - 1] = new double[] {point - random.nextDouble(), point + random.nextDouble()};
            }
        }
        Forecast.Builder forecast = Forecast.builder(info.build(), id, origin, times, estimated, points);
        forecast.quantiles(0, LEVELS, quantiles[0]);
        forecast.quantiles(1, LEVELS, quantiles[1]);
        return forecast.build();
    }
}
