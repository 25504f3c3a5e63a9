package io.forecastj.data;

import io.forecastj.Sampling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words for the spacing of times in data sets of forecasting competitions. */
final class FrequencyWords {
    static final String EXPECTED =
            "yearly, quarterly, monthly, weekly, daily, hourly, half_hourly, minutely, or a number and a unit such as"
                    + " 10_minutes";

    private static final Map<String, Duration> FIXED = Map.of(
            "weekly", Duration.ofDays(7),
            "daily", Duration.ofDays(1),
            "hourly", Duration.ofHours(1),
            "half_hourly", Duration.ofMinutes(30),
            "minutely", Duration.ofMinutes(1));

    private static final Map<String, Integer> MONTHS = Map.of("yearly", 12, "quarterly", 3, "monthly", 1);

    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));

    private static final Pattern COUNTED = Pattern.compile("([1-9]\\d{0,4})[_ ](second|minute|hour|day|week)s?");

    private FrequencyWords() {}

    /**
     * Returns the sampling that a word names.
     *
     * @param word the word
     * @param start the first time, whose day of the month, in UTC, months keep
     * @return the sampling, or null if the word is not known
     */
    static @Nullable Sampling sampling(String word, Instant start) {
        String plain = word.toLowerCase(Locale.ROOT).replace(' ', '_');
        Integer months = MONTHS.get(plain);
        if (months != null) {
            return new Sampling.Calendar(months, start.atOffset(ZoneOffset.UTC).getDayOfMonth(), ZoneOffset.UTC);
        }
        Duration fixed = FIXED.get(plain);
        if (fixed != null) {
            return Sampling.fixed(fixed);
        }
        Matcher counted = COUNTED.matcher(plain);
        Duration unit = counted.matches() ? UNITS.get(counted.group(2)) : null;
        return unit == null ? null : Sampling.fixed(unit.multipliedBy(Long.parseLong(counted.group(1))));
    }
}
