/**
 * What every predictor promises, as tests. Extend {@link io.forecastj.testkit.PredictorContract} in the tests of a
 * predictor of your own, supply a predictor and a history, and JUnit runs the promises against it. {@link
 * io.forecastj.testkit.PatternRecognizerContract} is the same for recognizers of patterns.
 */
@NullMarked
package io.forecastj.testkit;

import org.jspecify.annotations.NullMarked;
