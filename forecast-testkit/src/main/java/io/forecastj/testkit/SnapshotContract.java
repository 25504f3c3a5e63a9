package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises of the snapshots of sessions as tests, and what all tests of a predictor begin with: the part of {@link
 * PredictorContract} about snapshots.
 */
abstract class SnapshotContract {
    /** Number of rows at the end of {@link #series} that sessions take live. */
    static final int LIVE_ROWS = 5;

    private static final int ALL_PLACES = 300;

    Predictor predictor;
    TimeSeries series;

    SnapshotContract() {}

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

    final PredictorInfo info() {
        return predictor.info();
    }

    /** Returns the part of the series that is history; the rest is for live rows and the known future. */
    final TimeSeries history() {
        return series.head(series.length() - info().horizon());
    }

    final TimeSeries futureAfter(int rows) {
        return Rows.future(info(), series, rows);
    }

    final Forecast predict(Predictor by, TimeSeries history) {
        return by.predict(history, futureAfter(history.length()));
    }

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
