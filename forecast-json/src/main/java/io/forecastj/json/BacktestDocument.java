package io.forecastj.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores and verdicts of a backtest, as read from the JSON of a {@code BacktestResult} of {@code forecast-backtest}.
 *
 * <p>Immutable and thread-safe, equal by value. It needs nothing of {@code forecast-backtest}, so that a service may
 * show the result of a backtest that ran elsewhere. The rows of {@code BacktestResult.writeJson}, of which there may
 * be millions, are not kept. {@link DocumentSchema#BACKTEST} is its schema.
 */
public final class BacktestDocument {
    private final String windows;
    private final int season;
    private final String hash;
    private final Map<String, Map<String, Long>> pairs;
    private final Map<String, Long> skipped;
    private final List<DocumentVerdict> verdicts;
    private final List<DocumentScores> scores;
    private final List<DocumentScores> classScores;
    private final Map<String, String> nulls;

    BacktestDocument(
            String windows,
            int season,
            String hash,
            Map<String, Map<String, Long>> pairs,
            Map<String, Long> skipped,
            List<DocumentVerdict> verdicts,
            List<DocumentScores> scores,
            List<DocumentScores> classScores,
            Map<String, String> nulls) {
        this.windows = windows;
        this.season = season;
        this.hash = hash;
        this.pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
        this.skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
        this.verdicts = List.copyOf(verdicts);
        this.scores = List.copyOf(scores);
        this.classScores = List.copyOf(classScores);
        this.nulls = Collections.unmodifiableMap(new LinkedHashMap<>(nulls));
    }

    /** {@return the windows of the backtest as text; empty for forecasts that were made elsewhere} */
    public String windows() {
        return windows;
    }

    /** {@return the season length in rows; 1 without a season} */
    public int seasonLength() {
        return season;
    }

    /** {@return the hash of all forecasts and actual values; the same for results that are equal in every bit} */
    public String hash() {
        return hash;
    }

    /**
     * Returns the numbers of compared pairs and of those left out.
     *
     * @return by target the number of pairs by the name of a component of {@code PairCounts}, such as {@code compared};
     *     unmodifiable
     */
    public Map<String, Map<String, Long>> pairs() {
        return pairs;
    }

    /** {@return the number of origins that all models skipped, by the name of the {@code SkipReason}; unmodifiable} */
    public Map<String, Long> skipped() {
        return skipped;
    }

    /** {@return the verdicts in the order of the scores; unmodifiable} */
    public List<DocumentVerdict> verdicts() {
        return verdicts;
    }

    /** {@return the scores of models that forecast values, the best of each target first; unmodifiable} */
    public List<DocumentScores> scores() {
        return scores;
    }

    /** {@return the scores of models that forecast classes, the best first; unmodifiable} */
    public List<DocumentScores> classScores() {
        return classScores;
    }

    /**
     * Returns why scores are null in the document, and NaN or infinite here.
     *
     * @return by JSON pointer, such as {@code /scores/0/mape}: {@code NaN}, {@code Infinity} or {@code -Infinity}, a
     *     colon and the reason; unmodifiable
     */
    public Map<String, String> nulls() {
        return nulls;
    }

    /**
     * Returns this document as plain values: maps, lists, texts, numbers, booleans and null, for JSON.
     *
     * @return a new map, equal to that of the result without rows; changes of it do not reach the document
     */
    @JsonValue
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("schema", DocumentSchema.BACKTEST.id());
        plain.put("windows", windows);
        plain.put("season", season);
        plain.put("hash", hash);
        plain.put(
                "pairs",
                pairs.entrySet().stream()
                        .map(target -> pairs(target.getKey(), target.getValue()))
                        .toList());
        plain.put("skipped", new LinkedHashMap<>(skipped));
        plain.put("verdicts", verdicts.stream().map(DocumentVerdict::toMap).toList());
        plain.put("scores", scores.stream().map(DocumentScores::toMap).toList());
        plain.put("classScores", classScores.stream().map(DocumentScores::toMap).toList());
        plain.put("nulls", new LinkedHashMap<>(nulls));
        return plain;
    }

    private static Map<String, Object> pairs(String target, Map<String, Long> counts) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("target", target);
        plain.putAll(counts);
        return plain;
    }

    private List<Object> parts() {
        return List.of(windows, season, hash, pairs, skipped, verdicts, scores, classScores, nulls);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BacktestDocument that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "backtest of " + pairs.keySet() + ": " + verdicts;
    }
}
