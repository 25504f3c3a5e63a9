package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.models.internal.Json;

/**
 * Raw context of a pretrained model, for an {@link OnnxContract}: the window is the last values of the series, which
 * may be missing or fewer than the window has rows.
 *
 * <p>Immutable and thread-safe. The target is a level, and one of the window's columns is the target's column itself. A
 * history of one row is enough. The statistics of {@link OnnxScaling#window} are those of the values that are there.
 * {@code docs/zero-shot.md} describes such models.
 */
public final class OnnxContext {
    private final ObjectNode json;

    private OnnxContext(ObjectNode json) {
        this.json = json;
    }

    private static OnnxContext of(ContextSpec.Missing missing) {
        return new OnnxContext(Json.object().put("missing", missing.word()));
    }

    /**
     * Describes a context whose missing values, and those before the first row, the model gets as NaN.
     *
     * @return the context
     */
    public static OnnxContext withNaN() {
        return of(ContextSpec.Missing.NAN);
    }

    /**
     * Describes a context whose missing values, and those before the first row, are 0 after scaling: the mean if the
     * window is scaled by itself. A forecast from such a context is {@link io.forecastj.ForecastStatus#DEGRADED} unless
     * the model has an {@linkplain OnnxInput#attentionMask attention mask}.
     *
     * @return the context
     */
    public static OnnxContext withZeros() {
        return of(ContextSpec.Missing.ZERO);
    }

    /**
     * Describes a context whose missing values are the last value before them; before the first value, that one. The
     * status of forecasts is as for {@link #withZeros}.
     *
     * @return the context
     */
    public static OnnxContext withLastValue() {
        return of(ContextSpec.Missing.LAST);
    }

    /**
     * Returns this context for a model that forecasts a fixed number of steps, whatever the contract's horizon. A
     * shorter horizon takes the first of them. For a longer one the model runs again, with its point forecasts in place
     * of the values that are not known yet: the quantiles of later steps do not count the error of the earlier ones and
     * are too close to each other. The same holds for those of members and samples, whose mean is put in place. All
     * columns of the window must then be forecast.
     *
     * @param steps the steps of one run, at least 1
     * @return the context
     */
    public OnnxContext steps(int steps) {
        ObjectNode changed = json.deepCopy();
        changed.put("steps", steps);
        return new OnnxContext(changed);
    }

    /**
     * Returns this context with another way to forecast beyond the steps of one run: each quantile continues as a path,
     * and the quantiles of a later step are those of the answers of all paths together. This takes a run for each
     * trained level in place of one. The point forecast of a later step is the median of these answers.
     *
     * @return the context
     */
    public OnnxContext extendedByQuantiles() {
        ObjectNode changed = json.deepCopy();
        changed.put("extension", ContextSpec.Extension.QUANTILES.word());
        return new OnnxContext(changed);
    }

    /**
     * Returns this context with another way to forecast beyond the steps of one run: the steps that have been forecast
     * are NaN in the next run's context, and the model forecasts what follows this gap. For models that were trained to
     * do so, with missing values as NaN; quantiles of later steps are the model's own.
     *
     * @return the context
     */
    public OnnxContext extendedByNaN() {
        ObjectNode changed = json.deepCopy();
        changed.put("extension", ContextSpec.Extension.NAN.word());
        return new OnnxContext(changed);
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
