package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static io.forecastj.models.onnx.SmallModels.times;
import static io.forecastj.models.onnx.SmallModels.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.signal.PatternSession;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recognizer of patterns answers what its scores say, and keeps the promises of a recognizer. */
class OnnxPatternsTest {
    private static final TimeSeries HISTORY = series(8, 30);

    private final PatternRecognizer recognizer =
            Onnx.loadPatterns(bytes("patterns"), options(SmallModels.patterns()).build());

    @AfterEach
    void close() {
        recognizer.close();
    }

    @Test
    void eachPatternHasTheProbabilityOfItsScore() {
        double[] scores = times(window(HISTORY), 4, 0);
        PatternRecognition recognition = recognizer.recognize(HISTORY);
        assertThat(recognition.seriesId()).isEqualTo("series 8");
        assertThat(recognition.time()).isEqualTo(HISTORY.time(29));
        assertThat(recognition.status()).isEqualTo(ForecastStatus.OK);
        for (int i = 0; i < 4; i++) {
            assertThat(recognition.probabilities()[i]).isCloseTo(1 / (1 + Math.exp(-scores[i])), within(1e-5));
        }
    }

    @Test
    void aSessionAnswersWhatTheWholeHistoryDoes() {
        try (PatternSession session = recognizer.openSession(HISTORY.head(10))) {
            assertThat(session.columns()).isEqualTo(HISTORY.columns());
            double[] row = new double[3];
            double[] out = new double[4];
            for (int i = 10; i < HISTORY.length(); i++) {
                for (int c = 0; c < 3; c++) {
                    row[c] = HISTORY.value(i, c);
                }
                session.append(HISTORY.timestamp(i), row);
                PatternRecognition expected = recognizer.recognize(HISTORY.head(i + 1));
                assertThat(session.recognize()).isEqualTo(expected);
                session.recognizeInto(out);
                assertThat(out).isEqualTo(expected.probabilities());
            }
        }
    }

    @Test
    void manySeriesTogetherGiveWhatEachGivesAlone() {
        List<TimeSeries> histories =
                IntStream.range(0, 40).mapToObj(i -> series(i, 10 + i)).toList();
        assertThat(recognizer.recognizeAll(histories))
                .isEqualTo(histories.stream().map(recognizer::recognize).toList());
        assertThat(recognizer.recognizeAll(List.of())).isEmpty();
    }

    @Test
    void theRequiredHistoryIsEnoughAndOneRowLessIsRefused() {
        int required = recognizer.info().requiredHistory();
        recognizer.recognize(HISTORY.head(required));
        assertThatThrownBy(() -> recognizer.recognize(HISTORY.head(required - 1)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("at least 5 rows");
    }

    @Test
    void badRowsAreRefusedAndTheSessionStaysAsItWas() {
        try (PatternSession session = recognizer.openSession(HISTORY)) {
            PatternRecognition before = session.recognize();
            long next = HISTORY.timestamp(29) + 1;
            assertThatThrownBy(() -> session.append(next, new double[2])).isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(next - 1, new double[3]))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("not after");
            assertThatThrownBy(() -> session.append(next, new double[] {0, 0, Double.NEGATIVE_INFINITY}))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("infinite");
            assertThatThrownBy(() -> session.recognizeInto(new double[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected 4");
            assertThat(session.recognize()).isEqualTo(before);
        }
        assertThatThrownBy(() -> recognizer.recognize(HISTORY.select("y")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'x'");
    }

    @Test
    void whatIsClosedSaysSo() {
        PatternSession one = recognizer.openSession(HISTORY);
        one.close();
        one.close();
        assertThatThrownBy(one::recognize).isInstanceOf(PredictorClosedException.class);
        PatternSession other = recognizer.openSession(HISTORY);
        recognizer.close();
        recognizer.close();
        assertThatThrownBy(other::recognize).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> other.append(HISTORY.timestamp(29) + 1, new double[3]))
                .isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> recognizer.recognize(HISTORY)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> recognizer.recognizeAll(List.of(HISTORY)))
                .isInstanceOf(PredictorClosedException.class);
        assertThat(recognizer.info().patterns()).hasSize(4);
    }
}
