package io.forecastj.models.conformal;

import java.util.Arrays;

/**
 * Keeps one bound two or more steps ahead at its nominal miss rate by its width: integral control with compensation of
 * the dead time.
 *
 * <p>The actual value of step h comes h rows after the forecast. A width that answers to misses only when they are
 * known goes on growing while forecasts that are wide already are in flight, and then shrinks too far: it oscillates.
 * The remedy of control theory for dead time is to subtract what is already expected of the corrections on their way
 * (O. J. M. Smith, Closer Control of Loops with Dead Time, Chemical Engineering Progress 53, 1957). Here the excess of
 * misses over nominal counts every issued forecast, with its miss if known and with the expected one otherwise:
 *
 * <pre>{@code
 * excess = sum over known forecasts of (miss - nominal) + sum over those in flight of (expected - nominal)
 * bound  = centre + (quantile - centre) f(gain cbrt(nominal) excess)
 * f(x)   = sqrt(1 + x) if x >= 0, exp(x) if x < 0
 * }</pre>
 *
 * <p>The quantile is the window's conformal quantile at the nominal rate. An integral of the misses bounds the
 * deviation of any window: between two rows the misses beyond nominal are the difference of the excess there
 * (Angelopoulos, Candès and Tibshirani, Conformal PID Control for Time Series Prediction, NeurIPS 2023). The gain grows
 * with the cube root of the nominal rate r: the deviation of a window is alike for all rates if the gain is
 * proportional to r (1 - r) by the derivative of the miss rate in the logarithm of the width, and for normal errors
 * that is within a tenth of the cube root from r = 0.01 to 0.2. Wide intervals cost in proportion to their width and
 * narrow ones are soon paid for by misses, so f grows slowly above 1 and falls fast below.
 *
 * <p>The expected miss of a new forecast is its conformal p-value: one plus the number of scores beyond the bound, by
 * one plus the number of scores (Vovk, Gammerman and Shafer, 2005). Errors of neighbouring origins overlap, so misses
 * come in runs, and in flight more can be known: as the forecasts that the same origin made of earlier rows are scored,
 * the expected miss becomes the frequency of misses among past forecasts whose score at that earlier step was as far
 * out. Far out is measured by the ratio of the score's p-value to that of the bound, in classes of powers of two.
 */
final class WidthTracker implements BoundTracker {
    private static final int BOUND = 0;
    private static final int ISSUED = 1;
    private static final int EXPECTED = 2;
    private static final int CLASS = 3;

    /** Classes of the ratio of two p-values: below 1/4, to 1/2, to 1, to 2, to 4, to 8, to 16, and above. */
    private static final int CLASSES = 8;

    private static final int FIRST_EXPONENT = -3;
    /** Number of forecasts that the nominal rate counts for in a frequency. */
    private static final double PRIOR = 10;
    /** Limits of x: factors of the width from 0.05 to 7. */
    private static final double NARROWEST = -3;

    private static final double WIDEST = 48;
    /**
     * Limits of the excess. Without them it would grow as long as no width helps, such as in a constant stretch, and
     * would have to be made up for later.
     */
    private static final double FEWEST = -25;

    private static final double MOST = 100;

    private final double nominal;
    private final double gain;
    private final boolean oneSided;
    private final double memory;
    private final double[] frequencies;
    private final double[] counts;
    private final int earlier;
    private double excess;

    /**
     * Creates a tracker.
     *
     * @param nominal the miss rate to keep
     * @param earlier the number of earlier steps whose scores revise the expected misses
     */
    WidthTracker(double nominal, ConformalSettings settings, int earlier) {
        this.nominal = nominal;
        this.gain = settings.control().gain() * StrictMath.cbrt(nominal);
        this.oneSided = settings.asymmetric();
        this.memory = settings.window();
        this.earlier = earlier;
        this.frequencies = new double[earlier * CLASSES];
        this.counts = new double[earlier * CLASSES];
        Arrays.fill(frequencies, nominal);
    }

    static int width(int earlier) {
        return CLASS + earlier;
    }

    static int stateSize(int earlier) {
        return 1 + 2 * earlier * CLASSES;
    }

    /** Returns true if the frequencies of a finite state lie between 0 and 1 and no count is negative. */
    static boolean valid(double[] state, int earlier) {
        int classes = earlier * CLASSES;
        return Arrays.stream(state).skip(1).allMatch(number -> number >= 0)
                && Arrays.stream(state, 1, 1 + classes).allMatch(frequency -> frequency <= 1);
    }

    @Override
    public int width() {
        return width(earlier);
    }

    @Override
    public int stateSize() {
        return stateSize(earlier);
    }

    /** Returns the misses beyond nominal, those of forecasts in flight as expected. */
    double excess() {
        return excess;
    }

    @Override
    public void bounds(ScoreWindow window, double least, double[] out, int at) {
        double centre = oneSided ? window.median() : Math.min(0, window.smallest());
        // what the interval will be is what its misses are counted for
        double bound = Math.max(least, centre + (window.bound(nominal) - centre) * factor(gain * excess));
        double expected = window.rank(bound);
        out[at + BOUND] = bound;
        out[at + ISSUED] = expected;
        out[at + EXPECTED] = expected;
        Arrays.fill(out, at + CLASS, at + width(), -1);
    }

    @Override
    public void issued(double[] issued, int at) {
        excess = Math.max(FEWEST, Math.min(MOST, excess + issued[at + EXPECTED] - nominal));
    }

    private static double factor(double x) {
        return x >= 0 ? Math.sqrt(1 + Math.min(WIDEST, x)) : StrictMath.exp(Math.max(NARROWEST, x));
    }

    @Override
    public double bound(double[] issued, int at) {
        return issued[at + BOUND];
    }

    @Override
    public void revise(int earlier, double rank, double[] issued, int at) {
        int exponent = Math.getExponent(rank / issued[at + ISSUED]);
        int of = earlier * CLASSES + Math.max(0, Math.min(CLASSES - 1, exponent - FIRST_EXPONENT));
        issued[at + CLASS + earlier] = of;
        expect(frequencies[of], issued, at);
    }

    private void expect(double expected, double[] issued, int at) {
        excess += expected - issued[at + EXPECTED];
        issued[at + EXPECTED] = expected;
    }

    @Override
    public void learn(double score, double[] issued, int at) {
        double miss = score > issued[at + BOUND] ? 1 : 0;
        expect(miss, issued, at);
        for (int i = 0; i < earlier; i++) {
            int of = (int) issued[at + CLASS + i];
            if (of >= 0) {
                counts[of] = Math.min(memory, counts[of] + 1);
                frequencies[of] += (miss - frequencies[of]) / (counts[of] + PRIOR);
            }
        }
    }

    @Override
    public void forget(double[] issued, int at) {
        expect(nominal, issued, at);
    }

    @Override
    public double[] state() {
        double[] state = new double[stateSize()];
        state[0] = excess;
        System.arraycopy(frequencies, 0, state, 1, frequencies.length);
        System.arraycopy(counts, 0, state, 1 + frequencies.length, counts.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        excess = state[0];
        System.arraycopy(state, 1, frequencies, 0, frequencies.length);
        System.arraycopy(state, 1 + frequencies.length, counts, 0, counts.length);
    }
}
