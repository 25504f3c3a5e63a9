package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/** Rules for the work on one series in a task of Spark: one thread, and a failure is a row. Stateless. */
final class SeriesTask {
    /** The status of a series without a result. */
    static final String FAILED = "FAILED";

    static final String OK = "OK";

    private static final int LONGEST_REASON = 1_000;

    private SeriesTask() {}

    /** Fits on the calling thread, also in native code. */
    static Predictor fit(Forecaster forecaster, TimeSeries series) {
        return alone(listener -> forecaster.fit(List.of(series), listener));
    }

    /** Runs a fit that uses the calling thread only, since Spark starts a task for each processor. */
    static <T> T alone(FitTasks.Task<T> task) {
        return FitTasks.run(List.of(task), FitListener.NONE.on(Runnable::run)).get(0);
    }

    /**
     * Returns the rows of a series, or the one that says why there are none.
     *
     * @param work makes the rows; what it throws is the series' fault, unless a class or a native library is missing
     * @param failure makes the row of a failure from its reason
     */
    static Iterator<Row> rows(
            DatasetLayout layout, GroupRows group, Supplier<List<Row>> work, Function<String, Row> failure) {
        SparkProgress progress = layout.progress();
        boolean ok = false;
        List<Row> rows;
        try {
            rows = work.get();
            ok = true;
        } catch (RuntimeException | StackOverflowError e) {
            requireRunning(e);
            requireLinked(e);
            rows = List.of(failure.apply(reason(e)));
        }
        if (progress != null) {
            progress.add(group.read(), ok);
        }
        return rows.iterator();
    }

    /** Throws again what a task throws that Spark ends: the series is not at fault. */
    private static void requireRunning(Throwable thrown) {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
            throwAgain(thrown);
        }
    }

    /** Throws again what is no series' fault: a class or a native library that this executor lacks. */
    private static void requireLinked(Throwable thrown) {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkageError || cause instanceof ClassNotFoundException) {
                throwAgain(thrown);
            }
        }
    }

    private static void throwAgain(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private static String reason(Throwable thrown) {
        String text = thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }
}
