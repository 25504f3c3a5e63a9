package io.forecastj;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of this package as maps, lists, texts, numbers and null, which every JSON library writes. The
 * module {@code forecast-json} describes the form in its package page and reads it.
 */
final class PlainValues {
    private static final String NO_POINT = "there is no finite forecast of this step";
    private static final String NO_QUANTILE = "there is no finite quantile of this level";

    private PlainValues() {}

    private static Map<String, @Nullable Object> document(String schema) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("schema", schema);
        return plain;
    }

    static Map<String, @Nullable Object> of(Forecast forecast) {
        List<Integer> steps = forecast.steps();
        NullNotes nulls = new NullNotes();
        Map<String, @Nullable Object> plain = document("urn:forecastj:forecast:1");
        plain.put("seriesId", forecast.seriesId());
        plain.put("origin", forecast.origin().toString());
        plain.put("status", forecast.status().name());
        plain.put("reasons", forecast.reasons());
        plain.put("targets", forecast.targets());
        plain.put("steps", steps);
        plain.put("times", times(forecast, steps));
        if (steps.size() < forecast.horizon()) {
            plain.put(
                    "horizonTimes",
                    times(
                            forecast,
                            IntStream.rangeClosed(1, forecast.horizon()).boxed().toList()));
        }
        plain.put("timesEstimated", forecast.timesEstimated());
        plain.put("points", points(forecast, nulls));
        plain.put("levels", Arrays.stream(forecast.levels()).boxed().toList());
        plain.put("quantiles", quantiles(forecast, nulls));
        plain.put("classes", forecast.classes());
        plain.put("probabilities", probabilities(forecast));
        plain.put("info", of(forecast.info()));
        plain.put("nulls", nulls.toMap());
        return plain;
    }

    private static List<String> times(Forecast forecast, List<Integer> steps) {
        return steps.stream().map(step -> forecast.time(step).toString()).toList();
    }

    private static Map<String, Object> points(Forecast forecast, NullNotes nulls) {
        Map<String, Object> points = new LinkedHashMap<>();
        if (forecast.classes().isEmpty()) {
            for (String target : forecast.targets()) {
                double[] values = each(forecast, step -> forecast.point(target, step));
                points.put(target, nulls.numbers(values, NO_POINT, "points", target));
            }
        }
        return points;
    }

    private static Map<String, Object> quantiles(Forecast forecast, NullNotes nulls) {
        Map<String, Object> quantiles = new LinkedHashMap<>();
        List<String> keys = LevelText.keys(forecast.levels());
        for (int t = 0; t < forecast.targets().size() && !keys.isEmpty(); t++) {
            String target = forecast.targets().get(t);
            int index = t;
            if (forecast.steps().stream().anyMatch(step -> !Double.isNaN(forecast.quantiles(index, step)[0]))) {
                Map<String, Object> byLevel = new LinkedHashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    int level = i;
                    double[] values = each(forecast, step -> forecast.quantiles(index, step)[level]);
                    byLevel.put(keys.get(i), nulls.numbers(values, NO_QUANTILE, "quantiles", target, keys.get(i)));
                }
                quantiles.put(target, byLevel);
            }
        }
        return quantiles;
    }

    private static Map<String, Object> probabilities(Forecast forecast) {
        Map<String, Object> probabilities = new LinkedHashMap<>();
        for (int c = 0; c < forecast.classes().size(); c++) {
            int index = c;
            probabilities.put(
                    forecast.classes().get(c),
                    Arrays.stream(each(forecast, step -> forecast.probability(step, index)))
                            .boxed()
                            .toList());
        }
        return probabilities;
    }

    /** Returns a number for each forecast step. */
    private static double[] each(Forecast forecast, IntToDoubleFunction ofStep) {
        return forecast.steps().stream().mapToDouble(ofStep::applyAsDouble).toArray();
    }

    /** Returns the values of a column, null for a missing one. */
    private static List<@Nullable Double> numbers(double[] values) {
        List<@Nullable Double> numbers = new ArrayList<>(values.length);
        for (double value : values) {
            numbers.add(Double.isFinite(value) ? value : null);
        }
        return numbers;
    }

    static Map<String, @Nullable Object> of(PredictorInfo info) {
        Map<String, @Nullable Object> plain = document("urn:forecastj:predictor-info:1");
        plain.put("name", info.name());
        plain.put("kind", info.kind());
        plain.put("horizon", info.horizon());
        plain.put("steps", info.steps());
        plain.put("requiredHistory", info.requiredHistory());
        plain.put(
                "sufficientHistory",
                info.sufficientHistory().isPresent() ? info.sufficientHistory().getAsInt() : null);
        plain.put("columns", info.columns().stream().map(PlainValues::of).toList());
        plain.put("featureNames", info.featureNames());
        plain.put("schemaHash", info.schemaHash());
        plain.put("trainedFrom", text(info.trainedFrom()));
        plain.put("trainedTo", text(info.trainedTo()));
        plain.put("sampling", orNull(info.sampling()));
        plain.put("parameters", info.parameters());
        plain.put("seed", info.seed());
        plain.put("libraries", info.libraries());
        return plain;
    }

    private static Map<String, Object> of(Column column) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", column.name());
        plain.put("role", column.role().name());
        return plain;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static Map<String, @Nullable Object> of(TimeSeries series) {
        Vintages.refuse(series, "JSON");
        Map<String, @Nullable Object> plain = document("urn:forecastj:series:1");
        plain.put("id", series.id());
        plain.put("columns", series.columns());
        plain.put("times", series.times().stream().map(Instant::toString).toList());
        Map<String, Object> values = new LinkedHashMap<>();
        series.columns().forEach(column -> values.put(column, numbers(series.values(column))));
        plain.put("values", values);
        plain.put("attributes", series.attributes());
        plain.put("sampling", orNull(series.declaredSampling()));
        plain.put("zone", series.zone().getId());
        return plain;
    }

    static Map<String, @Nullable Object> of(SeriesOutcome outcome) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("seriesId", outcome.seriesId());
        plain.put("forecast", outcome.forecast().map(Forecast::toMap).orElse(null));
        plain.put("failure", outcome.failure().map(Throwable::getMessage).orElse(null));
        return plain;
    }

    private static @Nullable Map<String, Object> orNull(@Nullable Sampling sampling) {
        return sampling == null ? null : sampling.toMap();
    }

    static Map<String, Object> of(Sampling sampling) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (sampling instanceof Sampling.Fixed fixed) {
            plain.put("kind", "fixed");
            plain.put("period", fixed.period().toString());
        } else if (sampling instanceof Sampling.Days days) {
            plain.put("kind", "days");
            plain.put("days", days.days());
            plain.put("zone", days.zone().getId());
        } else if (sampling instanceof Sampling.Calendar calendar) {
            plain.put("kind", "months");
            plain.put("months", calendar.months());
            plain.put("dayOfMonth", calendar.dayOfMonth());
            plain.put("zone", calendar.zone().getId());
        } else if (sampling instanceof Sampling.Irregular irregular) {
            plain.put("kind", "slots");
            plain.put("slot", irregular.slot().toString());
            plain.put("zone", irregular.zone().getId());
            plain.put("open", irregular.openSlots());
            plain.put(
                    "holidays",
                    irregular.holidays().stream()
                            .sorted()
                            .map(LocalDate::toString)
                            .toList());
        }
        return plain;
    }
}
