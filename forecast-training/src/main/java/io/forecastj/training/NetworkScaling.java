package io.forecastj.training;

/** Scaling of what a network reads and answers. Immutable and thread-safe. */
public enum NetworkScaling {
    /**
     * Each window by itself: every feature becomes its z-score over the window, and the answer is scaled back by mean
     * and deviation of the window's first feature. One network then serves series of any level and size, also ones that
     * it has not seen. What is the same in all rows of a window becomes 0. If that is the first feature, each step and
     * quantile of a level is forecast as its value, and of a change as 0; such windows do not train.
     */
    WINDOW,

    /**
     * By means and standard deviations of the training rows, which are the same for all series and later rows: for
     * features whose size says something by itself, such as returns.
     */
    STANDARD
}
