package io.forecastj.lifecycle.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.ForecastRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ForecastLogTest {
    private static final long HOUR = 3_600_000L;

    @Test
    void aRowIsTheTruthOfAllForecastsThatWaitForIt() {
        ForecastLog log = ForecastLog.builder().build();
        log.record("a", forecast("s", 0, 3, 10, false));
        log.record("a", forecast("s", 1, 3, 20, false));
        log.record("b", forecast("s", 1, 2, 30, false));
        log.record("a", forecast("other", 1, 3, 40, false));
        log.observe("s", at(2), Map.of("y", 5.0));
        assertThat(log.rows().stream().map(row -> row.model() + " " + row.step() + " " + row.forecast()))
                .containsExactly("a 2 12.0", "a 1 21.0", "b 1 31.0");
        assertThat(log.rows()).allSatisfy(row -> assertThat(row.actual()).isEqualTo(5));
        assertThat(log.waiting()).isEqualTo(4);
    }

    @Test
    void truthMayComeBeforeTheForecast() {
        ForecastLog log = ForecastLog.builder().build();
        for (int hour = 0; hour <= 3; hour++) {
            log.observe("s", at(hour), Map.of("y", 1.0 * hour));
        }
        log.record("a", forecast("s", 1, 3, 10, false));
        assertThat(log.scored().stream().map(row -> row.step() + " " + row.actual() + " " + row.naive()))
                .containsExactly("1 2.0 OptionalDouble[1.0]", "2 3.0 OptionalDouble[1.0]");
    }

    @Test
    void theFirstValueCountsAndNaNIsNone() {
        ForecastLog log = ForecastLog.builder().build();
        log.record("a", forecast("s", 0, 2, 10, false));
        log.observe("s", at(2), Map.of("y", 2.0));
        log.observe("s", at(1), Map.of("y", Double.NaN));
        log.observe("s", at(1), Map.of("x", 7.0));
        log.observe("s", at(2), Map.of("y", 3.0));
        assertThat(log.rows()).hasSize(1);
        log.observe("s", at(1), Map.of("y", 4.0));
        assertThat(log.rows().stream().map(ForecastRow::actual)).containsExactly(2.0, 4.0);
        assertThat(log.waiting()).isZero();
    }

    @Test
    void estimatedTimesCountRows() {
        ForecastLog log = ForecastLog.builder().build();
        log.record("a", forecast("s", 0, 3, 10, true));
        log.observe("s", at(5), Map.of("y", 1.0));
        log.observe("s", at(4), Map.of("y", 9.0));
        log.observe("s", at(9), Map.of("y", Double.NaN));
        log.observe("s", at(10), Map.of("y", 3.0));
        log.observe("s", at(9), Map.of("y", 2.0));
        log.observe("s", at(11), Map.of("y", 8.0));
        assertThat(log.rows().stream().map(row -> row.step() + " " + row.actual() + " " + row.time()))
                .containsExactly("1 1.0 " + at(5), "3 3.0 " + at(10), "2 2.0 " + at(9));
    }

    @Test
    void aForecastOfTheSameModelAndOriginCountsOnce() {
        ForecastLog log = ForecastLog.builder().build();
        assertThat(log.record("a", forecast("s", 0, 1, 10, false))).isTrue();
        assertThat(log.record("a", forecast("s", 0, 1, 20, false))).isFalse();
        log.observe("s", at(1), Map.of("y", 1.0));
        assertThat(log.record("a", forecast("s", 0, 1, 30, false))).isFalse();
        assertThat(log.rows().stream().map(ForecastRow::forecast)).containsExactly(11.0);
    }

    @Test
    void theHistoryGivesTheNaiveForecast() {
        ForecastLog log = ForecastLog.builder().build();
        TimeSeries history = TimeSeries.builder("y")
                .id("s")
                .add(at(0), 4)
                .add(at(1), Double.NaN)
                .add(at(2), 6)
                .build();
        log.record("a", forecast("s", 1, 1, 10, false), history);
        log.record("b", forecast("s", 1, 1, 10, false));
        log.observe("s", at(2), Map.of("y", 1.0));
        assertThat(log.scored().stream().map(ScoredForecast::naive))
                .containsExactly(OptionalDouble.of(4), OptionalDouble.empty());
        TimeSeries other = TimeSeries.builder("y").id("t").add(at(0), 4).build();
        assertThatThrownBy(() -> log.record("a", forecast("s", 1, 1, 10, false), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'t'");
    }

    @Test
    void theRowsScoreAsABacktestDoes() {
        Random random = new Random(3);
        ForecastLog log = ForecastLog.builder().maxScored(200).build();
        TimeSeries.Builder all = TimeSeries.builder("y").id("s").sampling(Sampling.hourly());
        for (int hour = 0; hour < 100; hour++) {
            double value = random.nextGaussian();
            log.observe("s", at(hour), Map.of("y", value));
            all.add(at(hour), value);
            log.record("a", forecast("s", hour, 3, 10, false));
        }
        assertThat(log.droppedRows()).isPositive();
        double byHand = log.rows().stream()
                .mapToDouble(row -> Math.abs(row.forecast() - row.actual()))
                .average()
                .orElseThrow();
        assertThat(Backtest.score(log.rows(), List.of(all.build()))
                        .scores("a")
                        .overall()
                        .mae())
                .isCloseTo(byHand, within(1e-12));
        // the table itself holds no value at its first origin, which has three steps
        assertThat(Backtest.score(log.rows()).scores("a").overall().pairs())
                .isEqualTo(log.rows().size() - 3);
    }

    @Test
    void truthThatIsOlderThanAllKeptRowsIsIgnoredAndWhatWaitsForItIsDropped() {
        ForecastLog log = ForecastLog.builder().maxRows(3).build();
        log.record("a", forecast("s", 0, 2, 10, false));
        log.observe("s", at(1), Map.of("y", 1.0));
        for (int hour = 3; hour <= 5; hour++) {
            log.observe("s", at(hour), Map.of("y", 1.0 * hour)); // the row at 2 is absent
        }
        assertThat(log.waiting()).isZero();
        assertThat(log.dropped()).isEqualTo(1);
        log.observe("s", at(2), Map.of("y", 2.0));
        assertThat(log.rows()).hasSize(1);
        assertThat(log.record("b", forecast("s", 0, 2, 10, false))).isFalse();
        assertThat(log.record("b", forecast("s", 0, 2, 10, true))).isFalse();
        assertThat(log.record("b", forecast("s", 1, 3, 10, false))).isTrue();
        assertThat(log.dropped()).isEqualTo(3);
        assertThat(log.rows().stream().skip(1).map(ForecastRow::step)).containsExactly(2, 3);
    }

    @Test
    void aRowIsKeptEvenIfTheListenerThrows() {
        ForecastLog log = ForecastLog.builder()
                .listener(scored -> {
                    throw new IllegalStateException("listener");
                })
                .build();
        log.record("a", forecast("s", 0, 2, 10, false));
        assertThatThrownBy(() -> log.observe("s", at(1), Map.of("y", 1.0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("listener");
        assertThat(log.rows()).hasSize(1);
    }

    @Test
    void aListenerMayUseTheLog() {
        List<String> told = new ArrayList<>();
        ForecastLog[] log = new ForecastLog[1];
        log[0] = ForecastLog.builder()
                .listener(scored -> {
                    told.add(scored.model() + scored.step() + " " + log[0].waiting());
                    log[0].record("next", forecast("s", 1, 1, 20, false));
                })
                .build();
        log[0].record("a", forecast("s", 0, 1, 10, false));
        log[0].observe("s", at(1), Map.of("y", 1.0));
        log[0].observe("s", at(2), Map.of("y", 1.0));
        assertThat(told).containsExactly("a1 0", "next1 0");
    }

    @Test
    void forecastsOfClassesAndInfiniteValuesAreRefused() {
        PredictorInfo info =
                PredictorInfo.builder("test", 1).column("y", ColumnRole.TARGET).build();
        Forecast classes = Forecast.builder(info, "s", 0, new long[] {1}, false, new double[] {Double.NaN})
                .probabilities(List.of("DOWN", "UP"), new double[][] {{0.4, 0.6}})
                .build();
        ForecastLog log = ForecastLog.builder().build();
        assertThatThrownBy(() -> log.record("a", classes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[DOWN, UP]");
        assertThatThrownBy(() -> log.observe("s", at(1), Map.of("y", Double.POSITIVE_INFINITY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'y'");
        Monitor monitor = Monitor.builder("m").build();
        monitor.forecast(classes, new double[] {1});
        assertThat(monitor.snapshot().degradedShare()).hasValue(0);
        assertThat(monitor.snapshot().waiting()).isZero();
    }

    @Test
    void theScoredStepsOfAForecastAreLeftOutOfTheRowsTogether() {
        ForecastLog log = ForecastLog.builder().maxScored(3).build();
        log.record("a", forecast("s", 0, 2, 10, false));
        log.record("a", forecast("s", 1, 2, 20, false));
        for (int hour = 1; hour <= 3; hour++) {
            log.observe("s", at(hour), Map.of("y", 1.0 * hour));
        }
        assertThat(log.scored().stream().map(one -> one.origin() + " " + one.step()))
                .containsExactly(at(0) + " 2", at(1) + " 1", at(1) + " 2");
        assertThat(log.rows()).hasSize(2).allSatisfy(row -> assertThat(row.origin())
                .isEqualTo(at(1)));
        assertThat(log.droppedRows()).isEqualTo(1);
    }

    @Test
    void memoryIsBounded() {
        ForecastLog log = ForecastLog.builder()
                .maxSeries(20)
                .maxForecasts(5)
                .maxRows(4)
                .maxScored(7)
                .build();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String id = "s" + i;
            ids.add(id);
            for (int origin = 0; origin < 9; origin++) {
                log.record("a", forecast(id, origin, 20, 10, false));
            }
            log.observe(id, at(9), Map.of("y", 1.0));
        }
        assertThat(log.series()).isBetween(15, 20);
        assertThat(log.waiting()).isEqualTo(5L * log.series());
        assertThat(log.dropped()).isEqualTo(9_000 - log.waiting());
        assertThat(log.scored()).hasSize(7).allSatisfy(one -> assertThat(one.origin())
                .isAfterOrEqualTo(at(4)));
        assertThat(log.droppedRows()).isEqualTo(5_000 - 7);
        log.clear();
        assertThat(log.waiting()).isZero();
        assertThat(log.series()).isZero();
        assertThat(log.dropped()).isZero();
        assertThat(log.scored()).isEmpty();
    }

    @Test
    void theCountsStayRightWhileSeriesAreDroppedUnderTheirUsers() throws InterruptedException {
        ForecastLog log = ForecastLog.builder().maxSeries(2).build();
        AtomicLong recorded = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Random random = new Random(t);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    Forecast forecast = forecast("s" + random.nextInt(6), random.nextInt(100), 1, 10, false);
                    if (log.record("a", forecast)) {
                        recorded.incrementAndGet();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(log.waiting() + log.dropped()).isEqualTo(recorded.get());
        assertThat(log.series()).isLessThanOrEqualTo(2);
        log.clear();
        assertThat(log.waiting())
                .as("forecasts of series that nobody finds any more")
                .isZero();
    }

    private static Instant at(int hour) {
        return Instant.ofEpochMilli(hour * HOUR);
    }

    private static Forecast forecast(String id, int origin, int horizon, double base, boolean estimated) {
        PredictorInfo info = PredictorInfo.builder("test", horizon)
                .column("y", ColumnRole.TARGET)
                .build();
        long[] times = new long[horizon];
        double[] points = new double[horizon];
        for (int step = 1; step <= horizon; step++) {
            times[step - 1] = (origin + step) * HOUR;
            points[step - 1] = base + step;
        }
        return Forecast.builder(info, id, origin * HOUR, times, estimated, points)
                .build();
    }
}
