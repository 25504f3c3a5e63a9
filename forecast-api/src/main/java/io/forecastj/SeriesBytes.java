package io.forecastj;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a series and its parts as bytes, and reads them. */
final class SeriesBytes {
    private static final int INFERRED = 0;
    private static final int FIXED = 1;
    private static final int CALENDAR = 2;
    private static final int IRREGULAR = 3;
    private static final int DAYS = 4;

    private SeriesBytes() {}

    /** Reads times that increase; others would give a forecast of wrong times. */
    static long[] readTimes(StateReader in) {
        long[] times = in.getLongs();
        if (times.length > 0 && (times[0] < -EpochMillis.FARTHEST || times[times.length - 1] > EpochMillis.FARTHEST)) {
            throw new SnapshotException("expected times within 73 million years of 1970, found " + times[0] + " to "
                    + times[times.length - 1] + " milliseconds" + Snapshots.INSTEAD);
        }
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw new SnapshotException("expected times that increase, found " + times[i] + " after " + times[i - 1]
                        + Snapshots.INSTEAD);
            }
        }
        return times;
    }

    static void write(TimeSeries series, StateWriter out) {
        Vintages.refuse(series, "a snapshot");
        out.putText(series.id());
        out.putTexts(series.columns());
        writeAttributes(series.attributes(), out);
        writeSampling(series.declaredSampling(), out);
        out.putText(series.zone().getId());
        out.putLongs(series.timestamps());
        for (String column : series.columns()) {
            out.putDoubles(series.values(column));
        }
    }

    static TimeSeries read(StateReader in) {
        String id = in.getText();
        List<String> columns = in.getTexts();
        Map<String, Double> attributes = readAttributes(in);
        Sampling sampling = readSampling(in);
        ZoneId zone = readZone(in);
        long[] times = in.getLongs();
        double[][] values = new double[columns.size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = in.getDoubles();
            if (values[c].length != times.length) {
                throw new SnapshotException("the column '" + columns.get(c) + "' of a series should have "
                        + times.length + " values, found " + values[c].length + Snapshots.INSTEAD);
            }
        }
        return TimeSeries.create(id, columns, times, values, attributes, sampling, zone);
    }

    static void writeAttributes(Map<String, Double> attributes, StateWriter out) {
        out.putInt(attributes.size());
        attributes.forEach((name, value) -> {
            out.putText(name);
            out.putDouble(value);
        });
    }

    static Map<String, Double> readAttributes(StateReader in) {
        int count = in.getInt(0, Integer.MAX_VALUE);
        Map<String, Double> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(in.getText(), in.getDouble());
        }
        return Collections.unmodifiableMap(attributes);
    }

    static void writeSampling(@Nullable Sampling sampling, StateWriter out) {
        if (sampling instanceof Sampling.Fixed fixed) {
            out.putInt(FIXED);
            writeDuration(fixed.period(), out);
        } else if (sampling instanceof Sampling.Calendar calendar) {
            out.putInt(CALENDAR);
            out.putInt(calendar.months());
            out.putInt(calendar.dayOfMonth());
            out.putText(calendar.zone().getId());
        } else if (sampling instanceof Sampling.Days days) {
            out.putInt(DAYS);
            out.putInt(days.days());
            out.putText(days.zone().getId());
        } else if (sampling instanceof Sampling.Irregular irregular) {
            out.putInt(IRREGULAR);
            writeDuration(irregular.slot(), out);
            out.putLongs(
                    irregular.openSlots().stream().mapToLong(Integer::longValue).toArray());
            out.putText(irregular.zone().getId());
            out.putLongs(irregular.holidays().stream()
                    .mapToLong(LocalDate::toEpochDay)
                    .sorted()
                    .toArray());
        } else {
            out.putInt(INFERRED);
        }
    }

    static @Nullable Sampling readSampling(StateReader in) {
        return switch (in.getInt(INFERRED, DAYS)) {
            case FIXED -> new Sampling.Fixed(readDuration(in));
            case CALENDAR -> new Sampling.Calendar(in.getInt(), in.getInt(), readZone(in));
            case IRREGULAR ->
                new Sampling.Irregular(readDuration(in), slots(in.getLongs()), readZone(in), dates(in.getLongs()));
            case DAYS -> new Sampling.Days(in.getInt(), readZone(in));
            default -> null;
        };
    }

    private static Set<LocalDate> dates(long[] epochDays) {
        return Arrays.stream(epochDays).mapToObj(LocalDate::ofEpochDay).collect(Collectors.toSet());
    }

    static ZoneId readZone(StateReader in) {
        String id = in.getText();
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new SnapshotException("expected a time zone, found '" + id + "'" + Snapshots.INSTEAD, e);
        }
    }

    private static List<Integer> slots(long[] values) {
        List<Integer> slots = new ArrayList<>();
        for (long value : values) {
            slots.add(Math.toIntExact(value));
        }
        return slots;
    }

    private static void writeDuration(Duration duration, StateWriter out) {
        out.putLong(duration.getSeconds());
        out.putInt(duration.getNano());
    }

    private static Duration readDuration(StateReader in) {
        return Duration.ofSeconds(in.getLong(), in.getInt(0, 999_999_999));
    }
}
