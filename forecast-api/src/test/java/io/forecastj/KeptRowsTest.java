package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that a session takes by name and gives back. */
class KeptRowsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int REQUIRED = 4;

    /** Repeats the last value, and requires four rows. */
    private static final class Last extends AbstractPredictor {
        Last() {
            super(PredictorInfo.builder("last", 1)
                    .column("y", ColumnRole.TARGET)
                    .requiredHistory(REQUIRED)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double last;

                @Override
                public void update(long time, double[] row) {
                    last = row[0];
                }

                @Override
                public void forecastInto(double[] out) {
                    out[0] = last;
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(last);
                }

                @Override
                public void restore(StateReader in) {
                    last = in.getDouble();
                }
            };
        }
    }

    private static TimeSeries days(int rows) {
        TimeSeries.Builder builder =
                TimeSeries.builder("x", "y").id("s").attribute("size", 2).zone(ZoneId.of("Europe/Berlin"));
        for (int i = 0; i < rows; i++) {
            builder.add(START.plusSeconds(86_400L * i), -i, i == 3 ? Double.NaN : i);
        }
        return builder.build();
    }

    private static PredictionSession open(Predictor predictor, int rows) {
        return predictor.openSession(days(rows));
    }

    @Test
    void aSessionGivesBackAsManyRowsAsItsPredictorRequires() {
        try (Last predictor = new Last();
                PredictionSession session = open(predictor, 6)) {
            assertThat(session.history()).isEqualTo(days(6).tail(REQUIRED));
            for (int i = 6; i < 15; i++) {
                session.append(days(15).timestamp(i), days(15).rows().get(i).values());
                assertThat(session.history())
                        .as("after row %d", i)
                        .isEqualTo(days(i + 1).tail(REQUIRED));
            }
            try (PredictionSession next = predictor.openSession(session.history())) {
                assertThat(next.forecast().points())
                        .isEqualTo(session.forecast().points());
            }
        }
    }

    @Test
    void moreFewerOrNoRowsAreKeptOnDemand() {
        try (Last predictor = new Last();
                PredictionSession session = open(predictor, 6)) {
            session.keepRows(6);
            assertThat(session.history()).as("dropped rows stay away").isEqualTo(days(6).tail(4));
            session.append(days(9).time(6), -6, 6);
            session.append(days(9).time(7), -7, 7);
            session.append(days(9).time(8), -8, 8);
            assertThat(session.history()).isEqualTo(days(9).tail(6));
            session.keepRows(2);
            assertThat(session.history()).isEqualTo(days(9).tail(2));
            session.keepRows(0);
            session.append(days(10).time(9), -9, 9);
            assertThat(session.history()).isEqualTo(days(10).head(0));
            assertThat(session.forecast().point(1)).isEqualTo(9);
            assertThatThrownBy(() -> session.keepRows(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the rows to keep must be at least 0, found -1");
        }
    }

    @Test
    void aRestoredSessionGivesBackTheSameRows() {
        try (Last predictor = new Last();
                PredictionSession session = open(predictor, 6)) {
            session.keepRows(5);
            session.append(days(7).time(6), -6, 6);
            try (PredictionSession restored = predictor.restore(session.snapshot())) {
                assertThat(restored.history()).isEqualTo(session.history()).isEqualTo(days(7).tail(5));
                restored.append(days(8).time(7), -7, 7);
                assertThat(restored.history()).isEqualTo(days(8).tail(5));
            }
        }
    }

    @Test
    void aRowHasANameForEachColumn() {
        try (Last predictor = new Last();
                PredictionSession session = open(predictor, 6)) {
            Map<String, Double> row = new HashMap<>();
            row.put("y", 60.0);
            row.put("x", null);
            session.append(days(7).time(6), row);
            assertThat(session.forecast().point(1)).isEqualTo(60);
            assertThat(session.history().value(3, "x")).isNaN();
            assertThatThrownBy(() -> session.append(days(8).time(7), Map.of("y", 1, "z", 2)))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessage(
                            "the row at 2024-01-08T00:00:00Z lacks [x] and has the unknown [z]; expected a value for"
                                    + " each of [x, y], NaN for a missing one");
            assertThat(session.forecast().point(1)).as("a refused row").isEqualTo(60);
            assertThatThrownBy(() -> session.append(days(7).time(6), Map.of("x", 1, "y", 2)))
                    .hasMessageContaining("is not after the last one");
            assertThat(session.history().length()).isEqualTo(REQUIRED);
        }
    }

    @Test
    void aClosedSessionGivesNoRows() {
        try (Last predictor = new Last()) {
            PredictionSession session = open(predictor, 6);
            session.close();
            assertThatThrownBy(session::history).isInstanceOf(PredictorClosedException.class);
            assertThatThrownBy(() -> session.keepRows(3)).isInstanceOf(PredictorClosedException.class);
        }
    }
}
