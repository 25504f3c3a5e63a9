package io.forecastj.models.linear;

import io.forecastj.Forecast;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;

/** Last values of one series, on the scale of the model, and the forecasts from them. */
final class PooledState implements SeriesState {
    private final String column;
    private final boolean logarithm;
    private final int centreRows;
    private final double[][] weights;
    private final ValueRing ring;
    private final double[] window;

    PooledState(String column, PooledWeights model, double[][] weights) {
        this.column = column;
        this.logarithm = model.logarithm();
        this.centreRows = model.centreRows();
        this.weights = weights;
        this.ring = new ValueRing(model.lookback());
        this.window = new double[model.lookback()];
    }

    @Override
    public void update(long time, double[] row) {
        ring.add(time, PanelSeries.transform(row[0], logarithm));
    }

    @Override
    public void forecastInto(double[] out) {
        ring.copyInto(window);
        double last = ring.last();
        double centre = Windows.centre(window, window.length - 1, centreRows);
        for (int i = 0; i < window.length; i++) {
            window[i] -= centre;
        }
        // without any value the last one is NaN, though the ring holds zeros
        Arrays.fill(out, Double.isNaN(last) ? last : centre);
        ScaledRows.add(out, 0, window, weights, 0, window.length);
        for (int step = 0; step < out.length; step++) {
            out[step] = PanelSeries.inverse(out[step], last, logarithm);
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        ring.complete(forecast, column, PanelSeries.absent(logarithm));
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
