package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.PatternSession;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Promises of {@link PatternRecognizer} and {@link PatternSession} as tests; extend it for every implementation:
 *
 * <pre>{@code
 * class RisingRecognizerTest extends PatternRecognizerContract {
 *     @Override protected PatternRecognizer open() { return new RisingRecognizer("y"); }
 *     @Override protected TimeSeries series() {
 *         return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
 *     }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test. {@link #open()} is called once or twice per test, so it
 * should be quick.
 */
public abstract class PatternRecognizerContract {
    private static final int LIVE_ROWS = 5;

    private PatternRecognizer recognizer;
    private TimeSeries series;

    /** Constructor for subclasses. */
    protected PatternRecognizerContract() {}

    /**
     * Opens the recognizer under test.
     *
     * @return a new recognizer, always of the same model; this class closes it
     */
    protected abstract PatternRecognizer open();

    /**
     * Returns a series for the recognizer: at least {@code info().requiredHistory() + 5} rows without missing values,
     * with the columns that it needs.
     *
     * @return the series
     */
    protected abstract TimeSeries series();

    /** Opens the recognizer. */
    @BeforeEach
    final void prepare() {
        recognizer = open();
        series = series();
        assertThat(series.length())
                .as("rows of series(); the contract needs requiredHistory + " + LIVE_ROWS)
                .isGreaterThanOrEqualTo(info().requiredHistory() + LIVE_ROWS);
    }

    /** Closes the recognizer. */
    @AfterEach
    final void cleanUp() {
        if (recognizer != null) {
            recognizer.close();
        }
    }

    private PatternInfo info() {
        return recognizer.info();
    }

    @Test
    @DisplayName("an answer has the patterns, a probability for each, the series and its last time")
    void answerIsWhole() {
        PatternRecognition seen = recognizer.recognize(series);
        assertThat(seen.info()).isEqualTo(info());
        assertThat(seen.patterns()).isEqualTo(info().patterns());
        assertThat(seen.seriesId()).isEqualTo(series.id());
        assertThat(seen.time()).isEqualTo(series.time(series.length() - 1));
        for (String pattern : seen.patterns()) {
            assertThat(seen.probability(pattern)).isBetween(0.0, 1.0);
        }
    }

    @Test
    @DisplayName("the same history gives the same answer, bit for bit, also from another recognizer of the same model")
    void deterministic() {
        PatternRecognition first = recognizer.recognize(series);
        assertThat(recognizer.recognize(series)).isEqualTo(first);
        try (PatternRecognizer other = open()) {
            assertThat(other.recognize(series)).isEqualTo(first);
        }
    }

    @Test
    @DisplayName("a session fed row by row answers what recognize does on the same rows, bit for bit, at any asking")
    void sessionEqualsRecognize() {
        int start = series.length() - LIVE_ROWS;
        double[] into = new double[info().patterns().size()];
        try (PatternSession session = recognizer.openSession(series.head(start))) {
            assertThat(session.columns()).isEqualTo(series.columns());
            for (int i = start; i < series.length(); i++) {
                session.append(series.timestamp(i), Rows.of(series, i));
                PatternRecognition stateless = recognizer.recognize(series.head(i + 1));
                assertThat(session.recognize()).isEqualTo(stateless);
                assertThat(session.recognize()).as("asked again").isEqualTo(stateless);
                session.recognizeInto(into);
                assertThat(into).isEqualTo(stateless.probabilities());
            }
        }
    }

    @Test
    @DisplayName("recognizeAll gives what recognize gives for each series")
    void allEqualsEach() {
        List<TimeSeries> histories = List.of(series, series.head(series.length() - 1));
        assertThat(recognizer.recognizeAll(histories))
                .containsExactly(recognizer.recognize(histories.get(0)), recognizer.recognize(histories.get(1)));
        assertThat(recognizer.recognizeAll(List.of())).isEmpty();
    }

    @Test
    @DisplayName("the required history is enough, and one row less is refused with both numbers")
    void historyTooShort() {
        int required = info().requiredHistory();
        assertThat(recognizer.recognize(series.head(required)).patterns()).isEqualTo(info().patterns());
        TimeSeries shorter = series.head(required - 1);
        assertThatThrownBy(() -> recognizer.recognize(shorter))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining(String.valueOf(required))
                .hasMessageContaining(String.valueOf(required - 1));
    }

    @Test
    @DisplayName("a missing column is named")
    void missingColumnIsNamed() {
        TimeSeries other = TimeSeries.builder("unrelated").add(0, 1.0).build();
        assertThatThrownBy(() -> recognizer.recognize(other))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'" + info().columns().get(0) + "'");
    }

    @Test
    @DisplayName("a session refuses a wrong row and stays as it was")
    void badRowsAreRefused() {
        long next = series.timestamp(series.length() - 1) + 1;
        double[] row = Rows.of(series, series.length() - 1);
        try (PatternSession session = recognizer.openSession(series)) {
            PatternRecognition before = session.recognize();
            assertThatThrownBy(() -> session.append(next, new double[row.length + 1]))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(next - 1, row))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("not after");
            row[row.length - 1] = Double.POSITIVE_INFINITY;
            assertThatThrownBy(() -> session.append(next, row))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("infinite");
            assertThatThrownBy(() -> session.recognizeInto(new double[0])).isInstanceOf(IllegalArgumentException.class);
            assertThat(session.recognize()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("closing twice is the same as closing once, and later calls throw")
    void closed() {
        PatternSession session = recognizer.openSession(series);
        PatternSession alone = recognizer.openSession(series);
        alone.close();
        alone.close();
        assertThatThrownBy(alone::recognize).isInstanceOf(PredictorClosedException.class);
        assertThat(recognizer.recognize(series).patterns()).isEqualTo(info().patterns());
        recognizer.close();
        recognizer.close();
        long next = series.timestamp(series.length() - 1) + 1;
        assertThatThrownBy(() -> recognizer.recognize(series)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> recognizer.recognizeAll(List.of(series))).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::recognize).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> session.append(next, Rows.of(series, series.length() - 1)))
                .isInstanceOf(PredictorClosedException.class);
        session.close();
        assertThat(recognizer.info().patterns()).isNotEmpty();
    }

    @Test
    @DisplayName("closing while 8 threads ask gives right answers or PredictorClosedException, nothing else")
    void closeWhileRecognizing() throws Exception {
        PatternRecognition expected = recognizer.recognize(series);
        ManyThreads.whileClosing(() -> assertThat(recognizer.recognize(series)).isEqualTo(expected), recognizer::close);
    }
}
