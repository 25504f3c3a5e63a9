package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import org.junit.jupiter.api.Test;

/** The contract passes the recognizer of its example, and fails where one breaks a promise. */
class PatternRecognizerContractTest {
    /** Looks at another row than its sessions do, and answers after closing. */
    private static final class Careless extends RisingRecognizer {
        Careless() {
            super("y");
        }

        @Override
        public PatternRecognition recognize(TimeSeries history) {
            return super.recognize(history.length() > 2 ? history.head(history.length() - 1) : history);
        }

        @Override
        public void close() {}
    }

    static class OfCareless extends RisingRecognizerTest {
        @Override
        protected PatternRecognizer open() {
            return new Careless();
        }
    }

    @Test
    void passesARecognizerThatKeepsItsPromises() {
        Outcome outcome = Outcome.of(RisingRecognizerTest.class);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.skipped()).isEmpty();
        assertThat(outcome.passed()).isPositive();
    }

    @Test
    void findsASessionThatAnswersOtherwiseAndARecognizerThatIsNeverClosed() {
        assertThat(Outcome.of(OfCareless.class).failed())
                .containsExactlyInAnyOrder(
                        "an answer has the patterns, a probability for each, the series and its last time",
                        "a session fed row by row answers what recognize does on the same rows, bit for bit,"
                                + " at any asking",
                        "closing twice is the same as closing once, and later calls throw");
    }
}
