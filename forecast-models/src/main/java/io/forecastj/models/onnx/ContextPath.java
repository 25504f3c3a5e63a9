package io.forecastj.models.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One continuation of a raw context: its values, the tensors of its next run, and the answers of the last one.
 *
 * <p>For one thread; allocates nothing after its creation.
 */
final class ContextPath {
    /** The context, oldest row first, unscaled. */
    final double[] values;
    /** The values that are fed back to this path, one for each step of a run. */
    final double[] fed;

    final double[] statistics;
    final boolean hasPoint;

    private final Contract contract;
    private final ModelRow row;
    private final int steps;
    private final int width;
    private final int targetAt;
    private final int pointAt;
    private final int quantilesAt;
    private final OutputSpec.@Nullable Point point;
    private final OutputSpec.@Nullable Quantiles quantiles;
    private final OutputScaling[] ofChannels;
    private final double[][] means;
    private final double[] sorted;

    ContextPath(OnnxModel model) {
        this.contract = model.contract();
        this.row = model.newRow();
        this.steps = contract.stepsOfRun();
        this.width = contract.width();
        this.targetAt = contract.channel();
        this.values = new double[contract.lookback() * width];
        this.fed = new double[steps];
        this.statistics = new double[contract.past().scaling().statistics()];
        this.pointAt = contract.indexOf(OutputSpec.Point.class);
        this.quantilesAt = contract.indexOf(OutputSpec.Quantiles.class);
        this.point = contract.output(OutputSpec.Point.class);
        this.quantiles = contract.output(OutputSpec.Quantiles.class);
        this.hasPoint = point != null;
        this.ofChannels = channels(contract, point);
        this.means = new double[row.answers.length][];
        for (int i = 0; i < means.length; i++) {
            means[i] = new double[row.answers[i].length / model.draws()];
        }
        this.sorted = new double[model.draws()];
    }

    /** Returns the scaling of each channel of the points: that of the target's, and for others their own group's. */
    private static OutputScaling[] channels(Contract contract, OutputSpec.@Nullable Point point) {
        if (point == null) {
            return new OutputScaling[0];
        }
        OutputScaling own = point.scaling();
        OutputScaling[] scalings = new OutputScaling[contract.width()];
        for (int c = 0; c < scalings.length; c++) {
            scalings[c] = c == contract.channel() || !(own instanceof OutputScaling.Window)
                    ? own
                    : ofGroup(c, contract.past().scaling());
        }
        return scalings;
    }

    private static OutputScaling ofGroup(int column, InputScaling past) {
        int[][] groups = past instanceof InputScaling.Window window ? window.groups() : new int[0][];
        for (int g = 0; g < groups.length; g++) {
            if (Arrays.stream(groups[g]).anyMatch(each -> each == column)) {
                return new OutputScaling.Window(g, true);
            }
        }
        return new OutputScaling.Affine(0, 1);
    }

    ModelRow row() {
        return row;
    }

    /** Returns whether the context has a value of the target. */
    boolean hasValue() {
        boolean found = false;
        for (int i = targetAt; i < values.length; i += width) {
            found |= !Double.isNaN(values[i]);
        }
        return found;
    }

    boolean channels() {
        return point != null && point.channels();
    }

    /** Takes the means of the answers over members and samples; returns their flaw, empty if there is none. */
    String read() {
        for (int i = 0; i < means.length; i++) {
            for (double answer : row.answers[i]) {
                if (!(Math.abs(answer) <= Double.MAX_VALUE)) {
                    return "the model's output '" + contract.outputs().get(i).tensor() + "' is not finite: "
                            + Arrays.toString(Arrays.copyOf(row.answers[i], Math.min(8, row.answers[i].length)));
                }
            }
            Answers.mean(row.answers[i], means[i].length, means[i]);
        }
        return "";
    }

    /** Returns the point of a step of the run, from 0 on, for a channel. */
    double point(int step, int channel) {
        return ofChannels[channel].apply(means[pointAt][pointAt(step, channel)], statistics);
    }

    private int pointAt(int step, int channel) {
        OutputSpec.Point of = point;
        if (of == null) {
            throw new IllegalStateException("no output of points");
        }
        return !of.channels()
                ? step
                : of.layout().equals(OutputSpec.Point.CHANNELS_LAST) ? step * width + channel : channel * steps + step;
    }

    /** Writes the quantiles of the target's points over members and samples, for a step of the run. */
    void quantilesOfDraws(int step, double[] levels, double[] out) {
        Answers.sorted(row.answers[pointAt], means[pointAt].length, pointAt(step, targetAt), sorted);
        for (int q = 0; q < levels.length; q++) {
            out[q] = ofChannels[targetAt].apply(Answers.quantile(sorted, levels[q]), statistics);
        }
    }

    /** Writes the quantiles of a step of the run, sorted since those of a network may cross. */
    void quantiles(int step, double[] out, int from) {
        OutputSpec.Quantiles of = quantiles;
        if (of == null) {
            throw new IllegalStateException("no output of quantiles");
        }
        int count = of.levels().length;
        for (int q = 0; q < count; q++) {
            int at = of.levelsFirst() ? q * steps + step : step * count + q;
            out[from + q] = of.scaling().apply(means[quantilesAt][at], statistics);
        }
        Arrays.sort(out, from, from + count);
    }
}
