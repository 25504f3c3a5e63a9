package io.forecastj.models.ensemble;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * State of one column at an origin, for a stack: the last value, the unit of errors and a few features. For one thread;
 * a row takes time proportional to the horizon, and nothing is allocated after construction.
 */
final class OriginFeatures {
    /** Number of features before those of the members. */
    static final int OWN = 4;
    /** Weight of the newest change in the recent volatility: a memory of about twenty rows. */
    private static final double RECENT = 0.1;

    private final ChangeScale scale;
    private double before = Double.NaN;
    private double change = Double.NaN;
    private double recent = Double.NaN;
    private double products;
    private double squares;

    OriginFeatures(int horizon) {
        this.scale = new ChangeScale(horizon);
    }

    /** Returns new states of some targets. */
    static OriginFeatures[] of(int targets, int horizon) {
        OriginFeatures[] origins = new OriginFeatures[targets];
        Arrays.setAll(origins, target -> new OriginFeatures(horizon));
        return origins;
    }

    static List<String> names(List<String> members) {
        List<String> names = new ArrayList<>(List.of("step", "recent volatility", "autocorrelation", "spread"));
        members.forEach(member -> names.add("change of " + member));
        return names;
    }

    void take(double value) {
        scale.take(value);
        double next = value - before;
        if (!Double.isNaN(next)) {
            recent = Double.isNaN(recent) ? Math.abs(next) : recent + RECENT * (Math.abs(next) - recent);
            squares += next * next;
            products += Double.isNaN(change) ? 0 : next * change;
        }
        change = next;
        before = value;
    }

    void save(StateWriter out) {
        scale.save(out);
        out.putDouble(before);
        out.putDouble(change);
        out.putDouble(recent);
        out.putDouble(products);
        out.putDouble(squares);
    }

    void restore(StateReader in) {
        scale.restore(in);
        before = in.getDouble();
        change = in.getDouble();
        recent = in.getDouble();
        products = in.getDouble();
        squares = in.getDouble();
    }

    double base() {
        return scale.last();
    }

    double scale(int step) {
        return scale.scale(step);
    }

    /**
     * Writes the features of a step.
     *
     * @param x the members' forecasts, starting at {@code xAt}, NaN if missing
     */
    void write(int step, double[] x, int xAt, int members, double[] out) {
        double base = base();
        double unit = scale(step);
        double mean = 0;
        int there = 0;
        for (int k = 0; k < members; k++) {
            double moved = finite((x[xAt + k] - base) / unit);
            out[OWN + k] = moved;
            if (!Double.isNaN(moved)) {
                mean += moved;
                there++;
            }
        }
        mean /= there;
        double variance = 0;
        for (int k = 0; k < members; k++) {
            double off = out[OWN + k] - mean;
            variance += Double.isNaN(off) ? 0 : off * off;
        }
        out[0] = step;
        out[1] = finite(Math.log(recent / scale(1)));
        out[2] = products / squares;
        out[3] = Math.sqrt(variance / there);
    }

    /** Returns a finite value unchanged, else NaN: a series without any change yet has no unit. */
    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
