package io.forecastj.models.onnx;

import io.forecastj.KnownFuture;
import io.forecastj.features.StepCalendar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of a raw context to the inputs of a run: scaling, missing values, order of axes, the attention mask, and
 * the known future of the steps of the run.
 *
 * <p>For one thread; allocates nothing after its creation.
 */
final class ContextInput {
    private final Contract contract;
    private final ContextSpec.Missing missing;
    private final int lookback;
    private final int width;
    private final int attentionAt;
    private final double limit;
    private final double futureLimit;
    private final double[] scaled;
    private final StepCalendar.Evaluator calendar;

    ContextInput(OnnxModel model, ContextSpec context) {
        this.contract = model.contract();
        this.limit = model.limit(0);
        this.futureLimit = contract.future() == null ? 0 : model.limit(1);
        this.missing = context.missing();
        this.lookback = contract.lookback();
        this.width = contract.width();
        this.attentionAt = contract.givenInputs() - 1;
        this.scaled = new double[lookback * width];
        this.calendar = contract.calendar().open();
    }

    /**
     * Fills the inputs of a run.
     *
     * @param context rows, oldest first
     * @param statistics gets those of the window's scaling
     */
    void put(double[] context, ModelRow row, double[] statistics) {
        System.arraycopy(context, 0, scaled, 0, scaled.length);
        InputScaling scaling = contract.past().scaling();
        if (scaling instanceof InputScaling.Window window) {
            window.apply(scaled, width, statistics);
        } else if (scaling instanceof InputScaling.Affine affine) {
            for (int at = 0; at < scaled.length; at += width) {
                affine.apply(scaled, at);
            }
        }
        for (int i = 0; i < scaled.length; i++) {
            if (!(Math.abs(scaled[i]) <= limit)) {
                scaled[i] = Double.NaN;
            }
        }
        InputSpec.AttentionMask attention = contract.attention();
        if (attention != null) {
            putPresence(row.inputs[attentionAt], attention.perValue());
        }
        fill();
        double[] out = row.inputs[0];
        if (contract.past().layout() == InputSpec.Layout.BFT) {
            for (int at = 0; at < lookback; at++) {
                for (int c = 0; c < width; c++) {
                    out[c * lookback + at] = scaled[at * width + c];
                }
            }
        } else {
            System.arraycopy(scaled, 0, out, 0, scaled.length);
        }
    }

    private void putPresence(double[] out, boolean perValue) {
        if (!perValue) {
            Arrays.fill(out, 1);
        }
        for (int i = 0; i < scaled.length; i++) {
            if (perValue) {
                out[i] = Double.isNaN(scaled[i]) ? 0 : 1;
            } else if (Double.isNaN(scaled[i])) {
                out[i / width] = 0;
            }
        }
    }

    private void fill() {
        if (missing == ContextSpec.Missing.NAN) {
            return;
        }
        for (int c = 0; c < width; c++) {
            double last = missing == ContextSpec.Missing.ZERO ? 0 : first(c);
            for (int at = c; at < scaled.length; at += width) {
                if (Double.isNaN(scaled[at])) {
                    scaled[at] = last;
                } else if (missing == ContextSpec.Missing.LAST) {
                    last = scaled[at];
                }
            }
        }
    }

    /** Returns the first value of a channel; 0 if it has none. */
    private double first(int channel) {
        for (int at = channel; at < scaled.length; at += width) {
            if (!Double.isNaN(scaled[at])) {
                return scaled[at];
            }
        }
        return 0;
    }

    /**
     * Fills the known future of a run's steps; those beyond the horizon are filled like missing values.
     *
     * @param before the number of steps before those of the run
     * @return the first step with a missing value that the model does not take; 0 if there is none
     */
    int putFuture(KnownFuture future, int before, ModelRow row) {
        InputSpec.@Nullable KnownFuture input = contract.future();
        if (input == null) {
            return 0;
        }
        double[] out = row.inputs[1];
        int columns = input.columns().size();
        int flawed = 0;
        for (int step = 1; step <= contract.futureOfRun(); step++) {
            int at = (step - 1) * input.width();
            if (before + step > contract.horizon()) {
                beyond(out, at, input.width());
                continue;
            }
            for (int c = 0; c < columns; c++) {
                out[at + c] = future.value(before + step, c);
            }
            if (columns < input.width()) {
                calendar.write(future.time(before + step), out, at + columns);
            }
            if (input.scaling() instanceof InputScaling.Affine affine) {
                affine.apply(out, at);
            }
            for (int c = at; flawed == 0 && c < at + input.width(); c++) {
                boolean gap = Double.isNaN(out[c]) && missing == ContextSpec.Missing.NAN;
                flawed = gap || Math.abs(out[c]) <= futureLimit ? 0 : before + step;
            }
        }
        return flawed;
    }

    private void beyond(double[] out, int at, int count) {
        switch (missing) {
            case NAN -> Arrays.fill(out, at, at + count, Double.NaN);
            case ZERO -> Arrays.fill(out, at, at + count, 0);
            case LAST -> System.arraycopy(out, at - count, out, at, count);
        }
    }
}
