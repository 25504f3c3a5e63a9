package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The models beside this package's test resources, one for each architecture; their README says what they are. */
final class TestModels {
    /** Those that forecast. */
    static final List<String> FORECASTERS = List.of(
            "lstm-stacked",
            "lstm-bidirectional",
            "lstm-attention",
            "gru",
            "gru-fixed-batch-1",
            "gru-fixed-batch-4",
            "gru-side-file",
            "transformer",
            "transformer-double",
            "transformer-classes",
            "transformer-class-steps",
            "seq2seq-quantiles",
            "seq2seq-static",
            "flat",
            "trees");

    /** The one that recognises patterns. */
    static final String PATTERNS = "pattern-cnn";

    private TestModels() {}

    static Stream<String> all() {
        return Stream.concat(FORECASTERS.stream(), Stream.of(PATTERNS));
    }

    static Path path(String model) {
        return resource(model + ".onnx");
    }

    /** The outputs of PyTorch. */
    static JsonNode reference(String model) {
        try {
            return new ObjectMapper()
                    .readTree(resource(model + ".reference.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(TestModels.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The weekdays without a bar. */
    private static List<LocalDate> holidays(TimeSeries bars) {
        Set<LocalDate> there = LongStream.of(bars.timestamps())
                .mapToObj(time -> LocalDate.ofEpochDay(time / 86_400_000))
                .collect(Collectors.toSet());
        return Collections.min(there)
                .datesUntil(Collections.max(there))
                .filter(date -> date.getDayOfWeek().getValue() < 6 && !there.contains(date))
                .toList();
    }

    /** The bars that the references were made of. */
    static TimeSeries bars() {
        TimeSeries read = Csv.read().from(resource("bars.csv")).one();
        TimeSeries.Builder bars = TimeSeries.builder(read.columns())
                .id("S&P 500")
                .attribute("size", 2.5)
                .attribute("kind", -1)
                .sampling(Sampling.weekdays().withHolidays(holidays(read)));
        double[] row = new double[read.columns().size()];
        for (int i = 0; i < read.length(); i++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = read.value(i, c);
            }
            bars.add(read.timestamp(i), row);
        }
        return bars.build();
    }
}
