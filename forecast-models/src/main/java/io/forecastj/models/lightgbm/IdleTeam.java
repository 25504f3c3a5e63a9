package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.forecastj.ForecastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Native threads that only sleep while trainings with several threads run, so that waiting threads of the trainings
 * sleep too.
 *
 * <p>LightGBM's threads wait for each other hundreds of times in each tree. By default GNU's OpenMP lets a waiting
 * thread spin for some milliseconds, on a core that another thread may need; but if the process has more threads of
 * OpenMP than it may use processors, only for microseconds ({@code gomp_throttled_spin_count_var} of libgomp's {@code
 * wait.h}). The environment variables that set this are read when the library is loaded, and Java cannot set them. So
 * this team adds the threads that are missing to that number. A team belongs to the thread that has started it, and
 * ends with it.
 *
 * <p>Only on Linux; elsewhere other libraries play OpenMP's part. Thread-safe.
 */
final class IdleTeam implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    /** So many more threads would be a burden, and beyond a limit of the process OpenMP ends it. */
    private static final int MOST = 32;

    private static final int ROWS = 4;

    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private IdleTeam() {}

    /**
     * Returns true if waiting threads of trainings can be kept from spinning: on Linux, and not with a quota that is
     * far below the number of processors.
     *
     * @param threads the number of threads of the trainings
     */
    static boolean possible(int threads) {
        return System.getProperty("os.name").startsWith("Linux") && needed(threads) <= MOST;
    }

    private static int needed(int threads) {
        return Math.max(1, processors() - threads + 1);
    }

    /**
     * Starts a team; no other native work may run meanwhile.
     *
     * @param threads the number of threads of the trainings, at least 2
     */
    static IdleTeam start(int threads) {
        IdleTeam team = new IdleTeam();
        Thread thread = new Thread(() -> team.run(needed(threads) + 1), "forecastj-lightgbm-idle");
        thread.setDaemon(true);
        thread.start();
        team.awaitReady();
        return team;
    }

    /** Returns the number of processors that this process may run on, also those that a quota does not let it fill. */
    private static int processors() {
        int known = Runtime.getRuntime().availableProcessors();
        try {
            return Math.max(
                    known,
                    Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("Cpus_allowed:"))
                            .flatMapToInt(line ->
                                    line.substring(line.indexOf(':') + 1).chars())
                            .map(digit -> Integer.bitCount(Math.max(0, Character.digit(digit, 16))))
                            .sum());
        } catch (IOException e) {
            return known;
        }
    }

    private void run(int threads) {
        try {
            try {
                startThreads(threads);
            } catch (ForecastException e) {
                // the trainings run all the same, and their waiting threads spin
            } finally {
                ready.countDown();
            }
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does the smallest work that starts threads. */
    private static void startThreads(int threads) {
        try (NativeScope scope = new NativeScope()) {
            SWIGTYPE_p_double values = scope.newDoubles(ROWS);
            for (int i = 0; i < ROWS; i++) {
                lightgbmlib.doubleArray_setitem(values, i, i);
            }
            scope.create(
                    "start idle threads",
                    place -> lightgbmlib.LGBM_DatasetCreateFromMat(
                            lightgbmlib.double_to_voidp_ptr(values),
                            lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                            ROWS,
                            1,
                            1, // row by row
                            "verbosity=-1 min_data_in_bin=1 min_data_in_leaf=1 num_threads=" + threads,
                            null,
                            place),
                    lightgbmlib::LGBM_DatasetFree);
        }
    }

    private void awaitReady() {
        boolean interrupted = false;
        while (ready.getCount() > 0) {
            try {
                ready.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
