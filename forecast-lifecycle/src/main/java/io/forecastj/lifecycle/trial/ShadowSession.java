package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * A session of a {@link ShadowPredictor}: that of the primary, and beside it one of each shadow, which gets the same
 * rows.
 *
 * <p>For one thread. {@link #forecast} records the primary's forecast and lets the shadows forecast; {@link
 * #forecastInto} does neither, and costs what it costs the primary. A shadow whose session fails to open or fails on a
 * row lacks that row, so it leaves this session for good; so does one that is more than 10,000 rows behind on its
 * executor. One whose forecast fails is called again next time. {@link ShadowPredictor#shadows()} counts all of this.
 *
 * <p>A snapshot is that of the primary's session. Shadows are not part of it.
 */
final class ShadowSession implements PredictionSession {
    private final ShadowPredictor owner;
    private final PredictionSession session;
    private final List<ShadowFeed> feeds;
    private boolean closed;

    ShadowSession(ShadowPredictor owner, PredictionSession session, List<ShadowFeed> feeds) {
        this.owner = owner;
        this.session = session;
        this.feeds = feeds;
    }

    @Override
    public List<String> columns() {
        return session.columns();
    }

    @Override
    public void append(long epochMillis, double[] values) {
        requireOpen();
        session.append(epochMillis, values);
        for (int i = 0; i < feeds.size(); i++) {
            feeds.get(i).append(epochMillis, values);
        }
    }

    @Override
    public TimeSeries history() {
        requireOpen();
        return session.history();
    }

    @Override
    public void keepRows(int rows) {
        requireOpen();
        session.keepRows(rows);
    }

    @Override
    public void extendFuture(TimeSeries rows) {
        requireOpen();
        session.extendFuture(rows);
        if (rows.length() > 0) {
            feeds.forEach(feed -> feed.changeFuture(rows, false));
        }
    }

    @Override
    public void replaceFuture(TimeSeries rows) {
        requireOpen();
        session.replaceFuture(rows);
        feeds.forEach(feed -> feed.changeFuture(rows, true));
    }

    @Override
    public Forecast forecast() {
        requireOpen();
        Forecast forecast = session.forecast();
        owner.record(forecast);
        feeds.forEach(feed -> feed.forecast(forecast));
        return forecast;
    }

    @Override
    public void forecastInto(double[] out) {
        requireOpen();
        session.forecastInto(out);
    }

    @Override
    public byte[] snapshot() {
        requireOpen();
        return session.snapshot();
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the session of '" + owner.info().name() + "' is closed");
        }
        owner.requireOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            feeds.forEach(ShadowFeed::close);
            session.close();
        }
    }

    @Override
    public String toString() {
        return session + " with shadows";
    }
}
