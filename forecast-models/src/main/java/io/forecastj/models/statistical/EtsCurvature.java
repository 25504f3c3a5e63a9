package io.forecastj.models.statistical;

import java.util.Arrays;

/**
 * Gradient and approximate second derivatives of the likelihood of one form, for a search by Gauss and Newton.
 *
 * <p>With a multiplicative error, the likelihood is that of the errors times the geometric mean of their factors (Box
 * and Cox, An Analysis of Transformations, Journal of the Royal Statistical Society B 26, 1964): so it is a sum of
 * squares too. The derivatives of the states by all estimated numbers move on with the states.
 *
 * <p>Not thread-safe: it has scratch arrays.
 */
final class EtsCurvature {
    private final EtsLayout layout;
    private final double[] values;
    private final int size;
    private final double[] season;
    /** Derivatives of the level, the slope, the mean and, by place, of the season. */
    private final double[] levels;

    private final double[] slopes;
    private final double[] means;
    private final double[] seasons;
    private final double[] shares;
    private final double[] weighted;
    /** Derivatives of the errors of the last rows. */
    private final double[][] rows;

    private int filled;
    /** Sums of products of the derivatives of the errors; only the lower triangle is filled. */
    final double[][] products;
    /** Sums of products of the errors and their derivatives. */
    final double[] gradient;
    /** Sum of the squared errors. */
    double squares;

    EtsCurvature(EtsLayout layout, double[] values) {
        this.layout = layout;
        this.values = values;
        this.size = layout.size;
        this.season = new double[layout.period];
        this.levels = new double[size];
        this.slopes = new double[size];
        this.means = new double[size];
        this.seasons = new double[layout.period * size];
        this.shares = new double[size];
        this.weighted = new double[size];
        this.rows = new double[4][size];
        this.products = new double[size][size];
        this.gradient = new double[size];
    }

    /** Computes everything at a point where the form is defined. */
    void compute(double[] point) {
        start(point);
        EtsForm form = layout.form;
        boolean relative = form.multiplicativeError();
        boolean factors = form.multiplicativeSeason();
        boolean growing = form.multiplicativeTrend();
        double alpha = point[0];
        double part = layout.beta < 0 ? 0 : point[layout.beta];
        double beta = alpha * part;
        double seasonPart = layout.gamma < 0 ? 0 : point[layout.gamma];
        double gamma = (1 - alpha) * seasonPart;
        double phi = layout.phi < 0 ? 1 : point[layout.phi];
        double level = point[layout.level];
        double slope = layout.slope < 0 ? 0 : point[layout.slope];
        int observed = 0;
        int place = 0;
        for (double value : values) {
            double index = season[place];
            double damped = growing ? EtsParameters.power(slope, phi) : phi * slope;
            double base = growing ? level * damped : level + damped;
            double mean = factors ? base * index : base + index;
            // derivatives of the damped slope and of the base by the level and the slope
            double dampedBySlope = growing ? phi * damped / slope : phi;
            double baseByLevel = growing ? damped : 1;
            double baseBySlope = growing ? level * dampedBySlope : dampedBySlope;
            double meanByBase = factors ? index : 1;
            double meanBySeason = factors ? base : 1;
            double changeBySeason = factors ? -value / (index * index) : -1;
            double seasonByBase = factors ? -gamma * value / (base * base) : -gamma;
            double slopeByChange = growing ? beta / level : beta;
            double error = value - mean;
            double change = factors ? value / index - base : error;
            double slopeByLevel = growing ? -beta * change / (level * level) : 0;
            double seasonChange = factors ? value / base - index : error;
            double moved = alpha;
            double kept = 1 - gamma;
            boolean missing = Double.isNaN(value);
            if (missing) {
                changeBySeason = 0;
                seasonByBase = 0;
                slopeByChange = 0;
                slopeByLevel = 0;
                change = 0;
                seasonChange = 0;
                moved = 0;
                kept = 1;
            }
            int at = place * size;
            for (int i = 0; i < size; i++) {
                double byLevel = levels[i];
                double bySlope = slopes[i];
                double bySeason = seasons[at + i];
                double ofBase = baseByLevel * byLevel + baseBySlope * bySlope;
                double ofChange = changeBySeason * bySeason - ofBase;
                means[i] = meanByBase * ofBase + meanBySeason * bySeason;
                levels[i] = ofBase + moved * ofChange;
                slopes[i] = dampedBySlope * bySlope + slopeByChange * ofChange + slopeByLevel * byLevel;
                seasons[at + i] = kept * bySeason + seasonByBase * ofBase;
            }
            // the parts of the smoothing parameters that do not pass through the states
            double slopeChange = growing ? change / level : change;
            levels[0] += change;
            slopes[0] += part * slopeChange;
            seasons[at] -= seasonPart * seasonChange;
            if (layout.beta >= 0) {
                slopes[layout.beta] += alpha * slopeChange;
            }
            if (layout.gamma >= 0) {
                seasons[at + layout.gamma] += (1 - alpha) * seasonChange;
            }
            if (layout.phi >= 0) {
                double ofDamped = growing ? damped * StrictMath.log(slope) : slope;
                double ofBase = growing ? level * ofDamped : ofDamped;
                means[layout.phi] += meanByBase * ofBase;
                levels[layout.phi] += (1 - moved) * ofBase;
                slopes[layout.phi] += ofDamped - slopeByChange * ofBase;
                seasons[at + layout.phi] += seasonByBase * ofBase;
            }
            if (!missing) {
                observed++;
                if (relative) {
                    addRelative(error / mean, mean);
                } else {
                    add(error);
                }
            }
            level = base + moved * change;
            slope = damped + (growing ? beta * slopeChange : beta * change);
            season[place] = index + gamma * seasonChange;
            place = place + 1 == layout.period ? 0 : place + 1;
        }
        multiplyRest();
        if (relative) {
            scaleByGeometricMean(observed);
        }
    }

    private void start(double[] point) {
        layout.seasons(point, season);
        Arrays.fill(levels, 0);
        Arrays.fill(slopes, 0);
        Arrays.fill(seasons, 0);
        Arrays.fill(gradient, 0);
        Arrays.fill(shares, 0);
        Arrays.fill(weighted, 0);
        for (double[] row : products) {
            Arrays.fill(row, 0);
        }
        squares = 0;
        levels[layout.level] = 1;
        if (layout.slope >= 0) {
            slopes[layout.slope] = 1;
        }
        int last = layout.period - 1;
        for (int i = 0; i < last; i++) {
            seasons[i * size + layout.seasons + i] = 1;
            seasons[last * size + layout.seasons + i] = -1;
        }
    }

    private void add(double error) {
        squares += error * error;
        double[] row = rows[filled];
        for (int i = 0; i < size; i++) {
            row[i] = means[i];
            gradient[i] -= error * means[i];
        }
        takeRow();
    }

    private void addRelative(double ratio, double mean) {
        squares += ratio * ratio;
        double share = 1 / mean;
        double weight = (1 + ratio) / mean;
        double[] row = rows[filled];
        for (int i = 0; i < size; i++) {
            row[i] = weight * means[i];
            shares[i] += share * means[i];
            weighted[i] += ratio * row[i];
        }
        takeRow();
    }

    private void takeRow() {
        filled++;
        if (filled == rows.length) {
            multiply();
        }
    }

    /** Adds the products of the collected rows: several at once are faster than one by one. */
    private void multiply() {
        double[] first = rows[0];
        double[] second = rows[1];
        double[] third = rows[2];
        double[] fourth = rows[3];
        for (int i = 0; i < size; i++) {
            double a = first[i];
            double b = second[i];
            double c = third[i];
            double d = fourth[i];
            double[] sums = products[i];
            for (int j = 0; j <= i; j++) {
                sums[j] += a * first[j] + b * second[j] + (c * third[j] + d * fourth[j]);
            }
        }
        filled = 0;
    }

    private void multiplyRest() {
        while (filled > 0) {
            Arrays.fill(rows[filled], 0);
            takeRow();
        }
    }

    /** Adds the derivatives of the geometric mean, by which the errors are multiplied; it is left out as a factor. */
    private void scaleByGeometricMean(int observed) {
        for (int i = 0; i < size; i++) {
            shares[i] /= observed;
        }
        for (int i = 0; i < size; i++) {
            gradient[i] = squares * shares[i] - weighted[i];
            double[] row = products[i];
            for (int j = 0; j <= i; j++) {
                row[j] += squares * shares[i] * shares[j] - weighted[i] * shares[j] - shares[i] * weighted[j];
            }
        }
    }
}
