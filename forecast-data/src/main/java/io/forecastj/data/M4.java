package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Reads the files of the M4 competition (Makridakis, Spiliotis and Assimakopoulos, The M4 Competition: 100,000 time
 * series and 61 forecasting methods, International Journal of Forecasting 36, 2020; folder Dataset of the repository
 * Mcompetitions/M4-methods).
 *
 * <p>Stateless and thread-safe. A file such as {@code Hourly-train.csv} has the line {@code "V1","V2",...} and then one
 * line for each series: its id and its values from the first on. Lines of shorter series end with empty fields or NA,
 * which are no values. A series has that id and one column {@code y}.
 *
 * <p>The file of the values to forecast, such as {@code Hourly-test.csv}, has the same form; its series begin after the
 * last value of the same id in the other file, so read it with {@link #read(Path, Instant, Sampling)} and use the
 * values.
 */
public final class M4 {
    private M4() {}

    /**
     * Reads the series of one frequency with the times of {@code M4-info.csv}, whose columns are M4id, Horizon, SP and
     * StartingDate, and others that are not read.
     *
     * <p>SP is Yearly, Quarterly, Monthly, Weekly, Daily or Hourly and declares the {@linkplain
     * TimeSeries#declaredSampling() sampling}. StartingDate is the first time in UTC, {@code 01-01-79 12:00} or {@code
     * 1884-01-01 12:00:00}. Years of two digits are those of the 21st century if the series, with its horizon, ends
     * before 2019 then, as the data of the competition do, and those of the 20th if it does not: 01-01-18 of a yearly
     * series is 1918, 01-07-15 of 700 hours is 2015.
     *
     * @param train the file of the values
     * @param info the file of the times; series that the first file lacks are passed over
     * @return the series in the order of the first file, at least one, unmodifiable
     * @throws InvalidSeriesException if a file is not of this form, a number or a date is none, an id occurs twice in a
     *     file or is not in the second one; the message names file, line and column
     * @throws UncheckedIOException if a file cannot be read
     */
    public static List<TimeSeries> read(Path train, Path info) {
        M4Info times = M4Info.read(info);
        return M4Table.read(train, times::series);
    }

    /**
     * Reads the series of one frequency, all with the same first time.
     *
     * @param train the file of the values
     * @param start the first time of every series
     * @param sampling the spacing of every series
     * @return the series in the order of the file, at least one, unmodifiable
     * @throws InvalidSeriesException if the file is not of this form, a number is none or an id occurs twice; the
     *     message names file, line and column
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<TimeSeries> read(Path train, Instant start, Sampling sampling) {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(sampling, "sampling");
        return M4Table.read(train, (id, length, at) -> new M4Table.Times(start, sampling));
    }
}
