package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeatureRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Examples that a network with a contract is trained on: the inputs that the runner would give to it at an origin, and
 * the labels that it should answer. Not part of the API: it may change in any version.
 *
 * <p>Immutable and thread-safe. The rows of features of each series are computed once, by the code that serves, and are
 * kept unscaled; windows are cut, scaled and rounded when they are written. So inputs equal those of a forecast from
 * the same rows in every bit, and a label that the network answers is decoded to the value that came. The calendar of a
 * step is that of the row's own time.
 *
 * @hidden
 */
public final class ContractExamples {
    /** The largest number that an input of floats holds, as the runner limits it. */
    static final double LIMIT = Float.MAX_VALUE;

    private final OnnxContract source;
    private final Contract contract;
    private final FeatureRegistry registry;
    private final List<ExampleSeries> series;
    private final List<UsableRows> usable;

    private ContractExamples(
            OnnxContract source, Contract contract, FeatureRegistry registry, List<ExampleSeries> series) {
        this.source = source;
        this.contract = contract;
        this.registry = registry;
        this.series = series;
        this.usable =
                series.stream().map(one -> new UsableRows(contract, one, LIMIT)).toList();
    }

    /**
     * Computes the rows of features of each series for a network that forecasts.
     *
     * @param contract the contract; its scaling may be replaced by {@link #with} later
     * @param series the series, with the target, the known-future columns and the attributes
     * @param registry the kinds of features that the contract may name
     * @return the examples
     * @throws IllegalArgumentException if the contract is one of patterns, has initial states, a layout other than
     *     {@code btf}, or more than one output, or its classes are not three
     * @throws io.forecastj.InvalidSeriesException if a series lacks a column or an attribute, or the target is not
     *     defined for one of its values
     */
    public static ContractExamples of(OnnxContract contract, List<TimeSeries> series, FeatureRegistry registry) {
        Contract described = described(contract, registry);
        if (described.target() == null) {
            throw new IllegalArgumentException("the contract is one of patterns; pass the labels of each row too");
        }
        return new ContractExamples(
                contract,
                described,
                registry,
                series.stream()
                        .map(one -> ExampleSeries.of(described, one, new float[0]))
                        .toList());
    }

    /**
     * Computes the rows of features of each series for a network that recognises patterns.
     *
     * @param contract the contract
     * @param series the series
     * @param labels for each series the labels of every row, 0 or 1 for each pattern in the contract's order; a row
     *     with NaN is no origin
     * @param registry the kinds of features that the contract may name
     * @return the examples
     * @throws IllegalArgumentException as {@link #of}, if the contract is one of forecasts, if there are not as many
     *     labels as series, rows and patterns, or if a label is neither NaN nor from 0 to 1
     * @throws io.forecastj.InvalidSeriesException if a series lacks a column
     */
    public static ContractExamples ofPatterns(
            OnnxContract contract, List<TimeSeries> series, List<double[][]> labels, FeatureRegistry registry) {
        Contract described = described(contract, registry);
        if (described.target() != null) {
            throw new IllegalArgumentException("the contract is one of forecasts, whose labels follow from the target");
        }
        if (labels.size() != series.size()) {
            throw new IllegalArgumentException(
                    "expected labels for each of " + series.size() + " series, found " + labels.size());
        }
        int patterns = labelSize(described);
        List<ExampleSeries> all = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            TimeSeries one = series.get(i);
            all.add(ExampleSeries.of(described, one, flat(labels.get(i), one, patterns)));
        }
        return new ContractExamples(contract, described, registry, List.copyOf(all));
    }

    private static float[] flat(double[][] labels, TimeSeries series, int patterns) {
        if (labels.length != series.length()) {
            throw new IllegalArgumentException(
                    series + " has " + series.length() + " rows, but labels for " + labels.length);
        }
        float[] flat = new float[Math.multiplyExact(labels.length, patterns)];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row].length != patterns) {
                throw new IllegalArgumentException("expected " + patterns + " labels in row " + row + " of " + series
                        + ", one for each pattern of the contract, found " + labels[row].length);
            }
            for (int i = 0; i < patterns; i++) {
                double label = labels[row][i];
                if (label < 0 || label > 1) {
                    throw new IllegalArgumentException(
                            "labels must be from 0 to 1, found " + label + " in row " + row + " of " + series);
                }
                flat[row * patterns + i] = (float) label;
            }
        }
        return flat;
    }

    private static Contract described(OnnxContract contract, FeatureRegistry registry) {
        Contract described = contract.read(registry);
        InputSpec.KnownFuture future = described.future();
        if (!described.states().isEmpty()
                || described.past().layout() != InputSpec.Layout.BTF
                || future != null && future.layout() != InputSpec.Layout.BTF) {
            throw new IllegalArgumentException(
                    "a network is trained on inputs of the layout btf without initial states," + " found "
                            + described.inputs());
        }
        if (described.outputs().size() != 1) {
            throw new IllegalArgumentException("a network is trained on one output, found "
                    + described.outputs().stream().map(OutputSpec::kind).toList());
        }
        int classes = Target.Direction.CLASSES.size();
        if (described.outputs().get(0) instanceof OutputSpec.Probabilities output
                && output.classes().size() != classes) {
            throw new IllegalArgumentException("a direction has the " + classes + " classes " + Target.Direction.CLASSES
                    + ", found " + output.classes());
        }
        return described;
    }

    /**
     * Returns these examples with another scaling; the rows of features are shared.
     *
     * @param scaled a contract that differs in scaling, name, producer, seed, training and training span only
     * @return the examples
     * @throws IllegalArgumentException if the contract differs in something else; the message names the key
     */
    public ContractExamples with(OnnxContract scaled) {
        ObjectNode before = source.unscaled();
        ObjectNode after = scaled.unscaled();
        Stream.concat(before.properties().stream(), after.properties().stream())
                .filter(entry -> !ContractSource.same(before.path(entry.getKey()), after.path(entry.getKey())))
                .findFirst()
                .ifPresent(entry -> {
                    throw new IllegalArgumentException(
                            "the contracts differ in '" + entry.getKey() + "', but only the scaling may be replaced");
                });
        return new ContractExamples(scaled, scaled.read(registry), registry, series);
    }

    /** Returns the contract, read. */
    Contract described() {
        return contract;
    }

    /** Returns the numbers of a series. */
    ExampleSeries numbers(int index) {
        return series.get(index);
    }

    /** Returns the scaling of the output; null for classes and patterns. */
    @Nullable
    OutputScaling unscale() {
        OutputSpec output = contract.outputs().get(0);
        if (output instanceof OutputSpec.Point point) {
            return point.scaling();
        }
        return output instanceof OutputSpec.Quantiles quantiles ? quantiles.scaling() : null;
    }

    /**
     * Returns whether labels are scaled by the window, so that one whose values are all equal has none.
     *
     * @return true if they are
     */
    public boolean scalesBackByWindow() {
        return unscale() instanceof OutputScaling.Window;
    }

    /**
     * Returns the contract.
     *
     * @return the contract
     */
    public OnnxContract contract() {
        return source;
    }

    /**
     * Returns the number of series.
     *
     * @return the number
     */
    public int seriesCount() {
        return series.size();
    }

    /**
     * Returns the number of rows of a series.
     *
     * @param index the index of the series
     * @return the number
     */
    public int length(int index) {
        return series.get(index).length();
    }

    /**
     * Returns the first row that can be an origin: the rows before it do not fill the window.
     *
     * @return its index
     */
    public int firstOrigin() {
        return contract.requiredHistory() - 1;
    }

    /**
     * Returns the number of rows after an origin that its example knows.
     *
     * @return the horizon; 0 for patterns
     */
    public int reach() {
        return contract.horizon();
    }

    /**
     * Returns the number of numbers of a window.
     *
     * @return the lookback times the features
     */
    public int pastSize() {
        return contract.lookback() * contract.width();
    }

    /**
     * Returns the number of known numbers of all steps up to the horizon.
     *
     * @return the horizon times the known values of a step; 0 if there are none
     */
    public int futureSize() {
        InputSpec.KnownFuture future = contract.future();
        return future == null ? 0 : contract.horizon() * future.width();
    }

    /**
     * Returns the number of attributes.
     *
     * @return the number
     */
    public int attributeSize() {
        return contract.attributeNames().size();
    }

    /**
     * Returns the number of labels of an origin.
     *
     * @return one for each step, for each step and class, or for each pattern
     */
    public int labelSize() {
        return labelSize(contract);
    }

    private static int labelSize(Contract contract) {
        OutputSpec output = contract.outputs().get(0);
        if (output instanceof OutputSpec.Patterns patterns) {
            return patterns.patterns().size();
        }
        int steps = contract.steps().size();
        return output instanceof OutputSpec.Probabilities ? steps * Target.Direction.CLASSES.size() : steps;
    }

    /**
     * Returns the rows of a series that are usable as origins: the window, the known future of all steps, the
     * attributes, the values from which changes start and those of the steps are there and fit the network's type. If
     * the output is scaled by the window, a row in whose window all values are equal is not usable: its deviation is 0,
     * and no number of the network would be decoded to a change.
     *
     * @param index the index of the series
     * @param from the first row to look at
     * @param to the row after the last one
     * @return the rows, increasing
     */
    public int[] origins(int index, int from, int to) {
        UsableRows rows = usable.get(index);
        ExampleWriter writer = writer();
        int[] found = new int[Math.max(0, Math.min(to, length(index)) - Math.max(0, from))];
        int count = 0;
        for (int row = Math.max(0, from); row < Math.min(to, length(index)); row++) {
            if (rows.contains(row) && writer.labelled(index, row)) {
                found[count++] = row;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Creates a writer of examples.
     *
     * @return a new writer, for one thread
     */
    public ExampleWriter writer() {
        return new ExampleWriter(this);
    }

    /**
     * Computes the moments of the features, unscaled, over the rows of the windows of some origins, each row once.
     *
     * @param origins for each series some of its {@link #origins}
     * @return the moments of each feature
     */
    public ColumnMoments pastMoments(List<int[]> origins) {
        return ExampleMoments.past(this, origins);
    }

    /**
     * Computes the moments of the known future, unscaled, over the rows of the steps of some origins, each row once.
     *
     * @param origins for each series some of its {@link #origins}
     * @return the moments of each known value of a step
     */
    public ColumnMoments futureMoments(List<int[]> origins) {
        return ExampleMoments.future(this, origins);
    }

    /**
     * Computes the moments of the attributes, unscaled, over the series with at least one origin.
     *
     * @param origins for each series some of its {@link #origins}
     * @return the moments of each attribute
     */
    public ColumnMoments attributeMoments(List<int[]> origins) {
        return ExampleMoments.attributes(this, origins);
    }

    /**
     * Computes the moments of the labels before they are scaled, over all steps of some origins. The mean of a class or
     * a pattern is its share.
     *
     * @param origins for each series some of its {@link #origins}
     * @return the moments of the target's changes, of each class, or of each pattern
     */
    public ColumnMoments labelMoments(List<int[]> origins) {
        return ExampleMoments.labels(this, origins);
    }

    @Override
    public String toString() {
        return "examples of " + series.size() + " series for " + contract.name();
    }
}
