package io.forecastj.models.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ColumnRole;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoJsonTest {
    private static PredictorInfo info(Sampling sampling) {
        return PredictorInfo.builder("naive", 3)
                .column("y", ColumnRole.TARGET)
                .sampling(sampling)
                .build();
    }

    private static String json(Sampling sampling) {
        return new String(InfoJson.write(info(sampling), List.of()), StandardCharsets.UTF_8);
    }

    @Test
    void everySamplingIsReadAsItWasWritten() {
        for (Sampling sampling : new Sampling[] {
            null,
            Sampling.hourly(),
            Sampling.daily(ZoneId.of("Europe/Berlin")),
            Sampling.monthly(),
            new Sampling.Calendar(3, 31, ZoneId.of("Asia/Kolkata")),
            new Sampling.Irregular(Duration.ofMillis(90), List.of()),
            Sampling.weekdays(ZoneId.of("America/New_York")).withHolidays(List.of(LocalDate.of(2026, 12, 25)))
        }) {
            assertThat(InfoJson.read(json(sampling), "predictor.json")).isEqualTo(info(sampling));
        }
    }

    @Test
    void aSamplingThatIsNoneIsNamed() {
        assertThatThrownBy(() -> InfoJson.read(json(Sampling.hourly()).replace("PT1H", "an hour"), "predictor.json"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("predictor.json")
                .hasMessageContaining("the sampling has an invalid duration or time zone");
        assertThatThrownBy(() -> InfoJson.read(
                        json(Sampling.monthly(ZoneId.of("Asia/Tokyo"))).replace("Asia/Tokyo", "Asia/Nowhere"),
                        "a file"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("Asia/Nowhere");
        assertThatThrownBy(
                        () -> InfoJson.read(json(Sampling.hourly()).replace("PT1H", "PT9000000000000000S"), "a file"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("a file does not describe a predictor", "at most 36525 days");
        assertThatThrownBy(() -> InfoJson.read(
                        json(Sampling.monthly()).replace("\"months\" : 1", "\"months\" : 2000000000"), "a file"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("1200");
        assertThatThrownBy(() -> InfoJson.read(json(Sampling.hourly()).replace("fixed", "hourly"), "a file"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("one of [fixed, days, months, slots]");
    }
}
