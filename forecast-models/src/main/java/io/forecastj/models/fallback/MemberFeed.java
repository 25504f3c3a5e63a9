package io.forecastj.models.fallback;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.fallback.CircuitBreaker.Pass;
import io.forecastj.models.internal.ForecastCopy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One member's session inside a fallback session, and the rows that it has not taken yet.
 *
 * <p>For the thread of the outer session. Without a deadline the member takes rows at once. With a deadline they wait,
 * and the next call to the member takes them first, on its own thread. While a call runs, the member's session belongs
 * to that thread; it is free again when {@link DeadlineCalls.Call#ended} returns true.
 */
final class MemberFeed implements AutoCloseable {
    /** Number of waiting rows after which a member takes them without a forecast. */
    private static final int BATCH = 1_024;

    /** Maximum number of waiting rows, so that a hung member does not fill the memory. */
    private static final int MOST_WAITING = 65_536;

    private static final double[] NO_ROW = {};

    private final FallbackMember member;
    private final TimeSeries history;
    private final TimeSeries future;
    private final boolean takesFuture;
    private final int[] positions;
    private List<Event> waiting = new ArrayList<>();
    private @Nullable PredictionSession session;
    private String dropped = "";
    private DeadlineCalls.@Nullable Call<?> running;
    private List<Event> lent = List.of();

    MemberFeed(FallbackMember member, TimeSeries history, TimeSeries future) {
        PredictorInfo info = member.predictor.info();
        this.member = member;
        this.history = history;
        this.takesFuture = !info.columns(ColumnRole.KNOWN_FUTURE).isEmpty();
        this.future = takesFuture ? future : TimeSeries.empty();
        this.positions = positions(info);
        if (history.length() < info.requiredHistory()) {
            dropped = "it needs a history of " + info.requiredHistory() + " rows and the session was opened on "
                    + history.length() + "; a session that is opened later will have it";
        } else if (member.calls == null && member.called()) {
            openNow();
        }
    }

    /** Restores the state that {@link #save} has written. */
    MemberFeed(FallbackMember member, StateReader in) {
        PredictorInfo info = member.predictor.info();
        this.member = member;
        this.takesFuture = !info.columns(ColumnRole.KNOWN_FUTURE).isEmpty();
        this.positions = positions(info);
        this.dropped = in.getText();
        boolean open = dropped.isEmpty() && in.getBoolean();
        boolean unopened = dropped.isEmpty() && !open;
        this.session = open ? member.predictor.restore(in.getBytes()) : null;
        this.history = unopened ? in.getSeries() : TimeSeries.empty();
        this.future = unopened ? in.getSeries() : TimeSeries.empty();
        try {
            int count = dropped.isEmpty() ? in.getInt(0, Integer.MAX_VALUE) : 0;
            for (int i = 0; i < count; i++) {
                waiting.add(Event.read(in));
            }
        } catch (RuntimeException e) {
            closeSession();
            throw e;
        }
    }

    /** Writes the member's session and the rows that it has not taken; for a member that has left, only the reason. */
    void save(StateWriter out) {
        comeToRest();
        PredictionSession open = session;
        out.putText(dropped);
        if (!dropped.isEmpty()) {
            return;
        }
        out.putBoolean(open != null);
        if (open != null) {
            out.putBytes(open.snapshot());
        } else {
            out.putSeries(history);
            out.putSeries(future);
        }
        out.putInt(waiting.size());
        waiting.forEach(event -> event.write(out));
    }

    /** Takes the member's session back from the thread of a call. */
    private void comeToRest() {
        DeadlineCalls.Call<?> call = running;
        DeadlineCalls calls = member.calls;
        if (call == null || calls == null) {
            return;
        }
        if (call.giveUp()) {
            takeBack();
            return;
        }
        try {
            call.awaitEnd(System.nanoTime() + calls.deadlineNanos());
        } catch (NoAnswer e) {
            throw new ForecastException("there is no snapshot while a call to '" + member.name() + "' runs: "
                    + e.reason() + ". Try again later, or open a session from history instead");
        }
        settle();
    }

    /** Returns the positions of the forecast steps' points in {@code [target][step]}. */
    private static int[] positions(PredictorInfo info) {
        return IntStream.range(0, info.targets().size())
                .flatMap(target -> info.steps().stream().mapToInt(step -> target * info.horizon() + step - 1))
                .toArray();
    }

    /** Opens the member's session at once; after a failure, the next forecast tries again. */
    private void openNow() {
        Pass pass;
        try {
            pass = member.enter();
        } catch (NoAnswer e) {
            return; // another thread's failure has opened the breaker since
        }
        try {
            catchUp(List.of());
            member.neutral(pass); // opening a session does not prove that the member can forecast
        } catch (RuntimeException | Error e) {
            dropIfAtFault(member.ended(pass, e));
        }
    }

    /** Drops a member that rejects the history, since it would reject it each time. */
    private void dropIfAtFault(NoAnswer why) {
        if (session == null && why.thrown != null && !why.counts) {
            drop("it does not take the history: " + why.reason());
        }
    }

    void append(long time, double[] row) {
        if (!dropped.isEmpty()) {
            return;
        }
        if (member.calls == null && session != null) {
            take(time, row, null, false);
        } else {
            hold(new Event(time, row.clone(), null, false));
        }
    }

    void extendFuture(TimeSeries rows) {
        takeFuture(rows.timestamp(0), rows, false);
    }

    void replaceFuture(TimeSeries rows) {
        takeFuture(rows.length() == 0 ? Long.MIN_VALUE : rows.timestamp(0), rows, true);
    }

    private void takeFuture(long time, TimeSeries rows, boolean replaces) {
        if (!dropped.isEmpty() || !takesFuture) {
            return;
        }
        if (member.calls == null && session != null) {
            take(time, NO_ROW, rows, replaces);
        } else {
            hold(new Event(time, NO_ROW, rows, replaces));
        }
    }

    /** Gives a row, or known-future rows, to the open session on this thread. */
    private void take(long time, double[] row, @Nullable TimeSeries future, boolean replaces) {
        try {
            give(Objects.requireNonNull(session), time, row, future, replaces);
        } catch (PredictorClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            member.failedOnRow(e);
        }
    }

    private void give(PredictionSession open, long time, double[] row, @Nullable TimeSeries future, boolean replaces) {
        try {
            if (future == null) {
                open.append(time, row);
            } else if (replaces) {
                open.replaceFuture(future);
            } else {
                open.extendFuture(future);
            }
        } catch (PredictorClosedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // also after an error: otherwise the next forecast would lack the row
            dropped = "it failed on the row at " + Instant.ofEpochMilli(time) + " and has left this session: "
                    + (e instanceof RuntimeException thrown
                            ? member.threw(thrown).reason()
                            : e);
            throw e;
        }
    }

    private void hold(Event event) {
        if (waiting.size() >= MOST_WAITING) {
            drop("it is " + MOST_WAITING + " rows behind; a session that is opened later will have it");
            return;
        }
        waiting.add(event);
        DeadlineCalls calls = member.calls;
        if (calls != null && waiting.size() % BATCH == 0 && !busy() && member.called()) {
            try {
                if (running != null) {
                    settle();
                }
                if (dropped.isEmpty()) {
                    start(calls, open -> open);
                }
            } catch (NoAnswer e) {
                // no thread is free: the member catches up when one is
            }
        }
    }

    /** Returns the member's forecast. */
    Forecast forecast() {
        Pass pass = begin();
        try {
            Forecast answer = call(PredictionSession::forecast);
            member.requireAnswer(answer);
            member.succeeded(pass);
            return answer;
        } catch (RuntimeException | Error e) {
            throw ended(pass, e);
        }
    }

    /** Writes the member's points; without a deadline it allocates only what the member allocates. */
    void forecastInto(double[] out) {
        if (member.refusesDoubtful) {
            double[] points = ForecastCopy.points(forecast()); // points have no status, so a whole forecast is needed
            System.arraycopy(points, 0, out, 0, out.length);
            return;
        }
        Pass pass = begin();
        try {
            PredictionSession open = session;
            if (member.calls == null && open != null) {
                open.forecastInto(out);
            } else {
                // a separate array: a late call must not write into the caller's
                double[] points = call(one -> {
                    double[] own = new double[out.length];
                    one.forecastInto(own);
                    return own;
                });
                System.arraycopy(points, 0, out, 0, out.length);
            }
            if (!whole(out)) {
                // classes or a refusal: the whole forecast shows which
                member.requireAnswer(call(PredictionSession::forecast));
            }
            member.succeeded(pass);
        } catch (RuntimeException | Error e) {
            throw ended(pass, e);
        }
    }

    private boolean whole(double[] points) {
        for (int at : positions) {
            if (!Double.isFinite(points[at])) {
                return false;
            }
        }
        return true;
    }

    private Pass begin() {
        if (!dropped.isEmpty()) {
            throw NoAnswer.other(dropped);
        }
        return member.enter();
    }

    private NoAnswer ended(Pass pass, Throwable thrown) {
        NoAnswer why = member.ended(pass, thrown);
        if (!busy()) {
            dropIfAtFault(why);
        }
        return why;
    }

    private <T> T call(Function<PredictionSession, T> work) {
        DeadlineCalls calls = member.calls;
        if (calls == null) {
            try {
                return work.apply(catchUp(waiting));
            } finally {
                if (session != null) {
                    waiting = new ArrayList<>(0); // the member has taken them
                }
            }
        }
        long until = System.nanoTime() + calls.deadlineNanos();
        DeadlineCalls.Call<?> earlier = running;
        if (earlier != null) {
            earlier.awaitEnd(until);
            settle();
        }
        if (!dropped.isEmpty()) {
            throw NoAnswer.other(dropped);
        }
        DeadlineCalls.Call<T> call = start(calls, work);
        try {
            return call.await(until);
        } finally {
            if (call.giveUp()) {
                takeBack();
            } else if (call.ended()) {
                settle();
            }
        }
    }

    private <T> DeadlineCalls.Call<T> start(DeadlineCalls calls, Function<PredictionSession, T> work) {
        List<Event> batch = waiting;
        DeadlineCalls.Call<T> call = calls.start(() -> work.apply(catchUp(batch)));
        running = call;
        lent = batch;
        waiting = new ArrayList<>();
        return call;
    }

    /** Records that the last call has ended: its rows wait again if it could not open the session. */
    private void settle() {
        if (session == null && dropped.isEmpty()) {
            takeBack();
        }
        running = null;
        lent = List.of();
    }

    private void takeBack() {
        lent.addAll(waiting);
        waiting = lent;
        running = null;
        lent = List.of();
    }

    private boolean busy() {
        DeadlineCalls.Call<?> call = running;
        return call != null && !call.ended();
    }

    /** Opens the session if necessary and gives it the waiting rows. Runs on the thread of the call. */
    private PredictionSession catchUp(List<Event> batch) {
        PredictionSession open = session;
        if (open == null) {
            open = member.predictor.openSession(history, future);
            session = open;
            open.keepRows(0); // the outer session keeps them
        }
        for (Event event : batch) {
            give(open, event.time(), event.row(), event.future(), event.replaces());
        }
        return open;
    }

    private void drop(String why) {
        dropped = why;
        waiting = new ArrayList<>(0);
    }

    @Override
    public void close() {
        DeadlineCalls.Call<?> call = running;
        if (call == null || call.giveUp()) {
            closeSession();
        } else {
            call.afterwards(this::closeSession);
        }
    }

    private void closeSession() {
        PredictionSession open = session;
        if (open != null) {
            open.close();
        }
    }
}
