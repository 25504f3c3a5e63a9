package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecaster;
import io.forecastj.Join;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.backtest.leakage.LeakageAudit;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.statistical.Ets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Load that is metered and later settled, follows the weather, whose forecasts are known some days ahead, and a measure
 * that comes late.
 */
class VintageBacktestTest {
    private static final Instant START = Instant.parse("2022-01-01T00:00:00Z");
    private static final int ROWS = 300;
    private static final int HORIZON = 3;

    private static final Forecaster BOOSTED = LightGbm.forecaster()
            .name("boosted")
            .target(Target.level("load"))
            .features(FeaturePipeline.of(
                    Features.column("load"),
                    Features.rolling().mean(Features.transforms().imputeLast("late", 9), 3)))
            .knownFuture("weather")
            .strategy(Strategy.DIRECT)
            .horizon(HORIZON)
            .build();

    static Stream<Forecaster> forecasters() {
        Forecaster linear =
                Linear.forecaster().column("load").lookback(7).horizon(HORIZON).build();
        return Stream.of(
                BOOSTED,
                linear,
                Ets.forecaster().column("load").horizon(HORIZON).build(),
                Ensembles.stack(BOOSTED, linear),
                Ensembles.online(BOOSTED, linear),
                Conformal.adaptive(BOOSTED, 0.8));
    }

    /**
     * Makes the series.
     *
     * @param changedAfter values published after this time are others
     */
    private static TimeSeries series(Instant changedAfter) {
        Random random = new Random(5);
        TimeSeries.Builder load = TimeSeries.builder("load").sampling(Sampling.daily());
        TimeSeries.Builder weather = TimeSeries.builder("weather");
        TimeSeries.Builder late = TimeSeries.builder("late");
        double warm = 0;
        for (int row = 0; row < ROWS; row++) {
            Instant time = START.plus(Duration.ofDays(row));
            warm = 0.7 * warm + 3 * random.nextGaussian();
            double metered = 100 + 3 * warm + random.nextGaussian();
            publish(load, time, Duration.ZERO, metered, changedAfter);
            publish(load, time, Duration.ofDays(15), metered + 2 * random.nextGaussian(), changedAfter);
            for (int ahead = HORIZON; ahead >= 0; ahead--) {
                publish(weather, time, Duration.ofDays(-ahead), warm + ahead * 2 * random.nextGaussian(), changedAfter);
            }
            double first = warm + random.nextGaussian();
            publish(late, time, Duration.ofDays(1 + random.nextInt(5)), first, changedAfter);
            publish(late, time, Duration.ofDays(20), warm, changedAfter);
        }
        return load.build().join(weather.build(), Join.EXACT).join(late.build(), Join.EXACT);
    }

    private static void publish(
            TimeSeries.Builder series, Instant time, Duration delay, double value, Instant changedAfter) {
        Instant published = time.plus(delay);
        series.publish(time, published, published.isAfter(changedAfter) ? 1000 - value : value);
    }

    private static List<ForecastRow> forecasts(TimeSeries series, Forecaster forecaster) {
        BacktestResult result = Backtest.on(series)
                .windows(WalkForward.expanding(200).step(10).test(10).refitEvery(2))
                .compare(forecaster)
                .run();
        return result.rows()
                .filter(row -> row.model().equals(forecaster.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void aForecastDoesNotChangeWithWhatIsPublishedAfterItsOrigin(Forecaster forecaster) {
        Instant day = START.plus(Duration.ofDays(225)); // some training rows of the last fit are settled later
        List<ForecastRow> before = forecasts(series(Instant.MAX), forecaster);
        List<ForecastRow> after = forecasts(series(day), forecaster);
        assertThat(before).hasSizeGreaterThan(200);
        long compared = 0;
        for (int i = 0; i < before.size(); i++) {
            ForecastRow row = before.get(i);
            if (!row.origin().isAfter(day)) {
                assertThat(after.get(i).forecast()).as("%s", row).isEqualTo(row.forecast());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    @Test
    void aForecastFromTheWeatherAsItWasForecastIsWorseThanFromTheWeather() {
        TimeSeries series = series(Instant.MAX);
        double honest = rmse(series);
        double leaking = rmse(series.asOf(Instant.MAX));
        assertThat(leaking).isLessThan(0.8 * honest);
    }

    private static double rmse(TimeSeries series) {
        return Backtest.on(series)
                .windows(WalkForward.expanding(200).step(10).test(10).refitEvery(5))
                .compare(BOOSTED)
                .run()
                .scores("boosted")
                .overall()
                .rmse();
    }

    @Test
    void theAuditFindsNoLeakInFeaturesAndForecastersOfThisLibrary() {
        LeakageAudit.on(series(Instant.MAX))
                .knownAhead("weather")
                .features(FeaturePipeline.of(
                        Features.lag("late", 3), Features.rolling().mean("load", 5)))
                .forecaster(BOOSTED)
                .run()
                .requireNone();
    }

    @Test
    void theAuditFindsAFeatureThatReadsRevisedValues() {
        assertThat(LeakageAudit.on(series(Instant.MAX))
                        .feature("late", 0, series -> series.values("late"))
                        .run()
                        .toString())
                .contains("uses values before they were published")
                .contains("'late'");
    }
}
