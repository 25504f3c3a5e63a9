/**
 * Caches, batches and live sessions for services that forecast for many callers.
 *
 * <ul>
 *   <li>{@link io.forecastj.cache.Caching}: keeps forecasts for calls with equal rows. For models that take longer than
 *       the comparison of the rows, such as networks, ensembles and automatic forecasters.
 *   <li>{@link io.forecastj.cache.Batching}: gathers the calls of many threads into runs of one model. For models that
 *       evaluate several series together faster.
 *   <li>{@link io.forecastj.cache.Sessions}: keeps live sessions by key, the least used ones as snapshots in a {@link
 *       io.forecastj.cache.SnapshotStore}.
 * </ul>
 *
 * <p>Nothing here starts a thread: the work is done by the threads of the callers, or by an executor that is given.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code CallKey} is what a forecast depends on. {@code BatchQueue} decides who runs what and when, without running
 * anything. {@code LiveSession} is one session with its lock; {@code SessionTable} holds the live ones and those that
 * were evicted and are not saved yet.
 */
@NullMarked
package io.forecastj.cache;

import org.jspecify.annotations.NullMarked;
