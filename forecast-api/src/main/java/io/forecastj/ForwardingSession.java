package io.forecastj;

import java.util.List;
import java.util.Objects;

/**
 * Session that hands every call to another one. Wrappers, such as {@code ReloadingPredictor.Builder.wrap} takes,
 * override those of its methods that they change.
 *
 * <p>For one thread, as every session. The two other ways to append a row lead to {@link #append(long, double[])} of
 * this session, so a wrapper overrides that one. It overrides the others too if the session behind is to see rows that
 * they refuse: those without a value for each column, or with a time that milliseconds cannot hold.
 */
public abstract class ForwardingSession implements PredictionSession {
    private final PredictionSession session;

    /**
     * Creates a session in front of another one.
     *
     * @param session the other session, which {@link #close} closes
     */
    protected ForwardingSession(PredictionSession session) {
        this.session = Objects.requireNonNull(session, "session");
    }

    /** {@return the other session} */
    protected final PredictionSession session() {
        return session;
    }

    @Override
    public List<String> columns() {
        return session.columns();
    }

    @Override
    public void append(long epochMillis, double[] values) {
        session.append(epochMillis, values);
    }

    @Override
    public TimeSeries history() {
        return session.history();
    }

    @Override
    public void keepRows(int rows) {
        session.keepRows(rows);
    }

    @Override
    public void extendFuture(TimeSeries rows) {
        session.extendFuture(rows);
    }

    @Override
    public void replaceFuture(TimeSeries rows) {
        session.replaceFuture(rows);
    }

    @Override
    public Forecast forecast() {
        return session.forecast();
    }

    @Override
    public void forecastInto(double[] out) {
        session.forecastInto(out);
    }

    @Override
    public byte[] snapshot() {
        return session.snapshot();
    }

    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
