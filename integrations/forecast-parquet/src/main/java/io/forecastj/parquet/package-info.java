/** Time series from Parquet files and back. */
@NullMarked
package io.forecastj.parquet;

import org.jspecify.annotations.NullMarked;
