package io.forecastj.features;

/**
 * Features that transform another one: scaling, outliers and missing values. Immutable and thread-safe.
 *
 * <p>All except {@link #imputeLast}, {@link #log1p}, {@link #clip} and {@link #affine} have parameters, which
 * {@link FeaturePipeline#fit} learns from only the training series. Scaled and winsorised values are NaN on the rows
 * where the value is missing, and on no other row.
 */
public final class TransformFeatures {
    static final TransformFeatures GROUP = new TransformFeatures();

    private TransformFeatures() {}

    /**
     * Scales by the mean and the standard deviation of the training series: {@code standardScale(x)}.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature standardScale(Feature x) {
        return StandardScale.KIND.of(x);
    }

    /**
     * Returns {@link #standardScale(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature standardScale(String column) {
        return standardScale(Features.column(column));
    }

    /**
     * Scales by the median and the distance between the quartiles of the training series, which outliers hardly change:
     * {@code robustScale(x)}.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature robustScale(Feature x) {
        return Scaling.ROBUST.of(x);
    }

    /**
     * Returns {@link #robustScale(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature robustScale(String column) {
        return robustScale(Features.column(column));
    }

    /**
     * Scales the least value of the training series to 0 and the greatest to 1: {@code minMaxScale(x)}. Later values
     * may lie outside.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature minMaxScale(Feature x) {
        return Scaling.MIN_MAX.of(x);
    }

    /**
     * Returns {@link #minMaxScale(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature minMaxScale(String column) {
        return minMaxScale(Features.column(column));
    }

    /**
     * Moves values beyond the quantiles p and 1 - p of the training series to these: {@code winsorise(x,p)}.
     *
     * @param x a feature of one output
     * @param p the share of values to move at each end, 0 to move only values beyond all of the training series
     * @return the feature
     * @throws IllegalArgumentException unless {@code 0 <= p <= 0.49}, or if the feature has several outputs
     */
    public Feature winsorise(Feature x, double p) {
        return Winsorise.KIND.of(x, p);
    }

    /**
     * Returns {@link #winsorise(Feature, double)} of a column.
     *
     * @param column the column
     * @param p the share of values to move at each end, 0 to move only values beyond all of the training series
     * @return the feature
     * @throws IllegalArgumentException unless {@code 0 <= p <= 0.49}
     */
    public Feature winsorise(String column, double p) {
        return winsorise(Features.column(column), p);
    }

    /**
     * Puts the mean of the training series where a value is missing: {@code imputeMean(x)}. Rows before the first value
     * stay NaN, and so does the warm-up of a rolling feature.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature imputeMean(Feature x) {
        return Impute.MEAN.of(x);
    }

    /**
     * Returns {@link #imputeMean(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature imputeMean(String column) {
        return imputeMean(Features.column(column));
    }

    /**
     * Puts the median of the training series where a value is missing: {@code imputeMedian(x)}. Rows before the first
     * value stay NaN, and so does the warm-up of a rolling feature.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature imputeMedian(Feature x) {
        return Impute.MEDIAN.of(x);
    }

    /**
     * Returns {@link #imputeMedian(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature imputeMedian(String column) {
        return imputeMedian(Features.column(column));
    }

    /**
     * Puts the last value where one is missing: {@code imputeLast(x,n)}. NaN if the last value is more than n rows
     * back. It has no parameters to fit.
     *
     * @param x a feature of one output
     * @param n the number of rows for which a value is used
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}, or if the feature has several outputs
     */
    public Feature imputeLast(Feature x, int n) {
        return ImputeLast.KIND.of(x, n);
    }

    /**
     * Returns {@link #imputeLast(Feature, int)} of a column.
     *
     * @param column the column
     * @param n the number of rows for which a value is used
     * @return the feature
     * @throws IllegalArgumentException unless {@code 1 <= n <= 1_000_000}
     */
    public Feature imputeLast(String column, int n) {
        return imputeLast(Features.column(column), n);
    }

    /**
     * Takes the natural logarithm of 1 + x: {@code log1p(x)}, NaN where x is not above -1.
     *
     * @param x a feature of one output
     * @return the feature
     * @throws IllegalArgumentException if the feature has several outputs
     */
    public Feature log1p(Feature x) {
        return OneValue.LOG1P.of(x);
    }

    /**
     * Returns {@link #log1p(Feature)} of a column.
     *
     * @param column the column
     * @return the feature
     */
    public Feature log1p(String column) {
        return log1p(Features.column(column));
    }

    /**
     * Moves values beyond two given bounds to these: {@code clip(x,low,high)}.
     *
     * @param x a feature of one output
     * @param low the least value, finite
     * @param high the greatest value, finite, not below {@code low}
     * @return the feature
     * @throws IllegalArgumentException if a bound is not finite, {@code low > high}, or the feature has several outputs
     */
    public Feature clip(Feature x, double low, double high) {
        return OneValue.CLIP.of(x, low, high);
    }

    /**
     * Returns {@link #clip(Feature, double, double)} of a column.
     *
     * @param column the column
     * @param low the least value, finite
     * @param high the greatest value, finite, not below {@code low}
     * @return the feature
     * @throws IllegalArgumentException if a bound is not finite, or {@code low > high}
     */
    public Feature clip(String column, double low, double high) {
        return clip(Features.column(column), low, high);
    }

    /**
     * Scales by given numbers: {@code affine(x,offset,scale)}, (x - offset) / scale. With the mean and the standard
     * deviation that another system has learnt it is a standard scaler, with the least value and the range a min-max
     * scaler.
     *
     * @param x a feature of one output
     * @param offset the value that becomes 0, finite
     * @param scale the distance that becomes 1, finite and positive
     * @return the feature
     * @throws IllegalArgumentException if a number is out of its range, or the feature has several outputs
     */
    public Feature affine(Feature x, double offset, double scale) {
        return OneValue.AFFINE.of(x, offset, scale);
    }

    /**
     * Returns {@link #affine(Feature, double, double)} of a column.
     *
     * @param column the column
     * @param offset the value that becomes 0, finite
     * @param scale the distance that becomes 1, finite and positive
     * @return the feature
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Feature affine(String column, double offset, double scale) {
        return affine(Features.column(column), offset, scale);
    }
}
