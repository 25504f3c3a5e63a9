package io.forecastj.json;

import io.forecastj.Sampling;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** Reads the spacing of times. */
final class SamplingReader {
    /** A century; a longer distance would give times beyond those that Java has. */
    private static final int MAX_DAYS = 36_525;

    private static final int MAX_MONTHS = 1_200;

    private SamplingReader() {}

    static Sampling read(PlainFields fields) {
        String kind = fields.text("kind");
        return switch (kind) {
            case "fixed" -> new Sampling.Fixed(duration(fields, "period"));
            case "days" -> new Sampling.Days(fields.integer("days", 1, MAX_DAYS), zone(fields));
            case "months" ->
                new Sampling.Calendar(
                        fields.integer("months", 1, MAX_MONTHS), fields.integer("dayOfMonth", 1, 31), zone(fields));
            case "slots" ->
                new Sampling.Irregular(
                        duration(fields, "slot"),
                        fields.integers("open", 0, Integer.MAX_VALUE),
                        zone(fields),
                        Set.copyOf(fields.values("holidays", "an ISO date such as 2026-12-25", LocalDate::parse)));
            default -> throw fields.flaw("kind", "expected fixed, days, months or slots, found " + kind);
        };
    }

    private static Duration duration(PlainFields fields, String key) {
        Duration duration = fields.value(key, "an ISO duration such as PT1H", Duration::parse);
        if (duration.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw fields.flaw(key, "expected at most " + MAX_DAYS + " days, found " + duration);
        }
        return duration;
    }

    static ZoneId zone(PlainFields fields) {
        return fields.value("zone", "a time zone such as Europe/Berlin", ZoneId::of);
    }
}
