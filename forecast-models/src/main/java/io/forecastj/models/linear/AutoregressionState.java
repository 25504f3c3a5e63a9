package io.forecastj.models.linear;

import io.forecastj.Forecast;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/** Last values of one series, on the scale of the model, and the recursive forecasts from them. */
final class AutoregressionState implements SeriesState {
    /** Ranges of the known values by which a forecast may leave them. */
    private static final double RANGES = 2;

    private final String column;
    private final AutoregressionModel model;
    private final AutoregressionModel.Coefficients coefficients;
    private final ValueRing ring;
    private final int memory;
    /** The last values, then the forecasts. */
    private final double[] path;

    AutoregressionState(String column, int horizon, AutoregressionModel model, String seriesId) {
        this.column = column;
        this.model = model;
        this.coefficients = model.of(seriesId);
        this.memory = model.memory();
        this.ring = new ValueRing(memory);
        this.path = new double[memory + horizon];
    }

    @Override
    public void update(long time, double[] row) {
        ring.add(time, PanelSeries.transform(row[0], model.logarithm()));
    }

    @Override
    public void forecastInto(double[] out) {
        double last = ring.last();
        if (Double.isNaN(last)) {
            Arrays.fill(out, last);
            return;
        }
        ring.copyInto(path);
        double low = coefficients.low();
        double high = coefficients.high();
        for (int i = 0; i < memory; i++) {
            low = Math.min(low, path[i]);
            high = Math.max(high, path[i]);
        }
        double beyond = RANGES * (high - low);
        double centre = Windows.centre(path, memory - 1, model.centreRows());
        for (int i = 0; i < memory; i++) {
            path[i] -= centre;
        }
        low -= beyond + centre;
        high += beyond - centre;
        int[] lags = model.lags();
        double[] values = coefficients.values();
        for (int step = 0; step < out.length; step++) {
            double sum = 0;
            for (int i = 0; i < lags.length; i++) {
                sum += values[i] * path[memory + step - lags[i]];
            }
            path[memory + step] = Math.max(low, Math.min(high, sum));
            out[step] = PanelSeries.inverse(path[memory + step] + centre, last, model.logarithm());
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        ring.complete(forecast, column, PanelSeries.absent(model.logarithm()));
        ring.completeShort(forecast);
    }

    @Override
    public void save(StateWriter out) {
        ring.save(out);
        ring.saveRows(out);
    }

    @Override
    public void restore(StateReader in) {
        ring.restore(in);
        ring.restoreRows(in);
    }
}
