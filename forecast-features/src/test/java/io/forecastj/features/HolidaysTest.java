package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {
    private static final List<LocalDate> CHRISTMAS =
            List.of(LocalDate.of(2024, 12, 26), LocalDate.of(2024, 12, 25), LocalDate.of(2025, 1, 1));

    @ParameterizedTest
    @CsvSource({
        "2024-12-01T12:00:00Z, 0, 7, 7",
        "2024-12-19T00:00:00Z, 0, 6, 7",
        "2024-12-24T23:59:59.999Z, 0, 1, 7",
        "2024-12-25T00:00:00Z, 1, 0, 0",
        "2024-12-26T23:00:00Z, 1, 0, 0",
        "2024-12-27T00:00:00Z, 0, 5, 1",
        "2025-01-01T06:00:00Z, 1, 0, 0",
        "2025-01-02T00:00:00Z, 0, 7, 1",
        "2025-01-31T00:00:00Z, 0, 7, 7"
    })
    void measuresTheDistanceToTheDates(Instant time, double on, double ahead, double since) {
        CalendarFeatures calendar = Features.calendar();
        assertThat(at(
                        time,
                        calendar.holiday(CHRISTMAS),
                        calendar.daysToHoliday(CHRISTMAS, 7),
                        calendar.daysSinceHoliday(CHRISTMAS, 7)))
                .containsExactly(on, ahead, since);
    }

    @Test
    void aHolidayBeginsAtLocalMidnight() {
        Feature berlin = Features.calendar(ZoneId.of("Europe/Berlin")).holiday(CHRISTMAS);
        Feature newYork = Features.calendar(ZoneId.of("America/New_York")).holiday(CHRISTMAS);
        assertThat(at(Instant.parse("2024-12-24T22:59:59.999Z"), berlin, newYork))
                .containsExactly(0, 0);
        assertThat(at(Instant.parse("2024-12-24T23:00:00Z"), berlin, newYork)).containsExactly(1, 0);
        assertThat(at(Instant.parse("2024-12-25T05:00:00Z"), berlin, newYork)).containsExactly(1, 1);
        assertThat(at(Instant.parse("2024-12-26T23:00:00Z"), berlin, newYork)).containsExactly(0, 1);
    }

    @Test
    void agreesWithASetOfDates() {
        long seed = 20_251_225;
        Random random = new Random(seed);
        TreeSet<LocalDate> dates = new TreeSet<>(List.of(LocalDate.of(2024, 2, 29)));
        for (int i = 0; i < 60; i++) {
            dates.add(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_000)));
        }
        CalendarFeatures calendar = Features.calendar();
        for (LocalDate day = LocalDate.of(2019, 12, 20); day.getYear() < 2026; day = day.plusDays(1)) {
            LocalDate next = dates.ceiling(day);
            double ahead = next == null ? 30 : Math.min(30, next.toEpochDay() - day.toEpochDay());
            LocalDate last = dates.floor(day);
            double since = last == null ? 30 : Math.min(30, day.toEpochDay() - last.toEpochDay());
            Instant noon = Instant.ofEpochSecond(day.toEpochDay() * 86_400 + 43_200);
            assertThat(at(
                            noon,
                            calendar.holiday(dates),
                            calendar.daysToHoliday(dates, 30),
                            calendar.daysSinceHoliday(dates, 30)))
                    .as("%s, seed %d", day, seed)
                    .containsExactly(dates.contains(day) ? 1 : 0, ahead, since);
        }
    }

    @Test
    void theTextHasTheDatesInOrder() {
        Feature feature = Features.calendar(ZoneId.of("Europe/Berlin")).daysToHoliday(CHRISTMAS, 3);
        assertThat(feature.text()).isEqualTo("daysToHoliday(\"Europe/Berlin\",3,20241225,20241226,20250101)");
        assertThat(Features.parse(feature.text())).isEqualTo(feature);
        Feature named = Features.named("holiday", Features.calendar().holiday(CHRISTMAS));
        assertThat(FeaturePipeline.fromJson(FeaturePipeline.of(named).toJson()).columns())
                .containsExactly("holiday");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holiday()                     | expected holiday(date,...)",
                "holiday(20250230)             | exist and increase",
                "holiday(20251301)             | exist and increase",
                "holiday(20250102,20250101)    | exist and increase",
                "holiday(20250101,20250101)    | exist and increase",
                "holiday(20250101.5)           | whole number",
                "daysToHoliday(0,20250101)     | from 1 to 366",
                "daysToHoliday(20250101)       | expected daysToHoliday(most,date,...)",
                "daysToHoliday(7)              | expected daysToHoliday(most,date,...)"
            })
    void refusesWhatIsNoDate(String text, String part) {
        assertThatThrownBy(() -> Features.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static double[] at(Instant time, Feature... features) {
        FeatureStream stream = FeaturePipeline.of(features).open(List.of());
        stream.update(time.toEpochMilli(), new double[0]);
        double[] out = new double[features.length];
        stream.write(out, 0);
        return out;
    }
}
