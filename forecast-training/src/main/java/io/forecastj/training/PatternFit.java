package io.forecastj.training;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.LoadedOnnx;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxInput;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.onnx.OnnxOutput;
import io.forecastj.models.onnx.OnnxScaling;
import io.forecastj.signal.PatternRecognizer;
import io.forecastj.training.export.OnnxExport;
import io.forecastj.training.network.Losses;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.NetworkTrainer;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.torch.TorchTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/** One training of a recognizer of patterns. For one thread and one run. */
final class PatternFit {
    private static final String NAME = "patternCnn";
    private static final Feature PATTERNS = Features.patterns().candles(10);

    /** Bars that the features look at: a window of fewer does not determine its labels. */
    static final int LEAST_LOOKBACK = PATTERNS.warmup() + 1;

    private static final int[] PRICES = {0, 1, 2, 3};
    private static final int[] VOLUME = {4};
    private static final double EXAMPLES_PART = 0.1;
    private static final double EPOCHS_PART = 0.95;

    private final Architecture architecture;
    private final int lookback;
    private final int chained;
    private final TrainingSettings training;
    private final List<TimeSeries> bars;
    private final FitListener listener;

    PatternFit(
            Architecture architecture,
            int lookback,
            int chained,
            TrainingSettings training,
            List<TimeSeries> bars,
            FitListener listener) {
        this.architecture = architecture;
        this.lookback = lookback;
        this.chained = chained;
        this.training = training;
        this.bars = bars;
        this.listener = listener;
    }

    PatternRecognizer run() {
        requireNotCancelled();
        bars.forEach(one -> Ohlcv.COLUMNS.forEach(one::columnIndex));
        Network network = architecture.network(
                new NetworkShape(
                        lookback,
                        Ohlcv.COLUMNS.size(),
                        1,
                        0,
                        0,
                        new OutputForm.Labels(PATTERNS.outputs().size())),
                OptionalInt.empty());
        OnnxContract.Builder contract = contract(network);
        ContractExamples market = examples(contract.build(), bars);
        boolean chaining = chained > 0;
        List<TimeSeries> lessons = chaining ? BarChains.of(bars, chained, training.seed()) : bars;
        ContractExamples taught = chaining ? examples(contract.build(), lessons) : market;
        double held = training.validation();
        ExampleRows rows =
                TrainingSet.of(NAME, taught, lessons, chaining ? 0 : held, null).training();
        ExampleRows judges = held == 0 ? ExampleRows.of(market, List.of(), List.of(), null) : judges(market, chaining);
        FitTasks.phase(listener, 0, EXAMPLES_PART)
                .onProgress(new FitProgress(NAME, "examples", rows.size(), rows.size(), Map.of()));
        double[] weights = new double[PATTERNS.outputs().size()];
        Arrays.fill(weights, 1);
        try (NetworkTrainer trainer = TorchTrainer.open(
                network, Losses.binaryCrossEntropy(weights), training.trainer(), listener::cancelled)) {
            TrainingOutcome outcome = new TrainingLoop(
                            NAME,
                            trainer,
                            network.shape(),
                            rows,
                            judges,
                            training,
                            false,
                            FitTasks.phase(listener, EXAMPLES_PART, EPOCHS_PART))
                    .run();
            OnnxContract complete = PlanContract.trainedOn(contract, bars)
                    .training(TrainingNote.of(architecture, training, outcome, rows.size(), judges.size(), bars))
                    .build();
            byte[] file = OnnxExport.write(network, outcome.weights(), complete.toMetadata());
            return served(file, trainer, network, taught, rows);
        }
    }

    private OnnxContract.Builder contract(Network network) {
        OnnxContract.Builder contract = OnnxContract.patterns(
                        FeaturePipeline.of(Features.columns(Ohlcv.COLUMNS.toArray(new String[0]))))
                .lookback(lookback)
                .name(NAME)
                .seed(training.seed())
                .producer(TrainingNote.producer())
                .input(OnnxInput.past(OnnxExport.PAST, "btf").scaling(OnnxScaling.window(PRICES, VOLUME)))
                .output(OnnxOutput.patternLogits(
                        OnnxExport.output(network.shape().outputs()),
                        PATTERNS.outputs().toArray(new String[0])));
        network.masks().forEach(mask -> contract.input(OnnxInput.mask(mask.name(), mask.rate(), mask.units())));
        return contract;
    }

    private static ContractExamples examples(OnnxContract contract, List<TimeSeries> series) {
        FeaturePipeline patterns = FeaturePipeline.of(PATTERNS);
        List<double[][]> labels = new ArrayList<>();
        for (TimeSeries one : series) {
            double[][] strengths = patterns.rows(one);
            for (double[] row : strengths) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = Double.isNaN(row[i]) ? Double.NaN : row[i] != 0 ? 1 : 0;
                }
            }
            labels.add(strengths);
        }
        return ContractExamples.ofPatterns(contract, series, labels, FeatureRegistry.standard());
    }

    /** Returns the rows that choose the epoch: all bars as they were, or the last ones if the others train. */
    private ExampleRows judges(ContractExamples market, boolean all) {
        TrainingSet set = TrainingSet.of(NAME, market, bars, all ? 0 : training.validation(), null);
        return all ? set.training() : set.validation();
    }

    private PatternRecognizer served(
            byte[] file, NetworkTrainer trainer, Network network, ContractExamples examples, ExampleRows rows) {
        requireNotCancelled();
        PatternRecognizer recognizer = Onnx.loadPatterns(file, OnnxOptions.defaults());
        try {
            SelfCheck.require(NAME, trainer, network.shape(), LoadedOnnx.of(recognizer), examples, rows);
            listener.onProgress(new FitProgress(NAME, "export", 1, 1, Map.of()));
            return recognizer;
        } catch (RuntimeException | Error e) {
            recognizer.close();
            throw e;
        }
    }

    private void requireNotCancelled() {
        if (listener.cancelled()) {
            throw new CancellationException("the training of '" + NAME + "' was cancelled");
        }
    }
}
