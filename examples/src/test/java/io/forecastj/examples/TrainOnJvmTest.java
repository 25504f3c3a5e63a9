package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.WalkForward;
import io.forecastj.backtest.BacktestListener;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainOnJvmTest {
    @BeforeAll
    static void theEngineIsThere() {
        assumeThat(TrainOnJvmTest.class.getResource("/native/lib/pytorch.properties"))
                .as("the native library of PyTorch: use -Ptraining")
                .isNotNull();
    }

    @Test
    void bothNetworksBeatTheLastValueOutOfSample() throws IOException {
        TrainingSettings training = TrainingSettings.builder().epochs(15).build();
        BacktestResult result =
                TrainOnJvm.evaluate(WalkForward.expanding(730).step(7).fitOnce(), training, BacktestListener.NONE);
        double naive = result.scores("naive").overall().rmse();
        assertThat(result.scores("lstm").overall().rmse()).isLessThan(0.9 * naive);
        assertThat(result.scores("nhits").overall().rmse()).isLessThan(0.9 * naive);
    }

    @Test
    void theFileForecastsWithoutTheTraining(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("seattle.onnx");
        TrainOnJvm.train(TrainingSettings.builder().epochs(1).build(), file);
        try (Predictor served = Onnx.load(file)) {
            Forecast forecast = served.predict(SeattleTemperature.days());
            assertThat(forecast.point(7)).isBetween(-20.0, 45.0);
        }
    }
}
