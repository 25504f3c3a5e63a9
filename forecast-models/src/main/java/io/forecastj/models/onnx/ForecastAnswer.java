package io.forecastj.models.onnx;

import io.forecastj.Forecast;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/**
 * Decoder of a model's outputs to a forecast: values of the target, with quantiles, or class probabilities.
 *
 * <p>For one thread; decoding allocates nothing.
 */
abstract sealed class ForecastAnswer permits ValueAnswer, ClassAnswer {
    private String flaw = "";

    /**
     * Creates the decoder for a contract's target.
     *
     * @param levels the levels of the quantiles of draws
     */
    static ForecastAnswer of(Contract contract, List<Double> levels, int draws) {
        return contract.target() instanceof Target.Valued target
                ? new ValueAnswer(contract, target, levels, draws)
                : new ClassAnswer(contract);
    }

    /** Returns the levels of a forecast's quantiles: those of the model, or those of its draws if it has several. */
    static double[] levels(Contract contract, List<Double> ofDraws, int draws) {
        OutputSpec.Quantiles quantiles = contract.output(OutputSpec.Quantiles.class);
        if (quantiles != null) {
            return QuantileLevels.of(quantiles).wanted();
        }
        return draws > 1 && contract.output(OutputSpec.Point.class) != null
                ? ofDraws.stream().mapToDouble(Double::doubleValue).toArray()
                : new double[0];
    }

    /** Sets the base value of changes, by its distance in rows from the origin. */
    abstract void base(int rowsBack, double value);

    /**
     * Decodes the outputs; leaves NaN in {@code out} for classes and for outputs with a flaw.
     *
     * @param statistics those of the window, see {@link OutputScaling#apply}
     */
    final void decode(ModelRow row, double[] statistics, double[] out) {
        flaw = read(row, statistics, out);
        if (!flaw.isEmpty()) {
            Arrays.fill(out, Double.NaN);
        }
    }

    /** Reads the outputs; returns their flaw, empty if there is none. */
    abstract String read(ModelRow row, double[] statistics, double[] out);

    /** Returns the flaw of the last outputs; empty if there is none. */
    final String flaw() {
        return flaw;
    }

    /** Adds quantiles or probabilities to a forecast from outputs without a flaw. */
    abstract void complete(Forecast.Builder forecast);

    /** Returns an array for each step from 1, filled with NaN. */
    static double[][] missing(int steps, int width) {
        double[][] values = new double[steps][width];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return values;
    }
}
