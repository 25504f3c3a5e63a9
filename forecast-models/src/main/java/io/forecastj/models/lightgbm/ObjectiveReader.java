package io.forecastj.models.lightgbm;

import io.forecastj.models.lightgbm.OutputTransform.Kind;
import java.util.Set;

/** Reads the {@code objective=} line: a name and its settings, such as {@code binary sigmoid:1}. */
final class ObjectiveReader {
    private static final Set<String> IDENTITY =
            Set.of("regression", "regression_l1", "huber", "fair", "quantile", "mape", "lambdarank", "rank_xendcg");
    private static final Set<String> SQUARE_ROOT = Set.of("regression", "regression_l1", "fair", "quantile", "mape");

    private final TextValues source;
    private final String[] words;

    private ObjectiveReader(TextValues source) {
        this.source = source;
        this.words = source.words();
    }

    static OutputTransform read(TextValues values, int outputs) {
        if (values.count() == 0) {
            throw values.refuse("expected the name of an objective, found none");
        }
        return new ObjectiveReader(values).read(outputs);
    }

    private OutputTransform read(int outputs) {
        String name = words[0];
        boolean classes = name.equals("multiclass") || name.equals("multiclassova");
        if (!classes && outputs != 1) {
            throw source.refuse("expected one output of the objective '" + name + "', found num_class=" + outputs);
        }
        if (IDENTITY.contains(name)) {
            return identity(name);
        }
        return switch (name) {
            case "poisson", "gamma", "tweedie" -> without(Kind.EXP);
            case "cross_entropy" -> without(Kind.SIGMOID);
            case "cross_entropy_lambda" -> without(Kind.LOG1P_EXP);
            case "binary" -> {
                expect(2);
                yield new OutputTransform(Kind.SIGMOID, sigmoid(1));
            }
            case "multiclass" -> {
                expect(2);
                checkClasses(outputs);
                yield OutputTransform.of(Kind.SOFTMAX);
            }
            case "multiclassova" -> {
                expect(3);
                checkClasses(outputs);
                yield new OutputTransform(Kind.SIGMOID, sigmoid(2));
            }
            default ->
                throw source.refuse("expected an objective of LightGBM, found '" + name + "', which is not known");
        };
    }

    private OutputTransform identity(String name) {
        if (words.length == 2 && words[1].equals("sqrt") && SQUARE_ROOT.contains(name)) {
            return OutputTransform.of(Kind.SIGNED_SQUARE);
        }
        return without(Kind.IDENTITY);
    }

    private OutputTransform without(Kind kind) {
        expect(1);
        return OutputTransform.of(kind);
    }

    private void expect(int count) {
        if (words.length != count) {
            throw source.refuse("expected " + (count - 1) + " settings after the objective '" + words[0] + "', found "
                    + (words.length - 1));
        }
    }

    private void checkClasses(int outputs) {
        if (!words[1].equals("num_class:" + outputs)) {
            throw source.refuse("expected 'num_class:" + outputs + "' in the objective, found '" + words[1] + "'");
        }
    }

    private double sigmoid(int at) {
        String word = words[at];
        if (word.matches("sigmoid:[0-9]{1,20}(\\.[0-9]{1,20})?(e[-+]?[0-9]{1,3})?")) {
            double value = Double.parseDouble(word.substring("sigmoid:".length()));
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                return value;
            }
        }
        throw source.refuse("expected 'sigmoid:' and a number above 0 in the objective, found '" + word + "'");
    }
}
