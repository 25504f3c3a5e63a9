package io.forecastj.features;

/** Functions of one value with given, not learnt, numbers: what models from elsewhere were trained on. */
final class OneValue {
    static final Kind LOG1P = Kind.named("log1p")
            .inputs("x")
            .formula("natural logarithm of 1 + x. NaN where x is not above -1")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Log1p(in[0]);
                }
            });

    static final Kind CLIP = Kind.named("clip")
            .inputs("x")
            .number("low", -Double.MAX_VALUE, Double.MAX_VALUE, -5)
            .number("high", -Double.MAX_VALUE, Double.MAX_VALUE, 5)
            .rule(a -> a[0] <= a[1], "low must not be above high")
            .formula("x, but low where it is below low and high where it is above high. NaN where x is missing")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Clip(in[0], a[0], a[1]);
                }
            });

    static final Kind AFFINE = Kind.named("affine")
            .inputs("x")
            .number("offset", -Double.MAX_VALUE, Double.MAX_VALUE, 100)
            .number("scale", Double.MIN_NORMAL, Double.MAX_VALUE, 15)
            .formula("(x - offset) / scale: a standard scaler whose mean and standard deviation are known, or a min-max"
                    + " scaler with the least value and the range")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Affine(in[0], a[0], a[1]);
                }
            });

    private OneValue() {}

    private static final class Log1p extends Kernel {
        private final int in;

        Log1p(int in) {
            super(0);
            this.in = in;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double x = row[in];
            out[at] = x > -1 ? Math.log1p(x) : Double.NaN;
        }
    }

    private static final class Clip extends Kernel {
        private final int in;
        private final double low;
        private final double high;

        Clip(int in, double low, double high) {
            super(0);
            this.in = in;
            this.low = low;
            this.high = high;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Math.max(low, Math.min(high, row[in]));
        }
    }

    private static final class Affine extends Kernel {
        private final int in;
        private final double offset;
        private final double scale;

        Affine(int in, double offset, double scale) {
            super(0);
            this.in = in;
            this.offset = offset;
            this.scale = scale;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Arithmetic.divide(row[in] - offset, scale);
        }
    }
}
