package io.forecastj.models.lightgbm;

/** Evaluator of a LightGBM model. Immutable and thread-safe. */
public enum Engine {
    /**
     * Evaluates the trees in Java, as arrays and later as bytecode: thread-safe without locks, no native memory, raw
     * scores equal to the native ones in every bit. The default.
     */
    JAVA,

    /**
     * Evaluates with LightGBM itself, for comparison. Each model runs one call at a time, since LightGBM 4.3 locks the
     * booster; a call waits while a training with more than one thread runs in the process, as large trainings do
     * unless one is {@linkplain LightGbmParameters.Builder#threads set}. The model holds native memory and must be
     * closed.
     */
    NATIVE
}
