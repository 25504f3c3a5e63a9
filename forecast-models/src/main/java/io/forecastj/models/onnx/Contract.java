package io.forecastj.models.onnx;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of itself: which numbers it wants, in which order and scale, and what its answers mean. Read by
 * {@link ContractReader}; {@code docs/onnx.md} specifies it.
 *
 * <p>Immutable.
 *
 * @param name the short name that reports show
 * @param lookback rows of the window
 * @param pipeline computes the features of a row
 * @param target what the answers mean; null for patterns
 * @param steps the steps ahead, increasing, the last one the horizon; empty for patterns
 * @param past the window
 * @param future the known future, or null
 * @param attributes the static inputs, or null
 * @param masks dropout masks
 * @param outputs the outputs that are read
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
        List<InputSpec.Mask> masks,
        List<OutputSpec> outputs,
        @Nullable Instant trainedFrom,
        @Nullable Instant trainedTo,
        String producer,
        long seed) {

    Contract {
        steps = List.copyOf(steps);
        masks = List.copyOf(masks);
        outputs = List.copyOf(outputs);
    }

    /** How many features a row has. */
    int width() {
        return pipeline.columns().size();
    }

    /** How many steps ahead the last step is; 0 for patterns. */
    int horizon() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
    }

    List<String> futureColumns() {
        return future == null ? List.of() : future.columns();
    }

    List<String> attributeNames() {
        return attributes == null ? List.of() : attributes.columns();
    }

    /** All inputs: the window first, then the known future, the attributes, the masks. */
    List<InputSpec> inputs() {
        List<InputSpec> inputs = new ArrayList<>(List.of(past));
        if (future != null) {
            inputs.add(future);
        }
        if (attributes != null) {
            inputs.add(attributes);
        }
        inputs.addAll(masks);
        return inputs;
    }

    /** The columns with their roles: the target, the known-future ones, those that only features need, the static. */
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

    /** The columns of a row, in the order in which {@link FeatureWindow} takes them. */
    List<String> rowColumns() {
        return columns().stream()
                .filter(column -> column.role() != ColumnRole.STATIC)
                .map(Column::name)
                .toList();
    }

    /** How many rows before the origin the farthest base of a change lies. */
    int farthestBase() {
        Target of = target;
        return of == null ? 0 : steps.stream().mapToInt(of::baseLag).max().orElse(0);
    }

    /** How many rows a history needs for a full window. */
    int requiredHistory() {
        return Math.max(pipeline.warmup() + lookback, farthestBase() + 1);
    }

    /** The index of the first output of a kind, or -1. */
    int indexOf(Class<? extends OutputSpec> kind) {
        return Stream.iterate(0, i -> i < outputs.size(), i -> i + 1)
                .filter(i -> kind.isInstance(outputs.get(i)))
                .findFirst()
                .orElse(-1);
    }

    /** The first output of a kind, or null. */
    <T extends OutputSpec> @Nullable T output(Class<T> kind) {
        int at = indexOf(kind);
        return at < 0 ? null : kind.cast(outputs.get(at));
    }
}
