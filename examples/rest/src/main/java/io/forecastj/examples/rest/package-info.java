/**
 * A REST service on Spring Boot: forecasts of bars with intervals, signals, patterns, models and their training. It has
 * all that it needs: bundled bars of the S&amp;P 500, of which one more becomes known every few seconds, a store of
 * models in a directory, which is filled at the first start, and a page that shows them.
 *
 * <p>{@code ForecastAnswers} is the heart; the controllers hand requests to it. {@code Trainings} runs trainings in the
 * background, {@code Problems} makes error bodies, {@code ApiKeyFilter} and {@code BodyLimit} guard the door.
 */
@NullMarked
package io.forecastj.examples.rest;

import org.jspecify.annotations.NullMarked;
