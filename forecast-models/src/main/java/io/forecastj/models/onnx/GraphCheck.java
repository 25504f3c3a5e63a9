package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One comparison of a graph with its contract; it keeps the batch that the tensors have in common. */
final class GraphCheck {
    private static final int MAX_BATCH = 4_096;
    private static final Set<ElementType> FRACTIONS =
            EnumSet.of(ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16);
    private static final Set<ElementType> NUMBERS = EnumSet.of(
            ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16, ElementType.INT32, ElementType.INT64);
    /** Types of an attention mask. */
    private static final Set<ElementType> PRESENCE = EnumSet.of(ElementType.BOOL, NUMBERS.toArray(ElementType[]::new));
    /** Texts that exporters write for any open axis; they do not mean that two axes are equal. */
    private static final Set<String> NO_NAMES = Set.of("", "?", "None", "none", "-1");

    private final OnnxScan graph;
    private final Contract contract;
    private final String source;
    private final List<Tensor> tensors = new ArrayList<>();
    private int batch;
    private String fixedBy = "";

    GraphCheck(OnnxScan graph, Contract contract, String source) {
        this.graph = graph;
        this.contract = contract;
        this.source = source;
    }

    /**
     * A tensor of the graph with its meaning.
     *
     * @param what the tensor for messages, such as {@code the input 'past'}
     */
    private record Tensor(String what, List<Dim> dims, Layouts layouts, Form form) {
        String shown() {
            return what + " " + dims;
        }

        /** Returns the name of an axis, empty if it has none. */
        String axis(int at) {
            return at >= 0 && dims.get(at) instanceof Dim.Symbolic open && !NO_NAMES.contains(open.name())
                    ? open.name()
                    : "";
        }

        boolean isOpen(int at) {
            return dims.get(at) instanceof Dim.Symbolic;
        }
    }

    Signature check() {
        List<Signature.Port> inputs = new ArrayList<>();
        for (InputSpec input : contract.inputs()) {
            TensorSpec found = find("input", input.tensor(), graph.inputs());
            boolean gaps = input instanceof InputSpec.Past || input instanceof InputSpec.KnownFuture;
            boolean fractions = input instanceof InputSpec.Mask || gaps && contract.hasGaps();
            Layouts layouts = input instanceof InputSpec.State state
                    ? Layouts.of(state, found.dims())
                    : Layouts.of(input, contract);
            boolean presence = input instanceof InputSpec.AttentionMask;
            inputs.add(port("input", found, fractions ? FRACTIONS : presence ? PRESENCE : NUMBERS, layouts));
        }
        requireDescribed(inputs);
        List<Signature.Port> outputs = new ArrayList<>();
        for (OutputSpec output : contract.outputs()) {
            TensorSpec found = find("output", output.tensor(), graph.outputs());
            outputs.add(port("output", found, FRACTIONS, Layouts.of(output, contract)));
        }
        requireOneMeaningOfNames();
        tensors.forEach(this::requireBatchThatIsNoOtherAxis);
        return new Signature(inputs, outputs, batch, otherLayouts());
    }

    private TensorSpec find(String what, String name, List<TensorSpec> among) {
        return among.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelLoadException(source + ": the contract describes the " + what + " '" + name
                        + "', which the graph does not have; its " + what + "s are " + among));
    }

    private void requireDescribed(List<Signature.Port> inputs) {
        Set<String> known = inputs.stream().map(Signature.Port::name).collect(Collectors.toCollection(HashSet::new));
        for (TensorSpec input : graph.inputs()) {
            if (!known.contains(input.name())) {
                throw new ModelLoadException(source + ": the graph has the input " + input
                        + ", which the contract does not describe; it describes "
                        + inputs.stream().map(Signature.Port::name).toList()
                        + state(input));
            }
        }
    }

    private static String state(TensorSpec input) {
        int axes = input.dims().size();
        return axes != 2 && axes != 3
                ? ""
                : ". If it is the initial state of a recurrent network, which is zeros, add {\"tensor\": \""
                        + input.name()
                        + "\", \"kind\": \"state\", \"layout\": \""
                        + (axes == 3 ? InputSpec.State.LAYERS_FIRST : InputSpec.State.PLAIN) + "\"} to its inputs";
    }

    private Signature.Port port(String kind, TensorSpec found, Set<ElementType> types, Layouts layouts) {
        String what = "the " + kind + " '" + found.name() + "'";
        if (!types.contains(found.type())) {
            throw new ModelLoadException(source + ": " + what + " should have elements of a type among " + types
                    + ", found " + found.type());
        }
        Form form = layouts.allowed().stream()
                .filter(each -> each.fits(found.dims()))
                .findFirst()
                .orElseThrow(() -> new ModelLoadException(source + ": " + what + " should have the shape "
                        + shapes(layouts) + " by the contract, found " + found.dims()
                        + advice(layouts.others(found.dims(), -1))));
        requireSize(what, form.row(), found.dims(), layouts);
        Tensor tensor = new Tensor(what, found.dims(), layouts, form);
        tensors.add(tensor);
        takeBatch(tensor);
        return new Signature.Port(found.name(), found.type(), form);
    }

    private static String shapes(Layouts layouts) {
        List<Form> forms = layouts.allowed();
        return forms.isEmpty()
                ? "of a state of the layout '" + layouts.chosen() + "'"
                : forms.stream().map(Form::toString).collect(Collectors.joining(" or "));
    }

    private static String advice(List<String> layouts) {
        return layouts.isEmpty()
                ? ""
                : "; it fits the layout "
                        + layouts.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" or "))
                        + ", which the contract's key 'layout' sets";
    }

    private void requireSize(String what, List<Long> row, List<Dim> dims, Layouts layouts) {
        long numbers = 1;
        for (long axis : row) {
            if (axis == 0) {
                throw new ModelLoadException(
                        source + ": " + what + " should have a fixed size for each axis but the batch, found " + dims
                                + advice(layouts.others(dims, -1)));
            }
            // each factor is far below 2^40, so the product is checked before it can overflow
            numbers *= axis;
            if (numbers > Signature.MAX_ROW) {
                throw new ModelLoadException(source + ": a row of " + what + " should have at most " + Signature.MAX_ROW
                        + " numbers, found the shape " + row);
            }
        }
    }

    private void takeBatch(Tensor tensor) {
        int axis = tensor.form().batchAxis();
        long rows = 1;
        if (axis != Form.NO_BATCH) {
            Dim dim = tensor.dims().get(axis);
            if (!(dim instanceof Dim.Fixed fixed) || dim.isZero()) {
                return;
            }
            rows = fixed.size();
        }
        if (rows > MAX_BATCH) {
            throw new ModelLoadException(source + ": " + tensor.what() + " should have a batch of at most " + MAX_BATCH
                    + " rows, found " + rows + advice(tensor.layouts().others(tensor.dims(), -1)));
        }
        if (batch > 0 && batch != rows) {
            throw new ModelLoadException(source + ": all tensors should have the same batch; " + fixedBy + " has "
                    + batch + " rows, " + tensor.what() + " " + rows
                    + advice(tensor.layouts().others(tensor.dims(), -1)));
        }
        batch = (int) rows;
        fixedBy = tensor.what();
    }

    /** Requires that axes of one name, which have one size, are all the batch or none of them. */
    private void requireOneMeaningOfNames() {
        for (Tensor one : tensors) {
            String name = one.axis(one.form().batchAxis());
            for (Tensor other : name.isEmpty() ? List.<Tensor>of() : tensors) {
                for (int at = 0; at < other.dims().size(); at++) {
                    if (at != other.form().batchAxis() && other.axis(at).equals(name)) {
                        throw notTheBatch(one, other, at, name);
                    }
                }
            }
        }
    }

    private ModelLoadException notTheBatch(Tensor one, Tensor other, int at, String name) {
        String remedy = remedy(other, at);
        if (remedy.isEmpty()) {
            remedy = tensors.stream()
                    .filter(tensor -> tensor.form().batchAxis() >= 0
                            && tensor.axis(tensor.form().batchAxis()).equals(name))
                    .map(tensor -> remedy(tensor, -1))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("; export the model with different names for different axes");
        }
        return new ModelLoadException(source + ": " + one.shown() + " has the batch '" + name + "' on axis "
                + one.form().batchAxis() + ", but " + other.shown() + " has '" + name + "' on axis " + at
                + ", where the contract expects " + other.form().size(at) + " and the batch on axis "
                + other.form().batchAxis() + remedy);
    }

    private static String remedy(Tensor tensor, int batchAxis) {
        List<String> others = tensor.layouts().others(tensor.dims(), batchAxis);
        return others.isEmpty() ? "" : "; for " + tensor.what() + " set \"layout\": \"" + others.get(0) + "\"";
    }

    /** Refuses a batch that has the fixed size of an axis which is open itself: the two are swapped. */
    private void requireBatchThatIsNoOtherAxis(Tensor tensor) {
        int axis = tensor.form().batchAxis();
        if (axis < 0 || !(tensor.dims().get(axis) instanceof Dim.Fixed fixed) || fixed.size() < 2) {
            return;
        }
        for (int at = 0; at < tensor.dims().size(); at++) {
            if (at != axis && tensor.isOpen(at) && tensor.form().size(at) == fixed.size()) {
                String remedy = remedy(tensor, at);
                if (!remedy.isEmpty()) {
                    throw new ModelLoadException(source + ": " + tensor.shown() + " has an open axis " + at
                            + ", where the contract expects " + fixed + ", and a fixed " + fixed
                            + " where it expects the batch" + remedy);
                }
            }
        }
    }

    private List<String> otherLayouts() {
        return tensors.stream()
                .filter(tensor -> !tensor.layouts().others(tensor.dims(), -1).isEmpty())
                .map(tensor ->
                        tensor.shown() + " is taken as '" + tensor.layouts().chosen() + "' and fits "
                                + tensor.layouts().others(tensor.dims(), -1))
                .toList();
    }
}
