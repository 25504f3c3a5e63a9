package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.store.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Neural forecasters where others are used: backtest, tuner, ensembles, intervals, files and the store. */
@NeedsEngine
class NeuralInUseTest {
    private static final TimeSeries WAVE = TestSeries.wave(160, 5);

    private static NhitsBuilder nhits() {
        return Neural.nhits()
                .units(8)
                .column("y")
                .lookback(12)
                .horizon(2)
                .training(SmallNeural.quick().epochs(1).build());
    }

    @Test
    void aBacktestComparesNetworksWithOthers() {
        BacktestResult result = Backtest.on(WAVE)
                .windows(WalkForward.expanding(120).test(10).step(10).refitEvery(2))
                .compare(
                        nhits().build(),
                        Linear.forecaster().column("y").lookback(24).horizon(2).build())
                .run();
        assertThat(result.summary()).contains("nhits", "linear", "naive");
        assertThat(result.scores("nhits").overall().rmse()).isFinite();
    }

    @Test
    void aTunerChoosesSettings() {
        Parameter<Integer> units = Parameter.integer("units", 4, 16);
        TuningResult result = Tuner.on(WAVE)
                .space(SearchSpace.of(units))
                .forecaster(point -> nhits().units(point.get(units)).build())
                .windows(WalkForward.expanding(120).test(20).step(20))
                .trials(2)
                .run();
        assertThat(result.best().parameters().get(units)).isBetween(4, 16);
    }

    @Test
    void anEnsembleTrainsItsNetworksOneAfterTheOther() {
        Forecaster ensemble = Ensembles.online(
                nhits().name("one").build(),
                nhits().name("two")
                        .training(SmallNeural.quick().epochs(1).seed(2).build())
                        .build());
        try (Predictor predictor = ensemble.fit(WAVE)) {
            assertThat(predictor.predict(WAVE).point(1)).isBetween(70.0, 130.0);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void networksWithinParallelEnsemblesAndFoldsDoNotWaitForEachOther() throws Exception {
        Forecaster nested = Conformal.split(
                Ensembles.online(
                        nhits().name("one").build(),
                        Ensembles.stack(
                                nhits().name("two").build(),
                                Conformal.split(nhits().name("three").build(), 0.8))),
                0.8);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        FitListener parallel = new FitListener() {
            @Override
            public void onProgress(FitProgress progress) {}

            @Override
            public Executor executor() {
                return threads;
            }
        };
        try (Predictor serial = nested.fit(WAVE)) {
            List<Future<Predictor>> fits = List.of(
                    threads.submit(() -> nested.fit(List.of(WAVE), parallel)),
                    threads.submit(() -> nested.fit(List.of(WAVE), parallel)));
            for (Future<Predictor> fit : fits) {
                try (Predictor predictor = fit.get()) {
                    assertThat(predictor.predict(WAVE).points())
                            .containsExactly(serial.predict(WAVE).points());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void intervalsAreCalibratedOnANetwork() {
        Forecaster calibrated = Conformal.split(nhits().build(), 0.8);
        try (Predictor predictor = calibrated.fit(WAVE)) {
            Forecast forecast = predictor.predict(WAVE);
            assertThat(forecast.interval(1, 0.8).upper())
                    .isGreaterThan(forecast.interval(1, 0.8).lower());
        }
    }

    @Test
    void aNetworkIsSavedWrittenStoredAndTrainedFurther(@TempDir Path directory) {
        Path file = directory.resolve("nhits.onnx");
        try (Predictor predictor = nhits().build().fit(WAVE)) {
            double[] expected = predictor.predict(WAVE).points();
            Predictors.save(predictor, directory.resolve("model"));
            Onnx.write(predictor, file);
            ModelStore store = ModelStore.open(directory.resolve("store"));
            store.model("load").publish(predictor);
            try (Predictor saved = Predictors.load(directory.resolve("model"));
                    Predictor written = Onnx.load(file);
                    Predictor stored =
                            store.model("load").load(store.model("load").version(1))) {
                for (Predictor each : List.of(saved, written, stored)) {
                    assertThat(each.predict(WAVE).points()).containsExactly(expected);
                    try (Predictor continued = nhits().startFrom(each).build().fit(WAVE)) {
                        assertThat(continued.info().parameters()).containsEntry("training.architecture", "nhits");
                    }
                }
                assertThat(LoadedOnnx.of(saved).bytes())
                        .isEqualTo(LoadedOnnx.of(predictor).bytes());
            }
        }
    }
}
