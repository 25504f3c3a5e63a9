package io.forecastj.features;

/** Number of consecutive rises, or falls, of a value. */
final class Consecutive extends Kernel {
    static final Kind KIND = Kind.named("consecutive")
            .inputs("x")
            .window("most", 1, 10)
            .formula("the number of consecutive rises up to now, or minus the number of falls; 0 where x"
                    + " did not change; of a size of at most \"most\", so that older rows do not matter. NaN"
                    + " where x is missing; the next change is from the last value before the gap")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return (int) a[0];
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Consecutive(in[0], (int) a[0]);
                }
            });

    private static final int LAST = 0;
    private static final int COUNT = 1;
    private static final int SEEN = 2;

    private final int in;
    private final double most;

    private Consecutive(int in, int most) {
        super(3);
        this.in = in;
        this.most = most;
        state[LAST] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double x = row[in];
        if (Double.isNaN(x)) {
            out[at] = Double.NaN;
            return;
        }
        double last = s[LAST];
        double count = s[COUNT];
        if (x > last) {
            count = Math.min(most, Math.max(count, 0) + 1);
        } else if (x < last) {
            count = Math.max(-most, Math.min(count, 0) - 1);
        } else {
            count = 0;
        }
        s[LAST] = x;
        s[COUNT] = count;
        out[at] = s[SEEN] < most ? Double.NaN : count;
        s[SEEN]++;
    }
}
