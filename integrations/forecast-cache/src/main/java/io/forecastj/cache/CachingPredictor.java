package io.forecastj.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A predictor that keeps forecasts and gives them again to calls with equal rows. Made by {@link Caching}.
 *
 * <p>Thread-safe. A forecast is found again only if the model ({@link Predictor#modelHash}) and every row, value and
 * other part of the history and the known-future rows are equal; so a new row, a corrected value, another future and
 * another version of a model that is reloaded each give a new forecast. Kept are forecasts of the status {@link
 * ForecastStatus#OK}: others may be due to a fault that is mended by the next call.
 *
 * <h2>Several calls at once</h2>
 *
 * <p>If several threads ask for the same forecast, the first one computes it and the others wait for it. They hold no
 * lock, so a computation that hangs holds up only the calls with equal rows. A call that waits ends with {@link
 * CancellationException} if its thread is interrupted, which then is interrupted still. An exception is not kept: it is
 * thrown by all calls that wait for it. {@link #predictAll} and {@link #predictEach} compute what is not kept in one
 * call of the predictor, and do not wait for other threads.
 *
 * <h2>Limits</h2>
 *
 * <p>A hit costs a comparison of all rows, unless the same {@link TimeSeries} is given again, so give histories no
 * longer than the model needs. Sessions do not use the cache. If the predictor inside is closed by anybody else, kept
 * forecasts are still given. A monitor or split inside does not see calls that are answered from the cache: put it
 * outside. A predictor that reloads may change its version twice during one computation, there and back, and the
 * forecast of the version between would then be kept for the other one. To exclude even this, give each version its own
 * cache, by {@code ReloadingPredictor.Builder.wrap}; {@link #clear} forgets the forecasts.
 *
 * <p>It is not saved with a model: save the predictor inside.
 */
public final class CachingPredictor implements Predictor {
    private final Predictor predictor;
    private final Cache<CallKey, Forecast> cache;
    private final ConcurrentMap<CallKey, Computation> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    CachingPredictor(Predictor predictor, Cache<CallKey, Forecast> cache) {
        this.predictor = Objects.requireNonNull(predictor, "predictor");
        this.cache = cache;
    }

    /**
     * Returns how often the cache was asked since it was made. A call that waits for another one counts as a miss.
     *
     * @return hits, misses and evictions; loads are not counted
     */
    public CacheStats statistics() {
        return cache.stats();
    }

    /** {@return the number of forecasts that are kept} */
    public long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    /** Drops all forecasts that are kept. Those that are being computed are kept when they are ready. */
    public void clear() {
        cache.invalidateAll();
    }

    /**
     * Forecasts the steps after the last row of a history, or returns the forecast that is kept.
     *
     * @param history the rows known so far
     * @return the forecast
     * @throws CancellationException if the thread is interrupted while it waits for another one
     * @throws PredictorClosedException if this predictor is closed
     */
    @Override
    public Forecast predict(TimeSeries history) {
        return answer(Objects.requireNonNull(history, "history"), null);
    }

    /**
     * Forecasts the steps after the last row of a history, or returns the forecast that is kept.
     *
     * @param history the rows known so far
     * @param future rows after the history with the known-future columns, one for each step
     * @return the forecast
     * @throws CancellationException if the thread is interrupted while it waits for another one
     * @throws PredictorClosedException if this predictor is closed
     */
    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return answer(Objects.requireNonNull(history, "history"), Objects.requireNonNull(future, "future"));
    }

    private Forecast answer(TimeSeries history, @Nullable TimeSeries future) {
        while (true) {
            requireOpen();
            CallKey key = CallKey.of(predictor.modelHash(), history, future);
            Forecast kept = cache.getIfPresent(key);
            if (kept != null) {
                return kept;
            }
            Computation mine = new Computation();
            Computation first = running.putIfAbsent(key, mine);
            if (first == null) {
                return compute(key, mine, history, future);
            }
            Forecast shared = await(first);
            if (shared != null) {
                return shared;
            }
        }
    }

    private Forecast compute(CallKey key, Computation mine, TimeSeries history, @Nullable TimeSeries future) {
        try {
            // another call may have ended between this one's search and its entry
            Forecast forecast = cache.asMap().get(key);
            if (forecast == null) {
                forecast = future == null ? predictor.predict(history) : predictor.predict(history, future);
                keep(key, forecast);
            }
            mine.complete(forecast);
            return forecast;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key, mine);
        }
    }

    private void keep(CallKey key, Forecast forecast) {
        if (forecast.status() == ForecastStatus.OK && predictor.modelHash().equals(key.model())) {
            cache.put(key.kept(), forecast);
        }
    }

    /** Waits for the computation of another thread; returns null if that one was cancelled, so that this one tries. */
    private @Nullable Forecast await(Computation other) {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(
                    "interrupted while another thread computed the forecast of '" + info().name() + "'");
            cancelled.initCause(e);
            throw cancelled;
        } catch (CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) Objects.requireNonNull(e.getCause());
        }
    }

    /** Forecasts several series: those that are kept are found, the others are computed in one call. */
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        return all(histories, null);
    }

    /** Forecasts several series: those that are kept are found, the others are computed in one call. */
    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        if (histories.size() != futures.size()) {
            return predictor.predictAll(histories, futures); // throws what it should
        }
        return all(histories, futures);
    }

    private List<Forecast> all(List<TimeSeries> histories, @Nullable List<TimeSeries> futures) {
        requireOpen();
        String model = predictor.modelHash();
        @Nullable Forecast[] answers = new @Nullable Forecast[histories.size()];
        List<CallKey> keys = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            CallKey key = CallKey.of(model, histories.get(i), futures == null ? null : futures.get(i));
            answers[i] = cache.getIfPresent(key);
            if (answers[i] == null) {
                missing.add(i);
                keys.add(key);
            }
        }
        if (!missing.isEmpty()) {
            List<Forecast> made = computed(histories, futures, missing);
            if (!predictor.modelHash().equals(model)) {
                // another version serves by now: all answers of one call are by one version
                return missing.size() == answers.length ? made : computed(histories, futures, null);
            }
            for (int i = 0; i < made.size(); i++) {
                answers[missing.get(i)] = made.get(i);
                keep(keys.get(i), made.get(i));
            }
        }
        return Arrays.stream(answers).map(Objects::requireNonNull).toList();
    }

    private List<Forecast> computed(
            List<TimeSeries> histories, @Nullable List<TimeSeries> futures, @Nullable List<Integer> some) {
        List<TimeSeries> rows = picked(histories, some);
        return futures == null ? predictor.predictAll(rows) : predictor.predictAll(rows, picked(futures, some));
    }

    private static List<TimeSeries> picked(List<TimeSeries> all, @Nullable List<Integer> some) {
        return some == null ? all : some.stream().map(all::get).toList();
    }

    @Override
    public PredictionSession openSession(TimeSeries history) {
        return predictor.openSession(history);
    }

    @Override
    public PredictionSession openSession(TimeSeries history, TimeSeries future) {
        return predictor.openSession(history, future);
    }

    @Override
    public PredictionSession restore(byte[] snapshot) {
        return predictor.restore(snapshot);
    }

    @Override
    public String modelHash() {
        return predictor.modelHash();
    }

    @Override
    public PredictorInfo info() {
        return predictor.info();
    }

    /** Closes this predictor and the one inside, and drops all forecasts. */
    @Override
    public void close() {
        closed = true;
        cache.invalidateAll();
        predictor.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new PredictorClosedException("the predictor '" + info().name() + "' is closed");
        }
    }

    @Override
    public String toString() {
        return "cache of " + predictor;
    }

    /** A forecast that one thread computes and others wait for. */
    private static final class Computation extends CompletableFuture<Forecast> {}
}
