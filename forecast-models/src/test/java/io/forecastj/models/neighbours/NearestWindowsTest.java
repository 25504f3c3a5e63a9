package io.forecastj.models.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Allocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestWindowsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static NearestWindows.Builder nearest(int lookback, int horizon) {
        return NearestWindows.forecaster().column("y").lookback(lookback).horizon(horizon);
    }

    private static TimeSeries series(String id, double... values) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.hourly());
        for (int row = 0; row < values.length; row++) {
            series.add(START.plusSeconds(3_600L * row), values[row]);
        }
        return series.build();
    }

    /** A noisy wave around a level, which may be negative. */
    private static double[] noisyWave(Random random, int rows, double level) {
        double phase = 7 * random.nextDouble();
        double walk = 0;
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            walk += 0.1 * random.nextGaussian();
            values[row] = level + walk + Math.sin(row / 3.0 + phase) + 0.2 * random.nextGaussian();
        }
        return values;
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }

    @Test
    void forecastsWhatFollowedTheNearestWindowsOfAllSeries() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            // windows of two rows have one of two forms, and many have the same distance
            int lookback = 3 + random.nextInt(25);
            int horizon = 1 + random.nextInt(6);
            int centreRows = 1 + random.nextInt(lookback);
            int neighbours = 1 + random.nextInt(60);
            double ownFactor = random.nextBoolean() ? 0.5 : 2;
            double level = random.nextBoolean() ? 30 : 0;
            List<double[]> training = new ArrayList<>();
            List<TimeSeries> series = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                // some longer than one block of the search, and one too short for a window
                double[] values = noisyWave(random, s == 0 ? 700 : s == 3 ? lookback : 60 + random.nextInt(90), level);
                if (s == 1) {
                    values[random.nextInt(values.length)] = Double.NaN;
                }
                training.add(level > 0 ? logarithms(values) : values);
                series.add(series("s" + s, values));
            }
            double[] later = noisyWave(random, lookback + random.nextInt(20), level);
            int own = random.nextInt(4) - 1;
            PlainNearestWindows plain = new PlainNearestWindows(lookback, horizon, centreRows, neighbours, ownFactor);
            double[] expected = plain.points(training, own, level > 0 ? logarithms(later) : later);
            if (level > 0) {
                expected = Arrays.stream(expected).map(Math::exp).toArray();
            }
            try (Predictor predictor = nearest(lookback, horizon)
                    .centreRows(centreRows)
                    .neighbours(neighbours)
                    .ownFactor(ownFactor)
                    .build()
                    .fit(series)) {
                Forecast forecast = predictor.predict(series(own < 0 ? "new" : "s" + own, later));
                assertThat(forecast.status())
                        .as("seed %s: %s", seed, forecast.reasons())
                        .isEqualTo(ForecastStatus.OK);
                assertThat(forecast.points()).as("seed %s", seed).containsExactly(expected, within(1e-7));
            }
        }
    }

    @Test
    void quantilesAreThoseOfTheWeightedRowsThatFollowed() {
        Random random = new Random(4);
        double[] values = noisyWave(random, 300, 0);
        PlainNearestWindows plain = new PlainNearestWindows(12, 1, 1, 25, 1);
        List<PlainNearestWindows.Neighbour> found = plain.nearest(List.of(values), 0, values);
        double[] weights = plain.weights(found);
        List<Integer> order = IntStream.range(0, weights.length)
                .boxed()
                .sorted((a, b) ->
                        Double.compare(found.get(a).after()[0], found.get(b).after()[0]))
                .toList();
        double all = Arrays.stream(weights).sum();
        try (Predictor predictor =
                nearest(12, 1).neighbours(25).ownFactor(1).build().fit(series("a", values))) {
            Forecast forecast = predictor.predict(series("a", values));
            assertThat(forecast.levels()).containsExactly(0.025, 0.1, 0.9, 0.975);
            for (double level : forecast.levels()) {
                double middle = 0;
                double before = 0;
                double value = found.get(order.get(0)).after()[0];
                double valueBefore = value;
                double middleBefore = 0;
                for (int i : order) {
                    middle = before + weights[i] / all / 2;
                    value = found.get(i).after()[0];
                    if (middle >= level) {
                        break;
                    }
                    before += weights[i] / all;
                    middleBefore = middle;
                    valueBefore = value;
                }
                double part = middle < level ? 1 : (level - middleBefore) / (middle - middleBefore);
                double expected = middleBefore == 0 ? value : valueBefore + part * (value - valueBefore);
                assertThat(forecast.quantile(1, level))
                        .as("level %s", level)
                        .isCloseTo(plain.value(values, expected), within(1e-9));
            }
        }
    }

    @Test
    void fewerThanTwentyNeighboursHaveNoQuantiles() {
        double[] values = noisyWave(new Random(5), 100, 0);
        try (Predictor predictor = nearest(8, 2).neighbours(19).build().fit(series("a", values))) {
            Forecast forecast = predictor.predict(series("a", values));
            assertThat(forecast.levels()).isEmpty();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
        }
        try (Predictor predictor = nearest(8, 2).neighbours(40).build().fit(series("a", Arrays.copyOf(values, 20)))) {
            Forecast forecast = predictor.predict(series("a", values));
            assertThat(forecast.levels()).isEmpty();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons())
                    .containsExactly("only 11 windows to compare, fewer than the 20 that intervals" + " need");
        }
    }

    @Test
    void predictAllOfManySeriesEqualsPredictInEveryBit() {
        List<TimeSeries> many = many(75);
        try (Predictor predictor = nearest(10, 3).build().fit(many)) {
            List<TimeSeries> histories = new ArrayList<>(many);
            histories.add(40, series("flat", new double[30]));
            histories.add(50, series("missing", Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
            assertThat(predictor.predictAll(histories))
                    .isEqualTo(histories.stream().map(predictor::predict).toList());
        }
    }

    private static List<TimeSeries> many(int count) {
        Random random = new Random(6);
        return IntStream.range(0, count)
                .mapToObj(i -> series("s" + i, noisyWave(random, 30 + i % 17, 0)))
                .toList();
    }

    @Test
    void aFitOnAnyExecutorIsEqualInEveryBit() {
        List<TimeSeries> many = many(200);
        ExecutorService four = Executors.newFixedThreadPool(4);
        try (Predictor serial = nearest(10, 3).build().fit(many, FitListener.NONE.on(Runnable::run));
                Predictor parallel = nearest(10, 3).build().fit(many, FitListener.NONE.on(four))) {
            assertThat(parallel.modelHash()).isEqualTo(serial.modelHash());
            assertThat(parallel.predictAll(many)).isEqualTo(serial.predictAll(many));
        } finally {
            four.shutdownNow();
        }
    }

    @Test
    void comparesWithNoRowAfterTheTraining() {
        double[] values = noisyWave(new Random(7), 200, 0);
        double[] changed = values.clone();
        Arrays.fill(changed, 150, 180, 1e6);
        Forecaster forecaster = nearest(10, 5).build();
        try (Predictor predictor = forecaster.fit(series("a", values).head(150));
                Predictor other = forecaster.fit(series("a", changed).head(150));
                PredictionSession session =
                        predictor.openSession(series("a", changed).head(150))) {
            assertThat(other.predict(series("a", values))).isEqualTo(predictor.predict(series("a", values)));
            for (int row = 150; row < 200; row++) {
                session.append(START.plusSeconds(3_600L * row), new double[] {changed[row]});
            }
            // its last ten rows are those of the unchanged series, and nothing else remains
            assertThat(session.forecast().points())
                    .containsExactly(predictor.predict(series("a", values)).points());
        }
    }

    @Test
    void movesWithTheUnitOfASeries() {
        double[] values = noisyWave(new Random(8), 300, 20);
        double[] large = Arrays.stream(values).map(value -> 1e6 * value).toArray();
        try (Predictor predictor = nearest(12, 4).build().fit(series("a", values))) {
            double[] expected = Arrays.stream(
                            predictor.predict(series("a", values)).points())
                    .map(value -> 1e6 * value)
                    .toArray();
            assertThat(predictor.predict(series("a", large)).points()).containsExactly(expected, within(1e-3));
        }
    }

    @Test
    void aFlatWindowOfTrainingDoesNotMakeForecastsExplode() {
        double[] values = noisyWave(new Random(9), 200, 0);
        // nearly flat, then a jump of a million times the window's changes
        for (int row = 80; row < 100; row++) {
            values[row] = values[80] + 1e-6 * (row % 2);
        }
        try (Predictor predictor = nearest(8, 4).neighbours(500).build().fit(series("a", values))) {
            for (double point : predictor.predict(series("a", values)).points()) {
                assertThat(point).isBetween(-10.0, 10.0);
            }
        }
    }

    @Test
    void aFlatWindowIsRepeated() {
        double[] values = noisyWave(new Random(10), 100, 5);
        Arrays.fill(values, 90, 100, 4.2);
        try (Predictor predictor = nearest(10, 3).build().fit(series("a", values))) {
            Forecast forecast = predictor.predict(series("a", values));
            assertThat(forecast.points()).containsExactly(new double[] {4.2, 4.2, 4.2}, within(1e-15));
            assertThat(forecast.quantile(3, 0.975)).isEqualTo(forecast.point(3));
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void theFirstValueStandsInForRowsThatAShortHistoryLacks() {
        double[] values = noisyWave(new Random(11), 200, 0);
        double[] padded = Arrays.copyOfRange(values, 100, 112);
        Arrays.fill(padded, 0, 4, values[104]);
        try (Predictor predictor = nearest(12, 3).build().fit(series("a", values))) {
            Forecast forecast = predictor.predict(series("a", Arrays.copyOfRange(values, 104, 112)));
            assertThat(forecast.points())
                    .containsExactly(predictor.predict(series("a", padded)).points());
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons())
                    .containsExactly("the history has 8 rows from the first value of 'y' on, fewer"
                            + " than the lookback of 12: its first value stands in for the others");
            assertThatThrownBy(() -> predictor.predict(series("a", Arrays.copyOf(values, 5))))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("6");
        }
    }

    @Test
    void carriesTheLastValueOverAHoleAndSaysSo() {
        double[] values = noisyWave(new Random(12), 120, 0);
        double[] holed = values.clone();
        holed[113] = Double.NaN;
        double[] carried = values.clone();
        carried[113] = values[112];
        try (Predictor predictor = nearest(10, 3).build().fit(series("a", values))) {
            Forecast forecast = predictor.predict(series("a", holed));
            assertThat(forecast.points())
                    .containsExactly(predictor.predict(series("a", carried)).points());
            assertThat(forecast.reasons())
                    .containsExactly("1 of the last 10 values of 'y' missing, the latest at"
                            + " 2024-01-05T17:00:00Z: last observation carried forward");
            assertThat(predictor.predict(series("a", Arrays.copyOf(holed, 110))).status())
                    .isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void refusesAValueThatHasNoLogarithm() {
        double[] values = noisyWave(new Random(13), 120, 20);
        double[] withZero = values.clone();
        withZero[119] = 0;
        try (Predictor predictor = nearest(10, 3).build().fit(series("a", values))) {
            assertThat(predictor.info().parameters()).containsEntry("logarithms", "true");
            assertThatThrownBy(() -> predictor.predict(series("a", withZero)))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessage(
                            "'nearest-windows' compares logarithms, as all training values were positive; 'y' is 0.0"
                                    + " at 2024-01-05T23:00:00Z. Pass NaN if the value is missing, or build the"
                                    + " forecaster with logarithms(false)");
        }
        try (Predictor predictor = nearest(10, 3).build().fit(series("a", withZero))) {
            assertThat(predictor.info().parameters()).containsEntry("logarithms", "false");
        }
        assertThatThrownBy(() -> nearest(10, 3).logarithms(true).build().fit(series("a", withZero)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("logarithms(true) needs positive values")
                .hasMessageContaining("row 119");
    }

    @Test
    void describesWhatItHolds() {
        double[] values = noisyWave(new Random(14), 60, 0);
        values[30] = Double.NaN;
        try (Predictor predictor = nearest(8, 2)
                .name("analogues")
                .neighbours(7)
                .centreRows(3)
                .build()
                .fit(List.of(series("a", values), series("b", 1, 2, 1)))) {
            assertThat(predictor.info().name()).isEqualTo("analogues");
            assertThat(predictor.info().requiredHistory()).isEqualTo(4);
            assertThat(predictor.info().sufficientHistory()).hasValue(8);
            assertThat(predictor.info().parameters())
                    .containsEntry("lookback", "8")
                    .containsEntry("centre rows", "3")
                    .containsEntry("neighbours", "7")
                    .containsEntry("own factor", "0.5")
                    .containsEntry("training windows", String.valueOf(30 - 9 + 29 - 9))
                    .containsEntry("series without examples", "1 of 2: 'b'");
        }
    }

    @Test
    void refusesTooLittleToCompare() {
        Forecaster forecaster = nearest(10, 5).build();
        assertThatThrownBy(() -> forecaster.fit(series("a", new double[14])))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 15 rows")
                .hasMessageContaining("the longest of 1 series has 14");
        assertThatThrownBy(() -> forecaster.fit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one series");
        TimeSeries one = series("", new double[40]);
        assertThatThrownBy(() -> forecaster.fit(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than one series has the id ''");
        FitListener cancelling = new FitListener() {
            @Override
            public void onProgress(io.forecastj.FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> forecaster.fit(List.of(series("a", new double[40])), cancelling))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void refusesWrongSettings() {
        assertRefused(NearestWindows.forecaster().lookback(5).horizon(1), "needs a column");
        assertRefused(nearest(1, 1), "lookback must be at least 2, found 1");
        assertRefused(nearest(5, 0), "horizon must be at least 1, found 0");
        assertRefused(nearest(5, 1).centreRows(6), "centreRows must be from 1 to the lookback of 5, found 6");
        assertRefused(nearest(5, 1).neighbours(0), "neighbours must be from 1 to 100000, found 0");
        assertRefused(nearest(5, 1).ownFactor(0), "ownFactor must be above 0 and finite, found 0.0");
        assertRefused(nearest(5, 1).shortestHistory(1), "shortestHistory must be from 2 to the lookback of 5, found 1");
        assertThatThrownBy(() -> nearest(5, 1).column("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("column(x) contradicts column(y)");
    }

    private static void assertRefused(NearestWindows.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRowAndItsPointsAllocateNothing() {
        double[] values = noisyWave(new Random(15), 400, 0);
        Random random = new Random(16);
        try (Predictor predictor = nearest(16, 4).build().fit(series("a", values));
                PredictionSession session = predictor.openSession(series("a", values))) {
            double[] row = new double[1];
            double[] out = new double[4];
            long[] time = {START.plusSeconds(3_600L * 400).toEpochMilli()};
            long allocated = Allocation.leastOfWindows(1_000, 200, () -> {
                time[0] += 3_600_000;
                row[0] = random.nextDouble();
                session.append(time[0], row);
                session.forecastInto(out);
            });
            assertThat(allocated).isZero();
        }
    }
}
