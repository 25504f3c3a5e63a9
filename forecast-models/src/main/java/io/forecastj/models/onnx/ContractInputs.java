package io.forecastj.models.onnx;

import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.StepCalendar;
import io.forecastj.models.internal.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a contract, sorted by kind.
 *
 * @param future the known future, or null
 * @param attributes the static inputs, or null
 * @param attention the attention mask, or null
 * @param groups the group ids, or null
 */
record ContractInputs(
        InputSpec.Past past,
        InputSpec.@Nullable KnownFuture future,
        InputSpec.@Nullable Static attributes,
        InputSpec.@Nullable AttentionMask attention,
        List<InputSpec.State> states,
        InputSpec.@Nullable GroupIds groups,
        List<InputSpec.Mask> masks) {

    /**
     * Reads the list of inputs.
     *
     * @param contract the contract with the list
     * @param features the number of features of a row of the window
     * @param registry the features that a calendar may name
     */
    static ContractInputs read(JsonFields contract, int features, FeatureRegistry registry) {
        InputSpec.Past past = null;
        InputSpec.KnownFuture future = null;
        InputSpec.Static attributes = null;
        InputSpec.AttentionMask attention = null;
        InputSpec.GroupIds groups = null;
        List<InputSpec.State> states = new ArrayList<>();
        List<InputSpec.Mask> masks = new ArrayList<>();
        Set<String> tensors = new HashSet<>();
        for (JsonFields input : contract.objects("inputs")) {
            InputSpec spec = input(input, features, registry);
            input.requireNoOther();
            ContractReader.requireOnce(input, spec.tensor(), tensors);
            if (spec instanceof InputSpec.Past only && past == null) {
                past = only;
            } else if (spec instanceof InputSpec.KnownFuture only && future == null) {
                future = only;
            } else if (spec instanceof InputSpec.Static only && attributes == null) {
                attributes = only;
            } else if (spec instanceof InputSpec.AttentionMask only && attention == null) {
                attention = only;
            } else if (spec instanceof InputSpec.GroupIds only && groups == null) {
                groups = only;
            } else if (spec instanceof InputSpec.State state) {
                states.add(state);
            } else if (spec instanceof InputSpec.Mask mask) {
                masks.add(mask);
            } else {
                throw input.fail("kind", "given once, but for states and masks", input.node("kind"));
            }
        }
        if (past == null) {
            throw contract.fail("inputs", "a list with an input of the kind 'past'", contract.node("inputs"));
        }
        return new ContractInputs(past, future, attributes, attention, states, groups, masks);
    }

    private static InputSpec input(JsonFields input, int features, FeatureRegistry registry) {
        String tensor = input.text("tensor");
        return switch (input.choice("kind", InputSpec.KINDS)) {
            case InputSpec.Past.KIND ->
                new InputSpec.Past(
                        tensor,
                        input.choice("layout", List.of(InputSpec.Layout.values()), InputSpec.Layout::word),
                        InputScaling.input(input, features, true));
            case InputSpec.KnownFuture.KIND -> {
                StepCalendar calendar = calendar(input, registry);
                boolean needsColumns = calendar.columns().isEmpty() || input.has("columns");
                List<String> columns = needsColumns ? input.names("columns") : List.of();
                int width = columns.size() + calendar.columns().size();
                InputSpec.Layout layout = input.has("layout")
                        ? input.choice("layout", InputSpec.KnownFuture.LAYOUTS, InputSpec.Layout::word)
                        : InputSpec.Layout.BTF;
                yield new InputSpec.KnownFuture(
                        tensor, layout, columns, calendar, InputScaling.input(input, width, false));
            }
            case InputSpec.Static.KIND -> {
                List<String> columns = input.names("columns");
                yield new InputSpec.Static(tensor, columns, InputScaling.input(input, columns.size(), false));
            }
            case InputSpec.AttentionMask.KIND ->
                new InputSpec.AttentionMask(
                        tensor,
                        input.choice("layout", InputSpec.AttentionMask.LAYOUTS).equals(InputSpec.AttentionMask.VALUES));
            case InputSpec.GroupIds.KIND ->
                new InputSpec.GroupIds(
                        tensor,
                        input.choice("ids", List.of(InputSpec.GroupIds.SEPARATE, InputSpec.GroupIds.ZERO))
                                .equals(InputSpec.GroupIds.SEPARATE));
            case InputSpec.State.KIND -> new InputSpec.State(tensor, input.choice("layout", InputSpec.State.LAYOUTS));
            default -> {
                double rate = input.decimal("rate");
                if (!(rate >= 0 && rate < 1)) {
                    throw input.fail("rate", "at least 0 and below 1", rate + "");
                }
                yield new InputSpec.Mask(tensor, input.integers("shape", 1, ContractReader.MAX_ROWS), rate);
            }
        };
    }

    /** Reads the features of the step's time; none if the input has no such list. */
    private static StepCalendar calendar(JsonFields input, FeatureRegistry registry) {
        if (!input.has("calendar")) {
            return StepCalendar.of(List.of());
        }
        try {
            return StepCalendar.parse(input.names("calendar"), registry);
        } catch (IllegalArgumentException e) {
            throw input.fail("calendar", "features of the step's time", String.valueOf(e.getMessage()));
        }
    }
}
