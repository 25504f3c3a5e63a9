package io.forecastj.backtest.report;

/**
 * A part of a {@link ReportSection}: a table or a chart. All parts are immutable and thread-safe.
 *
 * <p>The names and texts given to a part may hold anything; the page shows them as text. A number that is not finite is
 * shown as a dash in tables and left out of charts.
 */
public sealed interface ReportPart permits BarChart, ForecastChart, HeatMap, LineChart, ReportTable, Timeline {}
