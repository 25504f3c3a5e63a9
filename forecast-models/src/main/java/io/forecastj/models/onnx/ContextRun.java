package io.forecastj.models.onnx;

import io.forecastj.KnownFuture;
import io.forecastj.SeriesState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One forecast of a model that reads a raw context: a run of the model for each part of the horizon, with the answers
 * of the earlier ones fed back. Used for one series after the other.
 *
 * <p>Not thread-safe. Between {@link #start} and the end, {@link #rows()} are run and {@link #advance()} is called, in
 * turns, until it returns false; the rows of several series can be run as one batch.
 */
final class ContextRun {
    /** Number of series whose rows run together. */
    private static final int TOGETHER = OrtEngine.BATCH;

    private static final ModelRow[] NO_ROWS = {};

    private final OnnxModel model;
    private final Contract contract;
    private final ContextSpec context;
    private final ContextInput input;
    private final ContextPath[] paths;
    private final ModelRow[] first;
    private final ModelRow[] all;
    private final @Nullable QuantileLevels levels;
    /** Levels of the quantiles of members and samples, for a model of points; else none. */
    private final double[] levelsOfDraws;

    private final PastScaling scaling;
    private final double[] scratch;
    /** Answers of all paths for one step, and the quantiles of these. */
    private final double[] pooled;

    private final double[] trained;
    private final double[] trainedLevels;
    private final int medianAt;
    private final int channel;
    private double[] out = {};
    private double[][] quantiles = {};
    private @Nullable KnownFuture future;
    private int round;
    private boolean started;
    private String flaw = "";

    ContextRun(OnnxModel model) {
        this.model = model;
        this.contract = model.contract();
        this.context = Objects.requireNonNull(contract.context());
        this.input = new ContextInput(model, context);
        OutputSpec.Quantiles output = contract.output(OutputSpec.Quantiles.class);
        this.levels = output == null ? null : QuantileLevels.of(output);
        this.levelsOfDraws = output == null
                ? ForecastAnswer.levels(contract, model.options().levels(), model.draws())
                : new double[0];
        this.trainedLevels = output == null ? new double[0] : output.levels();
        this.medianAt = Arrays.binarySearch(trainedLevels, 0.5);
        this.channel = contract.channel();
        int ofOutput = trainedLevels.length;
        boolean many = context.rounds(contract.horizon()) > 1 && context.extension() == ContextSpec.Extension.QUANTILES;
        this.paths = new ContextPath[many ? ofOutput : 1];
        Arrays.setAll(paths, any -> new ContextPath(model));
        this.all = Arrays.stream(paths).map(ContextPath::row).toArray(ModelRow[]::new);
        this.first = new ModelRow[] {all[0]};
        this.scaling = new PastScaling(contract, model.limit(0));
        this.scratch = new double[contract.width()];
        this.pooled = new double[paths.length * ofOutput];
        this.trained = new double[ofOutput];
    }

    /** Forecasts several series, with the rows of many as one batch. */
    static void forecastAll(OnnxModel model, List<SeriesState> states, List<double[]> out) {
        List<ContextRun> runs = new ArrayList<>();
        for (int from = 0; from < states.size(); from += TOGETHER) {
            int count = Math.min(TOGETHER, states.size() - from);
            List<ContextRun> active = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (i == runs.size()) {
                    runs.add(new ContextRun(model));
                }
                if (runs.get(i).start((ContextState) states.get(from + i), out.get(from + i))) {
                    active.add(runs.get(i));
                }
            }
            while (!active.isEmpty()) {
                model.runAll(active.stream()
                        .flatMap(run -> Arrays.stream(run.rows()))
                        .toArray(ModelRow[]::new));
                active.removeIf(run -> !run.advance());
            }
            for (int i = 0; i < count; i++) {
                ((ContextState) states.get(from + i)).finish(runs.get(i));
            }
        }
    }

    /** Begins the forecast of a series; returns false if it has none, for the reason that {@link #flaw()} gives. */
    boolean start(ContextState state, double[] points) {
        out = points;
        quantiles = state.quantiles();
        future = state.future();
        round = 0;
        Arrays.fill(out, Double.NaN);
        flaw = "";
        state.window().copyTo(paths[0].values);
        started = hasFuture() && prepare();
        return started;
    }

    /** Returns whether no known-future value of any run is missing or too large. */
    private boolean hasFuture() {
        for (int run = 0; run < context.rounds(contract.horizon()); run++) {
            if (!putFuture(run, paths[0])) {
                return false;
            }
        }
        return true;
    }

    private boolean putFuture(int run, ContextPath path) {
        KnownFuture given = Objects.requireNonNull(future);
        int step = input.putFuture(given, run * context.steps(), path.row());
        if (step > 0) {
            flaw = "a known-future value is missing or too large at " + Instant.ofEpochMilli(given.time(step));
        }
        return step == 0;
    }

    /** Returns whether the model was run. */
    boolean started() {
        return started;
    }

    /** Returns the reason for which there is no forecast; empty if there is one. */
    String flaw() {
        return flaw;
    }

    /** Returns the inputs of the next runs. */
    ModelRow[] rows() {
        return flaw.isEmpty() ? round == 0 ? first : all : NO_ROWS;
    }

    void runRows() {
        ModelRow[] rows = rows();
        if (rows.length == 1) {
            model.run(rows[0]);
        } else {
            model.runAll(rows);
        }
    }

    private int active() {
        return round == 0 ? 1 : paths.length;
    }

    private boolean prepare() {
        for (int p = 0; p < active(); p++) {
            if (!paths[p].hasValue()) {
                flaw = "no value of '" + contract.pipeline().columns().get(channel) + "' in the last "
                        + contract.lookback() + " rows"
                        + (round == 0 ? "" : " before step " + (round * context.steps() + 1));
                return false;
            }
            input.put(paths[p].values, paths[p].row(), paths[p].statistics);
            if (!putFuture(round, paths[p])) {
                return false;
            }
        }
        return true;
    }

    /** Reads the answers; returns true if further runs are needed, whose inputs are then {@link #rows()}. */
    boolean advance() {
        for (int p = 0; p < active() && flaw.isEmpty(); p++) {
            flaw = paths[p].read();
        }
        int before = round * context.steps();
        int count = Math.min(context.steps(), contract.horizon() - before);
        for (int i = 0; i < count && flaw.isEmpty(); i++) {
            step(i, before + i + 1);
        }
        boolean more = flaw.isEmpty() && before + count < contract.horizon();
        if (more) {
            feedBack();
            round++;
            more = prepare();
        }
        if (!flaw.isEmpty()) {
            Arrays.fill(out, Double.NaN);
        }
        return more;
    }

    /** Computes the points and quantiles of one step from the answers of all paths. */
    private void step(int index, int step) {
        if (levels != null) {
            int width = trained.length;
            for (int p = 0; p < active(); p++) {
                paths[p].quantiles(index, pooled, p * width);
            }
            if (active() == 1) {
                System.arraycopy(pooled, 0, trained, 0, width);
            } else {
                pool();
            }
            for (int p = 0; p < paths.length && paths.length > 1; p++) {
                paths[p].fed[index] = trained[p];
            }
            levels.convert(trained, quantiles[step - 1]);
        } else if (levelsOfDraws.length > 0) {
            paths[0].quantilesOfDraws(index, levelsOfDraws, quantiles[step - 1]);
        }
        out[step - 1] = paths[0].hasPoint && active() == 1 ? paths[0].point(index, channel) : median();
        if (!(Math.abs(out[step - 1]) <= Double.MAX_VALUE)) {
            flaw = "the forecast of step " + step + " is " + out[step - 1];
        }
        requireFinite(trained, step);
        requireFinite(quantiles[step - 1], step);
    }

    private void requireFinite(double[] ofStep, int step) {
        for (double quantile : ofStep) {
            if (!(Math.abs(quantile) <= Double.MAX_VALUE)) {
                flaw = "the quantiles of step " + step + " are " + Arrays.toString(ofStep);
            }
        }
    }

    /** Computes the trained levels of the answers of all paths, each of which counts alike. */
    private void pool() {
        Arrays.sort(pooled);
        for (int q = 0; q < trained.length; q++) {
            trained[q] = Answers.quantile(pooled, trainedLevels[q]);
        }
    }

    private double median() {
        return active() > 1 ? Answers.quantile(pooled, 0.5) : trained[medianAt];
    }

    /** Moves each context by the steps that have been forecast. */
    private void feedBack() {
        int width = contract.width();
        if (round == 0) {
            for (int p = 1; p < paths.length; p++) {
                System.arraycopy(paths[0].values, 0, paths[p].values, 0, paths[0].values.length);
            }
        }
        for (int p = 0; p < paths.length; p++) {
            double[] values = paths[p].values;
            int kept = Math.max(0, values.length - context.steps() * width);
            System.arraycopy(values, values.length - kept, values, 0, kept);
            int steps = (values.length - kept) / width;
            for (int i = 0; i < steps; i++) {
                int index = context.steps() - steps + i;
                for (int c = 0; c < width; c++) {
                    double value = context.extension() == ContextSpec.Extension.NAN
                            ? Double.NaN
                            : paths.length > 1
                                    ? paths[p].fed[index]
                                    : paths[0].channels()
                                            ? paths[0].point(index, c)
                                            : out[round * context.steps() + index];
                    values[kept + i * width + c] = value;
                }
                // beyond what the tensor can hold, as in a row of the series
                scaling.removeRefused(values, kept + i * width, scratch);
            }
        }
    }
}
