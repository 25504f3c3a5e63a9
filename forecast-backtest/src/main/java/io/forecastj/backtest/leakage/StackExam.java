package io.forecastj.backtest.leakage;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Examines how an ensemble finds its weights. It is built from a forecaster that learns its training rows by heart, the
 * mean and the last value, and fitted on noise, for which the mean is best. The weight of the memoriser is the slope of
 * the ensemble's forecasts on the memoriser's, at rows that neither has seen. Out-of-fold weights make it about 0,
 * equal ones a third; in-sample ones nearly 1.
 */
final class StackExam implements Exam {
    private static final int MOST_ROWS = 600;
    private static final int FEWEST_ROWS = 60;
    private static final double TRUSTED = 0.5;

    private final String column;
    private final Function<List<Forecaster>, Forecaster> recipe;

    StackExam(String column, Function<List<Forecaster>, Forecaster> recipe) {
        this.column = column;
        this.recipe = recipe;
    }

    @Override
    public void run(AuditScope scope) {
        TimeSeries noise =
                noise(scope.first().tail(Math.min(MOST_ROWS, scope.first().length())), scope.seed());
        Memoriser memoriser = new Memoriser(column, scope.seed());
        Forecaster ensemble = recipe.apply(List.of(memoriser, Baselines.mean(column, 1), Baselines.naive(column, 1)));
        String name = ensemble.name();
        if (noise.length() < FEWEST_ROWS) {
            scope.log().notExamined(name, "weights", "it needs " + FEWEST_ROWS + " rows, there are " + noise.length());
            return;
        }
        int training = noise.length() * 2 / 3;
        double weight = slope(forecasts(ensemble, noise, training), forecasts(memoriser, noise, training));
        int unseen = noise.length() - training;
        if (!(weight <= TRUSTED)) {
            scope.log()
                    .found(Finding.of(
                            LeakKind.IN_SAMPLE_STACK,
                            name,
                            memoriser.name(),
                            noise.id(),
                            String.format(
                                    Locale.ROOT,
                                    "built from a member that is perfect on its training rows and noise elsewhere, the"
                                            + " mean and the last value, and fitted on %d rows of noise, it gives that"
                                            + " member a weight of %.2f on %d later rows; out-of-fold weights give"
                                            + " about 0, equal ones 0.33",
                                    training,
                                    weight,
                                    unseen)));
        }
        scope.log().examined(name, "weight of a memorising member, on " + unseen + " rows of noise");
    }

    /** The series with normal noise of its own mean in the target, positive if the target is. */
    private TimeSeries noise(TimeSeries series, long seed) {
        double[] values = series.values(column);
        double mean = Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
        double size = mean == 0 ? 1 : 0.05 * Math.abs(mean);
        Random random = new Random(seed);
        for (int r = 0; r < values.length; r++) {
            values[r] = mean + size * Math.max(-4, Math.min(4, random.nextGaussian()));
        }
        return series.with(column, values);
    }

    private double[] forecasts(Forecaster forecaster, TimeSeries noise, int training) {
        double[] points = new double[noise.length() - training];
        double[] row = new double[noise.columns().size()];
        try (Predictor fitted = forecaster.fit(noise.head(training));
                PredictionSession session = fitted.openSession(noise.head(training))) {
            for (int r = training; r < noise.length(); r++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = noise.value(r, c);
                }
                session.append(noise.timestamp(r), row);
                points[r - training] = session.forecast().point(column, 1);
            }
        }
        return points;
    }

    private static double slope(double[] ensemble, double[] member) {
        double meanOfMember = Arrays.stream(member).average().orElse(0);
        double product = 0;
        double square = 0;
        for (int i = 0; i < member.length; i++) {
            product += ensemble[i] * (member[i] - meanOfMember);
            square += (member[i] - meanOfMember) * (member[i] - meanOfMember);
        }
        return product / square;
    }
}
