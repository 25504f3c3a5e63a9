package io.forecastj.features;

import java.util.List;

/** Volume weighted by the position of the close in the bar, which the accumulation/distribution line adds up. */
final class MoneyFlow extends Kernel {
    static final Kind KIND = Kind.named("moneyFlow")
            .inputs("high", "low", "close", "volume")
            .formula("volume * ((close - low) - (high - close)) / (high - low): the step of Chaikin's accumulation and"
                    + " distribution line (Achelis, Technical Analysis from A to Z, 2000). 0 where high equals low; NaN"
                    + " where a value is missing")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            Arithmetic.POSITION.create(List.of(in.get(2), in.get(1), in.get(0)), new double[0]),
                            in.get(3));
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new MoneyFlow(in[0], in[1]);
                }
            });

    static final Kind AD_CHANGE = Kind.named("adChange")
            .inputs("high", "low", "close", "volume")
            .window("n", 1, 20)
            .formula("ad[t] - ad[t-n], the sum of moneyFlow(high,low,close,volume) over n rows: the change"
                    + " of Chaikin's accumulation and distribution line (Achelis, Technical Analysis from A"
                    + " to Z, 2000). In units of the volume. NaN while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return RollingMean.SUM.of(KIND.create(in, new double[0]), a);
                }
            });

    static final Kind CHAIKIN = Kind.named("cmf")
            .inputs("high", "low", "close", "volume")
            .window("n", 1, 20)
            .formula("Chaikin money flow: the sum of moneyFlow(high,low,close,volume) / the sum of volume,"
                    + " over n rows (Achelis, Technical Analysis from A to Z, 2000). From -1 to 1; NaN where"
                    + " nothing was traded, and while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.RATIO.create(
                            List.of(
                                    RollingMean.KIND.of(KIND.create(in, new double[0]), a),
                                    RollingMean.KIND.of(in.get(3), a)),
                            new double[0]);
                }
            });

    private final int position;
    private final int volume;

    private MoneyFlow(int position, int volume) {
        super(0);
        this.position = position;
        this.volume = volume;
    }

    /** Maps the position, from 0 at the low to 1 at the high, to the range from -1 to 1. */
    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = (2 * row[position] - 1) * row[volume];
    }
}
