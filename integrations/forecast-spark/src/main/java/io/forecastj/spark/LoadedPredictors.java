package io.forecastj.spark;

import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The predictors of this JVM by the hash of their model, shared by its tasks. Those that no task uses stay loaded, up
 * to a number, so that the next task finds them. Thread-safe.
 */
final class LoadedPredictors {
    /** The number of predictors without a task that stay loaded. */
    private static final int KEPT = 4;

    private static final Map<String, Loaded> BY_HASH = new LinkedHashMap<>();

    private LoadedPredictors() {}

    /** A predictor and the number of tasks that use it. */
    private static final class Loaded {
        private final Predictor predictor;
        private int tasks;

        Loaded(Predictor predictor) {
            this.predictor = predictor;
        }
    }

    /**
     * Returns a predictor for the running task; it must not be closed.
     *
     * @throws ModelIntegrityException if the archive has a model of another hash
     */
    static Predictor forTask(String hash, Supplier<byte[]> archive) {
        TaskContext task = TaskContext.get();
        // loading under the lock: the other tasks of this JVM wait for the same model
        synchronized (BY_HASH) {
            Loaded loaded = BY_HASH.remove(hash);
            if (loaded == null) {
                loaded = new Loaded(load(hash, archive.get()));
            }
            BY_HASH.put(hash, loaded);
            if (task != null) {
                loaded.tasks++;
                task.addTaskCompletionListener((TaskCompletionListener) ended -> release(hash));
            }
            return loaded.predictor;
        }
    }

    private static Predictor load(String hash, byte[] archive) {
        Predictor predictor = Predictors.loadZip(new ByteArrayInputStream(archive));
        if (!predictor.modelHash().equals(hash)) {
            String found = predictor.modelHash();
            predictor.close();
            throw new ModelIntegrityException("expected a model with the hash " + hash + ", found " + found
                    + "; the driver and this executor may have different versions of the library");
        }
        return predictor;
    }

    private static void release(String hash) {
        synchronized (BY_HASH) {
            Loaded loaded = BY_HASH.get(hash);
            if (loaded != null) {
                loaded.tasks--;
            }
            // the least recently used first
            var each = BY_HASH.values().iterator();
            while (BY_HASH.size() > KEPT && each.hasNext()) {
                Loaded one = each.next();
                if (one.tasks == 0) {
                    one.predictor.close();
                    each.remove();
                }
            }
        }
    }

    /** The number of predictors that are loaded. */
    static int size() {
        synchronized (BY_HASH) {
            return BY_HASH.size();
        }
    }
}
