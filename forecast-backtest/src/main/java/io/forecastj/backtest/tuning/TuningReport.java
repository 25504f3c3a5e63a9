package io.forecastj.backtest.tuning;

import io.forecastj.backtest.report.LineChart;
import io.forecastj.backtest.report.Report;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.backtest.report.ReportTable;
import java.util.List;
import java.util.Map;

/** Makes the report of a search. */
final class TuningReport {
    private static final int MOST_ROWS = 100;
    private static final int MOST_FAILURES = 50;

    private final TuningResult result;
    private final Map<String, String> configuration;

    TuningReport(TuningResult result, Map<String, String> configuration) {
        this.result = result;
        this.configuration = configuration;
    }

    Report report() {
        ReportSection trials = ReportSection.titled("Trials").with(scores());
        if (!result.ranking().isEmpty()) {
            trials = trials.with(ranking());
        }
        if (result.ranking().size() < result.trials().size()) {
            trials = trials.with(failures());
        }
        Report report = Report.titled("Search by " + result.metric())
                .subtitle(result.trials().size() + " trials")
                .verdict(List.of(
                        result + ".",
                        "The best score of many trials is partly luck: score the best parameters once more on later"
                                + " windows."))
                .with(trials);
        for (Map.Entry<String, String> setting : configuration.entrySet()) {
            report = report.configuration(setting.getKey(), setting.getValue());
        }
        return report;
    }

    private LineChart scores() {
        List<Trial> trials = result.trials();
        double[] numbers = trials.stream().mapToDouble(Trial::number).toArray();
        double[] first = trials.stream()
                .map(trial -> trial.evaluations().get(0))
                .mapToDouble(one -> one.failed() ? Double.NaN : one.score())
                .toArray();
        double[] best = new double[first.length];
        double least = Double.NaN;
        for (int i = 0; i < best.length; i++) {
            least = Double.isNaN(least) || first[i] < least ? first[i] : least;
            best[i] = least;
        }
        return LineChart.over("Score of each trial in the first round", "trial", numbers)
                .line(result.metric(), first)
                .reference("the least so far", best)
                .note("The rounds after it score fewer trials on later windows, so their scores are not comparable.");
    }

    private ReportTable ranking() {
        List<Trial> shown = result.ranking().stream().limit(MOST_ROWS).toList();
        ReportTable table = ReportTable.titled("Ranking")
                .text("trial", shown.stream().map(trial -> "" + trial.number()).toList())
                .number(
                        result.metric(),
                        shown.stream()
                                .mapToDouble(trial -> trial.last().score())
                                .toArray())
                .right(
                        "round",
                        shown.stream()
                                .map(trial -> "" + (trial.last().rung() + 1))
                                .toList())
                .right(
                        "pairs",
                        shown.stream().map(trial -> "" + trial.last().pairs()).toList());
        for (String name : shown.get(0).parameters().texts().keySet()) {
            table = table.text(
                    name,
                    shown.stream()
                            .map(trial -> trial.parameters().texts().getOrDefault(name, ""))
                            .toList());
        }
        return shown.size() < result.ranking().size()
                ? table.note(
                        "The best " + shown.size() + " of " + result.ranking().size() + ".")
                : table;
    }

    private ReportTable failures() {
        List<Trial> failed = result.trials().stream().filter(Trial::failed).toList();
        List<Trial> shown = failed.stream().limit(MOST_FAILURES).toList();
        ReportTable table = ReportTable.titled("Trials that failed")
                .text("trial", shown.stream().map(trial -> "" + trial.number()).toList())
                .text(
                        "parameters",
                        shown.stream()
                                .map(trial -> trial.parameters().toString())
                                .toList())
                .text(
                        "cause",
                        shown.stream().map(trial -> trial.last().failure()).toList());
        return shown.size() < failed.size()
                ? table.note("The first " + shown.size() + " of " + failed.size() + ".")
                : table;
    }
}
