package io.forecastj.examples.rest;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A forecaster whose fits wait at a gate, report a half and look whether they are cancelled, until it is opened. */
final class GatedForecaster implements Forecaster {
    private final Forecaster forecaster;
    private final Semaphore arrived = new Semaphore(0);
    private volatile boolean open = true;
    private volatile RuntimeException failure;
    private volatile Forecaster next;

    GatedForecaster(Forecaster forecaster) {
        this.forecaster = forecaster;
    }

    void close() {
        open = false;
    }

    void open() {
        open = true;
    }

    void failWith(RuntimeException e) {
        failure = e;
    }

    /** Lets another forecaster make the next predictors. */
    void fitInstead(Forecaster other) {
        next = other;
    }

    /** Opens the gate and forgets failures and arrivals. */
    void reset() {
        open = true;
        failure = null;
        next = null;
        arrived.drainPermits();
    }

    void awaitFit() throws InterruptedException {
        if (!arrived.tryAcquire(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no fit began within a minute");
        }
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        arrived.release();
        while (!open) {
            listener.onProgress(new FitProgress(name(), "gate", 1, 2, Map.of()));
            if (listener.cancelled()) {
                throw new CancellationException();
            }
            Thread.onSpinWait();
        }
        if (failure != null) {
            throw failure;
        }
        return current().fit(series, listener);
    }

    private Forecaster current() {
        Forecaster other = next;
        return other == null ? forecaster : other;
    }

    @Override
    public String name() {
        return forecaster.name();
    }

    @Override
    public int horizon() {
        return current().horizon();
    }

    @Override
    public List<String> targets() {
        return forecaster.targets();
    }
}
