package io.forecastj.backtest;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.internal.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The long table: a view of the forecasts that makes its rows only while they are read. */
final class ForecastTable {
    private static final double[] NO_SAMPLES = new double[0];

    private final List<Comparison> comparisons;
    private final List<ClassComparison> ofClasses;
    private final BacktestPlan plan;

    ForecastTable(List<Comparison> comparisons, List<ClassComparison> ofClasses, BacktestPlan plan) {
        this.comparisons = comparisons;
        this.ofClasses = ofClasses;
        this.plan = plan;
    }

    Stream<ForecastRow> rows() {
        Stream<ForecastRow> values = comparisons.stream().flatMap(comparison -> comparison.contenders().stream()
                .flatMap(contender -> ofEachSeries(s -> rows(comparison.target(), contender, s))));
        Stream<ForecastRow> classes = ofClasses.stream().flatMap(comparison -> comparison.models().stream()
                .flatMap(model -> ofEachSeries(s -> rows(comparison.target(), model, s))));
        return Stream.concat(values, classes);
    }

    private Stream<ForecastRow> ofEachSeries(IntFunction<Stream<ForecastRow>> rows) {
        return IntStream.range(0, plan.series().size()).boxed().flatMap(rows::apply);
    }

    /** Makes a row of the step of an origin. */
    private interface RowMaker {
        ForecastRow row(TimeSeries series, int row, int origin, int step);
    }

    private Stream<ForecastRow> rows(ModelForecasts model, int s, RowMaker maker) {
        BacktestPlan.Origins origins = plan.series().get(s);
        TimeSeries series = origins.series();
        return IntStream.range(0, origins.count())
                .filter(origin -> model.made(s, origin))
                .boxed()
                .flatMap(origin -> {
                    int row = origins.rows()[origin];
                    return IntStream.rangeClosed(1, Math.min(model.horizon(), series.length() - 1 - row))
                            .mapToObj(step -> maker.row(series, row, origin, step));
                });
    }

    private Stream<ForecastRow> rows(String target, ModelForecasts model, int s) {
        return rows(
                model,
                s,
                (series, row, origin, step) -> new ForecastRow(
                        series.id(),
                        model.entry().name(),
                        target,
                        series.time(row),
                        step,
                        series.time(row + step),
                        series.value(row + step, series.columnIndex(target)),
                        Double.NaN,
                        Map.of(),
                        model.classes().byClass(s, origin, step),
                        NO_SAMPLES));
    }

    private Stream<ForecastRow> rows(String target, Comparison.Contender contender, int s) {
        ModelForecasts model = contender.model();
        double[] levels = model.quantiles().levels();
        return rows(
                model,
                s,
                (series, row, origin, step) -> new ForecastRow(
                        series.id(),
                        model.entry().name(),
                        target,
                        series.time(row),
                        step,
                        series.time(row + step),
                        series.value(row + step, series.columnIndex(target)),
                        contender.point(s, origin, step),
                        quantiles(contender, levels, s, origin, step),
                        Map.of(),
                        model.samples().get(contender.target(), s, origin, step)));
    }

    private static Map<Double, Double> quantiles(
            Comparison.Contender contender, double[] levels, int s, int origin, int step) {
        if (levels.length == 0) {
            return Map.of();
        }
        Map<Double, Double> quantiles = new LinkedHashMap<>();
        for (double level : levels) {
            quantiles.put(level, contender.model().quantiles().get(level, contender.target(), s, origin, step));
        }
        return quantiles;
    }

    /** The levels of all models, for which the file has columns. */
    private List<Double> levels() {
        return comparisons.stream()
                .flatMap(comparison -> comparison.contenders().stream())
                .flatMapToDouble(
                        contender -> Arrays.stream(contender.model().quantiles().levels()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /** The classes of all models, for which the file has columns. */
    private List<String> classes() {
        return ofClasses.stream()
                .flatMap(comparison -> comparison.models().stream())
                .flatMap(model -> model.classes().classes().stream())
                .distinct()
                .toList();
    }

    void writeCsv(Appendable out) throws IOException {
        List<Double> levels = levels();
        List<String> classes = classes();
        out.append("id,model,target,origin,step,time,actual,forecast");
        for (double level : levels) {
            out.append(",q").append(QuantilePlanes.text(level));
        }
        for (String name : classes) {
            out.append(',').append(PlainText.csvField("p_" + name));
        }
        int samples = comparisons.stream()
                .flatMap(comparison -> comparison.contenders().stream())
                .mapToInt(contender -> contender.model().samples().most())
                .max()
                .orElse(0);
        for (int i = 1; i <= samples; i++) {
            out.append(",s").append(Integer.toString(i));
        }
        out.append('\n');
        try {
            rows().forEach(row -> write(row, levels, classes, samples, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(ForecastRow row, List<Double> levels, List<String> classes, int samples, Appendable out) {
        try {
            out.append(PlainText.csvField(row.id())).append(',');
            out.append(PlainText.csvField(row.model())).append(',');
            out.append(PlainText.csvField(row.target())).append(',');
            out.append(row.origin().toString()).append(',');
            out.append(Integer.toString(row.step())).append(',');
            out.append(row.time().toString()).append(',');
            out.append(PlainText.csvField(row.actual())).append(',');
            out.append(PlainText.csvField(row.forecast()));
            for (Double level : levels) {
                out.append(',').append(PlainText.csvField(row.quantiles().getOrDefault(level, Double.NaN)));
            }
            for (String name : classes) {
                out.append(',').append(PlainText.csvField(row.probabilities().getOrDefault(name, Double.NaN)));
            }
            double[] drawn = row.samples();
            for (int i = 0; i < samples; i++) {
                out.append(',').append(i < drawn.length ? PlainText.csvField(drawn[i]) : "");
            }
            out.append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
