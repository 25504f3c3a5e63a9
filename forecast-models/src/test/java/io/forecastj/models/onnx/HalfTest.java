package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** All numbers of 16 bits, and what lies between two of them. */
class HalfTest {
    private static final int INFINITY = 0x7C00;

    @Test
    void everyNumberIsItsOwnRounding() {
        for (int bits = 0; bits < INFINITY; bits++) {
            assertThat(Half.of(Half.toDouble((short) bits))).isEqualTo((short) bits);
            assertThat(Half.of(-Half.toDouble((short) bits))).isEqualTo((short) (bits | 0x8000));
        }
        assertThat(Half.toDouble((short) 0x0001)).isEqualTo(0x1p-24);
        assertThat(Half.toDouble((short) 0x3555)).isEqualTo(0.333251953125);
        assertThat(Half.toDouble((short) 0x7BFF)).isEqualTo(Half.MAX);
        assertThat(Half.toDouble((short) 0xC000)).isEqualTo(-2);
    }

    @Test
    void betweenTwoNumbersTheNearerOneIsTakenAndTheEvenOneInTheMiddle() {
        for (int bits = 0; bits + 1 < INFINITY; bits++) {
            double middle = (Half.toDouble((short) bits) + Half.toDouble((short) (bits + 1))) / 2;
            assertThat(Half.of(middle)).isEqualTo((short) (bits % 2 == 0 ? bits : bits + 1));
            // closer than a float could tell, so that two roundings would be wrong
            assertThat(Half.of(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(Half.of(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
        }
    }

    @Test
    void whatIsTooLargeIsInfiniteAndNaNStaysNaN() {
        assertThat(Half.of(65_519.99)).isEqualTo((short) 0x7BFF);
        assertThat(Half.of(65_520)).isEqualTo((short) INFINITY);
        for (double large = 65_520; large < 300_000; large += 7) {
            assertThat(Half.of(large)).as("%s", large).isEqualTo((short) INFINITY);
            assertThat(Half.of(-large)).as("-%s", large).isEqualTo((short) 0xFC00);
        }
        assertThat(Half.of(1e300)).isEqualTo((short) INFINITY);
        assertThat(Half.of(Double.NEGATIVE_INFINITY)).isEqualTo((short) 0xFC00);
        assertThat(Half.toDouble(Half.of(Double.POSITIVE_INFINITY))).isInfinite();
        assertThat(Half.toDouble(Half.of(Double.NaN))).isNaN();
        assertThat(Half.of(Double.MIN_VALUE)).isZero();
    }
}
