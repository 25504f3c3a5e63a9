/**
 * Statistical models of single series.
 *
 * <h2>For maintainers</h2>
 *
 * <p>A {@code LocalMethod} holds settings and estimates a {@code LocalModel} from the rows of one series. The model is
 * a fixed set of parameters with the arithmetic on a state, an array of numbers that a session owns. {@code
 * LocalKinds} reads saved methods and models. {@code MeanMethod} and {@code MeanModel} are the smallest pair.
 */
@NullMarked
package io.forecastj.models.statistical;

import org.jspecify.annotations.NullMarked;
