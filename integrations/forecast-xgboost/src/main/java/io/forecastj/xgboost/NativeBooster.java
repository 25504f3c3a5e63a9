package io.forecastj.xgboost;

import static io.forecastj.xgboost.NativeMatrix.check;

import io.forecastj.ForecastException;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostJNI;
import org.jspecify.annotations.Nullable;

/** A model in training in XGBoost's native memory, until closed. Not thread-safe. */
final class NativeBooster implements AutoCloseable {
    private final NativeMatrix training;
    private final @Nullable NativeMatrix validation;
    private long handle;
    private int round;

    /**
     * Starts a training.
     *
     * @param settings the settings by XGBoost's names
     * @param training the training examples, open until this is closed
     * @param validation the validation examples, likewise, or null
     */
    NativeBooster(Map<String, String> settings, NativeMatrix training, @Nullable NativeMatrix validation) {
        this.training = training;
        this.validation = validation;
        long[] matrices = validation == null
                ? new long[] {training.handle()}
                : new long[] {training.handle(), validation.handle()};
        long[] place = new long[1];
        check(XGBoostJNI.XGBoosterCreate(matrices, place), "start the training");
        handle = place[0];
        try {
            settings.forEach((name, value) ->
                    check(XGBoostJNI.XGBoosterSetParam(handle, name, value), "take the setting " + name + "=" + value));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Trains one more round. */
    void update() {
        check(XGBoostJNI.XGBoosterUpdateOneIter(handle(), round, training.handle()), "train round " + (round + 1));
        round++;
    }

    /** Returns the loss on the validation examples, which must be there, with its name. */
    Loss loss() {
        if (validation == null) {
            throw new IllegalStateException("there are no validation examples");
        }
        String[] text = new String[1];
        check(
                XGBoostJNI.XGBoosterEvalOneIter(
                        handle(), round - 1, new long[] {validation.handle()}, new String[] {"v"}, text),
                "evaluate the validation examples");
        return Loss.parse(text[0]);
    }

    /** Returns the model as UBJSON. */
    byte[] save() {
        byte[][] bytes = new byte[1][];
        check(XGBoostJNI.XGBoosterSaveModelToBuffer(handle(), "ubj", bytes), "save the model");
        return bytes[0];
    }

    private long handle() {
        if (handle == 0) {
            throw new IllegalStateException("the booster is closed");
        }
        return handle;
    }

    @Override
    public void close() {
        if (handle != 0) {
            XGBoostJNI.XGBoosterFree(handle);
            handle = 0;
        }
    }

    /**
     * Loss of a round.
     *
     * @param name XGBoost's name, such as {@code "rmse"}
     * @param value the value, perhaps NaN or infinite
     */
    record Loss(String name, double value) {
        /** Parses a text such as {@code "[3]\tv-rmse:0.25"}. */
        static Loss parse(String text) {
            int from = text.indexOf("\tv-");
            int colon = text.lastIndexOf(':');
            if (from < 0 || colon < from) {
                throw new ForecastException("expected one metric of XGBoost's objective, found '" + text + "'");
            }
            String number = text.substring(colon + 1);
            double value;
            if (number.endsWith("nan")) {
                value = Double.NaN;
            } else if (number.endsWith("inf")) {
                value = number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            } else {
                value = Double.parseDouble(number);
            }
            return new Loss(text.substring(from + 3, colon), value);
        }
    }
}
