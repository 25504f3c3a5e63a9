package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThetaTest {
    @ParameterizedTest
    @EnumSource
    void everyVariantKeepsTheRules(ThetaVariant variant) {
        LocalRules.check(new ThetaMethod(variant), SmoothingGolden.values("AirPassengers"), 12);
        LocalRules.check(new ThetaMethod(variant), SmoothingGolden.values("Nile"), 1);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingValueCountsAsItsForecast(ThetaVariant variant) {
        LocalRules.carriesItsForecast(
                LocalRules.fit(new ThetaMethod(variant), SmoothingGolden.values("AirPassengers"), 12));
    }

    @Test
    void withAThetaOf2TheFixedLineGivesTheForecastsOfTheStandardMethod() {
        double[] values = Arrays.copyOf(SmoothingGolden.values("nhtemp"), 30);
        LocalMethod.Fitted fitted = LocalRules.fit(new ThetaMethod(ThetaVariant.STANDARD), values, 1);
        ThetaModel model = (ThetaModel) fitted.model();
        double slope = slope(values);
        double intercept = mean(values) - slope * (values.length + 1) / 2;
        // the theta line is twice the values less the fixed line, whose first value is its intercept and slope
        double level = start(values, model.alpha()) - (intercept + slope) / 2;
        double[] points = fixedLine(values, level, model.alpha(), 2, intercept, slope, 10);
        double[] found = LocalRules.forecast(fitted, 10);
        for (int step = 0; step < 10; step++) {
            assertThat(found[step]).isCloseTo(points[step], within(1e-9 * points[step]));
        }
    }

    /** Start level of simple exponential smoothing with the least squares of errors, which are linear in it. */
    private static double start(double[] values, double alpha) {
        double level = 0;
        double weight = 1;
        double products = 0;
        double squares = 0;
        for (double value : values) {
            products += weight * (value - level);
            squares += weight * weight;
            level += alpha * (value - level);
            weight *= 1 - alpha;
        }
        return products / squares;
    }

    /** Section 3.1 of Fiorucci and others (2016): the model with a fixed line. */
    private static double[] fixedLine(
            double[] values, double start, double alpha, double theta, double intercept, double slope, int steps) {
        double level = start;
        for (double value : values) {
            level = alpha * value + (1 - alpha) * level;
        }
        int rows = values.length;
        double[] points = new double[steps];
        for (int step = 1; step <= steps; step++) {
            points[step - 1] = level
                    + (1 - 1 / theta)
                            * (Math.pow(1 - alpha, rows) * intercept
                                    + (step - 1 + (1 - Math.pow(1 - alpha, rows + 1)) / alpha) * slope);
        }
        return points;
    }

    @Test
    void theDynamicModelFollowsTheRecursionsOfThePaper() {
        double[] values = Arrays.copyOf(SmoothingGolden.values("lynx"), 40);
        DynamicThetaModel model = new DynamicThetaModel(0.2, 2.5, 1, SeasonalIndices.NONE);
        double[] state = model.start(321);
        for (double value : values) {
            model.update(state, new double[] {value});
        }
        double[] expected = dynamic(values, 321, model.alpha(), model.theta(), 12);
        double[] found = LocalRules.forecast(model, state, 12);
        for (int step = 0; step < found.length; step++) {
            assertThat(found[step]).isCloseTo(expected[step], within(1e-8 * Math.abs(expected[step])));
        }
    }

    /** Section 3.2 of the paper, with the line of least squares computed anew for each row. */
    private static double[] dynamic(double[] values, double start, double alpha, double theta, int steps) {
        double[] all = Arrays.copyOf(values, values.length + steps);
        double level = start;
        for (int row = 0; row < all.length; row++) {
            if (row >= values.length) {
                double[] known = Arrays.copyOf(all, row);
                double slope = slope(known);
                double intercept = mean(known) - slope * (row + 1) / 2;
                all[row] = level
                        + (1 - 1 / theta)
                                * (Math.pow(1 - alpha, row) * intercept
                                        + (1 - Math.pow(1 - alpha, row + 1)) / alpha * slope);
            }
            level = alpha * all[row] + (1 - alpha) * level;
        }
        return Arrays.copyOfRange(all, values.length, all.length);
    }

    @Test
    void estimatedThetasAreNoWorseThanOthersNearby() {
        for (String name : new String[] {"Nile", "airmiles", "lynx", "uspop"}) {
            double[] values = SmoothingGolden.values(name);
            LocalMethod.Fitted fitted = LocalRules.fit(new ThetaMethod(ThetaVariant.OPTIMISED), values, 1);
            ThetaModel model = (ThetaModel) fitted.model();
            double best = model.deviation() * model.deviation() * (values.length - 3);
            Random random = new Random(11);
            for (int i = 0; i < 500; i++) {
                double alpha = Math.min(0.9999, Math.max(1e-4, model.alpha() + 0.1 * random.nextGaussian()));
                double drift = slope(values) * 0.99 * random.nextDouble();
                double level = values[0] + model.deviation() * random.nextGaussian();
                assertThat(squares(values, alpha, drift, level))
                        .as(name + ", try " + i)
                        .isGreaterThanOrEqualTo(best * (1 - 1e-9));
            }
        }
    }

    private static double squares(double[] values, double alpha, double drift, double start) {
        double level = start;
        double sum = 0;
        for (double value : values) {
            double error = value - level - drift;
            sum += error * error;
            level += drift + alpha * error;
        }
        return sum;
    }

    @Test
    void theEstimatedDynamicModelIsNoWorseThanOthersNearby() {
        for (String name : new String[] {"Nile", "airmiles", "nhtemp", "uspop"}) {
            double[] values = SmoothingGolden.values(name);
            DynamicThetaModel model =
                    (DynamicThetaModel) LocalRules.fit(new ThetaMethod(ThetaVariant.DYNAMIC), values, 1)
                            .model();
            double best = model.deviation() * model.deviation() * (values.length - 5);
            Random random = new Random(12);
            for (int i = 0; i < 500; i++) {
                double alpha = Math.min(0.99, Math.max(0.01, model.alpha() + 0.1 * random.nextGaussian()));
                double theta = 1 / (1 - 0.99 * random.nextDouble());
                double start = values[0] / theta + model.deviation() * random.nextGaussian();
                DynamicThetaModel other = new DynamicThetaModel(alpha, theta, 1, SeasonalIndices.NONE);
                assertThat(squares(other, values, start))
                        .as(name + ", try " + i)
                        .isGreaterThanOrEqualTo(best * (1 - 1e-9));
            }
            assertThat(squares(model, values, values[0] / model.theta())).isLessThan(best * 1.3);
        }
    }

    /** Squared errors from the third value on. */
    private static double squares(DynamicThetaModel model, double[] values, double start) {
        double[] state = model.start(start);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double error = values[i] - LocalRules.forecast(model, state, 1)[0];
            sum += i < 2 ? 0 : error * error;
            model.update(state, new double[] {values[i]});
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void forecastsShiftWithTheSeries(ThetaVariant variant) {
        double[] values = {3.1, 3.2, 4.6, 4.4, 5.6, 5.3, 6.4, 6.1};
        double[] points = LocalRules.forecast(LocalRules.fit(new ThetaMethod(variant), values, 1), 6);
        double[] higher = Arrays.stream(values).map(value -> value + 1_000).toArray();
        double[] shifted = LocalRules.forecast(LocalRules.fit(new ThetaMethod(variant), higher, 1), 6);
        for (int step = 0; step < 6; step++) {
            assertThat(shifted[step]).isCloseTo(points[step] + 1_000, within(1e-5));
        }
    }

    @Test
    void anEstimatedDriftIsFoundAgain() {
        Random random = new Random(5);
        double[] values = new double[600];
        double level = 100;
        for (int i = 0; i < values.length; i++) {
            double error = random.nextGaussian();
            values[i] = level + 0.5 + error;
            level += 0.5 + 0.3 * error;
        }
        ThetaModel model = (ThetaModel) LocalRules.fit(new ThetaMethod(ThetaVariant.OPTIMISED), values, 1)
                .model();
        assertThat(model.alpha()).isCloseTo(0.3, within(0.1));
        assertThat(model.drift()).isCloseTo(0.5, within(0.05));
        assertThat(model.deviation()).isCloseTo(1, within(0.1));
    }

    @ParameterizedTest
    @EnumSource
    void intervalsCoverWhatTheySay(ThetaVariant variant) {
        int inside = 0;
        int all = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            double[] values = new double[90];
            double level = 50;
            for (int i = 0; i < values.length; i++) {
                double error = random.nextGaussian();
                values[i] = level + error;
                level += 0.4 * error;
            }
            LocalMethod.Fitted fitted = LocalRules.fit(new ThetaMethod(variant), Arrays.copyOf(values, 80), 1);
            double[][] bounds = LocalRules.quantiles(fitted, 10, 0.1, 0.9);
            for (int step = 0; step < 10; step++) {
                all++;
                inside += values[80 + step] >= bounds[step][0] && values[80 + step] <= bounds[step][1] ? 1 : 0;
            }
        }
        assertThat((double) inside / all).isBetween(0.74, 0.86);
    }

    @Test
    void seriesWithoutAValueAreRefused() {
        assertThatThrownBy(() -> LocalRules.fit(new ThetaMethod(ThetaVariant.STANDARD), new double[0], 1))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("found none");
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double slope(double[] values) {
        double mean = mean(values);
        double place = (values.length - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            products += (i - place) * (values[i] - mean);
            squares += (i - place) * (i - place);
        }
        return products / squares;
    }
}
