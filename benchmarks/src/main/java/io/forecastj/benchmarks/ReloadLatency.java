package io.forecastj.benchmarks;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.lifecycle.serving.Reload;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.lifecycle.serving.ReloadingSession;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.store.ModelStore;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Latency of forecasts while another thread reloads their model, beside the latency without reloads, in one run. Four
 * threads, two of them stateless and two in sessions, call about a thousand times a second each. The phases alternate:
 *
 * <ul>
 *   <li>quiet: nothing else runs;
 *   <li>loading: a fifth thread loads the versions from the store and warms them up, and drops them: the same work as a
 *       reload, without a swap;
 *   <li>reloading: that thread promotes the other version and refreshes, each 100 ms at most.
 * </ul>
 *
 * So what a swap itself costs is the difference between the last two. Wall time includes that a thread waits for a
 * processor; the CPU time of the calls, printed beside it, does not. Sessions that move open a session on their rows,
 * which is shown in a line of its own, as are the first calls of each stateless thread on a new version.
 *
 * <p>Run with {@code java -cp benchmarks/target/benchmarks.jar io.forecastj.benchmarks.ReloadLatency [lightgbm|naive]
 * [rounds]}.
 */
public final class ReloadLatency {
    private static final int CALLERS = 4;
    private static final int ROWS = 3_000;
    private static final long PHASE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long HIGHEST = TimeUnit.SECONDS.toNanos(100);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private enum Phase {
        WARM_UP,
        QUIET,
        LOADING,
        RELOADING
    }

    private static volatile Phase phase = Phase.WARM_UP;
    private static volatile boolean ended;

    private ReloadLatency() {}

    /** Fits a LightGBM predictor with the standard features for ten steps. */
    static Predictor boosted(long seed) {
        return LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .horizon(10)
                .build()
                .fit(Bars.hourly(ROWS, seed));
    }

    /**
     * Measures.
     *
     * @param arguments the model, {@code lightgbm} unless given, and the number of rounds, 5 unless given
     * @throws IOException if the temporary directory cannot be made or removed
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String kind = arguments.length > 0 ? arguments[0] : "lightgbm";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        TimeSeries bars = Bars.hourly(ROWS, 9);
        Path directory = Files.createTempDirectory("forecastj-store");
        try {
            measure(ModelStore.open(directory.resolve("store")).model("m"), kind, rounds, bars);
        } finally {
            StoreBenchmark.remove(directory);
        }
    }

    private static void measure(StoredModel model, String kind, int rounds, TimeSeries bars)
            throws InterruptedException {
        for (int seed = 1; seed <= 2; seed++) {
            try (Predictor predictor =
                    kind.equals("naive") ? Baselines.naive("close", 10).fit(bars.head(ROWS - seed)) : boosted(seed)) {
                model.publish(predictor, Publication.none().promoteTo("production"));
            }
        }
        try (ReloadingPredictor serving =
                ReloadingPredictor.follow(model, "production").warmUp(bars).open()) {
            TimeSeries history = bars.tail(serving.info().requiredHistory());
            System.out.printf(
                    "%s: required history %d, sufficient %s%n",
                    kind, history.length(), serving.info().sufficientHistory());
            List<Caller> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new Caller(serving, i % 2 == 0 ? history : bars, i % 2 == 0));
                callers.get(i).start();
            }
            int reloads = 0;
            long longest = 0;
            run(Phase.WARM_UP, model, serving, bars);
            for (int round = 0; round < rounds; round++) {
                run(Phase.QUIET, model, serving, bars);
                run(Phase.LOADING, model, serving, bars);
                List<Reload> done = run(Phase.RELOADING, model, serving, bars);
                reloads += done.size();
                for (Reload reload : done) {
                    longest = Math.max(longest, reload.took().toMillis());
                }
            }
            ended = true;
            for (Caller caller : callers) {
                caller.join();
            }
            System.out.printf("%d reloads, the longest %d ms%n", reloads, longest);
            report(callers);
        }
    }

    private static List<Reload> run(Phase next, StoredModel model, ReloadingPredictor serving, TimeSeries bars) {
        List<Reload> reloads = new ArrayList<>();
        phase = next;
        long end = System.nanoTime() + PHASE_NANOS;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            if (next == Phase.LOADING || next == Phase.RELOADING) {
                model.promote("production", 3 - serving.version().number());
            }
            if (next == Phase.LOADING) {
                try (ReloadingPredictor dropped = ReloadingPredictor.follow(model, "production")
                        .warmUp(bars)
                        .open()) {
                    dropped.info();
                }
            } else if (next == Phase.RELOADING || next == Phase.WARM_UP) {
                Reload reload = serving.refresh();
                if (reload.outcome() == Reload.Outcome.RELOADED) {
                    reloads.add(reload);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100) - (System.nanoTime() - start));
        }
        return reloads;
    }

    private static void report(List<Caller> callers) {
        System.out.printf("%-42s %9s %8s %8s %8s %9s%n", "microseconds", "calls", "p50", "p99", "p99.99", "longest");
        for (Phase one : List.of(Phase.QUIET, Phase.LOADING, Phase.RELOADING)) {
            print(one + ", stateless, wall", callers, true, caller -> caller.wall[one.ordinal()]);
            print(one + ", stateless, CPU", callers, true, caller -> caller.cpu[one.ordinal()]);
            print(one + ", session, wall", callers, false, caller -> caller.wall[one.ordinal()]);
            print(one + ", session, CPU", callers, false, caller -> caller.cpu[one.ordinal()]);
        }
        print("first calls after a swap, stateless, wall", callers, true, caller -> caller.firstWall);
        print("first calls after a swap, stateless, CPU", callers, true, caller -> caller.firstCpu);
        print("calls that move a session, wall", callers, false, caller -> caller.firstWall);
        print("calls that move a session, CPU", callers, false, caller -> caller.firstCpu);
    }

    private static void print(String name, List<Caller> callers, boolean stateless, Function<Caller, Histogram> part) {
        Histogram all = new Histogram(HIGHEST, 3);
        for (Caller caller : callers) {
            if (caller.stateless == stateless) {
                all.add(part.apply(caller));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-42s %9d %8.1f %8.1f %8.1f %9.1f%n",
                name,
                all.getTotalCount(),
                all.getValueAtPercentile(50) / 1e3,
                all.getValueAtPercentile(99) / 1e3,
                all.getValueAtPercentile(99.99) / 1e3,
                all.getMaxValue() / 1e3);
    }

    private static final class Caller extends Thread {
        private final ReloadingPredictor serving;
        private final TimeSeries history;
        private final boolean stateless;
        private final Histogram[] wall = new Histogram[Phase.values().length];
        private final Histogram[] cpu = new Histogram[Phase.values().length];
        private final Histogram firstWall = new Histogram(HIGHEST, 3);
        private final Histogram firstCpu = new Histogram(HIGHEST, 3);

        Caller(ReloadingPredictor serving, TimeSeries history, boolean stateless) {
            this.serving = serving;
            this.history = history;
            this.stateless = stateless;
            for (int i = 0; i < wall.length; i++) {
                wall[i] = new Histogram(HIGHEST, 3);
                cpu[i] = new Histogram(HIGHEST, 3);
            }
        }

        @Override
        public void run() {
            ReloadingSession session = serving.openSession(history);
            int last = history.length() - 1;
            long time = history.timestamp(last);
            double[] row = new double[history.columns().size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = history.value(last, c);
            }
            double[] out = new double[10];
            int version = session.version().number();
            while (!ended) {
                Phase now = phase;
                long startCpu = THREADS.getCurrentThreadCpuTime();
                long start = System.nanoTime();
                int answered;
                if (stateless) {
                    answered = serving.predictVersioned(history).version();
                } else {
                    session.append(time += 3_600_000, row);
                    session.forecastInto(out);
                    answered = session.version().number();
                }
                long nanos = System.nanoTime() - start;
                long cpuNanos = THREADS.getCurrentThreadCpuTime() - startCpu;
                boolean first = answered != version;
                if (now == phase && (stateless || !first)) {
                    wall[now.ordinal()].recordValue(nanos);
                    cpu[now.ordinal()].recordValue(cpuNanos);
                }
                if (first && now == Phase.RELOADING) {
                    firstWall.recordValue(nanos);
                    firstCpu.recordValue(cpuNanos);
                }
                version = answered;
                LockSupport.parkNanos(1_000_000);
            }
            session.close();
        }
    }
}
