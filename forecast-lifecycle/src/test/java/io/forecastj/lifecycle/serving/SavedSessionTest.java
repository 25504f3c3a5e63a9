package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.Sampling;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SavedSessionTest extends ServingTest {
    @Test
    void aSessionContinuesInANewPredictorWhereItWas() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor first = following().open();
                ReloadingSession session = first.openSession(rows(10))) {
            session.append(day(10), new double[] {10});
            first.saveSession("north", session);
        }
        try (ReloadingPredictor second = following().open();
                ReloadingSession session = second.openSession("north", rows(13).tail(5), TimeSeries.empty())) {
            assertThat(session.opening().source()).isEqualTo(Reopening.Source.SNAPSHOT);
            assertThat(session.opening().rows()).isEqualTo(2);
            assertThat(session.opening().reason()).isEmpty();
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 12, 13));
            assertThat(session.history()).isEqualTo(rows(13).tail(3));
        }
    }

    @Test
    void anAdaptiveSessionContinuesEqualInEveryBit() {
        Random random = new Random(5);
        TimeSeries series = TimeSeries.of(
                "y", Instant.EPOCH, Sampling.daily(), random.doubles(400).toArray());
        promote(Conformal.adaptive(
                        Linear.forecaster().column("y").lookback(10).horizon(2).build(), 0.8)
                .fit(series.head(300)));
        Forecast expected;
        try (ReloadingPredictor first = following().open();
                ReloadingSession session = first.openSession(series.head(350))) {
            first.saveSession("north", session);
            for (int i = 350; i < 400; i++) {
                session.append(series.timestamp(i), new double[] {series.value(i, 0)});
            }
            expected = session.forecast();
        }
        try (ReloadingPredictor second = following().open();
                ReloadingSession session = second.openSession("north", series.tail(80), TimeSeries.empty())) {
            assertThat(session.opening().source()).isEqualTo(Reopening.Source.SNAPSHOT);
            assertThat(session.forecast()).isEqualTo(expected);
            assertThat(second.predict(series.tail(80))).isNotEqualTo(expected);
        }
    }

    @Test
    void aSessionWithKnownFutureRowsContinuesWithTheNewestOnes() {
        promote(ReloadingSessionTest.knowingAhead(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session =
                        serving.openSession(ReloadingSessionTest.ahead(0, 10), ReloadingSessionTest.ahead(10, 13))) {
            serving.saveSession("north", session);
            try (ReloadingSession other =
                    serving.openSession("north", ReloadingSessionTest.ahead(0, 12), TimeSeries.empty())) {
                assertThat(other.opening().source()).isEqualTo(Reopening.Source.SNAPSHOT);
                assertThat(other.opening().rows()).isEqualTo(2);
                assertThatThrownBy(other::forecast).hasMessageContaining("found 1");
            }
            try (ReloadingSession other = serving.openSession(
                    "north", ReloadingSessionTest.ahead(0, 12), ReloadingSessionTest.ahead(12, 15))) {
                assertThat(other.opening().source()).isEqualTo(Reopening.Source.SNAPSHOT);
                assertThat(other.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 11, 12) + 12_000);
                promote(ReloadingSessionTest.knowingAhead(2));
                serving.refresh();
                assertThat(other.forecast().point(2)).isEqualTo(NumberedPredictor.point(2, 11, 2) + 13_000);
            }
        }
    }

    @Test
    void aSnapshotThatIsNewerThanTheHistoryIsContinued() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            serving.saveSession("north", session);
            try (ReloadingSession again = serving.openSession("north", rows(8), TimeSeries.empty())) {
                assertThat(again.opening().source()).isEqualTo(Reopening.Source.SNAPSHOT);
                assertThat(again.forecast()).isEqualTo(session.forecast());
            }
        }
    }

    @Test
    void aHistoryIsUsedIfThereIsNoSnapshotOfTheModelThatServes() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            serving.saveSession("north", session);
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            try (ReloadingSession other = serving.openSession("north", rows(12), TimeSeries.empty())) {
                assertThat(other.opening().source()).isEqualTo(Reopening.Source.HISTORY);
                assertThat(other.opening().reason()).contains("no snapshot").contains("version 2");
                assertThat(other.forecast().point(1)).isEqualTo(NumberedPredictor.point(2, 11, 12));
            }
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void aHistoryIsUsedIfRowsAfterTheSnapshotMayBeAbsentOrTheSnapshotIsDamaged() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            serving.saveSession("north", session);
            try (ReloadingSession other = serving.openSession("north", rows(20).tail(5), TimeSeries.empty())) {
                assertThat(other.opening().source()).isEqualTo(Reopening.Source.HISTORY);
                assertThat(other.opening().reason()).contains("1970-01-10");
                assertThat(other.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 19, 5));
            }
            storage.list("snapshots/").forEach(storage::flip);
            try (ReloadingSession other = serving.openSession("north", rows(12), TimeSeries.empty())) {
                assertThat(other.opening().source()).isEqualTo(Reopening.Source.HISTORY);
                assertThat(other.opening().reason()).contains("damaged");
            }
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void aSnapshotOfAnotherVersionIsRefusedWithItsNumber() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingSession session = serving.openSession(rows(10))) {
            byte[] snapshot = session.snapshot();
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            assertThatThrownBy(() -> serving.restore(snapshot))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("version 2 of 'sales'")
                    .hasMessageContaining("found one of version 1");
            byte[] cut = java.util.Arrays.copyOf(snapshot, 40);
            assertThatThrownBy(() -> serving.restore(cut)).isInstanceOf(SnapshotException.class);
        }
        assertThat(NumberedPredictor.OPEN).isEmpty();
    }

    @Test
    void aSessionOfAnotherPredictorIsNotSaved() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().open();
                ReloadingPredictor other = following().open();
                ReloadingSession session = other.openSession(rows(10))) {
            assertThatThrownBy(() -> serving.saveSession("north", session))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
