package io.forecastj.cache;

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

/** A predictor whose forecasts depend on its number, every row, an attribute and the known future. */
final class SumPredictor extends AbstractPredictor {
    private final int number;

    SumPredictor(int number, boolean knownFuture, int requiredHistory) {
        super(info(number, knownFuture, requiredHistory));
        this.number = number;
    }

    static SumPredictor plain(int number) {
        return new SumPredictor(number, false, 3);
    }

    private static PredictorInfo info(int number, boolean knownFuture, int requiredHistory) {
        PredictorInfo.Builder info = PredictorInfo.builder("sum", 2)
                .column("y", ColumnRole.TARGET)
                .requiredHistory(requiredHistory)
                .parameter("number", number);
        return (knownFuture ? info.column("x", ColumnRole.KNOWN_FUTURE) : info).build();
    }

    @Override
    protected void identify(StateWriter out) {}

    @Override
    protected SeriesState newState(SeriesContext series) {
        return new SeriesState() {
            private double sum = number + series.attributes().getOrDefault("base", 0.0);
            private double last;

            @Override
            public void update(long time, double[] row) {
                sum = sum * 1.01 + row[0];
                last = row[0];
            }

            @Override
            public void forecastInto(double[] out) {
                Arrays.fill(out, sum);
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
                out.putDouble(sum);
                out.putDouble(last);
            }

            @Override
            public void restore(StateReader in) {
                sum = in.getDouble();
                last = in.getDouble();
            }
        };
    }
}
