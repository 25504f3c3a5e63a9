package io.forecastj.lifecycle.trial;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.metrics.PointMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Comparison of the arms of a split, whose keys differ: one loss for each key, as tests of two samples take them.
 *
 * <p>Immutable and thread-safe. A key is one observation, however many forecasts it has, since the errors of one key
 * depend on each other. Keys of different size cannot be pooled in the target's unit: so each absolute error is divided
 * by the naive error of its series, the mean absolute change from row to row ({@link PointMetrics#absoluteScale} with a
 * season of 1, over all rows given), and the loss of a key is the mean of these. A loss of 1 is about as good as the
 * naive forecast one step ahead. A series that never changes has no scale and is left out.
 *
 * <p>{@link #warnings()} names what makes a comparison worthless or doubtful. Read them first. Keys that were served by
 * several arms, as after a change of the shares, belong to no sample and are left out. Decide about the length of the
 * trial before it begins: a test that is repeated until it shows something finds a difference in nothing.
 */
public final class SplitComparison {
    /** The least number of keys of an arm for which the mean of skewed losses is about normal. */
    private static final int FEW = 30;

    private static final double LEVEL = 0.001;

    private final Map<String, List<KeyScore>> scores;
    private final SampleRatio ratio;
    private final int switched;
    private final int unscaled;
    private final List<String> warnings;

    private SplitComparison(Map<String, List<KeyScore>> scores, SampleRatio ratio, int switched, int unscaled) {
        this.scores = scores;
        this.ratio = ratio;
        this.switched = switched;
        this.unscaled = unscaled;
        this.warnings = List.copyOf(collectWarnings());
    }

    /**
     * Compares arms whose keys are the series' ids.
     *
     * @param rows the forecasts with the truth, of one target, with the arm as the model; rows of other models do not
     *     count, and rows without truth only for {@link #sampleRatio()}
     * @param series the series of the rows, for the naive errors; more series do no harm
     * @param shares the shares of the arms, such as {@link SplitPredictor#shares()}
     * @return the comparison
     * @throws IllegalArgumentException if there is no row of the arms, rows are of several targets, there is no series
     *     of a row, or the shares do not add up to 1
     */
    public static SplitComparison of(
            Collection<ForecastRow> rows, List<TimeSeries> series, Map<String, Double> shares) {
        return of(rows, series, shares, Function.identity());
    }

    /**
     * Compares arms.
     *
     * @param rows the forecasts with the truth, of one target, with the arm as the model; rows of other models do not
     *     count, and rows without truth only for {@link #sampleRatio()}
     * @param series the series of the rows, for the naive errors; more series do no harm
     * @param shares the shares of the arms, such as {@link SplitPredictor#shares()}
     * @param keyOfSeries returns the key of a series by its id, the one that {@link SplitPredictor.Builder#key} returns
     *     for the series
     * @return the comparison
     * @throws IllegalArgumentException if there is no row of the arms, rows are of several targets, there is no series
     *     of a row, or the shares do not add up to 1
     */
    public static SplitComparison of(
            Collection<ForecastRow> rows,
            List<TimeSeries> series,
            Map<String, Double> shares,
            Function<String, String> keyOfSeries) {
        List<ForecastRow> ofArms =
                rows.stream().filter(row -> shares.containsKey(row.model())).toList();
        if (ofArms.isEmpty()) {
            throw new IllegalArgumentException("there is no forecast of the arms " + shares.keySet());
        }
        OriginPairs.requireOneTarget(ofArms);
        Map<String, Double> scales = scales(ofArms, series);
        Map<String, TreeMap<String, KeyScore.Sum>> sums = new LinkedHashMap<>();
        shares.keySet().forEach(arm -> sums.put(arm, new TreeMap<>()));
        Map<String, TreeSet<String>> armsOf = new HashMap<>();
        for (ForecastRow row : ofArms) {
            String key = keyOfSeries.apply(row.id());
            armsOf.computeIfAbsent(key, ignored -> new TreeSet<>()).add(row.model());
            double scale = Objects.requireNonNull(scales.get(row.id()));
            double error = (row.actual() - row.forecast());
            if (Double.isFinite(error) && scale > 0) {
                Objects.requireNonNull(sums.get(row.model()))
                        .computeIfAbsent(key, ignored -> new KeyScore.Sum())
                        .add(error, scale, row.step());
            }
        }
        Map<String, Integer> assigned = new HashMap<>();
        armsOf.values().forEach(arms -> arms.forEach(arm -> assigned.merge(arm, 1, Integer::sum)));
        armsOf.values().removeIf(arms -> arms.size() == 1);
        Map<String, List<KeyScore>> scores = new LinkedHashMap<>();
        sums.forEach((arm, byKey) -> {
            byKey.keySet().removeAll(armsOf.keySet());
            scores.put(arm, byKey.values().stream().map(KeyScore.Sum::mean).toList());
        });
        int unscaled =
                (int) scales.values().stream().filter(scale -> !(scale > 0)).count();
        return new SplitComparison(scores, SampleRatio.of(assigned, shares), armsOf.size(), unscaled);
    }

    /** Returns the naive error of each series that the rows name; NaN for one that never changes. */
    private static Map<String, Double> scales(List<ForecastRow> rows, List<TimeSeries> series) {
        Map<String, TimeSeries> byId = new HashMap<>();
        series.forEach(one -> byId.put(one.id(), one));
        Map<String, Double> scales = new HashMap<>();
        for (ForecastRow row : rows) {
            if (!scales.containsKey(row.id())) {
                TimeSeries one = byId.get(row.id());
                if (one == null || !one.hasColumn(row.target())) {
                    throw new IllegalArgumentException("there is no series '" + row.id() + "' with the column '"
                            + row.target() + "' among the " + series.size() + " given: errors cannot be scaled");
                }
                scales.put(row.id(), PointMetrics.absoluteScale(one.values(row.target()), 1));
            }
        }
        return scales;
    }

    /** {@return the names of the arms in the order of the shares, unmodifiable} */
    public List<String> arms() {
        return List.copyOf(scores.keySet());
    }

    /**
     * Returns the losses of an arm.
     *
     * @param arm the arm's name
     * @return a new array with one loss for each key, in the order of the keys
     * @throws IllegalArgumentException if there is no such arm
     */
    public double[] losses(String arm) {
        return values(arm, KeyScore::loss);
    }

    /**
     * Returns the mean loss of an arm.
     *
     * @param arm the arm's name
     * @return the mean, without a unit; NaN if no key of the arm has a loss
     * @throws IllegalArgumentException if there is no such arm
     */
    public double meanLoss(String arm) {
        return StatUtils.mean(losses(arm));
    }

    /**
     * Tests whether the mean losses of two arms differ by more than chance.
     *
     * @param arm the first arm's name
     * @param other the other arm's name
     * @return the difference; empty if an arm has fewer than two keys with a loss
     * @throws IllegalArgumentException if there is no such arm
     */
    public Optional<ArmDifference> difference(String arm, String other) {
        double[] losses = losses(arm);
        double[] others = losses(other);
        return losses.length < 2 || others.length < 2
                ? Optional.empty()
                : Optional.of(ArmDifference.of(arm, losses, other, others));
    }

    /** {@return the check of the numbers of keys of each arm, with or without known truth, against the shares} */
    public SampleRatio sampleRatio() {
        return ratio;
    }

    /** {@return the number of keys that were served by several arms} */
    public int switchedKeys() {
        return switched;
    }

    /** {@return the number of series that never change, which have no scale} */
    public int unscaledSeries() {
        return unscaled;
    }

    /**
     * Returns what makes this comparison worthless or doubtful: numbers of keys that do not fit the shares, keys that
     * were served by several arms, arms with fewer than 30 keys, and arms whose keys differ by more than chance in
     * size, steps or number of forecasts.
     *
     * @return readable sentences, the worst first, unmodifiable; empty if there is nothing to say
     */
    public List<String> warnings() {
        return warnings;
    }

    private List<String> collectWarnings() {
        List<String> found = new ArrayList<>();
        if (ratio.mismatch()) {
            found.add("the numbers of keys do not fit the shares: " + ratio);
        }
        if (switched > 0) {
            found.add(switched + " keys were served by several arms and are left out");
        }
        scores.forEach((arm, keys) -> {
            if (keys.size() < FEW) {
                found.add("arm '" + arm + "' has " + keys.size() + " keys with a loss, fewer than " + FEW);
            }
        });
        List<String> arms = arms();
        for (int i = 1; i < arms.size(); i++) {
            addMix(found, "size, by the naive error", arms.get(0), arms.get(i), KeyScore::logScale);
            addMix(found, "their steps", arms.get(0), arms.get(i), KeyScore::step);
            addMix(found, "the number of forecasts", arms.get(0), arms.get(i), KeyScore::pairs);
        }
        return found;
    }

    private void addMix(List<String> found, String what, String arm, String other, ToDoubleFunction<KeyScore> value) {
        double[] values = values(arm, value);
        double[] others = values(other, value);
        if (values.length >= 2 && others.length >= 2) {
            double pValue = ArmDifference.of(arm, values, other, others).pValue();
            if (pValue < LEVEL) {
                found.add("the keys of '" + arm + "' and '" + other + "' differ in " + what + ": means "
                        + StatUtils.mean(values) + " and " + StatUtils.mean(others) + ", p = " + pValue);
            }
        }
    }

    private double[] values(String arm, ToDoubleFunction<KeyScore> value) {
        return scores.getOrDefault(requireArm(arm), Collections.emptyList()).stream()
                .mapToDouble(value)
                .toArray();
    }

    private String requireArm(String arm) {
        if (!scores.containsKey(arm)) {
            throw new IllegalArgumentException("no arm '" + arm + "'; there are " + arms());
        }
        return arm;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("mean losses");
        scores.forEach((arm, keys) -> text.append(" '")
                .append(arm)
                .append("' ")
                .append(meanLoss(arm))
                .append(" of ")
                .append(keys.size())
                .append(" keys,"));
        text.append(' ').append(ratio);
        warnings.forEach(warning -> text.append("; ").append(warning));
        return text.toString();
    }
}
