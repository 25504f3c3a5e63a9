package io.forecastj.backtest.strategy;

import java.util.ArrayList;
import java.util.List;

/** The weights to which instruments are to be traded, each decided after the close of a row. */
final class TargetWeights {
    /**
     * A decision.
     *
     * @param row the instrument's row after which it was taken; -1 before its first one
     * @param slot the slot of the timeline at which it was taken
     * @param weight the share of the whole equity
     */
    record Target(int row, int slot, double weight) {}

    private final List<List<Target>> byInstrument = new ArrayList<>();

    TargetWeights(int instruments) {
        for (int i = 0; i < instruments; i++) {
            byInstrument.add(new ArrayList<>());
        }
    }

    void add(int instrument, Target target) {
        byInstrument.get(instrument).add(target);
    }

    /** The decisions on an instrument in order of time. */
    List<Target> of(int instrument) {
        return byInstrument.get(instrument);
    }

    /** The same share of each instrument, bought once and kept. */
    static TargetWeights buyAndHold(PriceGrid grid, int slot) {
        TargetWeights weights = new TargetWeights(grid.instruments());
        for (int i = 0; i < grid.instruments(); i++) {
            weights.add(i, new Target(grid.rowAtOrBefore(i, slot), slot, 1.0 / grid.instruments()));
        }
        return weights;
    }
}
