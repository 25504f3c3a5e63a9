package io.forecastj.models.onnx;

import io.forecastj.models.internal.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Description of a raw context in the contract: the window is the series itself, may have missing values, and may be
 * longer than the history.
 *
 * @param missing the policy for missing values and for rows before the first one
 * @param steps the steps that one run of the model forecasts
 * @param extension the way to forecast steps beyond those of one run
 */
record ContextSpec(Missing missing, int steps, Extension extension) {
    static final String KEY = "context";

    /** The stand-in that the model gets for a missing value. */
    enum Missing {
        /** NaN, which the graph replaces. */
        NAN("nan"),
        /** 0 after scaling, which is the mean if the window is scaled by itself. */
        ZERO("zero"),
        /** The last value before it; before the first value that one. */
        LAST("last");

        private final String word;

        Missing(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The values fed back for the steps that have been forecast. */
    enum Extension {
        /** The point forecasts: one run of the model for each part of the horizon. */
        MEDIAN("median"),
        /** Each quantile as a separate path: a run for each level and part of the horizon. */
        QUANTILES("quantiles"),
        /** Nothing: they are missing, and the model forecasts what follows the gap. */
        NAN("nan");

        private final String word;

        Extension(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Returns the number of runs of the model, one after the other, for a horizon. */
    int rounds(int horizon) {
        return (horizon + steps - 1) / steps;
    }

    /** Reads the description; null if the contract has none. Models of patterns, without steps, may not have one. */
    static @Nullable ContextSpec read(JsonFields contract, List<Integer> ahead) {
        if (!contract.has(KEY)) {
            return null;
        }
        if (ahead.isEmpty()) {
            throw contract.fail(KEY, "absent for a model of patterns", contract.node(KEY));
        }
        int horizon = ahead.get(ahead.size() - 1);
        JsonFields fields = contract.object(KEY);
        Missing missing = fields.choice("missing", List.of(Missing.values()), Missing::word);
        int steps = fields.has("steps") ? fields.integer("steps", 1, ContractReader.MAX_ROWS) : horizon;
        Extension extension = fields.has("extension")
                ? fields.choice("extension", List.of(Extension.values()), Extension::word)
                : Extension.MEDIAN;
        fields.requireNoOther();
        return new ContextSpec(missing, steps, extension);
    }
}
