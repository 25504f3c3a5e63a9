package io.forecastj.features;

import java.util.Arrays;

/**
 * The bid-ask spread from highs and lows. The high of a bar is most likely a trade at the ask, the low one at the bid. The
 * range of two bars holds twice the variance of one bar but the spread only once, which tells them apart.
 */
final class CorwinSchultz extends Kernel {
    /** The estimate from one pair of bars. */
    static final Kind PAIR = Kind.named("highLowSpread")
            .inputs("high", "low", "close")
            .formula(
                    "2 (e^a - 1) / (1 + e^a), and 0 where a < 0; a = (sqrt(2 b) - sqrt(b)) / k - sqrt(g / k), k = 3 - 2"
                            + " sqrt(2); b = ln(high / low)^2 summed over this bar and the last one, g = ln(higher high / lower"
                            + " low)^2 of both, after the bar was moved by the gap if it lies all above or all below the last close"
                            + " (Corwin and Schultz, A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices,"
                            + " 2012). NaN where a price of the two bars is missing or not positive")
            .warmup(a -> 1)
            .kernel((in, a) -> new CorwinSchultz(in[0], in[1], in[2]));

    static final Kind KIND = Kind.named("corwinSchultz")
            .inputs("high", "low", "close")
            .window("n", 1, 20)
            .formula(
                    "the mean of highLowSpread(high,low,close) over n rows (Corwin and Schultz, A Simple Way to Estimate"
                            + " Bid-Ask Spreads from Daily High and Low Prices, 2012; negative estimates count as 0). As a fraction"
                            + " of the price. NaN while a price that is missing or not positive is in the window")
            .alias((in, a) -> RollingMean.KIND.of(PAIR.create(in, new double[0]), a));

    /**
     * Both divisors of the published formula in one: k is the square of sqrt(2) - 1, so that a is (1 + sqrt(2)) (sqrt(b) -
     * sqrt(g)).
     */
    private static final double SCALE = 1 + Math.sqrt(2);

    private static final int LAST_HIGH = 0;
    private static final int LAST_LOW = 1;
    private static final int LAST_CLOSE = 2;
    /** The logarithm of the last bar's high / low. */
    private static final int LAST_RANGE = 3;

    private final int high;
    private final int low;
    private final int close;

    private CorwinSchultz(int high, int low, int close) {
        super(4);
        this.high = high;
        this.low = low;
        this.close = close;
        Arrays.fill(state, Double.NaN);
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double[] s = state;
        double h = row[high];
        double l = row[low];
        double range = Math.log(h / l);
        double gap = Math.max(0, l - s[LAST_CLOSE]) - Math.max(0, s[LAST_CLOSE] - h);
        double spread = Double.NaN;
        if (s[LAST_LOW] > 0 && l - gap > 0 && s[LAST_HIGH] > 0 && h - gap > 0) {
            double moved = gap == 0 ? range : Math.log((h - gap) / (l - gap));
            double both = Math.log(Math.max(s[LAST_HIGH], h - gap) / Math.min(s[LAST_LOW], l - gap));
            spread = spread(s[LAST_RANGE] * s[LAST_RANGE] + moved * moved, Math.abs(both));
        }
        s[LAST_HIGH] = h;
        s[LAST_LOW] = l;
        s[LAST_CLOSE] = row[close];
        s[LAST_RANGE] = range;
        out[at] = spread;
    }

    private static double spread(double beta, double rootOfGamma) {
        double grown = Math.exp(Math.max(0, SCALE * (Math.sqrt(beta) - rootOfGamma)));
        return 2 * (grown - 1) / (1 + grown);
    }
}
