/** A runnable program on Apache Flink in one process. */
@NullMarked
package io.forecastj.examples.flink;

import org.jspecify.annotations.NullMarked;
