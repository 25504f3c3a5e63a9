/**
 * Predictors as beans of a Spring Boot application, version 3.5 or 4.
 *
 * <pre>{@code
 * forecastj.models.sales.store=/srv/models
 * forecastj.models.sales.alias=production
 * }</pre>
 *
 * <p>With these properties the application has a bean {@code sales} of type {@link io.forecastj.Predictor}, which
 * follows the alias and changes versions without a pause. {@link io.forecastj.spring.ForecastProperties} has all
 * properties; a wrong one ends the start with its name and what to set. {@link io.forecastj.spring.ForecastModels} has
 * the state of all models and reloads one, {@link io.forecastj.spring.ForecastCustomizer} changes what properties
 * cannot, and {@link io.forecastj.spring.ModelChangedEvent} is published after each change. With the actuator there are
 * the health {@code forecastj} and the endpoint {@code forecastj}, with {@code forecast-micrometer} the metrics of each
 * model. {@code docs/spring.md} is the guide.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ModelRegistrar} turns the names of the properties into definitions of beans, whose factory methods are
 * those of {@code ForecastModels}; these are plain definitions, so ahead-of-time processing keeps them. {@code
 * ManagedModel} opens one model and knows its state. {@code ModelRefreshing} schedules the looks.
 *
 * <p>One jar serves Boot 3.5 and 4, since they share the names of all classes used here but those of health, which Boot
 * 4 has moved: {@code Boot4Health} is compiled against the new ones, {@code Boot3Health} uses the old ones by
 * reflection. The tests run on both.
 */
@NullMarked
package io.forecastj.spring;

import org.jspecify.annotations.NullMarked;
