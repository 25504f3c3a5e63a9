package io.forecastj.benchmarks;

import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.models.Predictors;
import java.nio.file.Path;

/**
 * The shortest application: reads bars from CSV, loads a predictor, and forecasts once. {@link ColdForecast} runs it in
 * new JVMs. It uses nothing else that would take time to start, such as {@code String.format}.
 */
public final class FirstForecast {
    private FirstForecast() {}

    /**
     * Prints one line: the nanoseconds of {@link System#nanoTime} at which {@code main} began, the bars were read, the
     * predictor was loaded and the forecast was made, and the bits of the last point of the forecast.
     *
     * @param arguments the file of the bars and the directory of the predictor; none to do nothing
     */
    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        if (arguments.length == 0) {
            System.out.println(begin);
            return;
        }
        TimeSeries bars = Csv.ohlcv(Path.of(arguments[0]));
        long read = System.nanoTime();
        try (Predictor predictor = Predictors.load(Path.of(arguments[1]))) {
            long loaded = System.nanoTime();
            Forecast forecast = predictor.predict(bars);
            long done = System.nanoTime();
            StringBuilder line = new StringBuilder();
            line.append(begin)
                    .append(' ')
                    .append(read)
                    .append(' ')
                    .append(loaded)
                    .append(' ')
                    .append(done);
            line.append(' ')
                    .append(Double.doubleToLongBits(
                            forecast.point(predictor.info().horizon())));
            System.out.println(line);
        }
    }
}
