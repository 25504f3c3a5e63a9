package io.forecastj.models.conformal;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts intervals around any forecaster or predictor, learnt from how its forecasts turned out.
 *
 * <p>All methods are static and thread-safe; the builder is not.
 *
 * <pre>{@code
 * Forecaster model = Conformal.adaptive(linear, 0.80, 0.95);
 * try (Predictor predictor = model.fit(series)) {
 *     Interval range = predictor.predict(series).interval(1, 0.95);
 * }
 * }</pre>
 *
 * <p>The point forecasts are the member's, bit for bit, and so are their status and its reasons. Members that forecast
 * classes have no points; fitting refuses them with an {@link IllegalArgumentException}. Quantiles stand at both
 * ends of each coverage, and at 0.5 is the point. Intervals are finite, contain the point, and a wider coverage contains
 * the narrower ones.
 *
 * <p>Calibration uses forecasts of rows that the member had not seen: five fits of the member on growing parts of the
 * history (or the windows that are {@linkplain Builder#windows given}) forecast the rows after them. Errors are kept by
 * target and step. The member that serves is then fitted to all rows. With several series each has windows, levels and
 * weights of its own; a series with few errors borrows scores from all, and one that was never seen starts from the
 * pooled ones, in units of the mean absolute change of its own rows. A series is recognised by its id, and one
 * without an id counts as the one without an id in training: give ids where a predictor will meet other series.
 *
 * <p>In a session of an adaptive predictor each row after the training span first scores the forecasts that are due, of
 * step h those of h rows before, then a forecast is issued, whether or not anybody asks for it: one forecast of the
 * member a row is the cost, in {@code openSession} and {@code append} alike. Allocation-free if the member is, but for
 * intervals {@linkplain Builder#fromQuantiles from quantiles}.
 *
 * <p>What to take, and what was measured, is in {@code docs/intervals.md}.
 */
public final class Conformal {
    private Conformal() {}

    /**
     * Intervals as they were in training: the quantile of the last 500 absolute errors of each step (split conformal
     * prediction: Papadopoulos, Proedrou, Vovk and Gammerman, Inductive Confidence Machines for Regression, ECML 2002).
     * No cost in a session. They cover what they promise for as long as errors stay as they were.
     *
     * @param member the forecaster
     * @param coverages the nominal coverages, such as 0.80 and 0.95, each between 0 and 1
     * @return a forecaster with the member's points, named {@code "<member>+split"}
     * @throws IllegalArgumentException if there is no coverage, or one is out of range or given twice
     */
    public static Forecaster split(Forecaster member, double... coverages) {
        return builder().coverages(coverages).adaptation(fixed()).volatility(0).build(member);
    }

    /**
     * Intervals that follow the errors: {@link #aggregated()} levels on errors in units of the recent volatility. The
     * choice unless something speaks against it.
     *
     * @param member the forecaster
     * @param coverages the nominal coverages, such as 0.80 and 0.95, each between 0 and 1
     * @return a forecaster with the member's points, named {@code "<member>+adaptive"}
     * @throws IllegalArgumentException if there is no coverage, or one is out of range or given twice
     */
    public static Forecaster adaptive(Forecaster member, double... coverages) {
        return builder().coverages(coverages).build(member);
    }

    /**
     * Intervals that widen or narrow the member's own quantiles, adapted as by {@link #adaptive}: conformalised quantile
     * regression (Romano, Patterson and Candès, NeurIPS 2019). For members that know when they are uncertain. Fitting
     * refuses a member without these quantiles with an {@link IllegalArgumentException}.
     *
     * @param member a forecaster that gives quantiles at both ends of every coverage
     * @param coverages the nominal coverages, such as 0.80 and 0.95, each between 0 and 1
     * @return a forecaster with the member's points, named {@code "<member>+cqr"}
     * @throws IllegalArgumentException if there is no coverage, or one is out of range or given twice
     */
    public static Forecaster cqr(Forecaster member, double... coverages) {
        return builder().coverages(coverages).fromQuantiles().volatility(0).build(member);
    }

    /**
     * Puts adaptive intervals around a predictor that is fitted already, such as an imported network: as {@link
     * #adaptive}, calibrated on the series given.
     *
     * @param predictor the predictor, which belongs to the new one: closing that closes it
     * @param calibration series that the predictor was not trained on; of one that tells its training span, rows up to
     *     its end are history alone
     * @param coverages the nominal coverages, such as 0.80 and 0.95, each between 0 and 1
     * @return a new predictor with the same points, named {@code "<predictor>+adaptive"}, whose training span ends where
     *     the calibration series do; the caller closes it
     * @throws IllegalArgumentException if there is no series or coverage, a series has no row, a coverage is out of
     *     range or given twice, or the predictor forecasts classes
     * @throws io.forecastj.InvalidSeriesException if a series lacks a column that the predictor needs
     * @throws io.forecastj.InsufficientHistoryException if the series have too few rows after the training span for the
     *     widest coverage
     */
    public static Predictor of(Predictor predictor, List<TimeSeries> calibration, double... coverages) {
        return builder().coverages(coverages).build(predictor, calibration);
    }

    /**
     * No adaptation: scores of the training stay the last ones.
     *
     * @return split conformal prediction
     */
    public static Adaptation fixed() {
        return new Adaptation.Fixed();
    }

    /**
     * Adaptive conformal inference with one step size: the miss rate aimed at follows {@code alpha += gamma (nominal -
     * miss)} at each error, not clipped (Gibbs and Candès, NeurIPS 2021). At step h the step size is {@code gamma / h},
     * since errors of step h overlap.
     *
     * @param gamma the step size, between 0 and 1; 0.005 to 0.05 are usual
     * @return the adaptation
     * @throws IllegalArgumentException if gamma is not between 0 and 1
     */
    public static Adaptation aci(double gamma) {
        return new Adaptation.Aci(gamma);
    }

    /**
     * Adaptive conformal inference at five step sizes from 0.005 to 0.08, weighted online by their pinball loss, so that
     * none must be chosen: AgACI (Zaffran, Dieuleveut, Féron, Goude and Josse, ICML 2022), with the weights of ML-Poly
     * and a common target that keeps the combined interval itself at its coverage.
     *
     * @return the default adaptation
     */
    public static Adaptation aggregated() {
        return new Adaptation.Aggregated();
    }

    /**
     * Starts a choice of options; the coverages must be set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options of intervals. Not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private double[] coverages = {};
        private Adaptation adaptation = aggregated();
        private boolean asymmetric;
        private boolean fromQuantiles;
        private int volatilityRows = ConformalSettings.VOLATILITY_ROWS;
        private int window = ConformalSettings.WINDOW;
        private @Nullable WalkForward windows;

        private Builder() {}

        /**
         * Sets the name that reports show; unless set, the member's with {@code "+split"}, {@code "+aci"}, {@code
         * "+adaptive"} or {@code "+cqr"}.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the nominal coverages.
         *
         * @param coverages the coverages, such as 0.80 and 0.95, in any order
         * @return this builder
         */
        public Builder coverages(double... coverages) {
            this.coverages = coverages.clone();
            return this;
        }

        /**
         * Sets how intervals follow the errors after training; {@link Conformal#aggregated()} unless set.
         *
         * @param adaptation the adaptation
         * @return this builder
         */
        public Builder adaptation(Adaptation adaptation) {
            this.adaptation = Objects.requireNonNull(adaptation, "adaptation");
            return this;
        }

        /**
         * Calibrates the two ends each by itself, at half the miss rate. For members whose errors lean to one side. Each
         * end has half as many misses to learn from, so intervals of other members get wider.
         *
         * @return this builder
         */
        public Builder asymmetric() {
            this.asymmetric = true;
            return this;
        }

        /**
         * Widens or narrows the member's own quantiles in place of its points; see {@link Conformal#cqr}.
         *
         * @return this builder
         */
        public Builder fromQuantiles() {
            this.fromQuantiles = true;
            return this;
        }

        /**
         * Sets over how many rows the size of the recent errors of the first step is averaged, exponentially weighted:
         * errors are scored in units of it, so intervals narrow and widen with the volatility.
         *
         * @param rows the rows, 33 unless set; 0 to leave it out
         * @return this builder
         */
        public Builder volatility(int rows) {
            this.volatilityRows = rows;
            return this;
        }

        /**
         * Sets how many scores of each target and step are kept, 500 unless set.
         *
         * @param scores the number, at least as many as the widest coverage needs: 19 for 0.95, 39 if asymmetric
         * @return this builder
         */
        public Builder window(int scores) {
            this.window = scores;
            return this;
        }

        /**
         * Sets where the member is fitted and what it forecasts for the calibration. Unless set, it is fitted five times
         * and forecasts the last third of the rows.
         *
         * @param windows the windows, over the distinct times of all training series
         * @return this builder
         */
        public Builder windows(WalkForward windows) {
            this.windows = Objects.requireNonNull(windows, "windows");
            return this;
        }

        /**
         * Makes a forecaster.
         *
         * @param member the forecaster whose points it gives
         * @return the forecaster; fitting it fits the member once for each fold and once to all rows
         * @throws IllegalArgumentException if there is no coverage, one is out of range or given twice, the volatility's
         *     rows are negative, or the window is too small for the widest coverage or larger than a million
         */
        public Forecaster build(Forecaster member) {
            Objects.requireNonNull(member, "member");
            return new ConformalForecaster(nameFor(member.name()), member, settings(), windows);
        }

        /**
         * Puts intervals around a predictor that is fitted already; see {@link Conformal#of}.
         *
         * @param predictor the predictor, which belongs to the new one
         * @param calibration series that the predictor was not trained on
         * @return a new predictor; the caller closes it
         * @throws IllegalArgumentException as {@link #build(Forecaster)}, or if there is no series, or the predictor
         *     forecasts classes or lacks the quantiles that are asked of it
         * @throws IllegalStateException if {@link #windows} was called, since nothing is fitted here
         * @throws io.forecastj.InsufficientHistoryException if the series have too few rows after the training span for
         *     the widest coverage
         */
        public Predictor build(Predictor predictor, List<TimeSeries> calibration) {
            Objects.requireNonNull(predictor, "predictor");
            if (windows != null) {
                throw new IllegalStateException(
                        "windows(" + windows + ") contradicts build(predictor, calibration): the"
                                + " windows are those of fits, and the predictor is fitted already; leave out windows(...)");
            }
            return GivenMember.calibrate(
                    nameFor(predictor.info().name()), predictor, settings(), List.copyOf(calibration));
        }

        private ConformalSettings settings() {
            return new ConformalSettings(
                    Arrays.stream(coverages).boxed().toList(),
                    adaptation,
                    asymmetric,
                    fromQuantiles,
                    volatilityRows,
                    window);
        }

        private String nameFor(String member) {
            if (name != null) {
                return name;
            }
            if (fromQuantiles) {
                return member + "+cqr";
            }
            if (adaptation instanceof Adaptation.Aci) {
                return member + "+aci";
            }
            return member + (adaptation instanceof Adaptation.Fixed ? "+split" : "+adaptive");
        }
    }
}
