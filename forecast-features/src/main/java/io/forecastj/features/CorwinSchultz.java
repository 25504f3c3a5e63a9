package io.forecastj.features;

import java.util.Arrays;
import java.util.List;

/**
 * Bid-ask spread from highs and lows. The high of a bar is most likely a trade at the ask, the low one at the bid. The
 * range of two bars contains twice the variance of one bar but the spread only once, which separates the two.
 */
final class CorwinSchultz extends Kernel {
    /** The estimate from one pair of bars. */
    static final Kind PAIR = Kind.named("highLowSpread")
            .inputs("high", "low", "close")
            .formula("2 (e^a - 1) / (1 + e^a), and 0 where a < 0; a = (sqrt(2 b) - sqrt(b)) / k - sqrt(g /"
                    + " k), k = 3 - 2 sqrt(2); b = ln(high / low)^2 summed over this bar and the last one, g"
                    + " = ln(higher high / lower low)^2 of both, after the bar was moved by the gap if it"
                    + " lies all above or all below the last close (Corwin and Schultz, A Simple Way to"
                    + " Estimate Bid-Ask Spreads from Daily High and Low Prices, 2012). NaN where a price of"
                    + " the two bars is missing or not positive")
            .body(new Body.Computed() {
                @Override
                List<Feature> parts(List<Feature> in, double[] a) {
                    return List.of(
                            in.get(0),
                            in.get(1),
                            in.get(2),
                            Arithmetic.LOG.of(in.get(0)),
                            Arithmetic.LOG.of(in.get(1)));
                }

                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new CorwinSchultz(in);
                }
            });

    static final Kind KIND = Kind.named("corwinSchultz")
            .inputs("high", "low", "close")
            .window("n", 1, 20)
            .formula("the mean of highLowSpread(high,low,close) over n rows (Corwin and Schultz, A Simple"
                    + " Way to Estimate Bid-Ask Spreads from Daily High and Low Prices, 2012; negative"
                    + " estimates count as 0). As a fraction of the price. NaN while a price that is missing"
                    + " or not positive is in the window")
            .body(new Body.Alias() {
                @Override
                Feature expression(List<Feature> in, double[] a) {
                    return RollingMean.KIND.of(PAIR.create(in, new double[0]), a);
                }
            });

    /**
     * Both divisors of the published formula in one: k is the square of sqrt(2) - 1, so that a is (1 + sqrt(2))
     * (sqrt(b) - sqrt(g)).
     */
    private static final double SCALE = 1 + Math.sqrt(2);

    /** Of the bar before, the logarithms of its high and low, and its close. */
    private static final int LAST_HIGH = 0;

    private static final int LAST_LOW = 1;
    private static final int LAST_CLOSE = 2;

    private final int high;
    private final int low;
    private final int close;
    private final int logHigh;
    private final int logLow;

    private CorwinSchultz(int[] in) {
        super(3);
        high = in[0];
        low = in[1];
        close = in[2];
        logHigh = in[3];
        logLow = in[4];
        Arrays.fill(state, Double.NaN);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double top = row[logHigh];
        double bottom = row[logLow];
        double lastTop = s[LAST_HIGH];
        double lastBottom = s[LAST_LOW];
        double lastRange = lastTop - lastBottom;
        double lastClose = s[LAST_CLOSE];
        s[LAST_HIGH] = top;
        s[LAST_LOW] = bottom;
        s[LAST_CLOSE] = row[close];
        double gap = Math.max(0, row[low] - lastClose) - Math.max(0, lastClose - row[high]);
        if (gap != 0) {
            // where the moved low is not positive, the logarithm is NaN, or infinite and the spread NaN
            top = Math.log(row[high] - gap);
            bottom = Math.log(row[low] - gap);
        }
        double range = top - bottom;
        double both = Math.max(lastTop, top) - Math.min(lastBottom, bottom);
        out[at] = spread(lastRange * lastRange + range * range, Math.abs(both));
    }

    private static double spread(double beta, double rootOfGamma) {
        double grown = Math.exp(Math.max(0, SCALE * (Math.sqrt(beta) - rootOfGamma)));
        return 2 * (grown - 1) / (1 + grown);
    }
}
