package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of each step: points, and the quantiles of the model or of its draws. */
final class ValueAnswer extends ForecastAnswer {
    private final List<OutputSpec> outputs;
    private final Target.Valued target;
    private final int[] steps;
    private final double[] bases;
    /** Index of the output with the points, or -1; {@code quantile} is that of the quantiles. */
    private final int point;

    private final int quantile;
    private final double[][] means;
    private final double[] levels;
    private final double[] sorted;
    /** Quantiles in the layout {@code [step][level]}. */
    private final double[][] quantiles;

    private final @Nullable QuantileLevels asked;
    private final double[] trained;

    ValueAnswer(Contract contract, Target.Valued target, List<Double> levels, int draws) {
        this.outputs = contract.outputs();
        this.target = target;
        this.steps = contract.steps().stream().mapToInt(Integer::intValue).toArray();
        this.bases = new double[contract.farthestBase() + 1];
        this.point = contract.indexOf(OutputSpec.Point.class);
        this.quantile = contract.indexOf(OutputSpec.Quantiles.class);
        this.levels = levels(contract, levels, draws);
        OutputSpec.Quantiles spec = contract.output(OutputSpec.Quantiles.class);
        this.asked = spec == null ? null : QuantileLevels.of(spec);
        this.trained = new double[spec == null ? 0 : spec.levels().length];
        this.means = new double[outputs.size()][];
        for (int i = 0; i < means.length; i++) {
            means[i] = new double[steps.length * (i == quantile ? trained.length : 1)];
        }
        this.sorted = new double[draws];
        this.quantiles = missing(contract.horizon(), this.levels.length);
    }

    @Override
    void base(int rowsBack, double value) {
        bases[rowsBack] = value;
    }

    private double value(int step, double change) {
        return target.decode(bases[target.baseLag(step)], change);
    }

    @Override
    String read(ModelRow row, double[] statistics, double[] out) {
        for (int i = 0; i < means.length; i++) {
            if (!finite(row.answers[i])) {
                return "the model's output '" + outputs.get(i).tensor() + "' is not finite: "
                        + Arrays.toString(Arrays.copyOf(row.answers[i], Math.min(8, row.answers[i].length)));
            }
            Answers.mean(row.answers[i], means[i].length, means[i]);
        }
        if (quantile >= 0) {
            quantiles((OutputSpec.Quantiles) outputs.get(quantile), statistics, out);
        }
        if (point >= 0) {
            points((OutputSpec.Point) outputs.get(point), row.answers[point], statistics, out);
        }
        for (int step : steps) {
            if (!(Math.abs(out[step - 1]) <= Double.MAX_VALUE)) {
                return "the forecast of step " + step + " is " + out[step - 1];
            }
            if (!finite(quantiles[step - 1])) {
                return "the quantiles of step " + step + " are " + Arrays.toString(quantiles[step - 1]);
            }
        }
        return "";
    }

    private static boolean finite(double[] values) {
        boolean finite = true;
        for (double value : values) {
            finite &= Math.abs(value) <= Double.MAX_VALUE;
        }
        return finite;
    }

    private void points(OutputSpec.Point spec, double[] answers, double[] statistics, double[] out) {
        for (int i = 0; i < steps.length; i++) {
            out[steps[i] - 1] = value(steps[i], spec.scaling().apply(means[point][i], statistics));
            if (quantile < 0 && levels.length > 0) {
                Answers.sorted(answers, steps.length, i, sorted);
                for (int q = 0; q < levels.length; q++) {
                    quantiles[steps[i] - 1][q] =
                            value(steps[i], spec.scaling().apply(Answers.quantile(sorted, levels[q]), statistics));
                }
            }
        }
    }

    /**
     * Sorts the quantiles of a step, since those of a network may cross. Sorting never increases their distance from
     * the true quantiles (Chernozhukov, Fernández-Val and Galichon, Quantile and Probability Curves Without Crossing,
     * Econometrica 78, 2010).
     */
    private void quantiles(OutputSpec.Quantiles spec, double[] statistics, double[] out) {
        for (int i = 0; i < steps.length; i++) {
            for (int q = 0; q < trained.length; q++) {
                int at = spec.levelsFirst() ? q * steps.length + i : i * trained.length + q;
                trained[q] = value(steps[i], spec.scaling().apply(means[quantile][at], statistics));
            }
            Arrays.sort(trained);
            for (int q = 0; q < trained.length; q++) {
                if (spec.levels()[q] == 0.5) {
                    out[steps[i] - 1] = trained[q];
                }
            }
            if (asked != null) {
                asked.convert(trained, quantiles[steps[i] - 1]);
            }
        }
    }

    @Override
    void complete(Forecast.Builder forecast) {
        if (levels.length > 0) {
            forecast.quantiles(0, levels, quantiles);
        }
        if (asked != null && !asked.flaw().isEmpty()) {
            forecast.status(ForecastStatus.DEGRADED, asked.flaw());
        }
    }
}
