package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Score;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.training.LearningRate;
import io.forecastj.training.Neural;
import io.forecastj.training.PatternCnn;
import io.forecastj.training.TrainingSettings;
import java.nio.file.Path;

/** The samples of docs/training.md. */
final class TrainingSamples {
    private TrainingSamples() {}

    static void first(TimeSeries load) {
        Forecaster forecaster = Neural.nhits().column("load").horizon(24).build();
        try (Predictor predictor = forecaster.fit(load)) {
            System.out.println(predictor.predict(load));
            Onnx.write(predictor, Path.of("load.onnx"));
        }
    }

    static void systems() {
        Forecaster stacked = Neural.lstm()
                .target(Target.direction("close", 0.002))
                .features(Features.standardOhlcv())
                .units(128, 64, 32)
                .hidden(16)
                .dropout(0.3, 0.3, 0.2, 0.1)
                .lookback(60)
                .horizon(1)
                .build();
        Forecaster tutorial = Neural.lstm()
                .column("close")
                .units(50, 50)
                .dropout(0.2, 0.2)
                .lookback(60)
                .horizon(1)
                .build();
        Forecaster transformer = Neural.transformer()
                .column("load")
                .layers(2)
                .heads(4)
                .lookback(168)
                .horizon(24)
                .build();
        Forecaster cnn = Neural.cnn()
                .column("load")
                .filters(32, 64, 128)
                .lookback(168)
                .horizon(24)
                .build();
    }

    static void settings() {
        TrainingSettings training = TrainingSettings.builder()
                .epochs(100)
                .batchSize(128)
                .learningRate(LearningRate.oneCycle(3e-3))
                .validation(0.2)
                .patience(10)
                .rowsPerEpoch(20_000)
                .seed(7)
                .build();
        Forecaster forecaster =
                Neural.gru().column("y").horizon(12).training(training).build();
    }

    static void fineTuning() {
        Predictor saved = Predictors.load(Path.of("model"));
        Forecaster tuned = Neural.gru()
                .column("y")
                .horizon(12)
                .startFrom(saved)
                .training(TrainingSettings.builder()
                        .epochs(5)
                        .learningRate(LearningRate.constant(1e-4))
                        .build())
                .build();
    }

    static void patterns(TimeSeries bars) {
        try (PatternRecognizer recognizer = PatternCnn.builder().build().fit(bars)) {
            System.out.println(recognizer.recognize(bars));
            Onnx.write(recognizer, Path.of("patterns.onnx"));
        }
    }

    static void search(TimeSeries load) {
        Parameter<Integer> units = Parameter.integer("units", 16, 128);
        Parameter<Double> rate = Parameter.logUniform("rate", 1e-4, 1e-2);
        TuningResult tuned = Tuner.on(load)
                .space(SearchSpace.of(units, rate))
                .forecaster(p -> Neural.lstm()
                        .column("load")
                        .units(p.get(units))
                        .lookback(168)
                        .horizon(24)
                        .training(TrainingSettings.builder()
                                .learningRate(LearningRate.plateau(p.get(rate), 3, 0.5))
                                .build())
                        .build())
                .windows(WalkForward.expanding(4_000).test(240).step(24).refitEvery(10))
                .minimize("mae", Score::mae)
                .tpe()
                .trials(30)
                .run();
    }
}
