package io.forecastj.models.neighbours;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves forecasters by nearest windows: the settings as {@code settings.json}, and ids and standardised rows of the
 * training series as {@code series.bin}, in the form of {@link StateWriter}. Found by {@link java.util.ServiceLoader};
 * stateless and thread-safe.
 *
 * @hidden
 */
public final class NearestFormat implements PredictorFormat {
    private static final String SETTINGS = "settings.json";
    private static final String SERIES = "series.bin";

    /** Creates the format, for the service loader. */
    public NearestFormat() {}

    @Override
    public String kind() {
        return NearestPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof NearestPredictor nearest)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        NearestSettings settings = nearest.settings();
        ObjectNode root = Json.object();
        root.put("lookback", settings.lookback())
                .put("centreRows", settings.centreRows())
                .put("neighbours", settings.neighbours())
                .put("ownFactor", settings.ownFactor())
                .put("logarithms", settings.logarithms());
        out.text(SETTINGS, root.toString());
        StateWriter rows = new StateWriter();
        rows.putInt(nearest.series().size());
        for (MeasuredSeries series : nearest.series()) {
            rows.putText(series.id());
            rows.putDoubles(series.values());
        }
        out.bytes(SERIES, rows.toBytes());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(SETTINGS), SETTINGS);
        int lookback = root.integer("lookback", 2, Integer.MAX_VALUE);
        double ownFactor = root.decimal("ownFactor");
        if (!(ownFactor > 0)) {
            throw root.fail("ownFactor", "above 0", root.node("ownFactor"));
        }
        NearestSettings settings = new NearestSettings(
                lookback,
                info.horizon(),
                root.integer("centreRows", 1, lookback),
                root.integer("neighbours", 1, NearestWindows.MOST_NEIGHBOURS),
                ownFactor,
                root.flag("logarithms"));
        if (info.targets().size() != 1 || info.requiredHistory() < 2 || info.requiredHistory() > lookback) {
            throw new ModelLoadException("a forecaster by nearest windows has one target and needs from 2 to "
                    + lookback + " rows, found " + info.targets() + " and " + info.requiredHistory());
        }
        List<double[]> rows = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        readSeries(in.bytes(SERIES), ids, rows);
        // before arrays as long as the lookback are made
        int longest = rows.stream().mapToInt(each -> each.length).max().orElse(0);
        if (longest < (long) lookback + info.horizon()) {
            throw new ModelLoadException("expected a series of at least lookback + horizon = "
                    + ((long) lookback + info.horizon()) + " rows in " + SERIES + ", found " + longest);
        }
        List<MeasuredSeries> series = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            series.add(new MeasuredSeries(ids.get(i), rows.get(i), settings));
        }
        return new NearestPredictor(info, settings, series);
    }

    private static void readSeries(byte[] bytes, List<String> ids, List<double[]> rows) {
        try {
            StateReader in = new StateReader(bytes);
            int count = in.getInt(1, Integer.MAX_VALUE);
            for (int i = 0; i < count; i++) {
                ids.add(in.getText());
                double[] values = in.getDoubles();
                for (double value : values) {
                    if (Double.isInfinite(value)) {
                        throw new ModelLoadException(
                                SERIES + " holds an infinite value of '" + ids.get(i) + "', which no fit writes");
                    }
                }
                rows.add(values);
            }
            in.requireEnd();
        } catch (SnapshotException e) {
            throw new ModelLoadException(SERIES + " is damaged: " + e.getMessage() + ". Save the model again", e);
        }
    }
}
