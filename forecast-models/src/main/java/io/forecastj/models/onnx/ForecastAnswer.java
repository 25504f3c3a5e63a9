package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/**
 * The meaning of a model's answers as a forecast: values by the target, with quantiles, or class probabilities.
 *
 * <p>For one thread; decoding allocates nothing.
 */
abstract sealed class ForecastAnswer permits ValueAnswer, ClassAnswer {
    private String flaw = "";

    /**
     * Makes the answer of a contract's target.
     *
     * @param levels of the quantiles of draws
     */
    static ForecastAnswer of(Contract contract, List<Double> levels, int draws) {
        return contract.target() instanceof Target.Valued target
                ? new ValueAnswer(contract, target, levels, draws)
                : new ClassAnswer(contract);
    }

    /** The levels of the quantiles of a forecast: those of the model, else those of its draws if it has several. */
    static double[] levels(Contract contract, List<Double> ofDraws, int draws) {
        OutputSpec.Quantiles quantiles = contract.output(OutputSpec.Quantiles.class);
        if (quantiles != null) {
            return quantiles.levels();
        }
        return draws > 1 && contract.output(OutputSpec.Point.class) != null
                ? ofDraws.stream().mapToDouble(Double::doubleValue).toArray()
                : new double[0];
    }

    /** Sets the value that changes start from, by its distance in rows from the origin. */
    abstract void base(int rowsBack, double value);

    /** Decodes the answers; leaves {@code out} at NaN for classes and for an answer with a flaw. */
    final void decode(ModelRow row, double[] out) {
        flaw = read(row, out);
        if (!flaw.isEmpty()) {
            Arrays.fill(out, Double.NaN);
        }
    }

    /** Reads the answers; returns their flaw, empty if they have none. */
    abstract String read(ModelRow row, double[] out);

    /** The flaw of the last answer; empty if it has none. */
    final String flaw() {
        return flaw;
    }

    /** Adds quantiles or probabilities to the forecast of an answer without a flaw. */
    abstract void complete(Forecast.Builder forecast);

    /** Values for each step from 1, NaN until they are known. */
    static double[][] missing(int steps, int width) {
        double[][] values = new double[steps][width];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return values;
    }
}
