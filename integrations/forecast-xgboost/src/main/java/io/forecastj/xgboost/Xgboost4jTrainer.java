package io.forecastj.xgboost;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.ForecastException;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.xgboost.XgBoostTrainer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import ml.dmlc.xgboost4j.java.XGBoostJNI;
import org.jspecify.annotations.Nullable;

/**
 * Trains by XGBoost's native library. Found by {@link java.util.ServiceLoader}; stateless and thread-safe.
 *
 * @hidden
 */
public final class Xgboost4jTrainer implements XgBoostTrainer {
    /** Creates the trainer, for the service loader. */
    public Xgboost4jTrainer() {}

    @Override
    public Map<String, String> libraries() {
        return Map.of("xgboost4j", Xgboost4jLibrary.version());
    }

    @Override
    public byte[] train(
            Map<String, String> settings,
            int rounds,
            int patience,
            Examples training,
            @Nullable Examples validation,
            FitListener listener) {
        Xgboost4jLibrary.load();
        requireNotCancelled(listener);
        String[] config = new String[1];
        NativeMatrix.check(XGBoostJNI.XGBGetGlobalConfig(config), "read its configuration");
        // XGBoost writes warnings to the console; the setting is one of the thread, which others may use for XGBoost
        NativeMatrix.check(XGBoostJNI.XGBSetGlobalConfig("{\"verbosity\":0}"), "set its configuration");
        try (NativeMatrix data = NativeMatrix.of(training);
                NativeMatrix held = validation == null ? null : NativeMatrix.of(validation)) {
            byte[] model = held == null || patience == 0
                    ? trainAll(settings, rounds, data, held, listener)
                    : trainBest(settings, rounds, patience, data, held, listener);
            return BinaryModel.withNames(model, training.features());
        } finally {
            NativeMatrix.check(XGBoostJNI.XGBSetGlobalConfig(config[0]), "restore its configuration");
        }
    }

    private static byte[] trainAll(
            Map<String, String> settings,
            int rounds,
            NativeMatrix data,
            @Nullable NativeMatrix held,
            FitListener listener) {
        try (NativeBooster booster = new NativeBooster(settings, data, held)) {
            for (int round = 1; round <= rounds; round++) {
                requireNotCancelled(listener);
                booster.update();
                Map<String, Double> metrics = Map.of();
                if (held != null) {
                    NativeBooster.Loss loss = booster.loss();
                    metrics = Map.of(loss.name(), loss.value());
                }
                report(listener, round, rounds, metrics);
            }
            return booster.save();
        }
    }

    private static byte[] trainBest(
            Map<String, String> settings,
            int rounds,
            int patience,
            NativeMatrix data,
            NativeMatrix held,
            FitListener listener) {
        byte[] constant;
        double lowest;
        try (NativeBooster booster = new NativeBooster(withoutSplits(settings), data, held)) {
            booster.update();
            lowest = booster.loss().value();
            constant = booster.save();
        }
        int best = 0;
        try (NativeBooster booster = new NativeBooster(settings, data, held)) {
            for (int round = 1; round <= rounds && round - best <= patience; round++) {
                requireNotCancelled(listener);
                booster.update();
                NativeBooster.Loss loss = booster.loss();
                report(listener, round, rounds, Map.of(loss.name(), loss.value()));
                if (round == 1 && Double.isNaN(loss.value())) {
                    throw new ForecastException("the validation loss is NaN in the first round of XGBoost training;"
                            + " check the scale of labels and weights");
                }
                if (loss.value() < lowest || Double.isNaN(lowest) && !Double.isNaN(loss.value())) {
                    lowest = loss.value();
                    best = round;
                }
            }
            return best == 0 ? constant : BinaryModel.firstRounds(booster.save(), best);
        }
    }

    /** Returns settings for the constant from which training starts. */
    private static Map<String, String> withoutSplits(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("learning_rate", "0");
        all.put("gamma", Float.toString(Float.MAX_VALUE));
        all.put("num_parallel_tree", "1");
        return all;
    }

    private static void report(FitListener listener, int round, int rounds, Map<String, Double> metrics) {
        listener.onProgress(new FitProgress("xgboost", "boosting", round, rounds, metrics));
    }

    private static void requireNotCancelled(FitListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the XGBoost training was cancelled by its listener");
        }
    }
}
