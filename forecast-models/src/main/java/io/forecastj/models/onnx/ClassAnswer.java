package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import java.util.Arrays;
import java.util.Objects;

/** Class probabilities of each step. */
final class ClassAnswer extends ForecastAnswer {
    /** Largest difference between 1 and the sum of float probabilities that counts as rounding. */
    private static final double ROUNDING = 1e-3;

    private final OutputSpec.Probabilities spec;
    private final int output;
    private final int[] steps;
    /** Probabilities as the model returns them, {@code [step][class]}, only for the forecast steps. */
    private final double[] means;
    /** Probabilities in the layout {@code [step][class]}, from step 1 to the horizon. */
    private final double[][] probabilities;

    ClassAnswer(Contract contract) {
        this.spec = Objects.requireNonNull(contract.output(OutputSpec.Probabilities.class));
        this.output = contract.indexOf(OutputSpec.Probabilities.class);
        this.steps = contract.steps().stream().mapToInt(Integer::intValue).toArray();
        int width = spec.classes().size();
        this.means = new double[steps.length * width];
        this.probabilities = missing(contract.horizon(), width);
    }

    /** Ignores the base value: a class is not a change from a value. */
    @Override
    void base(int rowsBack, double value) {}

    @Override
    String read(ModelRow row, double[] statistics, double[] out) {
        double[] answers = row.answers[output];
        int width = spec.classes().size();
        for (int at = 0; at < answers.length; at += width) {
            Answers.activate(spec.activation(), answers, at, width);
        }
        Answers.mean(answers, means.length, means);
        for (int i = 0; i < steps.length; i++) {
            double sum = 0;
            double least = 0;
            for (int c = 0; c < width; c++) {
                double probability = means[i * width + c];
                sum += probability;
                least = Math.min(least, probability);
            }
            if (!(Math.abs(sum - 1) <= ROUNDING) || least < 0) {
                return "the model's output '" + spec.tensor() + "' should be probabilities that add up to 1 by the"
                        + " contract, found " + Arrays.toString(Arrays.copyOfRange(means, i * width, (i + 1) * width))
                        + " for step " + steps[i];
            }
            for (int c = 0; c < width; c++) {
                probabilities[steps[i] - 1][c] = means[i * width + c] / sum;
            }
        }
        return "";
    }

    @Override
    void complete(Forecast.Builder forecast) {
        forecast.probabilities(spec.classes(), probabilities);
    }
}
