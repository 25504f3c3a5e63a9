package io.forecastj.models.internal;

import io.forecastj.Sampling;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the sampling of the training series from what {@link Sampling#toMap} gives as JSON. */
public final class SamplingJson {
    private static final List<String> KINDS = List.of("fixed", "days", "months", "slots");

    /** A century; a file with more would give times beyond those that Java has. */
    private static final int MAX_DAYS = 36_525;

    private static final int MAX_MONTHS = 1_200;

    private SamplingJson() {}

    /**
     * Reads a sampling.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static Sampling read(JsonFields root) {
        try {
            return switch (root.choice("kind", KINDS)) {
                case "fixed" -> new Sampling.Fixed(duration(root, "period"));
                case "days" -> new Sampling.Days(root.integer("days", 1, MAX_DAYS), zone(root));
                case "months" ->
                    new Sampling.Calendar(
                            root.integer("months", 1, MAX_MONTHS), root.integer("dayOfMonth", 1, 31), zone(root));
                default ->
                    new Sampling.Irregular(
                            duration(root, "slot"),
                            root.integers("open", 0, Integer.MAX_VALUE),
                            zone(root),
                            root.texts("holidays").stream()
                                    .map(LocalDate::parse)
                                    .collect(Collectors.toSet()));
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the sampling has an invalid duration or time zone: " + e.getMessage(), e);
        }
    }

    private static Duration duration(JsonFields root, String key) {
        Duration duration = Duration.parse(root.text(key));
        if (duration.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw new IllegalArgumentException(
                    "the sampling's " + key + " must be at most " + MAX_DAYS + " days, found " + duration);
        }
        return duration;
    }

    private static ZoneId zone(JsonFields root) {
        return ZoneId.of(root.text("zone"));
    }
}
