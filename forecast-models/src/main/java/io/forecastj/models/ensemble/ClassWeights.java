package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Learns the weights of a vote from forecasts of rows that the members had not seen.
 *
 * <p>The weights have the highest likelihood of the outcomes under the mixture of the members' probabilities, by
 * expectation maximisation (Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm,
 * 1977). The likelihood is concave in the weights.
 */
final class ClassWeights {
    private static final int ROUNDS = 1000;
    private static final double SMALLEST_CHANGE = 1e-9;

    private final String name;
    private final Members members;
    private final Target.Direction direction;
    private final int[] steps;

    ClassWeights(String name, Members members, Target.Direction direction, List<Integer> steps) {
        this.name = name;
        this.members = members;
        this.direction = direction;
        this.steps = steps.stream().mapToInt(Integer::intValue).toArray();
    }

    VoteModel learn(List<TimeSeries> series, FitListener listener) {
        if (series.stream().anyMatch(TimeSeries::hasVintages)) {
            throw new IllegalArgumentException("'" + name + "' learns weights from series without publication times,"
                    + " found some; give the weights");
        }
        int count = members.forecasters().size();
        Folds folds = Folds.standard(series, members.horizon(), count * members.horizon());
        ClassFolds all = new ClassFolds(series, folds, direction, steps);
        List<Forecaster.Trainer> trainers = members.forecasters().stream()
                .map(member -> member.prepare(series))
                .toList();
        List<FitTasks.Task<double[]>> tasks = new ArrayList<>();
        for (Folds.Fold fold : folds.folds()) {
            for (Forecaster.Trainer trainer : trainers) {
                tasks.add(its -> {
                    double[] given = new double[all.pairs(fold)];
                    all.membersInto(trainer, fold, its, given);
                    return given;
                });
            }
        }
        List<double[]> answers = FitTasks.run(tasks, listener);
        List<double[]> pairs = new ArrayList<>();
        for (int f = 0; f < folds.folds().size(); f++) {
            double[] frequencies = new double[all.pairs(folds.folds().get(f))];
            all.frequenciesInto(folds.folds().get(f), frequencies);
            for (int i = 0; i < frequencies.length; i++) {
                double[] pair = new double[count + 1];
                for (int k = 0; k < count; k++) {
                    pair[k] = answers.get(f * count + k)[i];
                }
                pair[count] = frequencies[i];
                if (Arrays.stream(pair).noneMatch(Double::isNaN)) {
                    pairs.add(pair);
                }
            }
        }
        if (pairs.isEmpty()) {
            throw new InsufficientHistoryException("'" + name + "' learns weights from forecasts of rows that its"
                    + " members have not seen, and there is no row at which all of " + members
                    + " made one; use more history, or give the weights");
        }
        double[] weights = mostLikely(pairs);
        listener.onProgress(new FitProgress(name, "weights", 1, 1, Map.of()));
        double[][] frequencies = all.frequencies(Long.MAX_VALUE);
        double[][] bySteps = new double[members.horizon()][frequencies[0].length];
        for (int i = 0; i < steps.length; i++) {
            bySteps[steps[i] - 1] = frequencies[i];
        }
        return new VoteModel(weights, false, bySteps);
    }

    /**
     * Returns the weights of the highest likelihood.
     *
     * @param pairs for each outcome the probabilities that the members gave to it, of which the last one is above 0
     */
    static double[] mostLikely(List<double[]> pairs) {
        int count = pairs.get(0).length;
        double[] weights = VotingEnsemble.equal(count);
        double change = 1;
        for (int round = 0; round < ROUNDS && change > SMALLEST_CHANGE; round++) {
            double[] next = new double[count];
            for (double[] pair : pairs) {
                double mixed = 0;
                for (int k = 0; k < count; k++) {
                    mixed += weights[k] * pair[k];
                }
                for (int k = 0; k < count && mixed > 0; k++) {
                    next[k] += weights[k] * pair[k] / mixed;
                }
            }
            double sum = Arrays.stream(next).sum();
            change = 0;
            for (int k = 0; k < count; k++) {
                change = Math.max(change, Math.abs(next[k] / sum - weights[k]));
                weights[k] = next[k] / sum;
            }
        }
        return weights;
    }
}
