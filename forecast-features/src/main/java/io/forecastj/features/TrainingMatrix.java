package io.forecastj.features;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writer of the files of {@link FeaturePipeline#export(List, Target, int, Path)}: matrix.csv, then matrix.json. */
final class TrainingMatrix {
    static final String CSV = "matrix.csv";
    static final String JSON = "matrix.json";
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final FeaturePipeline pipeline;
    private final List<TimeSeries> series;
    private final @Nullable Target target;
    private final int horizon;
    private final List<String> labels;

    private TrainingMatrix(FeaturePipeline pipeline, List<TimeSeries> series, @Nullable Target target, int horizon) {
        this.pipeline = pipeline;
        this.series = List.copyOf(series);
        this.target = target;
        this.horizon = horizon;
        this.labels =
                IntStream.rangeClosed(1, horizon).mapToObj(step -> "y" + step).toList();
        if (series.isEmpty()) {
            throw new IllegalArgumentException("expected at least one series to export, found none");
        }
        requireDistinct(series.stream().map(TimeSeries::id).toList(), "two series have the id '%s': give each its own");
        requireDistinct(header(), "two columns of the file would be called '%s': rename the feature by Features.named");
    }

    /** The matrix with labels {@code y1} to {@code y}<i>horizon</i>. */
    static TrainingMatrix labelled(FeaturePipeline pipeline, List<TimeSeries> series, Target target, int horizon) {
        Objects.requireNonNull(target, "target");
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon must be at least 1, found " + horizon);
        }
        return new TrainingMatrix(pipeline, series, target, horizon);
    }

    /** The matrix of features only. */
    static TrainingMatrix unlabelled(FeaturePipeline pipeline, List<TimeSeries> series) {
        return new TrainingMatrix(pipeline, series, null, 0);
    }

    private static void requireDistinct(List<String> names, String problem) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(String.format(problem, name));
            }
        }
    }

    void write(Path directory) {
        if (target != null) {
            series.forEach(target::check);
        }
        Path csv = directory.resolve(CSV);
        Path json = directory.resolve(JSON);
        try {
            Files.createDirectories(directory);
            for (Path file : List.of(csv, json)) {
                if (Files.exists(file)) {
                    throw new FileAlreadyExistsException(
                            file.toString(), null, "is not overwritten, since a model may have been trained on it");
                }
            }
            String description = describe().toPrettyString() + "\n";
            create(csv, this::writeRows);
            try {
                // last: where there is a description, the numbers are complete
                create(json, out -> out.write(description));
            } catch (RuntimeException | IOException | Error e) {
                Files.deleteIfExists(csv);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> header() {
        return Stream.of(List.of("id", "time"), pipeline.columns(), labels)
                .flatMap(List::stream)
                .toList();
    }

    private ObjectNode describe() throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", VERSION);
        root.set("pipeline", MAPPER.readTree(pipeline.toJson()));
        pipeline.columns().forEach(root.putArray("features")::add);
        root.put("schemaHash", pipeline.schemaHash());
        if (target != null) {
            root.put("target", target.toString()).put("horizon", horizon);
        }
        Sampling sampling = Sampling.common(series);
        if (sampling != null) {
            root.set("sampling", MAPPER.valueToTree(sampling.toMap()));
        }
        labels.forEach(root.putArray("labels")::add);
        var described = root.putArray("series");
        for (TimeSeries one : series) {
            ObjectNode node = described.addObject();
            node.put("id", one.id()).put("rows", one.length());
            one.attributes().forEach(node.putObject("attributes")::put);
        }
        return root;
    }

    /** The content of a file. */
    private interface Content {
        void write(Writer out) throws IOException;
    }

    /** Makes a file, complete or not at all; a file that another program has made meanwhile stays. */
    private static void create(Path file, Content content) throws IOException {
        Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
        try (out) {
            content.write(out);
        } catch (RuntimeException | IOException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private void writeRows(Writer out) throws IOException {
        List<String> header = new ArrayList<>();
        header().forEach(name -> header.add(quoted(name)));
        out.append(String.join(",", header)).append('\n');
        for (TimeSeries one : series) {
            write(one, out);
        }
    }

    private void write(TimeSeries one, Writer out) throws IOException {
        double[][] features = pipeline.rows(one);
        int column = target == null ? -1 : one.columnIndex(target.column());
        String id = quoted(one.id());
        for (int row = 0; row < features.length; row++) {
            out.append(id).append(',').append(one.time(row).toString());
            for (double feature : features[row]) {
                append(feature, out);
            }
            for (int step = 1; step <= horizon; step++) {
                append(label(one, column, row, step), out);
            }
            out.append('\n');
        }
    }

    /** The change from the base to the step, NaN if one of the two lies outside the series. */
    /** Returns the label from the base as it was known at the origin to the last published value. */
    private double label(TimeSeries one, int column, int origin, int step) {
        int base = target == null ? -1 : origin - target.baseLag(step);
        return target == null || base < 0 || origin + step >= one.length()
                ? Double.NaN
                : target.encode(one.valueAsOf(base, column, one.timestamp(origin)), one.value(origin + step, column));
    }

    private static void append(double value, Writer out) throws IOException {
        out.append(',');
        if (!Double.isNaN(value)) {
            out.append(Double.toString(value));
        }
    }

    /** Returns a field in the form of RFC 4180. */
    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
