package io.forecastj.models.onnx;

import io.forecastj.Target;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Requirements on the contract of a model that reads a raw context, beyond those of every contract. */
final class ContextRules {
    /** Largest number of runs of a forecast, one after the other. */
    private static final int MAX_ROUNDS = 1_000;

    private ContextRules() {}

    static void require(Contract contract, JsonFields fields) {
        ContextSpec context = contract.context();
        if (context == null) {
            requireNone(contract, fields);
            return;
        }
        if (!(contract.target() instanceof Target.Level)) {
            throw fields.fail(
                    "target", "a level for a model that reads a raw context", String.valueOf(contract.target()));
        }
        if (contract.steps().size() != contract.horizon()) {
            throw fields.fail("steps", "absent for a model that reads a raw context", fields.node("steps"));
        }
        if (contract.attributes() != null) {
            throw fields.fail("inputs", "without static ones for a raw context", fields.node("inputs"));
        }
        if (contract.channel() < 0) {
            throw fields.fail(
                    "features",
                    "with the target's column '" + contract.target().column() + "' itself for a raw context",
                    contract.pipeline().columns().toString());
        }
        OutputSpec.Point point = contract.output(OutputSpec.Point.class);
        if (point != null && point.channels() && contract.output(OutputSpec.Quantiles.class) != null) {
            throw fields.fail("outputs", "points of all channels or quantiles of one", fields.node("outputs"));
        }
        requireExtension(contract, context, fields, point);
    }

    private static void requireNone(Contract contract, JsonFields fields) {
        OutputSpec.Point point = contract.output(OutputSpec.Point.class);
        if (point != null && point.channels()) {
            throw fields.fail(
                    "outputs", "without the layouts of channels unless there is a raw context", point.layout());
        }
        if (contract.attention() != null) {
            throw fields.fail(
                    "inputs",
                    "without one of the kind 'attentionMask' unless there is a raw context, the key '" + ContextSpec.KEY
                            + "'",
                    fields.node("inputs"));
        }
    }

    /** Requires that the model takes NaN, and that a value of the series is left at the last run. */
    private static void requireGap(Contract contract, ContextSpec context, JsonFields fields, int rounds) {
        if (context.missing() != ContextSpec.Missing.NAN) {
            throw fields.fail(
                    ContextSpec.KEY,
                    "the extension 'median' or 'quantiles' unless missing values are NaN",
                    "'" + context.extension().word() + "'");
        }
        if ((rounds - 1) * (long) context.steps() >= contract.lookback()) {
            throw fields.fail(
                    "horizon",
                    "such that the steps of the earlier runs, which are missing in the context, are fewer than its "
                            + contract.lookback() + " rows",
                    contract.horizon() + " by " + context.steps() + " steps a run");
        }
    }

    private static void requireExtension(
            Contract contract, ContextSpec context, JsonFields fields, OutputSpec.@Nullable Point point) {
        int rounds = context.rounds(contract.horizon());
        if (rounds == 1) {
            return;
        }
        if (rounds > MAX_ROUNDS) {
            throw fields.fail(
                    "horizon",
                    "at most " + MAX_ROUNDS + " times the " + context.steps() + " steps of one run",
                    contract.horizon() + "");
        }
        if (context.extension() == ContextSpec.Extension.NAN) {
            requireGap(contract, context, fields, rounds);
            return;
        }
        boolean allForecast = contract.width() == 1 || point != null && point.channels();
        if (!allForecast
                || !contract.pipeline().inputs().equals(contract.pipeline().columns())) {
            throw fields.fail(
                    "horizon",
                    "at most the " + context.steps() + " steps of one run: beyond them answers are fed back, which"
                            + " needs a context of raw columns that are all forecast",
                    contract.horizon() + " with the features "
                            + contract.pipeline().columns());
        }
        OutputSpec.Quantiles quantiles = contract.output(OutputSpec.Quantiles.class);
        if (context.extension() == ContextSpec.Extension.QUANTILES && quantiles == null) {
            throw fields.fail(
                    ContextSpec.KEY,
                    "the extension 'median' for a model without quantiles",
                    "'" + context.extension().word() + "'");
        }
        if (point != null
                && point.channels()
                && contract.width() > 1
                && point.scaling() instanceof OutputScaling.Affine affine
                && !affine.equals(new OutputScaling.Affine(0, 1))) {
            throw fields.fail(
                    "outputs",
                    "scaled back by the window, if several channels are fed back",
                    Arrays.asList(affine.offset(), affine.scale()).toString());
        }
    }
}
