package io.forecastj.lifecycle.monitoring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** The times of the last forecasts: of at least the given number, and at most twice as many. Thread-safe. */
final class Latencies {
    private static final long LONGEST = Duration.ofHours(1).toNanos();
    private static final int DIGITS = 2;

    private final int forecasts;
    private final Recorder recorder = new Recorder(LONGEST, DIGITS);
    private final AtomicLong recorded = new AtomicLong();
    private Histogram before = new Histogram(LONGEST, DIGITS);
    private Histogram current = new Histogram(LONGEST, DIGITS);
    private Histogram interval = recorder.getIntervalHistogram();

    Latencies(int forecasts) {
        this.forecasts = forecasts;
    }

    /** Records the time of some forecasts that were made together, each with its part of it. */
    void record(long nanos, int together) {
        recorder.recordValueWithCount(Math.max(0, Math.min(LONGEST, nanos / together)), together);
        long total = recorded.addAndGet(together);
        if (total / forecasts != (total - together) / forecasts) {
            replace();
        }
    }

    private synchronized void replace() {
        collect();
        Histogram oldest = before;
        before = current;
        oldest.reset();
        current = oldest;
    }

    private void collect() {
        interval = recorder.getIntervalHistogram(interval);
        current.add(interval);
    }

    synchronized Optional<LatencySummary> summary() {
        collect();
        Histogram sum = before.copy();
        sum.add(current);
        return sum.getTotalCount() == 0 ? Optional.empty() : Optional.of(new LatencySummary(sum));
    }
}
