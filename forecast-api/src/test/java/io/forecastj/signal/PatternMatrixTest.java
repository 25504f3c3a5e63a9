package io.forecastj.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.CausalMatrix;
import io.forecastj.ForecastStatus;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatternMatrixTest {
    private static final int REQUIRED = 3;
    private static final PatternInfo INFO = PatternInfo.builder("mean", List.of("high", "low"))
            .columns(List.of("y"))
            .requiredHistory(REQUIRED)
            .build();

    /** Knows the mean of all rows so far as the probability of "high". */
    private static final class MeanSession implements PatternSession {
        private final TimeSeries history;
        private final int column;
        private double sum;
        private int count;
        private long time;

        MeanSession(TimeSeries history) {
            this.history = history;
            this.column = history.columnIndex("y");
            for (int row = 0; row < history.length(); row++) {
                add(history.timestamp(row), history.value(row, column));
            }
        }

        private void add(long at, double value) {
            time = at;
            sum += value;
            count++;
        }

        @Override
        public List<String> columns() {
            return history.columns();
        }

        @Override
        public void append(long epochMillis, double[] values) {
            add(epochMillis, values[column]);
        }

        @Override
        public PatternRecognition recognize() {
            double[] probabilities = new double[2];
            recognizeInto(probabilities);
            return PatternRecognition.of(
                    INFO, history.id(), Instant.ofEpochMilli(time), probabilities, ForecastStatus.OK, List.of());
        }

        @Override
        public void recognizeInto(double[] out) {
            out[0] = sum / count;
            out[1] = 1 - out[0];
        }

        @Override
        public void close() {}
    }

    private static final PatternRecognizer RECOGNIZER = new PatternRecognizer() {
        @Override
        public PatternSession openSession(TimeSeries history) {
            return new MeanSession(history);
        }

        @Override
        public PatternInfo info() {
            return INFO;
        }

        @Override
        public void close() {}
    };

    private static TimeSeries series(int rows) {
        Random random = new Random(5);
        TimeSeries.Builder series = TimeSeries.builder("x", "y");
        for (int i = 0; i < rows; i++) {
            series.add(1_000L * i, 9, random.nextDouble());
        }
        return series.build();
    }

    @Test
    void everyRowHasTheProbabilitiesOfTheRowsUpToIt() {
        TimeSeries series = series(12);
        CausalMatrix matrix = RECOGNIZER.asMatrix();
        double[][] rows = matrix.rows(series);

        assertThat(matrix.columns()).containsExactly("high", "low");
        assertThat(rows).hasNumberOfRows(12);
        for (int row = matrix.warmup(); row < rows.length; row++) {
            assertThat(rows[row])
                    .as("row " + row + " of seed 5")
                    .isEqualTo(RECOGNIZER.recognize(series.head(row + 1)).probabilities());
        }
    }

    @Test
    void rowsBeforeTheRequiredHistoryAreMissing() {
        assertThat(RECOGNIZER.asMatrix().warmup()).isEqualTo(REQUIRED - 1);
        double[][] rows = RECOGNIZER.asMatrix().rows(series(REQUIRED));
        assertThat(Arrays.stream(rows).map(row -> Double.isNaN(row[0]) && Double.isNaN(row[1])))
                .containsExactly(true, true, false);
        assertThat(RECOGNIZER.asMatrix().rows(series(1))).isEqualTo(new double[][] {{Double.NaN, Double.NaN}});
        assertThat(RECOGNIZER.asMatrix().rows(series(0))).isEmpty();
    }
}
