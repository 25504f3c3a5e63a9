package io.forecastj.training;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.TimeSeries;
import io.forecastj.models.onnx.ColumnMoments;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.ExampleSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The origins of many series, split by time: the last ones of each series validate, and those train whose labels end no
 * later than the first of them. A series that is too short for both only trains.
 *
 * <p>Immutable and thread-safe; all orders are those of the series and their rows. What is fitted on the training part
 * ({@link #past}, {@link #future}, {@link #attributes}, {@link #labels}) depends on no row after the first validation
 * origin.
 */
final class TrainingSet {
    /** Most that the weight of a rare class exceeds that of a class of the mean share. */
    private static final double MOST_CLASS_WEIGHT = 100;

    private final String name;
    private final ContractExamples examples;
    private final List<TimeSeries> series;
    private final List<ExampleSplit> splits;
    private final @Nullable String weights;
    private final List<int[]> training;

    private TrainingSet(
            String name,
            ContractExamples examples,
            List<TimeSeries> series,
            List<ExampleSplit> splits,
            @Nullable String weights) {
        this.name = name;
        this.examples = examples;
        this.series = series;
        this.splits = splits;
        this.weights = weights;
        this.training = origins(ExampleSplit::trainFrom, ExampleSplit::trainTo);
    }

    /**
     * Splits the origins of examples.
     *
     * @param name the name of the forecaster, for messages
     * @param examples the examples of the series
     * @param series the series
     * @param fraction the share of each series' origins that validate; 0 if none shall
     * @param weights the column with the weights of the origins, or null for equal ones
     * @throws InsufficientHistoryException if no series is long enough; the message says how many rows one needs
     */
    static TrainingSet of(
            String name,
            ContractExamples examples,
            List<TimeSeries> series,
            double fraction,
            @Nullable String weights) {
        int first = examples.firstOrigin();
        int reach = examples.reach();
        List<ExampleSplit> splits = splits(series, first, reach, fraction);
        int longest = series.stream().mapToInt(TimeSeries::length).max().orElse(0);
        int fewest = ExampleSplit.fewestRows(first, reach, fraction);
        if (longest < fewest) {
            throw new InsufficientHistoryException("'" + name + "' needs a series of at least " + fewest + " rows: "
                    + (first + 1) + " up to an origin, " + reach + " after it"
                    + (fraction > 0 ? ", and those of a validation part of " + fraction + " of the origins" : "")
                    + "; the longest of " + series.size() + " has " + longest);
        }
        return new TrainingSet(name, examples, series, splits, weights);
    }

    private static List<ExampleSplit> splits(List<TimeSeries> series, int first, int reach, double fraction) {
        return series.stream()
                .map(one -> ExampleSplit.of(one.length(), first, reach, fraction))
                .toList();
    }

    /**
     * Returns the rows of each series that the training part sees, to fit features on before there are examples.
     *
     * @param first the first row that can be an origin
     * @param reach the number of rows from an origin to the end of its label
     * @param fraction the share of each series' origins that validate
     */
    static List<TimeSeries> trainingRows(List<TimeSeries> series, int first, int reach, double fraction) {
        return series.stream()
                .map(one -> one.head(
                        ExampleSplit.of(one.length(), first, reach, fraction).dataTo()))
                .toList();
    }

    /** Returns the same split of examples with another scaling. */
    TrainingSet with(ContractExamples scaled) {
        return new TrainingSet(name, scaled, series, splits, weights);
    }

    private List<int[]> origins(ToIntFunction<ExampleSplit> from, ToIntFunction<ExampleSplit> to) {
        List<int[]> origins = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            ExampleSplit split = splits.get(i);
            int[] usable = examples.origins(i, from.applyAsInt(split), to.applyAsInt(split));
            origins.add(weights == null ? usable : weighted(series.get(i), weights, usable));
        }
        return origins;
    }

    /** Leaves out the origins of the weight 0, which scalers and shares of classes shall not see either. */
    private static int[] weighted(TimeSeries one, String weights, int[] origins) {
        int column = one.columnIndex(weights);
        return Arrays.stream(origins)
                .filter(origin -> one.value(origin, column) != 0)
                .toArray();
    }

    /** Returns the moments of the features, unscaled, over the rows of the training windows. */
    ColumnMoments past() {
        return examples.pastMoments(training);
    }

    /** Returns the moments of the known future, unscaled, over the rows of the training steps. */
    ColumnMoments future() {
        return examples.futureMoments(training);
    }

    /** Returns the moments of the attributes, unscaled, over the series that train. */
    ColumnMoments attributes() {
        return examples.attributeMoments(training);
    }

    /** Returns the moments of the training labels, unscaled: of all changes, of each class, or of each pattern. */
    ColumnMoments labels() {
        return examples.labelMoments(training);
    }

    /**
     * Returns a weight for each class: the inverse of its share among the training labels, at most 100 times that of a
     * class of the mean share, and so that the mean over all labels is 1.
     */
    double[] classWeights() {
        double[] shares = labels().means();
        double[] classes = new double[shares.length];
        double mean = 0;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Math.min(MOST_CLASS_WEIGHT, 1 / (shares.length * shares[i]));
            mean += shares[i] * classes[i];
        }
        for (int i = 0; i < classes.length; i++) {
            classes[i] /= mean;
        }
        return classes;
    }

    /**
     * Returns the rows that train.
     *
     * @throws InsufficientHistoryException if there is none with a weight above 0
     * @throws io.forecastj.InvalidSeriesException if a weight is NaN, negative or infinite
     */
    ExampleRows training() {
        return rows(training, "train on");
    }

    /**
     * Returns the rows that validate; none if the fraction is 0.
     *
     * @throws InsufficientHistoryException if there is none with a weight above 0, though some should validate
     * @throws io.forecastj.InvalidSeriesException if a weight is NaN, negative or infinite
     */
    ExampleRows validation() {
        List<int[]> origins = origins(ExampleSplit::validFrom, ExampleSplit::validTo);
        boolean some = splits.stream().anyMatch(split -> split.validFrom() < split.validTo());
        return some ? rows(origins, "validate with") : ExampleRows.of(examples, series, origins, weights);
    }

    private ExampleRows rows(List<int[]> origins, String purpose) {
        ExampleRows rows = ExampleRows.of(examples, series, origins, weights);
        if (rows.size() == 0) {
            throw new InsufficientHistoryException("'" + name + "' has no example to " + purpose
                    + ": one needs " + (examples.firstOrigin() + 1) + " rows up to its origin and " + examples.reach()
                    + " after it, without missing values in its window and in what follows"
                    + (examples.scalesBackByWindow() ? ", and with different values in its window" : "")
                    + (weights == null ? "" : ", and a weight above 0 in '" + weights + "'"));
        }
        return rows;
    }
}
