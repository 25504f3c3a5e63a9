package io.forecastj.market;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A time that passes only when somebody waits, and remembers the waits. */
final class GivenTiming implements RequestTiming {
    private final AtomicLong nanos = new AtomicLong(1);
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public void pause(long wait) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("paused");
        }
        pauses.add(Duration.ofNanos(wait));
        nanos.addAndGet(wait);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    List<Duration> pauses() {
        return pauses;
    }
}
