package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shadow's session beside that of the primary.
 *
 * <p>Called by the thread of the outer session. Without an executor the shadow's session takes everything at once, on
 * that thread. Otherwise the work waits here in order, and one task at a time carries it out: the lock of this object
 * hands the session from one thread to the next. The shadow is never called under it.
 */
final class ShadowFeed {
    /** The number of waiting rows and forecasts beyond which the shadow leaves, so that it does not fill the memory. */
    static final int MOST_WAITING = 10_000;

    private final ShadowLane lane;
    private final ArrayDeque<Work> waiting = new ArrayDeque<>();
    private double[] scratch = {};
    private @Nullable TimeSeries history;
    private @Nullable TimeSeries future;
    private @Nullable PredictionSession session;
    private int asked;
    private boolean running;
    private boolean left;
    private boolean closed;

    /**
     * Work for the shadow's session.
     *
     * @param forecast whether it is a forecast, after whose failure the session continues
     * @param action the work
     */
    private record Work(boolean forecast, Consumer<PredictionSession> action) {}

    ShadowFeed(ShadowLane lane, TimeSeries history, TimeSeries future) {
        this.lane = lane;
        this.history = history;
        this.future = future;
        run(new Work(false, open -> {}));
    }

    void append(long time, double[] values) {
        if (!lane.direct()) {
            double[] row = values.clone();
            offer(new Work(false, open -> open.append(time, row)));
            return;
        }
        PredictionSession open = session;
        if (left || open == null) {
            return;
        }
        try {
            if (scratch.length != values.length) {
                scratch = new double[values.length];
            }
            System.arraycopy(values, 0, scratch, 0, values.length); // a shadow must not change the caller's array
            open.append(time, scratch);
        } catch (Throwable e) {
            leave("it failed on the row at " + Instant.ofEpochMilli(time) + ": " + ShadowLane.text(e));
        }
    }

    void changeFuture(TimeSeries rows, boolean replaces) {
        if (lane.takesFuture()) {
            run(new Work(false, replaces ? open -> open.replaceFuture(rows) : open -> open.extendFuture(rows)));
        }
    }

    /** Forecasts what the primary has forecast. */
    void forecast(Forecast primary) {
        run(new Work(true, open -> lane.add(primary, open.forecast())));
    }

    private void run(Work work) {
        if (!lane.direct()) {
            offer(work);
        } else if (!left) {
            perform(work);
        } else if (work.forecast()) {
            lane.dropped(1);
        }
    }

    /** Adds work and starts a task unless one is running. */
    private void offer(Work work) {
        boolean behind;
        boolean starts = false;
        synchronized (this) {
            behind = waiting.size() >= MOST_WAITING;
            if (left || closed || behind || work.forecast() && asked >= lane.maxInFlight()) {
                lane.dropped(work.forecast() ? 1 : 0);
            } else {
                waiting.add(work);
                asked += work.forecast() ? 1 : 0;
                if (!running) {
                    running = true;
                    starts = true;
                }
            }
        }
        if (behind) {
            leave("it was " + MOST_WAITING + " rows and forecasts behind");
        }
        if (starts && !lane.start(this::drain)) {
            synchronized (this) {
                running = false;
                if (work.forecast()) { // its rows wait for the next task; a late forecast is of no use
                    waiting.removeLast();
                    asked--;
                    lane.dropped(1);
                }
            }
        }
    }

    /** Carries out all waiting work; one call at a time, on any thread. */
    private void drain() {
        while (true) {
            Work next;
            PredictionSession ended = null;
            synchronized (this) {
                next = waiting.poll();
                if (left || closed || lane.closed()) {
                    giveUp(next);
                    next = null;
                    ended = takeSession();
                }
                running = next != null;
                asked -= next != null && next.forecast() ? 1 : 0;
            }
            if (next == null) {
                close(ended);
                return;
            }
            perform(next);
        }
    }

    private void perform(Work work) {
        try {
            PredictionSession open = session;
            if (open == null) {
                open = lane.open(Objects.requireNonNull(history), Objects.requireNonNull(future));
                session = open;
                history = null; // it may be long
                future = null;
                open.keepRows(0);
            }
            work.action().accept(open);
        } catch (Throwable e) {
            if (work.forecast()) {
                lane.failed(e);
            } else {
                leave((session == null ? "its session did not open: " : "its session failed: ") + ShadowLane.text(e));
            }
        }
    }

    private void leave(String why) {
        PredictionSession ended;
        synchronized (this) {
            if (left) {
                return;
            }
            left = true;
            lane.left(why);
            ended = running ? null : takeSession();
            giveUp(null);
        }
        close(ended);
    }

    /** Ends the feed; work that waits is given up. */
    void close() {
        PredictionSession ended;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ended = running ? null : takeSession();
            giveUp(null);
        }
        close(ended);
    }

    /** Counts the forecasts that will not be made. */
    private void giveUp(@Nullable Work first) {
        long forecasts = waiting.stream().filter(Work::forecast).count() + (first != null && first.forecast() ? 1 : 0);
        lane.dropped(forecasts);
        waiting.clear();
    }

    private @Nullable PredictionSession takeSession() {
        PredictionSession open = session;
        session = null;
        return open;
    }

    /** Closes the shadow's session, not under the lock, since that may take a while. */
    private void close(@Nullable PredictionSession ended) {
        if (ended != null) {
            try {
                ended.close();
            } catch (Throwable e) {
                lane.closingFailed(e);
            }
        }
    }
}
