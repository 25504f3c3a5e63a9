package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The completed part of a fit, which a progress bar shows: it never decreases, and is 1 at the end. */
class CompletedPartTest {
    private static final TimeSeries BARS = Bars.random(9, 400);

    private static Regression.Builder boosted(int rounds) {
        return LightGbm.forecaster(LightGbm.parameters()
                        .rounds(rounds)
                        .minLeafRows(5)
                        .threads(1)
                        .build())
                .target(Target.logReturn("close"))
                .features(Bars.FEATURES)
                .horizon(3);
    }

    private static Stream<Arguments> forecasters() {
        Forecaster linear =
                Linear.forecaster().column("close").lookback(10).horizon(3).build();
        Forecaster direct = boosted(5).strategy(Strategy.DIRECT).build();
        Forecaster ridge = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(Target.logReturn("close"))
                .features(Bars.FEATURES)
                .horizon(3)
                .build();
        Map<String, Forecaster> all = new LinkedHashMap<>();
        all.put("linear", linear);
        all.put("ridge", ridge);
        all.put("recursive", boosted(10).build());
        all.put("direct", direct);
        all.put("early stopping", boosted(500).validation(0.2).build());
        all.put(
                "quantiles",
                boosted(5).strategy(Strategy.DIRECT).quantiles(0.1, 0.5, 0.9).build());
        all.put("intervals", Conformal.split(direct, 0.8));
        all.put("ensemble", Ensembles.online(linear, direct, Baselines.naive("close", 3)));
        all.put("boosted stack", Ensembles.stack(linear, ridge).stacking(Stacking.boosted()));
        all.put("intervals around an ensemble", Conformal.adaptive(Ensembles.online(linear, direct), 0.8));
        all.put(
                "an ensemble of ensembles",
                Conformal.adaptive(
                        Ensembles.stack(Ensembles.online(linear, ridge), Conformal.split(direct, 0.8)), 0.8));
        return all.entrySet().stream().flatMap(one -> Stream.of("one thread", "four threads")
                .map(threads -> Arguments.of(one.getKey(), threads, one.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("forecasters")
    void theCompletedPartGrowsToOne(String name, String threads, Forecaster forecaster) {
        List<FitProgress> reports = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            FitListener listener = reports::add;
            forecaster
                    .fit(List.of(BARS), listener.on(threads.startsWith("one") ? Runnable::run : pool))
                    .close();
        } finally {
            pool.shutdownNow();
        }
        List<Double> completed = reports.stream().map(FitProgress::completed).toList();
        assertThat(completed).isSorted();
        assertThat(completed.get(completed.size() - 1)).isEqualTo(1.0);
        if (completed.size() > 10) {
            assertThat(completed.get(0)).isLessThan(0.3);
            assertThat(completed.stream().distinct().count())
                    .as("steps of a bar")
                    .isGreaterThan(5);
        }
        assertThat(reports.stream().filter(report -> report.completed() == 1).count())
                .as("the end comes once")
                .isLessThan(4);
    }
}
