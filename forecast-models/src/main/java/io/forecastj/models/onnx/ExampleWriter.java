package io.forecastj.models.onnx;

import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/**
 * Writer of examples to the arrays of a batch. Not part of the API: it may change in any version.
 *
 * <p>For one thread; make one for each. Writing allocates nothing.
 *
 * @hidden
 */
public final class ExampleWriter {
    private final ContractExamples examples;
    private final Contract contract;
    private final PastScaling scaling;
    private final double[] past;
    private final double[] future;
    private final double[] attributes;
    private final double[] labels;
    private final double[] statistics;

    ExampleWriter(ContractExamples examples) {
        this.examples = examples;
        this.contract = examples.described();
        this.scaling = new PastScaling(contract, ContractExamples.LIMIT);
        this.past = new double[examples.pastSize()];
        this.future = new double[examples.futureSize()];
        this.attributes = new double[examples.attributeSize()];
        this.labels = new double[examples.labelSize()];
        this.statistics = new double[contract.past().scaling().statistics()];
    }

    /**
     * Writes the inputs and labels of one origin, each to the place of one row in the arrays of a batch.
     *
     * @param series the index of the series
     * @param row the origin, one of {@link ContractExamples#origins}
     * @param at the index of the row in the batch
     * @param past gets the window from {@code at * pastSize()} on, the oldest row first
     * @param future gets the known future of all steps; may be empty if there is none, and so may {@code attributes}
     * @param attributes gets the attributes of the series
     * @param labels gets the labels, step after step
     */
    public void write(int series, int row, int at, float[] past, float[] future, float[] attributes, float[] labels) {
        fill(series, row, this.past, this.future, this.attributes);
        labels(series, row, this.labels);
        cast(this.past, past, at);
        cast(this.future, future, at);
        cast(this.attributes, attributes, at);
        cast(this.labels, labels, at);
    }

    /** Casts as the runner does when it fills a tensor of floats. */
    private static void cast(double[] values, float[] out, int row) {
        int at = row * values.length;
        for (int i = 0; i < values.length; i++) {
            out[at + i] = (float) values[i];
        }
    }

    /** Writes the inputs before they are rounded; labels of the same origin may be asked for afterwards. */
    void fill(int series, int row, double[] past, double[] future, double[] attributes) {
        ExampleSeries one = examples.numbers(series);
        int width = contract.width();
        System.arraycopy(one.features(), (row + 1 - contract.lookback()) * width, past, 0, past.length);
        for (int at = 0; at < past.length; at += width) {
            scaling.scaleRow(past, at);
        }
        scaling.scaleWindow(past, statistics);
        InputSpec.KnownFuture known = contract.future();
        if (known != null) {
            System.arraycopy(one.future(), (row + 1) * known.width(), future, 0, future.length);
            for (int at = 0; at < future.length; at += known.width()) {
                InputScaling.scale(known.scaling(), future, at);
            }
        }
        InputSpec.Static fixed = contract.attributes();
        if (fixed != null) {
            System.arraycopy(one.attributes(), 0, attributes, 0, attributes.length);
            InputScaling.scale(fixed.scaling(), attributes, 0);
        }
    }

    /** Writes the inputs of a run. */
    void fill(int series, int row, ModelRow run) {
        int fixedAt = contract.future() == null ? 1 : 2;
        fill(
                series,
                row,
                run.inputs[0],
                contract.future() == null ? future : run.inputs[1],
                contract.attributes() == null ? attributes : run.inputs[fixedAt]);
    }

    /** Writes the labels of the origin whose inputs were filled last. */
    private void labels(int series, int row, double[] out) {
        ExampleSeries one = examples.numbers(series);
        Target target = contract.target();
        if (target == null) {
            for (int i = 0; i < out.length; i++) {
                out[i] = one.patterns()[row * out.length + i];
            }
            return;
        }
        OutputScaling unscale = examples.unscale();
        List<Integer> steps = contract.steps();
        Arrays.fill(out, 0);
        for (int i = 0; i < steps.size(); i++) {
            double change = one.change(target, row, steps.get(i));
            if (unscale == null) {
                out[i * Target.Direction.CLASSES.size() + (int) change] = 1;
            } else {
                out[i] = unscale.invert(change, statistics);
            }
        }
    }

    /** Returns true if an origin without missing numbers has labels that the network's type holds. */
    boolean labelled(int series, int row) {
        if (examples.unscale() instanceof OutputScaling.Window) {
            fill(series, row, past, future, attributes);
        }
        labels(series, row, labels);
        boolean fits = true;
        for (double label : labels) {
            fits &= Math.abs(label) <= ContractExamples.LIMIT;
        }
        return fits;
    }
}
