package io.forecastj.backtest.leakage;

/**
 * The kinds of leak that an audit reports, each with what to do about it.
 *
 * <p>Immutable and thread-safe.
 */
public enum LeakKind {
    /** A value depends on a limited number of later rows, as a centred mean or a lead does. */
    LATER_ROWS(
            "depends on later rows",
            "compute the row from itself and earlier rows only, with trailing windows and lags"),
    /** A value depends on all rows of the series, as one scaled by the mean of the whole series does. */
    WHOLE_SERIES(
            "depends on the whole series",
            "take the statistic from earlier rows only (a rolling or expanding one), or fit it on the training rows"),
    /** A missing value is replaced by one from a later row. */
    FILLED_BACKWARDS(
            "fills a missing value from a later row", "carry the last known value forward, or leave the value missing"),
    /** All rows of a period contain its end, as those of resampled bars that carry the time of their start. */
    UNFINISHED_PERIOD(
            "contains the end of a period that is not over",
            "join a resampled row at the end of its period, not at its start, or use the period before"),
    /** A feature or an input column is the label, or a function of it. */
    LABEL_IN_FEATURES(
            "reveals the label", "remove it from the inputs, or lag it until the label of the lagged row is known"),
    /** Rows after the warm-up are still computed from a window that is not full. */
    SHORT_WARMUP(
            "needs a longer warm-up",
            "return NaN until the window is full, and count those rows in warmup() or requiredHistory()"),
    /** A model changes with rows after its training span. */
    TRAINED_ON_LATER_ROWS(
            "was fitted on rows after the training span",
            "fit scalers, imputers and selections inside fit(from, to), on the rows of that span only"),
    /** A forecast changes with later rows of a column that is not declared as known in advance. */
    UNDECLARED_FUTURE(
            "uses the future of a column that is not known in advance",
            "read only columns of the role KNOWN_FUTURE from the rows after the origin; declare the column if it is"
                    + " really known by then"),
    /** A forecast changes with the other histories in the same call of {@code predictAll}. */
    MIXED_BATCH(
            "depends on the other histories of the call",
            "normalise each history by itself: histories in one call may end at different times"),
    /** Forecasts equal the actual values, which naive forecasts do not. */
    FORECAST_IS_ACTUAL(
            "forecasts exactly what came",
            "look for the actual values in the model, as in a table by time that was made from the whole series"),
    /** The weights of an ensemble were learnt from forecasts of rows that its members had been trained on. */
    IN_SAMPLE_STACK(
            "weighs its members by in-sample forecasts",
            "learn the weights from out-of-fold forecasts, made by members that had not seen the row"),
    /** Rows are divided among training and test at random. */
    SHUFFLED_SPLIT(
            "is shuffled in time", "divide the rows in the order of time, as WalkForward or purged k-fold splits do"),
    /** A row is used for training and for test. */
    SHARED_ROWS("uses rows for training and for test", "leave the test rows out of the training rows"),
    /** The label of a training row covers the same time as the label of a test row. */
    LABEL_NOT_PURGED(
            "trains on labels that reach into the test rows",
            "leave out (purge) the training rows whose label interval overlaps with that of a test row"),
    /** A training row follows a test row without the embargo. */
    NO_EMBARGO(
            "trains on rows right after the test rows",
            "leave out as many rows after the label of the last test row as the embargo requires"),
    /** A value of the series was known as another one at its time. */
    REVISED_DATA(
            "was revised later", "train and test on the values as they were known at each origin, or lag the column"),
    /** A value of the series was not yet known at its time. */
    PUBLISHED_LATER(
            "was published later",
            "give the value the time of its publication, or lag the column by the delay of publication"),
    /** A row or a forecast changes with values that were published after its time. */
    LATER_PUBLICATIONS(
            "uses values before they were published",
            "read the values known at each row with TimeSeries.asOf(time) or valueAsOf, as feature pipelines do"),
    /** A trade is filled no later than it was decided. */
    FILL_NOT_LATER(
            "is filled no later than it was decided", "fill at the next open or later, at the price of that time"),
    /** The same rows gave two answers, so that nothing can be concluded. */
    NOT_REPEATABLE("gives two answers for the same rows", "fix the seed of its random numbers, and keep no state");

    private final String text;
    private final String remedy;

    LeakKind(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    /** {@return what to do about it, in one sentence} */
    public String remedy() {
        return remedy;
    }

    /** {@return the leak in words, such as {@code "depends on later rows"}} */
    @Override
    public String toString() {
        return text;
    }
}
