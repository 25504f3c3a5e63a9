package io.forecastj.models.conformal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * How large the errors of one target are expected to be at an origin, by step: the series' spread times the step's
 * profile times what recent errors say of the volatility.
 *
 * <p>The volatility is the exponentially weighted mean of the absolute errors of the first step, as multiples of those
 * expected. It counts in full one step ahead and to the power {@code 1 / sqrt(h)} at step h, since it returns to normal
 * meanwhile; the exponent was chosen among 0, 1/h, 1/sqrt(h) and 1 by the Winkler score (docs/intervals.md).
 */
final class ErrorScale {
    /** Below this multiple of the usual error a quiet spell does not narrow intervals any further. */
    private static final double QUIET = 0.01;

    private static final double LOUD = 100;
    /** Stands for a spread of zero: an error then has a finite score, and an interval no width. */
    private static final double LEAST = 1e-200;

    private final double[] profile;
    private final double[] exponents;
    private final double keep;
    private final double known;
    private final double[] scales;
    private double volatility;
    private double last = Double.NaN;
    private double sum;
    private long changes;

    /**
     * @param profile the errors of each step in units of the spread
     * @param steps the steps, from the first that is forecast on
     * @param volatilityRows the rows over which the volatility is averaged, 0 to leave it out
     * @param spread the series' spread, or NaN to take the mean absolute change of the rows seen
     * @param volatility the volatility to start from
     */
    ErrorScale(double[] profile, int[] steps, int volatilityRows, double spread, double volatility) {
        this.profile = profile;
        this.exponents = Arrays.stream(steps)
                .mapToDouble(step -> volatilityRows == 0 ? 0 : 1 / Math.sqrt(step))
                .toArray();
        this.keep = volatilityRows == 0 ? 1 : 1 - 1.0 / volatilityRows;
        this.known = spread;
        this.volatility = volatility;
        this.scales = new double[steps.length];
        Arrays.fill(scales, Double.NaN);
        if (!Double.isNaN(spread)) {
            rescale();
        }
    }

    /** Takes a row's value, NaN if it is missing. */
    void row(double value) {
        double change = Math.abs(value - last);
        if (!Double.isNaN(change)) {
            sum += change;
            changes++;
            if (Double.isNaN(known)) {
                rescale();
            }
        }
        last = Double.isNaN(value) ? last : value;
    }

    /** Takes an error of the first step, NaN if it is missing. */
    void error(double error) {
        double expected = spread() * profile[0];
        double multiple = Math.abs(error) / Math.max(expected, LEAST);
        if (keep < 1 && Double.isFinite(multiple)) {
            volatility = keep * volatility + (1 - keep) * Math.min(multiple, LOUD);
            rescale();
        }
    }

    private double spread() {
        return Double.isNaN(known) ? sum / changes : known;
    }

    private void rescale() {
        double spread = spread();
        double log = keep < 1 ? StrictMath.log(Math.max(volatility, QUIET)) : 0;
        for (int i = 0; i < scales.length; i++) {
            double factor = log == 0 ? 1 : StrictMath.exp(exponents[i] * log);
            scales[i] = Math.max(LEAST, spread * profile[i] * factor);
        }
    }

    void save(StateWriter out) {
        out.putDouble(volatility);
        out.putDouble(last);
        out.putDouble(sum);
        out.putLong(changes);
        out.putDoubles(scales);
    }

    void restore(StateReader in) {
        volatility = in.getDouble();
        last = in.getDouble();
        sum = in.getDouble();
        changes = in.getLong();
        in.getDoubles(scales);
    }

    double volatility() {
        return volatility;
    }

    /** The error expected at a step, by its index; NaN while nothing is known of the series. */
    double scale(int index) {
        return scales[index];
    }
}
