package io.forecastj.models.onnx;

import java.util.Map;

/**
 * Operators that a model may use: the standard ones and those for classical models such as trees.
 *
 * <p>Operators of ONNX Runtime's own domains are excluded, although they are built in: one of them reads files. Only a
 * few of {@code com.microsoft} are allowed, by their names. The versions are those that ONNX Runtime 1.29 supports.
 */
final class OperatorSets {
    static final int MAX_IR = 13;

    /** Domain of ONNX Runtime's own operators, of which only those of {@link QuantizedOperators} are allowed. */
    static final String RUNTIME = "com.microsoft";

    private static final Map<String, Integer> NEWEST = Map.of("", 26, "ai.onnx.ml", 5, RUNTIME, 1);
    /** Oldest version of the standard operators for which ONNX Runtime gives guarantees. */
    private static final int OLDEST = 7;

    private OperatorSets() {}

    /** Returns one name for a domain: the standard one has two. */
    static String domain(String name) {
        return name.equals("ai.onnx") ? "" : name;
    }

    /** Returns true for a domain whose operators nodes may use. */
    static boolean known(String name) {
        return NEWEST.containsKey(domain(name));
    }

    /** Refuses a version of a known domain that is not supported; returns the domain's one name. */
    static String require(String name, long version, Wire at) {
        String domain = domain(name);
        int newest = NEWEST.getOrDefault(domain, 0);
        int oldest = domain.isEmpty() ? OLDEST : 1;
        if (version < oldest || version > newest) {
            throw at.fail(
                    "a version from " + oldest + " to " + newest + " of the operators of "
                            + (domain.isEmpty() ? "ai.onnx" : domain),
                    version + "; export the model with a supported one");
        }
        return domain;
    }
}
