package io.forecastj.models.onnx;

import java.util.List;
import java.util.Set;

/**
 * Refuses operators that draw random numbers and layers in training mode: their answers differ from run to run, or
 * depend on the other rows of a batch.
 */
final class DrawingNodes {
    private static final Set<String> DRAWING = Set.of(
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial");

    private static final String EXPECTED = "operators with the same answers in every run";
    private static final String ADVICE =
            "; export the model in evaluation mode (model.eval() in PyTorch," + " training=False in Keras)";
    private static final int TRAINING_MODE = 2;

    private DrawingNodes() {}

    /**
     * Refuses a node that draws.
     *
     * @param node the node's fields; each attribute must be known to be well-formed
     * @param inputs the names of its inputs
     * @param outputs the names of its outputs
     * @param scope the values known at the node
     * @param at the node, for messages
     */
    static void refuse(
            String operator, Wire node, List<String> inputs, List<String> outputs, GraphScope scope, Wire at) {
        if (DRAWING.contains(operator)) {
            // a seed makes the first run after loading repeatable, not the runs of one loaded model
            throw at.fail(
                    EXPECTED,
                    "'" + operator + "', which draws random numbers (also if it has a seed)" + result(outputs)
                            + "; export the model without it, or"
                            + " make the random numbers an input (for Monte-Carlo dropout one of the kind 'mask')");
        }
        if (operator.equals("Dropout") && dropsOut(node, inputs, scope)) {
            throw at.fail(
                    EXPECTED,
                    "a Dropout whose training mode is not a stored false, so that it may draw random numbers"
                            + result(outputs) + ADVICE
                            + "; for Monte-Carlo dropout make the masks inputs of the kind 'mask'");
        }
        // up to version 13 the outputs behind the first one exist in training mode only
        if (operator.equals("BatchNormalization")
                && (integer(node, "training_mode", 0) != 0
                        || outputs.stream().skip(1).anyMatch(name -> !name.isEmpty()))) {
            throw at.fail(
                    EXPECTED,
                    "a BatchNormalization in training mode, whose answers depend on the other rows of a batch"
                            + result(outputs) + ADVICE);
        }
    }

    /** Names what a node computes, since many exporters leave nodes without names. */
    private static String result(List<String> outputs) {
        return outputs.isEmpty() ? "" : ", to compute " + ScanPosition.shown(outputs.get(0));
    }

    private static boolean dropsOut(Wire node, List<String> inputs, GraphScope scope) {
        boolean given =
                inputs.size() > TRAINING_MODE && !inputs.get(TRAINING_MODE).isEmpty();
        return given && !scope.isFalse(inputs.get(TRAINING_MODE)) || integer(node, "is_test", 1) == 0;
    }

    /** Returns the integer of an attribute, 0 if it has another type, {@code absent} if the node does not have it. */
    private static long integer(Wire node, String attribute, long absent) {
        Wire fields = node.again();
        while (fields.next()) {
            if (fields.field() == 5) {
                Wire part = fields.message("AttributeProto");
                String name = "";
                long value = 0;
                while (part.next()) {
                    switch (part.field()) {
                        case 1 -> name = part.name();
                        case 3 -> value = part.varint();
                        default -> part.skip();
                    }
                }
                if (name.equals(attribute)) {
                    return value;
                }
            } else {
                fields.skip();
            }
        }
        return absent;
    }
}
