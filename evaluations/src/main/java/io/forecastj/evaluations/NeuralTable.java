package io.forecastj.evaluations;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.metrics.PointMetrics;
import io.forecastj.models.linear.Linear;
import io.forecastj.training.LearningRate;
import io.forecastj.training.Neural;
import io.forecastj.training.NeuralBuilder;
import io.forecastj.training.TrainingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Scores the networks of forecast-training on four series beside the seasonal naive forecast, a linear model and
 * LightGBM; prints the table of docs/training.md. The script neural_table.py of the examples prints the same columns
 * for the same networks, trained by PyTorch.
 *
 * <p>Models are fitted once, to the first four fifths of the last 8,000 rows; networks choose their epoch by the last
 * part of these. Forecasts are made at every fourth later row, of the daily series at every row.
 */
public final class NeuralTable {
    private static final List<String> NAMES =
            List.of("Seattle maximum, daily", "ETTh1 oil, 24 hours", "taxi, half-hourly", "Victoria load, half-hourly");

    private static final int MOST_ROWS = 8_000;
    private static final double TRAINED = 0.8;
    private static final int EPOCHS = 12;

    private NeuralTable() {}

    /**
     * Prints the table.
     *
     * @param args the folder with the folders {@code shippable} and {@code checks-only}; the number of seeds of each
     *     network, 1 unless given; and a part of the name of the series to score, all unless given
     */
    public static void main(String[] args) {
        if (args.length < 1 || args.length > 3) {
            throw new IllegalArgumentException("expected the data folder and perhaps a number of seeds and a part of a"
                    + " name, found " + Arrays.toString(args));
        }
        int seeds = args.length == 1 ? 1 : Integer.parseInt(args[1]);
        String part = args.length < 3 ? "" : args[2];
        System.out.printf(
                Locale.ROOT, "%-28s %-24s %10s %8s %8s %8s%n", "series", "model", "MAE", "MASE", "to naive", "seconds");
        TableSeries.all().stream()
                .filter(series -> NAMES.contains(series.name()) && series.name().contains(part))
                .forEach(series -> new Scores(series, Path.of(args[0])).print(seeds));
    }

    /** Returns the networks with their defaults. */
    private static Map<String, Supplier<NeuralBuilder<?>>> networks() {
        Map<String, Supplier<NeuralBuilder<?>>> networks = new LinkedHashMap<>();
        networks.put("lstm", Neural::lstm);
        networks.put("gru", Neural::gru);
        networks.put("bidirectionalLstm", Neural::bidirectionalLstm);
        networks.put("transformer", Neural::transformer);
        networks.put("cnn", Neural::cnn);
        networks.put("tcn", Neural::tcn);
        networks.put("nhits", Neural::nhits);
        return networks;
    }

    private static TrainingSettings settings(int seed) {
        return TrainingSettings.builder()
                .learningRate(LearningRate.oneCycle(5e-3))
                .epochs(EPOCHS)
                .patience(EPOCHS)
                .rowsPerEpoch(2_000)
                .seed(seed)
                .build();
    }

    /** Fits and scores models on one series, and prints a line of each. */
    private static final class Scores {
        private final TableSeries of;
        private final TimeSeries series;
        private final TimeSeries known;
        private final int lookback;
        private final int[] origins;
        private final double reference;

        Scores(TableSeries of, Path folder) {
            this.of = of;
            TimeSeries all = of.read(folder);
            this.series = all.tail(Math.min(MOST_ROWS, all.length()));
            this.known = series.head((int) (TRAINED * series.length()));
            this.lookback = Math.min(2 * of.season(), of.season() > 48 ? 60 : 96);
            int step = Math.max(1, of.horizon() / 5);
            this.origins = IntStream.iterate(
                            known.length() - 1, row -> row < series.length() - of.horizon(), row -> row + step)
                    .toArray();
            this.reference = outcome(seasonalNaive()).error();
        }

        void print(int seeds) {
            line(seasonalNaive());
            line(Baselines.naive(TableSeries.COLUMN, of.horizon()));
            line(Linear.forecaster()
                    .column(TableSeries.COLUMN)
                    .lookback(lookback)
                    .horizon(of.horizon())
                    .build());
            line(EnsembleTable.boosted(of));
            networks().forEach((kind, builder) -> {
                double sum = 0;
                for (int seed = 1; seed <= seeds; seed++) {
                    sum += line(builder.get()
                            .column(TableSeries.COLUMN)
                            .lookback(lookback)
                            .horizon(of.horizon())
                            .training(settings(seed))
                            .build());
                }
                if (seeds > 1) {
                    line(kind + ", mean", sum / seeds, "");
                }
            });
        }

        private Forecaster seasonalNaive() {
            return Baselines.seasonalNaive(TableSeries.COLUMN, of.horizon(), of.season());
        }

        private double line(Forecaster forecaster) {
            Outcome outcome = outcome(forecaster);
            line(forecaster.name(), outcome.error(), String.format(Locale.ROOT, "%8.1f", outcome.seconds()));
            return outcome.error();
        }

        private void line(String name, double error, String rest) {
            double scale = PointMetrics.absoluteScale(known.values(TableSeries.COLUMN), of.season());
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %-24s %10.4g %8.3f %8.3f %s%n",
                    of.name(),
                    name,
                    error,
                    error / scale,
                    error / reference,
                    rest);
        }

        /** Fits to the known rows, and forecasts at all origins. */
        private Outcome outcome(Forecaster forecaster) {
            long start = System.nanoTime();
            try (Predictor predictor = forecaster.fit(known)) {
                double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
                return new Outcome(error(predictor), seconds);
            }
        }

        /** Returns the mean absolute error over all origins and steps. */
        private double error(Predictor predictor) {
            int needed = predictor.info().requiredHistory();
            List<TimeSeries> histories = Arrays.stream(origins)
                    .mapToObj(row -> series.slice(Math.max(0, row + 1 - needed), row + 1))
                    .toList();
            List<Forecast> forecasts = predictor.predictAll(histories);
            double sum = 0;
            for (int i = 0; i < origins.length; i++) {
                double[] actual = series.slice(origins[i] + 1, origins[i] + 1 + of.horizon())
                        .values(TableSeries.COLUMN);
                sum += PointMetrics.mae(actual, forecasts.get(i).points());
            }
            return sum / origins.length;
        }
    }

    /**
     * Outcome of a model.
     *
     * @param error the mean absolute error of its forecasts
     * @param seconds the time of the fit
     */
    private record Outcome(double error, double seconds) {}
}
