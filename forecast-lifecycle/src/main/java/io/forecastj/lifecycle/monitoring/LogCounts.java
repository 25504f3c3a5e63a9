package io.forecastj.lifecycle.monitoring;

import java.util.concurrent.atomic.LongAdder;

/** The counts of a log, over all series. */
final class LogCounts {
    final LongAdder waiting = new LongAdder();
    final LongAdder dropped = new LongAdder();

    void drop(int forecasts) {
        waiting.add(-forecasts);
        dropped.add(forecasts);
    }
}
