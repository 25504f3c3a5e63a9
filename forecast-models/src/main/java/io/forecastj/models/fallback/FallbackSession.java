package io.forecastj.models.fallback;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.InvalidSeriesException;
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
 * A session of a {@link FallbackPredictor}: feeds every row to a session of each member, and gives the forecast of the
 * first one that answers.
 *
 * <p>For one thread. The rules are those of {@link PredictionSession}. A member that fails on a row has missed it and
 * leaves this session for good; the reasons of later forecasts say so. A member whose forecast fails is asked again next
 * time. A member whose breaker is open is not asked, but is still given the rows, so that it can answer when it is well.
 *
 * <p>{@link #forecastInto} gives points of whichever member answers and cannot say which: {@link #answeredBy} and {@link
 * #reasons} do, for the call before.
 */
public final class FallbackSession implements PredictionSession {
    private final PredictorInfo info;
    private final FallbackMembers members;
    private final List<String> columns;
    private final List<String> known;
    private final List<MemberFeed> feeds = new ArrayList<>();
    private final List<NoAnswer> unanswered = new ArrayList<>();
    private long lastTime;
    private long futureTo;
    private int answered = -1;
    private boolean closed;

    FallbackSession(PredictorInfo info, FallbackMembers members, TimeSeries history, TimeSeries future) {
        this.info = info;
        this.members = members;
        this.columns = history.columns();
        this.known = info.columns(ColumnRole.KNOWN_FUTURE);
        info.requireHistory(history);
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
        // before any member sees it, so that none is blamed for it or loses a row
        PredictionSession.requireRow(columns, lastTime, epochMillis, values);
        for (int i = 0; i < feeds.size(); i++) {
            feeds.get(i).append(epochMillis, values);
        }
        lastTime = epochMillis;
    }

    @Override
    public void extendFuture(TimeSeries rows) {
        requireOpen();
        requireFuture(rows);
        if (rows.length() > 0) {
            feeds.forEach(feed -> feed.extendFuture(rows));
        }
    }

    /**
     * Forecasts the steps after the last row.
     *
     * @return the forecast of the first member that answers; if that is not the primary, its status is FALLBACK and its
     *     reasons say why those before did not answer, and who did
     * @throws InvalidSeriesException if that is why no member answers
     * @throws io.forecastj.ForecastException if no member answers; the message has each one's reason
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
                members.requireOpen(); // or closing is why there is none
                unanswered.add(e);
            }
        }
        throw members.nobody(unanswered);
    }

    /**
     * Writes the points of the first member that answers. Allocates nothing if that is the primary, is evaluated in Java
     * and there is no deadline, and if degraded forecasts are not refused, since points alone have no status.
     *
     * @param out takes {@code targets x horizon} values, laid out {@code [target][step]}; NaN for a classification
     *     target
     * @throws IllegalArgumentException if {@code out} has another length
     * @throws InvalidSeriesException if that is why no member answers
     * @throws io.forecastj.ForecastException if no member answers; the message has each one's reason
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
                members.requireOpen(); // or closing is why there is none
                unanswered.add(e);
            }
        }
        throw members.nobody(unanswered);
    }

    /**
     * Makes a snapshot of this session: a snapshot of each member's session, and the rows that the member has not
     * taken yet. With a deadline, a call to a member that was late and still runs is waited for, until the deadline
     * once more; a call that has not begun is taken back, and its rows wait again. So no row is lost. A member that
     * has not been asked yet has no session, and the whole history is written for it. Circuit breakers belong to the
     * predictor and are not part of a session.
     *
     * @return the snapshot, a new array; bound to the models of all members and to this version of the library
     * @throws io.forecastj.ForecastException if a late call to a member has not ended by the deadline; the session is
     *     as it was, and a later call may succeed
     * @throws PredictorClosedException if the session, its predictor or a member is closed
     */
    @Override
    public byte[] snapshot() {
        requireOpen();
        return Snapshots.write(members.modelHash(), out -> {
            out.putTexts(columns);
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
     * Returns which member gave the last answer, of {@link #forecast} or {@link #forecastInto}.
     *
     * @return the member's place, 0 for the primary; -1 if nothing was asked yet or nobody answered
     */
    public int answeredBy() {
        return answered;
    }

    /**
     * Returns why the members before the one that answered did not.
     *
     * @return one sentence for each, in order; empty if the primary answered or nothing was asked yet
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
