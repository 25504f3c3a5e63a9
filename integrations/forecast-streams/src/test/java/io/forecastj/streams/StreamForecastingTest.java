package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.signal.SignalRule;
import io.forecastj.streams.StreamForecast.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamForecastingTest {
    private static final int ROWS = 60;

    @Test
    void forecastsOfManySeriesEqualThoseOfPlainSessions() {
        try (Predictor predictor = MadeRows.linear(10)) {
            requireEqualToPlain(predictor, StreamForecasting.of(predictor));
        }
    }

    @Test
    void theNumberOfOpenSessionsChangesNothing() {
        try (Predictor predictor = MadeRows.linear(10)) {
            requireEqualToPlain(predictor, StreamForecasting.of(predictor).liveSessions(1));
        }
    }

    private static void requireEqualToPlain(Predictor predictor, StreamForecasting.Builder builder) {
        List<TimeSeries> series = IntStream.range(0, 7)
                .mapToObj(i -> MadeRows.series("key " + i, ROWS))
                .toList();
        List<List<Forecast>> found = new ArrayList<>();
        series.forEach(one -> found.add(new ArrayList<>()));
        try (StreamDriver driver = new StreamDriver(() -> builder)) {
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < series.size(); i++) {
                    StreamForecast answer = driver.send(series.get(i).id(), MadeRows.row(series.get(i), row));
                    boolean warm = row + 1 >= predictor.info().requiredHistory();
                    assertThat(answer.outcome()).isEqualTo(warm ? Outcome.FORECAST : Outcome.WARMING_UP);
                    assertThat(answer.time()).contains(series.get(i).time(row));
                    assertThat(answer.modelHash()).isEqualTo(warm ? predictor.modelHash() : "");
                    answer.forecast().ifPresent(found.get(i)::add);
                }
            }
        }
        for (int i = 0; i < series.size(); i++) {
            assertThat(found.get(i)).isEqualTo(MadeRows.plain(predictor, series.get(i)));
        }
    }

    @Test
    void aLocalModelContinuesTheHistoryOnWhichItWasFitted() {
        List<TimeSeries> series = IntStream.range(0, 3)
                .mapToObj(i -> MadeRows.series("key " + i, 120))
                .toList();
        Map<String, TimeSeries> histories = Map.of(
                "key 0",
                series.get(0).head(100),
                "key 1",
                series.get(1).head(100),
                "key 2",
                series.get(2).head(100));
        try (Predictor predictor = MadeRows.ets(List.copyOf(histories.values()));
                StreamDriver driver =
                        new StreamDriver(() -> StreamForecasting.of(predictor).histories(histories::get))) {
            for (TimeSeries one : series) {
                for (int row = 100; row < 120; row++) {
                    assertThat(driver.send(one.id(), MadeRows.row(one, row)).forecast())
                            .contains(predictor.predict(one.head(row + 1)));
                    if (row == 110) {
                        driver.restart();
                    }
                }
            }
        }
    }

    @Test
    void eachStepIsScoredOnceWhenItsRowComes() {
        try (Predictor predictor = MadeRows.linear(10);
                StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(predictor))) {
            TimeSeries series = MadeRows.series("key", ROWS);
            List<ForecastRow> scores = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                scores.addAll(driver.send("key", MadeRows.row(series, row)).scores());
            }
            List<ForecastRow> expected = new ArrayList<>();
            List<Forecast> plain = MadeRows.plain(predictor, series);
            for (int row = 0; row < ROWS; row++) {
                for (Forecast forecast : plain) {
                    for (int step : forecast.steps()) {
                        if (forecast.time(step).equals(series.time(row))) {
                            expected.add(ForecastRow.of(
                                            "key",
                                            predictor.info().name(),
                                            "close",
                                            forecast.origin(),
                                            step,
                                            series.time(row),
                                            series.value(row, 0),
                                            forecast.point(step))
                                    .withQuantiles(DoubleStream.of(forecast.levels())
                                            .boxed()
                                            .collect(Collectors.toMap(
                                                    level -> level, level -> forecast.quantile(step, level)))));
                        }
                    }
                }
            }
            assertThat(scores).hasSizeGreaterThan(ROWS).isEqualTo(expected);
        }
    }

    @Test
    void stepsWhoseTimesAreEstimatesCountRows() {
        TimeSeries.Builder days = TimeSeries.builder("close").id("key").sampling(Sampling.weekdays());
        Instant day = Instant.parse("2026-01-05T00:00:00Z"); // a Monday
        for (int row = 0; row < 60; row++) {
            boolean holiday = row == 44;
            if (!holiday) {
                days.add(day, 100 + row);
            }
            day = day.plus(Duration.ofDays(row % 5 == 4 ? 3 : 1));
        }
        TimeSeries series = days.build();
        try (Predictor predictor = Baselines.drift("close", 3).fit(series.head(30));
                StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(predictor))) {
            for (int row = 0; row < series.length(); row++) {
                StreamForecast answer =
                        driver.send("key", StreamRow.of(series.time(row), List.of("close"), series.value(row, 0)));
                if (row > 10) {
                    assertThat(answer.forecast().orElseThrow().timesEstimated()).isTrue();
                    assertThat(answer.scores()).extracting(ForecastRow::step).containsExactly(3, 2, 1);
                    assertThat(answer.scores().get(0).origin()).isEqualTo(series.time(row - 3));
                }
                if (row % 7 == 0) {
                    driver.restart();
                }
            }
        }
    }

    @Test
    void aLateRowIsNoStepOfAForecastThatCountsRows() {
        TimeSeries.Builder days = TimeSeries.builder("close").sampling(Sampling.weekdays());
        Instant day = Instant.parse("2026-01-05T00:00:00Z"); // a Monday
        for (int row = 0; row < 30; row++) {
            days.add(day.plus(Duration.ofDays(row / 5 * 7 + row % 5)), 100 + row);
        }
        TimeSeries series = days.build();
        try (Predictor predictor = Baselines.drift("close", 3).fit(series);
                StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(predictor))) {
            for (int row = 0; row < 20; row++) {
                driver.send("key", StreamRow.of(series.time(row), List.of("close"), series.value(row, 0)));
            }
            StreamForecast missing = driver.send("key", StreamRow.of(series.time(20), List.of("close"), Double.NaN));
            assertThat(missing.scores()).isEmpty();
            StreamForecast late =
                    driver.send("key", StreamRow.of(series.time(20).minus(Duration.ofHours(1)), List.of("close"), 7));
            assertThat(late.outcome()).isEqualTo(Outcome.LATE);
            assertThat(late.scores()).isEmpty();
            assertThat(driver.send("key", StreamRow.of(series.time(21), List.of("close"), 121))
                            .scores())
                    .extracting(ForecastRow::step)
                    .containsExactly(3, 2, 1);
        }
    }

    @Test
    void onlyChosenStepsAreScored() {
        try (Predictor predictor = MadeRows.linear(10);
                StreamDriver chosen =
                        new StreamDriver(() -> StreamForecasting.of(predictor).scoredSteps(2));
                StreamDriver none =
                        new StreamDriver(() -> StreamForecasting.of(predictor).scoredSteps())) {
            TimeSeries series = MadeRows.series("key", 30);
            int scored = 0;
            for (int row = 0; row < 30; row++) {
                List<ForecastRow> scores =
                        chosen.send("key", MadeRows.row(series, row)).scores();
                assertThat(scores).allMatch(score -> score.step() == 2);
                scored += scores.size();
                assertThat(none.send("key", MadeRows.row(series, row)).scores()).isEmpty();
            }
            assertThat(scored).isGreaterThan(10);
            assertThat(none.stateBytes("key")).isLessThan(chosen.stateBytes("key"));
        }
    }

    @Test
    void aSignalIsThatOfTheRule() {
        SignalRule rule = SignalRule.builder()
                .costPerTrade(0.0001)
                .allow(ForecastStatus.DEGRADED)
                .build();
        try (Predictor predictor = MadeRows.linear(10);
                StreamDriver driver =
                        new StreamDriver(() -> StreamForecasting.of(predictor).signals("close", rule))) {
            TimeSeries series = MadeRows.series("key", 30);
            for (int row = 0; row < 30; row++) {
                StreamForecast answer = driver.send("key", MadeRows.row(series, row));
                double price = series.value(row, 0);
                assertThat(answer.signal()).isEqualTo(answer.forecast().map(f -> rule.signal(f, price)));
                if (row == 20) {
                    driver.restart();
                }
            }
            driver.restart();
            StreamForecast missing =
                    driver.send("key", StreamRow.of(MadeRows.time(30), MadeRows.COLUMNS, Double.NaN, 1));
            assertThat(missing.signal())
                    .as("by the last known price")
                    .contains(rule.signal(missing.forecast().orElseThrow(), series.value(29, 0)));
            StreamForecast negative = driver.send("key", StreamRow.of(MadeRows.time(31), MadeRows.COLUMNS, -4, 1));
            assertThat(negative.outcome()).isEqualTo(Outcome.FORECAST);
            assertThat(negative.signal()).isEmpty();
            assertThat(negative.reason()).contains("no signal: the last price must be finite and above 0");
        }
    }
}
