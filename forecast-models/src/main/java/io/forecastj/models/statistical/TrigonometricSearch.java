package io.forecastj.models.statistical;

import io.forecastj.models.internal.NelderMead;
import io.forecastj.models.statistical.TrigonometricModel.Parameters;
import io.forecastj.models.statistical.TrigonometricModel.Seasons;
import java.util.Arrays;
import java.util.List;

/**
 * Estimation of {@link TrigonometricModel}: harmonics and start values by regression, the smoothing parameters by the
 * simplex method.
 *
 * <p>The errors of the first, longest season do not count. Not thread-safe; serves one series.
 */
final class TrigonometricSearch {
    private static final int EVALUATIONS = 300;
    private static final double TOLERANCE = 1e-7;

    private final double[] values;
    private final int skipped;
    private final Seasons seasons;
    private final double[] start;
    private final double[] state;
    private double sum;
    private int errors;

    TrigonometricSearch(double[] values, List<Double> lengths) {
        this.values = values;
        this.skipped = lengths.isEmpty() ? 1 : (int) Math.round(lengths.get(lengths.size() - 1));
        double[] filled = FilledValues.interpolated(values);
        if (lengths.isEmpty()) {
            this.seasons = new Seasons(List.of(), List.of());
            this.start = model(new double[4], Double.NaN).start(filled[0], 0, new double[0]);
        } else {
            HarmonicChoice choice = new HarmonicChoice(filled, lengths, skipped);
            this.seasons = choice.seasons();
            double first = mean(filled, 0);
            double trend = (mean(filled, skipped) - first) / skipped;
            this.start = model(new double[4 + lengths.size()], Double.NaN)
                    .start(first - trend * (skipped + 1) / 2, trend, choice.terms());
        }
        this.state = new double[start.length];
    }

    private double mean(double[] filled, int from) {
        return Arrays.stream(filled, from, from + skipped).average().orElse(0);
    }

    LocalMethod.Fitted fit(boolean randomWalk) {
        double[] found = randomWalk ? parameters(1, 0, 0) : search();
        if (randomWalk) {
            found[1] = 0;
        }
        run(model(found, Double.NaN));
        int estimated = randomWalk ? 0 : found.length;
        double deviation = errors < 2 ? Double.NaN : Math.sqrt(sum / Math.max(1, errors - estimated));
        return new LocalMethod.Fitted(model(found, deviation), state.clone());
    }

    /** Searches from weak and from strong smoothing, and goes on from the better result. */
    private double[] search() {
        boolean seasonal = !seasons.lengths().isEmpty();
        NelderMead.Minimum weak = search(seasonal ? parameters(0.1, 0.5, 0.1) : parameters(0.3, 0, 0));
        NelderMead.Minimum strong = search(seasonal ? parameters(0.3, 0.9, 0.2) : parameters(0.8, 0, 0));
        return search(weak.value() <= strong.value() ? weak.point() : strong.point())
                .point();
    }

    private NelderMead.Minimum search(double[] from) {
        double[] steps = new double[from.length];
        Arrays.fill(steps, 0.1);
        steps[1] = 0.03;
        steps[2] = from[2] > 0.95 ? -0.03 : 0.03;
        steps[3] = from[3] > 0.6 ? -0.3 : 0.3;
        return NelderMead.search(this::criterion, from, steps, TOLERANCE, EVALUATIONS);
    }

    /** Returns alpha, beta, phi, rho, then for each season the sum of gamma over its harmonics. */
    private double[] parameters(double alpha, double rho, double gamma) {
        return SmoothingParameters.of(alpha, rho, gamma, seasons.lengths().size());
    }

    private double criterion(double[] parameters) {
        if (!SmoothingParameters.allowed(parameters)) {
            return Double.POSITIVE_INFINITY;
        }
        run(model(parameters, Double.NaN));
        return sum / errors;
    }

    private void run(TrigonometricModel model) {
        System.arraycopy(start, 0, state, 0, start.length);
        sum = 0;
        errors = 0;
        for (int i = 0; i < values.length; i++) {
            double error = model.take(state, values[i]);
            if (i >= skipped && !Double.isNaN(error)) {
                sum += error * error;
                errors++;
            }
        }
    }

    private TrigonometricModel model(double[] parameters, double deviation) {
        double[] gammas = new double[seasons.lengths().size()];
        Arrays.setAll(
                gammas,
                i -> parameters[4 + i] / Math.max(1, seasons.harmonics().get(i).size()));
        return new TrigonometricModel(
                seasons, new Parameters(parameters[0], parameters[1], parameters[2], gammas, parameters[3], deviation));
    }
}
