package io.forecastj.data;

/** The times before in one column of one series, as far as parsers of times need them. */
interface EarlierTimes {
    /** Returns whether there is none. */
    boolean isEmpty();

    /** Returns the last time; there must be one. */
    long lastTime();

    /** Returns the largest distance of two neighbouring times in milliseconds, 0 with less than two. */
    long largestDistance();

    /** Returns whether this time may follow. */
    boolean continuesAt(long time);
}
