package io.forecastj.models.lightgbm;

/** What evaluates a LightGBM model. */
public enum Engine {
    /**
     * The trees in Java, as arrays and then as bytecode: thread-safe without locks, no native memory, raw scores equal
     * to the native ones in every bit. The default.
     */
    JAVA,

    /**
     * LightGBM itself, to compare against. One call at a time for each model, since LightGBM 4.3 locks the booster; a
     * call waits while a training with more than one thread runs in the process. The model holds native memory and
     * must be closed.
     */
    NATIVE
}
