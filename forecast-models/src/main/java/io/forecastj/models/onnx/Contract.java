package io.forecastj.models.onnx;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.StepCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Description of a model's inputs and outputs: their names, order and scale, and the meaning of the outputs.
 * {@link ContractReader} reads it; {@code docs/onnx.md} specifies it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the short name that reports show
 * @param lookback the number of rows of the window
 * @param pipeline computes the features of a row
 * @param target the meaning of the outputs; null for patterns
 * @param steps the steps ahead, increasing; the last one is the horizon; empty for patterns
 * @param past the window
 * @param future the known future, or null
 * @param attributes the static inputs, or null
 * @param attention the attention mask, or null
 * @param states the initial states, zeros
 * @param groups the group ids, or null
 * @param masks the dropout masks
 * @param outputs the outputs that are read
 * @param sampling the spacing of the training series, or null
 * @param training settings and results of the training by name, for reports
 * @param context the raw context, or null if the window is one of features
 */
record Contract(
        String name,
        int lookback,
        FeaturePipeline pipeline,
        @Nullable Target target,
        List<Integer> steps,
        InputSpec.Past past,
        InputSpec.@Nullable KnownFuture future,
        InputSpec.@Nullable Static attributes,
        InputSpec.@Nullable AttentionMask attention,
        List<InputSpec.State> states,
        InputSpec.@Nullable GroupIds groups,
        List<InputSpec.Mask> masks,
        List<OutputSpec> outputs,
        @Nullable Instant trainedFrom,
        @Nullable Instant trainedTo,
        @Nullable Sampling sampling,
        String producer,
        long seed,
        Map<String, String> training,
        @Nullable ContextSpec context) {

    /** Start of the names of parameters that {@link #training} gives to a description. */
    private static final String TRAINING = "training.";

    Contract {
        steps = List.copyOf(steps);
        states = List.copyOf(states);
        masks = List.copyOf(masks);
        outputs = List.copyOf(outputs);
        training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
    }

    /** Gives the settings and results of the training to a description, by names that no other parameter has. */
    void describeTraining(BiConsumer<String, String> parameters) {
        training.forEach((name, value) -> parameters.accept(TRAINING + name, value));
    }

    /** Returns the number of features of a row. */
    int width() {
        return pipeline.columns().size();
    }

    /** Returns the last step ahead; 0 for patterns. */
    int horizon() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
    }

    List<String> futureColumns() {
        return future == null ? List.of() : future.columns();
    }

    /** Returns the features of the step's time. */
    StepCalendar calendar() {
        return future == null ? StepCalendar.of(List.of()) : future.calendar();
    }

    /** Returns the hash of all features. */
    String schemaHash() {
        return calendar().schemaHash(pipeline.schemaHash());
    }

    List<String> attributeNames() {
        return attributes == null ? List.of() : attributes.columns();
    }

    /**
     * Returns all inputs: the window first, then the known future, the attributes, the attention mask, the states,
     * the group ids, the dropout masks.
     */
    List<InputSpec> inputs() {
        List<InputSpec> inputs = new ArrayList<>(List.of(past));
        if (future != null) {
            inputs.add(future);
        }
        if (attributes != null) {
            inputs.add(attributes);
        }
        if (attention != null) {
            inputs.add(attention);
        }
        inputs.addAll(states);
        if (groups != null) {
            inputs.add(groups);
        }
        inputs.addAll(masks);
        return inputs;
    }

    /** Returns the number of inputs that differ from forecast to forecast; they are the first ones. */
    int givenInputs() {
        return inputs().size() - states.size() - (groups == null ? 0 : 1) - masks.size();
    }

    /** Returns the parts of the inputs. */
    RunInputs runInputs() {
        return new RunInputs(givenInputs(), masks.size(), separateGroups(), hasGaps());
    }

    /** Returns the index of group ids that differ from row to row of a batch; -1 if there are none. */
    private int separateGroups() {
        return groups != null && groups.separate() ? givenInputs() + states.size() : -1;
    }

    /** Returns whether the model gets NaN for missing values. */
    boolean hasGaps() {
        return context != null && context.missing() == ContextSpec.Missing.NAN;
    }

    /** Returns the number of steps of one run of the model. */
    int stepsOfRun() {
        return context == null ? steps.size() : context.steps();
    }

    /** Returns the number of future steps whose known values one run of the model reads. */
    int futureOfRun() {
        return context == null ? horizon() : context.steps();
    }

    /** Returns the index of the target's column among those of the window; -1 if the window does not have it. */
    int channel() {
        Target of = target;
        return of == null ? -1 : pipeline.columns().indexOf(of.column());
    }

    /**
     * Returns the columns with their roles: the target, the known-future ones, those that only features need, the
     * static ones.
     */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        if (target != null) {
            columns.add(new Column(target.column(), ColumnRole.TARGET));
        }
        futureColumns().forEach(name -> columns.add(new Column(name, ColumnRole.KNOWN_FUTURE)));
        pipeline.inputs().stream()
                .filter(name ->
                        columns.stream().noneMatch(column -> column.name().equals(name)))
                .forEach(name -> columns.add(new Column(name, ColumnRole.PAST)));
        attributeNames().forEach(name -> columns.add(new Column(name, ColumnRole.STATIC)));
        return columns;
    }

    /** Returns the columns of a row, in the order in which {@link FeatureWindow} takes them. */
    List<String> rowColumns() {
        return columns().stream()
                .filter(column -> column.role() != ColumnRole.STATIC)
                .map(Column::name)
                .toList();
    }

    /** Returns the largest distance, in rows, from the origin back to the base of a change. */
    int farthestBase() {
        Target of = target;
        return of == null ? 0 : steps.stream().mapToInt(of::baseLag).max().orElse(0);
    }

    /** Returns the number of rows that a history needs: for a full window, or for one row of a raw context. */
    int requiredHistory() {
        return context != null ? pipeline.warmup() + 1 : Math.max(pipeline.warmup() + lookback, farthestBase() + 1);
    }

    /** Returns the number of rows of a history beyond which more rows change no forecast. */
    int sufficientHistory() {
        return Math.max(pipeline.warmup() + lookback, farthestBase() + 1);
    }

    /** Returns the index of the first output of a kind, or -1. */
    int indexOf(Class<? extends OutputSpec> kind) {
        return Stream.iterate(0, i -> i < outputs.size(), i -> i + 1)
                .filter(i -> kind.isInstance(outputs.get(i)))
                .findFirst()
                .orElse(-1);
    }

    /** Returns the first output of a kind, or null. */
    <T extends OutputSpec> @Nullable T output(Class<T> kind) {
        int at = indexOf(kind);
        return at < 0 ? null : kind.cast(outputs.get(at));
    }
}
