package io.forecastj.features;

/**
 * Wilder's directional movement: the distance by which a bar exceeds the one before, on the side where it is greater.
 */
final class DirectionalMovement extends Kernel {
    static final Kind KIND = Kind.named("directionalMovement")
            .inputs("high", "low")
            .outputs("plus", "minus")
            .formula("up = high - last high, down = last low - low; plus = up where it is positive and greater"
                    + " than down, minus = down where it is positive and greater than up, else 0 (Wilder, New"
                    + " Concepts in Technical Trading Systems, 1978). In units of the price. NaN where high or low"
                    + " is missing; the next bar is compared with the last one before the gap")
            .body(new Body.Computed() {
                @Override
                int warmup(double[] a) {
                    return 1;
                }

                @Override
                Kernel bind(int[] in, double[] a) {
                    return new DirectionalMovement(in[0], in[1]);
                }
            });

    private static final int LAST_HIGH = 0;
    private static final int LAST_LOW = 1;

    private final int high;
    private final int low;

    private DirectionalMovement(int high, int low) {
        super(2);
        this.high = high;
        this.low = low;
        state[LAST_HIGH] = Double.NaN;
        state[LAST_LOW] = Double.NaN;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        double top = row[high];
        double bottom = row[low];
        double up = top - state[LAST_HIGH];
        double down = state[LAST_LOW] - bottom;
        if (!Double.isNaN(top + bottom)) {
            state[LAST_HIGH] = top;
            state[LAST_LOW] = bottom;
        }
        double none = 0 * (up + down); // NaN where one of them is
        // no branches, which could not be foreseen here
        out[at] = Arithmetic.toDouble(up > down ? 1 : 0) * Math.max(up, 0) + none;
        out[at + 1] = Arithmetic.toDouble(down > up ? 1 : 0) * Math.max(down, 0) + none;
    }
}
