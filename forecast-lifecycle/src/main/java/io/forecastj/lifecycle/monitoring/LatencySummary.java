package io.forecastj.lifecycle.monitoring;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Latencies of forecasts: percentiles to within one percent.
 *
 * <p>Immutable and thread-safe.
 */
public final class LatencySummary {
    private static final double NANOS_PER_MICRO = 1_000;

    private final long count;
    private final long p50;
    private final long p90;
    private final long p99;
    private final long p999;
    private final long max;

    LatencySummary(Histogram nanos) {
        this.count = nanos.getTotalCount();
        this.p50 = nanos.getValueAtPercentile(50);
        this.p90 = nanos.getValueAtPercentile(90);
        this.p99 = nanos.getValueAtPercentile(99);
        this.p999 = nanos.getValueAtPercentile(99.9);
        this.max = nanos.getMaxValue();
    }

    /** {@return the number of forecasts} */
    public long count() {
        return count;
    }

    /** {@return the median} */
    public Duration p50() {
        return Duration.ofNanos(p50);
    }

    /** {@return the time that 90 % of the forecasts did not exceed} */
    public Duration p90() {
        return Duration.ofNanos(p90);
    }

    /** {@return the time that 99 % of the forecasts did not exceed} */
    public Duration p99() {
        return Duration.ofNanos(p99);
    }

    /** {@return the time that 99.9 % of the forecasts did not exceed} */
    public Duration p999() {
        return Duration.ofNanos(p999);
    }

    /** {@return the longest time} */
    public Duration max() {
        return Duration.ofNanos(max);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f us, p90 %.1f us, p99 %.1f us, p99.9 %.1f us, max %.1f us of %d forecasts",
                p50 / NANOS_PER_MICRO,
                p90 / NANOS_PER_MICRO,
                p99 / NANOS_PER_MICRO,
                p999 / NANOS_PER_MICRO,
                max / NANOS_PER_MICRO,
                count);
    }
}
