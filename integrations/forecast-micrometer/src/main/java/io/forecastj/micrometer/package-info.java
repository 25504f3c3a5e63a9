/**
 * Metrics and traces of forecasts by <a href="https://micrometer.io">Micrometer</a>.
 *
 * <p>Begin with {@link io.forecastj.micrometer.ForecastMetrics}, which observes predictors: timers by model, version
 * and status, counters of reasons, sessions and rows, and gauges of the monitors and fallbacks inside. {@link
 * io.forecastj.micrometer.ForecastMeters} binds the gauges of a predictor that is not observed, such as a reloading one
 * with its version, age and reloads. {@link io.forecastj.micrometer.ForecastObservations} makes calls observations, for
 * tracing.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code VersionMeters} has the meters of one version and {@code ModelVersions} removes those of old versions.
 * {@code HashFollower} finds out that a predictor serves another model. {@code ModelGauges} finds what has gauges
 * inside a predictor; {@code MonitorGauges}, {@code FallbackGauges} and {@code ReloadGauges} register them. {@code
 * ReasonKind} turns the sentences of forecasts into words of a fixed list.
 */
@NullMarked
package io.forecastj.micrometer;

import org.jspecify.annotations.NullMarked;
