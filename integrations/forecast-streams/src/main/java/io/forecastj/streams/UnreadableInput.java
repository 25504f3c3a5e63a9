package io.forecastj.streams;

/**
 * The value of a record that is no input.
 *
 * @param reason what was expected and what was found
 */
record UnreadableInput(String reason) implements StreamInput {}
