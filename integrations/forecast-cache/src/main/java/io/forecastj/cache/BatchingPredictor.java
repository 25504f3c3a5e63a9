package io.forecastj.cache;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A predictor that gathers the calls of {@code predict} by many threads into runs of the predictor inside. Made by
 * {@link Batching}.
 *
 * <p>Thread-safe. It has no thread: of the calls that wait, the oldest one's thread runs them all by {@link
 * Predictor#predictEach}, whose forecasts equal those of single calls in every bit, and the others wait. A call alone
 * is run by {@code predict}. Calls that have many series already, {@link #predictAll} and {@link #predictEach}, and
 * sessions go to the predictor inside at once.
 *
 * <h2>Failures</h2>
 *
 * <p>A series without a forecast fails its own call only. If a run fails as a whole, its calls are run one by one. A
 * call that is interrupted while it waits ends with {@link CancellationException}, and its thread is interrupted still;
 * if that of a run's thread cancels the run, the other calls are run by another thread. If too many calls wait, or for
 * too long, {@link OverloadedException} is thrown. Closing refuses the calls that wait with {@link
 * PredictorClosedException}; runs that have begun end.
 *
 * <p>It is not saved with a model: save the predictor inside.
 */
public final class BatchingPredictor implements Predictor {
    private final Predictor predictor;
    private final BatchQueue queue;

    BatchingPredictor(Predictor predictor, BatchQueue queue) {
        this.predictor = predictor;
        this.queue = queue;
    }

    /** {@return the counts of calls and runs up to now} */
    public BatchStatistics statistics() {
        return queue.statistics();
    }

    /**
     * Forecasts the steps after the last row of a history, in a run with other calls.
     *
     * @param history the rows known so far
     * @return the forecast
     * @throws OverloadedException if the queue is full or the call has waited for its time limit
     * @throws CancellationException if the thread is interrupted while it waits
     * @throws PredictorClosedException if this predictor is closed
     */
    @Override
    public Forecast predict(TimeSeries history) {
        return answer(Objects.requireNonNull(history, "history"), null);
    }

    /**
     * Forecasts the steps after the last row of a history, in a run with other calls.
     *
     * @param history the rows known so far
     * @param future rows after the history with the known-future columns, one for each step
     * @return the forecast
     * @throws OverloadedException if the queue is full or the call has waited for its time limit
     * @throws CancellationException if the thread is interrupted while it waits
     * @throws PredictorClosedException if this predictor is closed
     */
    @Override
    public Forecast predict(TimeSeries history, TimeSeries future) {
        return answer(Objects.requireNonNull(history, "history"), Objects.requireNonNull(future, "future"));
    }

    private Forecast answer(TimeSeries history, @Nullable TimeSeries future) {
        BatchCall call = queue.add(history, future);
        while (true) {
            List<BatchCall> batch = queue.await(call);
            if (batch.isEmpty()) {
                return call.result();
            }
            try {
                run(batch, call);
            } finally {
                queue.finish(batch);
            }
        }
    }

    private void run(List<BatchCall> batch, BatchCall own) {
        List<BatchCall> plain = new ArrayList<>(batch.size());
        List<BatchCall> withFuture = new ArrayList<>();
        batch.forEach(call -> (call.future == null ? plain : withFuture).add(call));
        together(plain, own);
        together(withFuture, own);
    }

    private void together(List<BatchCall> calls, BatchCall own) {
        List<SeriesOutcome> outcomes = List.of();
        if (calls.size() > 1) {
            try {
                outcomes = outcomes(calls);
            } catch (PredictorClosedException e) {
                calls.forEach(call -> call.fail(e));
                return;
            } catch (RuntimeException e) {
                // one by one shows whose fault it is
                outcomes = List.of();
            } catch (Error e) {
                calls.forEach(call -> call.fail(e));
                return;
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            if (outcomes.size() == calls.size()) {
                BatchCall call = calls.get(i);
                SeriesOutcome outcome = outcomes.get(i);
                outcome.forecast().ifPresent(call::answer);
                outcome.failure().ifPresent(call::fail);
            } else {
                single(calls.get(i), own);
            }
        }
    }

    private List<SeriesOutcome> outcomes(List<BatchCall> calls) {
        List<TimeSeries> histories = calls.stream().map(call -> call.history).toList();
        List<TimeSeries> futures =
                calls.stream().map(call -> call.future).filter(Objects::nonNull).toList();
        return futures.isEmpty() ? predictor.predictEach(histories) : predictor.predictEach(histories, futures);
    }

    private void single(BatchCall call, BatchCall own) {
        try {
            TimeSeries future = call.future;
            call.answer(future == null ? predictor.predict(call.history) : predictor.predict(call.history, future));
        } catch (CancellationException e) {
            if (call == own) {
                call.fail(e);
            }
            // else it was this thread that was interrupted: without an answer, another one runs the call
        } catch (RuntimeException | Error e) {
            call.fail(e);
        }
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories) {
        queue.requireOpen();
        return predictor.predictAll(histories);
    }

    @Override
    public List<Forecast> predictAll(List<TimeSeries> histories, List<TimeSeries> futures) {
        queue.requireOpen();
        return predictor.predictAll(histories, futures);
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories) {
        queue.requireOpen();
        return predictor.predictEach(histories);
    }

    @Override
    public List<SeriesOutcome> predictEach(List<TimeSeries> histories, List<TimeSeries> futures) {
        queue.requireOpen();
        return predictor.predictEach(histories, futures);
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

    /** Closes this predictor and the one inside, and refuses the calls that wait. */
    @Override
    public void close() {
        queue.close();
        predictor.close();
    }

    @Override
    public String toString() {
        return "batches of " + predictor;
    }
}
