package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
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
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of {@link Predictor} and {@link PredictionSession} as tests; extend it for every implementation:
 *
 * <pre>{@code
 * class NaivePredictorTest extends PredictorContract {
 *     @Override protected Predictor fit() { return Baselines.naive("y", 3).fit(series()); }
 *     @Override protected TimeSeries series() { return Walk.of("y", 80); }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. {@link #fit()} is called once or twice per test, so it
 * should be quick.
 */
public abstract class PredictorContract {
    private static final int LIVE_ROWS = 5;
    private static final int ALL_PLACES = 300;

    private Predictor predictor;
    private TimeSeries series;

    /** Constructor for subclasses. */
    protected PredictorContract() {}

    /**
     * Fits the predictor under test.
     *
     * @return a new predictor; this class closes it
     */
    protected abstract Predictor fit();

    /**
     * Returns a series that the predictor can forecast: at least {@code info().requiredHistory() + horizon + 5} rows
     * without missing values, with the columns and attributes that it needs.
     *
     * @return the series
     */
    protected abstract TimeSeries series();

    /**
     * Saves the predictor and loads it again. Unless this method is overridden, the test of saving is skipped: leave it
     * for a predictor that cannot be saved.
     *
     * @param original the predictor
     * @param directory a directory that does not exist yet, in an existing one
     * @return the loaded predictor; this class closes it
     * @throws IOException if a file cannot be written or read
     */
    protected Predictor saveAndLoad(Predictor original, Path directory) throws IOException {
        return abort("predictors of the kind '" + original.info().kind()
                + "' are not saved in this test; override saveAndLoad if they can be");
    }

    /** Fits the predictor. */
    @BeforeEach
    final void prepare() {
        predictor = fit();
        series = series();
        int needed = info().requiredHistory() + info().horizon() + LIVE_ROWS;
        assertThat(series.length())
                .as("rows of series(); the contract needs requiredHistory + horizon + " + LIVE_ROWS)
                .isGreaterThanOrEqualTo(needed);
    }

    /** Closes the predictor. */
    @AfterEach
    final void cleanUp() {
        if (predictor != null) {
            predictor.close();
        }
    }

    private PredictorInfo info() {
        return predictor.info();
    }

    /** Returns the part of the series that is history; the rest is for live rows and the known future. */
    private TimeSeries history() {
        return series.head(series.length() - info().horizon());
    }

    private TimeSeries futureAfter(int rows) {
        return Rows.future(info(), series, rows);
    }

    private Forecast predict(Predictor by, TimeSeries history) {
        return by.predict(history, futureAfter(history.length()));
    }

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
        if (info().columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
            List<TimeSeries> histories =
                    List.of(history(), history().head(history().length() - 1));
            assertThat(predictor.predictAll(histories))
                    .containsExactly(predictor.predict(histories.get(0)), predictor.predict(histories.get(1)));
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
                assertThat(forecast.status()).isNotEqualTo(ForecastStatus.OK);
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

    // Snapshots of sessions

    /**
     * Makes a predictor of another model than that of {@link #fit()}, preferably with an equal description, to check
     * that it refuses snapshots of this model's sessions.
     *
     * @return a new predictor, which this class closes; empty unless overridden, and then the check is skipped
     */
    protected Optional<Predictor> otherModel() {
        return Optional.empty();
    }

    /** Opens a session and leaves {@link #LIVE_ROWS} rows for it. */
    private PredictionSession liveSession() {
        int start = firstLiveRow();
        return predictor.openSession(series.head(start), futureAfter(start));
    }

    private int firstLiveRow() {
        return history().length() - LIVE_ROWS;
    }

    private void feed(PredictionSession session, int at) {
        session.append(series.timestamp(at), Rows.of(series, at));
        if (!info().columns(ColumnRole.KNOWN_FUTURE).isEmpty()) {
            int known = at + info().horizon();
            session.extendFuture(series.slice(known, known + 1));
        }
    }

    private double[] pointsOf(PredictionSession session) {
        double[] points = new double[info().targets().size() * info().horizon()];
        session.forecastInto(points);
        return points;
    }

    @Test
    @DisplayName("a restored session continues equal in every bit")
    void restoredSessionContinues() {
        assertContinues(predictor, false);
        assertContinues(predictor, true);
    }

    @Test
    @DisplayName("a session restored by a predictor that was saved and loaded continues equal in every bit")
    void restoredSessionContinuesAfterSaving(@TempDir Path directory) throws IOException {
        try (Predictor loaded = saveAndLoad(predictor, directory.resolve("model"))) {
            assertThat(loaded.modelHash()).isEqualTo(predictor.modelHash()).matches("[0-9a-f]{64}");
            assertContinues(loaded, false);
            assertContinues(loaded, true);
        }
    }

    private void assertContinues(Predictor by, boolean asked) {
        int from = firstLiveRow();
        try (PredictionSession session = liveSession()) {
            feed(session, from);
            feed(session, from + 1);
            if (asked) {
                session.forecast();
            }
            byte[] snapshot = session.snapshot();
            try (PredictionSession restored = by.restore(snapshot)) {
                assertThat(restored.columns()).isEqualTo(session.columns());
                assertThat(restored.snapshot()).isEqualTo(snapshot);
                for (int row = from + 2; row < from + LIVE_ROWS; row++) {
                    assertThat(restored.forecast()).as("before row %d", row).isEqualTo(session.forecast());
                    feed(session, row);
                    feed(restored, row);
                    assertThat(pointsOf(restored)).as("after row %d", row).isEqualTo(pointsOf(session));
                }
                assertThat(restored.forecast()).isEqualTo(session.forecast());
                assertThat(restored.snapshot()).isEqualTo(session.snapshot());
            }
        }
    }

    @Test
    @DisplayName("a snapshot, and what is restored from it, leave the session as it was")
    void restoringLeavesTheSessionAlone() {
        int from = firstLiveRow();
        try (PredictionSession session = liveSession()) {
            byte[] snapshot = session.snapshot();
            try (PredictionSession restored = predictor.restore(snapshot)) {
                feed(restored, from);
                restored.forecast();
                feed(restored, from + 1);
            }
            assertThat(session.snapshot()).isEqualTo(snapshot);
            feed(session, from);
            assertThat(session.forecast()).isEqualTo(predict(predictor, series.head(from + 1)));
        }
    }

    @Test
    @DisplayName("a damaged snapshot is refused")
    void damagedSnapshotIsRefused() {
        byte[] snapshot;
        try (PredictionSession session = liveSession()) {
            snapshot = session.snapshot();
        }
        for (int at : places(snapshot.length)) {
            byte[] damaged = snapshot.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            assertRefused(damaged, "byte " + at + " of " + snapshot.length + " changed");
            assertRefused(Arrays.copyOf(snapshot, at), "cut to " + at + " of " + snapshot.length + " bytes");
        }
        assertRefused(Arrays.copyOf(snapshot, snapshot.length + 1), "one byte more");
        assertRefused(new byte[0], "nothing");
    }

    /** All positions of a small snapshot; of a larger one the beginning, the end and some in between (seed 1). */
    private static int[] places(int length) {
        if (length <= 2 * ALL_PLACES) {
            return IntStream.range(0, length).toArray();
        }
        return IntStream.concat(
                        IntStream.range(0, length).filter(at -> at < 100 || at >= length - 50),
                        new Random(1).ints(ALL_PLACES, 0, length))
                .toArray();
    }

    private void assertRefused(byte[] snapshot, String what) {
        assertThatThrownBy(() -> predictor.restore(snapshot)).as(what).isInstanceOf(SnapshotException.class);
    }

    @Test
    @DisplayName("another model's snapshot is refused")
    void otherModelIsRefused() {
        Optional<Predictor> given = otherModel();
        assumeTrue(given.isPresent(), "otherModel() is not overridden");
        try (Predictor other = given.orElseThrow();
                PredictionSession session = liveSession()) {
            assertThatThrownBy(() -> other.restore(session.snapshot()))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining(predictor.modelHash())
                    .hasMessageContaining(other.modelHash());
        }
    }

    @Test
    @DisplayName("a closed session gives no snapshot, and a closed predictor restores none")
    void closedGivesNoSnapshot() {
        PredictionSession session = liveSession();
        byte[] snapshot = session.snapshot();
        session.close();
        assertThatThrownBy(session::snapshot).isInstanceOf(PredictorClosedException.class);
        PredictionSession other = liveSession();
        predictor.close();
        assertThatThrownBy(other::snapshot).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> predictor.restore(snapshot)).isInstanceOf(PredictorClosedException.class);
        other.close();
    }
}
