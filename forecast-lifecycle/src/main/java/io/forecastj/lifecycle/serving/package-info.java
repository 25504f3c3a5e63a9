/**
 * Serving of a stored model that changes while it serves.
 *
 * <p>{@link io.forecastj.lifecycle.serving.ReloadingPredictor} is a predictor that follows an alias of a stored model:
 * when the alias names another version, that version is loaded, checked and warmed up beside the one that serves, and
 * takes its place. {@link io.forecastj.lifecycle.serving.ReloadingSession} is a session that moves to the new version
 * with its rows.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code ServedVersion} counts who uses a version and closes it after the last one; {@code VersionLoader} loads,
 * checks and warms up; {@code Reloader} decides whether to; {@code SessionMove} opens a session on another version.
 */
@NullMarked
package io.forecastj.lifecycle.serving;

import org.jspecify.annotations.NullMarked;
