package io.forecastj.lifecycle.serving;

import io.forecastj.ColumnRole;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredModel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Opens sessions from snapshots, given ones and those in the store. Immutable and thread-safe. */
final class SavedSessions {
    /** The part of a snapshot with the hash of its model, and some more. */
    private static final int HEADER = 256;

    private final StoredModel model;
    private final ServedVersions versions;
    private final ServingSettings settings;

    SavedSessions(StoredModel model, ServedVersions versions, ServingSettings settings) {
        this.model = model;
        this.versions = versions;
        this.settings = settings;
    }

    /** Opens a session from the snapshot with a key if there is one for the model that serves, else from a history. */
    ReloadingSession open(String key, TimeSeries history, TimeSeries future) {
        String reason;
        ServedVersion version = versions.acquire();
        boolean taken = false;
        try {
            Optional<byte[]> snapshot = model.snapshot(version.version(), key);
            if (snapshot.isPresent()) {
                ReloadingSession session = continued(version, snapshot.get(), history, future);
                taken = true;
                return session;
            }
            reason = "no snapshot of a session of the model of " + version + " is saved under '" + key + "'";
        } catch (SnapshotException | InvalidSeriesException e) {
            reason = String.valueOf(e.getMessage());
        } finally {
            if (!taken) {
                versions.release(version);
            }
        }
        return ReloadingSession.open(versions, settings, history, future, reason);
    }

    private ReloadingSession continued(
            ServedVersion version, byte[] snapshot, TimeSeries published, TimeSeries publishedFuture) {
        TimeSeries history = PredictionSession.knownAtEnd(published, published);
        TimeSeries future = PredictionSession.knownAtEnd(publishedFuture, published);
        PredictionSession inner = version.predictor().restore(snapshot);
        try {
            TimeSeries kept = inner.history();
            TimeSeries later = later(inner.columns(), kept, history);
            TimeSeries all = kept.concat(later);
            long end = all.timestamp(all.length() - 1);
            TimeSeries ahead = FutureRows.after(future, end);
            FutureRows known = new FutureRows(settings.agreement().knownFuture(), false);
            List<String> names = version.predictor().info().columns(ColumnRole.KNOWN_FUTURE);
            if (ahead.length() > 0 && !names.isEmpty()) {
                String[] columns = names.toArray(String[]::new);
                // each later row is known ahead of time at the rows before it, as in a session that was open then
                inner.replaceFuture(later.select(columns).concat(ahead.select(columns)));
                known.replace(ahead);
            }
            double[] row = new double[later.columns().size()];
            for (int i = 0; i < later.length(); i++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = later.value(i, c);
                }
                inner.append(later.timestamp(i), row);
            }
            boolean longer = history.length() > all.length() && history.timestamp(history.length() - 1) == end;
            return ReloadingSession.restored(
                    versions, settings, version, inner, longer ? history : all, known, later.length());
        } catch (Throwable e) {
            inner.close();
            throw e;
        }
    }

    /** Returns the rows of a history after those of a session, or throws if some between them may be absent. */
    private static TimeSeries later(List<String> columns, TimeSeries kept, TimeSeries history) {
        if (!history.columns().equals(columns)) {
            throw new SnapshotException("the snapshot is of a session with the columns " + columns
                    + ", but the history has " + history.columns());
        }
        if (kept.length() == 0) {
            throw new SnapshotException("the snapshot has no rows, so it is unknown which ones of the history are"
                    + " later; do not set keepRows(0)");
        }
        long last = kept.timestamp(kept.length() - 1);
        TimeSeries later = FutureRows.after(history, last);
        int before = history.length() - later.length() - 1;
        if (later.length() > 0 && (before < 0 || history.timestamp(before) != last)) {
            throw new SnapshotException("the history has no row at " + kept.time(kept.length() - 1)
                    + ", the last one of the snapshot, so rows between them may be absent; pass a longer history");
        }
        return later;
    }

    /** Restores a session with the version that serves. */
    ReloadingSession restore(byte[] snapshot) {
        ServedVersion version = versions.acquire();
        try {
            PredictionSession inner = version.predictor().restore(snapshot);
            return ReloadingSession.restored(
                    versions,
                    settings,
                    version,
                    inner,
                    inner.history(),
                    new FutureRows(settings.agreement().knownFuture(), false),
                    0);
        } catch (SnapshotException e) {
            versions.release(version);
            throw ofOtherVersion(version, snapshot, e);
        } catch (Throwable e) {
            versions.release(version);
            throw e;
        }
    }

    /** Returns an exception that names the version of a snapshot if that one is still in the store. */
    private SnapshotException ofOtherVersion(ServedVersion serving, byte[] snapshot, SnapshotException refusal) {
        String header = HexFormat.of().formatHex(Arrays.copyOf(snapshot, Math.min(HEADER, snapshot.length)));
        if (header.contains(serving.version().modelHash())) {
            return refusal;
        }
        try {
            for (ModelVersion version : model.versions()) {
                if (header.contains(version.modelHash())) {
                    return new SnapshotException(
                            "expected a snapshot of a session of " + serving + ", found one of version "
                                    + version.number() + ". Restore it with that version, from StoredModel.load, or"
                                    + " open a session from history instead",
                            refusal);
                }
            }
        } catch (StoreException e) {
            refusal.addSuppressed(e);
        }
        return refusal;
    }
}
