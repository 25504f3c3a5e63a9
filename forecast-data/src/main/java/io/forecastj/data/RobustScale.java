package io.forecastj.data;

import java.util.Arrays;

/** Median and scaled median absolute deviation of numbers in windows around each; NaN is left out. */
final class RobustScale {
    /** 1 / (sqrt(2) erfinv(1/2)), for which a normal distribution gives its standard deviation. */
    static final double NORMAL = 1.4826;

    private static final int HALF = 50;
    private static final int STRIDE = 10;
    private static final int FEWEST = 20;

    /** A calm window does not make a usual value an outlier. */
    private static final double FLOOR = 0.25;

    private RobustScale() {}

    /** Returns how far each number is from the median around it, in standard deviations; NaN where unknown. */
    static double[] distances(double[] numbers) {
        double[] result = new double[numbers.length];
        Arrays.fill(result, Double.NaN);
        double[] all = present(numbers, 0, numbers.length);
        if (all.length < FEWEST) {
            return result;
        }
        double floor = FLOOR * deviation(all, median(all));
        if (floor == 0) {
            return result; // most numbers are equal, so no distance is a usual one
        }
        for (int from = 0; from < numbers.length; from += STRIDE) {
            int middle = Math.min(numbers.length - 1, from + STRIDE / 2);
            double[] window = present(numbers, Math.max(0, middle - HALF), Math.min(numbers.length, middle + HALF + 1));
            if (window.length < FEWEST) {
                window = all.clone();
            }
            double median = median(window);
            double scale = Math.max(floor, deviation(window, median));
            for (int i = from; i < Math.min(numbers.length, from + STRIDE); i++) {
                result[i] = (numbers[i] - median) / scale;
            }
        }
        return result;
    }

    private static double[] present(double[] numbers, int from, int to) {
        return Arrays.stream(numbers, from, to)
                .filter(number -> !Double.isNaN(number))
                .toArray();
    }

    /** Returns the median; sorts the numbers, of which there is at least one. */
    static double median(double[] numbers) {
        Arrays.sort(numbers);
        int middle = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    private static double deviation(double[] numbers, double median) {
        return NORMAL
                * median(Arrays.stream(numbers)
                        .map(number -> Math.abs(number - median))
                        .toArray());
    }

    /** Returns a quantile of the sizes of numbers, 0 if there is none. */
    static double sizeQuantile(double[] numbers, double level) {
        double[] sizes = present(numbers, 0, numbers.length);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        Arrays.sort(sizes);
        return sizes.length == 0 ? 0 : sizes[(int) (level * (sizes.length - 1))];
    }
}
