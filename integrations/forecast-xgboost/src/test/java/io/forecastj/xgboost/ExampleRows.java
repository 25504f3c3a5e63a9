package io.forecastj.xgboost;

import io.forecastj.FitListener;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.xgboost.XgBoost;
import io.forecastj.models.xgboost.XgBoostModel;
import io.forecastj.models.xgboost.XgBoostObjective;
import io.forecastj.models.xgboost.XgBoostParameters;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Examples with noise, missing values and labels that suit an objective; everything from a seed. */
final class ExampleRows {
    static final List<String> FEATURES = List.of("lag(y,1)", "b", "température", "d 𝄞", "e");

    private ExampleRows() {}

    static Examples of(XgBoostObjective objective, int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = rows(seed + 1_000, count);
        double[] labels = new double[count];
        for (int i = 0; i < count; i++) {
            double a = Double.isNaN(rows[i][0]) ? 0.7 : rows[i][0];
            double b = Double.isNaN(rows[i][1]) ? -0.3 : rows[i][1];
            double value = a + Math.sin(2 * b) + 0.3 * random.nextGaussian();
            labels[i] = label(objective, value);
        }
        return examples(rows, labels);
    }

    private static double label(XgBoostObjective objective, double value) {
        if (objective instanceof XgBoostObjective.Poisson) {
            return Math.floor(Math.exp(0.5 * value));
        }
        if (objective instanceof XgBoostObjective.Tweedie) {
            return Math.max(0, value);
        }
        if (objective instanceof XgBoostObjective.Binary) {
            return value > 0 ? 1 : 0;
        }
        return objective.outputs() > 1 ? value < -0.5 ? 0 : value < 0.5 ? 1 : 2 : value;
    }

    /** Returns rows with 5 % missing values and one feature of few values. */
    static double[][] rows(int seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[count][FEATURES.size()];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextInt(20) == 0 ? Double.NaN : j == 4 ? random.nextInt(3) : random.nextGaussian();
            }
        }
        return rows;
    }

    @SuppressWarnings("NullAway") // null weights
    static Examples examples(double[][] rows, double[] labels) {
        return new Examples(FEATURES, rows, labels, null);
    }

    static Examples withLabels(Examples examples, DoubleUnaryOperator function) {
        return new Examples(
                examples.features(),
                examples.rows(),
                Arrays.stream(examples.labels()).map(function).toArray(),
                examples.weights());
    }

    static XgBoostParameters.Builder small() {
        return XgBoost.parameters().rounds(12).learningRate(0.3);
    }

    static XgBoostModel fit(XgBoostParameters parameters, Examples training, Examples validation) {
        return (XgBoostModel) XgBoost.regressor(parameters).fit(training, validation, FitListener.NONE);
    }
}
