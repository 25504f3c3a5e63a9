package io.forecastj.micrometer;

import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.monitoring.MonitorSnapshot;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshot of a monitor, which all of its gauges share in one scrape.
 *
 * <p>Thread-safe. It does not hold the monitor.
 */
final class MonitorReading {
    /** A scrape reads all gauges within less. */
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private record Taken(MonitorSnapshot snapshot, long time) {}

    private final Clock clock;
    private volatile @Nullable Taken latest;

    MonitorReading(Clock clock) {
        this.clock = clock;
    }

    MonitorSnapshot of(Monitor monitor) {
        long now = clock.monotonicTime();
        Taken known = latest;
        if (known == null || now - known.time() >= NANOS) {
            known = new Taken(monitor.snapshot(), now);
            latest = known;
        }
        return known.snapshot();
    }
}
