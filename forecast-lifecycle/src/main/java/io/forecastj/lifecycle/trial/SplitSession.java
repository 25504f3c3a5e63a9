package io.forecastj.lifecycle.trial;

import io.forecastj.Forecast;
import io.forecastj.KeptRows;
import io.forecastj.KnownFuture;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.Snapshots;
import io.forecastj.StateReader;
import io.forecastj.TimeSeries;
import java.util.List;

/**
 * A session of a {@link SplitPredictor}: one of the arm that serves the series' key.
 *
 * <p>For one thread. The arm is chosen when the session is opened and never changes. {@link #forecastInto} is not
 * recorded and allocates only what the arm's session does.
 */
public final class SplitSession implements PredictionSession {
    private final SplitPredictor split;
    private final Arm arm;
    private final PredictionSession session;
    private final KeptRows kept;
    private long lastTime;
    private long futureTo;
    private boolean closed;

    SplitSession(SplitPredictor split, Arm arm, TimeSeries history, TimeSeries future) {
        this.split = split;
        this.arm = arm;
        this.session = arm.open(history, future);
        session.keepRows(0); // kept here, since this predictor may require more rows than the arm
        this.kept = new KeptRows(history, split.info().requiredHistory());
        this.lastTime = history.timestamp(history.length() - 1);
        this.futureTo = future.length() > 0 ? future.timestamp(future.length() - 1) : lastTime;
    }

    SplitSession(SplitPredictor split, Arm arm, StateReader in) {
        this.split = split;
        this.arm = arm;
        this.kept = KeptRows.restore(in);
        this.lastTime = in.getLong();
        this.futureTo = in.getLong();
        this.session = arm.predictor().restore(in.getBytes());
    }

    /** {@return the name of the arm} */
    public String arm() {
        return arm.name();
    }

    @Override
    public List<String> columns() {
        return session.columns();
    }

    @Override
    public void append(long epochMillis, double[] values) {
        requireOpen();
        session.append(epochMillis, values);
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
    public void extendFuture(TimeSeries rows) {
        requireOpen();
        if (rows.length() > 0) {
            KnownFuture.requireRows(split.knownFuture(), rows, Math.max(lastTime, futureTo));
            if (arm.takesFuture()) {
                session.extendFuture(rows);
            }
            futureTo = rows.timestamp(rows.length() - 1);
        }
    }

    @Override
    public void replaceFuture(TimeSeries rows) {
        requireOpen();
        KnownFuture.requireRows(split.knownFuture(), rows, lastTime);
        if (arm.takesFuture()) {
            session.replaceFuture(rows);
        }
        futureTo = rows.length() > 0 ? rows.timestamp(rows.length() - 1) : lastTime;
    }

    @Override
    public Forecast forecast() {
        requireOpen();
        Forecast forecast = session.forecast();
        split.record(arm, forecast);
        return SplitRelabel.by(split.info(), forecast);
    }

    @Override
    public void forecastInto(double[] out) {
        requireOpen();
        session.forecastInto(out);
    }

    @Override
    public byte[] snapshot() {
        requireOpen();
        return Snapshots.write(split.modelHash(), out -> {
            out.putInt(split.indexOf(arm));
            kept.save(out);
            out.putLong(lastTime);
            out.putLong(futureTo);
            out.putBytes(session.snapshot());
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the session of '" + split.info().name() + "' is closed");
        }
        split.requireOpen();
    }

    @Override
    public void close() {
        closed = true;
        session.close();
    }

    @Override
    public String toString() {
        return "session of arm '" + arm.name() + "' in " + split;
    }
}
