package io.forecastj.features;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.apache.commons.math3.stat.descriptive.moment.Skewness;

/** Statistics of a few values in the plain way, oldest value first. NaN if one is missing. */
final class Direct {
    private Direct() {}

    /** The n values of a series up to a row. */
    static double[] window(double[] x, int row, int n) {
        return row < n - 1 ? new double[] {Double.NaN} : Arrays.copyOfRange(x, row - n + 1, row + 1);
    }

    /** The values less the first one, which loses no digits, so that a level costs none. */
    static double[] centred(double[] x) {
        return Arrays.stream(x).map(v -> v - x[0]).toArray();
    }

    static double mean(double[] x) {
        return x[0] + Arrays.stream(centred(x)).sum() / x.length;
    }

    static double covariance(double[] x, double[] y) {
        double[] dx = centred(x);
        double[] dy = centred(y);
        double meanX = Arrays.stream(dx).sum() / x.length;
        double meanY = Arrays.stream(dy).sum() / x.length;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (dx[i] - meanX) * (dy[i] - meanY);
        }
        return sum / x.length;
    }

    static double std(double[] x) {
        return Math.sqrt(covariance(x, x));
    }

    static double sampleStd(double[] x) {
        return std(x) * Math.sqrt(x.length / (x.length - 1.0));
    }

    static double correlation(double[] x, double[] y) {
        return isFlat(x) || isFlat(y) ? Double.NaN : covariance(x, y) / (std(x) * std(y));
    }

    static double beta(double[] x, double[] y) {
        return isFlat(y) ? Double.NaN : covariance(x, y) / covariance(y, y);
    }

    static double skew(double[] x) {
        return isFlat(x) || isMissing(x) ? Double.NaN : new Skewness().evaluate(standardised(x));
    }

    static double kurtosis(double[] x) {
        return isFlat(x) || isMissing(x) ? Double.NaN : new Kurtosis().evaluate(standardised(x));
    }

    /** Commons Math takes a tiny variance for none, so give it one of about 1. */
    private static double[] standardised(double[] x) {
        double std = std(x);
        return Arrays.stream(centred(x)).map(v -> v / std).toArray();
    }

    static double quantile(double[] x, double q) {
        if (isMissing(x)) {
            return Double.NaN;
        }
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double place = q * (x.length - 1);
        int low = (int) Math.floor(place);
        int high = (int) Math.ceil(place);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }

    static double rank(double[] x) {
        if (isMissing(x)) {
            return Double.NaN;
        }
        double last = x[x.length - 1];
        double below = Arrays.stream(x).filter(v -> v < last).count();
        double equal = Arrays.stream(x).filter(v -> v == last).count();
        return (below + (equal + 1) / 2) / x.length;
    }

    /** The place from 1 of the first value that is the greatest. */
    static double argmax(double[] x) {
        double max = Arrays.stream(x).max().orElseThrow();
        return isMissing(x)
                ? Double.NaN
                : 1
                        + IntStream.range(0, x.length)
                                .filter(i -> x[i] == max)
                                .findFirst()
                                .orElseThrow();
    }

    static double argmin(double[] x) {
        return argmax(Arrays.stream(x).map(v -> -v).toArray());
    }

    /** The changes from value to value, one fewer than the values. */
    static double[] changes(double[] x) {
        return x.length < 2
                ? new double[] {Double.NaN}
                : IntStream.range(1, x.length).mapToDouble(i -> x[i] - x[i - 1]).toArray();
    }

    static double gain(double[] changes) {
        return Arrays.stream(changes).map(v -> Math.max(v, 0)).sum();
    }

    static double loss(double[] changes) {
        return Arrays.stream(changes).map(v -> Math.max(-v, 0)).sum();
    }

    static double rising(double[] changes) {
        return isMissing(changes)
                ? Double.NaN
                : (double) Arrays.stream(changes).filter(v -> v > 0).count() / changes.length;
    }

    static double falling(double[] changes) {
        return isMissing(changes)
                ? Double.NaN
                : (double) Arrays.stream(changes).filter(v -> v < 0).count() / changes.length;
    }

    static boolean isMissing(double[] x) {
        return Arrays.stream(x).anyMatch(v -> Double.isNaN(v));
    }

    static boolean isFlat(double[] x) {
        return Arrays.stream(x).allMatch(v -> v == x[0]);
    }
}
