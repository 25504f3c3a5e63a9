package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    @Test
    void readsEveryTimeThatAnInstantWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            long seconds = random.nextLong(-80_000_000_000L, 260_000_000_000L);
            Instant time = Instant.ofEpochSecond(seconds, i % 3 == 0 ? 1_000_000 * random.nextInt(1_000) : 0);
            assertThat(InstantText.parse(time.toString()))
                    .as("seed 1, %s", time)
                    .isEqualTo(time);
        }
    }

    @Test
    void readsEveryDayOfFourCenturies() {
        for (long day = -150_000; day < 20_000; day++) {
            Instant noon = Instant.ofEpochSecond(day * 86_400 + 43_200);
            if (!InstantText.parse(noon.toString()).equals(noon)) {
                throw new AssertionError(noon + " is read as " + InstantText.parse(noon.toString()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-02-29T24:00:00Z", "2016-12-31T23:59:60Z", "2024-01-02t03:04:05z", "-0001-01-01T00:00:00Z"})
    void readsUnusualTimesAsJavaDoes(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-00-01T00:00:00Z",
                "2024-01-00T00:00:00Z",
                "2024-01-02T25:00:00Z",
                "2024-01-02T03:60:00Z",
                "2024-01-02T03:04:61Z",
                "2024-01-02 03:04:05Z",
                "",
                "now"
            })
    void refusesWhatJavaRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
