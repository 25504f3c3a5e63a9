package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contract fails where a predictor breaks a promise, and there only. */
class PredictorContractTest {
    private static final String SESSION =
            "a session fed row by row forecasts what predict does on the same rows, bit for bit";
    private static final String CLOSED =
            "closing twice is the same as closing once, and later calls say that it is closed";
    private static final String SAVED = "a predictor that was saved and loaded gives the same forecast, bit for bit";

    /** Passes everything on to a naive predictor. */
    private static class Naive implements Predictor {
        private final Predictor inner = Baselines.naive("y", 3).fit(Walk.of("y", 80));

        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return inner.openSession(history, future);
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
    void skipsSavingWithTheReasonIfThePredictorIsNotSaved() {
        Outcome outcome = Outcome.of(NaivePredictorTest.class);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.skipped())
                .hasSize(1)
                .allMatch(reason -> reason.contains("'naive' are not saved in this test; override saveAndLoad"));
    }

    @Test
    void findsASessionThatForecastsOtherwiseThanPredict() {
        assertThat(Outcome.of(OfForgetful.class).failed()).contains(SESSION).doesNotContain(CLOSED);
    }

    @Test
    void findsAPredictorThatAnswersAfterClosing() {
        assertThat(Outcome.of(OfNeverClosed.class).failed()).containsExactly(CLOSED);
    }

    @Test
    void findsALoadedPredictorThatIsAnotherOne() {
        assertThat(Outcome.of(OfWronglySaved.class).failed()).containsExactly(SAVED);
    }
}
