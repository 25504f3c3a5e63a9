package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts of this process by key. Threads that ask for one key at once share one proof.
 *
 * <p>Thread-safe. A proof that ends with an exception leaves no verdict, and the next call tries again.
 */
final class ProofCache {
    private static final int MAX_VERDICTS = 1_000;

    private final Map<String, CompletableFuture<ProofVerdict>> verdicts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<ProofVerdict>> eldest) {
            return size() > MAX_VERDICTS;
        }
    };

    /**
     * Returns the verdict of a key.
     *
     * @param proof finds it, in the calling thread, unless it is known or another thread is finding it
     * @throws ForecastException if the thread is interrupted while another one is finding it
     */
    ProofVerdict get(String key, Supplier<ProofVerdict> proof) {
        while (true) {
            CompletableFuture<ProofVerdict> own = new CompletableFuture<>();
            CompletableFuture<ProofVerdict> known = known(key, own);
            if (known == null) {
                return found(key, own, proof);
            }
            try {
                return known.get();
            } catch (ExecutionException e) {
                // the other thread could not find it, for a reason that may be its own: this one tries
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ForecastException("interrupted while another thread proved the same model", e);
            }
        }
    }

    /** Forgets all verdicts. */
    void clear() {
        synchronized (verdicts) {
            verdicts.clear();
        }
    }

    private @Nullable CompletableFuture<ProofVerdict> known(String key, CompletableFuture<ProofVerdict> own) {
        synchronized (verdicts) {
            return verdicts.putIfAbsent(key, own);
        }
    }

    private ProofVerdict found(String key, CompletableFuture<ProofVerdict> own, Supplier<ProofVerdict> proof) {
        try {
            ProofVerdict verdict = proof.get();
            own.complete(verdict);
            return verdict;
        } catch (RuntimeException | Error e) {
            synchronized (verdicts) {
                verdicts.remove(key, own);
            }
            own.completeExceptionally(e);
            throw e;
        }
    }
}
