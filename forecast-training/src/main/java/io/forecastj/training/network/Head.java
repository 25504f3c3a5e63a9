package io.forecastj.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Second part of a network: from representation, attributes and known future to the output.
 *
 * <p>With known values of each step, a decoder whose weights all steps share sees a part of the representation made for
 * the step, and the values of that step (as the temporal decoder of Das et al., Long-term forecasting with TiDE, TMLR
 * 2023). Otherwise, and if steps of the output are not those of the known future, known values are inputs as a whole.
 *
 * <p>With a level, the last layer starts with zeros, so that the network starts as its {@link Highway} does: as the
 * naive forecast.
 */
final class Head {
    private final NetworkShape shape;
    private final OutputLayer form;
    private final boolean decodes;
    private final int stepUnits;
    private final @Nullable Dense hidden;
    private final Dropout hiddenDropout;
    private final @Nullable Dense context;
    private final @Nullable Dense step;
    private final Dropout stepDropout;
    private final Dense last;
    private final @Nullable Highway highway;

    Head(NetworkShape shape, int width, HeadSettings settings) {
        this.shape = shape;
        this.form = new OutputLayer(shape.outputs());
        this.stepUnits = settings.stepUnits();
        this.decodes = shape.futureColumns() > 0
                && form.steps() == shape.horizon()
                && !(shape.outputs() instanceof OutputForm.Labels);
        OptionalInt level = settings.level();
        if (level.isPresent() && !form.isOfLevels()) {
            throw new IllegalArgumentException("only points and quantiles can be levels, found " + shape.outputs());
        }
        int in = width + shape.attributes() + (decodes ? 0 : shape.horizon() * shape.futureColumns());
        this.hidden = settings.hidden() > 0 ? Dense.of("head.hidden", in, settings.hidden()) : null;
        this.hiddenDropout = new Dropout("head.dropout", settings.hidden(), hidden == null ? 0 : settings.dropout());
        int seen = hidden == null ? in : settings.hidden();
        this.context = decodes ? Dense.of("head.context", seen, shape.horizon() * stepUnits) : null;
        this.step = decodes ? Dense.of("head.step", stepUnits + shape.futureColumns(), stepUnits) : null;
        this.stepDropout = new Dropout("head.step.dropout", stepUnits, decodes ? settings.dropout() : 0);
        this.last = last(decodes ? stepUnits : seen, decodes ? 1 : form.steps(), level.isPresent());
        this.highway = level.isPresent() ? new Highway("head.highway", shape, level.getAsInt(), form.steps()) : null;
    }

    private Dense last(int in, int steps, boolean zeros) {
        int out = steps * form.values();
        float[] biases = new float[out];
        float[] ofStep = form.bias();
        for (int i = 0; i < out; i++) {
            biases[i] = ofStep[i % ofStep.length];
        }
        double bound = zeros ? 0 : 1 / Math.sqrt(in);
        return new Dense(
                Weight.uniform("head.last.weight", bound, true, out, in),
                Weight.of("head.last.bias", biases, false, out));
    }

    List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        for (@Nullable Dense layer : new @Nullable Dense[] {hidden, context, step, last}) {
            if (layer != null) {
                all.addAll(layer.weights());
            }
        }
        if (highway != null) {
            all.add(highway.weight());
        }
        return all;
    }

    List<DropoutMask> masks() {
        List<DropoutMask> all = new ArrayList<>(hiddenDropout.masks());
        all.addAll(stepDropout.masks());
        return all;
    }

    /** Computes the output from the representation {@code [batch, width]} and the inputs of the network. */
    <T> T output(Ops<T> ops, T representation, NetworkInputs<T> in) {
        T seen = seen(ops, representation, in);
        if (hidden != null) {
            seen = hiddenDropout.onRow(ops, ops.relu(hidden.on(ops, seen)));
        }
        T numbers = ops.reshape(last.on(ops, steps(ops, seen, in)), form.steps(), form.values());
        return highway == null ? form.on(ops, numbers) : form.on(ops, numbers, highway.on(ops, in.past()));
    }

    private <T> T seen(Ops<T> ops, T representation, NetworkInputs<T> in) {
        List<T> parts = new ArrayList<>();
        parts.add(representation);
        @Nullable T attributes = in.attributes();
        if (attributes != null) {
            parts.add(attributes);
        }
        @Nullable T future = in.future();
        if (future != null && !decodes) {
            parts.add(ops.reshape(future, shape.horizon() * shape.futureColumns()));
        }
        return parts.size() == 1 ? representation : ops.concat(parts, 1);
    }

    private <T> T steps(Ops<T> ops, T seen, NetworkInputs<T> in) {
        @Nullable T future = in.future();
        if (context == null || step == null || future == null) {
            return seen;
        }
        T contexts = ops.reshape(context.on(ops, seen), shape.horizon(), stepUnits);
        T decoded = ops.relu(step.on(ops, ops.concat(List.of(contexts, future), 2)));
        return stepDropout.onLastAxis(ops, decoded);
    }
}
