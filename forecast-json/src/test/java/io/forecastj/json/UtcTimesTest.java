package io.forecastj.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimesTest {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void timesInWholeSecondsAreThoseOfTheJdk(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(FIRST, LAST + 1));
            String text = time.toString();
            assertThat(UtcTimes.isPlain(text)).as("seed %d, %s", seed, text).isTrue();
            assertThat(UtcTimes.epochMillis(text)).as("seed %d, %s", seed, text).isEqualTo(time.toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTextThatTheJdkRefusesIsNone(long seed) {
        Random random = new Random(seed);
        String letters = "0123456789012345678901234567890123-:TZ.+ z\u0663";
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("2024-02-28T23:59:59Z");
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            }
            if (UtcTimes.isPlain(text.toString())) {
                valid++;
                assertThat(UtcTimes.epochMillis(text.toString()))
                        .as("seed %d, %s", seed, text)
                        .isEqualTo(Instant.parse(text).toEpochMilli());
            }
        }
        assertThat(valid).as("seed %d", seed).isGreaterThan(1000);
    }

    @Test
    void endsOfDaysMonthsAndYearsAreChecked() {
        for (String text : new String[] {
            "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-02-30T00:00:00Z", "2024-04-31T00:00:00Z",
            "2024-00-10T00:00:00Z", "2024-13-10T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z",
            "2024-01-01T25:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z"
        }) {
            assertThat(UtcTimes.isPlain(text)).as(text).isFalse();
            assertThat(refused(text)).as(text).isTrue();
        }
        assertThat(UtcTimes.isPlain("2000-02-29T00:00:00Z")).isTrue();
        // these are for the JDK: midnight of the next day, a leap second, a fraction, an offset
        for (String text : new String[] {
            "2024-01-01T24:00:00Z", "2024-12-31T23:59:60Z", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00+01:00"
        }) {
            assertThat(UtcTimes.isPlain(text)).as(text).isFalse();
            assertThat(refused(text)).as(text).isFalse();
        }
    }

    private static boolean refused(String text) {
        try {
            Instant.parse(text);
            return false;
        } catch (DateTimeException e) {
            return true;
        }
    }
}
