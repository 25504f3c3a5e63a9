package io.forecastj.models.statistical;

import io.forecastj.models.internal.NelderMead;
import java.util.Arrays;

/**
 * Estimation of {@link MultiSeasonalModel}: start values from moving averages, parameters by the simplex method.
 *
 * <p>The errors of the first, longest season do not count, since the start values come from these rows too. Not
 * thread-safe; serves one series.
 */
final class MultiSeasonalSearch {
    private static final int EVALUATIONS = 300;
    private static final double TOLERANCE = 1e-7;

    private final double[] values;
    private final int[] seasons;
    private final boolean log;
    private final boolean squared;
    private final int skipped;
    private final double[] start;
    private final double[] state;
    private double sum;
    private int errors;

    MultiSeasonalSearch(double[] values, int[] seasons, boolean log, boolean squared) {
        this.values = values;
        this.seasons = seasons;
        this.log = log;
        this.squared = squared;
        this.skipped = seasons.length == 0 ? 1 : seasons[seasons.length - 1];
        this.start = start(FilledValues.interpolated(values));
        this.state = new double[start.length];
    }

    /** Estimates the start values; those of each season are what the shorter ones leave. */
    private double[] start(double[] filled) {
        MultiSeasonalModel model = model(new double[4 + seasons.length], Double.NaN);
        if (seasons.length == 0) {
            return model.start(filled[0], 0, new double[0][]);
        }
        double[] rest = filled.clone();
        double[] average = ClassicalSeason.movingAverage(filled, skipped);
        Arrays.setAll(rest, i -> filled[i] - average[i]);
        double[][] terms = new double[seasons.length][];
        for (int i = 0; i < seasons.length; i++) {
            terms[i] = terms(rest, seasons[i]);
        }
        double first = mean(filled, 0, skipped);
        double trend = (mean(filled, skipped, 2 * skipped) - first) / skipped;
        return model.start(first - trend * (skipped + 1) / 2, trend, terms);
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(0);
    }

    /** Returns the mean of each place in a season, less the mean of all places, and takes it out of the values. */
    static double[] terms(double[] values, int season) {
        double[] terms = new double[season];
        int[] counts = new int[season];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                terms[i % season] += values[i];
                counts[i % season]++;
            }
        }
        for (int place = 0; place < season; place++) {
            terms[place] /= Math.max(1, counts[place]);
        }
        double mean = mean(terms, 0, season);
        Arrays.setAll(terms, place -> terms[place] - mean);
        for (int i = 0; i < values.length; i++) {
            values[i] -= terms[i % season];
        }
        return terms;
    }

    LocalMethod.Fitted fit(boolean randomWalk) {
        double[] found = new double[4 + seasons.length];
        if (randomWalk) {
            found[0] = 1;
            found[2] = SmoothingParameters.MOST_DAMPING;
        } else {
            found = search();
        }
        MultiSeasonalModel model = model(found, Double.NaN);
        run(model, true);
        int estimated = randomWalk ? 0 : found.length;
        double deviation = errors < 2 ? Double.NaN : Math.sqrt(sum / Math.max(1, errors - estimated));
        return new LocalMethod.Fitted(model(found, deviation), state.clone());
    }

    /** Searches from weak and from strong smoothing, and goes on from the better result. */
    private double[] search() {
        double[] weak = start(0.1, 0.5, 0.15);
        double[] strong = start(0.1, 0.9, 0.3);
        if (seasons.length == 0) {
            weak = start(0.3, 0, 0);
            strong = start(0.8, 0, 0);
        }
        NelderMead.Minimum first = search(weak, 0.3);
        NelderMead.Minimum second = search(strong, -0.3);
        double[] better = first.value() <= second.value() ? first.point() : second.point();
        return search(better, 0.1).point();
    }

    private NelderMead.Minimum search(double[] from, double correlation) {
        double[] steps = new double[from.length];
        Arrays.fill(steps, 0.1);
        steps[1] = 0.03;
        steps[2] = from[2] > 0.95 ? -0.03 : 0.03;
        steps[3] = from[3] + correlation > SmoothingParameters.MOST_CORRELATION ? -correlation : correlation;
        return NelderMead.search(this::criterion, from, steps, TOLERANCE, EVALUATIONS);
    }

    private double[] start(double alpha, double rho, double gamma) {
        return SmoothingParameters.of(alpha, rho, gamma, seasons.length);
    }

    private double criterion(double[] parameters) {
        if (!SmoothingParameters.allowed(parameters)) {
            return Double.POSITIVE_INFINITY;
        }
        run(model(parameters, Double.NaN), squared);
        return sum / errors;
    }

    private void run(MultiSeasonalModel model, boolean squares) {
        System.arraycopy(start, 0, state, 0, start.length);
        sum = 0;
        errors = 0;
        for (int i = 0; i < values.length; i++) {
            double error = model.take(state, values[i]);
            if (i >= skipped && !Double.isNaN(error)) {
                sum += squares ? error * error : Math.abs(error);
                errors++;
            }
        }
    }

    private MultiSeasonalModel model(double[] parameters, double deviation) {
        return new MultiSeasonalModel(
                seasons,
                log,
                parameters[0],
                parameters[1],
                parameters[2],
                Arrays.copyOfRange(parameters, 4, 4 + seasons.length),
                parameters[3],
                deviation);
    }
}
