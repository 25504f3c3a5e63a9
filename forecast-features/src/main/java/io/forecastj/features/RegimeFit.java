package io.forecastj.features;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Fit of the two states under which the training values are most likely, by expectation maximisation: Hamilton,
 * Analysis of Time Series Subject to Changes in Regime, Journal of Econometrics 45, 1990. The expectation smooths as in
 * Kim, Dynamic Linear Models with Markov-Switching, Journal of Econometrics 60, 1994.
 *
 * <p>Each step raises the likelihood, that of the first row included, whose state comes from the stationary
 * distribution of the chain. With u and w for the probabilities to leave the calm and the volatile state, the expected
 * log-likelihood of the transitions is A log u + B log(1 - u) + C log w + D log(1 - w) - S log(u + w) for S series. The
 * last term makes it unsolvable at once, but it lies above its tangent, and with the tangent in its place u and w are
 * the roots of two quadratic equations.
 */
final class RegimeFit {
    /** The share of the values, by distance from the mean, that starts in the calm state. */
    private static final double[] CALM_SHARES = {0.5, 0.8, 0.95};

    /** The number of steps of each start, after which only the best one continues. */
    private static final int TRIAL_STEPS = 20;

    private static final int STEPS = 500;

    /** The gain of a step, relative to the likelihood, at which the hundredfold that may be left does not matter. */
    private static final double SETTLED = 1e-9;

    /** Of the variance of all values: keeps a state from shrinking to a value that occurs many times, such as 0. */
    private static final double LEAST_VARIANCE = 1e-6;

    private static final double LEAST_PROBABILITY = 1e-6;

    private final List<double[]> series;
    private final double[][] filtered;
    private TwoStates model;
    private double logLikelihood;

    private RegimeFit(List<double[]> series, TwoStates start) {
        this.series = series;
        this.filtered = series.stream().map(values -> new double[values.length]).toArray(double[][]::new);
        this.model = start;
    }

    /** The model; its second state is the one of the greater standard deviation. */
    static TwoStates fit(FitValues training) {
        double mean = training.mean();
        double std = training.std();
        List<double[]> scaled = training.series().stream()
                .map(values -> Arrays.stream(values).map(x -> (x - mean) / std).toArray())
                .toList();
        RegimeFit best = null;
        for (double share : CALM_SHARES) {
            RegimeFit fit = new RegimeFit(scaled, start(scaled, share));
            fit.run(TRIAL_STEPS);
            if (best == null || fit.logLikelihood > best.logLikelihood) {
                best = fit;
            }
        }
        Objects.requireNonNull(best, "there are starts").run(STEPS);
        TwoStates found = best.model;
        TwoStates back = new TwoStates(
                mean + std * found.calmMean(),
                std * found.calmStd(),
                mean + std * found.volatileMean(),
                std * found.volatileStd(),
                found.calmStays(),
                found.volatileStays());
        return back.calmStd() <= back.volatileStd() ? back : back.swapped();
    }

    private static TwoStates start(List<double[]> series, double calmShare) {
        double[] squares = series.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(x -> !Double.isNaN(x))
                .map(x -> x * x)
                .sorted()
                .toArray();
        int calm = (int) (calmShare * squares.length);
        double below = Arrays.stream(squares, 0, calm).average().orElseThrow();
        double above = Arrays.stream(squares, calm, squares.length).average().orElseThrow();
        return new TwoStates(0, deviation(below), 0, deviation(above), 0.95, 0.9);
    }

    private void run(int steps) {
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < steps; i++) {
            logLikelihood = filter(model, series, filtered);
            if (logLikelihood - before <= SETTLED * Math.abs(logLikelihood)) {
                return;
            }
            before = logLikelihood;
            model = maximise();
        }
    }

    /**
     * Runs the filter over each series.
     *
     * @param filtered receives the probability of the volatile state after each row
     * @return the log-likelihood
     */
    static double filter(TwoStates model, List<double[]> series, double[][] filtered) {
        double sum = 0;
        for (int i = 0; i < series.size(); i++) {
            double predicted = model.stationary();
            double[] values = series.get(i);
            for (int t = 0; t < values.length; t++) {
                if (!Double.isNaN(values[t])) {
                    sum += model.logLikelihood(predicted, values[t]);
                }
                double p = model.filter(predicted, values[t]);
                filtered[i][t] = p;
                predicted = model.predict(p);
            }
        }
        return sum;
    }

    /** The model whose moments are those of the rows, weighted by the probabilities of their states given all rows. */
    private TwoStates maximise() {
        Sums calm = new Sums();
        Sums wild = new Sums();
        for (int i = 0; i < series.size(); i++) {
            double[] values = series.get(i);
            double[] now = filtered[i];
            double smoothed = now[now.length - 1];
            for (int t = now.length - 1; ; t--) {
                calm.add(1 - smoothed, values[t]);
                wild.add(smoothed, values[t]);
                if (t == 0) {
                    calm.first += 1 - smoothed;
                    wild.first += smoothed;
                    break;
                }
                double p = now[t - 1];
                double predicted = model.predict(p);
                double toWild = smoothed / predicted;
                double toCalm = (1 - smoothed) / (1 - predicted);
                calm.leave((1 - p) * model.calmStays() * toCalm, (1 - p) * (1 - model.calmStays()) * toWild);
                wild.leave(p * model.volatileStays() * toWild, p * (1 - model.volatileStays()) * toCalm);
                smoothed = p * (model.volatileStays() * toWild + (1 - model.volatileStays()) * toCalm);
            }
        }
        double slope = series.size() / ((1 - model.calmStays()) + (1 - model.volatileStays()));
        return new TwoStates(
                calm.mean(),
                deviation(calm.variance()),
                wild.mean(),
                deviation(wild.variance()),
                1 - leave(calm.go + wild.first, calm.stay, slope),
                1 - leave(wild.go + calm.first, wild.stay, slope));
    }

    /** The u between 0 and 1 at which go log u + stay log(1 - u) - slope u is greatest. */
    private static double leave(double go, double stay, double slope) {
        double sum = go + stay + slope;
        double root = 2 * go / (sum + Math.sqrt(Math.max(0, sum * sum - 4 * slope * go)));
        return Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, root));
    }

    private static double deviation(double variance) {
        return Math.sqrt(Math.max(LEAST_VARIANCE, variance));
    }

    /** The rows weighted by the probability of one state. */
    private static final class Sums {
        private double weight;
        private double sum;
        private double squares;
        private double stay;
        private double go;
        private double first;

        void add(double probability, double x) {
            if (!Double.isNaN(x)) {
                weight += probability;
                sum += probability * x;
                squares += probability * x * x;
            }
        }

        void leave(double stays, double goes) {
            stay += stays;
            go += goes;
        }

        /** The mean; for a state without rows, that of all rows. */
        double mean() {
            return weight > 0 ? sum / weight : 0;
        }

        double variance() {
            return weight > 0 ? squares / weight - mean() * mean() : 1;
        }
    }
}
