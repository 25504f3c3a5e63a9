package io.forecastj.streams;

import io.forecastj.ColumnRole;
import io.forecastj.MessageText;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open versions that the tasks of one application share. A version is loaded by the first task that uses it and
 * closed after the last one.
 *
 * <p>Thread-safe.
 */
final class StreamModels {
    private final StreamModelSource source;
    /** Guarded by this. */
    private final Map<Integer, Counted> open = new HashMap<>();

    private static final class Counted {
        final OpenModel model;
        int users;

        Counted(OpenModel model) {
            this.model = model;
        }
    }

    StreamModels(StreamModelSource source) {
        this.source = source;
    }

    int first() {
        return source.first();
    }

    /** The state with which a task begins. */
    TaskState begin() {
        return new TaskState(source.first(), SeriesLayout.of(source.firstInfo()));
    }

    /** Returns a version, with the caller as a user, who releases it. */
    synchronized OpenModel acquire(int number) {
        Counted counted = open.get(number);
        if (counted == null) {
            counted = new Counted(new OpenModel(number, source.load(number)));
            open.put(number, counted);
        }
        counted.users++;
        return counted.model;
    }

    synchronized void release(OpenModel model) {
        Counted counted = open.get(model.number());
        if (counted != null && --counted.users == 0) {
            open.remove(model.number());
            source.close(model.predictor());
        }
    }

    /** Throws if a model needs what the stream does not supply. */
    static void requireFit(PredictorInfo info, StreamSettings settings) {
        List<String> columns = settings.columns();
        int keptRows = settings.keptRows();
        List<String> ahead = info.columns(ColumnRole.KNOWN_FUTURE);
        if (!ahead.isEmpty()) {
            throw new ModelLoadException("'" + info.name() + "' needs the known-future columns "
                    + MessageText.list(ahead) + ", which rows of a stream do not bring. Make calendar columns features"
                    + " of the model, or forecast with PredictionSession");
        }
        List<String> missing = new ArrayList<>(info.rowColumns());
        missing.removeAll(columns);
        if (!missing.isEmpty()) {
            throw new ModelLoadException("'" + info.name() + "' needs the columns " + MessageText.list(missing)
                    + ", which are not among those of the rows, " + MessageText.list(columns)
                    + ". Name all by columns(...)");
        }
        if (info.requiredHistory() > keptRows) {
            throw new ModelLoadException("'" + info.name() + "' needs a history of " + info.requiredHistory()
                    + " rows, and only " + keptRows + " are kept of a series. Set keptRows(...) to more");
        }
    }
}
