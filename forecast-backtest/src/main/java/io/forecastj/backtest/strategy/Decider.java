package io.forecastj.backtest.strategy;

import io.forecastj.PredictionSession;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.strategy.TargetWeights.Target;
import java.util.ArrayList;
import java.util.List;

/** Takes the opinions in order of time and decides the weights, from rows up to each decision only. */
final class Decider {
    private final StrategySettings settings;
    private final PriceGrid grid;
    private final Opinions opinions;
    private final double[] positions;
    private final List<PaperRecord> records = new ArrayList<>();
    private int kept;

    Decider(StrategySettings settings, PriceGrid grid, Opinions opinions) {
        this.settings = settings;
        this.grid = grid;
        this.opinions = opinions;
        this.positions = new double[grid.instruments()];
        for (int i = 0; i < grid.instruments(); i++) {
            records.add(new PaperRecord(grid, i, settings.delay));
        }
    }

    TargetWeights decide(int from, int to) {
        TargetWeights weights = new TargetWeights(grid.instruments());
        for (int slot = from; slot <= to; slot++) {
            List<Integer> decided = new ArrayList<>();
            for (int i = 0; i < grid.instruments(); i++) {
                int row = grid.row(i, slot);
                if (row >= 0) {
                    records.get(i).row(row);
                    if (decided(i, row)) {
                        decided.add(i);
                    }
                }
            }
            if (!decided.isEmpty()) {
                double[] shares = shares(slot);
                for (int i : decided) {
                    weights.add(i, new Target(grid.row(i, slot), slot, positions[i] * shares[i]));
                }
            }
        }
        return weights;
    }

    private boolean decided(int instrument, int row) {
        Opinion opinion = opinions.at(instrument, row);
        if (opinion == null) {
            return false;
        }
        TimeSeries bars = grid.bars().get(instrument).head(row + 1);
        TimeSeries history = PredictionSession.knownAtEnd(bars, bars);
        DecisionContext context = new DecisionContext(
                history, grid.priceColumn(), opinion.forecast(), settings.target, positions[instrument]);
        double position = settings.position(context, opinion);
        if (Double.isNaN(position)) {
            kept++;
            return false;
        }
        if (Double.isInfinite(position)) {
            throw new IllegalArgumentException(
                    "a position must be finite, or NaN to keep what is held; found " + position + " by the " + context);
        }
        positions[instrument] = position;
        records.get(instrument).decide(row, position);
        return true;
    }

    private double[] shares(int slot) {
        List<TimeSeries> histories = new ArrayList<>();
        for (int i = 0; i < grid.instruments(); i++) {
            histories.add(grid.history(i, slot));
        }
        return settings.allocation.shares(histories, grid.priceColumn(), records);
    }

    /** The number of opinions that kept what was held. */
    int kept() {
        return kept;
    }
}
