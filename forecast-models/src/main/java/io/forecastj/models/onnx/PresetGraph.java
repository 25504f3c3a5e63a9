package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tensors of an exported graph that are those of a family of pretrained forecasters. */
final class PresetGraph {
    private static final Set<ElementType> FRACTIONS =
            Set.of(ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16);
    private static final Set<ElementType> INTEGERS = Set.of(ElementType.INT32, ElementType.INT64);
    /** Number of the trained levels. */
    private static final int LEVELS = 9;

    private final OnnxScan scan;
    private final OnnxPreset.Family family;
    private final String source;
    private final TensorSpec input;
    private final TensorSpec output;

    PresetGraph(
            OnnxScan scan,
            OnnxPreset.Family family,
            String source,
            @Nullable String inputName,
            @Nullable String outputName) {
        this.scan = scan;
        this.family = family;
        this.source = source;
        this.input = find(
                "input",
                inputName,
                scan.inputs(),
                scan.inputs().stream().filter(this::isContext).toList());
        this.output = find(
                "output",
                outputName,
                scan.outputs(),
                scan.outputs().stream().filter(this::isAnswer).toList());
    }

    private TensorSpec find(String what, @Nullable String name, List<TensorSpec> all, List<TensorSpec> fitting) {
        if (name == null && fitting.size() == 1) {
            return fitting.get(0);
        }
        return all.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelLoadException(source + ": expected one " + what + " of the form "
                        + (what.equals("input") ? form() : answers()) + " for " + family.label + ", found "
                        + (name == null ? fitting.size() + " of that form" : "none with the name '" + name + "'")
                        + " among " + all + "; name it by ." + what + "(\"...\") of the preset"));
    }

    private String form() {
        return family.quantiles() ? "[batch, context]" : "[batch, context, channels]";
    }

    private String answers() {
        return !family.quantiles()
                ? "[batch, steps, channels]"
                : family.layout.equals("bqs") ? "[batch, 9, steps]" : "[batch, steps, 9]";
    }

    private boolean isContext(TensorSpec tensor) {
        int axes = tensor.dims().size();
        return FRACTIONS.contains(tensor.type())
                && !isNamed(tensor, "mask")
                && (family.quantiles()
                        ? axes == 2 || axes == 3 && canBe(tensor.dims().get(2), 1)
                        : axes == 3);
    }

    /** Returns whether a tensor is named as a mask of what is there; a mask of the padding says the opposite. */
    private static boolean isMask(TensorSpec tensor) {
        return isNamed(tensor, "mask") && !isNamed(tensor, "pad");
    }

    private static boolean isNamed(TensorSpec tensor, String part) {
        return tensor.name().toLowerCase(Locale.ROOT).contains(part);
    }

    private boolean isAnswer(TensorSpec tensor) {
        boolean fits = FRACTIONS.contains(tensor.type()) && tensor.dims().size() == 3;
        return fits
                && (!family.quantiles()
                        || canBe(tensor.dims().get(1), LEVELS)
                        || canBe(tensor.dims().get(2), LEVELS));
    }

    private static boolean canBe(Dim dim, long size) {
        return !(dim instanceof Dim.Fixed fixed) || fixed.size() == size;
    }

    private static boolean is(Dim dim, long size) {
        return dim instanceof Dim.Fixed fixed && fixed.size() == size;
    }

    TensorSpec input() {
        return input;
    }

    TensorSpec output() {
        return output;
    }

    /** Returns whether the context has no axis of channels. */
    boolean flat() {
        return input.dims().size() == 2;
    }

    /** Returns the length of the context: that of the graph, or the wanted one, or the family's; 0 wants none. */
    int rows(int wanted) {
        if (!(input.dims().get(1) instanceof Dim.Fixed fixed)) {
            return wanted == 0 ? family.context : wanted;
        }
        if (wanted != 0 && wanted != fixed.size()) {
            throw new IllegalArgumentException(
                    source + ": the graph fixes the context to " + fixed.size() + " values, found " + wanted);
        }
        return size(fixed, input);
    }

    private int size(Dim.Fixed axis, TensorSpec of) {
        if (axis.size() < 1 || axis.size() > ContractReader.MAX_ROWS) {
            throw new ModelLoadException(source + ": expected axes of 1 to " + ContractReader.MAX_ROWS
                    + " rows or steps for " + family.label + ", found " + axis.size() + " in " + of);
        }
        return (int) axis.size();
    }

    /** Refuses another number of columns than the graph has channels. */
    void requireChannels(List<String> columns) {
        if (flat() ? columns.size() > 1 : !canBe(input.dims().get(2), columns.size())) {
            throw new IllegalArgumentException(source + ": the context " + input + " should get "
                    + (flat() ? 1 : input.dims().get(2)) + " columns, found " + columns
                    + "; name them in the order of the channels by .channels(\"...\")");
        }
    }

    /** Returns the order of the axes of quantiles: the one that the sizes show, or else the family's. */
    String layout() {
        boolean second = is(output.dims().get(1), LEVELS);
        boolean third = is(output.dims().get(2), LEVELS);
        return second == third ? family.layout : second ? "bqs" : "bsq";
    }

    /** Returns the steps of one run: those of the graph, or else the family's. */
    int steps() {
        int axis = family.quantiles() && layout().equals("bqs") ? 2 : 1;
        return output.dims().get(axis) instanceof Dim.Fixed fixed ? size(fixed, output) : family.steps;
    }

    /** Returns the descriptions of the graph's other inputs: attention mask and group ids. */
    List<OnnxInput> more() {
        List<OnnxInput> more = new ArrayList<>();
        for (TensorSpec other : scan.inputs()) {
            int axes = other.dims().size();
            if (other.equals(input)) {
                continue;
            }
            boolean ids = axes == 1 || axes == 2 && is(other.dims().get(1), 1);
            if (ids && INTEGERS.contains(other.type()) && isNamed(other, "group")) {
                more.add(OnnxInput.groupIds(other.name()));
            } else if (axes == 2 && isMask(other)) {
                more.add(OnnxInput.attentionMask(other.name(), InputSpec.AttentionMask.ROWS));
            } else if (axes == 3 && isMask(other)) {
                more.add(OnnxInput.attentionMask(other.name(), InputSpec.AttentionMask.VALUES));
            } else {
                throw new ModelLoadException(
                        source + ": expected a context, an attention mask and group ids, both by their names, for "
                                + family.label + ", found the further input " + other
                                + "; describe the model by an OnnxContract with a context");
            }
        }
        return more;
    }
}
