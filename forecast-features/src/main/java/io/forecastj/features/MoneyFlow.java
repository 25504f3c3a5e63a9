package io.forecastj.features;

import java.util.List;

/** The volume weighted by where the bar closed, which the accumulation/distribution line adds up. */
final class MoneyFlow extends Kernel {
    static final Kind KIND = Kind.named("moneyFlow")
            .inputs("high", "low", "close", "volume")
            .formula("volume * ((close - low) - (high - close)) / (high - low): the step of Chaikin's accumulation and"
                    + " distribution line (Achelis, Technical Analysis from A to Z, 2000). 0 where high equals low; NaN"
                    + " where a value is missing")
            .kernel((in, a) -> new MoneyFlow(in[0], in[1], in[2], in[3]));

    static final Kind AD_CHANGE = Kind.named("adChange")
            .inputs("high", "low", "close", "volume")
            .window("n", 1, 20)
            .formula("ad[t] - ad[t-n], the sum of moneyFlow(high,low,close,volume) over n rows: the change of Chaikin's"
                    + " accumulation and distribution line (Achelis, Technical Analysis from A to Z, 2000). In units of the"
                    + " volume. NaN while a missing value is in the window")
            .parts((in, a) -> List.of(RollingMean.KIND.of(KIND.create(in, new double[0]), a)))
            .kernel((in, a) -> new Multiple(in[0], a[0]));

    static final Kind CHAIKIN = Kind.named("cmf")
            .inputs("high", "low", "close", "volume")
            .window("n", 1, 20)
            .formula("Chaikin money flow: the sum of moneyFlow(high,low,close,volume) / the sum of volume, over n rows"
                    + " (Achelis, Technical Analysis from A to Z, 2000). From -1 to 1; NaN where nothing was traded, and"
                    + " while a missing value is in the window")
            .alias((in, a) -> Arithmetic.RATIO.create(
                    List.of(RollingMean.KIND.of(KIND.create(in, new double[0]), a), RollingMean.KIND.of(in.get(3), a)),
                    new double[0]));

    private final int high;
    private final int low;
    private final int close;
    private final int volume;

    private MoneyFlow(int high, int low, int close, int volume) {
        super(0);
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double h = row[high];
        double l = row[low];
        double c = row[close];
        double range = h - l;
        double location = range == 0 ? 0 * c : ((c - l) - (h - c)) / range;
        out[at] = location * row[volume];
    }
}
