package io.forecastj.features;

import java.util.List;

/** Keltner channels: the position of the close between them, and their width. */
final class Keltner extends Kernel {
    static final Kind KIND = Kind.named("keltner")
            .inputs("high", "low", "close")
            .window("n", 1, 20)
            .window("atr", 1, 10)
            .number("k", 1e-6, 1e6, 2)
            .outputs("position", "width")
            .formula("position = (close - lower) / (upper - lower), width = (upper - lower) / middle, for"
                    + " the lines ema(close,n) +- k atr(high,low,close,atr) (Keltner, How to Make Money in"
                    + " Commodities, 1960, in the form of Raschke with an exponential middle line and the"
                    + " average true range). The position is 0.5 where the range is 0. The width is NaN"
                    + " where the middle is 0. NaN where a value is missing; the smoothing continues with"
                    + " the next bar")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            in.get(2), Smoothing.EMA.of(in.get(2), a[0]), TrueRange.ATR.create(in, new double[] {a[1]
                            }));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Keltner(in[0], in[1], in[2], a[2]);
                }
            });

    private final int close;
    private final int middle;
    private final int range;
    private final double width;

    private Keltner(int close, int middle, int range, double k) {
        super(0);
        this.close = close;
        this.middle = middle;
        this.range = range;
        this.width = 2 * k;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double line = row[middle];
        double apart = width * row[range];
        double above = row[close] - line;
        double position = 0.5 + (apart == 0 ? 0 * above : Arithmetic.divide(above, apart));
        double relative = Arithmetic.divide(apart, line);
        boolean whole = !Double.isNaN(position);
        out[at] = position;
        out[at + 1] = whole ? relative : Double.NaN;
    }
}
