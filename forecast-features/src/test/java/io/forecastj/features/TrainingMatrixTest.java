package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingMatrixTest {
    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.momentum().rsi("close", 2), Features.price().logReturns("close", 1), Features.column("volume"));
    private static final Target CHANGE = Target.logReturn("close");

    @TempDir
    Path directory;

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("matrix.csv"));
    }

    private JsonNode description() throws IOException {
        return new JsonMapper().readTree(directory.resolve("matrix.json").toFile());
    }

    private static double[] numbers(String[] cells, int from, int to) {
        return Arrays.stream(cells, from, to)
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logReturn(close)", "difference(close,3)", "level(close)", "direction(close,0.01)"})
    void theFileHoldsTheFeaturesAndLabelsInEveryBit(String text) throws IOException {
        Target target = Target.parse(text);
        List<TimeSeries> all = List.of(TestSeries.bars(1, 120), TestSeries.bars(2, 70));
        FEATURES.export(all, target, 4, directory);
        List<String> lines = lines();
        int line = 1;
        for (TimeSeries series : all) {
            double[][] features = FEATURES.rows(series);
            double[] values = series.values("close");
            for (int row = 0; row < series.length(); row++) {
                String place = series.id() + ", row " + row;
                String[] cells = lines.get(line++).split(",", -1);
                assertThat(cells).as(place).hasSize(2 + 3 + 4);
                assertThat(cells[0]).isEqualTo(series.id());
                assertThat(cells[1]).isEqualTo(series.time(row).toString());
                assertThat(numbers(cells, 2, 5)).as(place).isEqualTo(features[row]);
                double[] labels = new double[4];
                for (int step = 1; step <= 4; step++) {
                    int base = row - target.baseLag(step);
                    labels[step - 1] = base < 0 || row + step >= values.length
                            ? Double.NaN
                            : target.encode(values[base], values[row + step]);
                }
                assertThat(numbers(cells, 5, 9)).as(place).isEqualTo(labels);
            }
        }
        assertThat(lines).hasSize(line);
    }

    @Test
    void missingNumbersAreEmptyAndNamesWithCommasQuoted() throws IOException {
        TimeSeries series = TestSeries.withGap(TestSeries.bars(3, 60), 50);
        FEATURES.export(List.of(series), CHANGE, 1, directory);
        assertThat(lines().get(0)).isEqualTo("id,time,\"rsi(close,2)\",\"logReturns(close,1)\",volume,y1");
        assertThat(lines().get(1)).matches("bars of seed 3,1970-01-01T00:00:00Z,,,[0-9.]+,[-0-9.E]+");
        assertThat(lines().get(51)).isEqualTo("bars of seed 3,1970-01-03T02:00:00Z,,,,");
        assertThat(lines().get(60)).as("nothing is known after the last row").endsWith(",");
    }

    @Test
    void noLabelLooksBeyondTheRowsThatWereGiven() throws IOException {
        TimeSeries series = TestSeries.bars(4, 80);
        FEATURES.export(List.of(series.head(60)), CHANGE, 3, directory);
        List<String> known = lines();
        for (int row = 57; row < 60; row++) {
            String labels = String.join("", known.get(1 + row).split(",", -1)[5 + 59 - row]);
            assertThat(labels).as("row " + row).isEmpty();
        }
    }

    @Test
    void theDescriptionBeginsAContract() throws IOException {
        TimeSeries series = TimeSeries.builder("close", "volume")
                .id("one, \"two\"")
                .attribute("size", 3.5)
                .add(0, 1, 2)
                .add(1, 3, 4)
                .build();
        FeaturePipeline fitted = FeaturePipeline.of(Features.standardScale(Features.column("volume")))
                .fit(List.of(series));
        fitted.export(List.of(series), Target.direction("close", 0.25), 2, directory);
        JsonNode description = description();
        assertThat(description.path("version").asInt()).isEqualTo(1);
        assertThat(FeaturePipeline.fromJson(description.path("pipeline").toString()))
                .isEqualTo(fitted);
        assertThat(description.path("features")).hasToString("[\"standardScale(volume)\"]");
        assertThat(description.path("schemaHash").asText()).isEqualTo(fitted.schemaHash());
        assertThat(Target.parse(description.path("target").asText())).isEqualTo(Target.direction("close", 0.25));
        assertThat(description.path("horizon").asInt()).isEqualTo(2);
        assertThat(description.path("labels")).hasToString("[\"y1\",\"y2\"]");
        assertThat(description.path("series"))
                .hasToString("[{\"id\":\"one, \\\"two\\\"\",\"rows\":2,\"attributes\":{\"size\":3.5}}]");
        assertThat(lines().get(1)).startsWith("\"one, \"\"two\"\"\",1970-01-01T00:00:00Z,");
    }

    @Test
    void aMatrixWithoutATargetHasNoLabels() throws IOException {
        FEATURES.export(List.of(TestSeries.bars(5, 40)), directory);
        assertThat(lines().get(0)).isEqualTo("id,time,\"rsi(close,2)\",\"logReturns(close,1)\",volume");
        assertThat(description().has("target")).isFalse();
        assertThat(description().has("horizon")).isFalse();
        assertThat(description().path("labels")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"matrix.csv", "matrix.json"})
    void nothingIsOverwritten(String file) throws IOException {
        Files.writeString(directory.resolve(file), "mine");
        assertThatThrownBy(() -> FEATURES.export(List.of(TestSeries.bars(6, 40)), CHANGE, 1, directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("is not overwritten");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(file));
        }
        assertThat(directory.resolve(file)).hasContent("mine");
    }

    /** A feature that makes a file of that name when it is first computed, as another process might. */
    private Feature maker(String file) {
        return Features.custom("maker", List.of(Features.column("close")), new double[0], 0, in -> new Kernel(0) {
            @Override
            public void update(double[] row, double[] out, int at) {
                out[at] = 0;
                try {
                    if (!Files.exists(directory.resolve(file))) {
                        Files.writeString(directory.resolve(file), "theirs");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    @Test
    void aFileThatSomebodyElseMakesMeanwhileIsTheirs() {
        FeaturePipeline making = FeaturePipeline.of(maker("matrix.json"));
        assertThatThrownBy(() -> making.export(List.of(TestSeries.bars(9, 40)), CHANGE, 1, directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("matrix.json");
        assertThat(directory.resolve("matrix.json")).hasContent("theirs");
        assertThat(directory.resolve("matrix.csv")).doesNotExist();
    }

    @Test
    void aSeriesThatIsRefusedLeavesNoFile() {
        TimeSeries good = TestSeries.bars(7, 40);
        TimeSeries lacking = TimeSeries.builder("close").id("short").add(0, 1.0).build();
        assertThatThrownBy(() -> FEATURES.export(List.of(good, lacking), CHANGE, 1, directory))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("volume");
        assertThat(directory).isEmptyDirectory();
        TimeSeries negative = TestSeries.replace(good, 30, value -> -value);
        assertThatThrownBy(() -> FEATURES.export(List.of(negative), CHANGE, 1, directory))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 30");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatCannotBeAFileIsRefused() {
        TimeSeries series = TestSeries.bars(8, 40);
        assertThatThrownBy(() -> FEATURES.export(List.of(series, series), CHANGE, 1, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two series have the id 'bars of seed 8'");
        assertThatThrownBy(() -> FEATURES.export(List.of(), CHANGE, 1, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one series");
        assertThatThrownBy(() -> FEATURES.export(List.of(series), CHANGE, 0, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizon must be at least 1, found 0");
        FeaturePipeline clash = FeaturePipeline.of(Features.named("y1", Features.column("close")));
        assertThatThrownBy(() -> clash.export(List.of(series), CHANGE, 1, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'y1'");
        FeaturePipeline unfitted = FeaturePipeline.of(Features.standardScale(Features.column("close")));
        assertThatThrownBy(() -> unfitted.export(List.of(series), CHANGE, 1, directory))
                .isInstanceOf(IllegalStateException.class);
        assertThat(directory).isEmptyDirectory();
    }
}
