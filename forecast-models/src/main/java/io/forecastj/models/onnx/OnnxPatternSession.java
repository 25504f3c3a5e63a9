package io.forecastj.models.onnx;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.PatternSession;
import java.time.Instant;
import java.util.List;

/** One series' window for {@link OnnxPatterns}. */
final class OnnxPatternSession implements PatternSession {
    private final OnnxPatterns recognizer;
    private final PatternInfo info;
    private final String seriesId;
    private final List<String> schema;
    private final int[] map;
    private final double[] values;
    private final FeatureWindow window;
    private final ModelRow row;
    private final double[] statistics;
    private long lastTime = Long.MIN_VALUE;
    private boolean closed;

    private OnnxPatternSession(OnnxPatterns recognizer, TimeSeries history) {
        this.recognizer = recognizer;
        this.info = recognizer.info();
        this.seriesId = history.id();
        this.schema = history.columns();
        this.map =
                info.columns().stream().mapToInt(name -> index(history, name)).toArray();
        this.values = new double[map.length];
        if (history.length() < info.requiredHistory()) {
            throw new InsufficientHistoryException("'" + info.name() + "' needs a history of at least "
                    + info.requiredHistory() + " rows, found " + history);
        }
        this.window = new FeatureWindow(
                recognizer.model().contract(), recognizer.model().limit(0));
        this.row = recognizer.model().newRow();
        this.statistics =
                new double[recognizer.model().contract().past().scaling().statistics()];
    }

    private int index(TimeSeries history, String name) {
        if (!history.hasColumn(name)) {
            throw new InvalidSeriesException(
                    history + " has no column '" + name + "', which '" + info.name() + "' needs");
        }
        return history.columnIndex(name);
    }

    static OnnxPatternSession open(OnnxPatterns recognizer, TimeSeries published) {
        TimeSeries history = PredictionSession.knownAtEnd(published, published);
        OnnxPatternSession session = new OnnxPatternSession(recognizer, history);
        for (int i = 0; i < history.length(); i++) {
            for (int c = 0; c < session.map.length; c++) {
                session.values[c] = history.value(i, session.map[c]);
            }
            session.take(history.timestamp(i));
        }
        return session;
    }

    @Override
    public List<String> columns() {
        return schema;
    }

    @Override
    public void append(long epochMillis, double[] given) {
        requireOpen();
        PredictionSession.requireRow(schema, lastTime, epochMillis, given);
        for (int c = 0; c < map.length; c++) {
            values[c] = given[map[c]];
        }
        take(epochMillis);
    }

    private void take(long time) {
        window.update(time, values);
        lastTime = time;
    }

    /** Fills the model's inputs. */
    ModelRow prepare() {
        if (!window.whole()) {
            throw new InvalidSeriesException("'" + info.name() + "' cannot recognise patterns at "
                    + Instant.ofEpochMilli(lastTime) + ": " + window.flaw());
        }
        window.write(row.inputs[0], statistics);
        return row;
    }

    /** Returns the recognition from the row's outputs. */
    PatternRecognition answered() {
        double[] probabilities = new double[info.patterns().size()];
        recognizer.decode(row, probabilities);
        return recognizer.answer(seriesId, lastTime, probabilities);
    }

    @Override
    public PatternRecognition recognize() {
        requireOpen();
        recognizer.model().run(prepare());
        return answered();
    }

    @Override
    public void recognizeInto(double[] out) {
        requireOpen();
        if (out.length != info.patterns().size()) {
            throw new IllegalArgumentException("the output has " + out.length + " places; expected "
                    + info.patterns().size() + ", one for each of " + info.patterns());
        }
        recognizer.model().run(prepare());
        recognizer.decode(row, out);
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the session of '" + info.name() + "' is closed");
        }
        recognizer.requireOpen();
    }

    @Override
    public void close() {
        closed = true;
    }
}
