package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.SeriesRow;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of {@link Predictor} and {@link PredictionSession} as tests; extend it for every implementation:
 *
 * <pre>{@code
 * class NaivePredictorTest extends PredictorContract {
 *     @Override protected Predictor fit() { return Baselines.naive("y", 3).fit(series()); }
 *     @Override protected TimeSeries series() {
 *         return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
 *     }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. {@link #fit()} is called once or twice per test, so it
 * should be quick.
 */
public abstract class PredictorContract extends SnapshotContract {
    private static final String MISSING_TARGET = "the status where %s is missing at the origin: SeriesState.complete"
            + " must set DEGRADED with a reason, or the forecast must throw; override toleratesMissingValues() if the"
            + " forecast is as good without it";

    /** Constructor for subclasses. */
    protected PredictorContract() {}

    @Test
    @DisplayName(
            "a forecast has the horizon, the targets, increasing times after the origin, finite points at its steps")
    void forecastIsWhole() {
        TimeSeries history = history();
        Forecast forecast = predict(predictor, history);
        assertThat(forecast.horizon()).isEqualTo(info().horizon());
        assertThat(forecast.steps()).isEqualTo(info().steps());
        assertThat(forecast.targets()).isEqualTo(info().targets());
        assertThat(forecast.info()).isEqualTo(info());
        assertThat(forecast.seriesId()).isEqualTo(history.id());
        assertThat(forecast.origin()).isEqualTo(history.time(history.length() - 1));
        assertThat(forecast.status()).as(String.join("; ", forecast.reasons())).isEqualTo(ForecastStatus.OK);
        for (int step = 1; step <= forecast.horizon(); step++) {
            assertThat(forecast.time(step)).isAfter(step == 1 ? forecast.origin() : forecast.time(step - 1));
        }
        double[] points = new double[info().targets().size() * info().horizon()];
        try (PredictionSession session = predictor.openSession(history, futureAfter(history.length()))) {
            session.forecastInto(points);
        }
        for (int target = 0; target < forecast.targets().size(); target++) {
            if (!forecast.classes().isEmpty()) {
                for (int step : forecast.steps()) {
                    assertThat(forecast.probabilities(step).values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            .isBetween(1 - 1e-6, 1 + 1e-6);
                }
            } else {
                for (int step : forecast.steps()) {
                    double point = forecast.point(forecast.targets().get(target), step);
                    assertThat(point).isFinite();
                    assertThat(points[target * forecast.horizon() + step - 1]).isEqualTo(point);
                }
            }
        }
    }

    @Test
    @DisplayName("the same history gives the same forecast, bit for bit")
    void deterministic() {
        assertThat(predict(predictor, history())).isEqualTo(predict(predictor, history()));
    }

    @Test
    @DisplayName("info().sufficientHistory() last rows give the points of all rows, up to rounding")
    void sufficientHistoryIsEnough() {
        TimeSeries history = history();
        int rows = info().sufficientHistory().orElse(history.length());
        assumeTrue(rows < history.length(), "every row may count");
        Forecast all = predict(predictor, history);
        try (PredictionSession session = predictor.openSession(history.tail(rows), futureAfter(history.length()))) {
            Forecast few = session.forecast();
            for (int step : all.steps()) {
                double[] expected = numbers(all, step);
                double[] actual = numbers(few, step);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i])
                            .as("step " + step + " from the last " + rows + " rows")
                            .isCloseTo(expected[i], within(1e-6 * Math.max(1, Math.abs(expected[i]))));
                }
            }
        }
    }

    /** Returns the points of a step, or the probabilities of its classes. */
    private static double[] numbers(Forecast forecast, int step) {
        return forecast.classes().isEmpty()
                ? forecast.targets().stream()
                        .mapToDouble(target -> forecast.point(target, step))
                        .toArray()
                : forecast.probabilities(step).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
    }

    @Test
    @DisplayName("fitting again gives the same forecast, bit for bit")
    void fitIsDeterministic() {
        try (Predictor again = fit()) {
            assertThat(predict(again, history())).isEqualTo(predict(predictor, history()));
        }
    }

    @Test
    @DisplayName("a session fed row by row forecasts what predict does on the same rows, bit for bit")
    void sessionEqualsPredict() {
        int end = history().length();
        int start = end - LIVE_ROWS;
        try (PredictionSession session = predictor.openSession(series.head(start), futureAfter(start))) {
            assertThat(session.columns()).isEqualTo(series.columns());
            for (int i = start; i < end; i++) {
                session.append(series.timestamp(i), Rows.of(series, i));
                if (!info().columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
                    int known = i + info().horizon();
                    session.extendFuture(series.slice(known, known + 1));
                }
                assertThat(session.forecast()).isEqualTo(predict(predictor, series.head(i + 1)));
            }
        }
    }

    @Test
    @DisplayName("a session whose known future is replaced forecasts what one with that future forecasts, bit for bit")
    void replacedFutureCounts() {
        if (info().columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
            return;
        }
        int end = history().length();
        int start = end - 3;
        try (PredictionSession session = predictor.openSession(series.head(start), futureAfter(start))) {
            for (int i = start; i < end; i++) {
                session.replaceFuture(Rows.replaced(futureAfter(i), 0));
                session.forecast();
                session.replaceFuture(futureAfter(i));
                Forecast expected = predict(predictor, series.head(i));
                try (PredictionSession restored = predictor.restore(session.snapshot())) {
                    assertThat(restored.forecast()).isEqualTo(expected);
                }
                assertThat(session.forecast()).isEqualTo(expected);
                session.append(series.timestamp(i), Rows.of(series, i));
                int known = i + info().horizon();
                session.extendFuture(series.slice(known, known + 1));
            }
        }
    }

    @Test
    @DisplayName("a session takes rows by name and gives back its last rows, also after a restart")
    void sessionGivesBackItsRows() {
        int end = history().length();
        int start = end - LIVE_ROWS;
        try (PredictionSession session = predictor.openSession(series.head(start), futureAfter(start))) {
            assertThat(session.history()).isEqualTo(series.head(start).tail(info().requiredHistory()));
            for (SeriesRow row : series.slice(start, end).rows()) {
                session.append(row.time(), row.toMap());
            }
            TimeSeries expected = history().tail(info().requiredHistory());
            assertThat(session.history()).isEqualTo(expected);
            try (PredictionSession restored = predictor.restore(session.snapshot())) {
                assertThat(restored.history()).isEqualTo(expected);
            }
            session.keepRows(1);
            assertThat(session.history()).isEqualTo(history().tail(1));
            session.keepRows(0);
            assertThat(session.history().length()).isZero();
        }
    }

    @Test
    @DisplayName("asking a session for a forecast does not change the next one")
    void forecastChangesNothing() {
        TimeSeries history = history();
        try (PredictionSession session = predictor.openSession(history, futureAfter(history.length()))) {
            Forecast first = session.forecast();
            assertThat(session.forecast()).isEqualTo(first);
        }
    }

    @Test
    @DisplayName("rows of a later time than the history change nothing")
    void viewSeesNothingLater() {
        TimeSeries history = history();
        Forecast alone = predict(predictor, Rows.copy(history));
        Forecast ofView = predict(predictor, history);
        for (String target : info().targets()) {
            if (!ofView.classes().isEmpty()) {
                assertThat(alone.probabilities(alone.horizon())).isEqualTo(ofView.probabilities(ofView.horizon()));
            } else {
                assertThat(alone.points(target)).isEqualTo(ofView.points(target));
            }
        }
    }

    @Test
    @DisplayName("8 threads get the same forecast at once")
    void sameFromManyThreads() throws Exception {
        Forecast expected = predict(predictor, history());
        List<Forecast> answers = ManyThreads.answers(() -> {
            Forecast last = expected;
            for (int j = 0; j < 10 && last.equals(expected); j++) {
                last = predict(predictor, history());
            }
            return last;
        });
        assertThat(answers).containsOnly(expected);
    }

    @Test
    @DisplayName("predictAll gives what predict gives for each series")
    void predictAllEqualsPredict() {
        int end = history().length();
        List<TimeSeries> histories = List.of(history(), history().head(end - 1));
        List<TimeSeries> futures = List.of(futureAfter(end), futureAfter(end - 1));
        List<Forecast> expected = List.of(predict(predictor, histories.get(0)), predict(predictor, histories.get(1)));
        assertThat(predictor.predictAll(histories, futures)).isEqualTo(expected);
        assertThat(predictor.predictEach(histories, futures).stream()
                        .map(outcome -> outcome.forecast().orElseThrow())
                        .toList())
                .isEqualTo(expected);
        if (info().columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
            assertThat(predictor.predictAll(histories)).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("the required history is enough, and one row less is refused with both numbers")
    void historyTooShort() {
        int required = info().requiredHistory();
        assertThat(predict(predictor, series.head(required)).horizon()).isEqualTo(info().horizon());
        TimeSeries shorter = series.head(required - 1);
        assertThatThrownBy(() -> predict(predictor, shorter))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining(String.valueOf(required))
                .hasMessageContaining(String.valueOf(required - 1));
    }

    @Test
    @DisplayName("a missing target at the origin is reported")
    void missingValueIsSaid() {
        TimeSeries history = history();
        double[] row = new double[history.columns().size()];
        try (PredictionSession session =
                predictor.openSession(history.head(history.length() - 1), futureAfter(history.length() - 1))) {
            for (int c = 0; c < row.length; c++) {
                boolean target = info().targets().contains(history.columns().get(c));
                row[c] = target ? Double.NaN : history.value(history.length() - 1, c);
            }
            session.append(history.timestamp(history.length() - 1), row);
            if (!info().columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
                int known = history.length() - 1 + info().horizon();
                session.extendFuture(series.slice(known, known + 1));
            }
            Forecast forecast = null;
            try {
                forecast = session.forecast();
            } catch (ForecastException refused) {
                assertThat(refused).hasMessageContaining(info().targets().get(0));
            }
            if (forecast != null && !toleratesMissingValues()) {
                assertThat(forecast.status())
                        .as(MISSING_TARGET, info().targets())
                        .isNotEqualTo(ForecastStatus.OK);
                assertThat(forecast.reasons()).isNotEmpty();
            }
        }
    }

    /**
     * Returns whether a forecast stays normal when values are missing at the origin, as for the mean of all rows.
     *
     * @return false, unless overridden
     */
    protected boolean toleratesMissingValues() {
        return false;
    }

    @Test
    @DisplayName("a missing column is named")
    void missingColumnIsNamed() {
        String target = info().targets().get(0);
        TimeSeries other = TimeSeries.builder("unrelated").add(0, 1.0).build();
        assertThatThrownBy(() -> predictor.predict(other))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'" + target + "'");
    }

    @Test
    @DisplayName("a session refuses a wrong row and stays as it was")
    void badRowsAreRefused() {
        TimeSeries history = history();
        double[] row = new double[history.columns().size()];
        long next = history.timestamp(history.length() - 1) + 1;
        try (PredictionSession session = predictor.openSession(history, futureAfter(history.length()))) {
            Forecast before = session.forecast();
            assertThatThrownBy(() -> session.append(next, new double[row.length + 1]))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(next - 1, row))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("not after");
            row[row.length - 1] = Double.POSITIVE_INFINITY;
            assertThatThrownBy(() -> session.append(next, row))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("infinite");
            assertThatThrownBy(() -> session.forecastInto(new double[0])).isInstanceOf(IllegalArgumentException.class);
            assertThat(session.forecast()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("known-future rows that are missing are named")
    void missingFutureIsNamed() {
        List<String> known = info().columns(ColumnRole.KNOWN_FUTURE);
        if (!known.isEmpty()) {
            assertThatThrownBy(() -> predictor.predict(history()))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining(known.get(0));
        }
    }

    @Test
    @DisplayName("closing twice is the same as closing once, and later calls throw")
    void closed() {
        TimeSeries history = history();
        PredictionSession session = predictor.openSession(history, futureAfter(history.length()));
        predictor.close();
        predictor.close();
        assertThatThrownBy(() -> predict(predictor, history)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> session.append(
                        history.timestamp(history.length() - 1) + 1,
                        new double[history.columns().size()]))
                .isInstanceOf(PredictorClosedException.class);
        session.close();
        session.close();
        assertThat(predictor.info().horizon()).isPositive();
    }

    @Test
    @DisplayName("a closed session throws, and its predictor still works")
    void sessionClosed() {
        TimeSeries history = history();
        PredictionSession session = predictor.openSession(history, futureAfter(history.length()));
        session.close();
        session.close();
        assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
        assertThat(predict(predictor, history).horizon()).isEqualTo(info().horizon());
    }

    @Test
    @DisplayName("closing while other threads predict gives right forecasts or PredictorClosedException, nothing else")
    void closeWhilePredicting() throws Exception {
        Forecast expected = predict(predictor, history());
        ManyThreads.whileClosing(() -> assertThat(predict(predictor, history())).isEqualTo(expected), predictor::close);
    }

    @Test
    @DisplayName("a predictor that was saved and loaded gives the same forecast, bit for bit")
    void sameAfterSaving(@TempDir Path directory) throws IOException {
        try (Predictor loaded = saveAndLoad(predictor, directory.resolve("model"))) {
            assertThat(loaded.info()).isEqualTo(info());
            assertThat(predict(loaded, history())).isEqualTo(predict(predictor, history()));
        }
    }
}
