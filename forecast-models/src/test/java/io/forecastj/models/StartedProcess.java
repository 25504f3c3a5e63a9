package io.forecastj.models;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that reads bars, loads a predictor and forecasts once, and the names of the classes that it loaded. */
final class StartedProcess {
    private static final Pattern LOADED = Pattern.compile("(?m)^(\\S+) source: ");

    private StartedProcess() {}

    /** Reads the bars, loads the predictor and prints the bits of the last forecast. */
    public static void main(String[] arguments) {
        TimeSeries bars = Csv.ohlcv(Path.of(arguments[0]));
        try (Predictor predictor = Predictors.load(Path.of(arguments[1]))) {
            System.out.println(
                    "bits " + Double.doubleToLongBits(predictor.predict(bars).point(1)));
        }
    }

    /**
     * Runs {@link #main} in a new JVM.
     *
     * @param log the file to create for the log of classes
     * @param bits the bits of the forecast that are expected
     * @return the names of all classes that were loaded, in order
     */
    static List<String> classes(Path bars, Path model, Path log, long bits) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log + ":none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartedProcess.class.getName(),
                        bars.toString(),
                        model.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0 || !output.contains("bits " + bits)) {
            throw new AssertionError("expected 'bits " + bits + "', found: " + output);
        }
        Matcher loaded = LOADED.matcher(Files.readString(log));
        return loaded.results().map(each -> each.group(1)).toList();
    }
}
