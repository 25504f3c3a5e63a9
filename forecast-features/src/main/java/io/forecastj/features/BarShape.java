package io.forecastj.features;

/** Proportions of one bar. */
final class BarShape {
    static final Kind UPPER_SHADOW = Kind.named("upperShadow")
            .inputs("open", "high", "close")
            .formula("(high - max(open, close)) / open. NaN where the open is 0")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new UpperShadow(in[0], in[1], in[2]);
                }
            });

    static final Kind LOWER_SHADOW = Kind.named("lowerShadow")
            .inputs("open", "low", "close")
            .formula("(min(open, close) - low) / open. NaN where the open is 0")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new LowerShadow(in[0], in[1], in[2]);
                }
            });

    static final Kind BODY_TO_RANGE = Kind.named("bodyToRange")
            .inputs("open", "high", "low", "close")
            .formula("(close - open) / (high - low): -1 for a bar that only fell, 1 for one that only rose. 0"
                    + " where the high is the low")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new BodyToRange(in[0], in[1], in[2], in[3]);
                }
            });

    static final Kind TYPICAL_PRICE = Kind.named("typicalPrice")
            .inputs("high", "low", "close")
            .formula("(high + low + close) / 3")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new TypicalPrice(in[0], in[1], in[2]);
                }
            });

    private BarShape() {}

    private static final class UpperShadow extends Kernel {
        private final int open;
        private final int high;
        private final int close;

        UpperShadow(int open, int high, int close) {
            super(0);
            this.open = open;
            this.high = high;
            this.close = close;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Arithmetic.divide(row[high] - Math.max(row[open], row[close]), row[open]);
        }
    }

    private static final class LowerShadow extends Kernel {
        private final int open;
        private final int low;
        private final int close;

        LowerShadow(int open, int low, int close) {
            super(0);
            this.open = open;
            this.low = low;
            this.close = close;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Arithmetic.divide(Math.min(row[open], row[close]) - row[low], row[open]);
        }
    }

    private static final class BodyToRange extends Kernel {
        private final int open;
        private final int high;
        private final int low;
        private final int close;

        BodyToRange(int open, int high, int low, int close) {
            super(0);
            this.open = open;
            this.high = high;
            this.low = low;
            this.close = close;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double body = row[close] - row[open];
            double range = row[high] - row[low];
            out[at] = range == 0 ? 0 * body : body / range;
        }
    }

    private static final class TypicalPrice extends Kernel {
        private final int high;
        private final int low;
        private final int close;

        TypicalPrice(int high, int low, int close) {
            super(0);
            this.high = high;
            this.low = low;
            this.close = close;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = (row[high] + row[low] + row[close]) / 3;
        }
    }
}
