package io.forecastj.streams;

import io.forecastj.Forecast;
import io.forecastj.InvalidSeriesException;
import io.forecastj.KeptRows;
import io.forecastj.PredictionSession;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.streams.StreamForecast.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series of a stream: its session, its last rows as they came, and its forecasts that wait for actual values.
 *
 * <p>Not thread-safe. If a method throws, the series must be dropped and {@linkplain #restore
 * restored} from what {@link #save} wrote before.
 */
final class KeyedSeries {
    private static final int FORMAT = 1;

    private final String key;
    private final StreamSettings settings;
    private final RowFilling filling;
    private final KeptRows rows;
    /** The series without rows. */
    private final TimeSeries shape;

    private final WaitingForecasts waiting;
    private final VersionedSession session;

    /** The number of kept rows. */
    private int count;

    private long lastTime;
    /** The last value of the price that is traded. */
    private double lastPrice;

    private KeyedSeries(
            String key,
            StreamSettings settings,
            KeptRows rows,
            TimeSeries present,
            VersionedSession session,
            WaitingForecasts waiting,
            double lastPrice) {
        this.key = key;
        this.settings = settings;
        this.filling = new RowFilling(settings.gaps(), settings.maxGap());
        this.rows = rows;
        this.shape = present.head(0);
        this.session = session;
        this.waiting = waiting;
        this.count = present.length();
        this.lastTime = count == 0 ? Long.MIN_VALUE : present.timestamp(count - 1);
        this.lastPrice = lastPrice;
    }

    /** Begins a series with the history that is known of it. */
    static KeyedSeries begin(String key, StreamSettings settings, TaskModels models) {
        TimeSeries history = settings.history(key);
        KeptRows rows = new KeptRows(history, settings.keptRows());
        VersionedSession session = new VersionedSession();
        KeyedSeries series = new KeyedSeries(
                key, settings, rows, rows.history(), session, WaitingForecasts.none(), settings.lastPrice(history));
        if (history.length() >= VersionedSession.need(models.current())) {
            // on all of it, of which only the last rows are kept
            session.open(models.current(), () -> series.filling.history(history));
        }
        return series;
    }

    /** Returns a series from what {@link #save} wrote. */
    static KeyedSeries restore(String key, StreamSettings settings, byte[] bytes) {
        StateReader in = new StateReader(bytes);
        int format = in.getInt();
        if (format != FORMAT) {
            throw new SnapshotException("the state of the series is in the format " + format + ", expected " + FORMAT
                    + "; it was written by another version of forecast-streams");
        }
        KeptRows rows = KeptRows.restore(in);
        rows.keep(settings.keptRows());
        TimeSeries present = rows.history();
        if (!present.columns().equals(settings.columns())) {
            throw new SnapshotException("the state of the series has the columns " + present.columns()
                    + ", but the stream has " + settings.columns());
        }
        VersionedSession session = VersionedSession.restore(in);
        double lastPrice = in.getDouble();
        KeyedSeries series =
                new KeyedSeries(key, settings, rows, present, session, WaitingForecasts.restore(in), lastPrice);
        in.requireEnd();
        return series;
    }

    /** Writes all of the series. */
    byte[] save() {
        StateWriter out = new StateWriter();
        out.putInt(FORMAT);
        rows.save(out);
        session.save(out);
        out.putDouble(lastPrice);
        waiting.save(out);
        return out.toBytes();
    }

    /** Takes a row and answers it. */
    StreamForecast take(StreamRow row, TaskModels models) {
        StreamAnswer answer = StreamAnswer.at(row.epochMillis());
        double[] values;
        RowFilling.@Nullable Completed completed = null;
        try {
            values = row.values(settings.columns());
            if (row.epochMillis() > lastTime) {
                completed = filling.complete(row.epochMillis(), values, lastTime, shape, rows::history);
            }
        } catch (IllegalArgumentException | InvalidSeriesException e) {
            return answer.outcome(Outcome.INVALID, StreamAnswer.text(e)).build();
        }
        session.ready(models, count, this::filled, answer);
        if (completed == null) {
            late(row.epochMillis(), values, models, answer);
        } else {
            append(completed, values);
            if (session.get() == null && count >= VersionedSession.need(models.current())) {
                session.open(models.current(), this::filled);
            }
            answer.scores = waiting.score(key, row.epochMillis(), actuals(values), true);
            forecast(models, answer);
        }
        return answer.build();
    }

    private TimeSeries filled() {
        return filling.history(rows.history());
    }

    /** Appends a completed row to the session, and the rows as they came to the kept ones. */
    private void append(RowFilling.Completed completed, double[] values) {
        double[] none = new double[values.length];
        Arrays.fill(none, Double.NaN);
        PredictionSession open = session.get();
        for (int i = 0; i <= completed.absent(); i++) {
            if (open != null) {
                open.append(completed.times()[i], completed.values()[i]);
            }
            rows.add(completed.times()[i], i < completed.absent() ? none : values);
            count = Math.min(count + 1, settings.keptRows());
            waiting.next();
        }
        lastTime = completed.times()[completed.absent()];
        double price = settings.price(values);
        lastPrice = Double.isNaN(price) ? lastPrice : price;
    }

    /** Answers a row that is not after the last one. */
    private void late(long time, double[] values, TaskModels models, StreamAnswer answer) {
        TimeSeries kept = rows.history();
        int at = Arrays.binarySearch(kept.timestamps(), time);
        if (at >= 0 && equal(kept, at, values)) {
            answer.outcome = Outcome.DUPLICATE;
            if (time == lastTime) {
                forecast(models, answer);
            }
            return;
        }
        answer.scores = waiting.score(key, time, actuals(values), false);
        int place = at >= 0 ? at : -at - 1;
        if (settings.late() == LateRows.IGNORE || place == 0 && at < 0) {
            answer.outcome(Outcome.LATE, "the last row is at " + Instant.ofEpochMilli(lastTime));
            return;
        }
        TimeSeries after = kept.slice(at >= 0 ? at + 1 : place, kept.length());
        TimeSeries revised = kept.head(place).append(time, values).concat(after).tail(settings.keptRows());
        if (session.get() != null) {
            try {
                session.reopen(models, filling.history(revised));
            } catch (RuntimeException e) {
                VersionedSession.rethrowIfOfAll(e);
                answer.outcome(Outcome.FAILED, "the row was not taken: " + StreamAnswer.text(e));
                return;
            }
        }
        rows.keep(0);
        rows.keep(settings.keptRows());
        for (int i = 0; i < revised.length(); i++) {
            rows.add(revised.timestamp(i), row(revised, i));
        }
        count = revised.length();
        double price = settings.lastPrice(revised);
        lastPrice = Double.isNaN(price) ? lastPrice : price;
        answer.outcome = Outcome.REVISED;
        forecast(models, answer);
    }

    private static double[] row(TimeSeries series, int row) {
        double[] values = new double[series.columns().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = series.value(row, c);
        }
        return values;
    }

    private static boolean equal(TimeSeries kept, int row, double[] values) {
        return Arrays.equals(row(kept, row), values);
    }

    private WaitingForecast.ActualValues actuals(double[] values) {
        List<String> columns = settings.columns();
        return column -> {
            int at = columns.indexOf(column);
            return at < 0 ? Double.NaN : values[at];
        };
    }

    /** Adds the forecast from the last row to an answer, with its signal. */
    private void forecast(TaskModels models, StreamAnswer answer) {
        PredictionSession open = session.get();
        if (open == null) {
            if (answer.outcome == Outcome.FORECAST && session.failure().isEmpty()) {
                int need = VersionedSession.need(models.current());
                answer.outcome(Outcome.WARMING_UP, count + " of " + need + " rows that the model needs");
            } else if (answer.outcome == Outcome.FORECAST) {
                answer.outcome(
                        Outcome.FAILED, "the row was taken, but no session could be opened: " + session.failure());
            }
            return;
        }
        OpenModel model = session.model(models);
        Forecast forecast;
        try {
            forecast = open.forecast();
            waiting.add(forecast, model.name(), settings.scoredSteps());
        } catch (RuntimeException e) {
            VersionedSession.rethrowIfOfAll(e);
            answer.by(model).outcome(Outcome.FAILED, "the row was taken, but not forecast: " + StreamAnswer.text(e));
            return;
        }
        answer.by(model).forecast = forecast;
        if (settings.signals() != null) {
            try {
                answer.signal = settings.signals().signal(forecast, lastPrice);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                answer.why("no signal: " + StreamAnswer.text(e));
            }
        }
    }

    void close() {
        session.close();
    }
}
