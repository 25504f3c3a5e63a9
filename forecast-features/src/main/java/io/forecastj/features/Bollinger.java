package io.forecastj.features;

import java.util.List;

/** Bollinger bands: the position of a value between them, and their width. */
final class Bollinger extends Kernel {
    static final Kind KIND = Kind.named("bollinger")
            .inputs("x")
            .window("n", 2, 20)
            .number("k", 1e-6, 1e6, 2)
            .outputs("position", "width")
            .formula("position = (x - lower) / (upper - lower), width = (upper - lower) / mean, for the"
                    + " bands mean(x,n) +- k std(x,n) (Bollinger on Bollinger Bands, 2001: %b and"
                    + " BandWidth). Without deviation the position is 0.5. The width is NaN where the mean"
                    + " is 0. NaN while a missing value is in the window")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature moments = Moments.KIND.of(in.get(0), a[0]);
                    return List.of(moments.output("mean"), moments.output("std"), moments.output("zscore"));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Bollinger(in[0], in[1], in[2], a[1]);
                }
            });

    private final int mean;
    private final int std;
    private final int zscore;
    private final double width;

    private Bollinger(int mean, int std, int zscore, double k) {
        super(0);
        this.mean = mean;
        this.std = std;
        this.zscore = zscore;
        this.width = 2 * k;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double position = 0.5 + row[zscore] / width;
        double relative = Arithmetic.divide(width * row[std], row[mean]);
        out[at] = position;
        out[at + 1] = relative;
    }
}
