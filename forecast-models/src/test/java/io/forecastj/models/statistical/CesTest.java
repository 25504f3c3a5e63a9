package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CesTest {
    private static final LocalMethod AUTOMATIC = new CesMethod(List.of(CesSeason.values()));

    private static LocalMethod only(CesSeason season) {
        return new CesMethod(List.of(season));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormKeepsTheRules(CesSeason season) {
        LocalRules.check(only(season), Arrays.copyOf(SmoothingGolden.values("UKgas"), 60), 4);
        LocalRules.carriesItsForecast(LocalRules.fit(only(season), SmoothingGolden.values("AirPassengers"), 12));
    }

    @Test
    void theAutomaticChoiceKeepsTheRules() {
        LocalRules.check(AUTOMATIC, Arrays.copyOf(SmoothingGolden.values("USAccDeaths"), 60), 12);
        LocalRules.check(AUTOMATIC, SmoothingGolden.values("Nile"), 1);
    }

    /** Complex number with the operations of the paper. */
    private record Complex(double real, double imaginary) {
        Complex plus(Complex other) {
            return new Complex(real + other.real, imaginary + other.imaginary);
        }

        Complex times(Complex other) {
            return new Complex(
                    real * other.real - imaginary * other.imaginary, real * other.imaginary + imaginary * other.real);
        }

        /** The smoothing of the paper by this parameter: the value is the real part and its error the other one. */
        Complex smooth(double value, double error, Complex before) {
            Complex rest = new Complex(1 - real, 1 - imaginary);
            return times(new Complex(value, error)).plus(rest.times(before));
        }
    }

    @Test
    void withoutSeasonItIsExponentialSmoothingOfComplexNumbers() {
        double[] values = SmoothingGolden.values("Nile");
        CesModel model = new CesModel(CesSeason.NONE, 0, 1.42, 0.97, 0, 0, 1);
        double[] state = {0, 1100, 800};
        Complex level = new Complex(1100, 800);
        Complex alpha = new Complex(1.42, 0.97);
        for (double value : values) {
            level = alpha.smooth(value, value - level.real(), level);
            model.update(state, new double[] {value});
        }
        double[] points = LocalRules.forecast(model, state, 15);
        for (double point : points) {
            assertThat(point).isCloseTo(level.real(), within(1e-8));
            level = alpha.smooth(level.real(), 0, level);
        }
    }

    @Test
    void theSimpleFormSmoothsEachPlaceLikeASeriesWithoutSeason() {
        double[] values = SmoothingGolden.values("UKgas");
        CesModel model = new CesModel(CesSeason.SIMPLE, 4, 1.42, 0.97, 0, 0, 1);
        double[] state = {0, 0, 0, 160, 130, 85, 120, 100, 90, 80, 70};
        Complex alpha = new Complex(1.42, 0.97);
        Complex[] levels = new Complex[4];
        Arrays.setAll(levels, i -> new Complex(state[3 + i], state[7 + i]));
        for (int i = 0; i < values.length; i++) {
            levels[i % 4] = alpha.smooth(values[i], values[i] - levels[i % 4].real(), levels[i % 4]);
            model.update(state, new double[] {values[i]});
        }
        double[] points = LocalRules.forecast(model, state, 10);
        for (int step = 0; step < 10; step++) {
            int place = (values.length + step) % 4;
            assertThat(points[step]).isCloseTo(levels[place].real(), within(1e-8));
            levels[place] = alpha.smooth(levels[place].real(), 0, levels[place]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PARTIAL", "FULL"})
    void theOtherFormsSmoothALevelAndTerms(CesSeason season) {
        boolean full = season == CesSeason.FULL;
        double[] values = SmoothingGolden.values("UKgas");
        CesModel model = new CesModel(season, 4, 1.42, 0.97, full ? 1.2 : 0.2, full ? 0.99 : 0, 1);
        double[] state = {0, 110, 90, 40, 10, -40, -10, 30, 5, -30, -5};
        Complex alpha = new Complex(1.42, 0.97);
        Complex beta = new Complex(1.2, 0.99);
        Complex level = new Complex(110, 90);
        Complex[] terms = new Complex[4];
        Arrays.setAll(terms, i -> new Complex(state[3 + i], state[7 + i]));
        for (int i = 0; i < values.length + 10; i++) {
            Complex term = terms[i % 4];
            double point = level.real() + term.real();
            double error = i < values.length ? values[i] - point : 0;
            if (i >= values.length) {
                assertThat(LocalRules.forecast(model, state, 11)[i - values.length])
                        .isCloseTo(point, within(1e-8));
            }
            level = alpha.smooth(level.real() + error, error, level);
            terms[i % 4] =
                    full ? beta.smooth(term.real() + error, error, term) : new Complex(term.real() + 0.2 * error, 0);
            if (i < values.length) {
                model.update(state, new double[] {values[i]});
            }
        }
    }

    @Test
    void parametersAreFoundAgain() {
        Random random = new Random(4);
        CesModel model = new CesModel(CesSeason.NONE, 0, 1.4, 0.95, 0, 0, 1);
        double[] state = {0, 50, 35};
        double[] values = new double[3_000];
        for (int i = 0; i < values.length; i++) {
            double error = random.nextGaussian();
            values[i] = model.next(state) + error;
            model.move(state, error);
        }
        CesModel found = (CesModel) LocalRules.fit(AUTOMATIC, values, 1).model();
        assertThat(found.a0()).isCloseTo(1.4, within(0.06));
        assertThat(found.a1()).isCloseTo(0.95, within(0.03));
        assertThat(found.deviation()).isCloseTo(1, within(0.03));
    }

    @Test
    void startValuesAreThoseOfLeastSquares() {
        double[] values = Arrays.copyOf(SmoothingGolden.values("nottem"), 96);
        for (CesSeason season : CesSeason.values()) {
            CesModel model = (CesModel) LocalRules.fit(only(season), values, 12).model();
            assertThat(model.invertible()).isTrue();
            double squares =
                    model.deviation() * model.deviation() * (values.length - CesSearch.parameters(season, 12) + 1);
            Random random = new Random(2);
            for (int i = 0; i < 300; i++) {
                CesModel other = new CesModel(
                        season,
                        model.places(),
                        model.a0() + 0.02 * random.nextGaussian(),
                        model.a1() + 0.02 * random.nextGaussian(),
                        season.parameters() > 2 ? model.b0() + 0.02 * random.nextGaussian() : 0,
                        season.parameters() > 3 ? model.b1() + 0.02 * random.nextGaussian() : 0,
                        1);
                if (other.invertible()) {
                    assertThat(squaresFrom(other, values, random)).isGreaterThan(squares);
                }
            }
        }
    }

    /** Squared errors from random start values, with additive indices as terms. */
    private static double squaresFrom(CesModel model, double[] values, Random random) {
        double[] state = new double[model.stateSize()];
        state[1] = 49 + random.nextGaussian();
        state[2] = 40 + 10 * random.nextGaussian();
        if (model.season() != CesSeason.NONE) {
            double[] indices = ClassicalSeason.indices(values, 12, false);
            for (int place = 0; place < 12; place++) {
                state[3 + place] = indices[place] + (model.season() == CesSeason.SIMPLE ? state[1] : 0);
                state[15 + place] = model.season() == CesSeason.SIMPLE ? state[3 + place] : indices[place];
            }
        }
        double sum = 0;
        for (double value : values) {
            double error = value - model.next(state);
            sum += error * error;
            model.move(state, error);
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void modelsAreInvertibleIfTheEffectOfTheirStartDiesOut(CesSeason season) {
        Random random = new Random(9);
        int invertible = 0;
        for (int i = 0; i < 400; i++) {
            CesModel model = new CesModel(
                    season,
                    season == CesSeason.NONE ? 0 : 4,
                    0.5 + 2 * random.nextDouble(),
                    0.5 + random.nextDouble(),
                    season == CesSeason.FULL ? 0.5 + 2 * random.nextDouble() : 1.5 * random.nextDouble() - 0.3,
                    season == CesSeason.FULL ? 0.7 + 0.6 * random.nextDouble() : 0,
                    1);
            double[] state = random.doubles(model.stateSize(), -1, 1).toArray();
            state[0] = 0;
            double size = 1;
            for (int round = 0; round < 10 && size > 1e-12 && size < 1e12; round++) {
                size = 0;
                for (int row = 0; row < 1_000; row++) {
                    double next = model.next(state);
                    size = Math.max(size, Math.abs(next));
                    model.move(state, -next);
                }
            }
            invertible += model.invertible() ? 1 : 0;
            // roots next to the unit circle take longer than the rows that are tried
            if (size < 1e-9 || size > 1e9) {
                assertThat(model.invertible())
                        .as(model.description() + " ends at " + size)
                        .isEqualTo(size < 1);
            }
        }
        assertThat(invertible).isBetween(20, 380);
    }

    @Test
    void theChoiceFollowsTheSeries() {
        assertThat(LocalRules.fit(AUTOMATIC, SmoothingGolden.values("Nile"), 1)
                        .model()
                        .form())
                .isEqualTo("CES(N)");
        assertThat(LocalRules.fit(AUTOMATIC, SmoothingGolden.values("nottem"), 12)
                        .model()
                        .form())
                .isIn("CES(P), season 12", "CES(F), season 12");
        double[] noise = new Random(1).doubles(60, 10, 11).toArray();
        assertThat(LocalRules.fit(AUTOMATIC, noise, 12).model().form()).isEqualTo("CES(N)");
    }

    @Test
    void intervalsCoverWhatTheySay() {
        int inside = 0;
        int all = 0;
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            CesModel model = new CesModel(CesSeason.NONE, 0, 1.4, 0.97, 0, 0, 1);
            double[] state = {0, 50, 35};
            double[] values = new double[130];
            for (int i = 0; i < values.length; i++) {
                double error = random.nextGaussian();
                values[i] = model.next(state) + error;
                model.move(state, error);
            }
            LocalMethod.Fitted fitted = LocalRules.fit(only(CesSeason.NONE), Arrays.copyOf(values, 120), 1);
            double[][] bounds = LocalRules.quantiles(fitted, 10, 0.1, 0.9);
            for (int step = 0; step < 10; step++) {
                all++;
                inside += values[120 + step] >= bounds[step][0] && values[120 + step] <= bounds[step][1] ? 1 : 0;
            }
        }
        assertThat((double) inside / all).isBetween(0.74, 0.86);
    }

    @Test
    void longSeasonsAreLeftToTheOtherForms() {
        double[] values = new Random(1).doubles(1_300).toArray();
        assertThat(LocalRules.fit(only(CesSeason.FULL), values, 401).model().form())
                .isEqualTo("CES(N)");
        assertThat(LocalRules.fit(only(CesSeason.SIMPLE), values, 401).model().form())
                .isEqualTo("CES(S), season 401");
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> LocalRules.fit(AUTOMATIC, new double[0], 1))
                .isInstanceOf(InsufficientHistoryException.class);
        assertThatThrownBy(() -> new CesMethod(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
