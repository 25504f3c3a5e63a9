package io.forecastj.models.fallback;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KeptRows;
import io.forecastj.KnownFuture;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.Snapshots;
import io.forecastj.StateReader;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A session of a {@link FallbackPredictor}: feeds every row to a session of each member, and returns the forecast of
 * the first member that answers.
 *
 * <p>For one thread. The rules are those of {@link PredictionSession}. A member that fails on a row lacks that row and
 * leaves this session for good; the reasons of later forecasts include that. A member whose forecast fails is called
 * again next time. A member whose breaker is open is not called for a forecast, but still gets the rows, so that it can
 * answer when the breaker closes.
 *
 * <p>{@link #forecastInto} writes points without the member's name. {@link #answeredBy} and {@link #reasons} return the
 * details of the latest call.
 */
public final class FallbackSession implements PredictionSession {
    private final PredictorInfo info;
    private final FallbackMembers members;
    private final List<String> columns;
    private final List<String> known;
    private final List<MemberFeed> feeds = new ArrayList<>();
    private final List<NoAnswer> unanswered = new ArrayList<>();
    private final KeptRows kept;
    private long lastTime;
    private long futureTo;
    private int answered = -1;
    private boolean closed;

    FallbackSession(PredictorInfo info, FallbackMembers members, TimeSeries published, TimeSeries publishedFuture) {
        TimeSeries history = PredictionSession.knownAtEnd(published, published);
        TimeSeries future = PredictionSession.knownAtEnd(publishedFuture, published);
        this.info = info;
        this.members = members;
        this.columns = history.columns();
        this.known = info.columns(ColumnRole.KNOWN_FUTURE);
        info.requireHistory(history);
        this.kept = new KeptRows(history, info.requiredHistory());
        this.lastTime = history.timestamp(history.length() - 1);
        this.futureTo = lastTime;
        requireFuture(future);
        try {
            for (FallbackMember member : members.list()) {
                feeds.add(new MemberFeed(member, history, future));
            }
        } catch (RuntimeException e) {
            feeds.forEach(MemberFeed::close);
            throw e;
        }
    }

    FallbackSession(PredictorInfo info, FallbackMembers members, StateReader in) {
        this.info = info;
        this.members = members;
        this.columns = in.getTexts();
        this.known = info.columns(ColumnRole.KNOWN_FUTURE);
        this.kept = KeptRows.restore(in);
        this.lastTime = in.getLong();
        this.futureTo = in.getLong();
        try {
            for (FallbackMember member : members.list()) {
                feeds.add(new MemberFeed(member, in));
            }
        } catch (RuntimeException e) {
            feeds.forEach(MemberFeed::close);
            throw e;
        }
    }

    private void requireFuture(TimeSeries rows) {
        if (rows.length() > 0) {
            KnownFuture.requireRows(known, rows, Math.max(lastTime, futureTo));
            futureTo = rows.timestamp(rows.length() - 1);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public void append(long epochMillis, double[] values) {
        requireOpen();
        // checked before any member sees the row, so that no member counts as failed or loses a row
        PredictionSession.requireRow(columns, lastTime, epochMillis, values);
        for (int i = 0; i < feeds.size(); i++) {
            feeds.get(i).append(epochMillis, values);
        }
        kept.add(epochMillis, values);
        lastTime = epochMillis;
    }

    @Override
    public TimeSeries history() {
        requireOpen();
        return kept.history();
    }

    @Override
    public void keepRows(int rows) {
        requireOpen();
        kept.keep(rows);
    }

    @Override
    public void extendFuture(TimeSeries published) {
        requireOpen();
        TimeSeries rows = published.asOf(Instant.ofEpochMilli(lastTime));
        requireFuture(rows);
        if (rows.length() > 0) {
            feeds.forEach(feed -> feed.extendFuture(rows));
        }
    }

    @Override
    public void replaceFuture(TimeSeries published) {
        requireOpen();
        TimeSeries rows = published.asOf(Instant.ofEpochMilli(lastTime));
        KnownFuture.requireRows(known, rows, lastTime);
        futureTo = rows.length() > 0 ? rows.timestamp(rows.length() - 1) : lastTime;
        feeds.forEach(feed -> feed.replaceFuture(rows));
    }

    /**
     * Forecasts the steps after the last row.
     *
     * @return the forecast of the first member that answers; if that is not the primary, its status is FALLBACK and its
     *     reasons are those of the members before it, followed by its name
     * @throws InvalidSeriesException if no member answers because the series is invalid
     * @throws io.forecastj.ForecastException if no member answers; the message has each member's reason
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    @Override
    public Forecast forecast() {
        begin();
        for (int i = 0; i < feeds.size(); i++) {
            try {
                Forecast answer = feeds.get(i).forecast();
                answered = i;
                return Forecasts.by(info, answer, reasons());
            } catch (NoAnswer e) {
                members.requireOpen(); // a closed predictor is the reason for a missing answer, so throw that
                unanswered.add(e);
            }
        }
        throw members.nobody(unanswered);
    }

    /**
     * Writes the points of the first member that answers. Allocates nothing if the primary answers and is evaluated in
     * Java, there is no deadline, and degraded forecasts are not refused (that check needs a whole forecast, since
     * points have no status).
     *
     * @param out takes {@code targets x horizon} values in the layout {@code [target][step]}; NaN for a classification
     *     target
     * @throws IllegalArgumentException if {@code out} has another length
     * @throws InvalidSeriesException if no member answers because the series is invalid
     * @throws io.forecastj.ForecastException if no member answers; the message has each member's reason
     * @throws PredictorClosedException if the session or its predictor is closed
     */
    @Override
    public void forecastInto(double[] out) {
        begin();
        int expected = info.targets().size() * info.horizon();
        if (out.length != expected) {
            throw new IllegalArgumentException("the output has " + out.length + " places; expected " + expected + ", "
                    + info.targets().size() + " targets x "
                    + info.horizon() + " steps");
        }
        for (int i = 0; i < feeds.size(); i++) {
            try {
                feeds.get(i).forecastInto(out);
                answered = i;
                return;
            } catch (NoAnswer e) {
                members.requireOpen(); // a closed predictor is the reason for a missing answer, so throw that
                unanswered.add(e);
            }
        }
        throw members.nobody(unanswered);
    }

    /**
     * Creates a snapshot of this session: a snapshot of each member's session, and the rows that the member has not
     * taken yet.
     *
     * <p>With a deadline a late call may still run. This method waits for its end, for each member at most the
     * deadline. A call that has not begun is cancelled, and its rows wait again. So no row is lost. A member that
     * has not been called yet has no session; the whole history is written for it. Circuit breakers belong to the
     * predictor and are not part of a session.
     *
     * @return the snapshot, a new array; bound to the models of all members and to this version of the library
     * @throws io.forecastj.ForecastException if a late call to a member has not ended by the deadline; the session is
     *     unchanged, and a later call may succeed
     * @throws PredictorClosedException if the session, its predictor or a member is closed
     */
    @Override
    public byte[] snapshot() {
        requireOpen();
        return Snapshots.write(members.modelHash(), out -> {
            out.putTexts(columns);
            kept.save(out);
            out.putLong(lastTime);
            out.putLong(futureTo);
            feeds.forEach(feed -> feed.save(out));
        });
    }

    private void begin() {
        requireOpen();
        unanswered.clear();
        answered = -1;
    }

    /**
     * Returns the index of the member that gave the last answer, of {@link #forecast} or {@link #forecastInto}.
     *
     * @return the index, 0 for the primary; -1 before the first call or if no member answered
     */
    public int answeredBy() {
        return answered;
    }

    /**
     * Returns the reasons of the members that did not answer the last call.
     *
     * @return one sentence for each such member, in order; empty if the primary answered, or before the first call
     */
    public List<String> reasons() {
        return members.reasons(unanswered);
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the session of '" + info.name() + "' is closed");
        }
        members.requireOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            feeds.forEach(MemberFeed::close);
        }
    }

    @Override
    public String toString() {
        return "session of '" + info.name() + "' at " + Instant.ofEpochMilli(lastTime);
    }
}
