package io.forecastj.features;

import io.forecastj.CausalMatrix;
import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of features, and the parameters of those that were fitted.
 *
 * <p>Immutable and thread-safe, compared by value. {@link #rows} computes the features over a whole series by driving
 * the same {@link FeatureStream} that {@link #open} returns for live rows, so both agree in every bit. Equal features,
 * and equal parts of different ones, are computed once.
 */
public final class FeaturePipeline implements CausalMatrix {
    private final List<Feature> features;
    private final Map<String, List<Double>> parameters;
    private final Graph graph;
    private final List<String> columns;
    private final int warmup;
    private final String schemaHash;

    private FeaturePipeline(List<Feature> features, Map<String, List<Double>> parameters) {
        this.features = List.copyOf(features);
        this.graph = new Graph(this.features);
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.columns = columnNames(this.features);
        this.warmup = longestWarmup(this.features);
        this.schemaHash = PipelineHash.of(this);
    }

    /**
     * Makes a pipeline of features.
     *
     * @param features the features in the order of the columns; one with several outputs gives a column for each
     * @return the pipeline, not fitted
     * @throws IllegalArgumentException if there is no feature, one occurs twice, or one that is not of this library has
     *     the name of a kind that is
     */
    public static FeaturePipeline of(Feature... features) {
        return of(List.of(features));
    }

    /**
     * Makes a pipeline of features.
     *
     * @param features the features in the order of the columns; one with several outputs gives a column for each
     * @return the pipeline, not fitted
     * @throws IllegalArgumentException if there is no feature, one occurs twice, or one that is not of this library has
     *     the name of a kind that is
     */
    public static FeaturePipeline of(List<Feature> features) {
        return new FeaturePipeline(features, Map.of());
    }

    /**
     * Makes a pipeline with parameters read from a file: each must belong to a fitted feature, which must accept them.
     */
    static FeaturePipeline of(List<Feature> features, Map<String, List<Double>> parameters) {
        FeaturePipeline pipeline = new FeaturePipeline(features, parameters);
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        for (Graph.Node node : pipeline.fittedNodes()) {
            if (unknown.remove(node.feature().text())) {
                pipeline.bind(node);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are parameters for " + unknown + ", which are not fitted features of this pipeline");
        }
        return pipeline;
    }

    private static int longestWarmup(List<Feature> features) {
        int longest = 0;
        for (Feature feature : features) {
            longest = Math.max(longest, feature.warmup());
        }
        return longest;
    }

    static List<String> columnNames(Feature feature) {
        if (feature instanceof Named named) {
            return List.of(named.name());
        }
        if (feature.outputs().size() == 1) {
            return List.of(feature.text());
        }
        List<String> names = new ArrayList<>();
        for (String output : feature.outputs()) {
            names.add(feature.text() + "." + output);
        }
        return names;
    }

    private static List<String> columnNames(List<Feature> features) {
        List<String> names = new ArrayList<>();
        for (Feature feature : features) {
            names.addAll(columnNames(feature));
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a pipeline needs at least one feature");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("the feature " + name + " occurs twice; name it once");
            }
        }
        return List.copyOf(names);
    }

    /**
     * Returns the features in order.
     *
     * @return the features, unmodifiable
     */
    public List<Feature> features() {
        return features;
    }

    /**
     * Returns the names of the computed columns: the feature's canonical text, with {@code .name} for one of several
     * outputs; or the name given by {@link Features#named}.
     *
     * @return the names, unmodifiable
     */
    @Override
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns the columns of a series that are needed, in the order of their first use.
     *
     * @return the names, unmodifiable
     */
    public List<String> inputs() {
        return Collections.unmodifiableList(graph.columns());
    }

    /**
     * Returns the number of first rows that have a NaN feature in a series without gaps: the longest warm-up.
     *
     * @return the number of rows, at least 0
     */
    @Override
    public int warmup() {
        return warmup;
    }

    /**
     * Returns whether the features of a row depend on its last {@code warmup() + 1} rows alone, up to about a millionth
     * of their size. That holds for the features of this library but {@code expandingMean} and {@code runLength}, where
     * no value is missing; of a kernel of your own, which may remember anything, only where it remembers nothing.
     *
     * @return true if so
     */
    @Override
    public boolean boundedMemory() {
        return graph.nodes().stream()
                .allMatch(node -> node.feature() instanceof KindFeature ours
                        ? !ours.unbounded()
                        : !(node.feature() instanceof FittedFeature)
                                && !node.feature().bind(node.inputs()).remembers());
    }

    /**
     * Returns whether {@link #rows} and {@link #open} can be used: every feature with parameters has them.
     *
     * @return true if so, and always if no feature has parameters
     */
    public boolean fitted() {
        for (Graph.Node node : fittedNodes()) {
            if (!parameters.containsKey(node.feature().text())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Learns the parameters of the fitted features; parameters that were learnt before are replaced. A feature whose
     * input is another fitted feature is fitted to the values of that one with its new parameters.
     *
     * @param training the training series, without any later rows
     * @return the fitted pipeline; this one if no feature has parameters
     * @throws InvalidSeriesException if a series lacks a column that is needed
     * @throws io.forecastj.InsufficientHistoryException if there are too few values for a feature
     */
    public FeaturePipeline fit(List<TimeSeries> training) {
        List<Graph.Node> pending = new ArrayList<>(fittedNodes());
        if (pending.isEmpty()) {
            return this;
        }
        Map<String, List<Double>> learnt = new LinkedHashMap<>();
        while (!pending.isEmpty()) {
            Set<String> waiting = new HashSet<>();
            pending.forEach(node -> waiting.add(node.feature().text()));
            Map<String, Boolean> depends = new HashMap<>();
            List<FittedFeature> ready = pending.stream()
                    .map(node -> (FittedFeature) node.feature())
                    .filter(feature -> !dependsOn(feature.parts(), waiting, depends))
                    .toList();
            learnt.putAll(PipelineFit.fit(ready, learnt, training));
            pending.removeIf(node -> learnt.containsKey(node.feature().text()));
        }
        return new FeaturePipeline(features, learnt);
    }

    /** Returns whether a part, or a part of one, has one of some texts; looks at each part once. */
    private static boolean dependsOn(List<Feature> parts, Set<String> texts, Map<String, Boolean> known) {
        for (Feature part : parts) {
            Boolean depends = known.get(part.text());
            if (depends == null) {
                depends = texts.contains(part.text()) || dependsOn(part.parts(), texts, known);
                known.put(part.text(), depends);
            }
            if (depends) {
                return true;
            }
        }
        return false;
    }

    /**
     * Computes the features for every row of a series. If inputs have publication times, the features of a row are
     * computed from this and all earlier rows as they were known at its time.
     *
     * @param series the series
     * @return one new array of {@code columns().size()} values for each row
     * @throws InvalidSeriesException if the series lacks a column that is needed
     * @throws IllegalStateException if the pipeline is not {@link #fitted()}
     */
    @Override
    public double[][] rows(TimeSeries series) {
        if (!Collections.disjoint(inputs(), series.vintageColumns())) {
            return new VintageFeatures(this, series).rows();
        }
        List<String> needed = inputs();
        int[] sources = new int[needed.size()];
        for (int c = 0; c < sources.length; c++) {
            sources[c] = series.columnIndex(needed.get(c));
        }
        FeatureStream stream = open(needed);
        double[] row = new double[sources.length];
        double[][] rows = new double[series.length()][];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = series.value(r, sources[c]);
            }
            stream.update(series.timestamp(r), row);
            rows[r] = new double[columns.size()];
            stream.write(rows[r], 0);
        }
        return rows;
    }

    /**
     * Starts a stream, before its first row.
     *
     * @param schema the names of the columns of its rows, in order; they may include columns that are not needed
     * @return the stream
     * @throws InvalidSeriesException if a column that is needed is not among them
     * @throws IllegalStateException if the pipeline is not {@link #fitted()}
     */
    public FeatureStream open(List<String> schema) {
        return new FeatureStream(this, graph, schema);
    }

    /**
     * Returns a pipeline with more features at its end; those already in it are not repeated. Parameters are kept.
     *
     * @param more the further features
     * @return the longer pipeline
     * @throws IllegalArgumentException as {@link #of(Feature...)}
     */
    public FeaturePipeline plus(Feature... more) {
        return plus(of(more));
    }

    /**
     * Returns a pipeline with the features of another one at its end; those already in this one are not repeated.
     * Parameters are kept; where both pipelines have some, those of this one.
     *
     * @param more the further features
     * @return the longer pipeline
     * @throws IllegalArgumentException if one has a feature of several outputs and the other one of these outputs
     */
    public FeaturePipeline plus(FeaturePipeline more) {
        Map<String, Feature> all = new LinkedHashMap<>();
        features.forEach(feature -> all.put(feature.text(), feature));
        more.features.forEach(feature -> all.putIfAbsent(feature.text(), feature));
        Map<String, List<Double>> kept = new LinkedHashMap<>(more.parameters);
        kept.putAll(parameters);
        return new FeaturePipeline(List.copyOf(all.values()), kept);
    }

    /**
     * Returns the SHA-256 of the canonical texts and the fitted parameters, in hexadecimal. Pipelines of equal hash
     * compute the same columns; a model refuses a pipeline whose hash differs from that of its training.
     *
     * @return 64 hexadecimal digits
     */
    public String schemaHash() {
        return schemaHash;
    }

    /**
     * Returns the pipeline as JSON: a format version, the canonical texts in order, and the fitted parameters, whose
     * numbers read back exactly.
     *
     * @return the JSON
     */
    public String toJson() {
        return PipelineJson.write(this);
    }

    /**
     * Reads the JSON of {@link #toJson}, with the features of this library.
     *
     * @param json the JSON
     * @return an equal pipeline
     * @throws io.forecastj.ModelLoadException if it is not such JSON, is of a newer format, or names an unknown kind;
     *     the message names the fault
     */
    public static FeaturePipeline fromJson(String json) {
        return fromJson(json, FeatureRegistry.standard());
    }

    /**
     * Reads the JSON of {@link #toJson}, with the features of this library and others.
     *
     * @param json the JSON
     * @param registry the kinds of features that it may name
     * @return an equal pipeline
     * @throws io.forecastj.ModelLoadException if it is not such JSON, is of a newer format, or names an unknown kind;
     *     the message names the fault
     */
    public static FeaturePipeline fromJson(String json, FeatureRegistry registry) {
        return PipelineJson.read(json, registry);
    }

    /**
     * Writes the features of series and a target's labels to files, for a model that is trained elsewhere, so that no
     * feature is programmed a second time in another language.
     *
     * <p>{@code matrix.csv} (UTF-8, RFC 4180, lines end in {@code \n}) has the header {@code id,time}, the {@link
     * #columns()}, and the labels {@code y1} to {@code y}<i>horizon</i>; then a line for every row of every series, in
     * order. The time is ISO 8601 in UTC. A number is {@link Double#toString(double)}, which reads back exactly; a
     * missing one is an empty field, so the rows of the warm-up are included, with empty features. The label {@code y3}
     * of a row is {@link Target#encode} from the base to the value three rows after it, the cumulative change that a
     * direct strategy learns; it is empty where the series ends before, so labels never use rows beyond those of the
     * series. A known-future input of the model is a column feature: its value at step 3 is in the third line below.
     *
     * <p>{@code matrix.json} is the beginning of the model's contract: {@code version} (1), {@code pipeline} ({@link
     * #toJson()}), {@code features} (the columns), {@code schemaHash}, {@code target} (its text), {@code horizon},
     * {@code sampling} ({@link io.forecastj.Sampling#toMap}, absent unless all series have the same one), {@code
     * labels} (the names of the label columns), and {@code series}, a list of each one's {@code id}, number of {@code
     * rows} and {@code attributes}. It is written last: where it exists, the numbers are complete.
     *
     * @param series the series, of distinct ids; only with the rows of the training span
     * @param target the target that defines the labels
     * @param horizon the number of steps ahead, at least 1
     * @param directory the directory of the files, created if it does not exist
     * @throws IllegalArgumentException if there is no series, two have the same id, {@code horizon < 1}, or a feature's
     *     column has the name of another column of the file
     * @throws InvalidSeriesException if a series lacks a column that is needed, or has a value that the target refuses
     * @throws IllegalStateException if the pipeline is not {@link #fitted()}
     * @throws java.io.UncheckedIOException if the files cannot be written, or one exists already: none is overwritten,
     *     since a model may have been trained on it
     */
    public void export(List<TimeSeries> series, Target target, int horizon, Path directory) {
        TrainingMatrix.labelled(this, series, target, horizon).write(directory);
    }

    /**
     * Writes the features of series without labels, for a model whose labels are among the features. The files are
     * those of {@link #export(List, Target, int, Path)}, without label columns, target and horizon.
     *
     * @param series the series, of distinct ids; only with the rows of the training span
     * @param directory the directory of the files, created if it does not exist
     * @throws IllegalArgumentException if there is no series, two have the same id, or a feature's column has the name
     *     of another column of the file
     * @throws InvalidSeriesException if a series lacks a column that is needed
     * @throws IllegalStateException if the pipeline is not {@link #fitted()}
     * @throws java.io.UncheckedIOException if the files cannot be written, or one exists already
     */
    public void export(List<TimeSeries> series, Path directory) {
        TrainingMatrix.unlabelled(this, series).write(directory);
    }

    /** Returns the same features with those of the parameters that belong to them. */
    FeaturePipeline with(Map<String, List<Double>> learnt) {
        Map<String, List<Double>> own = new LinkedHashMap<>();
        for (Graph.Node node : fittedNodes()) {
            List<Double> found = learnt.get(node.feature().text());
            if (found != null) {
                own.put(node.feature().text(), found);
            }
        }
        return new FeaturePipeline(features, own);
    }

    /** The parameters by the text of their feature, in the order in which they were learnt. */
    Map<String, List<Double>> parameters() {
        return parameters;
    }

    Graph graph() {
        return graph;
    }

    /** The number of kernels that a stream runs. */
    int kernels() {
        return graph.nodes().size();
    }

    private List<Graph.Node> fittedNodes() {
        List<Graph.Node> fitted = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            if (node.feature() instanceof FittedFeature) {
                fitted.add(node);
            }
        }
        return fitted;
    }

    /** Makes the kernels of all nodes. */
    Kernel[] bind() {
        List<Graph.Node> nodes = graph.nodes();
        Kernel[] kernels = new Kernel[nodes.size()];
        for (int i = 0; i < kernels.length; i++) {
            kernels[i] = bind(nodes.get(i));
            if (!(nodes.get(i).feature() instanceof KindFeature)) { // a test checks those of this library
                KernelCheck.check(kernels[i]);
            }
        }
        return kernels;
    }

    /** Makes the kernel of a node, with its parameters if it has any. */
    private Kernel bind(Graph.Node node) {
        Feature feature = node.feature();
        List<Double> fitted = parameters.get(feature.text());
        return feature instanceof FittedFeature learnt && fitted != null
                ? learnt.bind(
                        node.inputs().clone(),
                        fitted.stream().mapToDouble(Double::doubleValue).toArray())
                : feature.bind(node.inputs().clone());
    }

    /**
     * Compares by value.
     *
     * @param other the other object
     * @return true if it is a pipeline of the same canonical texts in the same order, and equal parameters
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof FeaturePipeline that
                        && texts().equals(that.texts())
                        && parameters.equals(that.parameters);
    }

    private List<String> texts() {
        return features.stream().map(Feature::text).toList();
    }

    @Override
    public int hashCode() {
        return schemaHash.hashCode();
    }

    @Override
    public String toString() {
        return "pipeline (" + columns.size() + " columns from " + MessageText.names(inputs()) + "; warm-up " + warmup
                + " rows" + (fitted() ? "" : "; not fitted") + ")";
    }
}
