package io.forecastj.models.ensemble;

import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Forecasts that a stack would have made of its training rows: in each of five parts of the origins with weights learnt
 * from the parts before, and there only from forecasts whose actual values are known when the part starts (forward
 * chaining). Used once, by one thread.
 *
 * <p>A target and step has no forecast before its weights rest on at least twice as many rows as there are members. If
 * that is never so, as for a long horizon and few rows, its forecasts all have equal weights.
 */
final class StackReplay {
    private static final int PARTS = Folds.STANDARD;

    private final StackTraining training;
    private final List<SeriesForecasts> forecasts;
    private final int cells;
    private final double[][] said;
    private final List<Part> parts = new ArrayList<>();
    private final boolean[] everLearnt;

    /** Weights from a time on, and the targets and steps for which they are learnt. */
    private record Part(long from, StackModel model, boolean[] learnt) {}

    private StackReplay(StackTraining training, List<SeriesForecasts> forecasts) {
        this.training = training;
        this.forecasts = forecasts;
        this.cells = training.targets() * training.horizon();
        this.said = new double[training.members()][cells];
        this.everLearnt = new boolean[cells];
    }

    /**
     * Makes the forecasts.
     *
     * @param training the training of the stack; trains again here, on less
     * @param forecasts the members' forecasts
     */
    static List<SeriesForecasts> run(StackTraining training, List<SeriesForecasts> forecasts) {
        StackReplay replay = new StackReplay(training, forecasts);
        try {
            replay.learn();
            return forecasts.stream().map(replay::combine).toList();
        } finally {
            replay.parts.forEach(part -> part.model().close());
        }
    }

    private void learn() {
        long[] times = forecasts.stream()
                .flatMapToLong(one -> Arrays.stream(answered(one)))
                .sorted()
                .toArray();
        double[][] equal = new double[cells][training.members()];
        for (double[] cell : equal) {
            Arrays.fill(cell, 1.0 / cell.length);
        }
        parts.add(new Part(
                times.length == 0 ? Long.MAX_VALUE : times[0],
                new StackModel(equal, false, Map.of(), List.of()),
                new boolean[cells]));
        for (int part = 1; part < PARTS; part++) {
            int at = Folds.startOf(part, PARTS, times);
            if (at < times.length && times[at] > parts.get(parts.size() - 1).from()) {
                learn(times[at]);
            }
        }
    }

    private void learn(long time) {
        StackTraining earlier = training.knowing(time);
        if (earlier.read(forecasts)) {
            boolean[] learnt = new boolean[cells];
            for (int cell = 0; cell < cells; cell++) {
                long rows = earlier.rows(cell / training.horizon(), cell % training.horizon() + 1);
                learnt[cell] = rows >= 2L * training.members();
                everLearnt[cell] |= learnt[cell];
            }
            parts.add(new Part(time, earlier.solve(), learnt));
        }
    }

    /** Returns the times of the origins at which all members forecast some target and step. */
    private long[] answered(SeriesForecasts one) {
        long[] times = new long[Math.max(0, one.lastOrigin() - one.firstOrigin() + 1)];
        int count = 0;
        for (int row = one.firstOrigin(); row <= one.lastOrigin(); row++) {
            MissingForecasts.read(one, row, said);
            for (int cell = 0; cell < cells; cell++) {
                int at = cell;
                if (Arrays.stream(said).noneMatch(member -> Double.isNaN(member[at]))) {
                    times[count++] = one.series().timestamp(row);
                    break;
                }
            }
        }
        return Arrays.copyOf(times, count);
    }

    private SeriesForecasts combine(SeriesForecasts one) {
        SeriesForecasts into = one.combined();
        OriginFeatures[] origins = OriginFeatures.of(training.targets(), training.horizon());
        StackCombiner[] combiners = parts.stream()
                .map(part -> new StackCombiner(
                        part.model(),
                        part.model().factors().get(one.series().id()),
                        training.members(),
                        training.targets(),
                        training.horizon()))
                .toArray(StackCombiner[]::new);
        double[] equal = new double[cells];
        double[] learnt = new double[cells];
        int part = -1;
        for (int row = 0; row <= one.lastOrigin(); row++) {
            for (int target = 0; target < origins.length; target++) {
                origins[target].take(one.value(row, target));
            }
            while (part + 1 < combiners.length
                    && one.series().timestamp(row) >= parts.get(part + 1).from()) {
                part++;
            }
            if (row >= one.firstOrigin() && part >= 0) {
                MissingForecasts.read(one, row, said);
                combiners[0].combine(origins, said, equal);
                combiners[part].combine(origins, said, learnt);
                into.put(row, chosen(parts.get(part), equal, learnt));
            }
        }
        return into;
    }

    private double[] chosen(Part part, double[] equal, double[] learnt) {
        double[] points = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            points[cell] = part.learnt()[cell] ? learnt[cell] : everLearnt[cell] ? Double.NaN : equal[cell];
        }
        return points;
    }
}
