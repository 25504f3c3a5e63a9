package io.forecastj.examples.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several questions at once.
 *
 * @param requests the questions, each as for a single forecast
 */
record BatchRequest(@Nullable List<@Nullable ForecastRequest> requests) {}
