/** Runnable programs over real data; start with {@link io.forecastj.examples.Sp500Daily}. */
@NullMarked
package io.forecastj.examples;

import org.jspecify.annotations.NullMarked;
