package io.forecastj.lifecycle.monitoring;

import java.util.OptionalDouble;

/**
 * The distance of one input's live rows from its training rows.
 *
 * <p>Immutable and thread-safe.
 */
public final class InputDrift {
    private final InputColumn column;
    private final long[] counts;
    private final long rows;
    private final long missing;

    InputDrift(InputColumn column, long[] counts, long rows, long missing) {
        this.column = column;
        this.counts = counts;
        this.rows = rows;
        this.missing = missing;
    }

    /** {@return the column} */
    public String column() {
        return column.name();
    }

    /** {@return 0 if the values are compared, or the number of rows over which their differences are taken} */
    public int difference() {
        return column.difference();
    }

    /** {@return the number of live rows} */
    public long rows() {
        return rows;
    }

    /** {@return the number of live values or differences that are compared} */
    public long count() {
        return InputDistance.sum(counts);
    }

    /**
     * Returns the population stability index over the deciles of the training rows: the sum over the ten bins of {@code
     * (q - p) ln(q / p)}, with the training share {@code p} and the live share {@code q} (Siddiqi, Credit Risk
     * Scorecards, Wiley 2006). To the count of each bin, training and live, half a row is added, so that an empty bin
     * has a share. Values that are frequent enough to have a bin to themselves make more or fewer than ten bins.
     *
     * <p>For {@code n} training and {@code m} live rows of the same distribution that are independent, it is about
     * {@code (bins - 1) (1 / n + 1 / m)} (Yurdakul and Naranjo, Journal of Risk Model Validation 14, 2020): 0.09 for
     * 100 live rows. Rows of a time series depend on each other, and then it is larger; compare it with {@link
     * #usualPsi}. In practice below 0.1 is called stable, and above 0.25 a large change.
     *
     * @return the index, at least 0; empty without live or training values
     */
    public OptionalDouble psi() {
        return known()
                ? OptionalDouble.of(InputDistance.psi(column.byDecile(column.counts()), column.byDecile(counts)))
                : OptionalDouble.empty();
    }

    /**
     * Returns the Kolmogorov-Smirnov statistic: the largest distance of the two distribution functions, here at the
     * edges of the up to 60 training bins. It is at most the exact one, and below it by at most the training share of
     * one bin of more than one value: a sixtieth for values without ties. A p-value would need independent rows, which
     * those of a time series are not.
     *
     * @return the statistic, 0 to 1; empty without live or training values
     */
    public OptionalDouble kolmogorovSmirnov() {
        return known()
                ? OptionalDouble.of(InputDistance.kolmogorovSmirnov(column.counts(), counts))
                : OptionalDouble.empty();
    }

    private boolean known() {
        return column.values() > 0 && count() > 0;
    }

    /** {@return the share of live rows without a value, 0 to 1; empty without live rows} */
    public OptionalDouble missingShare() {
        return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) missing / rows);
    }

    /** {@return the share of training rows without a value, 0 to 1; empty without training rows} */
    public OptionalDouble trainingMissingShare() {
        return column.rows() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) column.missing() / column.rows());
    }

    /** {@return the largest PSI of a tenth of the training span against the whole of it; empty without values} */
    public OptionalDouble usualPsi() {
        return column.values() == 0 ? OptionalDouble.empty() : OptionalDouble.of(column.usualPsi());
    }

    @Override
    public String toString() {
        return "input '" + column() + "': psi " + psi() + ", ks " + kolmogorovSmirnov() + " over " + count() + " "
                + InputProfile.watched(difference());
    }
}
