package io.forecastj.features;

/** Length of a bar's body in units of the price. */
final class BodySize extends Kernel {
    static final Kind KIND = Kind.named("bodySize")
            .inputs("open", "close")
            .formula("|close - open|. In units of the price. NaN where one is missing")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new BodySize(in[0], in[1]);
                }
            });

    private final int open;
    private final int close;

    private BodySize(int open, int close) {
        super(0);
        this.open = open;
        this.close = close;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = Math.abs(row[close] - row[open]);
    }
}
