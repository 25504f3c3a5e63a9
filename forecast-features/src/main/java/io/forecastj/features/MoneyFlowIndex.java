package io.forecastj.features;

import java.util.List;

/** Value traded in a bar, counted as rising or falling; and the share of the rising. */
final class MoneyFlowIndex extends Kernel {
    static final Kind FLOW = Kind.named("signedMoneyFlow")
            .inputs("high", "low", "close", "volume")
            .outputs("positive", "negative")
            .formula("p * volume, where p = (high + low + close) / 3: positive where p rose since the bar before,"
                    + " negative where it fell, the other one 0 (Quong and Soudack, Volume-Weighted RSI: Money Flow,"
                    + " 1989). NaN where a value is missing; the next change is from the last p before the gap")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            BarShape.TYPICAL_PRICE.create(List.of(in.get(0), in.get(1), in.get(2)), new double[0]),
                            in.get(3));
                }

                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new MoneyFlowIndex(in[0], in[1]);
                }
            });

    static final Kind KIND = Kind.named("mfi")
            .inputs("high", "low", "close", "volume")
            .window("n", 1, 14)
            .formula("100 * mean(positive,n) / (mean(positive,n) + mean(negative,n)) of"
                    + " signedMoneyFlow(high,low,close,volume) (Quong and Soudack, Volume-Weighted RSI: Money Flow,"
                    + " 1989). From 0 to 100; 50 where nothing moved. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature flow = FLOW.create(in, new double[0]);
                    return List.of(
                            RollingMean.KIND.of(flow.output("positive"), a),
                            RollingMean.KIND.of(flow.output("negative"), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Share(in[0], in[1]);
                }
            });

    private static final int LAST_PRICE = 0;

    private final int price;
    private final int volume;

    private MoneyFlowIndex(int price, int volume) {
        super(1);
        this.price = price;
        this.volume = volume;
        state[LAST_PRICE] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double now = row[price];
        double change = now - state[LAST_PRICE];
        double flow = now * row[volume];
        if (!Double.isNaN(now)) {
            state[LAST_PRICE] = now;
        }
        double none = 0 * change; // NaN where it is
        // no branches, which could not be foreseen here
        out[at] = Arithmetic.toDouble(change > 0 ? 1 : 0) * flow + none;
        out[at + 1] = Arithmetic.toDouble(change < 0 ? 1 : 0) * flow + none;
    }

    private static final class Share extends Kernel {
        private final int positive;
        private final int negative;

        Share(int positive, int negative) {
            super(0);
            this.positive = positive;
            this.negative = negative;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double rising = row[positive];
            double moved = rising + row[negative];
            out[at] = moved == 0 ? 50 : Arithmetic.divide(100 * rising, moved);
        }
    }
}
