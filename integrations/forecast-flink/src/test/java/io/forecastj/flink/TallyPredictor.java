package io.forecastj.flink;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.streams.StreamRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Forecasts the sum of the rows; throws at 13 after taking a part of it, and at 15 in the forecast. */
final class TallyPredictor extends AbstractPredictor {
    /** Predictors that are not closed. */
    static final AtomicInteger OPEN = new AtomicInteger();

    /** Sessions that are not closed. */
    static final AtomicInteger SESSIONS = new AtomicInteger();

    TallyPredictor() {
        super(PredictorInfo.builder("tally", 1).column("y", ColumnRole.TARGET).build());
        OPEN.incrementAndGet();
    }

    static StreamRow row(int second, double value) {
        return StreamRow.of(Instant.ofEpochSecond(second), List.of("y"), value);
    }

    @Override
    protected void identify(StateWriter out) {}

    @Override
    protected SeriesState newState(SeriesContext series) {
        SESSIONS.incrementAndGet();
        return new SeriesState() {
            private double sum;
            private double last;

            @Override
            public void update(long time, double[] row) {
                sum += row[0];
                if (row[0] == 13) {
                    throw new ArithmeticException("13");
                }
                last = row[0];
            }

            @Override
            public void forecastInto(double[] out) {
                if (last == 15) {
                    throw new IllegalStateException("15");
                }
                Arrays.fill(out, sum);
            }

            @Override
            public void save(StateWriter out) {
                out.putDouble(sum);
                out.putDouble(last);
            }

            @Override
            public void restore(StateReader in) {
                sum = in.getDouble();
                last = in.getDouble();
            }

            @Override
            public void close() {
                SESSIONS.decrementAndGet();
            }
        };
    }

    @Override
    protected void release() {
        OPEN.decrementAndGet();
    }
}
