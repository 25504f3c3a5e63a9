package io.forecastj.training;

import java.util.List;
import java.util.Map;

/**
 * Outcome of a training.
 *
 * @param train the training loss of each epoch that ran
 * @param validation the validation loss of each epoch that ran; empty without validation rows
 * @param best the epoch whose weights were kept, from 1; 0 for the weights that a continued training started from
 * @param start the validation loss before the first epoch of a continued training; NaN otherwise
 * @param weights the weights that were kept
 */
record TrainingOutcome(
        List<Double> train, List<Double> validation, int best, double start, Map<String, float[]> weights) {
    TrainingOutcome {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
    }

    /** Returns the number of epochs that ran. */
    int epochs() {
        return train.size();
    }

    /** Returns the validation loss of the weights that were kept; NaN without validation rows. */
    double lowest() {
        return validation.isEmpty() ? Double.NaN : best == 0 ? start : validation.get(best - 1);
    }
}
