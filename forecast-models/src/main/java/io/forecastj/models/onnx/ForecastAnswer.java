package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a model's answers mean as a forecast: values by the target, quantiles, class probabilities.
 *
 * <p>For one thread; decoding allocates nothing.
 */
final class ForecastAnswer {
    /** How far float probabilities may be from adding up to 1 before they are none. */
    private static final double ROUNDING = 1e-3;

    private final Contract contract;
    private final Target target;
    private final int[] steps;
    private final double[] bases;
    private final int point;
    private final int quantile;
    private final int classes;
    private final double[][] means;
    private final double[] levels;
    private final double[] sorted;
    /** {@code [step][level]}. */
    private final double[][] quantiles;
    /** {@code [step][class]}. */
    private final double[][] probabilities;

    private String flaw = "";

    /**
     * @param levels of the quantiles of draws
     */
    ForecastAnswer(Contract contract, List<Double> levels, int draws) {
        this.contract = contract;
        this.target = Objects.requireNonNull(contract.target());
        this.steps = contract.steps().stream().mapToInt(Integer::intValue).toArray();
        this.bases = new double[contract.farthestBase() + 1];
        this.point = contract.indexOf(OutputSpec.Point.class);
        this.quantile = contract.indexOf(OutputSpec.Quantiles.class);
        this.classes = contract.indexOf(OutputSpec.Probabilities.class);
        this.means = new double[contract.outputs().size()][];
        for (int i = 0; i < means.length; i++) {
            means[i] = new double[steps.length * width(contract.outputs().get(i))];
        }
        this.levels = levels(contract, levels, draws);
        this.sorted = new double[draws];
        this.quantiles = missing(contract.horizon(), this.levels.length);
        this.probabilities = missing(
                contract.horizon(), classes < 0 ? 0 : width(contract.outputs().get(classes)));
    }

    /** The levels of the quantiles of a forecast: those of the model, else those of its draws if it has several. */
    static double[] levels(Contract contract, List<Double> ofDraws, int draws) {
        int quantile = contract.indexOf(OutputSpec.Quantiles.class);
        if (quantile >= 0) {
            return ((OutputSpec.Quantiles) contract.outputs().get(quantile)).levels();
        }
        return draws > 1 && contract.indexOf(OutputSpec.Point.class) >= 0
                ? ofDraws.stream().mapToDouble(Double::doubleValue).toArray()
                : new double[0];
    }

    /** How many numbers an output has for a step. */
    private static int width(OutputSpec output) {
        if (output instanceof OutputSpec.Quantiles quantiles) {
            return quantiles.levels().length;
        }
        return output instanceof OutputSpec.Probabilities spec ? spec.classes().size() : 1;
    }

    private static double[][] missing(int rows, int width) {
        double[][] values = new double[rows][width];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return values;
    }

    /** Sets the value that changes start from so many rows before the origin. */
    void base(int rowsBack, double value) {
        bases[rowsBack] = value;
    }

    private double value(int step, double change) {
        return target.decode(bases[target.baseLag(step)], change);
    }

    /** What is wrong with the last answer; empty if nothing is. */
    String flaw() {
        return flaw;
    }

    /** Decodes the answers; leaves {@code out} at NaN for classes and for an answer with a flaw. */
    void decode(ModelRow row, double[] out) {
        flaw = "";
        if (classes >= 0) {
            classes((OutputSpec.Probabilities) contract.outputs().get(classes), row.answers[classes]);
            return;
        }
        for (int i = 0; i < means.length; i++) {
            if (!finite(row.answers[i])) {
                flaw = "the model's output '" + contract.outputs().get(i).tensor() + "' is not finite: "
                        + Arrays.toString(Arrays.copyOf(row.answers[i], Math.min(8, row.answers[i].length)));
                return;
            }
            Answers.mean(row.answers[i], means[i].length, means[i]);
        }
        if (quantile >= 0) {
            quantiles((OutputSpec.Quantiles) contract.outputs().get(quantile), out);
        }
        if (point >= 0) {
            points((OutputSpec.Point) contract.outputs().get(point), row.answers[point], out);
        }
        for (int step : steps) {
            if (!(Math.abs(out[step - 1]) <= Double.MAX_VALUE)) {
                flaw = "the forecast of step " + step + " is " + out[step - 1];
            } else if (!finite(quantiles[step - 1])) {
                flaw = "the quantiles of step " + step + " are " + Arrays.toString(quantiles[step - 1]);
            }
            if (!flaw.isEmpty()) {
                Arrays.fill(out, Double.NaN);
                return;
            }
        }
    }

    private static boolean finite(double[] values) {
        boolean finite = true;
        for (double value : values) {
            finite &= Math.abs(value) <= Double.MAX_VALUE;
        }
        return finite;
    }

    private void points(OutputSpec.Point spec, double[] answers, double[] out) {
        for (int i = 0; i < steps.length; i++) {
            out[steps[i] - 1] = value(steps[i], spec.unscale().apply(means[point][i]));
            if (quantile < 0 && levels.length > 0) {
                Answers.sorted(answers, steps.length, i, sorted);
                for (int q = 0; q < levels.length; q++) {
                    quantiles[steps[i] - 1][q] =
                            value(steps[i], spec.unscale().apply(Answers.quantile(sorted, levels[q])));
                }
            }
        }
    }

    /**
     * Quantiles of a step may cross in a network's answer. Sorting never takes them farther from the true ones
     * (Chernozhukov, Fernández-Val and Galichon, Quantile and Probability Curves Without Crossing, Econometrica 78,
     * 2010).
     */
    private void quantiles(OutputSpec.Quantiles spec, double[] out) {
        for (int i = 0; i < steps.length; i++) {
            double[] ofStep = quantiles[steps[i] - 1];
            for (int q = 0; q < ofStep.length; q++) {
                int at = spec.levelsFirst() ? q * steps.length + i : i * ofStep.length + q;
                ofStep[q] = value(steps[i], spec.unscale().apply(means[quantile][at]));
            }
            Arrays.sort(ofStep);
            for (int q = 0; q < ofStep.length; q++) {
                if (spec.levels()[q] == 0.5) {
                    out[steps[i] - 1] = ofStep[q];
                }
            }
        }
    }

    private void classes(OutputSpec.Probabilities spec, double[] answers) {
        int width = spec.classes().size();
        for (int at = 0; at < answers.length; at += width) {
            Answers.activate(spec.activation(), answers, at, width);
        }
        Answers.mean(answers, means[classes].length, means[classes]);
        for (int i = 0; i < steps.length; i++) {
            double sum = 0;
            double least = 0;
            for (int c = 0; c < width; c++) {
                double probability = means[classes][i * width + c];
                sum += probability;
                least = Math.min(least, probability);
            }
            if (!(Math.abs(sum - 1) <= ROUNDING) || least < 0) {
                flaw = "the model's output '" + spec.tensor() + "' should be probabilities that add up to 1 by the"
                        + " contract, found "
                        + Arrays.toString(Arrays.copyOfRange(means[classes], i * width, (i + 1) * width))
                        + " for step " + steps[i];
                return;
            }
            for (int c = 0; c < width; c++) {
                probabilities[steps[i] - 1][c] = means[classes][i * width + c] / sum;
            }
        }
    }

    /** Adds quantiles and probabilities. */
    void complete(Forecast.Builder forecast) {
        if (classes >= 0) {
            forecast.probabilities(
                    ((OutputSpec.Probabilities) contract.outputs().get(classes)).classes(), probabilities);
        } else if (levels.length > 0) {
            forecast.quantiles(0, levels, quantiles);
        }
    }
}
