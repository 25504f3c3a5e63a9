package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
    @Test
    void convertsWholeNumbersAsACastDoes() {
        assertThat(Arithmetic.toDouble((1L << 52) - 1)).isEqualTo((double) ((1L << 52) - 1));
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            long n = random.nextLong() >>> 12 + random.nextInt(52);
            sameBits(Arithmetic.toDouble(n), (double) n);
        }
    }

    @Test
    void replacesNegativeValuesAsMathMaxDoes() {
        double[] values = {
            0.0,
            -0.0,
            1,
            -1,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.NaN,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        };
        for (double x : values) {
            sameBits(Arithmetic.notNegative(x), Math.max(0, x));
        }
    }

    private static void sameBits(double actual, double expected) {
        assertThat(Double.doubleToLongBits(actual)).as("%s", expected).isEqualTo(Double.doubleToLongBits(expected));
    }
}
