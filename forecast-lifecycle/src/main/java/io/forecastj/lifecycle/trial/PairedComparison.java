package io.forecastj.lifecycle.trial;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.backtest.significance.BlockBootstrap;
import io.forecastj.backtest.significance.DieboldMariano;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Comparison of two models that forecast the same values, as in a shadow trial: their losses at each origin, in the
 * order of time, as tests of significance take them.
 *
 * <p>Immutable and thread-safe. Only values that both models forecast, and whose truth is known, count; so neither
 * gains by forecasts that the other one did not make. The losses and the test are defined as those of a backtest
 * ({@link io.forecastj.backtest.ModelScores#losses()}), but need neither every row of the series nor the value at the
 * origin, which a log of live forecasts may lack. {@link #scores} gives all scores of a backtest once the series are at
 * hand.
 *
 * <p>A test that is repeated with each new row, until it shows something, finds a difference in nothing: decide about
 * the length of the trial before it begins.
 */
public final class PairedComparison {
    /** The least number of origins without common test rows that the test needs, as in a backtest. */
    private static final int LEAST = 4;

    private final String champion;
    private final String challenger;
    private final OriginPairs pairs;
    private final double[] ofChampion;
    private final double[] ofChallenger;
    private final int overlap;

    private PairedComparison(String champion, String challenger, OriginPairs pairs) {
        this.champion = champion;
        this.challenger = challenger;
        this.pairs = pairs;
        TreeMap<Instant, List<OriginPairs.Pair>> byOrigin = pairs.byOrigin();
        this.ofChampion = new double[byOrigin.size()];
        this.ofChallenger = new double[byOrigin.size()];
        double mean = pairs.list().size() / (double) byOrigin.size();
        int at = 0;
        for (List<OriginPairs.Pair> one : byOrigin.values()) {
            for (OriginPairs.Pair pair : one) {
                ofChampion[at] += squaredError(pair.champion());
                ofChallenger[at] += squaredError(pair.challenger());
            }
            ofChampion[at] /= mean;
            ofChallenger[at] /= mean;
            at++;
        }
        this.overlap = overlap(byOrigin);
    }

    private static double squaredError(ForecastRow row) {
        double error = row.actual() - row.forecast();
        return error * error;
    }

    /** Returns the largest number of successive origins before the last time that the first of them forecasts. */
    private static int overlap(TreeMap<Instant, List<OriginPairs.Pair>> byOrigin) {
        List<Instant> origins = new ArrayList<>(byOrigin.keySet());
        NavigableSet<Instant> sorted = byOrigin.navigableKeySet();
        int most = 1;
        for (Map.Entry<Instant, List<OriginPairs.Pair>> one : byOrigin.entrySet()) {
            Instant end = one.getValue().stream()
                    .map(pair -> pair.champion().time())
                    .max(Instant::compareTo)
                    .orElseThrow();
            Instant last = sorted.lower(end);
            if (last != null) { // the origin itself is before the end
                int span =
                        Collections.binarySearch(origins, last) - Collections.binarySearch(origins, one.getKey()) + 1;
                most = Math.max(most, span);
            }
        }
        return most;
    }

    /**
     * Compares two models.
     *
     * @param rows the forecasts of both with the truth, of one target and any number of series; rows of other models
     *     and rows without truth do not count
     * @param champion the name of the first model
     * @param challenger the name of the other one
     * @return the comparison
     * @throws IllegalArgumentException if the names are equal, rows of the two are of several targets, a forecast
     *     occurs twice, or the truth of a value differs between the two
     */
    public static PairedComparison of(Collection<ForecastRow> rows, String champion, String challenger) {
        return new PairedComparison(champion, challenger, OriginPairs.of(rows, champion, challenger));
    }

    /** {@return the name of the first model} */
    public String champion() {
        return champion;
    }

    /** {@return the name of the other model} */
    public String challenger() {
        return challenger;
    }

    /** {@return the number of values that both models forecast and whose truth is known} */
    public int pairs() {
        return pairs.list().size();
    }

    /** {@return the number of forecasts with known truth that only one of the two made} */
    public int unpaired() {
        return pairs.unpaired();
    }

    /** {@return the number of times of origins, the length of {@link #losses}} */
    public int origins() {
        return ofChampion.length;
    }

    /**
     * Returns the losses of a model, one for each time of an origin, in the order of time: the sum of the squared
     * errors of all its steps and series, divided by the mean number of pairs of an origin, so that their mean is the
     * mean squared error.
     *
     * @param model the name of one of the two
     * @return a new array, in the square of the target's unit
     * @throws IllegalArgumentException if the model is neither of the two
     */
    public double[] losses(String model) {
        if (!model.equals(champion) && !model.equals(challenger)) {
            throw new IllegalArgumentException(
                    "no model '" + model + "'; there are '" + champion + "' and '" + challenger + "'");
        }
        return (model.equals(champion) ? ofChampion : ofChallenger).clone();
    }

    /**
     * Returns the number of successive origins over which losses depend on each other: as far as forecasts overlap, and
     * at least the cube root of their number. {@link DieboldMariano} takes it as the horizon.
     *
     * @return the number, at least 1; 0 without origins
     */
    public int horizon() {
        return origins() == 0 ? 0 : BlockBootstrap.usualBlock(origins(), overlap);
    }

    /**
     * Returns the mean squared error of the challenger minus that of the champion.
     *
     * @return the difference, in the square of the target's unit, negative if the challenger is better; NaN without
     *     pairs
     */
    public double meanDifference() {
        return StatUtils.mean(ofChallenger) - StatUtils.mean(ofChampion);
    }

    /**
     * Tests whether the difference is more than chance, as a backtest does ({@link
     * io.forecastj.backtest.ModelScores#against}).
     *
     * @return the test, whose statistic is negative if the challenger is better; empty if there are fewer than four
     *     origins whose forecasts have no row in common
     */
    public Optional<DieboldMariano> test() {
        return origins() < LEAST * overlap
                ? Optional.empty()
                : Optional.of(DieboldMariano.of(ofChallenger, ofChampion, horizon(), DieboldMariano.Variance.COSINES));
    }

    /**
     * Returns the scores of both models beside those of the naive forecasts.
     *
     * @param series the series of the compared rows, each with every row from the first origin to the last value
     * @return the result of {@link Backtest#score(Collection, List)} for the pairs of this comparison
     * @throws IllegalArgumentException as of that method; if there are no pairs too
     */
    public BacktestResult scores(List<TimeSeries> series) {
        List<ForecastRow> rows = new ArrayList<>();
        pairs.list().forEach(pair -> rows.addAll(Arrays.asList(pair.champion(), pair.challenger())));
        return Backtest.score(rows, series);
    }

    @Override
    public String toString() {
        return "'" + challenger + "' against '" + champion + "': mean squared error " + StatUtils.mean(ofChallenger)
                + " against " + StatUtils.mean(ofChampion)
                + test().map(one -> ", two-sided p = " + one.pValue()).orElse(", too few origins to test") + ", "
                + pairs()
                + " pairs at " + origins() + " origins, " + unpaired() + " forecasts without a partner";
    }
}
