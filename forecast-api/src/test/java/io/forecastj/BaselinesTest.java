package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    private static final double Z95 = 1.959963984540054;
    private static final double Z80 = 1.2815515655446004;

    private static TimeSeries series(double... values) {
        return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), values);
    }

    private static Forecast forecast(Forecaster forecaster, TimeSeries series) {
        try (Predictor predictor = forecaster.fit(series)) {
            return predictor.predict(series);
        }
    }

    private static double deviation(Forecast forecast, int step) {
        Interval wide = forecast.interval(step, 0.95);
        Interval narrow = forecast.interval(step, 0.80);
        assertThat(narrow.width() / 2 / Z80).isCloseTo(wide.width() / 2 / Z95, within(1e-9));
        assertThat((wide.lower() + wide.upper()) / 2).isCloseTo(forecast.point(step), within(1e-9));
        return wide.width() / 2 / Z95;
    }

    @Test
    void naiveRepeatsTheLastValueWithASpreadThatGrowsAsARandomWalks() {
        Forecast forecast = forecast(Baselines.naive("y", 4), series(1, 3, 2, 5));
        assertThat(forecast.points()).containsExactly(5, 5, 5, 5);
        double s = Math.sqrt((4 + 1 + 9) / 3.0);
        assertThat(deviation(forecast, 1)).isCloseTo(s, within(1e-12));
        assertThat(deviation(forecast, 4)).isCloseTo(2 * s, within(1e-12));
        assertThat(forecast.time(2)).isEqualTo(Instant.parse("1970-01-06T00:00:00Z"));
    }

    @Test
    void seasonalNaiveRepeatsTheLastSeason() {
        Forecast forecast = forecast(Baselines.seasonalNaive("y", 7, 3), series(1, 2, 3, 2, 4, 6, 5));
        assertThat(forecast.points()).containsExactly(4, 6, 5, 4, 6, 5, 4);
        double s = Math.sqrt((1 + 4 + 9 + 9) / 4.0);
        assertThat(deviation(forecast, 3)).isCloseTo(s, within(1e-12));
        assertThat(deviation(forecast, 4)).isCloseTo(s * Math.sqrt(2), within(1e-12));
        assertThat(deviation(forecast, 7)).isCloseTo(s * Math.sqrt(3), within(1e-12));
    }

    @Test
    void driftContinuesTheLineFromFirstToLast() {
        Forecast forecast = forecast(Baselines.drift("y", 2), series(1, 4, 5, 7));
        assertThat(forecast.points()).containsExactly(9, 11);
        double s = Math.sqrt((1 + 1 + 0) / 2.0);
        assertThat(deviation(forecast, 2)).isCloseTo(s * Math.sqrt(2 * (1 + 2 / 3.0)), within(1e-12));
    }

    @Test
    void meanForecastsTheMean() {
        Forecast forecast = forecast(Baselines.mean("y", 2), series(1, 2, 3, 6));
        assertThat(forecast.points()).containsExactly(3, 3);
        double s = Math.sqrt((4 + 1 + 0 + 9) / 3.0);
        assertThat(deviation(forecast, 2)).isCloseTo(s * Math.sqrt(1.25), within(1e-12));
    }

    @Test
    void intervalsOfNaiveHoldOnRandomWalks() {
        Random random = new Random(7);
        int inside = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            double[] walk = new double[105];
            for (int i = 1; i < walk.length; i++) {
                walk[i] = walk[i - 1] + random.nextGaussian();
            }
            TimeSeries history = series(walk).head(100);
            if (forecast(Baselines.naive("y", 5), history).interval(5, 0.95).contains(walk[104])) {
                inside++;
            }
        }
        assertThat(inside / (double) trials).as("coverage, seed 7").isBetween(0.93, 0.965);
    }

    @Test
    void aMissingValueIsReplacedAndSaid() {
        Forecast naive = forecast(Baselines.naive("y", 1), series(1, 2, Double.NaN));
        assertThat(naive.point(1)).isEqualTo(2);
        assertThat(naive.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(naive.reasons())
                .containsExactly("'y' is missing at 1970-01-03T00:00:00Z; an earlier value stands in" + " for it");
        assertThat(forecast(Baselines.naive("y", 1), series(1, Double.NaN, 2, 3))
                        .status())
                .isEqualTo(ForecastStatus.OK);
        Forecast seasonal = forecast(Baselines.seasonalNaive("y", 2, 2), series(1, 2, 3, Double.NaN));
        assertThat(seasonal.points()).containsExactly(3, 2);
        assertThat(seasonal.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast(Baselines.drift("y", 1), series(1, 2, 3, Double.NaN))
                        .point(1))
                .isEqualTo(5);
    }

    @Test
    void aHistoryWithoutAnyValueIsRefused() {
        try (Predictor predictor = Baselines.naive("y", 1).fit(series(1, 2))) {
            assertThatThrownBy(() -> predictor.predict(series(Double.NaN, Double.NaN)))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("no value of 'y'");
        }
    }

    private static TimeSeries endingInThreeEqualValues(String id, long seed) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        for (int i = 0; i < 300; i++) {
            series.add(Instant.EPOCH.plusSeconds(86_400L * i), i < 297 ? 100 + 10 * random.nextGaussian() : 100);
        }
        return series.build();
    }

    private static List<Forecaster> all() {
        return List.of(
                Baselines.naive("y", 3),
                Baselines.seasonalNaive("y", 3, 2),
                Baselines.drift("y", 3),
                Baselines.mean("y", 3));
    }

    @Test
    void aShortTailHasIntervalsAsWideAsInTraining() {
        TimeSeries series = endingInThreeEqualValues("a", 5);
        for (Forecaster forecaster : all()) {
            try (Predictor predictor = forecaster.fit(series)) {
                Interval whole = predictor.predict(series).interval(1, 0.8);
                Forecast tail = predictor.predict(series.tail(predictor.info().requiredHistory()));
                assertThat(tail.status()).isEqualTo(ForecastStatus.OK);
                // drift and mean know less of their slope or level from three rows, so they are wider
                assertThat(tail.interval(1, 0.8).width())
                        .as("%s, seed 5", forecaster.name())
                        .isBetween(0.999 * whole.width(), 1.5 * whole.width());
                try (PredictionSession session = predictor.openSession(series.slice(295, 299))) {
                    session.append(series.time(299), series.value(299, 0));
                    assertThat(session.forecast()).isEqualTo(predictor.predict(series.tail(5)));
                }
            }
        }
    }

    @Test
    void manyRowsHaveTheirOwnSpreadWhateverTheTrainingRowsHad() {
        TimeSeries series = endingInThreeEqualValues("a", 5);
        TimeSeries calm = series.head(40).map("y", value -> value / 100);
        for (Forecaster forecaster : all()) {
            try (Predictor predictor = forecaster.fit(series);
                    Predictor ofCalm = forecaster.fit(calm)) {
                assertThat(predictor.predict(calm).interval(2, 0.95))
                        .isEqualTo(ofCalm.predict(calm).interval(2, 0.95));
            }
        }
    }

    @Test
    void aFewRowsOfAnotherSeriesOrOfOneOfManySaySo() {
        TimeSeries series = endingInThreeEqualValues("a", 5);
        TimeSeries other = endingInThreeEqualValues("b", 6);
        for (Forecaster forecaster : all()) {
            try (Predictor one = forecaster.fit(series);
                    Predictor both = forecaster.fit(List.of(series, other))) {
                for (Forecast forecast : List.of(one.predict(other.tail(4)), both.predict(series.tail(4)))) {
                    assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
                    assertThat(forecast.reasons()).singleElement().asString().contains("too few for an estimate");
                }
            }
        }
        assertThat(Baselines.naive("y", 1).fit(series).predict(other.tail(4)).reasons())
                .containsExactly("the intervals rest on 3 errors within the history, too few for an estimate; give at"
                        + " least 11 rows");
    }

    @Test
    void aDamagedSpreadIsRefused() {
        PredictorInfo.Builder info = PredictorInfo.builder("naive", 1)
                .column("y", ColumnRole.TARGET)
                .parameter("residuals of", "a")
                .parameter("residuals", 7);
        assertThatThrownBy(() -> Baselines.of(info.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found '7' and ''");
        assertThatThrownBy(() ->
                        Baselines.of(info.parameter("residual deviation", "NaN").build()))
                .hasMessageContaining("found '7' and 'NaN'");
    }

    @Test
    void aPredictorIsItsDescription() {
        TimeSeries series = series(1, 2, 3, 2, 4, 6, 5);
        for (Forecaster forecaster : List.of(
                Baselines.naive("y", 3),
                Baselines.seasonalNaive("y", 3, 3),
                Baselines.drift("y", 3),
                Baselines.mean("y", 3))) {
            try (Predictor predictor = forecaster.fit(series);
                    Predictor again = Baselines.of(predictor.info())) {
                assertThat(again.predict(series)).isEqualTo(predictor.predict(series));
            }
        }
        assertThatThrownBy(() -> Baselines.of(PredictorInfo.builder("lstm", 1)
                        .column("y", ColumnRole.TARGET)
                        .build()))
                .hasMessageContaining("'lstm'");
        assertThatThrownBy(() -> Baselines.of(PredictorInfo.builder("seasonal-naive", 1)
                        .column("y", ColumnRole.TARGET)
                        .build()))
                .hasMessageContaining("'season'");
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> Baselines.naive("y", 0)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> Baselines.seasonalNaive("y", 1, 1)).hasMessageContaining("found 1");
        assertThatThrownBy(() -> Baselines.naive("z", 1).fit(series(1))).hasMessageContaining("'z'");
        assertThatThrownBy(() -> Baselines.naive("y", 1).fit(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(Map.copyOf(Baselines.naive("y", 1).fit(series(1)).info().libraries()))
                .containsKey("forecastj");
    }
}
