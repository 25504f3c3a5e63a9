package io.forecastj.examples;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.SeriesRow;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.report.Report;
import io.forecastj.backtest.report.ReportSection;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.explain.Explain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the report of an example, and makes the sections on what only models know. */
final class ReportPages {
    private ReportPages() {}

    /** Writes a report below the working directory and prints where it is. */
    static void write(Report report, String name) throws IOException {
        Path file = Path.of("target", name).toAbsolutePath();
        Files.createDirectories(file.getParent());
        report.writeHtml(file);
        System.out.println("The report, for a browser: " + file);
    }

    /** The importance of a model's features: their gain, and the mean size of their Shapley values at the last rows. */
    static ReportSection importance(Predictor predictor, TimeSeries series, int rows) {
        Explain explain = Explain.of(predictor);
        Map<String, Double> shapley = new LinkedHashMap<>();
        try (PredictionSession session = predictor.openSession(series.head(series.length() - rows))) {
            for (SeriesRow row : series.tail(rows).rows()) {
                session.append(row.timestamp(), row.values());
                explain.shapley(session, 1)
                        .byFeature()
                        .forEach((feature, value) -> shapley.merge(feature, Math.abs(value) / rows, Double::sum));
            }
        }
        return ReportSection.featureImportance(explain.gainImportance(), shapley);
    }

    /**
     * The weights of an ensemble's members at the first step.
     *
     * @param ensemble an ensemble that was fitted to the rows before {@code from}
     * @param every the number of rows from one set of weights to the next
     */
    static ReportSection weights(Predictor ensemble, TimeSeries series, int from, int every) {
        List<Instant> times = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        List<String> members;
        try (PredictionSession session = ensemble.openSession(series.head(from))) {
            members = Ensembles.weights(session).members();
            int taken = 0;
            for (SeriesRow row : series.slice(from, series.length()).rows()) {
                session.append(row.timestamp(), row.values());
                if (taken++ % every == 0) {
                    times.add(row.time());
                    weights.add(Ensembles.weights(session).at(1));
                }
            }
        }
        return ReportSection.weights(times, members, weights.toArray(double[][]::new));
    }
}
