package io.forecastj.features;

import java.util.List;

/** Volume with the sign of the bar's change, which on-balance volume adds up. */
final class SignedVolume extends Kernel {
    static final Kind KIND = Kind.named("signedVolume")
            .inputs("close", "volume")
            .formula("volume * sign(close - last close): the step of the on-balance volume (Granville's New"
                    + " Key to Stock Market Profits, 1963). NaN where close or volume is missing; the next"
                    + " change is from the last close before the gap")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new SignedVolume(in[0], in[1]);
                }
            });

    static final Kind OBV_CHANGE = Kind.named("obvChange")
            .inputs("close", "volume")
            .window("n", 1, 20)
            .formula("obv[t] - obv[t-n], the sum of signedVolume(close,volume) over n rows (Granville's New"
                    + " Key to Stock Market Profits, 1963). In units of the volume. NaN while a missing"
                    + " value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return RollingMean.SUM.of(KIND.create(in, new double[0]), a);
                }
            });

    static final Kind IMBALANCE = Kind.named("volumeImbalance")
            .inputs("close", "volume")
            .window("n", 1, 20)
            .formula("(volume of rising bars - volume of falling bars) / volume of all, over n rows: each"
                    + " bar is counted to the side of its change, the tick rule (Lee and Ready, Inferring"
                    + " Trade Direction from Intraday Data, 1991) on bars. From -1 to 1; NaN where nothing"
                    + " was traded, and while a missing value is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return Arithmetic.RATIO.create(
                            List.of(
                                    RollingMean.KIND.of(KIND.create(in, new double[0]), a),
                                    RollingMean.KIND.of(in.get(1), a)),
                            new double[0]);
                }
            });

    private static final int LAST_CLOSE = 0;

    private final int close;
    private final int volume;

    private SignedVolume(int close, int volume) {
        super(1);
        this.close = close;
        this.volume = volume;
        state[LAST_CLOSE] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double now = row[close];
        double change = now - state[LAST_CLOSE];
        out[at] = Math.signum(change) * row[volume];
        if (!Double.isNaN(now)) {
            state[LAST_CLOSE] = now;
        }
    }
}
