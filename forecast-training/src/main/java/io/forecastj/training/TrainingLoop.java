package io.forecastj.training;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.ForecastException;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.NetworkTrainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Epochs of a training: steps over the rows in a new order, the validation loss, the weights of the best epoch.
 *
 * <p>For one thread and one run. The trainer's owner closes it.
 */
final class TrainingLoop {
    private final String name;
    private final NetworkTrainer trainer;
    private final RowSource training;
    private final RowSource validation;
    private final TrainingSettings settings;
    private final boolean continued;
    private final FitListener listener;
    private final Batch batch;
    private final int[] validationRows;
    private final RowOrder order;
    private final RateSchedule rates;
    private final List<Double> trainLosses = new ArrayList<>();
    private final List<Double> validationLosses = new ArrayList<>();
    private long steps;
    private double rate;

    /**
     * Creates a loop.
     *
     * @param name the forecaster's name, for reports and messages
     * @param trainer the network
     * @param shape its sizes
     * @param training the rows to learn from, at least one
     * @param validation the rows that choose the epoch; may be empty
     * @param settings the settings
     * @param continued whether the network was trained before, so that its weights may be the best ones
     * @param listener receives progress and may cancel
     */
    TrainingLoop(
            String name,
            NetworkTrainer trainer,
            NetworkShape shape,
            RowSource training,
            RowSource validation,
            TrainingSettings settings,
            boolean continued,
            FitListener listener) {
        this.name = name;
        this.trainer = trainer;
        this.training = training;
        this.validation = validation;
        this.settings = settings;
        this.continued = continued;
        this.listener = listener;
        int most = Math.max(training.size(), validation.size());
        this.batch = new Batch(shape, Math.min(settings.batchSize(), most));
        this.validationRows = new int[validation.size()];
        for (int i = 0; i < validationRows.length; i++) {
            validationRows[i] = i;
        }
        this.order = new RowOrder(training.size(), settings.rowsPerEpoch().orElse(Integer.MAX_VALUE), settings.seed());
        long stepsOfEpoch = (order.used() + settings.batchSize() - 1) / settings.batchSize();
        this.rates = settings.learningRate().start(stepsOfEpoch * settings.epochs());
    }

    /**
     * Trains, and leaves the trainer with the weights that are kept.
     *
     * @throws CancellationException if the listener cancels; it is asked before each batch
     * @throws ForecastException if a loss is not finite; the message has the epoch and advice
     */
    TrainingOutcome run() {
        boolean choosing = validation.size() > 0;
        double start = Double.NaN;
        double lowest = Double.POSITIVE_INFINITY;
        int best = 0;
        Map<String, float[]> kept = Map.of();
        if (choosing && continued) {
            start = validationLoss(0);
            lowest = start;
            kept = trainer.weights();
        }
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            double trained = train(epoch);
            trainLosses.add(trained);
            double judged = trained;
            if (choosing) {
                judged = validationLoss(epoch);
                validationLosses.add(judged);
                if (judged < lowest) {
                    lowest = judged;
                    best = epoch;
                    kept = trainer.weights();
                }
            }
            rates.epochEnded(judged);
            report(epoch);
            if (choosing && epoch - best >= settings.patience()) {
                break;
            }
        }
        if (choosing) {
            trainer.setWeights(kept);
        } else {
            best = settings.epochs();
            kept = trainer.weights();
        }
        return new TrainingOutcome(trainLosses, validationLosses, best, start, kept);
    }

    /** Makes one step for each batch of an epoch and returns the mean loss, each row before its step. */
    private double train(int epoch) {
        int[] rows = order.next();
        double sum = 0;
        double weights = 0;
        for (int from = 0; from < order.used(); from += settings.batchSize()) {
            requireNotCancelled(epoch);
            training.read(rows, from, Math.min(settings.batchSize(), order.used() - from), batch);
            rate = rates.rate(steps++);
            double loss = trainer.step(batch, rate);
            if (!Double.isFinite(loss)) {
                throw diverged(epoch, "the loss of a batch is " + loss);
            }
            double weight = weight();
            sum += loss * weight;
            weights += weight;
        }
        return sum / weights;
    }

    private double validationLoss(int epoch) {
        double sum = 0;
        double weights = 0;
        for (int from = 0; from < validationRows.length; from += settings.batchSize()) {
            requireNotCancelled(epoch);
            validation.read(validationRows, from, Math.min(settings.batchSize(), validationRows.length - from), batch);
            double weight = weight();
            sum += trainer.loss(batch) * weight;
            weights += weight;
        }
        double loss = sum / weights;
        if (!Double.isFinite(loss)) {
            throw diverged(epoch, "the validation loss is " + loss);
        }
        return loss;
    }

    private double weight() {
        double sum = 0;
        for (int i = 0; i < batch.size; i++) {
            sum += batch.weights[i];
        }
        return sum;
    }

    private void requireNotCancelled(int epoch) {
        if (listener.cancelled()) {
            throw new CancellationException(
                    "the training of '" + name + "' was cancelled in epoch " + epoch + " of " + settings.epochs());
        }
    }

    private ForecastException diverged(int epoch, String found) {
        return new ForecastException("the training of '" + name + "' diverged in epoch " + epoch + ": " + found
                + " at the learning rate " + rate + ". Use a smaller learning rate, a smaller clipNorm or scaled"
                + " features, or look for extreme values in the data");
    }

    private void report(int epoch) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train", trainLosses.get(epoch - 1));
        if (!validationLosses.isEmpty()) {
            metrics.put("validation", validationLosses.get(epoch - 1));
        }
        metrics.put("learningRate", rate);
        listener.onProgress(new FitProgress(name, "epochs", epoch, settings.epochs(), metrics));
    }
}
