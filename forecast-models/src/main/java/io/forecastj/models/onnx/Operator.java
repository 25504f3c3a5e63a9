package io.forecastj.models.onnx;

import java.util.List;
import java.util.Map;

/**
 * An operator that models of strangers may have.
 *
 * @param name its name, with its domain unless that is the standard one
 * @param fewest the least number of inputs
 * @param most the greatest number of inputs
 * @param filled true if all inputs must have elements
 * @param rule what it makes of its inputs and requires of them
 * @param attributes what it may have
 */
record Operator(String name, int fewest, int most, boolean filled, Rule rule, List<AttributeRule> attributes) {
    Operator {
        attributes = List.copyOf(attributes);
    }

    static void add(
            Map<String, Operator> table, String name, int fewest, int most, Rule rule, AttributeRule... attributes) {
        table.put(name, new Operator(name, fewest, most, false, rule, List.of(attributes)));
    }

    /** Adds an operator whose inputs must have elements: ONNX Runtime divides by their number, or reads the first. */
    static void filled(
            Map<String, Operator> table, String name, int fewest, int most, Rule rule, AttributeRule... attributes) {
        table.put(name, new Operator(name, fewest, most, true, rule, List.of(attributes)));
    }

    /** Follows a node of this operator, or refuses its inputs. */
    void apply(Step step) {
        for (int i = 0; filled && i < step.inputs(); i++) {
            if (step.has(i) && !step.in(i).isFilled()) {
                throw step.fail(
                        "inputs with elements and a shape that is known before a run",
                        step.in(i).toString());
            }
        }
        rule.apply(step);
    }

    /** Refuses a node with another number of inputs, and attributes that it may not have. */
    void require(GraphNode node, Wire at) {
        int count = node.inputs().size();
        if (count < fewest || count > most) {
            throw at.fail("from " + fewest + " to " + most + " inputs", count + "; " + OperatorTable.REMEDY);
        }
        for (NodeAttribute attribute : node.attributes().values()) {
            attributes.stream()
                    .filter(rule -> rule.name().equals(attribute.name()))
                    .findFirst()
                    .orElseThrow(() -> at.fail(
                            "attributes that the operator has",
                            ScanPosition.shown(attribute.name()) + "; " + OperatorTable.REMEDY))
                    .require(attribute, at);
        }
    }
}
