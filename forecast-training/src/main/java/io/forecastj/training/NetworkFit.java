package io.forecastj.training;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.training.export.OnnxExport;
import io.forecastj.training.network.Loss;
import io.forecastj.training.network.Losses;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkTrainer;
import io.forecastj.training.torch.TorchEngine;
import io.forecastj.training.torch.TorchTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One fit: from series to a predictor that serves the exported network. For one thread and one run.
 *
 * <p>In order: the window, features fitted on the training rows, examples, scaling by the training rows, the network,
 * the epochs, the file, and the comparison of what it answers with what was trained.
 */
final class NetworkFit {
    /** Parts of the work that the examples and the epochs take, roughly. */
    private static final double EXAMPLES_PART = 0.05;

    private static final double EPOCHS_PART = 0.95;

    /** As many as the runner takes in one file of 512 MiB, with room for the rest of the graph. */
    private static final int MOST_WEIGHTS = 120_000_000;

    private final NeuralPlan plan;
    private final @Nullable StartingNetwork start;
    private final List<TimeSeries> series;
    /** Series that were left out; empty if there are none. */
    private final List<TimeSeries> refused;

    private final FitListener listener;
    private final int lookback;

    NetworkFit(NeuralPlan plan, @Nullable StartingNetwork start, List<TimeSeries> series, FitListener listener) {
        this.plan = plan;
        this.start = start;
        this.listener = listener;
        series.forEach(this::requireColumns);
        List<TimeSeries> accepted = series.stream().filter(this::accepts).toList();
        // if the target refuses all, the first example says which value and why
        this.series = accepted.isEmpty() ? series : accepted;
        this.refused = accepted.isEmpty()
                ? List.of()
                : series.stream().filter(one -> !accepts(one)).toList();
        this.lookback = plan.lookback(this.series);
    }

    /** Returns whether the target takes all values of a series; one that it refuses is left out of many. */
    private boolean accepts(TimeSeries one) {
        int column = one.columnIndex(plan.target().column());
        return IntStream.range(0, one.length()).allMatch(row -> plan.target().accepts(one.value(row, column)));
    }

    Predictor run() {
        requireNotCancelled();
        Network network = network();
        // before the examples, which may take minutes: without its native library nothing can train
        TorchEngine.start();
        PlanContract parts = new PlanContract(plan, pipeline(), network, Sampling.common(series));
        OnnxContract unscaled = start == null ? parts.unscaled() : start.contract();
        ContractExamples plain = ContractExamples.of(unscaled, series, plan.kinds());
        double fraction = plan.training().validation();
        TrainingSet split = TrainingSet.of(plan.name(), plain, series, fraction, plan.weights());
        OnnxContract.Builder contract = start == null ? parts.scaled(split) : start.contract().toBuilder(plan.kinds());
        ContractExamples examples = plain.with(contract.build());
        TrainingSet set = split.with(examples);
        ExampleRows rows = set.training();
        ExampleRows judges = set.validation();
        FitTasks.phase(listener, 0, EXAMPLES_PART)
                .onProgress(new FitProgress(plan.name(), "examples", rows.size(), rows.size(), Map.of()));
        Loss loss = loss(set);
        try (NetworkTrainer trainer =
                TorchTrainer.open(network, loss, plan.training().trainer(), listener::cancelled)) {
            if (start != null) {
                trainer.setWeights(start.weights(network));
            }
            TrainingOutcome outcome = new TrainingLoop(
                            plan.name(),
                            trainer,
                            network.shape(),
                            rows,
                            judges,
                            plan.training(),
                            start != null,
                            FitTasks.phase(listener, EXAMPLES_PART, EPOCHS_PART))
                    .run();
            OnnxContract complete = PlanContract.trainedOn(contract, series)
                    .name(plan.name())
                    .seed(plan.training().seed())
                    .producer(TrainingNote.producer())
                    .training(notes(outcome, rows.size(), judges.size()))
                    .build();
            byte[] file = OnnxExport.write(network, outcome.weights(), complete.toMetadata());
            return served(file, trainer, network, examples, judges.size() > 0 ? judges : rows);
        }
    }

    private Map<String, Object> notes(TrainingOutcome outcome, int rows, int validationRows) {
        Map<String, Object> notes =
                TrainingNote.of(plan.architecture(), plan.training(), outcome, rows, validationRows, series);
        if (!refused.isEmpty()) {
            notes.put(
                    "leftOut",
                    refused.size() + " series with values that " + plan.target() + " refuses, the first one '"
                            + refused.get(0).id() + "'");
        }
        return notes;
    }

    /** Loads the file, and returns its predictor if it answers as the trained network does. */
    private Predictor served(
            byte[] file, NetworkTrainer trainer, Network network, ContractExamples examples, ExampleRows rows) {
        requireNotCancelled();
        OnnxOptions.Builder options = OnnxOptions.builder().features(plan.kinds());
        Predictor plain = Onnx.load(file, options.build());
        try {
            SelfCheck.require(plan.name(), trainer, network.shape(), LoadedOnnx.of(plain), examples, rows);
            listener.onProgress(new FitProgress(plan.name(), "export", 1, 1, Map.of()));
            if (plan.samples() == 0) {
                return plain;
            }
            plain.close();
            return Onnx.load(
                    file,
                    options.samples(plan.samples(), plan.training().seed()).build());
        } catch (RuntimeException | Error e) {
            plain.close();
            throw e;
        }
    }

    private void requireNotCancelled() {
        if (listener.cancelled()) {
            throw new CancellationException("the fit of '" + plan.name() + "' was cancelled");
        }
    }

    private void requireColumns(TimeSeries one) {
        one.columnIndex(plan.target().column());
        plan.pipeline().inputs().forEach(one::columnIndex);
        plan.knownFuture().forEach(one::columnIndex);
        requireNoVintages(one);
        String weights = plan.weights();
        if (weights != null) {
            one.columnIndex(weights);
        }
    }

    /** Refuses inputs with publication times: the windows of a network have one value for each row. */
    private void requireNoVintages(TimeSeries one) {
        List<String> refused = one.vintageColumns().stream()
                .filter(column -> column.equals(plan.target().column())
                        || plan.pipeline().inputs().contains(column)
                        || plan.knownFuture().contains(column))
                .toList();
        if (!refused.isEmpty()) {
            throw new InvalidSeriesException("'" + plan.name() + "' cannot learn from the publication times of "
                    + refused + " in " + one + ": a network's windows have one value for each row. Take the values"
                    + " known at a time with asOf(...)");
        }
    }

    private Network network() {
        try {
            Network network = plan.network(lookback);
            double numbers = network.weights().stream()
                    .mapToDouble(weight ->
                            Arrays.stream(weight.shape()).asDoubleStream().reduce(1, (a, b) -> a * b))
                    .sum();
            if (numbers > MOST_WEIGHTS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the network has %,.0f weights, but a file holds %,d;"
                                + " use smaller layers, or a shorter lookback",
                        numbers,
                        MOST_WEIGHTS));
            }
            return network;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + plan.name() + "' with a lookback of " + lookback + " rows: " + e.getMessage(), e);
        }
    }

    /** Returns the features, fitted on the rows that train if they need it. */
    private FeaturePipeline pipeline() {
        if (start != null || plan.pipeline().fitted()) {
            return plan.pipeline();
        }
        int bases = 1;
        for (int step = 1; step <= plan.horizon(); step++) {
            bases = Math.max(bases, plan.target().baseLag(step) + 1);
        }
        int first = Math.max(plan.pipeline().warmup() + lookback, bases) - 1;
        return plan.pipeline()
                .fit(TrainingSet.trainingRows(
                        series, first, plan.horizon(), plan.training().validation()));
    }

    private Loss loss(TrainingSet set) {
        if (plan.classes()) {
            double[] equal = new double[Target.Direction.CLASSES.size()];
            Arrays.fill(equal, 1);
            return Losses.crossEntropy(plan.balanced() ? set.classWeights() : equal);
        }
        if (!plan.quantiles().isEmpty()) {
            return Losses.pinball(plan.levels());
        }
        PointLoss chosen = plan.loss();
        return switch (chosen == null ? PointLoss.SQUARED : chosen) {
            case SQUARED -> Losses.squared();
            case ABSOLUTE -> Losses.absolute();
            case HUBER -> Losses.huber(1);
        };
    }
}
