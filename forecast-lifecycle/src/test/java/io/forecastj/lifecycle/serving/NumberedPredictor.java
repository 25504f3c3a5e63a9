package io.forecastj.lifecycle.serving;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A predictor whose forecasts show its number, the last value, the number of rows taken and the known future, and which
 * records whether it is used after it was closed.
 */
final class NumberedPredictor extends AbstractPredictor {
    static final String KIND = "numbered";

    /** The predictors that were made and not closed. */
    static final Set<NumberedPredictor> OPEN = ConcurrentHashMap.newKeySet();

    /** Calls that found their predictor closed under them. */
    static final AtomicInteger USED_AFTER_CLOSE = new AtomicInteger();

    private final double number;
    private final String fault;
    private volatile boolean released;

    NumberedPredictor(PredictorInfo info) {
        super(info);
        this.number = Double.parseDouble(info.parameters().get("number"));
        this.fault = info.parameters().getOrDefault("fault", "");
        OPEN.add(this);
    }

    static PredictorInfo.Builder info(int number, int horizon) {
        return PredictorInfo.builder(KIND, horizon).parameter("number", number);
    }

    static NumberedPredictor plain(int number) {
        return new NumberedPredictor(info(number, 2)
                .column("y", ColumnRole.TARGET)
                .requiredHistory(3)
                .build());
    }

    /** The point that a predictor forecasts, without known future. */
    static double point(int number, double last, int rows) {
        return number * 1_000_000.0 + last + rows / 1_000.0;
    }

    /** The number of the predictor that has forecast a point. */
    static int numberOf(double point) {
        return (int) (point / 1_000_000);
    }

    @Override
    protected void identify(StateWriter out) {}

    @Override
    protected void release() {
        released = true;
        OPEN.remove(this);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new SeriesState() {
            private double last;
            private int rows;

            @Override
            public void update(long time, double[] row) {
                if (fault.equals("open")) {
                    throw new IllegalStateException("the model does not take rows");
                }
                last = row[0];
                rows++;
            }

            @Override
            public void forecastInto(double[] out) {
                if (released) {
                    USED_AFTER_CLOSE.incrementAndGet();
                }
                if (fault.equals("forecast")) {
                    throw new IllegalStateException("the model does not forecast");
                }
                Arrays.fill(out, fault.equals("nan") ? Double.NaN : number * 1_000_000.0 + last + rows / 1_000.0);
                if (!series.future().names().isEmpty()) {
                    for (int step = 1; step <= out.length; step++) {
                        out[step - 1] += series.future().value(step, 0);
                    }
                }
            }

            @Override
            public void complete(Forecast.Builder forecast, double[] points) {
                if (Double.isNaN(last)) {
                    forecast.status(ForecastStatus.DEGRADED, "the last value is missing");
                }
            }

            @Override
            public void save(StateWriter out) {
                out.putDouble(last);
                out.putInt(rows);
            }

            @Override
            public void restore(StateReader in) {
                last = in.getDouble();
                rows = in.getInt(0, Integer.MAX_VALUE);
            }
        };
    }
}
