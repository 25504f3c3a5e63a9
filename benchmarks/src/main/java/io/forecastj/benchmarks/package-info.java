/**
 * JMH benchmarks of the times that users notice. Build with {@code mvn -q -pl benchmarks -am package -DskipTests} and
 * run with {@code java -jar benchmarks/target/benchmarks.jar}; results with the commands that made them are in {@code
 * docs/benchmarks.md}.
 */
@NullMarked
package io.forecastj.benchmarks;

import org.jspecify.annotations.NullMarked;
