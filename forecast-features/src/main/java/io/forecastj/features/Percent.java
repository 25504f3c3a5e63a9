package io.forecastj.features;

import java.util.List;

/** Fractions on the scale of percent that traders know them by. */
final class Percent extends Kernel {
    static final Kind ROC = Kind.named("roc")
            .inputs("x")
            .window("n", 1, 10)
            .formula("100 * (x[t] - x[t-n]) / x[t-n], the rate of change. NaN where x[t-n] is 0")
            .parts((in, a) -> List.of(Changes.RETURNS.of(in.get(0), a)))
            .kernel((in, a) -> new Percent(in[0], 0));

    static final Kind WILLIAMS_R = Kind.named("williamsR")
            .inputs("high", "low", "close")
            .window("n", 1, 14)
            .formula("-100 * (max(high,n) - close) / (max(high,n) - min(low,n)) (Williams, How I Made One Million"
                    + " Dollars Last Year Trading Commodities, 1973). From -100 at the lowest low to 0 at the"
                    + " highest high; -50 where they are equal. NaN while a missing value is in the window")
            .parts((in, a) -> List.of(Stochastic.position(in, a[0])))
            .kernel((in, a) -> new Percent(in[0], -100));

    private final int in;
    private final double offset;

    private Percent(int in, double offset) {
        super(0);
        this.in = in;
        this.offset = offset;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = 100 * row[in] + offset;
    }
}
