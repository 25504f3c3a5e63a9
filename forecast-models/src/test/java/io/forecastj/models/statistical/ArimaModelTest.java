package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.models.Allocation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArimaModelTest {
    private static final ArimaOrder[] ORDERS = {
        new ArimaOrder(1, 0, 0, 0, 0, 0, 1, false),
        new ArimaOrder(0, 0, 2, 0, 0, 0, 1, false),
        new ArimaOrder(2, 0, 1, 0, 0, 0, 1, false),
        new ArimaOrder(0, 1, 1, 0, 0, 0, 1, false),
        new ArimaOrder(1, 2, 1, 0, 0, 0, 1, false),
        new ArimaOrder(1, 0, 0, 1, 0, 1, 4, false),
        new ArimaOrder(0, 1, 1, 0, 1, 1, 4, false),
        new ArimaOrder(2, 0, 1, 1, 1, 0, 3, false),
    };

    /** Coefficients inside the bounds, not near them. */
    private static ArmaPolynomials polynomials(ArimaOrder order, Random random) {
        return new ArmaPolynomials(order)
                .setFree(random.doubles(order.coefficients(), -1, 1).toArray());
    }

    private static ArimaModel model(ArmaPolynomials polynomials) {
        ArimaOrder order = polynomials.order();
        return new ArimaModel(
                order,
                polynomials.coefficients(),
                0,
                new double[0],
                new ArimaModel.Accuracy(1, 0, 0, new double[order.coefficients()]));
    }

    /** Values with some missing, the first one present. */
    private static double[] gaps(int length, double share, Random random) {
        double[] values = new double[length];
        double level = 0;
        for (int t = 0; t < length; t++) {
            level += random.nextGaussian();
            values[t] = t > 0 && random.nextDouble() < share ? Double.NaN : level + random.nextGaussian();
        }
        return values;
    }

    /** Values with gaps that the observed ones determine. */
    private static double[] determined(ArimaOrder order, int length, double share, Random random) {
        double[] values;
        do {
            values = gaps(length, share, random);
        } while (!Differences.determined(values, order));
        return values;
    }

    @Test
    void likelihoodsWithMissingValuesAreThoseOfTheNormalVector() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            ArimaOrder order = ORDERS[(int) (seed % ORDERS.length)];
            ArmaPolynomials polynomials = polynomials(order, random);
            double[] values = determined(order, 24, 0.25, random);
            ArimaRegression regression = new ArimaRegression(ArimaColumns.of(ArimaGolden.rows(values), order), order);
            regression.polynomials().setCoefficients(polynomials.coefficients());
            assertThat(regression.compute()).isTrue();
            double expected =
                    new GaussianOracle(polynomials, values.length).logLikelihood(values, regression.variance());
            assertThat(regression.logLikelihood())
                    .as("seed " + seed + " " + order)
                    .isCloseTo(expected, within(1e-3));
        }
    }

    @Test
    void manyMissingValuesAreSkippedWithTheSameLikelihood() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            ArimaOrder order = ORDERS[(int) (seed % ORDERS.length)];
            ArmaPolynomials polynomials = polynomials(order, random);
            double[] values = determined(order, 60, 0.6, random);
            ArimaColumns columns = ArimaColumns.of(ArimaGolden.rows(values), order);
            assertThat(columns.skipped()).as("seed " + seed).hasSize(values.length);
            ArimaRegression regression = new ArimaRegression(columns, order);
            regression.polynomials().setCoefficients(polynomials.coefficients());
            assertThat(regression.compute()).isTrue();
            double expected =
                    new GaussianOracle(polynomials, values.length).logLikelihood(values, regression.variance());
            assertThat(regression.logLikelihood())
                    .as("seed " + seed + " " + order)
                    .isCloseTo(expected, within(3e-3));
        }
    }

    @Test
    void forecastsWithMissingValuesAreThoseOfTheNormalVector() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            ArimaOrder order = ORDERS[(int) (seed % ORDERS.length)];
            ArmaPolynomials polynomials = polynomials(order, random);
            double[] values = determined(order, 24, 0.3, random);
            ArimaModel model = model(polynomials);
            double[] state = model.stateAfter(ArimaGolden.rows(values));
            double[] points = new double[9];
            model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
            double[] deviations = model.deviations(state, points.length);
            double[][] expected = new GaussianOracle(polynomials, values.length + points.length).forecast(values);
            for (int step = 0; step < points.length; step++) {
                assertThat(points[step]).as("seed " + seed + " " + order).isCloseTo(expected[0][step], within(5e-3));
                assertThat(deviations[step])
                        .as("seed " + seed + " " + order)
                        .isCloseTo(Math.sqrt(expected[1][step]), within(5e-3));
            }
        }
    }

    @Test
    void takingRowsOneByOneGivesTheStateAfterAllOfThem() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            ArimaOrder order = ORDERS[(int) (seed % ORDERS.length)];
            ArimaModel model = model(polynomials(order, random));
            double[] head = determined(order, 30, 0.2, random);
            double[] all = Arrays.copyOf(head, 200);
            double[] more = gaps(170, 0.1, random);
            System.arraycopy(more, 0, all, 30, more.length);
            double[] state = model.stateAfter(ArimaGolden.rows(head));
            for (double value : more) {
                model.update(state, new double[] {value});
            }
            double[] expected = model.stateAfter(ArimaGolden.rows(all));
            double[] points = new double[12];
            double[] others = new double[12];
            model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
            model.forecast(expected, new double[0], LocalModel.Regressors.NONE, others);
            assertThat(points).as("seed " + seed + " " + order).containsExactly(others, within(1e-8));
            assertThat(model.deviations(state, 12))
                    .as("seed " + seed + " " + order)
                    .containsExactly(model.deviations(expected, 12), within(1e-8));
        }
    }

    @Test
    void aMillionRowsLeaveNoRoundingErrorsBehind() {
        ArimaOrder order = new ArimaOrder(1, 1, 1, 0, 1, 1, 12, false);
        ArimaModel model = model(new ArmaPolynomials(order).setCoefficients(new double[] {0.5, -0.4, -0.6}));
        Random random = new Random(1);
        double[] last = new double[3_000];
        double[] row = new double[1];
        double[] state = model.stateAfter(ArimaGolden.rows(monthly(60, random)));
        for (int t = 0; t < 1_000_000; t++) {
            row[0] = 50 * Math.sin(Math.PI * t / 6) + random.nextGaussian() + 1e-3 * t;
            last[t % last.length] = row[0];
            model.update(state, row);
        }
        double[] values = new double[last.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = last[(1_000_000 + i) % last.length];
        }
        double[] points = new double[24];
        double[] expected = new double[24];
        model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
        model.forecast(model.stateAfter(ArimaGolden.rows(values)), new double[0], LocalModel.Regressors.NONE, expected);
        assertThat(points).containsExactly(expected, within(1e-6));
    }

    private static double[] monthly(int length, Random random) {
        double[] values = new double[length];
        for (int t = 0; t < length; t++) {
            values[t] = 50 * Math.sin(Math.PI * t / 6) + random.nextGaussian();
        }
        return values;
    }

    @Test
    void updatesAndForecastsAllocateNothing() {
        ArimaModel model = model(new ArmaPolynomials(new ArimaOrder(1, 1, 1, 0, 1, 1, 12, false))
                .setCoefficients(new double[] {0.5, -0.4, -0.6}));
        double[] state = model.stateAfter(ArimaGolden.rows(monthly(60, new Random(1))));
        double[] row = new double[1];
        double[] points = new double[24];
        double[] scratch = new double[model.scratchSize(24)];
        int[] rows = new int[1];
        assertThat(Allocation.leastOfWindows(20_000, 2_000, () -> {
                    row[0] = rows[0]++ % 700 == 0 ? Double.NaN : 5 * Math.sin(rows[0]);
                    model.update(state, row);
                    model.forecast(state, scratch, LocalModel.Regressors.NONE, points);
                }))
                .isZero();
    }

    @Test
    void longSeasonsHaveNoCovarianceAndStillFollowTheSeries() {
        ArimaOrder order = new ArimaOrder(0, 0, 1, 0, 1, 1, 168, false);
        ArimaModel model = model(new ArmaPolynomials(order).setCoefficients(new double[] {0.3, -0.5}));
        assertThat(model.stateSize()).isLessThan(400);
        Random random = new Random(2);
        double[] values = new double[168 * 8];
        for (int t = 0; t < values.length; t++) {
            values[t] = 10 * Math.sin(2 * Math.PI * t / 168) + random.nextGaussian();
        }
        double[] state = model.stateAfter(ArimaGolden.rows(Arrays.copyOf(values, 168 * 4)));
        for (int t = 168 * 4; t < values.length; t++) {
            model.update(state, new double[] {values[t]});
        }
        double[] expected = model.stateAfter(ArimaGolden.rows(values));
        double[] points = new double[168];
        double[] others = new double[168];
        model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
        model.forecast(expected, new double[0], LocalModel.Regressors.NONE, others);
        // the gain of the filter has not converged after four seasons
        assertThat(points).containsExactly(others, within(0.3));
        assertThat(model.deviations(state, 168)[0]).isEqualTo(1);
    }
}
