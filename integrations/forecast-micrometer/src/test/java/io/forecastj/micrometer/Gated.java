package io.forecastj.micrometer;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A predictor that repeats the last value, or hangs, or fails, as it is told. */
final class Gated extends AbstractPredictor {
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile Runnable whileForecasting = () -> {};
    volatile boolean failing;
    volatile boolean notANumber;

    Gated(String name) {
        super(PredictorInfo.builder("gated", 2)
                .name(name)
                .column("y", ColumnRole.TARGET)
                .build());
    }

    @Override
    protected void identify(StateWriter out) {}

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new SeriesState() {
            private double last;

            @Override
            public void update(long time, double[] row) {
                last = row[0];
            }

            @Override
            public void forecastInto(double[] out) {
                awaitGate();
                whileForecasting.run();
                if (failing) {
                    throw new IllegalStateException("the model of '" + info().name() + "' does not forecast");
                }
                Arrays.fill(out, notANumber ? Double.NaN : last);
            }

            @Override
            public void save(StateWriter out) {
                out.putDouble(last);
            }

            @Override
            public void restore(StateReader in) {
                last = in.getDouble();
            }
        };
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
