package io.forecastj.features;

/** Shape of a bar: the nine numbers of Alpha158. */
final class AlphaBar extends Kernel {
    static final Kind KIND = Kind.named("alphaBar")
            .inputs("open", "high", "low", "close")
            .outputs("KMID", "KLEN", "KMID2", "KUP", "KUP2", "KLOW", "KLOW2", "KSFT", "KSFT2")
            .formula("KMID = (close - open) / open; KLEN = (high - low) / open; KUP = (high - max(open,"
                    + " close)) / open; KLOW = (min(open, close) - low) / open; KSFT = (2 close - high -"
                    + " low) / open; KMID2, KUP2, KLOW2 and KSFT2 divide by high - low + 1e-12 instead of"
                    + " open (Microsoft Qlib, Alpha158, 2020). NaN where the open is 0, except for these"
                    + " four")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new AlphaBar(in[0], in[1], in[2], in[3]);
                }
            });

    private final int inOpen;
    private final int inHigh;
    private final int inLow;
    private final int inClose;

    private AlphaBar(int inOpen, int inHigh, int inLow, int inClose) {
        super(0);
        this.inOpen = inOpen;
        this.inHigh = inHigh;
        this.inLow = inLow;
        this.inClose = inClose;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double open = row[inOpen];
        double high = row[inHigh];
        double low = row[inLow];
        double close = row[inClose];
        double range = high - low;
        double body = close - open;
        double upper = high - Math.max(open, close);
        double lower = Math.min(open, close) - low;
        double shift = 2 * close - high - low;
        out[at] = Arithmetic.divide(body, open);
        out[at + 1] = Arithmetic.divide(range, open);
        out[at + 2] = AlphaArithmetic.guarded(body, range);
        out[at + 3] = Arithmetic.divide(upper, open);
        out[at + 4] = AlphaArithmetic.guarded(upper, range);
        out[at + 5] = Arithmetic.divide(lower, open);
        out[at + 6] = AlphaArithmetic.guarded(lower, range);
        out[at + 7] = Arithmetic.divide(shift, open);
        out[at + 8] = AlphaArithmetic.guarded(shift, range);
    }
}
