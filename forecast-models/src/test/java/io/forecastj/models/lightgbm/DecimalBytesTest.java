package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalBytesTest {
    private static double parse(String text) {
        byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.ISO_8859_1);
        return DecimalBytes.parse(bytes, 1, bytes.length - 1);
    }

    /** Returns whether the text was converted; requires that the number is right then. */
    private static boolean isExact(String text, Object where) {
        double number = parse(text);
        if (Double.isNaN(number)) {
            return false;
        }
        assertThat(Double.doubleToRawLongBits(number))
                .as("%s: %s", where, text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        return true;
    }

    private static String digits(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            text.append(random.nextInt(4) == 0 ? '0' : (char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private static String made(Random random) {
        return (random.nextBoolean() ? "-" : "")
                + digits(random, 12)
                + (random.nextInt(4) == 0 ? "" : "." + digits(random, 18))
                + (random.nextInt(2) == 0 ? "" : "e" + (random.nextBoolean() ? "-" : "+") + digits(random, 2));
    }

    @Test
    void randomDecimalsAreThoseOfTheJdkInEveryBit() {
        long seed = 20261130;
        Random random = new Random(seed);
        int exact = 0;
        for (int i = 0; i < 300_000; i++) {
            exact += isExact(made(random), "seed " + seed) ? 1 : 0;
        }
        assertThat(exact).isGreaterThan(100_000);
    }

    @Test
    void doublesAsLightGbmWritesThemAreReadExactly() {
        long seed = 7;
        Random random = new Random(seed);
        int exact = 0;
        for (int i = 0; i < 200_000; i++) {
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(14) - 8);
            String text = String.format(Locale.ROOT, i % 2 == 0 ? "%.17g" : "%.16e", number);
            assertThat(Double.parseDouble(text)).as("seed %d: %s", seed, text).isEqualTo(number);
            exact += isExact(text, "seed " + seed) ? 1 : 0;
        }
        assertThat(exact).isGreaterThan(150_000);
    }

    @Test
    void halvesBetweenTwoDoublesAreRoundedToEven() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            // 54 bits, so that it lies between two doubles, exactly or by the last digit
            long odd = (1L << 53) + 2 * (random.nextLong() >>> 12) + 1;
            long digits = odd + random.nextInt(3) - 1;
            assertThat(isExact(Long.toString(digits), "seed 3")).isTrue();
            String text = Long.toString(digits * 10 + random.nextInt(3) * 5 / 10);
            isExact(text.substring(0, text.length() - 1) + "." + text.substring(text.length() - 1), "seed 3");
        }
    }

    @Test
    void everyPowerOfTenIsRead() {
        for (int power = -27; power <= 0; power++) {
            for (String digits : new String[] {"1", "9007199254740993", "999999999999999999", "123456789012345678"}) {
                assertThat(isExact(digits + "e" + power, "power"))
                        .as(digits + "e" + power)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.0", "-0.0e-99", "00000000000000000000000001.5", "1e22", "4503599627370497.5"})
    void edgesAreRead(String text) {
        assertThat(isExact(text, "edge")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                ".5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "1e1000",
                "1E5",
                "1 ",
                "0x1",
                "1.2.3",
                "nan",
                "inf",
                "1d",
                "--1",
                "1e5.0",
                "1e-28",
                "1e23",
                "1234567890123456789"
            })
    void otherTextsAreLeftToTheJdk(String text) {
        assertThat(parse(text)).isNaN();
    }
}
