package io.forecastj.spark;

import java.io.Serializable;
import java.util.function.Supplier;

/**
 * A supplier that Spark can send to executors, where it makes an object that cannot be sent itself, such as a
 * forecaster.
 *
 * <p>A lambda will do, if all that it captures can be sent, such as texts and numbers:
 *
 * <pre>{@code
 * int season = 7;
 * SerializableSupplier<Forecaster> ets =
 *         () -> Ets.forecaster().column("sales").horizon(14).season(season).build();
 * }</pre>
 *
 * <p>It is called once in each task, and must make an equal object each time. Spark sends it by Java serialization, as
 * it sends every function; models and data never are. {@link ForecasterSpec} is one without a lambda, for callers in
 * Python or SQL.
 *
 * @param <T> the type of the object
 */
@FunctionalInterface
public interface SerializableSupplier<T> extends Supplier<T>, Serializable {}
