package io.forecastj.models.onnx;

import java.nio.file.Path;

/**
 * Contracts of pretrained forecasters that need no training ("zero-shot"), for files that were exported to ONNX.
 *
 * <p>All methods are thread-safe. No model comes with this library: {@code docs/zero-shot.md} says where the weights of
 * each family are published, under which licence, and how they are exported.
 *
 * <pre>{@code
 * Predictor chronos = OnnxPresets.chronosBolt(Path.of("chronos-bolt-small.onnx"))
 *         .column("load")
 *         .horizon(48)
 *         .sampling(Sampling.hourly())
 *         .load();
 * }</pre>
 */
public final class OnnxPresets {
    private OnnxPresets() {}

    /**
     * Starts the preset of Chronos-Bolt: a context [batch, up to 2,048] with NaN for missing values, and quantiles
     * [batch, 9, 64] of the levels 0.1 to 0.9. The graph scales each context itself.
     *
     * @param path the exported file
     * @return a new preset
     */
    public static OnnxPreset chronosBolt(Path path) {
        return new OnnxPreset(path, OnnxPreset.Family.CHRONOS_BOLT);
    }

    /**
     * Starts the preset of TiRex: a context [batch, up to 2,048] with NaN for missing values, and quantiles [batch, 32,
     * 9] of the levels 0.1 to 0.9. The graph scales each context itself.
     *
     * @param path the exported file
     * @return a new preset
     */
    public static OnnxPreset tirex(Path path) {
        return new OnnxPreset(path, OnnxPreset.Family.TIREX);
    }

    /**
     * Starts the preset of TinyTimeMixer: a context [batch, 512, channels], each channel scaled by its own mean and
     * standard deviation before the run, and points [batch, 96, channels], scaled back after it.
     *
     * @param path the exported file
     * @return a new preset
     */
    public static OnnxPreset tinyTimeMixer(Path path) {
        return new OnnxPreset(path, OnnxPreset.Family.TINY_TIME_MIXER);
    }
}
