package io.forecastj.lifecycle.retraining;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A linear forecaster whose fits wait until the test lets them continue. */
final class HeldFit implements Forecaster {
    private final Forecaster linear = Days.linear();
    private final boolean asksWhileItWaits;
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    volatile boolean cancelled;

    /** @param asksWhileItWaits whether fits ask all the time whether they are cancelled, or once when they continue */
    HeldFit(boolean asksWhileItWaits) {
        this.asksWhileItWaits = asksWhileItWaits;
    }

    @Override
    public String name() {
        return "held";
    }

    @Override
    public int horizon() {
        return linear.horizon();
    }

    @Override
    public List<String> targets() {
        return linear.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        entered.countDown();
        try {
            long start = System.nanoTime();
            while (!released.await(1, TimeUnit.MILLISECONDS)) {
                if (asksWhileItWaits && listener.cancelled()) {
                    throw new CancellationException("the fit was cancelled");
                }
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
                    throw new IllegalStateException("nobody released the fit");
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (listener.cancelled()) {
            cancelled = true;
            throw new CancellationException("the fit was cancelled");
        }
        return linear.fit(series, listener);
    }
}
