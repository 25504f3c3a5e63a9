package io.forecastj.models.regression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ColumnRole;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.StepCalendar;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.FormatRegistry;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.internal.Shrinkage;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves forecasters by regression: target, strategy and the names of the models' files as {@code regression.json}, the
 * features as {@code pipeline.json}, and each model in the format of its kind. Stateless and thread-safe.
 *
 * @hidden
 */
public final class RegressionFormat implements PredictorFormat {
    private static final String FILE = "regression.json";
    private static final String PIPELINE = "pipeline.json";
    private static final int MOST_ROWS = 10_000_000;

    private static FormatRegistry<RegressionModelFormat> formats() {
        return FormatRegistry.of(RegressionModelFormat.class, RegressionModelFormat::kind, "model");
    }

    /** Creates the format. */
    public RegressionFormat() {}

    @Override
    public String kind() {
        return RegressionPredictor.KIND;
    }

    @Override
    public void write(Predictor predictor, ModelWriter out) {
        if (!(predictor instanceof RegressionPredictor regression)) {
            throw new IllegalArgumentException(
                    predictor + " has the kind '" + kind() + "' but is not one of this library");
        }
        FormatRegistry<RegressionModelFormat> formats = formats();
        RegressionPlan plan = regression.plan();
        ObjectNode root = Json.object();
        root.put("target", plan.response().toString());
        if (!plan.response().levels().isEmpty()) {
            plan.response().levels().forEach(root.putArray("quantiles")::add);
        }
        root.put("strategy", plan.strategy().name());
        if (plan.scaling().active()) {
            root.put("scale", String.valueOf(plan.scaling().scale()));
        }
        if (plan.shortestHistory() > 0) {
            root.put("shortestHistory", plan.shortestHistory());
        }
        if (!plan.calendar().texts().isEmpty()) {
            plan.calendar().texts().forEach(root.putArray("stepCalendar")::add);
        }
        MissingInTraining missing = regression.missingInTraining();
        if (!missing.never().isEmpty()) {
            missing.never().stream().sorted().forEach(root.putArray("neverSeen")::add);
        }
        if (!missing.often().isEmpty()) {
            missing.often().stream().sorted().forEach(root.putArray("oftenMissing")::add);
        }
        if (!regression.shrinkage().none()) {
            regression.shrinkage().write(root.putObject("shrinkage"));
        }
        for (int i = 0; i < regression.models().size(); i++) {
            RegressionModel model = regression.models().get(i);
            RegressionModelFormat format = formats.toWrite(model.kind());
            String file = "model-" + (i + 1) + "." + format.extension();
            out.bytes(file, format.write(model));
            root.withArray("models").addObject().put("kind", model.kind()).put("file", file);
        }
        out.text(FILE, root.toPrettyString());
        out.text(PIPELINE, plan.pipeline().toJson());
    }

    @Override
    public Predictor read(PredictorInfo info, ModelReader in) {
        JsonFields root = JsonFields.parse(in.text(FILE), FILE);
        FeaturePipeline pipeline = FeaturePipeline.fromJson(in.text(PIPELINE), in.features());
        StepCalendar calendar = calendar(root, in);
        String found = calendar.schemaHash(pipeline.schemaHash());
        if (!found.equals(info.schemaHash())) {
            throw new ModelIntegrityException("the features in " + PIPELINE
                    + (calendar.texts().isEmpty() ? "" : " and the calendar in " + FILE)
                    + " are not those that the model was trained on: expected the schema hash " + info.schemaHash()
                    + ", found " + found);
        }
        Response response = response(root);
        RegressionPlan plan = new RegressionPlan(
                response,
                strategy(root),
                info.steps(),
                pipeline,
                info.columns(ColumnRole.KNOWN_FUTURE),
                calendar,
                info.columns(ColumnRole.STATIC),
                scaling(root, pipeline, response),
                root.has("shortestHistory") ? root.integer("shortestHistory", 1, MOST_ROWS) : 0);
        ArgumentChecks.fewEnough("numbers", info.horizon(), response.parts().size(), response.outputs());
        requireLag(plan);
        Shrinkage shrinkage =
                root.has("shrinkage") ? Shrinkage.read(root.object("shrinkage"), plan.horizon()) : Shrinkage.NONE;
        requireAgreement(plan, info, RegressionPredictor.requiredHistory(plan, shrinkage));
        MissingInTraining missing = new MissingInTraining(
                root.has("neverSeen") ? root.texts("neverSeen") : List.of(),
                root.has("oftenMissing") ? root.texts("oftenMissing") : List.of());
        return new RegressionPredictor(info, plan, models(root.objects("models"), plan, in), missing, shrinkage);
    }

    /** A lag is a number in a text, so that any number of rows can stand there; a session keeps that many. */
    private static void requireLag(RegressionPlan plan) {
        if (plan.farthestBase() > MOST_ROWS) {
            throw new ModelLoadException(
                    FILE + " has the target " + plan.response() + ", whose lag is more than " + MOST_ROWS + " rows");
        }
    }

    private static StepCalendar calendar(JsonFields root, ModelReader in) {
        List<String> texts = root.has("stepCalendar") ? root.texts("stepCalendar") : List.of();
        try {
            return StepCalendar.parse(texts, in.features());
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(FILE + ": " + e.getMessage(), e);
        }
    }

    private static SeriesScaling scaling(JsonFields root, FeaturePipeline pipeline, Response response) {
        try {
            return SeriesScaling.of(
                    root.has("scale") ? SeriesScale.parse(root.text("scale")) : null, pipeline, response);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(FILE + ": " + e.getMessage(), e);
        }
    }

    private static Strategy strategy(JsonFields root) {
        List<String> names = new ArrayList<>();
        for (Strategy each : Strategy.values()) {
            names.add(each.name());
        }
        return Strategy.valueOf(root.choice("strategy", names));
    }

    private static Response response(JsonFields root) {
        List<Double> levels = new ArrayList<>();
        for (double level : root.has("quantiles") ? root.decimals("quantiles") : new double[0]) {
            levels.add(level);
        }
        try {
            return Response.parse(root.text("target"), levels);
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(FILE + ": " + e.getMessage(), e);
        }
    }

    private static void requireAgreement(RegressionPlan plan, PredictorInfo info, int rows) {
        if (!plan.columns().equals(info.columns())
                || !plan.inputs().equals(info.featureNames())
                || plan.scaling().active()
                        && !String.valueOf(plan.scaling().scale())
                                .equals(info.parameters().get(RegressionPredictor.SCALE))
                || !info.targets().equals(plan.response().columns())
                || info.requiredHistory() != rows) {
            throw new ModelLoadException("the description does not fit the model: " + FILE + " and " + PIPELINE
                    + " ask for "
                    + plan.columns() + ", the inputs " + plan.inputs() + " and " + rows
                    + " rows, the description for " + info.columns() + ", the inputs " + info.featureNames() + " and "
                    + info.requiredHistory() + " rows");
        }
    }

    private static List<RegressionModel> models(List<JsonFields> entries, RegressionPlan plan, ModelReader in) {
        if (entries.size() != plan.models()) {
            throw new ModelLoadException(FILE + " should list " + plan.models() + " models, found " + entries.size());
        }
        FormatRegistry<RegressionModelFormat> formats = formats();
        List<RegressionModel> models = new ArrayList<>();
        try {
            for (JsonFields entry : entries) {
                String file = entry.text("file");
                RegressionModel model = formats.toRead(entry.text("kind"), file).read(in.bytes(file));
                models.add(model);
                int outputs = plan.response().outputs();
                if (model.outputs() != outputs || model.features().size() != plan.width()) {
                    throw new ModelLoadException(file + " should have " + plan.width() + " inputs and " + outputs
                            + " outputs, found " + model.features().size() + " and " + model.outputs());
                }
            }
            return models;
        } catch (RuntimeException | Error e) {
            models.forEach(RegressionModel::close);
            throw e;
        }
    }
}
