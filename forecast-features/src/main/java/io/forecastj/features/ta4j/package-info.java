/**
 * Indicators of <a href="https://github.com/ta4j/ta4j">ta4j</a> as features, and its bar series as time series.
 *
 * <p>Everything is in {@link io.forecastj.features.ta4j.Ta4j}. This package needs {@code org.ta4j:ta4j-core} 0.17 on
 * the class path, which is not a dependency of the library; no other package uses it. An indicator that the library has
 * too is several hundred times faster as the library's feature.
 */
@NullMarked
package io.forecastj.features.ta4j;

import org.jspecify.annotations.NullMarked;
