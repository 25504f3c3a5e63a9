package io.forecastj.models.regression;

import io.forecastj.Predictor;
import java.util.ArrayList;
import java.util.List;

/** Makes a predictor from a model that was trained elsewhere, if its inputs and outputs match the plan. */
final class GivenModel {
    private GivenModel() {}

    static Predictor predictor(RegressionModel model, RegressionPlan plan) {
        if (!plan.pipeline().fitted()) {
            throw new IllegalArgumentException("the features must be those of the model's training, but "
                    + plan.pipeline() + "; fit it or read it" + " from the JSON that was kept with the model");
        }
        if (plan.models() != 1) {
            throw new IllegalArgumentException("the strategy " + plan.strategy() + " needs a model for each of "
                    + plan.models() + " steps, found one; use " + Strategy.RECURSIVE + ", " + Strategy.DIRECT_SHARED
                    + " or the horizon 1");
        }
        int outputs = plan.response().outputs();
        if (model.outputs() != outputs) {
            throw new IllegalArgumentException(
                    plan.response() + " needs a model with " + outputs + " outputs, found " + model.outputs());
        }
        requireInputs(model.features(), plan.inputs());
        return new RegressionPredictor(
                RegressionPredictor.describe(plan, model.kind())
                        .parameter("regressor", model.kind())
                        .build(),
                plan,
                List.of(model));
    }

    private static void requireInputs(List<String> ofModel, List<String> given) {
        if (ofModel.equals(given)) {
            return;
        }
        List<String> differences = new ArrayList<>();
        List<String> lacking = without(ofModel, given);
        if (!lacking.isEmpty()) {
            differences.add("the features lack " + lacking);
        }
        List<String> unknown = without(given, ofModel);
        if (!unknown.isEmpty()) {
            differences.add("the model does not know " + unknown);
        }
        if (differences.isEmpty()) {
            int at = 0;
            while (ofModel.get(at).equals(given.get(at))) {
                at++;
            }
            differences.add("the order differs from input " + (at + 1) + " on, which is '" + ofModel.get(at)
                    + "' of the model and '" + given.get(at) + "' of the features");
        }
        throw new IllegalArgumentException("the model's " + ofModel.size() + " inputs are not the " + given.size()
                + " of the features and the strategy: " + String.join("; ", differences)
                + ". Name the columns in the training as the pipeline names them");
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
