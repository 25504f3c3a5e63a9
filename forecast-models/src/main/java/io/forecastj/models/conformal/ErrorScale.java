package io.forecastj.models.conformal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/**
 * Expected size of the errors of one target at an origin, by step: the series' spread times the step's profile times a
 * factor for the recent volatility.
 *
 * <p>The volatility is the exponentially weighted mean of the absolute errors of the first step, as multiples of the
 * expected ones. It counts in full one step ahead and to the power {@code 1 / sqrt(h)} at step h, since it returns to
 * normal in the meantime. The exponent was chosen among 0, 1/h, 1/sqrt(h) and 1 by the Winkler score
 * (docs/intervals.md).
 */
final class ErrorScale {
    /** Smallest volatility that counts, as a multiple of the usual error; intervals do not get narrower than that. */
    private static final double QUIET = 0.01;

    private static final double LOUD = 100;
    /** Replaces a spread of zero, so that every error has a finite score; the interval then has no width. */
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
     * Creates a scale.
     *
     * @param profile the usual error of each step in units of the spread
     * @param steps the forecast steps, increasing
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

    /** Takes a row's value, NaN if missing. */
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

    /** Takes an error of the first step, NaN if missing. */
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

    /** Returns the expected error of a step, by its index; NaN while nothing is known about the series. */
    double scale(int index) {
        return scales[index];
    }
}
