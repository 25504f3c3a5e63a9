package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonRowsTest {
    /** Repeats the last value; throws at 13 at once, at 14 after a part of it, at 15 in a forecast. */
    private static final class Superstitious extends AbstractPredictor {
        Superstitious() {
            super(PredictorInfo.builder("superstitious", 1)
                    .column("y", ColumnRole.TARGET)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double sum;
                private double last;

                @Override
                public void update(long time, double[] row) {
                    if (row[0] == 13) {
                        throw new IllegalStateException("13");
                    }
                    sum += row[0];
                    if (row[0] == 14) {
                        throw new ArithmeticException();
                    }
                    last = row[0];
                }

                @Override
                public void forecastInto(double[] out) {
                    if (last == 15) {
                        throw new IllegalStateException("15");
                    }
                    Arrays.fill(out, sum);
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(sum);
                    out.putDouble(last);
                }

                @Override
                public void restore(StateReader in) {
                    sum = in.getDouble();
                    last = in.getDouble();
                }
            };
        }
    }

    private static StreamRow row(int row, double value) {
        return StreamRow.of(MadeRows.time(row), List.of("y"), value);
    }

    private final Predictor predictor = new Superstitious();

    private StreamDriver driver() {
        return new StreamDriver(() -> StreamForecasting.of(predictor));
    }

    private static double point(StreamForecast answer) {
        return answer.forecast().orElseThrow().point(1);
    }

    @Test
    void aModelThatThrowsOnARowLeavesItsSeriesAsItWas() {
        try (StreamDriver driver = driver()) {
            assertThat(point(driver.send("key", row(0, 1)))).isEqualTo(1);
            StreamForecast failed = driver.send("key", row(1, 13));
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason()).isEqualTo("the row was not taken: 13");
            assertThat(failed.time()).contains(MadeRows.time(1));
            StreamForecast half = driver.send("key", row(1, 14));
            assertThat(half.reason()).isEqualTo("the row was not taken: java.lang.ArithmeticException");
            assertThat(point(driver.send("key", row(1, 2)))).isEqualTo(3);
        }
    }

    @Test
    void aRowWhoseForecastFailsIsTaken() {
        try (StreamDriver driver = driver()) {
            driver.send("key", row(0, 1));
            StreamForecast failed = driver.send("key", row(1, 15));
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason()).isEqualTo("the row was taken, but not forecast: 15");
            assertThat(point(driver.send("key", row(2, 2)))).isEqualTo(18);
            assertThat(point(driver.send("other", row(0, 2)))).isEqualTo(2);
        }
    }

    @Test
    void aSeriesOfWhichNoSessionCanBeOpenedTriesAgain() {
        try (StreamDriver driver = driver()) {
            StreamForecast failed = driver.send("key", row(0, 13));
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason()).isEqualTo("the row was taken, but no session could be opened: 13");
            driver.restart();
            assertThat(point(driver.send("key", row(1, 2))))
                    .as("of the kept row")
                    .isEqualTo(2);
        }
    }

    @Test
    void rowsThatAreNoneAreInvalidAndLeaveTheSeriesAsItIs() {
        try (StreamDriver driver = driver()) {
            driver.send("key", row(0, 1));
            assertThat(driver.send("key", StreamRow.of(MadeRows.time(1), Map.of("x", 1.0))))
                    .extracting(StreamForecast::outcome, StreamForecast::reason)
                    .containsExactly(
                            Outcome.INVALID,
                            "the row at 2026-01-01T01:00:00Z has no column 'y'; expected [y], found [x]");
            assertThat(driver.send("key", row(1, Double.POSITIVE_INFINITY)).reason())
                    .contains("infinite value Infinity in column 'y'");
            assertThat(driver.send(null, row(1, 1)).reason()).contains("the record has no key");
            StreamForecast more = driver.send("key", StreamRow.of(MadeRows.time(1), List.of("x", "y"), 5, 2));
            assertThat(point(more)).as("other columns are left out").isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "[1]",
                "{\"time\": \"yesterday\", \"values\": {}}",
                "{\"time\": \"2026-01-01T00:00:00Z\"}",
                "{\"time\": \"2026-01-01T00:00:00Z\", \"values\": {\"y\": \"1\"}}",
                "{\"time\": \"+1000000000-12-31T23:59:59Z\", \"values\": {\"y\": 1}}",
                "{\"switchTo\": 0}",
                "{\"switchTo\": 1.5}"
            })
    void bytesThatAreNoInputAreAnswered(String text) {
        try (StreamDriver driver = driver()) {
            StreamForecast answer = driver.sendBytes("key", text.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(answer.reason()).contains("no row and no switch of the model");
            assertThat(driver.states().keySet()).doesNotContain("key");
        }
    }

    @Test
    void aRecordWithoutAValueForgetsItsSeries() {
        try (StreamDriver driver = driver()) {
            driver.send("key", row(5, 1));
            driver.send("other", row(5, 1));
            assertThat(driver.send("key", null).outcome()).isEqualTo(Outcome.CLOSED);
            assertThat(driver.states().keySet()).contains("other").doesNotContain("key");
            assertThat(driver.send("key", null).reason()).isEqualTo("there is no such series");
            assertThat(point(driver.send("key", row(0, 7)))).isEqualTo(7);
        }
    }

    @Test
    void aStateThatCannotBeReadIsKeptAndReported() {
        try (StreamDriver driver = driver()) {
            driver.send("key", row(0, 1));
            byte[] state = driver.states().get("key");
            byte[] cut = Arrays.copyOf(state, state.length - 1);
            driver.states().put("key", cut);
            driver.restart();
            StreamForecast failed = driver.send("key", row(1, 1));
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason()).contains("cannot be read", "Forget the series by a record without a value");
            assertThat(driver.states().get("key")).isEqualTo(cut);
            driver.send("key", null);
            assertThat(point(driver.send("key", row(1, 1)))).isEqualTo(1);
        }
    }

    @Test
    void aClosedPredictorStopsTheStreamBeforeTheRow() {
        try (StreamDriver driver = driver()) {
            driver.send("key", row(0, 1));
            predictor.close();
            assertThatThrownBy(() -> driver.send("key", row(1, 1))).isInstanceOf(PredictorClosedException.class);
        }
    }
}
