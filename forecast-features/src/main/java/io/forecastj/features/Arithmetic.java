package io.forecastj.features;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic of one row's values. */
final class Arithmetic {
    static final Kind LOG = Kind.named("log")
            .inputs("x")
            .formula("natural logarithm of x. NaN where x is not positive")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Log(in[0]);
                }
            });

    static final Kind MINUS = Kind.named("minus")
            .inputs("x", "y")
            .formula("x - y")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Minus(in[0], in[1]);
                }
            });

    static final Kind RATIO = Kind.named("ratio")
            .inputs("x", "y")
            .formula("x / y. NaN where y is 0")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Ratio(in[0], in[1]);
                }
            });

    static final Kind RELATIVE = Kind.named("relative")
            .inputs("x", "y")
            .formula("(x - y) / y. NaN where y is 0")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Relative(in[0], in[1]);
                }
            });

    static final Kind POSITION = Kind.named("position")
            .inputs("x", "low", "high")
            .formula("(x - low) / (high - low): 0 at the low, 1 at the high. 0.5 where they are equal")
            .body(new Body.Computed() {
                @Override
                Kernel bind(int[] in, double[] a) {
                    return new Position(in[0], in[1], in[2]);
                }
            });

    private static final long BITS_OF_2_52 = Double.doubleToRawLongBits(0x1p52);

    private Arithmetic() {}

    /** Returns the logarithms of features. */
    static List<Feature> logs(List<Feature> features) {
        List<Feature> logs = new ArrayList<>();
        for (Feature feature : features) {
            logs.add(LOG.of(feature));
        }
        return logs;
    }

    /** Division that is NaN where it would be infinite. */
    static double divide(double x, double y) {
        double quotient = x / y;
        return Double.isInfinite(quotient) ? Double.NaN : quotient;
    }

    /**
     * Converts a number from 0 to 2^52 - 1, exactly as a cast does.
     *
     * <p>The instruction behind a cast waits for the last use of its target register, on Java 17 at least, so that
     * kernels that could overlap run one after the other. Here the number becomes the fraction of 2^52.
     */
    static double toDouble(long n) {
        return Double.longBitsToDouble(BITS_OF_2_52 | n) - 0x1p52;
    }

    /**
     * Returns x, but 0 where it is negative, for an x that is hardly ever so: the branch costs less than {@code
     * Math.max}, which it equals in every bit.
     */
    static double notNegative(double x) {
        return x > 0 ? x : Math.max(0, x);
    }

    private static final class Log extends Kernel {
        private final int in;

        Log(int in) {
            super(0);
            this.in = in;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double x = row[in];
            out[at] = x > 0 ? Math.log(x) : Double.NaN;
        }
    }

    private static final class Minus extends Kernel {
        private final int x;
        private final int y;

        Minus(int x, int y) {
            super(0);
            this.x = x;
            this.y = y;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = row[x] - row[y];
        }
    }

    private static final class Ratio extends Kernel {
        private final int x;
        private final int y;

        Ratio(int x, int y) {
            super(0);
            this.x = x;
            this.y = y;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = divide(row[x], row[y]);
        }
    }

    private static final class Relative extends Kernel {
        private final int x;
        private final int y;

        Relative(int x, int y) {
            super(0);
            this.x = x;
            this.y = y;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = divide(row[x] - row[y], row[y]);
        }
    }

    private static final class Position extends Kernel {
        private final int x;
        private final int low;
        private final int high;

        Position(int x, int low, int high) {
            super(0);
            this.x = x;
            this.low = low;
            this.high = high;
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            double range = row[high] - row[low];
            out[at] = range == 0 ? 0.5 + 0 * row[x] : (row[x] - row[low]) / range;
        }
    }
}
