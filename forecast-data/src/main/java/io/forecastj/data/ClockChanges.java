package io.forecastj.data;

/**
 * Choice for local times that occur twice or not at all, because clocks are set back or forward.
 *
 * <p>In Europe/Berlin, 02:30 occurs twice on 2023-10-29, first with offset +02:00 and then with +01:00, and not at all
 * on 2023-03-26. Only date-times without an offset are concerned. A date is always the first time of its day.
 *
 * <p>Immutable and thread-safe.
 */
public enum ClockChanges {
    /** Both are refused, since any choice could move a row by an hour. */
    REFUSE,

    /**
     * A repeated time is its first occurrence if that is after the previous row of its series, otherwise its second;
     * a skipped one is refused. With {@link CsvReading#newestFirst}, a repeated time is its second occurrence if that
     * is before the row above, otherwise its first.
     *
     * <p>So a file with both hours of the night is read as it is meant, whatever its spacing. Where a file has only one
     * of them, it is taken for the one that comes first in the file.
     */
    IN_ORDER,

    /**
     * A repeated time is as with {@link #IN_ORDER}; a skipped one is moved forward by as much as the clocks, so that
     * 02:30 becomes 03:30.
     *
     * <p>If the file has a row for the time after the move as well, the later of the two is refused.
     */
    IN_ORDER_SKIPPED_FORWARD,

    /**
     * A repeated time is its first occurrence, the one before clocks are set back; a skipped one is moved forward by as
     * much as the clocks. Both are as in {@link java.time.ZonedDateTime#ofLocal} without a preferred offset.
     *
     * <p>For files that have one row for the repeated hours. If a file has both, the second is refused, since its time
     * is not after that of the first.
     */
    EARLIER,

    /**
     * A repeated time is its second occurrence, the one after clocks are set back, as in {@link
     * java.time.ZonedDateTime#withLaterOffsetAtOverlap}; a skipped one is moved forward as with {@link #EARLIER}.
     *
     * <p>If a file has rows for both occurrences, the second is refused.
     */
    LATER;

    /** Refuses a choice by the order of the rows for rows that may have any order. */
    void requireAnyOrder(String published) {
        if (this == IN_ORDER || this == IN_ORDER_SKIPPED_FORWARD) {
            throw new IllegalArgumentException("published(\"" + published + "\") reads rows in any order, so that "
                    + this + " cannot decide where clocks change: use " + EARLIER + " or " + LATER
                    + ", or times with an offset");
        }
    }
}
