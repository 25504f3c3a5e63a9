package io.forecastj.features;

import java.util.List;

/** Bid-ask spread estimated from neighbouring changes that tend to reverse each other. */
final class RollSpread extends Kernel {
    static final Kind KIND = Kind.named("rollSpread")
            .inputs("close")
            .window("n", 2, 20)
            .formula("2 * sqrt(-c), and 0 where c > 0, for the covariance c = mean(d[t] d[t-1]) -"
                    + " mean(d[t]) mean(d[t-1]) over n rows of d = logReturns(close,1) (Roll, A Simple"
                    + " Implicit Measure of the Effective Bid-Ask Spread in an Efficient Market, 1984). As a"
                    + " fraction of the price. NaN while a close that is missing or not positive is in the"
                    + " window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature pair = ChangePair.KIND.of(Changes.LOG_RETURNS.of(in.get(0), 1));
                    return List.of(
                            RollingMean.KIND.of(pair.output("product"), a),
                            RollingMean.KIND.of(pair.output("now"), a),
                            RollingMean.KIND.of(pair.output("before"), a));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new RollSpread(in[0], in[1], in[2]);
                }
            });

    private final int product;
    private final int now;
    private final int before;

    private RollSpread(int product, int now, int before) {
        super(0);
        this.product = product;
        this.now = now;
        this.before = before;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double covariance = row[product] - row[now] * row[before];
        out[at] = 2 * Math.sqrt(Math.max(0, -covariance));
    }

    /** Two neighbouring changes; both missing where one is, so that their means are over the same rows. */
    static final class ChangePair extends Kernel {
        static final Kind KIND = Kind.named("changePair")
                .inputs("x")
                .outputs("product", "now", "before")
                .formula("now = x[t], before = x[t-1], product = x[t] x[t-1]. All NaN where one is missing")
                .body(new Body.Computed() {
                    @Override
                    int warmup(double[] a) {
                        return 1;
                    }

                    @Override
                    Kernel bind(int[] in, double[] a) {
                        return new ChangePair(in[0]);
                    }
                });

        private final int in;

        private ChangePair(int in) {
            super(1);
            this.in = in;
            state[0] = Double.NaN;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double now = row[in];
            double before = state[0];
            state[0] = now;
            double product = now * before;
            boolean missing = Double.isNaN(product);
            out[at] = product;
            out[at + 1] = missing ? Double.NaN : now;
            out[at + 2] = missing ? Double.NaN : before;
        }
    }
}
