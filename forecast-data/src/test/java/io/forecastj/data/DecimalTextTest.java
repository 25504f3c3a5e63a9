package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast conversion of decimal numbers against that of the JDK. */
class DecimalTextTest {
    private static final long SEED = 20_241_130;

    private static double fast(String text) {
        // in the middle of other digits, which must not count
        String around = "17" + text + "29";
        return DecimalText.parse(around.toCharArray(), 2, 2 + text.length());
    }

    /** Compares the bits; assertions cost more than what they check here. */
    private static void assertSame(double actual, double expected, String text) {
        if (Double.doubleToRawLongBits(actual) != Double.doubleToRawLongBits(expected)) {
            assertThat(actual).as("seed %d, '%s'", SEED, text).isEqualTo(expected);
        }
    }

    /** A sign, digits of random length with a random point, and sometimes an exponent. */
    private static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? (random.nextBoolean() ? "-" : "+") : "");
        int digits = 1 + random.nextInt(random.nextInt(8) == 0 ? 25 : 17);
        int point = random.nextInt(digits + 3) - 1;
        for (int i = 0; i < digits; i++) {
            text.append(i == point ? "." : "").append((char) ('0' + random.nextInt(10)));
        }
        text.append(point == digits ? "." : "");
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E')
                    .append(random.nextInt(3) == 0 ? "+" : random.nextBoolean() ? "-" : "")
                    .append(random.nextInt(random.nextInt(8) == 0 ? 400 : 25));
        }
        return text.toString();
    }

    @Test
    void numbersAreThoseOfTheJdkBitForBit() {
        Random random = new Random(SEED);
        int converted = 0;
        for (int i = 0; i < 300_000; i++) {
            String text = number(random);
            double value = fast(text);
            if (!Double.isNaN(value)) {
                converted++;
                assertSame(value, Double.parseDouble(text), text);
            }
        }
        assertThat(converted).isGreaterThan(200_000);
    }

    @Test
    void pricesAndWhatProgramsWriteForDoublesNeedNoOtherConversion() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal price = BigDecimal.valueOf(random.nextLong(10_000_000_000L), random.nextInt(9));
            assertSame(fast(price.toPlainString()), price.doubleValue(), price.toPlainString());
            String written = Double.toString(Math.round(random.nextDouble() * 1e12) / 1e4);
            assertSame(fast(written), Double.parseDouble(written), written);
        }
    }

    @Test
    void floatsAndDoublesAsProgramsWriteThemNeedNoOtherConversion() {
        Random random = new Random(SEED);
        int converted = 0;
        for (int i = 0; i < 200_000; i++) {
            double power = Math.pow(10, random.nextInt(10) - 2);
            double value = random.nextBoolean() ? (float) (random.nextDouble() * power) : random.nextDouble() * power;
            String text = new BigDecimal(Double.toString(value)).toPlainString();
            double fast = fast(text);
            converted += Double.isNaN(fast) ? 0 : 1;
            assertSame(Double.isNaN(fast) ? value : fast, value, text);
        }
        assertThat(converted).isGreaterThan(150_000);
    }

    /** Texts of 17 and 18 digits that lie exactly or nearly between two doubles. */
    @Test
    void halvesAreRoundedToEven() {
        Random random = new Random(SEED);
        int converted = 0;
        for (int i = 0; i < 40_000; i++) {
            double value = random.nextLong(1L << 53, 1L << 54) / (double) (1L << (1 + random.nextInt(6)));
            BigDecimal half = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.valueOf(2));
            String text = half.add(BigDecimal.valueOf(random.nextInt(3) - 1, Math.max(0, half.scale())))
                    .toPlainString();
            double fast = fast(text);
            if (!Double.isNaN(fast)) {
                converted++;
                assertSame(fast, Double.parseDouble(text), text);
            }
        }
        assertThat(converted).isGreaterThan(4_000);
    }

    @Test
    void theLastNumbersOfEachWayAreConvertedAndTheNextAreNot() {
        assertThat(fast("9007199254740992")).isEqualTo(9007199254740992d);
        assertThat(fast("9007199254740993")).isEqualTo(9007199254740992d);
        assertThat(fast("9007199254740995")).isEqualTo(9007199254740996d);
        assertThat(fast("999999999999999999")).isEqualTo(1e18);
        assertThat(fast("9007199254740993e1")).isNaN();
        assertThat(fast("1000000000000000000")).isNaN();
        assertThat(fast("1e22")).isEqualTo(1e22);
        assertThat(fast("1e23")).isNaN();
        assertThat(fast("1e-22")).isEqualTo(1e-22);
        assertThat(fast("1e-23")).isNaN();
        assertThat(fast("0.0000000000000001")).isEqualTo(1e-16);
    }

    @Test
    void theZeroKeepsItsSign() {
        assertThat(Double.doubleToRawLongBits(fast("-0.0"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Double.doubleToRawLongBits(fast("+0"))).isEqualTo(Double.doubleToRawLongBits(0.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "-.",
                "1.2.3",
                "--1",
                "1-",
                "1e",
                "e5",
                "1e+",
                "1e5.0",
                "1d",
                "0x1p3",
                "1_000",
                "1 0",
                "NaN",
                "Infinity",
                "٣",
                "1e99999",
                "1,5",
                "1e5e",
                "1٣"
            })
    void whatIsNoUsualNumberIsLeftToTheOtherConversion(String text) {
        assertThat(fast(text)).isNaN();
    }
}
