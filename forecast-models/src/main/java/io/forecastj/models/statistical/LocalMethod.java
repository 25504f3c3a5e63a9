package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Settings by which a model of one series is estimated. Immutable and thread-safe. */
interface LocalMethod {
    /** Returns the word that names the method in files and is the default name of its forecaster, such as "ets". */
    String kind();

    /**
     * Estimates a model.
     *
     * @param rows the rows of the series, from its first observed value on
     * @param season the number of rows of a season, 1 if there is none
     * @return the model, and its state after the last row
     * @throws io.forecastj.InsufficientHistoryException if there are too few rows
     * @throws io.forecastj.InvalidSeriesException if the values do not suit the method
     */
    Fitted fit(LocalRows rows, int season);

    /** Writes the settings, so that the reader of this kind in {@link LocalKinds} makes an equal method of them. */
    void write(ObjectNode out);

    /**
     * Estimated model and its state after the rows that it was estimated from.
     *
     * @param model the model
     * @param state the state, not copied
     */
    record Fitted(LocalModel model, double[] state) {}
}
