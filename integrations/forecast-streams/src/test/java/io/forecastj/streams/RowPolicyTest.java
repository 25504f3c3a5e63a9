package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.streams.StreamForecast.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowPolicyTest {
    private static final TimeSeries SERIES = MadeRows.series("key", 60);
    private static Predictor predictor;

    @BeforeAll
    static void fit() {
        predictor = MadeRows.linear(10);
    }

    @AfterAll
    static void close() {
        predictor.close();
    }

    private static StreamDriver driver() {
        return new StreamDriver(() -> StreamForecasting.of(predictor));
    }

    private static StreamForecast send(StreamDriver driver, int from, int to) {
        StreamForecast last = null;
        for (int row = from; row < to; row++) {
            last = driver.send("key", MadeRows.row(SERIES, row));
        }
        return last;
    }

    private static StreamRow other(int row) {
        return StreamRow.of(SERIES.time(row), MadeRows.COLUMNS, 70, 7);
    }

    @Test
    void aRepeatedLastRowGivesTheSameForecastAndIsNotScoredAgain() {
        try (StreamDriver driver = driver()) {
            StreamForecast first = send(driver, 0, 30);
            StreamForecast again = driver.send("key", MadeRows.row(SERIES, 29));
            assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
            assertThat(again.forecast()).isPresent().isEqualTo(first.forecast());
            assertThat(first.scores()).hasSize(3);
            assertThat(again.scores()).isEmpty();
            assertThat(driver.send("key", MadeRows.row(SERIES, 25)))
                    .extracting(StreamForecast::outcome, StreamForecast::forecast)
                    .containsExactly(Outcome.DUPLICATE, Optional.empty());
            assertThat(send(driver, 30, 31).forecast()).isEqualTo(plain(SERIES.head(31)));
        }
    }

    private static Optional<Forecast> plain(TimeSeries series) {
        List<Forecast> all = MadeRows.plain(predictor, series);
        return Optional.of(all.get(all.size() - 1));
    }

    @Test
    void anIgnoredLateRowChangesNothingButScoresWhatWaitedForIt() {
        try (StreamDriver driver = driver()) {
            send(driver, 0, 30);
            StreamForecast gap = driver.send("key", MadeRows.row(SERIES, 31));
            assertThat(gap.forecast().orElseThrow().status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(gap.scores()).hasSize(2); // steps 2 and 3 of the two rows before
            StreamForecast late = driver.send("key", MadeRows.row(SERIES, 30));
            assertThat(late.outcome()).isEqualTo(Outcome.LATE);
            assertThat(late.reason()).contains("the last row is at " + SERIES.time(31));
            assertThat(late.scores()).hasSize(3).allMatch(score -> score.time().equals(SERIES.time(30)));
            assertThat(late.forecast()).isEmpty();
            assertThat(driver.send("key", MadeRows.row(SERIES, 30)).scores())
                    .as("scored once")
                    .isEmpty();
            try (PredictionSession session = predictor.openSession(SERIES.head(30))) {
                session.append(SERIES.time(31), SERIES.value(31, 0), SERIES.value(31, 1));
                session.append(SERIES.time(32), SERIES.value(32, 0), SERIES.value(32, 1));
                Forecast next = send(driver, 32, 33).forecast().orElseThrow();
                assertThat(next.point(1)).isEqualTo(session.forecast().point(1));
            }
        }
    }

    @Test
    void aLateRowIsInsertedAndTheSessionOpenedAnewOnTheKeptRows() {
        try (StreamDriver driver = new StreamDriver(
                () -> StreamForecasting.of(predictor).late(LateRows.INSERT).keptRows(20))) {
            send(driver, 0, 30);
            driver.send("key", MadeRows.row(SERIES, 31));
            StreamForecast revised = driver.send("key", MadeRows.row(SERIES, 30));
            assertThat(revised.outcome()).isEqualTo(Outcome.REVISED);
            assertThat(revised.time()).contains(SERIES.time(30));
            assertThat(revised.forecast()).contains(predictor.predict(SERIES.slice(12, 32)));
            assertThat(driver.send("key", MadeRows.row(SERIES, 30)).outcome()).isEqualTo(Outcome.DUPLICATE);
            driver.restart();
            try (PredictionSession session = predictor.openSession(SERIES.slice(12, 32))) {
                session.append(SERIES.time(32), SERIES.value(32, 0), SERIES.value(32, 1));
                assertThat(send(driver, 32, 33).forecast()).contains(session.forecast());
            }
            assertThat(driver.send("key", other(5)).outcome())
                    .as("earlier than all kept rows")
                    .isEqualTo(Outcome.LATE);
        }
    }

    @Test
    void aCorrectedLastRowReplacesIt() {
        try (StreamDriver driver = new StreamDriver(
                () -> StreamForecasting.of(predictor).late(LateRows.INSERT).keptRows(20))) {
            send(driver, 0, 30);
            StreamForecast revised = driver.send("key", other(29));
            assertThat(revised.outcome()).isEqualTo(Outcome.REVISED);
            assertThat(revised.scores()).as("scored by the first value").isEmpty();
            assertThat(revised.forecast())
                    .contains(predictor.predict(SERIES.slice(10, 29).append(SERIES.time(29), 70, 7)));
        }
    }

    @Test
    void aLateRowBeforeTheFirstForecastIsPutInItsPlace() {
        try (StreamDriver driver =
                new StreamDriver(() -> StreamForecasting.of(predictor).late(LateRows.INSERT))) {
            send(driver, 0, 4);
            send(driver, 5, 6);
            StreamForecast revised = driver.send("key", MadeRows.row(SERIES, 4));
            assertThat(revised.outcome()).isEqualTo(Outcome.REVISED);
            assertThat(revised.forecast()).isEmpty();
            assertThat(send(driver, 6, 20).forecast()).isEqualTo(plain(SERIES.head(20)));
        }
    }

    @Test
    void absentRowsAreCarriedAndCountAsRows() {
        try (StreamDriver driver =
                new StreamDriver(() -> StreamForecasting.of(predictor).gaps(GapPolicy.carry(2)))) {
            send(driver, 0, 30);
            StreamForecast after = driver.send("key", MadeRows.row(SERIES, 32));
            try (PredictionSession session =
                    predictor.openSession(SERIES.head(predictor.info().requiredHistory()))) {
                for (int row = predictor.info().requiredHistory(); row < 33; row++) {
                    int from = row == 30 || row == 31 ? 29 : row;
                    session.append(SERIES.time(row), SERIES.value(from, 0), SERIES.value(from, 1));
                }
                assertThat(after.forecast()).contains(session.forecast());
                assertThat(after.forecast().orElseThrow().status()).isEqualTo(ForecastStatus.OK);
                StreamForecast missing =
                        driver.send("key", StreamRow.of(SERIES.time(33), MadeRows.COLUMNS, Double.NaN, 3));
                session.append(SERIES.time(33), SERIES.value(32, 0), 3);
                assertThat(missing.forecast()).contains(session.forecast());
            }
            assertThat(after.scores()).as("filled values are not actual ones").allMatch(score -> score.time()
                    .equals(SERIES.time(32)));
        }
    }

    @Test
    void aValueIsCarriedOverNoMoreRowsThanThePolicySays() {
        try (StreamDriver driver =
                new StreamDriver(() -> StreamForecasting.of(predictor).gaps(GapPolicy.carry(2)))) {
            send(driver, 0, 30); // the one after them is absent
            driver.send("key", StreamRow.of(SERIES.time(31), MadeRows.COLUMNS, Double.NaN, 3));
            driver.restart();
            driver.send("key", StreamRow.of(SERIES.time(32), MadeRows.COLUMNS, Double.NaN, 3));
            Forecast found = send(driver, 33, 34).forecast().orElseThrow();
            int first = predictor.info().requiredHistory();
            try (PredictionSession session = predictor.openSession(SERIES.head(first))) {
                for (int row = first; row < 30; row++) {
                    session.append(SERIES.time(row), SERIES.value(row, 0), SERIES.value(row, 1));
                }
                session.append(SERIES.time(30), SERIES.value(29, 0), SERIES.value(29, 1));
                session.append(SERIES.time(31), SERIES.value(29, 0), 3);
                session.append(SERIES.time(32), Double.NaN, 3); // the third one after the last known value
                session.append(SERIES.time(33), SERIES.value(33, 0), SERIES.value(33, 1));
                assertThat(found).isEqualTo(session.forecast());
            }
        }
    }

    @Test
    void aRefusedGapIsInvalidUntilItsRowsCome() {
        try (StreamDriver driver =
                new StreamDriver(() -> StreamForecasting.of(predictor).gaps(GapPolicy.refuse()))) {
            send(driver, 0, 30);
            StreamForecast refused = driver.send("key", MadeRows.row(SERIES, 31));
            assertThat(refused.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(refused.reason()).contains("gap");
            assertThat(send(driver, 30, 32).forecast()).isEqualTo(plain(SERIES.head(32)));
        }
    }

    @Test
    void aRowFarAheadDoesNotTakeTheSeriesAlong() {
        try (StreamDriver driver = new StreamDriver(
                () -> StreamForecasting.of(predictor).gaps(GapPolicy.missing()).maxGap(5))) {
            send(driver, 0, 30);
            StreamForecast far =
                    driver.send("key", StreamRow.of(Instant.parse("9999-01-01T00:00:00Z"), MadeRows.COLUMNS, 1, 1));
            assertThat(far.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(far.reason()).contains("absent rows", "more than the 5", "maxGap");
            assertThat(send(driver, 30, 31).forecast()).isEqualTo(plain(SERIES.head(31)));
        }
    }
}
