package io.forecastj.features;

import java.util.List;

/** Wilder's directional indicators, and the average of their relative difference. */
final class Adx extends Kernel {
    static final Kind KIND = Kind.named("adx")
            .inputs("high", "low", "close")
            .window("n", 1, 14)
            .outputs("adx", "plusDi", "minusDi")
            .formula("plusDi = 100 * wilder(plus,n) / atr, minusDi = 100 * wilder(minus,n) / atr, of"
                    + " directionalMovement(high,low) and atr(high,low,close,n), both 0 where the atr is 0;"
                    + " adx = the Wilder smoothing over n of 100 * |plusDi - minusDi| / (plusDi + minusDi),"
                    + " which is 0 where both are 0 (Wilder, New Concepts in Technical Trading Systems,"
                    + " 1978). From 0 to 100. After the warm-up, every start weighs at most 1e-7. NaN where"
                    + " high or low is missing; the smoothing continues with the next bar")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    Feature movement = DirectionalMovement.KIND.create(List.of(in.get(0), in.get(1)), new double[0]);
                    return List.of(
                            Smoothing.WILDER.of(movement.output("plus"), a),
                            Smoothing.WILDER.of(movement.output("minus"), a),
                            TrueRange.ATR.create(in, a));
                }

                @Override
                int warmup(double[] a) {
                    return Smoothing.warmup((int) a[0], 1 / a[0]);
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Adx(in[0], in[1], in[2], (int) a[0]);
                }
            });

    private final int plus;
    private final int minus;
    private final int range;
    private final double length;
    private final double alpha;
    private final double shownAfter;

    private Adx(int plus, int minus, int range, int length) {
        super(Smoothing.STATE);
        this.plus = plus;
        this.minus = minus;
        this.range = range;
        this.length = length;
        this.alpha = 1.0 / length;
        this.shownAfter = Smoothing.warmup(length, alpha);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double atr = row[range];
        double plusDi = indicator(row[plus], atr);
        double minusDi = indicator(row[minus], atr);
        double both = plusDi + minusDi;
        double index = both == 0 ? 0 : 100 * Math.abs(plusDi - minusDi) / both;
        double adx = Smoothing.step(state, 0, index, length, alpha);
        boolean shown = !Double.isNaN(adx) && state[0] > shownAfter;
        out[at] = shown ? adx : Double.NaN;
        out[at + 1] = shown ? plusDi : Double.NaN;
        out[at + 2] = shown ? minusDi : Double.NaN;
    }

    private static double indicator(double movement, double range) {
        return range == 0 ? 0 * movement : Arithmetic.divide(100 * movement, range);
    }
}
