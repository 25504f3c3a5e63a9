package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Ets;
import java.nio.file.Path;

/**
 * Forecasts in a runtime image that has only the module {@code java.base}: a linear and a statistical model that are
 * trained there, and a LightGBM model that was trained elsewhere.
 */
public final class SmallImage {
    private SmallImage() {}

    /**
     * Prints a line for each model.
     *
     * @param arguments a file of bars with the column {@code close}, and the folder of a saved predictor of them
     */
    public static void main(String[] arguments) {
        TimeSeries bars = Csv.ohlcv(Path.of(arguments[0]));
        print(
                "linear",
                Linear.forecaster().column("close").lookback(20).horizon(5).build(),
                bars);
        print("ets", Ets.forecaster().column("close").horizon(5).build(), bars);
        try (Predictor saved = Predictors.load(Path.of(arguments[1]))) {
            print("saved", saved, bars);
        }
    }

    private static void print(String name, Forecaster forecaster, TimeSeries bars) {
        try (Predictor trained = forecaster.fit(bars)) {
            print(name, trained, bars);
        }
    }

    private static void print(String name, Predictor predictor, TimeSeries bars) {
        StringBuilder line = new StringBuilder(name);
        for (double point : predictor.predict(bars).points()) {
            line.append(' ').append(point);
        }
        System.out.println(line);
    }
}
