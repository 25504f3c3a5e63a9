package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.regression.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One training: the data sets, the booster, the rounds, and the model's text at the end. Closing frees all of it.
 *
 * <p>Not thread-safe.
 */
final class BoostingRun implements AutoCloseable {
    private final NativeScope memory = new NativeScope();
    private final LightGbmParameters parameters;
    private final int threads;
    private final FitListener listener;
    private double lowest = Double.NEGATIVE_INFINITY;
    private final @Nullable LightGbmModel start;

    /** @param threads the number of threads that the work has begun with */
    BoostingRun(LightGbmParameters parameters, int threads, FitListener listener, @Nullable LightGbmModel start) {
        this.parameters = parameters;
        this.threads = threads;
        this.listener = listener;
        this.start = start;
    }

    ModelText train(Examples training, @Nullable Examples validation) {
        String settings = parameters.nativeSettings(training.features(), threads);
        requireNotCancelled();
        SWIGTYPE_p_void data = NativeDataset.create(memory, training, settings, null, start);
        SWIGTYPE_p_void held =
                validation == null ? null : NativeDataset.create(memory, validation, settings, data, start);
        SWIGTYPE_p_void booster = memory.create(
                "start the training",
                place -> lightgbmlib.LGBM_BoosterCreate(data, settings, place),
                lightgbmlib::LGBM_BoosterFree);
        if (start != null) {
            putFirst(booster, start);
        }
        ValidationMetric metric = held == null ? null : ValidationMetric.add(memory, booster, held);
        int best = boost(booster, metric);
        ModelText model = read(booster, best < 0 || start == null ? best : start.rounds() + best);
        if (model.average()) {
            model = ForestText.withUnsplit(model, parameters.objective(), training);
        }
        return TooFewRows.mark(model, training, parameters);
    }

    /** Copies a model's trees before the trees to train; their scores came with the data. */
    private void putFirst(SWIGTYPE_p_void booster, LightGbmModel first) {
        SWIGTYPE_p_int rounds = memory.newInt();
        SWIGTYPE_p_void other = memory.create(
                "load the model to continue",
                place -> lightgbmlib.LGBM_BoosterLoadModelFromString(first.text(), rounds, place),
                lightgbmlib::LGBM_BoosterFree);
        NativeCall.check(lightgbmlib.LGBM_BoosterMerge(booster, other), "continue the model");
    }

    /** Returns the validation loss of the rounds that are kept; negative infinity without early stopping. */
    double lowest() {
        return lowest;
    }

    /** Runs the rounds; returns the number of rounds to keep, or -1 for all, without those of a continued model. */
    private int boost(SWIGTYPE_p_void booster, @Nullable ValidationMetric metric) {
        SWIGTYPE_p_int finished = memory.newInt();
        int patience = metric == null ? 0 : parameters.earlyStoppingRounds();
        int best = -1;
        for (int round = 1; round <= parameters.rounds(); round++) {
            requireNotCancelled();
            NativeCall.check(lightgbmlib.LGBM_BoosterUpdateOneIter(booster, finished), "train round " + round);
            if (lightgbmlib.intp_value(finished) != 0) {
                // No split improves the loss any more. LightGBM has undone the round, or kept one constant tree.
                break;
            }
            double loss = metric == null ? Double.NaN : metric.value();
            report(round, metric, loss);
            if (patience > 0) {
                if (best < 0 && Double.isNaN(loss)) {
                    throw new ForecastException("the validation loss is NaN in the first round of LightGBM training;"
                            + " check the scale of labels and weights");
                }
                if (best < 0 || loss < lowest) {
                    lowest = loss;
                    best = round;
                } else if (round - best >= patience) {
                    break;
                }
            }
        }
        return best;
    }

    private void report(int round, @Nullable ValidationMetric metric, double loss) {
        Map<String, Double> metrics = metric == null ? Map.of() : Map.of(metric.name(), loss);
        listener.onProgress(new FitProgress(LightGbmRegressor.KIND, "boosting", round, parameters.rounds(), metrics));
    }

    private void requireNotCancelled() {
        if (listener.cancelled()) {
            throw new CancellationException("the LightGBM training was cancelled by its listener");
        }
    }

    // Reads the text through a file that only this user can read: the call that returns it leaks a copy each time.
    private ModelText read(SWIGTYPE_p_void booster, int rounds) {
        try {
            Path file = Files.createTempFile("forecastj-lightgbm-", ".txt");
            try {
                NativeCall.check(
                        lightgbmlib.LGBM_BoosterSaveModel(booster, 0, rounds, 0, file.toString()), "save the model");
                return ModelFile.read(file).withoutThreads();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new ForecastException(
                    "cannot keep LightGBM's model in the temporary folder: " + e
                            + "; set java.io.tmpdir to a writable folder",
                    e);
        } catch (ModelLoadException e) {
            throw new ForecastException(
                    "LightGBM trained a model that cannot be used, perhaps because labels or weights are"
                            + " so large that sums overflow: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
