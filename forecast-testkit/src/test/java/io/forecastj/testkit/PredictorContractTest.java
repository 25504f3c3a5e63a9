package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract fails where a predictor breaks a promise, and there only. */
class PredictorContractTest {
    private static final String SESSION =
            "a session fed row by row forecasts what predict does on the same rows, bit for bit";
    private static final String CLOSED = "closing twice is the same as closing once, and later calls throw";
    private static final String SAVED = "a predictor that was saved and loaded gives the same forecast, bit for bit";

    private static final String GIVES_BACK =
            "a session takes rows by name and gives back its last rows, also after a restart";
    private static final String CONTINUES = "a restored session continues equal in every bit";
    private static final String CONTINUES_AFTER_SAVING =
            "a session restored by a predictor that was saved and loaded continues equal in every bit";
    private static final String DAMAGED = "a damaged snapshot is refused";
    private static final String NO_SNAPSHOT =
            "a closed session gives no snapshot, and a closed predictor restores none";

    /** Passes everything on to a naive predictor. */
    private static class Naive implements Predictor {
        private final Predictor inner = Baselines.naive("y", 3).fit(Walk.of("y", 80));

        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return inner.openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return inner.restore(snapshot);
        }

        @Override
        public String modelHash() {
            return inner.modelHash();
        }

        @Override
        public PredictorInfo info() {
            return inner.info();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /** Forecasts without the first row, which its sessions use. */
    private static final class Forgetful extends Naive {
        @Override
        public Forecast predict(TimeSeries history, TimeSeries future) {
            return super.predict(history.length() > 2 ? history.tail(history.length() - 1) : history, future);
        }
    }

    private static final class NeverClosed extends Naive {
        @Override
        public void close() {}
    }

    /** Restores a session that misses all rows but the first two. */
    private static final class Losing extends Naive {
        @Override
        public PredictionSession restore(byte[] snapshot) {
            super.restore(snapshot).close();
            return openSession(Walk.of("y", 2), TimeSeries.empty());
        }
    }

    /** Opens a new session where a snapshot is damaged. */
    private static final class Careless extends Naive {
        @Override
        public PredictionSession restore(byte[] snapshot) {
            try {
                return super.restore(snapshot);
            } catch (SnapshotException e) {
                return openSession(Walk.of("y", 80), TimeSeries.empty());
            }
        }
    }

    private abstract static class OfWalk extends PredictorContract {
        @Override
        protected TimeSeries series() {
            return Walk.of("y", 80);
        }
    }

    static class OfForgetful extends OfWalk {
        @Override
        protected Predictor fit() {
            return new Forgetful();
        }
    }

    static class OfNeverClosed extends OfWalk {
        @Override
        protected Predictor fit() {
            return new NeverClosed();
        }
    }

    static class OfLosing extends OfWalk {
        @Override
        protected Predictor fit() {
            return new Losing();
        }
    }

    static class OfCareless extends OfWalk {
        @Override
        protected Predictor fit() {
            return new Careless();
        }
    }

    static class OfNotBound extends OfWalk {
        @Override
        protected Predictor fit() {
            return new Naive();
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(new Naive());
        }
    }

    static class OfWronglySaved extends OfWalk {
        @Override
        protected Predictor fit() {
            return new Naive();
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            return Baselines.drift("y", 3).fit(series());
        }
    }

    @Test
    void skipsWithTheReasonWhatThePredictorDoesNotSupport() {
        Outcome outcome = Outcome.of(NaivePredictorTest.class);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.skipped())
                .hasSize(3)
                .filteredOn(reason -> reason.contains("'naive' are not saved in this test; override saveAndLoad"))
                .hasSize(2);
        assertThat(outcome.skipped()).anyMatch(reason -> reason.contains("otherModel() is not overridden"));
    }

    @Test
    void findsASessionThatForecastsOtherwiseThanPredict() {
        assertThat(Outcome.of(OfForgetful.class).failed()).contains(SESSION).doesNotContain(CLOSED);
    }

    @Test
    void findsAPredictorThatAnswersAfterClosing() {
        assertThat(Outcome.of(OfNeverClosed.class).failed()).containsExactlyInAnyOrder(CLOSED, NO_SNAPSHOT);
    }

    @Test
    void findsARestoredSessionThatHasLostRows() {
        assertThat(Outcome.of(OfLosing.class).failed()).containsExactlyInAnyOrder(CONTINUES, GIVES_BACK);
    }

    @Test
    void findsAPredictorThatTakesADamagedSnapshot() {
        assertThat(Outcome.of(OfCareless.class).failed()).containsExactly(DAMAGED);
    }

    @Test
    void findsAPredictorThatTakesTheSnapshotOfAnotherModel() {
        assertThat(Outcome.of(OfNotBound.class).failed()).containsExactly("another model's snapshot is refused");
    }

    @Test
    void findsALoadedPredictorThatIsAnotherOne() {
        assertThat(Outcome.of(OfWronglySaved.class).failed()).containsExactlyInAnyOrder(SAVED, CONTINUES_AFTER_SAVING);
    }
}
