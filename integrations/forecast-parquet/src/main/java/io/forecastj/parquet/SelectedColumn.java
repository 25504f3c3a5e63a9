package io.forecastj.parquet;

/**
 * A column to read.
 *
 * @param column the column of the file
 * @param conversion the conversion of its values
 * @param missing the result for a missing value
 * @param position the position that the conversion reports
 */
record SelectedColumn(FileColumn column, Conversion conversion, long missing, ParquetPosition position) {}
