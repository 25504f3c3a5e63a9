package io.forecastj.models.linear;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves pooled linear forecasters as {@code weights.bin}: the numbers of a {@link StateWriter}, since the weights of
 * many series would be a JSON text of hundreds of megabytes. Found by {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 *
 * @hidden
 */
public final class PooledFormat implements PredictorFormat {
    private static final String FILE = "weights.bin";

    /** Creates the format, for the service loader. */
    public PooledFormat() {}

    @Override
    public String kind() {
        return PooledPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof PooledPredictor pooled)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        StateWriter bytes = new StateWriter();
        put(pooled.weights(), bytes);
        out.bytes(FILE, bytes.toBytes());
    }

    static void put(PooledWeights weights, StateWriter out) {
        out.putInt(weights.lookback());
        out.putInt(weights.centreRows());
        out.putBoolean(weights.logarithm());
        put(weights.all(), out);
        out.putInt(weights.bySeries().size());
        weights.bySeries().forEach((id, own) -> {
            out.putText(id);
            put(own, out);
        });
    }

    private static void put(double[][] matrix, StateWriter out) {
        for (double[] row : matrix) {
            out.putDoubles(row);
        }
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        StateReader bytes = new StateReader(in.bytes(FILE));
        try {
            if (info.targets().size() != 1) {
                throw new ModelLoadException("a pooled linear forecaster has one target, found " + info.targets());
            }
            int lookback = bytes.getInt(2, Integer.MAX_VALUE);
            int centreRows = bytes.getInt(1, lookback);
            boolean logarithm = bytes.getBoolean();
            double[][] all = matrix(bytes, lookback, info.horizon());
            int series = bytes.getInt(0, Integer.MAX_VALUE);
            Map<String, double[][]> bySeries = new LinkedHashMap<>();
            for (int i = 0; i < series; i++) {
                bySeries.put(bytes.getText(), matrix(bytes, lookback, info.horizon()));
            }
            bytes.requireEnd();
            return new PooledPredictor(info, new PooledWeights(lookback, centreRows, logarithm, all, bySeries));
        } catch (SnapshotException e) {
            throw new ModelLoadException(
                    FILE + " does not hold the weights of a pooled linear forecaster: " + e.getMessage(), e);
        }
    }

    private static double[][] matrix(StateReader in, int lookback, int horizon) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < lookback; i++) {
            double[] row = in.getDoubles();
            if (row.length != horizon) {
                throw new ModelLoadException(FILE + " should have " + horizon + " weights for each row of the lookback,"
                        + " one for each step, found " + row.length);
            }
            for (double weight : row) {
                if (!Double.isFinite(weight)) {
                    throw new ModelLoadException(FILE + " should have finite weights, found " + weight);
                }
            }
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }
}
