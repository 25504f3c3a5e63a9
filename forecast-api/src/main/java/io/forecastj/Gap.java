package io.forecastj;

import java.time.Instant;

/**
 * Place in a series at which rows are absent by its spacing, or at which the rows leave the spacing.
 *
 * <p>Immutable and thread-safe.
 *
 * @param after the time of the row before the gap
 * @param before the time of the row after the gap
 * @param rows the number of absent rows; 0 if two rows are in one step. Of trading days or hours it is an estimate
 */
public record Gap(Instant after, Instant before, long rows) {}
