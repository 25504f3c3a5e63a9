package io.forecastj.training;

/** Loss of a network of points, on scaled values. Immutable and thread-safe. */
public enum PointLoss {
    /** The mean squared error, whose best forecast is the mean. */
    SQUARED,

    /** The mean absolute error, whose best forecast is the median; outliers count less. */
    ABSOLUTE,

    /** Squared up to an error of one scaled unit and linear beyond, a compromise of the other two. */
    HUBER
}
