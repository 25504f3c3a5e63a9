package io.forecastj.data;

import io.forecastj.Gap;
import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.TimeSeries;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The series that were read from a file.
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvSeries {
    private static final int SHOWN = 3;

    private final String file;
    private final List<TimeSeries> series;
    private final List<String> detected;
    private final List<String> notes;

    CsvSeries(String file, List<TimeSeries> series, List<String> detected, List<String> notes) {
        this.file = file;
        this.series = List.copyOf(series);
        this.detected = List.copyOf(detected);
        this.notes = List.copyOf(notes);
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

    /**
     * Finds the places in all series at which rows are absent by the spacing of the times, or at which rows leave it.
     * Lags and seasons count rows, so each gap shifts them; {@link TimeSeries#onGrid} adds absent rows as missing ones.
     *
     * @return the {@linkplain TimeSeries#gaps() gaps} of each series that has any, by its id, in the order of the
     *     series, unmodifiable
     */
    public Map<String, List<Gap>> gaps() {
        Map<String, List<Gap>> all = new LinkedHashMap<>();
        for (TimeSeries one : series) {
            List<Gap> gaps = one.gaps();
            if (!gaps.isEmpty()) {
                all.put(one.id(), gaps);
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /**
     * Returns these series if none has a gap. For callers who want a file with absent rows to be refused.
     *
     * @return these series
     * @throws InvalidSeriesException if {@link #gaps()} is not empty; the message has the file, the first gap and the
     *     number of series with gaps
     */
    public CsvSeries requireNoGaps() {
        Map<String, List<Gap>> gaps = gaps();
        for (TimeSeries one : series) {
            if (gaps.containsKey(one.id())) {
                try {
                    one.requireNoGaps();
                } catch (InvalidSeriesException e) {
                    throw new InvalidSeriesException(
                            file + ": " + e.getMessage()
                                    + (gaps.size() == 1 ? "" : "; " + gaps.size() + " series have gaps"),
                            e);
                }
            }
        }
        return this;
    }

    /**
     * Returns what {@link CsvReading#detect} found, one sentence for each option. A sentence begins with the call that
     * fixes the option, such as {@code delimiter(';')}.
     *
     * @return the sentences, empty without {@code detect()} and for a file that needs no options, unmodifiable
     */
    public List<String> detected() {
        return detected;
    }

    /**
     * Returns what options left out, one sentence for each: the lines from {@link CsvReading#endAt} on, with their
     * number, and the blank lines of {@link CsvReading#skipBlankLines}.
     *
     * @return the sentences, unmodifiable
     */
    public List<String> notes() {
        return notes;
    }

    @Override
    public String toString() {
        return file + " " + MessageText.list(series);
    }
}
