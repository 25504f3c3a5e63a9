package io.forecastj.models.conformal;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns a {@link Calibration} from forecasts of rows that the member had not seen.
 *
 * <p>Errors of different series are made comparable first ({@link Spreads}). Then each series is replayed row by row,
 * as in a session, so that its windows, levels and weights are those at its last row. A series with few errors borrows
 * scores from the pool of all series; its own scores later replace the borrowed ones.
 */
final class Calibrator {
    /** Number of scores that a window starts with, unless the pool or the window is smaller. */
    private static final int ENOUGH = 100;

    private final String name;
    private final ConformalSettings settings;
    private final int[] steps;
    private final int targets;
    private final List<SeriesForecasts> forecasts;

    private Calibrator(
            String name, ConformalSettings settings, int[] steps, int targets, List<SeriesForecasts> forecasts) {
        this.name = name;
        this.settings = settings;
        this.steps = steps;
        this.targets = targets;
        this.forecasts = forecasts;
    }

    /**
     * Calibrates.
     *
     * @param name the wrapper's name, for messages
     * @param steps the forecast steps
     * @throws InsufficientHistoryException if there are fewer errors than the widest coverage needs
     */
    static Calibration calibrate(
            String name, ConformalSettings settings, int[] steps, int targets, List<SeriesForecasts> forecasts) {
        return new Calibrator(name, settings, steps, targets, forecasts).calibrate();
    }

    private Calibration calibrate() {
        Spreads[] spreads = new Spreads[targets];
        double[][] profiles = new double[targets][];
        for (int target = 0; target < targets; target++) {
            spreads[target] = Spreads.of(forecasts, target, steps);
            profiles[target] = spreads[target].profile();
        }
        List<SeriesStart> own = new ArrayList<>();
        for (int s = 0; s < forecasts.size(); s++) {
            double[] ofSeries = new double[targets];
            for (int target = 0; target < targets; target++) {
                ofSeries[target] = spreads[target].ofSeries()[s];
            }
            own.add(walk(forecasts.get(s), profiles, ofSeries));
        }
        StepState[][] pooled = pool(own);
        return new Calibration(profiles, pooled, byId(own, pooled));
    }

    private SeriesStart walk(SeriesForecasts one, double[][] profiles, double[] spreads) {
        double[] usual = new double[targets];
        Arrays.fill(usual, 1);
        StepState[][] empty = new StepState[targets][steps.length];
        for (StepState[] ofTarget : empty) {
            Arrays.fill(ofTarget, StepState.empty(settings));
        }
        SeriesStart start = new SeriesStart(spreads, usual, empty);
        SeriesIntervals intervals = new SeriesIntervals(settings, steps, profiles, start, true);
        int horizon = steps[steps.length - 1];
        int levels = settings.memberLevels().length;
        double[] points = new double[targets * horizon];
        double[] member = new double[points.length * levels];
        for (int row = one.firstOrigin(); row < one.series().length(); row++) {
            intervals.advance();
            for (int target = 0; target < targets; target++) {
                intervals.learn(target, one.value(row, target));
            }
            if (row <= one.lastOrigin()) {
                read(one, row, points, member);
                intervals.issue(points, member);
            }
        }
        return intervals.state(spreads);
    }

    private void read(SeriesForecasts one, int row, double[] points, double[] member) {
        int horizon = steps[steps.length - 1];
        int levels = settings.memberLevels().length;
        for (int target = 0; target < targets; target++) {
            for (int step = 1; step <= horizon; step++) {
                int at = target * horizon + step - 1;
                points[at] = one.point(row, 0, target, step);
                for (int level = 0; level < levels; level++) {
                    member[at * levels + level] = one.quantile(row, 0, target, step, level) - points[at];
                }
            }
        }
    }

    private StepState[][] pool(List<SeriesStart> own) {
        StepState[][] pooled = new StepState[targets][steps.length];
        for (int target = 0; target < targets; target++) {
            for (int step = 0; step < steps.length; step++) {
                double[][] scores = new double[settings.windows()][];
                for (int window = 0; window < scores.length; window++) {
                    double[] all = scores(own, target, step, step, window);
                    if (all.length < enough()) {
                        all = scores(own, target, 0, steps.length - 1, window);
                    }
                    scores[window] = spread(all);
                }
                StepState cell = new StepState(scores, new double[0][], scores[0].length);
                if (cell.count() < settings.scoresNeeded()) {
                    throw new InsufficientHistoryException("'" + name + "' needs at least " + settings.scoresNeeded()
                            + " errors of forecasts that its member made of rows it had not seen, for intervals of "
                            + settings.coverages().get(settings.coverages().size() - 1) + "; found " + cell.count()
                            + ". Use more history, more series or a smaller coverage");
                }
                pooled[target][step] = cell;
            }
        }
        return pooled;
    }

    private int enough() {
        return Math.min(settings.window(), Math.max(ENOUGH, settings.scoresNeeded()));
    }

    private static double[] scores(List<SeriesStart> own, int target, int from, int to, int window) {
        return own.stream()
                .flatMapToDouble(one -> Arrays.stream(one.cells()[target], from, to + 1)
                        .flatMapToDouble(cell -> Arrays.stream(cell.scores()[window])))
                .toArray();
    }

    /** Returns evenly spaced quantiles of the scores, in an order in which every part covers the whole range. */
    private double[] spread(double[] scores) {
        Arrays.sort(scores);
        int count = Math.min(enough(), scores.length);
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        // order by the reversed bits (van der Corput): 0, 4, 2, 6, 1, 5, 3, 7
        int[] shuffled = Arrays.stream(order)
                .boxed()
                .sorted((a, b) -> Integer.compareUnsigned(Integer.reverse(a), Integer.reverse(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] picked = new double[count];
        for (int i = 0; i < count; i++) {
            picked[i] = scores[(int) ((shuffled[i] + 0.5) * scores.length / count)];
        }
        return picked;
    }

    private Map<String, SeriesStart> byId(List<SeriesStart> own, StepState[][] pooled) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        forecasts.forEach(one -> {
            if (!seen.add(one.series().id())) {
                twice.add(one.series().id());
            }
        });
        Map<String, SeriesStart> byId = new LinkedHashMap<>();
        for (int s = 0; s < own.size(); s++) {
            String id = forecasts.get(s).series().id();
            // series with the same id, or without any error, start like unknown series
            if (!twice.contains(id) && Double.isFinite(own.get(s).spreads()[0])) {
                byId.put(id, filled(own.get(s), pooled));
            }
        }
        return byId;
    }

    private SeriesStart filled(SeriesStart own, StepState[][] pooled) {
        StepState[][] cells = new StepState[targets][steps.length];
        for (int target = 0; target < targets; target++) {
            for (int step = 0; step < steps.length; step++) {
                cells[target][step] = filled(own.cells()[target][step], pooled[target][step]);
            }
        }
        return new SeriesStart(own.spreads(), own.volatilities(), cells);
    }

    private static StepState filled(StepState own, StepState pooled) {
        int borrowed = Math.max(0, pooled.count() - own.count());
        double[][] scores = new double[own.scores().length][];
        for (int window = 0; window < scores.length; window++) {
            double[] mine = own.scores()[window];
            scores[window] = Arrays.copyOf(pooled.scores()[window], borrowed + mine.length);
            System.arraycopy(mine, 0, scores[window], borrowed, mine.length);
        }
        return new StepState(scores, own.trackers(), borrowed);
    }
}
