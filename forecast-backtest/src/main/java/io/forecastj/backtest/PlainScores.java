package io.forecastj.backtest;

import io.forecastj.NullNotes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One object of scores in a result's document, which notes why scores are null. */
final class PlainScores {
    private final Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    private final NullNotes nulls;
    private final Object[] path;

    /** Starts the object at a place of the document. */
    PlainScores(NullNotes nulls, Object... path) {
        this.nulls = nulls;
        this.path = path;
    }

    /** Returns why a score over some pairs is undefined. */
    static String why(int pairs) {
        return pairs == 0 ? "no pair was scored" : "it is undefined for these pairs";
    }

    void put(String name, Object value) {
        plain.put(name, value);
    }

    void number(String name, double value, String reason) {
        Object[] place = Stream.concat(Stream.of(path), Stream.of(name)).toArray();
        plain.put(name, nulls.number(value, reason, place));
    }

    void score(Score score, int season) {
        String why = why(score.pairs());
        String seasonal = score.pairs() > 0 && season == 1 ? "there is no season" : why;
        put("pairs", score.pairs());
        number("mae", score.mae(), why);
        number("rmse", score.rmse(), why);
        number("mape", score.mape(), why);
        number("smape", score.smape(), why);
        number("mase", score.mase(), why);
        number("rmsse", score.rmsse(), why);
        number("r2", score.r2(), why);
        number("directionalAccuracy", score.directionalAccuracy(), why);
        number("bias", score.bias(), why);
        number("skill", score.skill(), why);
        number("maeSkill", score.maeSkill(), why);
        number("seasonalSkill", score.seasonalSkill(), seasonal);
        number("seasonalMaeSkill", score.seasonalMaeSkill(), seasonal);
    }

    void score(ClassScore score) {
        String why = why(score.pairs());
        put("pairs", score.pairs());
        number("skill", score.skill(), why);
        number("logLoss", score.logLoss(), why);
        number("brier", score.brier(), why);
        number("brierSkill", score.brierSkill(), why);
        number("accuracy", score.accuracy(), why);
        number("balancedAccuracy", score.balancedAccuracy(), why);
        number("auc", score.auc(), why);
        number("calibrationError", score.calibrationError(), why);
    }

    Map<String, @Nullable Object> toMap() {
        return plain;
    }
}
