package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoostedDifferencesTest {
    private static final int[] NONE = {};

    /** Series with a season, some of them shorter than most lags. */
    private static List<TimeSeries> series(int season, double level) {
        Random random = new Random(season);
        return IntStream.range(0, 12)
                .mapToObj(s -> {
                    TimeSeries.Builder one = TimeSeries.builder("y").id("s" + s).sampling(Sampling.hourly());
                    double walk = 0;
                    for (int row = 0; row < (s < 3 ? 4 * season : 20 * season); row++) {
                        walk += 0.01 * random.nextGaussian();
                        double wave = Math.sin(2 * Math.PI * row / season + s);
                        one.add(Instant.EPOCH.plusSeconds(3_600L * row), level + 10 * (s + 1) * (0.3 * wave + walk));
                    }
                    return one.build();
                })
                .toList();
    }

    private static double error(Forecaster forecaster, List<TimeSeries> all) {
        int horizon = forecaster.horizon();
        List<TimeSeries> before =
                all.stream().map(one -> one.head(one.length() - horizon)).toList();
        double sum = 0;
        try (Predictor predictor = forecaster.fit(before)) {
            for (int s = 0; s < all.size(); s++) {
                Forecast forecast = predictor.predict(before.get(s));
                assertThat(forecast.status())
                        .as("%s: %s", before.get(s), forecast.reasons())
                        .isEqualTo(ForecastStatus.OK);
                for (int step = 1; step <= horizon; step++) {
                    double actual = all.get(s).value(before.get(s).length() + step - 1, "y");
                    sum += Math.abs(forecast.point(step) - actual) / (s + 1);
                }
            }
        }
        return sum / all.size() / horizon;
    }

    @Test
    void followsSeasonsBetterThanTheLastValueAlsoInShortSeries() {
        // the waves of the series have a mean absolute value of about two in these units
        List<TimeSeries> all = series(12, 500);
        assertThat(error(
                        BoostedDifferences.of("y", 12, new int[] {36}, 18, true, BoostedDifferences.Size.FAST)
                                .build(),
                        all))
                .isLessThan(0.7);
        assertThat(error(
                        BoostedDifferences.of("y", 12, NONE, 6, true, BoostedDifferences.Size.FAST)
                                .build(),
                        all))
                .isLessThan(0.7);
    }

    @Test
    void learnsDifferencesOfValuesThatMayBeNegative() {
        List<TimeSeries> all = series(12, 0);
        assertThat(error(
                        BoostedDifferences.of("y", 12, new int[] {36}, 18, false, BoostedDifferences.Size.FAST)
                                .build(),
                        all))
                .isLessThan(0.9);
    }

    @Test
    void seasonalLagsAreThoseOfWholeSeasons() {
        Forecaster hourly = BoostedDifferences.of("y", 24, new int[] {168}, 48, true, BoostedDifferences.Size.FAST)
                .build();
        try (Predictor predictor = hourly.fit(series(24, 500).get(5).head(90))) {
            assertThat(predictor.info().featureNames())
                    .hasSize(14 + 6)
                    .startsWith("lag(logReturns(y,24),23)", "lag(logReturns(y,24),47)", "lag(logReturns(y,24),71)")
                    .contains("lag(logReturns(y,24),335)")
                    .endsWith(
                            "lag(ema(logReturns(y,24),6),47)",
                            "lag(mean(logReturns(y,24),168),47)",
                            "lag(mean(logReturns(y,24),336),47)");
            assertThat(predictor.info().requiredHistory()).isEqualTo(25);
        }
    }

    @Test
    void successiveLagsReachToFourSeasons() {
        Forecaster weekly = BoostedDifferences.of("y", 52, NONE, 13, true, BoostedDifferences.Size.FAST)
                .build();
        try (Predictor predictor = weekly.fit(series(24, 500).get(5).head(90))) {
            List<String> names = predictor.info().featureNames();
            assertThat(names)
                    .hasSize(13 + 2 + 9 + 3 + 2 + 6 + 1)
                    .startsWith("logReturns(y,1)", "lag(logReturns(y,1),1)");
            for (int lag : new int[] {13, 26, 39, 48, 56, 103, 104, 105, 156, 208}) {
                assertThat(names).contains("lag(logReturns(y,1)," + (lag - 1) + ")");
            }
            assertThat(names)
                    .contains("mean(logReturns(y,1),52)", "lag(mean(logReturns(y,1),8),47)")
                    .contains("lag(mean(logReturns(y,1),8),99)");
            assertThat(predictor.info().requiredHistory()).isEqualTo(2);
        }
    }

    @Test
    void isSavedAndLoaded(@TempDir Path folder) {
        List<TimeSeries> all = series(12, 500);
        Forecaster forecaster = BoostedDifferences.of("y", 1, NONE, 3, true, BoostedDifferences.Size.FAST)
                .build();
        try (Predictor predictor = forecaster.fit(all)) {
            Predictors.save(predictor, folder.resolve("model"));
            try (Predictor loaded = Predictors.load(folder.resolve("model"))) {
                assertThat(loaded.info()).isEqualTo(predictor.info());
                assertThat(loaded.predictAll(all)).isEqualTo(predictor.predictAll(all));
                assertThat(loaded.predict(all.get(0).head(2)).horizon()).isEqualTo(3);
            }
        }
    }
}
