package io.forecastj.models.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Sampling;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Sampling of the training series as JSON. */
final class SamplingJson {
    private static final List<String> KINDS = List.of("fixed", "days", "months", "slots");

    /** A century; a file with more would give times beyond those that Java has. */
    private static final int MAX_DAYS = 36_525;

    private static final int MAX_MONTHS = 1_200;

    private SamplingJson() {}

    static ObjectNode write(Sampling sampling) {
        ObjectNode root = Json.object();
        if (sampling instanceof Sampling.Fixed fixed) {
            root.put("kind", "fixed").put("period", fixed.period().toString());
        } else if (sampling instanceof Sampling.Days days) {
            root.put("kind", "days")
                    .put("days", days.days())
                    .put("zone", days.zone().getId());
        } else if (sampling instanceof Sampling.Calendar calendar) {
            root.put("kind", "months")
                    .put("months", calendar.months())
                    .put("dayOfMonth", calendar.dayOfMonth())
                    .put("zone", calendar.zone().getId());
        } else if (sampling instanceof Sampling.Irregular irregular) {
            root.put("kind", "slots")
                    .put("slot", irregular.slot().toString())
                    .put("zone", irregular.zone().getId());
            irregular.openSlots().forEach(root.putArray("open")::add);
            irregular.holidays().stream().sorted().map(LocalDate::toString).forEach(root.putArray("holidays")::add);
        }
        return root;
    }

    /**
     * Reads an object written by {@link #write}.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    static Sampling read(JsonFields root) {
        try {
            return switch (root.choice("kind", KINDS, kind -> kind)) {
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
