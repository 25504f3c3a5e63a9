package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Predictors that earlier states of this library saved. {@code conformal} holds adaptive intervals over an online
 * ensemble of a linear model and the seasonal naive forecast, fitted to the first 100 rows of {@link #series()}. The
 * other directories, one for each kind of file, and their forecasts as {@code <name>.txt} were written by {@code
 * MakeSaved.java} beside them.
 */
class SavedBeforeTest {
    /**
     * Predictors whose forecasts pass through {@link Math#exp} or {@link Math#log}, whose error of up to 1 ulp depends
     * on the JDK and the processor. The others have the same bits everywhere.
     */
    private static final Set<String> EXPONENTIAL =
            Set.of("lightgbm-horizons", "lightgbm-bars", "lightgbm-direction", "onnx-classes", "stacked-boosted");

    /**
     * Largest effect of 1 ulp in each exponential on a forecast: a high or a low is a product of three, and each one and
     * each product adds up to 2 ulps.
     */
    private static final int MOST_ULPS = 8;

    private static TimeSeries series() {
        TimeSeries.Builder series = TimeSeries.builder("y").id("golden");
        for (int i = 0; i < 120; i++) {
            series.add(3_600_000L * i, 100 + i * 37 % 23 + i % 6 / 4.0);
        }
        return series.build();
    }

    /** The history that MakeSaved.java forecast from, and the rows after it. */
    private static TimeSeries bars(String id, int from, int to) {
        int shift = id.equals("bars") ? 0 : 7;
        TimeSeries.Builder series = TimeSeries.builder("open", "high", "low", "close", "volume", "weekday")
                .id(id)
                .attribute("size", 3 + shift);
        for (int i = from; i < to; i++) {
            double before = close(i - 1 + shift);
            double open = before + ((i + 2) % 5 - 2) / 2.0;
            double close = close(i + shift);
            double high = Math.max(open, close) + i % 3 / 4.0 + 0.25;
            double low = Math.min(open, close) - i % 4 / 4.0;
            series.add(86_400_000L * i, open, high, low, close, 50 + i * 29 % 31, i % 7);
        }
        return series.build();
    }

    private static double close(int i) {
        return 100 + (i + 40) * 37 % 23 + (i + 40) % 6 / 4.0;
    }

    private static Path saved() throws URISyntaxException {
        URL saved = SavedBeforeTest.class.getResource("saved-0.1/conformal/predictor.json");
        return Path.of(Objects.requireNonNull(saved).toURI()).getParent().getParent();
    }

    private static Path directory() throws URISyntaxException {
        return saved().resolve("conformal");
    }

    static List<String> names() {
        return List.of(
                "lightgbm-recursive",
                "lightgbm-horizons",
                "lightgbm-quantiles",
                "lightgbm-bars",
                "lightgbm-direction",
                "ridge-recursive",
                "ridge-direct",
                "stacked-ridge",
                "stacked-scaled-error",
                "stacked-boosted",
                "conformal-of-quantiles",
                "conformal-asymmetric",
                "fallback",
                "onnx-ensemble",
                "onnx-samples",
                "onnx-quantiles",
                "onnx-classes");
    }

    /** The status and all numbers of a forecast, one a line, as MakeSaved.java writes them. */
    private static List<String> lines(String history, Forecast forecast) {
        List<String> lines = new ArrayList<>();
        lines.add(history + " " + forecast.status());
        for (int step : forecast.steps()) {
            if (!forecast.classes().isEmpty()) {
                forecast.probabilities(step)
                        .forEach((name, p) ->
                                lines.add(history + " probability " + name + " " + step + " " + Double.toHexString(p)));
                continue;
            }
            for (String target : forecast.targets()) {
                String at = " " + target + " " + step + " ";
                lines.add(history + " point" + at + Double.toHexString(forecast.point(target, step)));
                Arrays.stream(forecast.levels())
                        .forEach(level -> lines.add(history + " quantile " + level + at
                                + Double.toHexString(forecast.quantile(target, step, level))));
            }
        }
        return lines;
    }

    /** Takes the number that was saved where the line differs from it by no more than {@link #MOST_ULPS}. */
    private static String rounded(String line, String expected) {
        int at = line.lastIndexOf(' ') + 1;
        if (line.equals(expected)
                || !line.substring(0, at).equals(expected.substring(0, expected.lastIndexOf(' ') + 1))) {
            return line;
        }
        double number = Double.parseDouble(expected.substring(at));
        boolean near = Math.abs(Double.parseDouble(line.substring(at)) - number) <= MOST_ULPS * Math.ulp(number);
        return near ? expected : line;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyKindForecastsTheSameBitsAsItDid(String name) throws URISyntaxException, IOException {
        List<String> expected = Files.readAllLines(saved().resolve(name + ".txt"));
        List<String> found = new ArrayList<>();
        try (Predictor predictor = Predictors.load(saved().resolve(name))) {
            for (int length : name.equals("fallback") ? new int[] {130, 6} : new int[] {130}) {
                for (String id : List.of("bars", "other")) {
                    Forecast forecast = predictor.predict(bars(id, 0, length), bars(id, length, length + 6));
                    found.addAll(lines(id + " " + length, forecast));
                }
            }
        }
        if (EXPONENTIAL.contains(name) && found.size() == expected.size()) {
            for (int i = 0; i < expected.size(); i++) {
                found.set(i, rounded(found.get(i), expected.get(i)));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsLoadedIsSavedAgainAsTheSameFiles(String name, @TempDir Path empty)
            throws URISyntaxException, IOException {
        Path again = empty.resolve("again");
        try (Predictor predictor = Predictors.load(saved().resolve(name))) {
            Predictors.save(predictor, again);
        }
        assertThat(files(again)).isEqualTo(files(saved().resolve(name)));
    }

    /**
     * The files below a directory by their paths, each byte as a character; without the list of files in a description,
     * which is newer, and the hashes, which follow from it.
     */
    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (!file.endsWith("SHA256SUMS")) {
                    files.put(
                            directory.relativize(file).toString(),
                            file.endsWith("predictor.json")
                                    ? content.replaceAll(",\\s*\"files\" : \\[[^\\]]*\\]", "")
                                    : content);
                }
            }
        }
        return files;
    }

    @Test
    void itsDescriptionIsReadAsItWasWritten() throws URISyntaxException {
        try (Predictor predictor = Predictors.load(directory())) {
            PredictorInfo info = predictor.info();
            assertThat(info.name()).isEqualTo("online+adaptive");
            assertThat(info.kind()).isEqualTo("conformal");
            assertThat(info.steps()).containsExactly(1, 2, 3);
            assertThat(info.targets()).containsExactly("y");
            assertThat(info.columns()).isEqualTo(List.of(new Column("y", ColumnRole.TARGET)));
            assertThat(info.requiredHistory()).isEqualTo(7);
            assertThat(info.trainedFrom()).isEqualTo(Instant.EPOCH);
            assertThat(info.trainedTo()).isEqualTo(Instant.parse("1970-01-05T03:00:00Z"));
            assertThat(info.parameters())
                    .containsEntry("member", "online")
                    .containsEntry("window", "500")
                    .hasSize(7);
            assertThat(info.libraries()).containsOnlyKeys("forecastj").containsEntry("forecastj", "0.1.0-SNAPSHOT");
        }
    }

    @Test
    void itForecastsAsItDid() throws URISyntaxException {
        try (Predictor predictor = Predictors.load(directory())) {
            Forecast forecast = predictor.predict(series());
            assertThat(forecast.points())
                    .containsExactly(
                            new double[] {101.45233741330351, 115.58531278264056, 106.55188327619874}, within(1e-9));
            assertThat(forecast.quantile(3, 0.1)).isCloseTo(105.29143791312369, within(1e-9));
            assertThat(forecast.quantile(3, 0.9)).isCloseTo(107.81232863927379, within(1e-9));
        }
    }
}
