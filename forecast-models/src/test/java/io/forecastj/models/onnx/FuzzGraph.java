package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random graph over the allowed operators: its attributes, shapes, types and numbers are random, extremes among them,
 * and nothing in it is refused by the scan. A seed always makes the same one.
 */
final class FuzzGraph {
    private static final List<ElementType> FED = List.of(
            ElementType.FLOAT,
            ElementType.FLOAT,
            ElementType.FLOAT,
            ElementType.FLOAT,
            ElementType.DOUBLE,
            ElementType.INT64,
            ElementType.INT64,
            ElementType.INT32,
            ElementType.FLOAT16);
    private static final int TRIES = 40;

    private final FuzzRandom random;
    private final Proto graph = new Proto().text(2, "fuzz");
    /** The versions that brought an operator; others are older than all that are allowed. */
    private static final Map<String, Integer> SINCE = Map.ofEntries(
            Map.entry("Attention", 23),
            Map.entry("RotaryEmbedding", 23),
            Map.entry("RMSNormalization", 23),
            Map.entry("Swish", 24),
            Map.entry("DynamicQuantizeLinear", 11),
            Map.entry("QuantizeLinear", 13),
            Map.entry("DequantizeLinear", 13),
            Map.entry("MatMulInteger", 10),
            Map.entry("Gelu", 20),
            Map.entry("Mish", 18),
            Map.entry("GroupNormalization", 18),
            Map.entry("LayerNormalization", 17),
            Map.entry("HardSwish", 14),
            Map.entry("Trilu", 14),
            Map.entry("Einsum", 12),
            Map.entry("Celu", 12),
            Map.entry("GreaterOrEqual", 12),
            Map.entry("LessOrEqual", 12),
            Map.entry("CumSum", 11),
            Map.entry("Range", 11),
            Map.entry("GatherElements", 11),
            Map.entry("GatherND", 11),
            Map.entry("ScatterElements", 11),
            Map.entry("ScatterND", 11),
            Map.entry("Round", 11),
            Map.entry("Mod", 10),
            Map.entry("IsInf", 10),
            Map.entry("Resize", 10),
            Map.entry("ReverseSequence", 10),
            Map.entry("Where", 9),
            Map.entry("OneHot", 9),
            Map.entry("NonZero", 9),
            Map.entry("IsNaN", 9),
            Map.entry("ConstantOfShape", 9),
            Map.entry("EyeLike", 9),
            Map.entry("Sign", 9),
            Map.entry("Erf", 9),
            Map.entry("Sinh", 9),
            Map.entry("Cosh", 9),
            Map.entry("Asinh", 9),
            Map.entry("Acosh", 9),
            Map.entry("Atanh", 9),
            Map.entry("Expand", 8));

    private final Map<String, Fact> values = new LinkedHashMap<>();
    private final Map<String, Fact> inputs = new LinkedHashMap<>();
    private final Map<String, String> makers = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> operators = new TreeSet<>();
    private final int standard;
    private final int classic;
    private int names;

    private FuzzGraph(long seed, List<String> names) {
        this.random = new FuzzRandom(seed);
        int nodes = random.once(3) ? 1 + random.below(8) : 1 + random.below(2);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            chosen.add(random.any(names));
        }
        int since = chosen.stream()
                .mapToInt(name -> SINCE.getOrDefault(name, 7))
                .max()
                .getAsInt();
        int any = random.once(4)
                ? (int) random.from(7, 26)
                : (int) random.any(List.of(11L, 13L, 14L, 15L, 17L, 18L, 20L, 21L, 22L, 23L, 24L))
                        .longValue();
        this.classic = (int) random.from(1, 4);
        this.standard = since <= any || random.once(10) ? any : (int) random.from(since, 26);
        fill(chosen);
    }

    /** Makes the graph of a seed from some of the operators. */
    static FuzzGraph of(long seed, List<String> operators) {
        return new FuzzGraph(seed, operators);
    }

    FuzzRandom random() {
        return random;
    }

    Map<String, Fact> inputs() {
        return inputs;
    }

    /** Returns the operators of its nodes. */
    Set<String> operators() {
        return operators;
    }

    int opset() {
        return standard;
    }

    private void fill(List<String> allowed) {
        int fed = random.once(3) ? 2 : 1;
        for (int i = 0; i < fed; i++) {
            long[] dims = random.sizes(random.once(8) ? random.below(7) : 2 + random.below(3));
            input(name(), Fact.of(random.any(FED), dims));
        }
        for (String operator : allowed) {
            for (int tries = 0; tries < TRIES && !add(operator); tries++) {
                // another random one of the same operator
            }
        }
        end();
    }

    private void input(String name, Fact fact) {
        Object[] dims = new Object[fact.rank()];
        boolean open = random.once(2);
        for (int i = 0; i < dims.length; i++) {
            dims[i] = open || fact.dim(i) == 0 ? name + "d" + i : (Object) fact.dim(i);
        }
        graph.message(11, OnnxModels.value(name, fact.type().code(), dims));
        inputs.put(name, fact);
        values.put(name, fact);
    }

    private String name() {
        return "v" + names++;
    }

    /** Tries to add a node; returns false if the scan would refuse it. */
    private boolean add(String name) {
        FuzzNode made;
        try {
            made = FuzzRecipes.of(name, this, random);
        } catch (ModelLoadException e) {
            return false;
        }
        List<Fact> given = new ArrayList<>();
        for (String input : made.inputs()) {
            given.add(input.isEmpty() ? null : made.fact(input));
        }
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < made.outputs(); i++) {
            outputs.add(name());
        }
        String domain = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        String operator = name.substring(name.lastIndexOf('.') + 1);
        GraphNode node = new GraphNode(name, operator, domain, made.inputs(), outputs, made.attributes(), 0);
        Step step = new Step(node, given, Map.of("", standard, "ai.onnx.ml", classic), "fuzz", made::fact);
        try {
            OperatorTable.of(node).apply(step);
        } catch (ModelLoadException e) {
            return false;
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (step.output(i) == null
                    || step.output(i).most() > (random.once(200) ? 1e7 : 1e5)
                    || step.output(i).rank() > 10) {
                return false;
            }
        }
        if (step.work() > 1e9) {
            return false;
        }
        made.facts().forEach((stored, fact) -> {
            values.put(stored, fact);
            graph.message(5, made.tensors().get(stored));
        });
        made.fed().forEach(this::input);
        Proto message = new Proto();
        made.inputs().forEach(input -> message.text(1, input));
        outputs.forEach(output -> message.text(2, output));
        message.text(4, operator).text(7, domain);
        made.messages().forEach(attribute -> message.message(5, attribute));
        graph.message(1, message);
        used.addAll(made.inputs());
        for (int i = 0; i < outputs.size(); i++) {
            values.put(outputs.get(i), step.output(i));
            makers.put(outputs.get(i), name + " of " + given);
        }
        operators.add(name);
        return true;
    }

    // every value that no node takes is an output, so that the optimizer removes nothing
    private void end() {
        boolean any = false;
        for (Map.Entry<String, Fact> value : new ArrayList<>(values.entrySet())) {
            Fact fact = value.getValue();
            if (used.contains(value.getKey()) || inputs.containsKey(value.getKey())) {
                continue;
            }
            String name = value.getKey();
            if (fact.dims() == null || fact.type() == null) {
                graph.message(1, OnnxModels.node("Shape", name + "s", name));
                name += "s";
                fact = Fact.of(ElementType.INT64, Fact.UNKNOWN);
            }
            Object[] dims = new Object[fact.rank()];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = name + "o" + i;
            }
            graph.message(12, OnnxModels.value(name, fact.type().code(), dims));
            any = true;
        }
        if (!any) {
            String first = inputs.keySet().iterator().next();
            Object[] dims = new Object[inputs.get(first).rank()];
            Arrays.fill(dims, "");
            graph.message(1, OnnxModels.node("Identity", "y", first));
            graph.message(12, OnnxModels.value("y", inputs.get(first).type().code(), dims));
        }
    }

    /** Returns the name of a random value, of a type if it is given; empty if there is none. */
    String any(ElementType... types) {
        List<String> fit = new ArrayList<>();
        values.forEach((name, fact) -> {
            if (types.length == 0 || List.of(types).contains(fact.type())) {
                fit.add(name);
            }
        });
        // the newest most often, so that nodes follow each other
        return fit.isEmpty() ? "" : random.once(3) ? random.any(fit) : fit.get(fit.size() - 1);
    }

    /** Returns the operator that computes a value, and its inputs. */
    String maker(String name) {
        return makers.getOrDefault(name, "the file");
    }

    Fact fact(String name) {
        return values.get(name);
    }

    String fresh() {
        return name();
    }

    byte[] toBytes() {
        return new Proto()
                .varint(1, 8 + (standard > 20 ? 2 : 0))
                .message(8, OnnxModels.opset("", standard))
                .message(8, OnnxModels.opset("ai.onnx.ml", classic))
                .message(8, OnnxModels.opset(OperatorSets.RUNTIME, 1))
                .message(7, graph)
                .toBytes();
    }
}
