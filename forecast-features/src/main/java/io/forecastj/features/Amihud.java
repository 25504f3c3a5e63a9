package io.forecastj.features;

import java.util.List;

/** Price movement per amount traded, on the rows with trades. */
final class Amihud extends Kernel {
    static final Kind IMPACT = Kind.named("priceImpact")
            .inputs("close", "volume")
            .outputs("impact", "traded")
            .formula("impact = 1e6 * |close / last close - 1| / |close * volume|, and 0 where that value"
                    + " traded is 0; traded = 1 where it is not, else 0 (Amihud, Illiquidity and Stock"
                    + " Returns, 2002). NaN where close or volume is missing or the last close is 0; the"
                    + " next return is from the last close before the gap")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Amihud(in[0], in[1]);
                }
            });

    static final Kind KIND = Kind.named("amihud")
            .inputs("close", "volume")
            .window("n", 1, 20)
            .formula("1e6 times the mean of |return| / (close * volume) over those of n rows that have"
                    + " trades (Amihud, Illiquidity and Stock Returns, 2002). The return per million of the"
                    + " currency traded. NaN where no row has trades, and while a missing value is in the"
                    + " window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    Feature impact = IMPACT.create(in, new double[0]);
                    return Arithmetic.RATIO.create(
                            List.of(
                                    RollingMean.KIND.of(impact.output("impact"), a),
                                    RollingMean.KIND.of(impact.output("traded"), a)),
                            new double[0]);
                }
            });

    private static final double MILLION = 1e6;
    private static final int LAST_CLOSE = 0;

    private final int close;
    private final int volume;

    private Amihud(int close, int volume) {
        super(1);
        this.close = close;
        this.volume = volume;
        state[LAST_CLOSE] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double now = row[close];
        double last = state[LAST_CLOSE];
        double move = Math.abs(Arithmetic.divide(now - last, last));
        double value = Math.abs(now * row[volume]);
        // the products with 0 keep a missing number missing
        out[at] = value == 0 ? 0 * move : Arithmetic.divide(MILLION * move, value);
        out[at + 1] = (value == 0 ? 0 : 1) + 0 * (move + value);
        if (!Double.isNaN(now)) {
            state[LAST_CLOSE] = now;
        }
    }
}
