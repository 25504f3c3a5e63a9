package io.forecastj.spark;

import java.io.Serializable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Counters of series and rows that tasks have done, as accumulators of Spark, which its web page shows too.
 *
 * <p>Thread-safe. The counts grow while an action runs. They are for people to watch: Spark counts a task again that
 * runs again, such as after the loss of an executor or in a second action on a dataset that is not cached. Results
 * never depend on them.
 */
public final class SparkProgress implements Serializable {
    private static final long serialVersionUID = 1;

    /** Number of series. */
    private final LongAccumulator done;

    /** Number of series that failed. */
    private final LongAccumulator failed;

    /** Number of rows. */
    private final LongAccumulator rows;

    private SparkProgress(LongAccumulator done, LongAccumulator failed, LongAccumulator rows) {
        this.done = done;
        this.failed = failed;
        this.rows = rows;
    }

    /**
     * Registers new counters.
     *
     * @param spark the session
     * @param name the start of their names on Spark's page, such as {@code "fit"}
     * @return the counters, for {@link ForecastSpark#progress}
     */
    public static SparkProgress of(SparkSession spark, String name) {
        return new SparkProgress(
                spark.sparkContext().longAccumulator(name + ": series"),
                spark.sparkContext().longAccumulator(name + ": failed series"),
                spark.sparkContext().longAccumulator(name + ": rows"));
    }

    /** {@return the number of series that are done, failed ones included} */
    public long series() {
        return done.value();
    }

    /** {@return the number of series that failed} */
    public long failed() {
        return failed.value();
    }

    /** {@return the number of rows of these series} */
    public long rows() {
        return rows.value();
    }

    void add(long rowsOfSeries, boolean ok) {
        done.add(1);
        rows.add(rowsOfSeries);
        if (!ok) {
            failed.add(1);
        }
    }

    @Override
    public String toString() {
        return series() + " series with " + rows() + " rows done, " + failed() + " failed";
    }
}
