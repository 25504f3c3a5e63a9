package io.forecastj.backtest;

import io.forecastj.NullNotes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result as maps, lists, texts, numbers and null: all but the long table, which may be too large for memory.
 */
final class ResultDocument {
    private final NullNotes nulls = new NullNotes();
    private final BacktestResult result;

    private ResultDocument(BacktestResult result) {
        this.result = result;
    }

    static Map<String, @Nullable Object> of(BacktestResult result, String windows) {
        return new ResultDocument(result).document(windows);
    }

    private Map<String, @Nullable Object> document(String windows) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("schema", "urn:forecastj:backtest:1");
        plain.put("windows", windows);
        plain.put("season", result.seasonLength());
        plain.put("hash", result.hash());
        plain.put("pairs", result.targets().stream().map(this::pairs).toList());
        Map<String, Long> skipped = new LinkedHashMap<>();
        result.skipped().forEach((reason, count) -> skipped.put(reason.name(), count));
        plain.put("skipped", skipped);
        plain.put("verdicts", each(result.verdicts(), this::verdict));
        plain.put("scores", each(result.scores(), this::scores));
        plain.put("classScores", each(result.classScores(), this::scores));
        plain.put("nulls", nulls.toMap());
        return plain;
    }

    private interface Writer<T> {
        Map<String, @Nullable Object> write(T value, int index);
    }

    private static <T> List<Map<String, @Nullable Object>> each(List<T> values, Writer<T> writer) {
        List<Map<String, @Nullable Object>> plain = new ArrayList<>();
        for (T value : values) {
            plain.add(writer.write(value, plain.size()));
        }
        return plain;
    }

    private Map<String, Object> pairs(String target) {
        PairCounts counts = result.pairs(target);
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("target", target);
        plain.put("compared", counts.compared());
        plain.put("beyondEnd", counts.beyondEnd());
        plain.put("actualMissing", counts.actualMissing());
        plain.put("beyondHorizon", counts.beyondHorizon());
        plain.put("notForecast", counts.notForecast());
        plain.put("notFinite", counts.notFinite());
        return plain;
    }

    private Map<String, @Nullable Object> verdict(Verdict verdict, int index) {
        PlainScores plain = new PlainScores(nulls, "verdicts", index);
        plain.put("model", verdict.model());
        plain.put("target", verdict.target());
        plain.put("naive", verdict.naive());
        plain.put("outcome", verdict.outcome().name());
        plain.number("skill", verdict.skill(), "it is undefined for these pairs");
        plain.number("pValue", verdict.pValue(), "the origins are too few");
        plain.put("origins", verdict.origins());
        plain.put("text", verdict.toString());
        return plain.toMap();
    }

    private Map<String, @Nullable Object> scores(ModelScores model, int index) {
        Object[] path = {"scores", index};
        PlainScores plain = new PlainScores(nulls, path);
        plain.put("model", model.model());
        plain.put("target", model.target());
        plain.put("reference", model.reference());
        plain.put("pairs", model.overall().pairs());
        plain.put("forecasts", model.forecasts());
        plain.put("fits", model.fits());
        plain.put("failedFits", model.failedFits());
        plain.score(model.overall(), result.seasonLength());
        plain.number("crps", model.crps(), PlainScores.why(model.overall().pairs()));
        Map<String, Long> statuses = new LinkedHashMap<>();
        model.statuses().forEach((status, count) -> statuses.put(status.name(), count));
        plain.put("statuses", statuses);
        List<Object> intervals = new ArrayList<>();
        Map<String, @Nullable Object> pinball = Map.of();
        if (!model.levels().isEmpty()) {
            QuantileScores quantiles = model.quantiles();
            String why = PlainScores.why(quantiles.pairs());
            for (IntervalScore interval : quantiles.intervals()) {
                PlainScores one = new PlainScores(nulls, "scores", index, "intervals", intervals.size());
                one.put("level", interval.level());
                one.number("coverage", interval.coverage(), why);
                one.number("width", interval.width(), why);
                one.number("winkler", interval.winkler(), why);
                intervals.add(one.toMap());
            }
            PlainScores losses = new PlainScores(nulls, "scores", index, "pinball");
            quantiles.pinball().forEach((level, loss) -> losses.number(QuantilePlanes.text(level), loss, why));
            pinball = losses.toMap();
        }
        plain.put("intervals", intervals);
        plain.put("pinball", pinball);
        List<Object> steps = new ArrayList<>();
        model.byStep().forEach((step, score) -> {
            PlainScores one = new PlainScores(nulls, "scores", index, "steps", steps.size());
            one.put("step", step);
            one.score(score, result.seasonLength());
            steps.add(one.toMap());
        });
        plain.put("steps", steps);
        return plain.toMap();
    }

    private Map<String, @Nullable Object> scores(ClassScores model, int index) {
        PlainScores plain = new PlainScores(nulls, "classScores", index);
        plain.put("model", model.model());
        plain.put("target", model.target());
        plain.put("reference", model.reference());
        ClassScore score = model.overall();
        plain.score(score);
        Map<String, Map<String, Integer>> confusion = new LinkedHashMap<>();
        for (String actual : score.classes()) {
            Map<String, Integer> row = new LinkedHashMap<>();
            score.classes().forEach(predicted -> row.put(predicted, score.count(actual, predicted)));
            confusion.put(actual, row);
        }
        plain.put("confusion", confusion);
        return plain.toMap();
    }
}
