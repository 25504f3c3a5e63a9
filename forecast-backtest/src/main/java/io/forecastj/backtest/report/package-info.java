/**
 * Reports as one HTML page: text, tables and charts, readable without network, script or colour.
 *
 * <p>A {@link io.forecastj.backtest.report.Report} has a title, a verdict in words and {@linkplain
 * io.forecastj.backtest.report.ReportSection sections}, whose parts are a {@link
 * io.forecastj.backtest.report.ReportTable}, a {@link io.forecastj.backtest.report.LineChart}, a {@link
 * io.forecastj.backtest.report.BarChart}, a {@link io.forecastj.backtest.report.HeatMap}, a {@link
 * io.forecastj.backtest.report.Timeline} and a {@link io.forecastj.backtest.report.ForecastChart}. The results of
 * backtests, strategies and searches make reports of themselves; sections of your own are added with {@link
 * io.forecastj.backtest.report.Report#with(ReportSection...)}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>The package knows no result: it is the layer of documents. {@code Page} writes the page, {@code Html} escapes all
 * text, {@code PlotFrame} and {@code LinePicture} draw SVG, {@code Thinning} leaves out points that no screen can show,
 * {@code PackedNumbers} writes the numbers for {@code report.js}, which draws with uPlot what can be zoomed. The policy
 * of the page allows exactly its own scripts and its own style sheet by their hashes, so there are no {@code style}
 * attributes.
 */
@NullMarked
package io.forecastj.backtest.report;

import org.jspecify.annotations.NullMarked;
