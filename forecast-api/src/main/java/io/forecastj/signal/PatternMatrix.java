package io.forecastj.signal;

import io.forecastj.CausalMatrix;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;

/** The probabilities of a recognizer's patterns as columns, computed by one session that takes the rows in order. */
record PatternMatrix(PatternRecognizer recognizer) implements CausalMatrix {
    @Override
    public List<String> columns() {
        return recognizer.info().patterns();
    }

    @Override
    public int warmup() {
        return recognizer.info().requiredHistory() - 1;
    }

    @Override
    public double[][] rows(TimeSeries series) {
        double[][] rows = new double[series.length()][columns().size()];
        int first = Math.min(warmup(), rows.length);
        for (double[] row : Arrays.asList(rows).subList(0, first)) {
            Arrays.fill(row, Double.NaN);
        }
        if (first == rows.length) {
            return rows;
        }
        double[] values = new double[series.columns().size()];
        try (PatternSession session = recognizer.openSession(series.head(first + 1))) {
            session.recognizeInto(rows[first]);
            for (int row = first + 1; row < rows.length; row++) {
                for (int column = 0; column < values.length; column++) {
                    values[column] = series.value(row, column);
                }
                session.append(series.timestamp(row), values);
                session.recognizeInto(rows[row]);
            }
        }
        return rows;
    }
}
