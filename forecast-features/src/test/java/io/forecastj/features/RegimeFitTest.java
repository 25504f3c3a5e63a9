package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeFitTest {
    private static final TwoStates TRUTH = new TwoStates(0.05, 0.8, -0.2, 2.5, 0.98, 0.93);

    @Test
    void findsTheStatesThatMadeTheValues() {
        TwoStates found = fit(simulate(21, 20_000));
        assertThat(found.calmMean()).as("seed 21").isCloseTo(TRUTH.calmMean(), offset(0.02));
        assertThat(found.calmStd()).as("seed 21").isCloseTo(TRUTH.calmStd(), offset(0.02));
        assertThat(found.volatileMean()).as("seed 21").isCloseTo(TRUTH.volatileMean(), offset(0.1));
        assertThat(found.volatileStd()).as("seed 21").isCloseTo(TRUTH.volatileStd(), offset(0.1));
        assertThat(found.calmStays()).as("seed 21").isCloseTo(TRUTH.calmStays(), offset(0.005));
        assertThat(found.volatileStays()).as("seed 21").isCloseTo(TRUTH.volatileStays(), offset(0.015));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSearchOfTheLikelihoodItselfFindsNothingBetter(long seed) {
        double[] x = simulate(seed, 600);
        TwoStates found = fit(x);
        double best = new SimplexOptimizer(1e-13, 1e-10)
                .optimize(
                        new MaxEval(20_000),
                        new ObjectiveFunction(point -> likelihood(model(point), x)),
                        GoalType.MAXIMIZE,
                        new InitialGuess(point(found)),
                        new NelderMeadSimplex(new double[] {0.1, 0.1, 0.1, 0.1, 0.3, 0.3}))
                .getValue();
        double ours = likelihood(found, x);
        assertThat(best - ours).as("seed %d, likelihood %s", seed, ours).isLessThan(1e-6 * Math.abs(ours));
    }

    @Test
    void findsNothingWorseThanTheTruth() {
        for (long seed = 30; seed < 40; seed++) {
            double[] x = simulate(seed, 1_000);
            assertThat(likelihood(fit(x), x)).as("seed %d", seed).isGreaterThan(likelihood(TRUTH, x));
        }
    }

    @Test
    void theSecondStateIsTheVolatileOne() {
        double[] x = simulate(3, 500);
        double[] opposite = Arrays.stream(x).map(value -> -value).toArray();
        for (TwoStates found : List.of(fit(x), fit(opposite))) {
            assertThat(found.volatileStd()).isGreaterThan(found.calmStd());
        }
    }

    @Test
    void doesNotDependOnLevelAndUnits() {
        double[] x = simulate(4, 800);
        TwoStates found = fit(x);
        TwoStates scaled = fit(Arrays.stream(x).map(value -> 1e3 + 1e-3 * value).toArray());
        assertThat(scaled.calmMean()).isCloseTo(1e3 + 1e-3 * found.calmMean(), offset(1e-6));
        assertThat(scaled.volatileStd()).isCloseTo(1e-3 * found.volatileStd(), offset(1e-7));
        assertThat(scaled.calmStays()).isCloseTo(found.calmStays(), offset(1e-4));
    }

    @Test
    void aMissingValueSaysNothingOfTheState() {
        double[] x = simulate(5, 2_000);
        double[] whole = fit(x).toArray();
        double[] holes = x.clone();
        for (int i = 0; i < holes.length; i += 10) {
            holes[i] = Double.NaN;
        }
        double[] found = fit(holes).toArray();
        for (int i = 0; i < whole.length; i++) {
            assertThat(found[i]).as("parameter %d, seed 5", i).isCloseTo(whole[i], offset(0.1));
        }
        assertThat(fit(new double[] {Double.NaN}, x).toArray()).isEqualTo(whole);
    }

    @Test
    void valuesThatAreMostlyEqualKeepBothStatesWide() {
        double[] x = new double[400];
        Random random = new Random(8);
        for (int i = 0; i < x.length; i += 8) {
            x[i] = random.nextGaussian();
        }
        TwoStates found = fit(x);
        assertThat(found.calmStd()).isGreaterThan(1e-4);
        assertThat(found.volatileStd()).isGreaterThan(0.5);
    }

    private static TwoStates fit(double[]... series) {
        List<double[][]> training =
                Arrays.stream(series).map(x -> new double[][] {x}).toList();
        return RegimeFit.fit(FitValues.of(Features.market().regime(), training));
    }

    private static double likelihood(TwoStates model, double[] x) {
        return RegimeFit.filter(model, List.of(x), new double[1][x.length]);
    }

    private static double[] point(TwoStates m) {
        return new double[] {
            m.calmMean(),
            Math.log(m.calmStd()),
            m.volatileMean(),
            Math.log(m.volatileStd()),
            Math.log(m.calmStays() / (1 - m.calmStays())),
            Math.log(m.volatileStays() / (1 - m.volatileStays()))
        };
    }

    private static TwoStates model(double[] p) {
        return new TwoStates(
                p[0],
                Math.exp(p[1]),
                p[2],
                Math.exp(p[3]),
                1 / (1 + Math.exp(-Math.min(p[4], 15))),
                1 / (1 + Math.exp(-Math.min(p[5], 15))));
    }

    private static double[] simulate(long seed, int rows) {
        Random random = new Random(seed);
        double[] x = new double[rows];
        boolean calm = true;
        for (int t = 0; t < rows; t++) {
            calm = calm ? random.nextDouble() < TRUTH.calmStays() : random.nextDouble() >= TRUTH.volatileStays();
            x[t] = calm
                    ? TRUTH.calmMean() + TRUTH.calmStd() * random.nextGaussian()
                    : TRUTH.volatileMean() + TRUTH.volatileStd() * random.nextGaussian();
        }
        return x;
    }
}
