package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits whose parts run in parallel: equal in every bit to a fit on one thread, and ended as cleanly. */
class ParallelFitTest {
    private static final int HORIZON = 3;
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final ExecutorService ONE = Executors.newFixedThreadPool(1);
    private static final ExecutorService FOUR = Executors.newFixedThreadPool(4);
    private static final FitListener SERIAL = FitListener.NONE.on(Runnable::run);

    @AfterAll
    static void shutDown() {
        ONE.shutdownNow();
        FOUR.shutdownNow();
    }

    private static TimeSeries bars(String id, long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE, Ohlcv.VOLUME)
                .id(id)
                .sampling(Sampling.hourly());
        double close = 100;
        for (int i = 0; i < rows; i++) {
            double open = close;
            close = open * Math.exp(0.01 * random.nextGaussian() + 0.005 * Math.sin(i * Math.PI / 12));
            double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
            series.add(Instant.EPOCH.plusSeconds(3_600L * i), open, high, low, close, 1_000 + random.nextInt(500));
        }
        return series.build();
    }

    private static final List<TimeSeries> SERIES = List.of(bars("a", 1, 260), bars("b", 2, 220));

    private static Regression.Builder trees() {
        return Regression.forecaster()
                .regressor(LightGbm.regressor(LightGbm.parameters()
                        .rounds(5)
                        .leaves(5)
                        .minLeafRows(5)
                        .bagging(0.8, 1)
                        .build()))
                .features(FeaturePipeline.of(Features.lag("close", 1), Features.difference("close", 5)))
                .horizon(HORIZON);
    }

    private static Forecaster direct() {
        return trees().target(Target.logReturn("close"))
                .strategy(Strategy.DIRECT)
                .build();
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(8).horizon(HORIZON).build();
    }

    private static Forecaster naive() {
        return Baselines.naive("close", HORIZON);
    }

    static List<String> composites() {
        return List.copyOf(all().keySet());
    }

    private static Map<String, Forecaster> all() {
        Map<String, Forecaster> all = new LinkedHashMap<>();
        all.put("direct", direct());
        all.put("bars", trees().bars().strategy(Strategy.RECURSIVE).build());
        all.put(
                "quantiles",
                Conformal.cqr(
                        trees().target(Target.logReturn("close"))
                                .quantiles(0.1, 0.5, 0.9)
                                .strategy(Strategy.DIRECT)
                                .build(),
                        0.8));
        all.put("online", Ensembles.online(direct(), linear(), naive()));
        all.put(
                "boosted stack",
                Ensembles.stack(linear(), naive(), direct())
                        .stacking(new Stacking.Boosted(LightGbm.parameters()
                                .rounds(4)
                                .leaves(4)
                                .minLeafRows(5)
                                .build())));
        all.put(
                "nested",
                Conformal.adaptive(
                        Ensembles.stack(Ensembles.online(direct(), linear()), Conformal.split(linear(), 0.8), naive()),
                        0.8,
                        0.9));
        return all;
    }

    @ParameterizedTest
    @MethodSource("composites")
    void theFitIsTheSameInEveryBitWhateverTheExecutor(String composite) {
        Forecaster forecaster = all().get(composite);
        Assertions.assertTimeoutPreemptively(LONG, () -> {
            try (Predictor serial = forecaster.fit(SERIES, SERIAL)) {
                for (FitListener listener :
                        List.of(FitListener.NONE, FitListener.NONE.on(ONE), FitListener.NONE.on(FOUR))) {
                    try (Predictor parallel = forecaster.fit(SERIES, listener)) {
                        assertThat(parallel.modelHash()).isEqualTo(serial.modelHash());
                        for (TimeSeries one : SERIES) {
                            assertThat(parallel.predict(one)).isEqualTo(serial.predict(one));
                        }
                        assertThat(parallel.info()).isEqualTo(serial.info());
                    }
                }
            }
        });
    }

    /** A forecaster whose fit to many rows fails, and which keeps all predictors of the others. */
    private record Watched(Forecaster member, List<Predictor> fitted, int mostRows) implements Forecaster {
        @Override
        public String name() {
            return member.name();
        }

        @Override
        public int horizon() {
            return member.horizon();
        }

        @Override
        public List<String> targets() {
            return member.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            if (series.get(0).length() > mostRows) {
                throw new IllegalStateException(
                        name() + " fails with " + series.get(0).length() + " rows");
            }
            Predictor predictor = member.fit(series, listener);
            fitted.add(predictor);
            return predictor;
        }
    }

    @Test
    void whenAMemberFailsAllPredictorsOfTheOthersAreClosed() {
        for (FitListener listener : List.of(SERIAL, FitListener.NONE, FitListener.NONE.on(FOUR))) {
            List<Predictor> fitted = Collections.synchronizedList(new ArrayList<>());
            Forecaster good = new Watched(linear(), fitted, 1_000);
            Forecaster bad = new Watched(naive(), fitted, 259);
            Forecaster worse = new Watched(Baselines.drift("close", HORIZON), fitted, 240);
            Forecaster nested = Conformal.adaptive(Ensembles.online(good, Ensembles.stack(good, bad), worse), 0.8);
            // "drift" fails at its last fold, after the nested stack in the list, whose fit to all rows fails
            assertThatThrownBy(() -> nested.fit(SERIES, listener))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("naive fails with 260 rows");
            assertThat(fitted).isNotEmpty();
            for (Predictor predictor : fitted) {
                assertThatThrownBy(() -> predictor.predict(SERIES.get(0))).isInstanceOf(PredictorClosedException.class);
            }
        }
    }

    @Test
    void aListenerCancelsInTheMiddleOfAnyFitAndNothingStaysOpen() {
        for (int after = 0; after < 60; after += 7) {
            List<Predictor> fitted = Collections.synchronizedList(new ArrayList<>());
            Forecaster watched = new Watched(direct(), fitted, 1_000);
            Forecaster nested = Conformal.adaptive(Ensembles.online(watched, Ensembles.stack(linear(), watched)), 0.8);
            FitListener cancelling = new CancelAfter(after);
            assertThatThrownBy(() -> nested.fit(SERIES, cancelling))
                    .as("after %d reports", after)
                    .isInstanceOf(CancellationException.class);
            for (Predictor predictor : fitted) {
                assertThatThrownBy(() -> predictor.predict(SERIES.get(0))).isInstanceOf(PredictorClosedException.class);
            }
        }
    }

    /** Not thread-safe, as listeners need not be. */
    private static final class CancelAfter implements FitListener {
        private final int most;
        private int reports;

        CancelAfter(int most) {
            this.most = most;
        }

        @Override
        public void onProgress(FitProgress progress) {
            reports++;
        }

        @Override
        public boolean cancelled() {
            return reports >= most;
        }
    }
}
