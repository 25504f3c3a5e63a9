package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ColumnRole;
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
import java.util.List;
import java.util.Map;

/**
 * Saves statistical predictors: the method's settings, and for each series its model and state, as {@code models.json}.
 * Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class StatisticalFormat implements PredictorFormat {
    private static final String FILE = "models.json";

    /** Creates the format, for the service loader. */
    public StatisticalFormat() {}

    @Override
    public String kind() {
        return LocalPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof LocalPredictor local)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        ObjectNode root = Json.object();
        local.method().write(root.putObject("method"));
        root.put("season", local.season()).put("unseen", local.unseen().name());
        ArrayNode series = root.putArray("series");
        for (SeriesFit fit : local.fits().values()) {
            ObjectNode one = series.addObject();
            one.put("id", fit.id()).put("end", fit.end());
            LocalJson.put(one, "last", fit.last());
            if (fit.failure() != null) {
                one.put("failure", fit.failure());
            }
            fit.model().write(one.putObject("model"));
            LocalJson.put(one, "state", fit.state());
        }
        out.text(FILE, root.toString());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        if (info.targets().size() != 1) {
            throw new ModelLoadException("a statistical model has one target, found " + info.targets());
        }
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        int regressors = info.columns(ColumnRole.KNOWN_FUTURE).size();
        Map<String, SeriesFit> fits = new LinkedHashMap<>();
        for (JsonFields one : root.objects("series")) {
            SeriesFit fit = series(one, regressors);
            if (fits.put(fit.id(), fit) != null) {
                throw new ModelLoadException(FILE + " has more than one model of the series '" + fit.id() + "'");
            }
        }
        List<UnseenSeries> policies = Arrays.asList(UnseenSeries.values());
        return new LocalPredictor(
                info,
                LocalKinds.method(root.object("method")),
                root.integer("season", 1, MeanModel.LARGEST),
                root.choice("unseen", policies, UnseenSeries::name),
                fits);
    }

    private static SeriesFit series(JsonFields one, int regressors) {
        LocalModel model = LocalKinds.model(one.object("model"));
        if (model.regressors() != 0 && model.regressors() != regressors) {
            throw one.fail("model", "one with " + regressors + " regressors", model.regressors() + "");
        }
        double[] state = one.decimalsOrNull("state", model.stateSize());
        try {
            model.check(state);
        } catch (IllegalArgumentException e) {
            throw one.fail("state", "one of " + model.form(), String.valueOf(e.getMessage()));
        }
        return new SeriesFit(
                one.anyText("id"),
                one.whole("end"),
                LocalJson.numberOrNaN(one, "last"),
                model,
                state,
                one.has("failure") ? one.text("failure") : null);
    }
}
