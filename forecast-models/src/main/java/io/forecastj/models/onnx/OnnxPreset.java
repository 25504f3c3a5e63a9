package io.forecastj.models.onnx;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.internal.ArgumentChecks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a pretrained forecaster of {@link OnnxPresets}, and the predictor that they give.
 *
 * <p>A builder, for one thread; the predictor is thread-safe. {@link #column} is needed, all else has defaults. Sizes
 * that the file fixes are taken from it: the length of the context, the steps of one run and the number of channels. So
 * are the names of the tensors, where only one fits.
 */
public final class OnnxPreset {
    private static final double[] DECILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private final Path path;
    private final Family family;
    private @Nullable String column;
    private List<String> channels = List.of();
    private int horizon;
    private int context;
    private double[] levels = {};
    private ContextSpec.@Nullable Extension extension;
    private @Nullable Sampling sampling;
    private @Nullable String input;
    private @Nullable String output;

    /** A family of pretrained forecasters, with the sizes that its published models have. */
    enum Family {
        CHRONOS_BOLT("chronos-bolt", 2_048, 64, "bqs", ContextSpec.Extension.QUANTILES),
        TIREX("tirex", 2_048, 32, "bsq", ContextSpec.Extension.NAN),
        TINY_TIME_MIXER("tiny-time-mixer", 512, 96, "", ContextSpec.Extension.MEDIAN);

        final String label;
        final int context;
        final int steps;
        /** Order of the axes of the quantiles; empty for points of channels. */
        final String layout;

        final ContextSpec.Extension extension;

        Family(String label, int context, int steps, String layout, ContextSpec.Extension extension) {
            this.label = label;
            this.context = context;
            this.steps = steps;
            this.layout = layout;
            this.extension = extension;
        }

        boolean quantiles() {
            return !layout.isEmpty();
        }
    }

    OnnxPreset(Path path, Family family) {
        this.path = Objects.requireNonNull(path, "path");
        this.family = family;
    }

    /**
     * Sets the column to forecast.
     *
     * @param name its name
     * @return this preset
     */
    public OnnxPreset column(String name) {
        column = Objects.requireNonNull(name, "column");
        return this;
    }

    /**
     * Sets the columns that the model reads, for a model of several channels; only the column to forecast unless set.
     *
     * @param names their names in the order of the channels, the column to forecast among them
     * @return this preset
     */
    public OnnxPreset channels(String... names) {
        channels = List.of(names);
        return this;
    }

    /**
     * Sets the number of steps to forecast; those of one run of the model unless set. For more steps the model runs
     * again, see {@link #extendByQuantiles}.
     *
     * @param steps the number, at least 1
     * @return this preset
     * @throws IllegalArgumentException if {@code steps < 1}
     */
    public OnnxPreset horizon(int steps) {
        ArgumentChecks.require(steps >= 1, "horizon", "at least 1", steps);
        horizon = steps;
        return this;
    }

    /**
     * Sets the number of values that the model reads, where the file leaves it open; the longest of the family unless
     * set. A shorter context takes less time.
     *
     * @param rows the number, at least 1
     * @return this preset
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    public OnnxPreset context(int rows) {
        ArgumentChecks.require(rows >= 1, "context", "at least 1", rows);
        context = rows;
        return this;
    }

    /**
     * Sets the levels of the quantiles, for models of quantiles; those of the training unless set. See {@link
     * OnnxOutput#forecastLevels} for others.
     *
     * @param levels the levels, increasing, between 0 and 1
     * @return this preset
     */
    public OnnxPreset levels(double... levels) {
        this.levels = levels.clone();
        return this;
    }

    /**
     * Continues the median beyond the steps of one run: fast, with intervals that are too narrow from there on. A model
     * of points does so always.
     *
     * @return this preset
     */
    public OnnxPreset extendByMedian() {
        extension = ContextSpec.Extension.MEDIAN;
        return this;
    }

    /**
     * Continues each quantile beyond the steps of one run, see {@link OnnxContext#extendedByQuantiles}; the default of
     * Chronos-Bolt. TiRex continues by a gap unless this is set, see {@link OnnxContext#extendedByNaN}.
     *
     * @return this preset
     */
    public OnnxPreset extendByQuantiles() {
        extension = ContextSpec.Extension.QUANTILES;
        return this;
    }

    /**
     * Sets the spacing of the series. Unless it is set, each history shows its own.
     *
     * @param sampling the sampling
     * @return this preset
     */
    public OnnxPreset sampling(Sampling sampling) {
        this.sampling = Objects.requireNonNull(sampling, "sampling");
        return this;
    }

    /**
     * Sets the name of the graph's input with the context, if several inputs could be it.
     *
     * @param tensor the name
     * @return this preset
     */
    public OnnxPreset input(String tensor) {
        input = Objects.requireNonNull(tensor, "input");
        return this;
    }

    /**
     * Sets the name of the graph's output with the forecasts, if several outputs could be it.
     *
     * @param tensor the name
     * @return this preset
     */
    public OnnxPreset output(String tensor) {
        output = Objects.requireNonNull(tensor, "output");
        return this;
    }

    /**
     * Returns the contract of the file, to look at or to keep as a {@linkplain OnnxContract#writeSideFile side file}.
     * A file that loads only with {@link OnnxOptions.Builder#provenInChildProcess} has one too.
     *
     * @return the contract
     * @throws IllegalStateException if no column is set
     * @throws IllegalArgumentException if a setting does not fit the file or another setting
     * @throws io.forecastj.ModelLoadException if the file cannot be read, is no well-formed model, or has no tensors of
     *     the family's form, or several; the message names those of the graph
     */
    public OnnxContract contract() {
        // only read: nothing of it is given to ONNX Runtime, so models to be proven have contracts too
        return contract(OnnxFile.read(path, null, OnnxLimits.ANY_OPERATOR));
    }

    /**
     * Loads the model with the default options.
     *
     * @return a new predictor; the caller closes it
     * @throws IllegalStateException as {@link #contract}
     * @throws IllegalArgumentException as {@link #contract}
     * @throws io.forecastj.ModelLoadException as {@link #contract} and {@link Onnx#load(Path, OnnxOptions)}
     * @throws io.forecastj.ForecastException as {@link Onnx#load(Path, OnnxOptions)}
     */
    public Predictor load() {
        return load(OnnxOptions.defaults());
    }

    /**
     * Loads the model.
     *
     * @param options settings for loading and running, without a contract
     * @return a new predictor; the caller closes it
     * @throws IllegalStateException as {@link #contract}
     * @throws IllegalArgumentException as {@link #contract}, or if the options have a contract
     * @throws io.forecastj.ModelLoadException as {@link #contract} and {@link Onnx#load(Path, OnnxOptions)}
     * @throws io.forecastj.ForecastException as {@link Onnx#load(Path, OnnxOptions)}
     */
    public Predictor load(OnnxOptions options) {
        if (options.contract() != null || options.contractFile() != null) {
            throw new IllegalArgumentException("the options have a contract, and the preset makes one;"
                    + " call Onnx.load for the contract or leave it out");
        }
        OnnxFile file = OnnxFile.read(path, options.sha256(), OnnxLoading.limits(options.proof() != null));
        OnnxContract contract = contract(file);
        return OnnxLoading.predictor(List.of(new OnnxLoading.Read(file, contract.json(), path.toString())), options);
    }

    private OnnxContract contract(OnnxFile file) {
        String target = column;
        if (target == null) {
            throw new IllegalStateException("set the column to forecast: .column(\"load\")");
        }
        List<String> columns = channels.isEmpty() ? List.of(target) : channels;
        if (!columns.contains(target)) {
            throw new IllegalArgumentException(
                    "the channels should have the column '" + target + "' among them, found " + columns);
        }
        PresetGraph graph = new PresetGraph(file.scan(), family, path.toString(), input, output);
        int rows = graph.rows(context);
        graph.requireChannels(columns);
        FeaturePipeline pipeline = FeaturePipeline.of(Features.columns(columns.toArray(String[]::new)));
        int steps = graph.steps();
        OnnxContract.Builder contract = OnnxContract.forecasting(
                        pipeline, Target.level(target), horizon == 0 ? steps : horizon)
                .name(family.label)
                .lookback(rows)
                .context(rawContext(steps))
                .input(past(graph, columns.size()))
                .output(answer(graph, columns.indexOf(target)));
        graph.more().forEach(contract::input);
        if (sampling != null) {
            contract.sampling(sampling);
        }
        return contract.build();
    }

    private OnnxContext rawContext(int steps) {
        OnnxContext made = family.quantiles() ? OnnxContext.withNaN() : OnnxContext.withZeros();
        made = made.steps(steps);
        return switch (extension == null ? family.extension : extension) {
            case MEDIAN -> made;
            case QUANTILES -> made.extendedByQuantiles();
            case NAN -> made.extendedByNaN();
        };
    }

    private OnnxInput past(PresetGraph graph, int count) {
        OnnxInput past = OnnxInput.past(graph.input().name(), graph.flat() ? "bf" : "btf");
        return family.quantiles()
                ? past
                : past.scaling(OnnxScaling.window(
                        IntStream.range(0, count).mapToObj(c -> new int[] {c}).toArray(int[][]::new)));
    }

    private OnnxOutput answer(PresetGraph graph, int channel) {
        if (!family.quantiles()) {
            if (levels.length > 0) {
                throw new IllegalArgumentException("levels are for models of quantiles; " + family.label
                        + " forecasts points, found " + Arrays.toString(levels));
            }
            return OnnxOutput.point(graph.output().name()).layout("bsc").windowScaling(channel);
        }
        OnnxOutput quantiles = OnnxOutput.quantiles(graph.output().name(), graph.layout(), DECILES);
        return levels.length == 0 ? quantiles : quantiles.forecastLevels(levels);
    }
}
