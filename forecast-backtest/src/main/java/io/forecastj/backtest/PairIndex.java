package io.forecastj.backtest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The series, origin and step of each compared pair in primitive columns, in this order, and its groups. */
final class PairIndex {
    private final int[] series;
    /** The index of the origin among those of the series. */
    private final int[] origins;

    private final int[] steps;

    PairIndex(int count) {
        this.series = new int[count];
        this.origins = new int[count];
        this.steps = new int[count];
    }

    void set(int pair, int ofSeries, int origin, int step) {
        series[pair] = ofSeries;
        origins[pair] = origin;
        steps[pair] = step;
    }

    int count() {
        return steps.length;
    }

    int series(int pair) {
        return series[pair];
    }

    int origin(int pair) {
        return origins[pair];
    }

    int step(int pair) {
        return steps[pair];
    }

    /** Scores all pairs. */
    <S> S all(Function<int[], S> scoring) {
        return scoring.apply(IntStream.range(0, count()).toArray());
    }

    <S> Map<Integer, S> byStep(Function<int[], S> scoring) {
        return by(steps, scoring);
    }

    <S> Map<Integer, S> bySeries(Function<int[], S> scoring) {
        return by(series, scoring);
    }

    /** Scores each group of pairs with the same key, in the order of the keys. */
    private static <S> Map<Integer, S> by(int[] keys, Function<int[], S> scoring) {
        int[] sizes = new int[Arrays.stream(keys).max().orElse(-1) + 1];
        for (int key : keys) {
            sizes[key]++;
        }
        int[][] groups = new int[sizes.length][];
        Arrays.setAll(groups, key -> new int[sizes[key]]);
        int[] filled = new int[sizes.length];
        for (int i = 0; i < keys.length; i++) {
            groups[keys[i]][filled[keys[i]]++] = i;
        }
        Map<Integer, S> scores = new LinkedHashMap<>();
        for (int key = 0; key < groups.length; key++) {
            if (groups[key].length > 0) {
                scores.put(key, scoring.apply(groups[key]));
            }
        }
        return scores;
    }
}
