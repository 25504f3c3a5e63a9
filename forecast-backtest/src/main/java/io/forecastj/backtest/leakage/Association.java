package io.forecastj.backtest.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a label with a column, given what is known without the column. */
final class Association {
    /** Less than this part of a variance is rounding. */
    private static final double NOTHING = 1e-12;

    /** A label that keeps its class for long is separated by anything that moves as slowly. */
    private static final int FEWEST_CHANGES = 10;

    private final double[] answer;
    private final double[][] others;

    /**
     * @param numbers the label, the column, and numbers that are known at the origin
     * @param count how many of each
     */
    Association(double[][] numbers, int count) {
        this.answer = Arrays.copyOf(numbers[0], count);
        this.others = new double[numbers.length][];
        for (int i = 0; i < numbers.length; i++) {
            others[i] = Arrays.copyOf(numbers[i], count);
        }
    }

    /** The absolute rank correlation (Spearman, 1904) of the label with one of the others; 0 if one is constant. */
    double rank(int other) {
        return Math.abs(correlation(centred(ranks(answer)), centred(ranks(others[other]))));
    }

    /**
     * The absolute correlation of label and column without their linear dependence on what is known (partial
     * correlation); 0 if nothing is left of one.
     */
    double remainder() {
        double[] left = centred(answer);
        double[] right = centred(others[1]);
        double leftBefore = square(left);
        double rightBefore = square(right);
        List<double[]> known = new ArrayList<>();
        for (int i = 2; i < others.length; i++) {
            double[] one = centred(others[i]);
            double before = square(one);
            for (double[] other : known) {
                one = without(one, other);
            }
            if (square(one) > NOTHING * before) {
                known.add(one);
                left = without(left, one);
                right = without(right, one);
            }
        }
        return square(left) <= NOTHING * leftBefore || square(right) <= NOTHING * rightBefore
                ? 0
                : Math.abs(correlation(left, right));
    }

    /**
     * Returns true if one of the others has a range for each class of the label that overlaps with no other, and the
     * label changes often.
     */
    boolean separates(int other) {
        Map<Double, DoubleSummaryStatistics> ranges = new TreeMap<>();
        for (int i = 0; i < answer.length; i++) {
            ranges.computeIfAbsent(answer[i], value -> new DoubleSummaryStatistics())
                    .accept(others[other][i]);
        }
        List<DoubleSummaryStatistics> sorted = ranges.values().stream()
                .sorted(Comparator.comparingDouble(DoubleSummaryStatistics::getMin))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).getMax() >= sorted.get(i).getMin()) {
                return false;
            }
        }
        return changes() >= FEWEST_CHANGES;
    }

    private int changes() {
        int changes = 0;
        for (int i = 1; i < answer.length; i++) {
            changes += answer[i] == answer[i - 1] ? 0 : 1;
        }
        return changes;
    }

    /** The ranks; equal numbers share the mean of theirs. */
    private static double[] ranks(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return Arrays.stream(numbers)
                .map(number -> (rowsBelow(sorted, number) + rowsBelow(sorted, Math.nextUp(number)) - 1) / 2.0)
                .toArray();
    }

    /** Returns the number of sorted numbers below one. */
    private static int rowsBelow(double[] sorted, double number) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static double[] centred(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElse(0);
        return Arrays.stream(numbers).map(value -> value - mean).toArray();
    }

    /** Takes the multiple of another one away that leaves the least. */
    private static double[] without(double[] numbers, double[] other) {
        double size = square(other);
        double slope = size == 0 ? 0 : product(numbers, other) / size;
        double[] rest = new double[numbers.length];
        Arrays.setAll(rest, i -> numbers[i] - slope * other[i]);
        return rest;
    }

    private static double correlation(double[] a, double[] b) {
        double size = Math.sqrt(square(a) * square(b));
        return size == 0 ? 0 : product(a, b) / size;
    }

    private static double square(double[] a) {
        return product(a, a);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
