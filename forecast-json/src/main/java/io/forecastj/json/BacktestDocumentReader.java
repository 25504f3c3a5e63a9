package io.forecastj.json;

import io.forecastj.json.DocumentScores.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the scores and verdicts of backtests. */
final class BacktestDocumentReader {
    private static final List<String> PAIRS =
            List.of("compared", "beyondEnd", "actualMissing", "beyondHorizon", "notForecast", "notFinite");
    private static final List<String> VALUES = List.of(
            "mae",
            "rmse",
            "mape",
            "smape",
            "mase",
            "rmsse",
            "r2",
            "directionalAccuracy",
            "bias",
            "skill",
            "maeSkill",
            "seasonalSkill",
            "seasonalMaeSkill");
    private static final List<String> CLASSES = List.of(
            "skill", "logLoss", "brier", "brierSkill", "accuracy", "balancedAccuracy", "auc", "calibrationError");
    private static final List<String> INTERVAL = List.of("coverage", "width", "winkler");

    private BacktestDocumentReader() {}

    static BacktestDocument read(PlainFields fields) {
        fields.schema(DocumentSchema.BACKTEST).require("pairs");
        Map<String, Map<String, Long>> pairs = new LinkedHashMap<>();
        fields.objects("pairs").forEach(target -> pairs.put(target.text("target"), counts(target, PAIRS)));
        return new BacktestDocument(
                fields.textOrEmpty("windows"),
                fields.integer("season", 1, Integer.MAX_VALUE),
                fields.text("hash"),
                pairs,
                counts(fields.objectOrEmpty("skipped")),
                fields.objects("verdicts").stream()
                        .map(BacktestDocumentReader::verdict)
                        .toList(),
                fields.objects("scores").stream()
                        .map(BacktestDocumentReader::values)
                        .toList(),
                fields.objects("classScores").stream()
                        .map(BacktestDocumentReader::classes)
                        .toList(),
                fields.notes());
    }

    private static Map<String, Long> counts(PlainFields fields) {
        return counts(fields, fields.keys());
    }

    private static Map<String, Long> counts(PlainFields fields, List<String> keys) {
        Map<String, Long> counts = new LinkedHashMap<>();
        keys.forEach(key -> counts.put(key, fields.whole(key)));
        return counts;
    }

    private static Map<String, Double> numbers(PlainFields fields, List<String> keys) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        keys.forEach(key -> numbers.put(key, fields.numberOrMissing(key)));
        return numbers;
    }

    private static DocumentVerdict verdict(PlainFields fields) {
        return new DocumentVerdict(
                fields.text("model"),
                fields.text("target"),
                fields.text("naive"),
                fields.text("outcome"),
                fields.numberOrMissing("skill"),
                fields.numberOrMissing("pValue"),
                fields.integer("origins", 0, Integer.MAX_VALUE),
                fields.textOrEmpty("text"));
    }

    private static DocumentScores values(PlainFields fields) {
        Map<String, Double> scores = numbers(fields, VALUES);
        scores.put("crps", fields.numberOrMissing("crps"));
        Map<Integer, Map<String, Double>> steps = new LinkedHashMap<>();
        for (PlainFields step : fields.objects("steps")) {
            Map<String, Double> byName = new LinkedHashMap<>();
            byName.put("pairs", (double) step.integer("pairs", 0, Integer.MAX_VALUE));
            byName.putAll(numbers(step, VALUES));
            steps.put(step.integer("step", 1, Integer.MAX_VALUE), byName);
        }
        PlainFields pinball = fields.objectOrEmpty("pinball");
        return scores(
                fields,
                counts(fields, List.of("pairs", "forecasts", "fits", "failedFits")),
                scores,
                new Tables(
                        counts(fields.objectOrEmpty("statuses")),
                        fields.objects("intervals").stream()
                                .map(BacktestDocumentReader::interval)
                                .toList(),
                        numbers(pinball, pinball.keys()),
                        steps),
                Map.of());
    }

    private static Map<String, Double> interval(PlainFields fields) {
        Map<String, Double> interval = new LinkedHashMap<>();
        interval.put("level", fields.number("level"));
        interval.putAll(numbers(fields, INTERVAL));
        return interval;
    }

    private static DocumentScores classes(PlainFields fields) {
        Map<String, Map<String, Long>> confusion = new LinkedHashMap<>();
        PlainFields byActual = fields.object("confusion");
        byActual.keys().forEach(actual -> confusion.put(actual, counts(byActual.object(actual))));
        return scores(fields, counts(fields, List.of("pairs")), numbers(fields, CLASSES), null, confusion);
    }

    private static DocumentScores scores(
            PlainFields fields,
            Map<String, Long> counts,
            Map<String, Double> scores,
            @Nullable Tables tables,
            Map<String, Map<String, Long>> confusion) {
        return new DocumentScores(
                fields.text("model"),
                fields.text("target"),
                fields.flag("reference"),
                counts,
                scores,
                tables,
                confusion);
    }
}
