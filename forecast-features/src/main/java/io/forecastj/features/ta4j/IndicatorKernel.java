package io.forecastj.features.ta4j;

import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.features.Kernel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/**
 * Kernel of a ta4j indicator.
 *
 * <p>The memory of an indicator cannot be copied. So the state holds the bars that it has seen, and a copy computes a
 * new indicator over them: the same bars from the same first one, hence the same bits. When there are {@code 2 *
 * window} bars the older half is dropped and a new indicator begins at the rest, so that neither memory nor a copy
 * grows with the rows.
 */
final class IndicatorKernel extends Kernel {
    /** The state: the number of bars, the time of the last one, then the bars, oldest first. */
    private static final int COUNT = 0;

    private static final int LAST_TIME = 1;
    private static final int BARS = 2;

    /** A bar: its end, its period, then open, high, low, close and volume. */
    private static final int PERIOD = 1;

    private static final int VALUES = 2;
    private static final int BAR = VALUES + 5;

    private final int[] slots;
    private final int window;
    private final Function<BarSeries, Indicator<Num>> factory;

    /** Made from the state when needed. */
    private @Nullable Running running;

    IndicatorKernel(int[] slots, int window, Function<BarSeries, Indicator<Num>> factory) {
        super(BARS + 2 * window * BAR);
        this.slots = slots;
        this.window = window;
        this.factory = factory;
        state[LAST_TIME] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double result = Double.NaN;
        if (isWhole(row)) {
            int count = append(row);
            double value = value();
            result = count < window || Double.isInfinite(value) ? Double.NaN : value;
        }
        out[at] = result;
    }

    private boolean isWhole(double[] row) {
        for (int slot : slots) {
            if (Double.isNaN(row[slot])) {
                return false;
            }
        }
        return true;
    }

    private int append(double[] row) {
        int count = (int) state[COUNT];
        if (count == 2 * window) {
            count = window - 1;
            System.arraycopy(state, BARS + (window + 1) * BAR, state, BARS, count * BAR);
            running = null;
        }
        int bar = BARS + count * BAR;
        double time = row[TIME];
        state[bar] = time;
        state[bar + PERIOD] = Double.isNaN(state[LAST_TIME]) ? 0 : time - state[LAST_TIME];
        for (int i = 0; i < slots.length; i++) {
            state[bar + VALUES + i] = row[slots[i]];
        }
        state[COUNT] = ++count;
        state[LAST_TIME] = time;
        return count;
    }

    /**
     * The value at the last bar. Each bar is added and read in turn, here as before a copy: some indicators keep
     * running sums, so their last digits depend on the earlier calls.
     */
    private double value() {
        Running now = running;
        if (now == null) {
            BarSeries bars = Ta4jBars.empty("");
            now = new Running(bars, factory.apply(bars));
            running = now;
        }
        double value = Double.NaN;
        for (int i = now.bars.getBarCount(); i < state[COUNT]; i++) {
            int bar = BARS + i * BAR;
            Ta4jBars.add(now.bars, (long) state[bar], (long) state[bar + PERIOD], state, bar + VALUES);
            value = now.indicator.getValue(i).doubleValue();
        }
        return value;
    }

    @Override
    public void copyFrom(Kernel other) {
        super.copyFrom(other);
        running = null;
    }

    /** Writes the bars that there are; restoring computes a new indicator over them, as a copy does. */
    @Override
    public void save(StateWriter out) {
        out.putDoubles(state, 0, size());
    }

    @Override
    public void restore(StateReader in) {
        int read = in.getDoublesFrom(state);
        if (read != size()) {
            throw new SnapshotException("the state of a ta4j indicator with " + state[COUNT] + " bars should have "
                    + size() + " numbers, found " + read + ". Open a session from history instead");
        }
        running = null;
    }

    /** Number of values of the state in use. */
    private int size() {
        return BARS + (int) state[COUNT] * BAR;
    }

    private record Running(BarSeries bars, Indicator<Num> indicator) {}
}
