package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The series that were read from a Parquet file.
 *
 * <p>Immutable and thread-safe.
 */
public final class ParquetSeries {
    private static final int SHOWN = 3;

    private final String file;
    private final List<TimeSeries> series;

    ParquetSeries(String file, List<TimeSeries> series) {
        this.file = file;
        this.series = List.copyOf(series);
    }

    /**
     * Returns the only series of the file.
     *
     * @return the series
     * @throws InvalidSeriesException if the file held several; the message names them
     */
    public TimeSeries one() {
        if (series.size() > 1) {
            String ids = series.stream()
                    .limit(SHOWN)
                    .map(each -> "'" + each.id() + "'")
                    .collect(Collectors.joining(", ", "", series.size() > SHOWN ? ", ..." : ""));
            throw new InvalidSeriesException(file + ": expected one series, found " + series.size() + " (" + ids
                    + "): take list(), or give the single series its id with named(...)");
        }
        return series.get(0);
    }

    /**
     * Returns all series, in the order of their first rows in the file.
     *
     * @return the series, at least one, unmodifiable
     */
    public List<TimeSeries> list() {
        return series;
    }

    @Override
    public String toString() {
        return file + " " + MessageText.list(series);
    }
}
