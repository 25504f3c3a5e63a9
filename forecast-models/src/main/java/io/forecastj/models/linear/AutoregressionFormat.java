package io.forecastj.models.linear;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Saves autoregressions as {@code coefficients.json}. Found by {@link java.util.ServiceLoader}; stateless and
 * thread-safe.
 *
 * @hidden
 */
public final class AutoregressionFormat implements PredictorFormat {
    private static final String FILE = "coefficients.json";

    /** Creates the format, for the service loader. */
    public AutoregressionFormat() {}

    @Override
    public String kind() {
        return AutoregressionPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof AutoregressionPredictor autoregression)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        AutoregressionModel model = autoregression.model();
        ObjectNode root = Json.object();
        Arrays.stream(model.lags()).forEach(root.putArray("lags")::add);
        root.put("centreRows", model.centreRows());
        root.put("logarithm", model.logarithm());
        Json.put(root.putArray("pooled"), model.pooled());
        ArrayNode series = root.putArray("series");
        model.bySeries().forEach((id, own) -> {
            ObjectNode one = series.addObject();
            one.put("id", id);
            Json.put(one.putArray("coefficients"), own.values());
            one.put("low", own.low());
            one.put("high", own.high());
        });
        out.text(FILE, root.toString());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        if (info.targets().size() != 1) {
            throw new ModelLoadException("an autoregression has one target, found " + info.targets());
        }
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        int[] lags = root.integers("lags", 1, Autoregression.LARGEST).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < lags.length; i++) {
            if (i > 0 && lags[i] <= lags[i - 1]) {
                throw root.fail("lags", "a list of increasing integers", root.node("lags"));
            }
        }
        if (lags.length == 0) {
            throw root.fail("lags", "at least one integer", root.node("lags"));
        }
        Map<String, AutoregressionModel.Coefficients> bySeries = new LinkedHashMap<>();
        for (JsonFields one : root.objects("series")) {
            bySeries.put(
                    one.anyText("id"),
                    new AutoregressionModel.Coefficients(
                            one.decimals("coefficients", lags.length), one.decimal("low"), one.decimal("high")));
        }
        return new AutoregressionPredictor(
                info,
                new AutoregressionModel(
                        lags,
                        root.integer("centreRows", 1, Autoregression.LARGEST),
                        root.flag("logarithm"),
                        root.decimals("pooled", lags.length),
                        bySeries));
    }
}
