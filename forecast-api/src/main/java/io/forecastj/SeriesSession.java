package io.forecastj;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The session of every {@link AbstractPredictor}: maps columns, checks rows, keeps times. */
final class SeriesSession implements PredictionSession {
    private static final KeptRows NO_ROWS = new KeptRows(TimeSeries.empty(), 0);

    private final AbstractPredictor predictor;
    private final PredictorInfo info;
    private final String seriesId;
    private final Map<String, Double> attributes;
    private final @Nullable Sampling sampling;
    private final ZoneId zone;
    private final RowGaps gaps;
    private final SamplingWindow window;
    private final List<String> schema;
    private final int[] map;
    private final double[] row;
    private final double[] points;
    private final KnownFuture future;
    private final SeriesState state;
    private KeptRows kept;
    /**
     * True if {@code points} is the forecast at the present row, so that a wrapper that already has it does not compute
     * it again.
     */
    private boolean written;

    private long lastTime = Long.MIN_VALUE;
    private boolean closed;

    private SeriesSession(
            AbstractPredictor predictor,
            String seriesId,
            List<String> schema,
            Map<String, Double> attributes,
            @Nullable Sampling sampling,
            ZoneId zone,
            KeptRows kept) {
        this.predictor = predictor;
        this.kept = kept;
        this.info = predictor.info();
        this.seriesId = seriesId;
        this.schema = schema;
        this.attributes = attributes;
        this.sampling = sampling;
        this.zone = zone;
        this.gaps = new RowGaps(info.requiredHistory());
        this.window = new SamplingWindow(sampling, zone);
        List<String> rowColumns = info.rowColumns();
        this.map = new int[rowColumns.size()];
        for (int c = 0; c < map.length; c++) {
            map[c] = schema.indexOf(rowColumns.get(c));
        }
        this.row = new double[map.length];
        this.points = new double[info.targets().size() * info.horizon()];
        this.future = new KnownFuture(info.columns(ColumnRole.KNOWN_FUTURE), window, info.horizon());
        this.state = predictor.newState(new SeriesContext(seriesId, attributes, sampling, zone, future));
    }

    /** Opens a session that keeps as many rows as the predictor requires. */
    static SeriesSession open(AbstractPredictor predictor, TimeSeries history, TimeSeries future) {
        return open(predictor, history, future, predictor.info().requiredHistory());
    }

    private static SeriesSession open(
            AbstractPredictor predictor, TimeSeries published, TimeSeries publishedFuture, int keptRows) {
        TimeSeries history = PredictionSession.knownAtEnd(published, published);
        TimeSeries future = PredictionSession.knownAtEnd(publishedFuture, published);
        predictor.info().requireHistory(history);
        Sampling declared = history.declaredSampling();
        SeriesSession session = new SeriesSession(
                predictor,
                history.id(),
                history.columns(),
                history.attributes(),
                declared == null ? predictor.info().sampling() : declared,
                history.zone(),
                new KeptRows(history, keptRows));
        try {
            // At every row the later ones are its known future, as for a session that was open then. So a state that
            // forecasts at past rows (an adaptive one) gets the same values now as it did then.
            if (!session.future.names().isEmpty()) {
                session.future.extend(history, Long.MIN_VALUE);
            }
            if (future.length() > 0) {
                long end = history.length() == 0 ? Long.MIN_VALUE : history.timestamp(history.length() - 1);
                session.future.extend(future, end);
            }
            for (int i = 0; i < history.length(); i++) {
                for (int c = 0; c < session.map.length; c++) {
                    session.row[c] = history.value(i, session.map[c]);
                }
                session.take(history.timestamp(i));
            }
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public byte[] snapshot() {
        requireOpen();
        return Snapshots.write(predictor.modelHash(), out -> {
            out.putText(seriesId);
            out.putTexts(schema);
            SeriesBytes.writeAttributes(attributes, out);
            SeriesBytes.writeSampling(sampling, out);
            out.putText(zone.getId());
            out.putLong(lastTime);
            gaps.save(out);
            future.save(out);
            kept.save(out);
            state.save(out);
        });
    }

    /** Makes the session from its {@link #snapshot}. */
    static SeriesSession restore(AbstractPredictor predictor, StateReader in) {
        SeriesSession session = new SeriesSession(
                predictor,
                in.getText(),
                in.getTexts(),
                SeriesBytes.readAttributes(in),
                SeriesBytes.readSampling(in),
                SeriesBytes.readZone(in),
                NO_ROWS);
        try {
            for (int c = 0; c < session.map.length; c++) {
                if (session.map[c] < 0) {
                    throw new SnapshotException("expected the column '"
                            + session.info.rowColumns().get(c) + "', found " + session.schema + Snapshots.INSTEAD);
                }
            }
            session.lastTime = in.getLong();
            session.gaps.restore(in);
            session.future.restore(in, session.lastTime);
            session.kept = KeptRows.restore(in);
            session.state.restore(in);
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Opens a session on each history and forecasts them together. */
    static List<Forecast> forecastAll(
            AbstractPredictor predictor, List<TimeSeries> histories, List<TimeSeries> futures) {
        List<SeriesSession> sessions = new ArrayList<>();
        try {
            List<SeriesState> states = new ArrayList<>();
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < histories.size(); i++) {
                SeriesSession session = open(predictor, histories.get(i), futures.get(i), 0);
                sessions.add(session);
                session.requireFuture();
                states.add(session.state);
                points.add(session.points);
            }
            predictor.requireOpen();
            predictor.forecastAll(states, points);
            return sessions.stream().map(SeriesSession::complete).toList();
        } finally {
            sessions.forEach(SeriesSession::close);
        }
    }

    @Override
    public List<String> columns() {
        return schema;
    }

    @Override
    public void append(long epochMillis, double[] values) {
        requireOpen();
        PredictionSession.requireRow(schema, lastTime, epochMillis, values);
        for (int c = 0; c < map.length; c++) {
            row[c] = values[map[c]];
        }
        take(epochMillis);
        kept.add(epochMillis, values);
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

    private void take(long time) {
        written = false;
        state.update(time, row);
        if (sampling != null) {
            gaps.add(sampling, time);
        }
        future.advance(time);
        lastTime = time;
    }

    @Override
    public void extendFuture(TimeSeries rows) {
        requireOpen();
        written = false;
        future.extend(rows, lastTime);
    }

    @Override
    public void replaceFuture(TimeSeries rows) {
        requireOpen();
        written = false;
        future.replace(rows, lastTime);
    }

    @Override
    public void forecastInto(double[] out) {
        requireOpen();
        if (out.length != points.length) {
            throw new IllegalArgumentException("the output has " + out.length + " places; expected " + points.length
                    + ", " + info.targets().size() + " targets x " + info.horizon() + " steps");
        }
        write();
        written = true;
        System.arraycopy(points, 0, out, 0, out.length);
    }

    private void write() {
        written = false;
        requireFuture();
        state.forecastInto(points);
    }

    private void requireFuture() {
        future.require(info.horizon(), lastTime);
    }

    @Override
    public Forecast forecast() {
        requireOpen();
        if (!written) {
            write();
        }
        return complete();
    }

    private Forecast complete() {
        Forecast.Builder forecast =
                Forecast.builder(info, seriesId, lastTime, future.times(), future.estimated(), points);
        degrade(forecast, contradiction());
        degrade(forecast, gapReason());
        degrade(forecast, future.misplaced());
        state.complete(forecast, points);
        return forecast.build();
    }

    private static void degrade(Forecast.Builder forecast, String reason) {
        if (!reason.isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, reason);
        }
    }

    private String contradiction() {
        Sampling trained = info.sampling();
        return sampling == null || trained == null || Spacing.alike(sampling, trained)
                ? ""
                : "the history declares " + Spacing.text(sampling) + ", but '" + info.name() + "' was trained on "
                        + Spacing.text(trained) + "; its lags and seasons count rows";
    }

    private String gapReason() {
        RowGaps found = sampling == null ? window.gaps(info.requiredHistory()) : gaps;
        return found.reason(window.get());
    }

    SeriesState state() {
        requireOpen();
        written = false; // the caller may use what the state keeps of its last forecast
        return state;
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the session of '" + info.name() + "' is closed");
        }
        predictor.requireOpen();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            state.close();
        }
    }

    @Override
    public String toString() {
        return "session of '" + info.name() + "' at " + Instant.ofEpochMilli(lastTime) + (closed ? ", closed" : "");
    }
}
