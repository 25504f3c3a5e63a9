package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Many series of which some have no forecast. */
class EachSeriesTest {
    private static TimeSeries series(int rows) {
        return TimeSeries.of(
                "y",
                Instant.EPOCH,
                Sampling.daily(),
                DoubleStream.iterate(1, y -> y + 1).limit(rows).toArray());
    }

    /** Refuses, only when it forecasts, each series whose last value is in a list; counts its calls. */
    private static final class Picky implements Predictor {
        private final Predictor naive = Baselines.seasonalNaive("y", 2, 7).fit(series(20));
        private final List<Double> refused;
        private int calls;

        Picky(Double... refused) {
            this.refused = List.of(refused);
        }

        @Override
        public List<Forecast> predictAll(List<TimeSeries> histories) {
            calls++;
            histories.forEach(one -> {
                double last = one.value(one.length() - 1, 0);
                if (refused.contains(last)) {
                    throw new ForecastException("no forecast after " + last);
                }
            });
            return naive.predictAll(histories);
        }

        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            return naive.openSession(history, future);
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return naive.restore(snapshot);
        }

        @Override
        public String modelHash() {
            return naive.modelHash();
        }

        @Override
        public PredictorInfo info() {
            return naive.info();
        }

        @Override
        public void close() {
            naive.close();
        }
    }

    @Test
    void aShortOrForeignSeriesDoesNotEndTheCall() {
        try (Predictor predictor = Baselines.seasonalNaive("y", 2, 7).fit(series(20))) {
            TimeSeries foreign = TimeSeries.of("other", Instant.EPOCH, Sampling.daily(), new double[20]);
            List<TimeSeries> histories = List.of(series(20), series(3), foreign, series(8), TimeSeries.empty());
            List<SeriesOutcome> outcomes = predictor.predictEach(histories);
            assertThat(outcomes).hasSize(5);
            for (int i : new int[] {0, 3}) {
                assertThat(outcomes.get(i).forecast()).contains(predictor.predict(histories.get(i)));
                assertThat(outcomes.get(i).failure()).isEmpty();
            }
            for (int i : new int[] {1, 2, 4}) {
                assertThat(outcomes.get(i).forecast()).isEmpty();
                assertThatThrownBy(() -> predictor.predict(histories.get(i)))
                        .isInstanceOf(outcomes.get(i).failure().orElseThrow().getClass())
                        .hasMessage(outcomes.get(i).failure().orElseThrow().getMessage());
            }
            assertThat(predictor.predictEach(List.of())).isEmpty();
        }
    }

    @Test
    void aFailureDuringTheForecastCostsFewMoreCalls() {
        try (Picky predictor = new Picky(300.0, 777.0)) {
            List<TimeSeries> histories = new ArrayList<>();
            for (int rows = 10; rows < 1034; rows++) {
                histories.add(series(rows));
            }
            List<SeriesOutcome> outcomes = predictor.predictEach(histories);
            for (int i = 0; i < histories.size(); i++) {
                int rows = i + 10;
                assertThat(outcomes.get(i).failure().isPresent())
                        .as("a series of %d rows", rows)
                        .isEqualTo(rows == 300 || rows == 777);
            }
            assertThat(outcomes.get(290))
                    .hasToString("no forecast of '': " + new ForecastException("no forecast after 300.0"));
            assertThat(predictor.calls).isLessThan(50);
        }
    }

    @Test
    void aClosedPredictorEndsTheCall() {
        Predictor predictor = Baselines.naive("y", 2).fit(series(20));
        predictor.close();
        assertThatThrownBy(() -> predictor.predictEach(List.of(series(20))))
                .isInstanceOf(PredictorClosedException.class);
    }
}
