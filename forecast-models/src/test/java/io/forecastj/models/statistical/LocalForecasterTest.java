package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalForecasterTest {
    private static TimeSeries series(String id, double... values) {
        return TimeSeries.of("y", Instant.parse("2020-01-01T00:00:00Z"), Sampling.daily(), values).toBuilder()
                .id(id)
                .build();
    }

    private static TimeSeries random(int index) {
        TimeSeries all = StatisticalContractTest.monthly(index);
        return all.toBuilder().id("s" + index).build();
    }

    private static WindowMean.Builder mean() {
        return WindowMean.forecaster().column("y").horizon(2).window(2);
    }

    /** Refuses negative values, which no method of this package does in a simpler way. */
    private record Positive() implements LocalMethod {
        @Override
        public String kind() {
            return "positive";
        }

        @Override
        public Fitted fit(LocalRows rows, int season) {
            if (Arrays.stream(rows.values()).anyMatch(value -> value < 0)) {
                throw new InvalidSeriesException("a value is below 0");
            }
            return new MeanMethod(false, 2).fit(rows, season);
        }

        @Override
        public void write(ObjectNode out) {
            throw new UnsupportedOperationException();
        }
    }

    private static Forecaster positive(UnseenSeries unseen) {
        return new LocalForecaster("positive", new Positive(), "y", List.of(), 1, 2, unseen);
    }

    @Test
    void aKnownSeriesIsForecastFromItsTrainingAndTheRowsAfterIt() {
        TimeSeries all = series("a", 1, 2, 3, 4, 8);
        try (Predictor predictor = mean().build().fit(all.head(4))) {
            assertThat(predictor.predict(all.head(4)).point(1)).isEqualTo(3.5);
            assertThat(predictor.predict(all).point(2)).isEqualTo(6);
            assertThat(predictor.predict(all.tail(2)).points())
                    .as("the last training row is enough")
                    .isEqualTo(predictor.predict(all).points());
        }
    }

    @Test
    void anOriginBeforeTheEndOfTrainingSeesNoLaterRow() {
        TimeSeries all = series("a", 1, 2, 3, 4, 100);
        try (Predictor predictor = mean().build().fit(all)) {
            assertThat(predictor.predict(all.head(3)).point(1)).isEqualTo(2.5);
        }
    }

    @Test
    void aSeriesThatTrainingDidNotSeeIsEstimatedOrRefused() {
        TimeSeries other = series("b", 5, 6, 7);
        try (Predictor predictor = mean().build().fit(series("a", 1, 2, 3))) {
            assertThat(predictor.predict(other).point(1)).isEqualTo(6.5);
        }
        try (Predictor predictor = mean().unseen(UnseenSeries.REFUSE).build().fit(series("a", 1, 2, 3))) {
            assertThatThrownBy(() -> predictor.predict(other))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("has no model of the series 'b'")
                    .hasMessageContaining("UnseenSeries.ESTIMATE");
            assertThatThrownBy(() -> predictor.predict(series("a", 1, 2, 3).head(2)))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining(
                            "from 2020-01-03T00:00:00Z on, and the history does not hold the row at that time with the value 3.0");
        }
    }

    @Test
    void otherDataWithTheSameIdAndTimesIsNotForecastFromTheModelOfTheFirst() {
        try (Predictor predictor = mean().build().fit(series("", 1, 2, 3))) {
            assertThat(predictor.predict(series("", 500, 600, 700)).point(1)).isEqualTo(650);
            assertThat(predictor.predict(series("", 500, 600, 700, 800)).point(1))
                    .isEqualTo(750);
            assertThat(predictor.predict(series("", 1, 2, Double.NaN)).point(1)).isEqualTo(1.5);
        }
        try (Predictor predictor = mean().build().fit(series("", 1, 2, Double.NaN))) {
            assertThat(predictor.predict(series("", 1, 2, Double.NaN, 4)).point(1))
                    .isEqualTo(3);
        }
        try (Predictor predictor = mean().unseen(UnseenSeries.REFUSE).build().fit(series("", 1, 2, 3))) {
            assertThatThrownBy(() -> predictor.predict(series("", 500, 600, 700)))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("does not hold the row at that time with the value 3.0");
        }
    }

    @Test
    void oneSeriesThatFailsHasANaiveForecastWithItsReason() {
        TimeSeries good = series("good", 1, 2, 3);
        TimeSeries bad = series("bad", 1, -2, 3);
        try (Predictor predictor = positive(UnseenSeries.ESTIMATE).fit(List.of(good, bad))) {
            List<Forecast> forecasts = predictor.predictAll(List.of(good, bad));
            assertThat(forecasts.get(0).status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecasts.get(1).status()).isEqualTo(ForecastStatus.FALLBACK);
            assertThat(forecasts.get(1).reasons().get(0))
                    .isEqualTo("'positive' failed: a value is below 0; forecast by the naive method");
            assertThat(forecasts.get(1).point(1)).isEqualTo(3);
            assertThat(predictor.info().parameters())
                    .containsEntry("fallback", "1 of 2 series: 'bad'")
                    .containsEntry("models", "1 x mean of the last 2");
            assertThat(Statistical.models(predictor))
                    .extracting(SeriesModel::failure)
                    .satisfiesExactly(first -> assertThat(first).isEmpty(), second -> assertThat(second)
                            .contains("'positive' failed: a value is below 0"));
            Forecast unseen = predictor.predict(series("other", 4, -5));
            assertThat(unseen.status()).isEqualTo(ForecastStatus.FALLBACK);
        }
    }

    @Test
    void ifNoSeriesCanBeFittedTheFirstReasonIsThrown() {
        assertThatThrownBy(() -> positive(UnseenSeries.ESTIMATE).fit(List.of(series("a", -1, 2), series("b", 1, -2))))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("a value is below 0");
    }

    @Test
    void aSeriesWithoutAnyValueHasNoModelAndTheOthersDo() {
        TimeSeries empty = series("empty", Double.NaN, Double.NaN);
        try (Predictor predictor = mean().build().fit(List.of(series("a", 1, 2, 3), empty))) {
            assertThat(predictor.info().parameters()).containsEntry("series without a value", "1");
            assertThatThrownBy(() -> predictor.predict(empty)).isInstanceOf(InsufficientHistoryException.class);
        }
        assertThatThrownBy(() -> mean().build().fit(empty)).isInstanceOf(InsufficientHistoryException.class);
    }

    @Test
    void equalIdsAreRefused() {
        assertThatThrownBy(() -> mean().build().fit(List.of(series("a", 1), series("a", 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than one series has the id 'a'");
    }

    @Test
    void theModelsAreTheSameWithAnyExecutor() {
        List<TimeSeries> many =
                IntStream.range(0, 40).mapToObj(LocalForecasterTest::random).toList();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (Predictor serial = mean().build().fit(many, FitListener.NONE.on(Runnable::run));
                Predictor parallel = mean().build().fit(many, FitListener.NONE.on(pool))) {
            assertThat(parallel.modelHash()).isEqualTo(serial.modelHash());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aFitReportsEverySeriesAndCanBeCancelled() {
        List<TimeSeries> many =
                IntStream.range(0, 10).mapToObj(LocalForecasterTest::random).toList();
        List<FitProgress> reports = new ArrayList<>();
        mean().build().fit(many, reports::add).close();
        assertThat(reports).hasSizeGreaterThanOrEqualTo(10);
        assertThat(reports.get(reports.size() - 1).completed()).isEqualTo(1);

        AtomicInteger asked = new AtomicInteger();
        FitListener cancelling = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 3;
            }
        };
        assertThatThrownBy(() -> mean().build().fit(many, cancelling)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aSessionThatOpensBeforeTheEndOfTrainingFollowsTheModelFromThere() {
        TimeSeries all = random(1);
        Forecaster forecaster = WindowMean.forecaster()
                .column("y")
                .horizon(3)
                .window(2)
                .seasonal()
                .build();
        try (Predictor predictor = forecaster.fit(all.head(100));
                PredictionSession session = predictor.openSession(all.head(50))) {
            for (int row = 50; row < all.length(); row++) {
                session.append(all.time(row), all.value(row, 0));
                assertThat(session.forecast()).as("row " + row).isEqualTo(predictor.predict(all.head(row + 1)));
            }
        }
    }

    @Test
    void aMissingOrRepeatedColumnIsNamedWhenTheForecasterIsBuilt() {
        assertThatThrownBy(() -> WindowMean.forecaster().horizon(2).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the forecaster 'mean' needs a column: set column(...)");
        assertThatThrownBy(() -> Arima.forecaster().regressors("price", "price"))
                .hasMessageContaining("regressors must be different columns, found [price, price]");
        assertThatThrownBy(() -> mean().season(0)).hasMessageContaining("season must be from 1 to 100000, found 0");
    }
}
