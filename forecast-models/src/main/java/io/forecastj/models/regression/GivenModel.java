package io.forecastj.models.regression;

import io.forecastj.MessageText;
import io.forecastj.Predictor;
import io.forecastj.models.internal.Shrinkage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        requireInputs(model.features(), plan);
        return new RegressionPredictor(
                RegressionPredictor.describe(plan, model.kind(), Shrinkage.NONE)
                        .parameter("regressor", model.kind())
                        .build(),
                plan,
                List.of(model),
                MissingInTraining.NONE,
                Shrinkage.NONE);
    }

    private static void requireInputs(List<String> ofModel, RegressionPlan plan) {
        List<String> given = plan.inputs();
        if (ofModel.equals(given)) {
            return;
        }
        List<String> differences = new ArrayList<>();
        List<String> lacking = without(ofModel, given);
        if (!lacking.isEmpty()) {
            differences.add("the features lack " + MessageText.list(lacking));
        }
        List<String> unknown = without(given, ofModel);
        if (!unknown.isEmpty()) {
            differences.add("the model does not know " + MessageText.list(unknown));
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
                + " of the features and the strategy: " + String.join("; ", differences) + ". " + advice(ofModel)
                + (plan.strategy() == Strategy.DIRECT_SHARED && !ofModel.contains("step")
                        ? "; " + Strategy.DIRECT_SHARED + " adds the step as the last input, 'step' in the training too"
                        : ""));
    }

    /** Numbered names are those that libraries give to the columns of an array. */
    private static String advice(List<String> ofModel) {
        String first = ofModel.isEmpty() ? "" : ofModel.get(0);
        boolean numbered = first.endsWith("0")
                && IntStream.range(0, ofModel.size())
                        .allMatch(i -> ofModel.get(i).equals(first.substring(0, first.length() - 1) + i));
        return (numbered
                        ? "The model was trained without names, and nothing shows which column is which: put the"
                                + " features in the order of the training's columns and give them the model's names, "
                        : "Put the features in the model's order and give them the model's names, ")
                + "Features.named(\"" + first + "\", ...) for the first one";
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
