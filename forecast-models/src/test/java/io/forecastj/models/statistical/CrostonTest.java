package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CrostonTest {
    static List<String> names() {
        return SmoothingGolden.names("croston01");
    }

    /** Demand in a row with a probability, of 1 + a geometric number of pieces. */
    private static double[] simulated(long seed, int rows, double probability) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            if (random.nextDouble() < probability) {
                values[i] = 1 + Math.floor(Math.log(1 - random.nextDouble()) / Math.log(0.7));
            }
        }
        return values;
    }

    private static LocalMethod.Fitted fit(CrostonVariant variant, double alpha, double[] values) {
        return LocalRules.fit(new CrostonMethod(variant, alpha), values, 1);
    }

    @ParameterizedTest
    @EnumSource
    void everyVariantKeepsTheRules(CrostonVariant variant) {
        double[] values = simulated(1, 120, 0.4);
        if (variant != CrostonVariant.SBA) {
            LocalRules.check(new CrostonMethod(variant, 0.2), values, 1);
            LocalRules.check(new CrostonMethod(variant, Double.NaN), values, 1);
        }
        LocalMethod.Fitted fitted = fit(variant, Double.NaN, values);
        LocalRules.checkFitted(fitted, 1);
        LocalRules.savesAndLoads(new CrostonMethod(variant, Double.NaN), fitted);
        LocalRules.carriesItsForecast(fitted);
        double[] missing = values.clone();
        missing[missing.length - 1] = Double.NaN;
        assertThat(LocalRules.forecast(fit(variant, 0.1, missing), 3))
                .isEqualTo(LocalRules.forecast(fit(variant, 0.1, Arrays.copyOf(values, values.length - 1)), 3));
    }

    @ParameterizedTest
    @MethodSource("names")
    void forecastsOfCrostonAndSbaAreThoseOfR(String name) {
        double[] values = SmoothingGolden.values(name);
        assertThat(LocalRules.forecast(fit(CrostonVariant.CROSTON, 0.1, values), 1)[0])
                .isCloseTo(SmoothingGolden.number(name, "croston01", "mean"), within(1e-12));
        assertThat(LocalRules.forecast(fit(CrostonVariant.CROSTON, 0.2, values), 1)[0])
                .isCloseTo(SmoothingGolden.number(name, "croston02", "mean"), within(1e-12));
        assertThat(LocalRules.forecast(fit(CrostonVariant.SBA, 0.2, values), 1)[0])
                .isCloseTo(SmoothingGolden.number(name, "croston02", "sba"), within(1e-12));
    }

    @Test
    void tsbSmoothsSizesAndTheShareOfRowsWithDemand() {
        double[] values = {0, 4, 0, 0, 2, 0};
        double size = 3;
        double share = 2 / 6.0;
        for (double value : values) {
            size = value > 0 ? 0.3 * value + 0.7 * size : size;
            share = 0.3 * (value > 0 ? 1 : 0) + 0.7 * share;
        }
        assertThat(LocalRules.forecast(fit(CrostonVariant.TSB, 0.3, values), 2))
                .containsOnly(new double[] {size * share}, within(1e-12));
    }

    @Test
    void theForecastOfTsbFallsWhileThereIsNoDemandAndThatOfCrostonStays() {
        LocalMethod.Fitted tsb = fit(CrostonVariant.TSB, 0.1, simulated(2, 100, 0.5));
        LocalMethod.Fitted croston = fit(CrostonVariant.CROSTON, 0.1, simulated(2, 100, 0.5));
        double[] before = LocalRules.forecast(croston, 1);
        for (int i = 0; i < 100; i++) {
            tsb.model().update(tsb.state(), new double[1]);
            croston.model().update(croston.state(), new double[1]);
        }
        assertThat(LocalRules.forecast(tsb, 1)[0]).isLessThan(1e-3);
        assertThat(LocalRules.forecast(croston, 1)).isEqualTo(before);
    }

    @Test
    void adidaSmoothsTheMeansOfBlocksThatEndAtTheLastRow() {
        double[] values = {9, 0, 3, 0, 0, 6, 0, 0, 0, 3, 0};
        LocalMethod.Fitted fitted = fit(CrostonVariant.ADIDA, 0.25, values);
        // 4 demands in 11 rows: blocks of 3 from the third row on, with means 1, 2, 1
        double level = 1;
        for (double mean : new double[] {1, 2, 1}) {
            level += 0.25 * (mean - level);
        }
        assertThat(fitted.model().description()).contains("block 3");
        assertThat(LocalRules.forecast(fitted, 2)).containsOnly(new double[] {level}, within(1e-12));
        for (double value : new double[] {0, 0, 12}) {
            fitted.model().update(fitted.state(), new double[] {value});
        }
        assertThat(LocalRules.forecast(fitted, 1)[0]).isCloseTo(level + 0.25 * (4 - level), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void anEstimatedAlphaIsNoWorseThanOthers(CrostonVariant variant) {
        double[] values = simulated(3, 300, 0.3);
        CrostonModel model = (CrostonModel) fit(variant, Double.NaN, values).model();
        double best = squares(variant, model.alpha(), model.beta(), values);
        for (double alpha = 0.01; alpha <= 0.5; alpha += 0.01) {
            assertThat(squares(variant, alpha, alpha, values)).isGreaterThanOrEqualTo(best * (1 - 1e-6));
        }
    }

    /** Squared errors one row, or one block, ahead, computed by the forecasts of a session. */
    private static double squares(CrostonVariant variant, double alpha, double beta, double[] values) {
        CrostonModel any = (CrostonModel) fit(variant, 0.1, values).model();
        CrostonModel model = new CrostonModel(variant, alpha, beta, any.block(), any.share(), any.sizes());
        int from = values.length % any.block();
        double mean = Arrays.stream(values).average().orElseThrow();
        double[] state =
                switch (variant) {
                    case CROSTON, SBA -> new double[3];
                    case TSB -> new double[] {mean / any.share(), any.share(), 0};
                    case ADIDA ->
                        new double[] {
                            Arrays.stream(values, from, from + any.block())
                                    .average()
                                    .orElseThrow(),
                            0,
                            0
                        };
                };
        double squares = 0;
        boolean demand = variant == CrostonVariant.TSB || variant == CrostonVariant.ADIDA;
        for (int i = from; i < values.length; i += any.block()) {
            double error = Arrays.stream(values, i, i + any.block()).average().orElseThrow() - model.point(state);
            squares += demand ? error * error : 0;
            for (int j = i; j < i + any.block(); j++) {
                demand |= values[j] > 0;
                model.update(state, new double[] {values[j]});
            }
        }
        return squares;
    }

    @Test
    void crostonIsBiasedUpwardsAndSbaLess() {
        double croston = 0;
        double sba = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            double[] values = simulated(seed, 200, 0.15);
            croston += LocalRules.forecast(fit(CrostonVariant.CROSTON, 0.3, values), 1)[0] / 2_000;
            sba += LocalRules.forecast(fit(CrostonVariant.SBA, 0.3, values), 1)[0] / 2_000;
        }
        double mean = 0.15 / 0.3;
        assertThat(croston).isGreaterThan(1.1 * mean);
        assertThat(sba).isCloseTo(mean, within(0.05 * mean));
    }

    @ParameterizedTest
    @EnumSource
    void quantilesCoverAtLeastWhatTheySay(CrostonVariant variant) {
        double[] levels = {0.5, 0.8, 0.9, 0.95};
        int[] below = new int[levels.length];
        int all = 0;
        for (long seed = 0; seed < 400; seed++) {
            double[] values = simulated(seed, 150, 0.35);
            LocalMethod.Fitted fitted = fit(variant, 0.1, Arrays.copyOf(values, 140));
            double[][] quantiles = LocalRules.quantiles(fitted, 10, levels);
            for (int step = 0; step < 10; step++) {
                all++;
                for (int i = 0; i < levels.length; i++) {
                    below[i] += values[140 + step] <= quantiles[step][i] ? 1 : 0;
                }
            }
        }
        for (int i = 0; i < levels.length; i++) {
            // a row is 0 with a probability of 0.65 and sizes are whole, so that a level can only be met from above
            assertThat((double) below[i] / all).as("level " + levels[i]).isBetween(levels[i] - 0.02, levels[i] + 0.18);
        }
    }

    @Test
    void quantilesAreThoseOfAMixtureOfZeroAndTheSizes() {
        DemandSizes sizes = DemandSizes.of(new double[] {0, 0, 0, 1, 0, 0, 2, 0, 3, 2});
        assertThat(sizes.parts()).containsExactly(0.5, 1, 1, 1.5);
        assertThat(sizes.quantile(0.59, 0.4, 0.8)).isZero();
        assertThat(sizes.quantile(0.65, 0.4, 0.8)).isEqualTo(1);
        assertThat(sizes.quantile(0.75, 0.4, 0.8)).isEqualTo(2);
        assertThat(sizes.quantile(0.95, 0.4, 0.8)).isEqualTo(3);
        assertThat(sizes.quantile(0.95, 0.4, 1.6)).isEqualTo(6);
        DemandSizes fractions = DemandSizes.of(new double[] {0, 0.5, 1});
        assertThat(fractions.quantile(0.9, 0.5, 1.5)).isCloseTo(4, within(1e-12));
        assertThat(DemandSizes.of(new double[4]).quantile(0.9, 0, 0)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void negativeValuesAreRefused(CrostonVariant variant) {
        assertThatThrownBy(() -> fit(variant, 0.1, new double[] {0, 3, -1, 2}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("found -1.0")
                .hasMessageContaining("row 2");
        LocalMethod.Fitted fitted = fit(variant, 0.1, new double[] {0, 3, 1, 2});
        assertThatThrownBy(() -> fitted.model().update(fitted.state(), new double[] {-4}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("found -4.0");
        assertThatThrownBy(() -> fit(variant, 0.1, new double[0])).isInstanceOf(InsufficientHistoryException.class);
        assertThatThrownBy(() -> new CrostonMethod(variant, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
