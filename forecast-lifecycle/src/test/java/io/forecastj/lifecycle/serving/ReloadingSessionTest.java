package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.store.Publication;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadingSessionTest extends ServingTest {
    private static NumberedPredictor requiring(int number, int rows) {
        return new NumberedPredictor(NumberedPredictor.info(number, 2)
                .column("y", ColumnRole.TARGET)
                .requiredHistory(rows)
                .build());
    }

    static NumberedPredictor knowingAhead(int number) {
        return new NumberedPredictor(NumberedPredictor.info(number, 2)
                .column("y", ColumnRole.TARGET)
                .column("x", ColumnRole.KNOWN_FUTURE)
                .requiredHistory(2)
                .build());
    }

    /** Rows with the value of the day in y and a thousand times that in x. */
    static TimeSeries ahead(int from, int to) {
        TimeSeries.Builder rows = TimeSeries.builder("y", "x");
        for (int i = from; i < to; i++) {
            rows.add(day(i), i, 1_000.0 * i);
        }
        return rows.build();
    }

    @Test
    void aSessionMovesAtItsNextCallWithItsRows() {
        promote(NumberedPredictor.plain(1));
        List<Reopening> heard = new ArrayList<>();
        try (ReloadingPredictor serving = following().sessionRows(7).open();
                ReloadingSession session = serving.openSession(rows(10))) {
            session.onReopen(heard::add);
            assertThat(session.opening().source()).isEqualTo(Reopening.Source.HISTORY);
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 9, 10));
            promote(NumberedPredictor.plain(2));
            assertThat(session.outdated()).isFalse();
            serving.refresh();
            assertThat(session.outdated()).isTrue();
            assertThat(session.version().number()).isEqualTo(1);

            session.append(day(10), new double[] {42});

            assertThat(session.outdated()).isFalse();
            assertThat(session.version().number()).isEqualTo(2);
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(2, 42, 8));
            assertThat(session.forecastVersioned().version()).isEqualTo(2);
            assertThat(heard).hasSize(1);
            Reopening reopening = heard.get(0);
            assertThat(reopening).isSameAs(session.opening());
            assertThat(reopening.source()).isEqualTo(Reopening.Source.ROWS);
            assertThat(reopening.from()).isEqualTo(1);
            assertThat(reopening.to()).isEqualTo(2);
            assertThat(reopening.rows()).isEqualTo(7);
            assertThat(reopening.moved()).isTrue();
            assertThat(NumberedPredictor.OPEN).hasSize(1);
        }
    }

    @Test
    void eachKindOfCallMoves() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            double[] out = new double[2];
            List<Runnable> calls = List.of(
                    session::forecast,
                    () -> session.forecastInto(out),
                    () -> session.append(day(50), new double[] {1}),
                    () -> session.extendFuture(TimeSeries.empty()),
                    () -> session.replaceFuture(TimeSeries.empty()));
            for (int i = 0; i < calls.size(); i++) {
                promote(NumberedPredictor.plain(2 + i));
                serving.refresh();
                calls.get(i).run();
                assertThat(session.version().number()).isEqualTo(2 + i);
            }
        }
    }

    @Test
    void aSessionThatIsKeptStaysOnItsVersionUntilItIsReopened() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().keepSessions().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            session.append(day(10), new double[] {42});
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 42, 11));
            assertThat(session.outdated()).isTrue();
            assertThat(session.reopen().source()).isEqualTo(Reopening.Source.ROWS);
            assertThat(session.version().number()).isEqualTo(2);
            assertThat(session.reopen().moved()).isFalse();
        }
    }

    @Test
    void aSessionContinuesFromASnapshotIfTheModelIsTheSame() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            session.keepRows(0);
            promote(NumberedPredictor.plain(1)); // published again
            assertThat(serving.refresh().to()).isEqualTo(2);
            Reopening reopening = session.reopen();
            assertThat(reopening.source()).isEqualTo(Reopening.Source.SNAPSHOT);
            assertThat(reopening.to()).isEqualTo(2);
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 9, 10));
        }
    }

    @Test
    void aSessionWithTooFewRowsMovesWhenItHasEnough() {
        promote(requiring(1, 3));
        try (ReloadingPredictor serving = following().suppliedRows(6).open();
                ReloadingSession session = serving.openSession(rows(4))) {
            promote(requiring(2, 6));
            serving.refresh();
            Reopening kept = session.reopen();
            assertThat(kept.source()).isEqualTo(Reopening.Source.KEPT);
            assertThat(kept.reason()).contains("6 rows");
            assertThat(kept.moved()).isFalse();
            session.append(day(4), new double[] {4});
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 4, 5));
            session.append(day(5), new double[] {5});
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(2, 5, 6));
        }
    }

    @Test
    void aSessionThatKeepsTooFewRowsStaysAndCanBeOpenedOnAHistory() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            session.keepRows(2);
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            session.append(day(10), new double[] {10});
            session.append(day(11), new double[] {11});
            assertThat(session.version().number()).isEqualTo(1);
            assertThatThrownBy(() -> session.reopen(ahead(0, 12), TimeSeries.empty()))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("[y]");
            Reopening reopening = session.reopen(rows(12), TimeSeries.empty());
            assertThat(reopening.source()).isEqualTo(Reopening.Source.HISTORY);
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(2, 11, 12));
            assertThat(session.history()).isEqualTo(rows(12).tail(2));
            session.reopen(rows(11), TimeSeries.empty());
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(2, 10, 11));
            promote(NumberedPredictor.plain(3));
            serving.refresh();
            session.reopen(rows(11), TimeSeries.empty());
            assertThat(NumberedPredictor.OPEN).hasSize(1);
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void aVersionThatCannotTakeTheRowsLeavesTheSessionOnItsOwn() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            promote(new NumberedPredictor(NumberedPredictor.info(2, 2)
                    .column("y", ColumnRole.TARGET)
                    .parameter("fault", "open")
                    .build()));
            serving.refresh();
            session.append(day(10), new double[] {10});
            assertThat(session.forecastVersioned().version()).isEqualTo(1);
            assertThat(session.reopen().reason()).contains("does not take rows");
            promote(NumberedPredictor.plain(3));
            serving.refresh();
            assertThat(session.forecastVersioned().version()).isEqualTo(3);
            assertThat(NumberedPredictor.OPEN).hasSize(1);
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void knownFutureRowsMoveToo() {
        promote(knowingAhead(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(ahead(0, 10), ahead(10, 13))) {
            session.append(day(10), new double[] {10, 10_000});
            session.extendFuture(ahead(13, 15));
            promote(knowingAhead(2));
            serving.refresh();
            assertThat(session.forecast().points())
                    .containsExactly(
                            NumberedPredictor.point(2, 10, 2) + 11_000, NumberedPredictor.point(2, 10, 2) + 12_000);
            session.replaceFuture(ahead(12, 14));
            promote(knowingAhead(3));
            serving.refresh();
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(3, 10, 2) + 12_000);
        }
    }

    @Test
    void aRestoredSessionMovesWhenItsKnownFutureWasReplaced() {
        promote(knowingAhead(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession original = serving.openSession(ahead(0, 10), ahead(10, 13));
                ReloadingSession session = serving.restore(original.snapshot())) {
            promote(knowingAhead(2));
            serving.refresh();
            assertThat(session.forecastVersioned()).isEqualTo(new VersionedForecast(1, session.forecast()));
            assertThat(session.reopen().reason()).contains("replaceFuture");
            session.replaceFuture(ahead(10, 13));
            assertThat(session.forecast()).isEqualTo(original.forecast());
            assertThat(session.version().number()).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotIsThatOfTheVersionsOwnSession() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10));
                Predictor loaded = model.load(LIVE);
                PredictionSession restored = loaded.restore(session.snapshot())) {
            assertThat(restored.forecast()).isEqualTo(session.forecast());
        }
    }

    @Test
    void aListenerThatThrowsHasNoEffect() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            session.onReopen(reopening -> {
                throw new AssertionError("listener");
            });
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            assertThat(session.forecastVersioned().version()).isEqualTo(2);
        }
    }

    @Test
    void aClosedSessionThrows() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open()) {
            ReloadingSession session = serving.openSession(rows(10));
            session.close();
            assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
            assertThatThrownBy(session::snapshot).isInstanceOf(PredictorClosedException.class);
            assertThatThrownBy(session::reopen).isInstanceOf(PredictorClosedException.class);
            assertThat(serving.predict(rows(10)).horizon()).isEqualTo(2);
        }
    }

    @Test
    void aRowAndItsPointsAllocateNothingBetweenReloads() {
        TimeSeries series = rows(300);
        promote(Linear.forecaster().column("y").lookback(20).horizon(4).build().fit(series));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(series)) {
            double[] row = {1};
            double[] out = new double[4];
            long[] time = {day(300)};
            // a session infers the spacing of its series again at every 64th row, which takes a few bytes
            long bytes = Allocation.leastOfWindows(10_000, 40, () -> {
                session.append(time[0] += 86_400_000, row);
                session.forecastInto(out);
            });
            assertThat(bytes).isZero();
        }
    }

    @Test
    void aReloadingPredictorIsNotPublished() {
        promote(Baselines.naive("y", 2).fit(rows(10)));
        try (ReloadingPredictor serving = following().open()) {
            assertThatThrownBy(() -> model.publish(serving, Publication.none()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Predictors.save(serving, java.nio.file.Path.of("target/never")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
