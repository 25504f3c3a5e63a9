package io.forecastj.parquet;

import io.forecastj.Sampling;
import io.forecastj.data.ClockChanges;
import io.forecastj.data.SeriesRows;
import io.forecastj.data.TableColumns;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The options for reading files.
 *
 * @param time the time column, or null to find it
 * @param published the column of publication times, or null if the rows have none
 * @param id the id column, or null to find it by its name
 * @param named the id of the single series, or null if ids come from the file
 * @param columns the requested columns, or an empty list for all others
 * @param attributes the columns of one number for each series
 * @param zone the time zone of local times and of the series
 * @param changes the choice where clocks change
 * @param epoch the unit of times that are plain integers, or null
 * @param sampling the declared sampling, or null
 */
record ParquetOptions(
        @Nullable String time,
        @Nullable String published,
        @Nullable String id,
        @Nullable String named,
        List<Choice> columns,
        List<String> attributes,
        ZoneId zone,
        ClockChanges changes,
        @Nullable TimeUnit epoch,
        @Nullable Sampling sampling) {

    /** The names that {@link TableColumns} takes for the time. */
    private static final Set<String> TIMES = Set.of("date", "datetime", "time", "timestamp", "ds", "t");

    /**
     * A column to read.
     *
     * @param header its name in the file
     * @param name its name in the series
     */
    record Choice(String header, String name) {}

    /**
     * Finds the columns of a file. A column that is a time by its type and the only one is the time, unless another is
     * by its name.
     *
     * @param partition the id of all rows of the file, or null if it does not follow from its place
     */
    TableColumns.Found find(String file, List<FileColumn> columns, @Nullable String partition) {
        List<String> names = columns.stream().map(FileColumn::name).toList();
        TableColumns choice = new TableColumns();
        String timeColumn = time;
        List<FileColumn> others = columns.stream()
                .filter(column -> !column.name().equalsIgnoreCase(published))
                .toList();
        if (timeColumn == null
                && others.stream()
                        .noneMatch(column -> TIMES.contains(column.name().toLowerCase(Locale.ROOT)))) {
            List<FileColumn> times = others.stream().filter(TimeTypes::time).toList();
            timeColumn = times.size() == 1 ? times.get(0).name() : null;
        }
        if (timeColumn != null) {
            choice.time(timeColumn);
        }
        if (published != null) {
            choice.published(published);
        }
        if (partition != null) {
            choice.named(partition);
        } else {
            if (id != null) {
                choice.id(id);
            }
            if (named != null) {
                choice.named(named);
            }
        }
        this.columns.forEach(column -> choice.column(column.header(), column.name()));
        choice.attributes(attributes.toArray(String[]::new));
        return choice.in(file, names);
    }

    /** Starts the rows of one or several files. */
    SeriesRows rows(String source, TableColumns.Found found) {
        SeriesRows rows = SeriesRows.of(source, found.names())
                .attributes(found.attributes())
                .zone(zone, changes);
        if (published != null) {
            rows.publications(published);
        }
        if (named != null) {
            rows.named(named);
        }
        if (sampling != null) {
            rows.sampling(sampling);
        }
        if (epoch != null) {
            rows.epoch(epoch);
        }
        return rows;
    }
}
