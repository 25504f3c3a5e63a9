/** Programs on Apache Spark: a chain of shops, a benchmark, and a simulation of many series. */
@NullMarked
package io.forecastj.examples.spark;

import org.jspecify.annotations.NullMarked;
