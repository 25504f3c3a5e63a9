package io.forecastj.models.ensemble;

import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.internal.Folds;
import io.forecastj.models.internal.SeriesForecasts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Runs the online combination over out-of-fold forecasts, as a session would over the same rows. */
final class OnlineTraining {
    /** Divisor of a series' number of origins that gives those whose forecasts have hardly any learnt weights. */
    private static final int WARM_UP = Folds.STANDARD;

    private final Combination combination;
    private final @Nullable FeaturePipeline regime;
    private final List<String> targets;
    private final int horizon;
    private final int members;

    OnlineTraining(Combination combination, @Nullable FeaturePipeline regime, Members members) {
        this.combination = combination;
        this.regime = regime;
        this.targets = members.targets();
        this.horizon = members.horizon();
        this.members = members.forecasters().size();
    }

    OnlineModel train(List<SeriesForecasts> forecasts) {
        Map<String, double[]> states = new HashMap<>();
        for (SeriesForecasts one : forecasts) {
            Replay replay = new Replay(one, start());
            while (replay.hasNext()) {
                replay.next();
            }
            if (one.firstOrigin() <= one.lastOrigin()) {
                states.put(one.series().id(), replay.state);
            }
            // a series too short for an out-of-fold forecast has taught nothing: it starts like an unseen one
        }
        double[] pooled = forecasts.size() == 1 && !states.isEmpty()
                ? states.values().iterator().next()
                : pooled(forecasts);
        return new OnlineModel(combination, regime, pooled, states);
    }

    /**
     * Returns the forecasts that the combination issued at each origin, with the weights that it had then. They depend
     * on actual values up to the origin only. Those of the first fifth of a series' origins are left out: they have
     * about equal weights, and so larger errors than the trained combination.
     */
    List<SeriesForecasts> replay(List<SeriesForecasts> forecasts) {
        List<SeriesForecasts> issued = new ArrayList<>();
        for (SeriesForecasts one : forecasts) {
            SeriesForecasts into = one.combined();
            Replay replay = new Replay(one, start());
            int first = one.firstAnswer();
            int from = first + (one.lastOrigin() - first + 1) / WARM_UP;
            while (replay.hasNext()) {
                int row = replay.row;
                replay.next();
                if (row >= from && row <= one.lastOrigin()) {
                    into.put(row, replay.combined);
                }
            }
            issued.add(into);
        }
        return issued;
    }

    /** Returns one state for all series, which learns from their rows in the order of time. */
    private double[] pooled(List<SeriesForecasts> forecasts) {
        double[] state = start();
        PriorityQueue<Replay> queue =
                new PriorityQueue<>(Comparator.comparingLong(Replay::time).thenComparingInt(replay -> replay.index));
        for (SeriesForecasts one : forecasts) {
            Replay replay = new Replay(one, state);
            replay.index = queue.size();
            if (replay.hasNext()) {
                queue.add(replay);
            }
        }
        while (!queue.isEmpty()) {
            Replay replay = queue.remove();
            replay.next();
            if (replay.hasNext()) {
                queue.add(replay);
            }
        }
        return state;
    }

    private double[] start() {
        return OnlineWeights.start(WeightRule.of(combination, members), targets.size(), horizon, regimes());
    }

    private int regimes() {
        return regime == null ? 1 : 2;
    }

    /** Iteration over one series' rows. */
    private final class Replay {
        private final SeriesForecasts forecasts;
        private final double[] state;
        private final OnlineWeights weights;
        private final List<String> schema = new ArrayList<>(targets);
        private final RegimeGate gate;
        private final int[] columns;
        private final double[] values;
        private final double[][] said = new double[members][targets.size() * horizon];
        private final double[] combined = new double[targets.size() * horizon];
        private int index;
        private int row;

        Replay(SeriesForecasts forecasts, double[] state) {
            this.forecasts = forecasts;
            this.state = state;
            this.weights =
                    new OnlineWeights(WeightRule.of(combination, members), targets.size(), horizon, regimes(), state);
            if (regime != null) {
                regime.inputs().stream()
                        .filter(input -> !schema.contains(input))
                        .forEach(schema::add);
            }
            this.gate = new RegimeGate(regime, schema);
            TimeSeries series = forecasts.series();
            this.columns = schema.stream().mapToInt(series::columnIndex).toArray();
            this.values = new double[columns.length];
        }

        boolean hasNext() {
            return row < forecasts.series().length();
        }

        long time() {
            return forecasts.series().timestamp(row);
        }

        void next() {
            for (int c = 0; c < columns.length; c++) {
                values[c] = forecasts.series().value(row, columns[c]);
            }
            weights.take(values);
            gate.take(time(), values);
            if (row >= forecasts.firstOrigin() && row <= forecasts.lastOrigin()) {
                MissingForecasts.read(forecasts, row, said);
                weights.issue(said, gate.probability(), true, combined);
            }
            row++;
        }
    }
}
