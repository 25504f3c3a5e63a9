package io.forecastj.lifecycle.monitoring;

/** The values of one observed row. */
interface RowValues {
    /** Returns the value of a column, NaN if the row lacks it. */
    double value(String column);

    /** Returns the columns of the row. */
    Iterable<String> columns();
}
