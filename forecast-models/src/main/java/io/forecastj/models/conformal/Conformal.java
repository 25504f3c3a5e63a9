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
 * Entry to conformal prediction: adds intervals to any forecaster or predictor, calibrated on its past errors.
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
 * classes have no points; fitting refuses them with an {@link IllegalArgumentException}. A forecast has quantiles at
 * both ends of each coverage, and the point as its quantile at 0.5. Intervals are finite and contain the point, and a
 * wider coverage contains the narrower ones.
 *
 * <p>Calibration uses forecasts of rows that the member had not seen: five fits of the member on growing parts of the
 * history (or the windows that are {@linkplain Builder#windows given}) forecast the rows after them. Errors are kept by
 * target and step. The final member is then fitted to all rows. An ensemble is fitted only once: its fit has forecasts
 * of rows that it had not seen.
 *
 * <p>With several series each has separate windows, levels and weights. A series with few errors borrows scores from
 * all series. A series not seen in training starts from the pooled scores, in units of the mean absolute change of its
 * own rows. A series is recognised by its id, and a series without an id counts as the one without an id in training:
 * set ids if a predictor will meet other series.
 *
 * <p>In a session of an adaptive predictor each row after the training span first scores the forecasts that are due,
 * those of step h issued h rows before. Then a forecast is issued, requested or not. So each row costs one forecast of
 * the member, in {@code openSession} and in {@code append}. Nothing is allocated unless the member allocates, except
 * with intervals {@linkplain Builder#fromQuantiles from quantiles}.
 *
 * <p>See {@code docs/intervals.md} for advice and measurements.
 */
public final class Conformal {
    private Conformal() {}

    /**
     * Adds intervals that stay as they were in training: the quantile of the last 500 absolute errors of each step
     * (split conformal prediction: Papadopoulos, Proedrou, Vovk and Gammerman, Inductive Confidence Machines for
     * Regression, ECML 2002). No cost in a session. The coverage holds as long as the errors stay as they were in
     * training.
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
     * Adds intervals that follow the errors after training: {@link #aggregated()} levels on errors in units of the
     * recent volatility. The default choice.
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
     * Widens or narrows the member's own quantiles, adapted as by {@link #adaptive}: conformalised quantile regression
     * (Romano, Patterson and Candès, NeurIPS 2019). For members whose quantiles reflect their uncertainty. Fitting
     * refuses a member without these quantiles with an {@link IllegalArgumentException}.
     *
     * @param member a forecaster with quantiles at both ends of every coverage
     * @param coverages the nominal coverages, such as 0.80 and 0.95, each between 0 and 1
     * @return a forecaster with the member's points, named {@code "<member>+cqr"}
     * @throws IllegalArgumentException if there is no coverage, or one is out of range or given twice
     */
    public static Forecaster cqr(Forecaster member, double... coverages) {
        return builder().coverages(coverages).fromQuantiles().volatility(0).build(member);
    }

    /**
     * Adds adaptive intervals to a fitted predictor, such as an imported network: as {@link #adaptive}, calibrated on
     * the given series.
     *
     * @param predictor the predictor, which then belongs to the new one: closing the new one closes it
     * @param calibration series that the predictor was not trained on; if its training span is known, rows up to the
     *     end of that span serve only as history
     * @param coverages the nominal coverages, such as 0.80 and 0.95, each between 0 and 1
     * @return a new predictor with the same points, named {@code "<predictor>+adaptive"}, whose training span ends with
     *     the calibration series; the caller closes it
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
     * Returns the rule without adaptation: the scores stay those of the training.
     *
     * @return split conformal prediction
     */
    public static Adaptation fixed() {
        return new Adaptation.Fixed();
    }

    /**
     * Returns adaptive conformal inference with one step size: the target miss rate follows
     * {@code alpha += gamma (nominal - miss)} at each error, not clipped (Gibbs and Candès, NeurIPS 2021). At step h
     * the step size is {@code gamma / h}, since errors of step h overlap.
     *
     * @param gamma the step size, between 0 and 1; 0.005 to 0.05 are usual
     * @return the adaptation
     * @throws IllegalArgumentException if gamma is not between 0 and 1
     */
    public static Adaptation aci(double gamma) {
        return new Adaptation.Aci(gamma);
    }

    /**
     * Returns adaptive conformal inference at five step sizes from 0.005 to 0.08, weighted online by their pinball
     * loss, so that there is no step size to choose: AgACI (Zaffran, Dieuleveut, Féron, Goude and Josse, ICML 2022),
     * with the weights of ML-Poly and a common target that keeps the combined interval itself at its coverage.
     *
     * <p>That is the rule one step ahead. Further ahead actual values come late, and a rule that answers to them only
     * when they are known is either slow or oscillates. There the width follows the excess of misses over nominal, in
     * which forecasts in flight count with the misses expected of them (Smith, Closer Control of Loops with Dead Time,
     * 1957). {@link Builder#coverageFirst()} lets it follow more strongly.
     *
     * @return the default adaptation
     */
    public static Adaptation aggregated() {
        return new Adaptation.Aggregated();
    }

    /**
     * Creates a builder with the default options; the coverages must be set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builder of forecasters and predictors with intervals. Not thread-safe. */
    public static final class Builder {
        private @Nullable String name;
        private double[] coverages = {};
        private Adaptation adaptation = aggregated();
        private boolean asymmetric;
        private boolean coverageFirst;
        private boolean fromQuantiles;
        private int volatilityRows = ConformalSettings.VOLATILITY_ROWS;
        private int window = ConformalSettings.WINDOW;
        private @Nullable WalkForward windows;

        private Builder() {}

        /**
         * Sets the name that reports show; unless set, the member's with {@code "+split"}, {@code "+aci"},
         * {@code "+adaptive"}, {@code "+coverage-first"} or {@code "+cqr"}.
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
         * Sets the rule by which intervals follow the errors after training; {@link Conformal#aggregated()} unless set.
         *
         * @param adaptation the adaptation
         * @return this builder
         */
        public Builder adaptation(Adaptation adaptation) {
            this.adaptation = Objects.requireNonNull(adaptation, "adaptation");
            return this;
        }

        /**
         * Calibrates the lower and the upper end separately, each at half the miss rate. For members whose errors are
         * skewed. Each end has half as many misses to learn from, so intervals of other members become wider.
         *
         * @return this builder
         */
        public Builder asymmetric() {
            this.asymmetric = true;
            return this;
        }

        /**
         * Puts the coverage two and more steps ahead before the width of the intervals: the coverage of a window of
         * forecasts stays nearer to nominal, and intervals react more strongly to misses, so that their Winkler score
         * is higher. By default the balance is the other way round. One step ahead there is no difference. Only for the
         * adaptation {@link Conformal#aggregated()}. {@code docs/intervals.md} has the measured coverage and Winkler
         * scores of both.
         *
         * @return this builder
         */
        public Builder coverageFirst() {
            this.coverageFirst = true;
            return this;
        }

        /**
         * Widens or narrows the member's own quantiles instead of its points; see {@link Conformal#cqr}.
         *
         * @return this builder
         */
        public Builder fromQuantiles() {
            this.fromQuantiles = true;
            return this;
        }

        /**
         * Sets the number of rows over which the size of recent errors of the first step is averaged, with exponential
         * weights. Errors are scored in units of this average, so intervals follow the volatility.
         *
         * @param rows the rows, 33 unless set; 0 to leave it out
         * @return this builder
         */
        public Builder volatility(int rows) {
            this.volatilityRows = rows;
            return this;
        }

        /**
         * Sets the number of scores kept for each target and step, 500 unless set.
         *
         * @param scores the number, at least what the widest coverage needs: 19 for 0.95, 39 if asymmetric
         * @return this builder
         */
        public Builder window(int scores) {
            this.window = scores;
            return this;
        }

        /**
         * Sets the windows in which the member is fitted and forecasts for the calibration. Unless set, it is fitted
         * five times and forecasts the last third of the rows.
         *
         * <p>If rows remain after the last whole window, one more window has fewer origins. Rows between windows teach
         * nothing. An ensemble learns from the same windows; if different ones are set for it, it is fitted anew in
         * each window.
         *
         * @param windows the windows, over the distinct times of all training series
         * @return this builder
         */
        public Builder windows(WalkForward windows) {
            this.windows = Objects.requireNonNull(windows, "windows");
            return this;
        }

        /**
         * Creates a forecaster.
         *
         * @param member the forecaster of the points
         * @return the forecaster; fitting it fits the member once for each fold and once to all rows
         * @throws IllegalArgumentException if there is no coverage, one is out of range or given twice, the
         *     volatility's rows are negative, the window is too small for the widest coverage or larger than a
         *     million, or {@link #coverageFirst()} meets another adaptation than {@link Conformal#aggregated()}
         */
        public Forecaster build(Forecaster member) {
            Objects.requireNonNull(member, "member");
            return new ConformalForecaster(nameFor(member.name()), member, settings(), windows);
        }

        /**
         * Adds intervals to a fitted predictor; see {@link Conformal#of}.
         *
         * @param predictor the predictor, which then belongs to the new one
         * @param calibration series that the predictor was not trained on
         * @return a new predictor; the caller closes it
         * @throws IllegalArgumentException as {@link #build(Forecaster)}, or if there is no series, a series has no
         *     row, or the predictor forecasts classes or lacks the needed quantiles
         * @throws IllegalStateException if {@link #windows} was called, since nothing is fitted here
         * @throws io.forecastj.InvalidSeriesException if a series lacks a column that the predictor needs
         * @throws io.forecastj.InsufficientHistoryException if the series have too few rows after the training span for
         *     the widest coverage
         */
        public Predictor build(Predictor predictor, List<TimeSeries> calibration) {
            Objects.requireNonNull(predictor, "predictor");
            if (windows != null) {
                throw new IllegalStateException("windows(" + windows + ") contradicts build(predictor, calibration),"
                        + " which fits nothing: the predictor is fitted already; leave out windows(...)");
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
                    window,
                    control());
        }

        private WidthControl control() {
            if (coverageFirst) {
                return WidthControl.COVERAGE_FIRST;
            }
            return adaptation instanceof Adaptation.Aggregated ? WidthControl.BALANCED : WidthControl.NONE;
        }

        private String nameFor(String member) {
            if (name != null) {
                return name;
            }
            if (fromQuantiles) {
                return member + "+cqr";
            }
            if (coverageFirst) {
                return member + "+coverage-first";
            }
            if (adaptation instanceof Adaptation.Aci) {
                return member + "+aci";
            }
            return member + (adaptation instanceof Adaptation.Fixed ? "+split" : "+adaptive");
        }
    }
}
