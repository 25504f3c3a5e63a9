package io.forecastj.features;

import java.util.List;

/** Which side moved the price from open to close, weighted by the volume. */
final class Pressure extends Kernel {
    static final Kind FORCE = Kind.named("barForce")
            .inputs("open", "high", "low", "close", "volume")
            .formula(
                    "volume * (close - open) / (high - low): the balance of power (Livshin, Balance of Market Power, Technical"
                            + " Analysis of Stocks and Commodities, 2001) times the volume. 0 where high equals low; NaN where a"
                            + " value is missing")
            .kernel((in, a) -> new Pressure(in[0], in[1], in[2], in[3], in[4]));

    static final Kind KIND = Kind.named("marketPressure")
            .inputs("open", "high", "low", "close", "volume")
            .window("n", 1, 10)
            .formula(
                    "the sum of volume * (close - open) / (high - low) / the sum of volume, over n rows: the volume-weighted"
                            + " balance of power (Livshin, Balance of Market Power, Technical Analysis of Stocks and Commodities,"
                            + " 2001). From -1 to 1; NaN where nothing was traded, and while a missing value is in the window")
            .alias((in, a) -> Arithmetic.RATIO.create(
                    List.of(RollingMean.KIND.of(FORCE.create(in, new double[0]), a), RollingMean.KIND.of(in.get(4), a)),
                    new double[0]));

    private final int open;
    private final int high;
    private final int low;
    private final int close;
    private final int volume;

    private Pressure(int open, int high, int low, int close, int volume) {
        super(0);
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double body = row[close] - row[open];
        double range = row[high] - row[low];
        out[at] = (range == 0 ? 0 * body : body / range) * row[volume];
    }
}
