package io.forecastj.features;

import java.util.Arrays;

/**
 * Value as of an earlier time, for series whose rows are not evenly spaced.
 *
 * <p>The ring holds the last rows. Rows that are not yet old enough are pending. With each row the oldest pending ones
 * come due; the last of them that has a value is the result until a later one comes due or it is too old.
 */
final class AsOf extends Kernel {
    static final Kind KIND = Kind.named("asOf")
            .inputs("x")
            .number("before", 0.001, 1e10, 3_600)
            .number("staleness", 0, 1e10, 3_600)
            .window("rows", 1, 3)
            .formula("the last x that is not missing at or before the row's time less \"before\" seconds,"
                    + " if it is at most \"staleness\" seconds older than that and at most \"rows\" rows"
                    + " back; else NaN. NaN on the first \"rows\" rows from the first value on")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[2];
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new AsOf(in[0], Math.round(a[0] * 1_000), Math.round(a[1] * 1_000), (int) a[2]);
                }
            });

    /** The state: the rings of times and of values, then these. */
    private static final int NEXT = 0;

    private static final int PENDING = 1;
    /** The number of rows from the first value on, so that this warm-up begins after that of x. */
    private static final int SEEN = 2;

    /** The result: its age in rows, its time and its value. */
    private static final int AGE = 3;

    private static final int TIME_FOUND = 4;
    private static final int VALUE_FOUND = 5;
    private static final int SCALARS = 6;

    private final int in;
    private final double before;
    private final double staleness;
    private final int rows;
    private final int ring;
    private final int scalars;

    private AsOf(int in, double before, double staleness, int rows) {
        super(2 * (rows + 1) + SCALARS);
        this.in = in;
        this.before = before;
        this.staleness = staleness;
        this.rows = rows;
        ring = rows + 1;
        scalars = 2 * ring;
        Arrays.fill(state, scalars + AGE, scalars + SCALARS, Double.NaN);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double asOf = row[TIME] - before;
        int next = (int) s[scalars + NEXT];
        s[next] = row[TIME];
        s[ring + next] = row[in];
        next = next + 1 == ring ? 0 : next + 1;
        s[scalars + NEXT] = next;
        if (s[scalars + SEEN] > 0 || !Double.isNaN(row[in])) {
            s[scalars + SEEN]++;
        }
        s[scalars + AGE]++;
        takeDue(s, next, asOf);
        boolean found =
                s[scalars + SEEN] > rows && s[scalars + AGE] <= rows && s[scalars + TIME_FOUND] >= asOf - staleness;
        out[at] = found ? s[scalars + VALUE_FOUND] : Double.NaN;
    }

    private void takeDue(double[] s, int next, double asOf) {
        int pending = Math.min((int) s[scalars + PENDING] + 1, ring);
        int oldest = next - pending < 0 ? next - pending + ring : next - pending;
        while (pending > 0 && s[oldest] <= asOf) {
            pending--;
            if (!Double.isNaN(s[ring + oldest])) {
                s[scalars + AGE] = pending;
                s[scalars + TIME_FOUND] = s[oldest];
                s[scalars + VALUE_FOUND] = s[ring + oldest];
            }
            oldest = oldest + 1 == ring ? 0 : oldest + 1;
        }
        s[scalars + PENDING] = pending;
    }
}
