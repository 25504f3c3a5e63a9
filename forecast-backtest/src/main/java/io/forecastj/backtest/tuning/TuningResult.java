package io.forecastj.backtest.tuning;

import io.forecastj.backtest.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a search: all trials, and the best one.
 *
 * <p>Immutable and thread-safe. The same search gives the same result, except for the times taken.
 *
 * <p>The best score of many trials is partly luck, so on new rows the score will be worse. Evaluate the best parameters
 * by a backtest on windows after those of the search. A significance test on the scores of the search itself needs the
 * {@linkplain #trials() number of trials} (Bailey and López de Prado, The Deflated Sharpe Ratio, Journal of Portfolio
 * Management 40(5), 2014).
 */
public final class TuningResult {
    private final String metric;
    private final List<Trial> trials;
    private final List<Trial> ranking;
    private final Map<String, String> configuration;

    TuningResult(String metric, List<Trial> trials, Map<String, String> configuration) {
        this.metric = metric;
        this.configuration = configuration;
        this.trials = List.copyOf(trials);
        this.ranking = trials.stream()
                .filter(trial -> !trial.failed())
                .sorted(Comparator.comparing((Trial trial) -> -trial.last().rung())
                        .thenComparing(Trial::last, BY_SCORE)
                        .thenComparing(Trial::number))
                .toList();
    }

    /**
     * Most pairs first, since a trial that left out pairs that others forecast cannot be compared; then the lower
     * score.
     */
    static final Comparator<Evaluation> BY_SCORE =
            Comparator.comparing((Evaluation one) -> -one.pairs()).thenComparing(Evaluation::score);

    /**
     * Returns the name of the metric.
     *
     * @return the name, as given to {@link Tuner#minimize}
     */
    public String metric() {
        return metric;
    }

    /**
     * Returns all trials, including failed ones. Their number is the number of points that were tried.
     *
     * @return the trials by number, unmodifiable
     */
    public List<Trial> trials() {
        return trials;
    }

    /**
     * Returns the trials that did not fail, the best first: trials of later rounds before those of earlier ones; then
     * those with more pairs, since a trial that left out pairs that others forecast cannot be compared; then those with
     * the lower score.
     *
     * @return the trials, unmodifiable
     */
    public List<Trial> ranking() {
        return ranking;
    }

    /**
     * Returns the best trial.
     *
     * @return the first of the {@link #ranking()}
     * @throws IllegalStateException if every trial failed; the message has the reason of the first one
     */
    public Trial best() {
        if (ranking.isEmpty()) {
            throw new IllegalStateException("all " + trials.size() + " trials failed, the first one with: "
                    + trials.get(0).last().failure());
        }
        return ranking.get(0);
    }

    /**
     * Returns a report as an HTML page: the best trial, the scores of all trials in the order of their numbers, the
     * ranking, the trials that failed, and the configuration. It can be added to that of a backtest by {@link
     * Report#with(Report)}.
     *
     * @return the report
     */
    public Report report() {
        return new TuningReport(this, configuration).report();
    }

    @Override
    public String toString() {
        String found = ranking.isEmpty()
                ? "all failed"
                : String.format(
                        Locale.ROOT,
                        "best is number %d with %s %.6g: %s",
                        best().number(),
                        metric,
                        best().last().score(),
                        best().parameters());
        return trials.size() + " trials, " + (trials.size() - ranking.size()) + " of them failed; " + found;
    }
}
