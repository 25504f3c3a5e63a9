package io.forecastj.features;

import java.util.List;

/** Distances to resistance and support, the last prices from which highs and lows turned back. */
final class Pivots extends Kernel {
    static final Kind KIND = Kind.named("pivots")
            .inputs("high", "low", "close")
            .window("k", 1, 3)
            .window("n", 3, 50)
            .rule(a -> a[1] > 2 * a[0], "n must be more than 2 k")
            .outputs("resistance", "support")
            .formula("resistance = (level - close) / close, support = (close - level) / close. The level is"
                    + " the high (low) of the last pivot within n rows; a pivot is a bar whose high (low)"
                    + " none of the k bars before and after it exceeds, and counts from the k-th bar after"
                    + " it. Without one the level is the highest high (lowest low) of n rows (Murphy,"
                    + " Technical Analysis of the Financial Markets, 1999, for the terms). Below 0 where the"
                    + " close is beyond the level; NaN where the close is 0, and while a missing value is in"
                    + " the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            in.get(2),
                            Lag.KIND.of(in.get(0), a[0]),
                            RollingExtreme.MAX.of(in.get(0), 2 * a[0] + 1),
                            RollingExtreme.MAX.of(in.get(0), a[1]),
                            Lag.KIND.of(in.get(1), a[0]),
                            RollingExtreme.MIN.of(in.get(1), 2 * a[0] + 1),
                            RollingExtreme.MIN.of(in.get(1), a[1]));
                }

                @Override
                int warmup(double[] a) {
                    return (int) a[0];
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Pivots(in, (int) a[0], (int) a[1]);
                }
            });

    /** Of each side: the level of the last pivot, and the age of its bar in rows. */
    private static final int RESISTANCE = 0;

    private static final int SUPPORT = 2;
    private static final int SEEN = 4;

    private final int close;
    private final int high;
    private final int highNearby;
    private final int highest;
    private final int low;
    private final int lowNearby;
    private final int lowest;
    private final double k;
    private final double n;

    private Pivots(int[] in, int k, int n) {
        super(5);
        close = in[0];
        high = in[1];
        highNearby = in[2];
        highest = in[3];
        low = in[4];
        lowNearby = in[5];
        lowest = in[6];
        this.k = k;
        this.n = n;
        state[RESISTANCE + 1] = n;
        state[SUPPORT + 1] = n;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double c = row[close];
        double resistance = level(RESISTANCE, row[high], row[highNearby], row[highest]);
        double support = level(SUPPORT, row[low], row[lowNearby], row[lowest]);
        boolean complete = !Double.isNaN(resistance + support);
        // a pivot needs k bars before it, and those are before the window of n rows
        boolean shown = complete && state[SEEN] >= k;
        if (complete) {
            state[SEEN]++;
        }
        out[at] = shown ? Arithmetic.divide(resistance - c, c) : Double.NaN;
        out[at + 1] = shown ? Arithmetic.divide(c - support, c) : Double.NaN;
    }

    /** The bar k rows ago is a pivot if it holds the extreme of the bars around it. */
    private double level(int side, double candidate, double nearby, double extreme) {
        double[] s = state;
        if (candidate == nearby) {
            s[side] = candidate;
            s[side + 1] = k;
        } else {
            s[side + 1] = Math.min(n, s[side + 1] + 1);
        }
        return s[side + 1] < n && !Double.isNaN(extreme) ? s[side] : extreme;
    }
}
