package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.Allocation;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EtsModelTest {
    private static final int STEPS = 10;

    @Test
    void forecastsLikeR() {
        assertThat(EtsGolden.FITS)
                // R adds the slope to the level before it damps it here, unlike in its own filter
                .filteredOn(fit -> !fit.layout().form.text().equals("ETS(M,Ad,M)"))
                .hasSizeGreaterThan(200)
                .allSatisfy(fit -> {
                    double[] points = forecast(fit.model(), fit.state(), fit.steps()[fit.steps().length - 1]);
                    for (int i = 0; i < fit.steps().length; i++) {
                        assertThat(points[fit.steps()[i] - 1])
                                .as(fit + ", step " + fit.steps()[i])
                                .isCloseTo(fit.means()[i], within(1e-9 * Math.abs(fit.means()[i])));
                    }
                });
    }

    @Test
    void forecastsTheMeanOfSimulatedContinuations() {
        for (EtsForm form : EtsForms.all()) {
            if (EtsVariance.known(form)) {
                EtsModel model = EtsForms.model(form);
                double[] state = EtsForms.state(form);
                double[] sums = new double[STEPS];
                Random random = new Random(1);
                int paths = 10_000;
                for (int path = 0; path < paths; path++) {
                    double[] values = EtsForms.values(model, state, STEPS, random);
                    for (int step = 0; step < STEPS; step++) {
                        sums[step] += values[step] / paths;
                    }
                }
                double[] points = forecast(model, state, STEPS);
                for (int step = 0; step < STEPS; step++) {
                    assertThat(points[step])
                            .as(form.text() + ", step " + (step + 1))
                            .isCloseTo(sums[step], within(0.5));
                }
            }
        }
    }

    @Test
    void movesOnByItsOwnForecastsWhenValuesAreMissing() {
        assertThat(EtsForms.all()).allSatisfy(form -> {
            // without errors, the mean of a product is the product of the means
            EtsModel any = EtsForms.model(form);
            EtsModel model = new EtsModel(form, any.period(), any.parameters(), 0);
            double[] state = EtsForms.state(form);
            double[] before = forecast(model, state, STEPS);
            for (int i = 0; i < 3; i++) {
                model.update(state, new double[] {Double.NaN});
            }
            assertThat(forecast(model, state, STEPS - 3))
                    .as(form.text())
                    .containsExactly(Arrays.copyOfRange(before, 3, STEPS), within(1e-9));
        });
    }

    @Test
    void doesNotChangeTheStateByForecasts() {
        assertThat(EtsForms.all()).allSatisfy(form -> {
            EtsModel model = EtsForms.model(form);
            double[] state = EtsForms.state(form);
            double[] points = forecast(model, state, STEPS);
            model.quantiles(state, LocalModel.Regressors.NONE, points, new double[] {0.1, 0.9});
            assertThat(state).as(form.text()).containsExactly(EtsForms.state(form));
        });
    }

    @Test
    void staysFiniteInLongRunsOfAnyValues() {
        double[] values = {0, -50, 1e-9, 1e6, 100, Double.NaN};
        for (EtsForm form : EtsForms.all()) {
            EtsModel model = EtsForms.model(form);
            double[] state = EtsForms.state(form);
            Random random = new Random(4);
            double[] row = new double[1];
            for (int block = 0; block < 200; block++) {
                // long runs of one value, then values near the mean
                double value = values[random.nextInt(values.length)];
                for (int i = 0; i < 1_000; i++) {
                    row[0] = i < 500 ? value : 100 + random.nextGaussian();
                    model.update(state, row);
                }
            }
            assertThat(state).as(form.text()).doesNotContain(Double.NaN);
            // unstable forms need not come back
            assertThat(Arrays.stream(forecast(model, state, STEPS)))
                    .as(form.text())
                    .allMatch(form.unstable() ? Double::isFinite : point -> Math.abs(point - 100) < 30);
        }
    }

    @Test
    void keepsForecastingASeriesOfAMillionRows() {
        for (EtsForm form : List.of(EtsForms.form("A", "A", "A"), EtsForms.form("M", "Ad", "M"))) {
            EtsModel model = EtsForms.model(form);
            double[] state = EtsForms.state(form);
            Random random = new Random(10);
            double[] row = new double[1];
            for (int i = 0; i < 1_000_000; i++) {
                row[0] = 100 + 20 * (i % EtsForms.PERIOD) + random.nextGaussian();
                model.update(state, row);
            }
            assertThat(forecast(model, state, EtsForms.PERIOD))
                    .as(form.text())
                    .containsExactly(new double[] {100, 120, 140, 160}, within(4.0));
        }
    }

    @Test
    void staysFiniteWhenAGrowingSeriesEnds() {
        for (EtsForm form : EtsForms.all()) {
            EtsModel model = EtsForms.model(form);
            double[] state = EtsForms.state(form);
            for (int i = 0; i < 100_000; i++) {
                model.update(state, new double[] {Double.NaN});
            }
            assertThat(Arrays.stream(forecast(model, state, STEPS)))
                    .as(form.text())
                    .allMatch(Double::isFinite);
        }
    }

    @Test
    void dividesADriftedSeasonByItsMeanWithoutChangingForecasts() {
        EtsForm form = EtsForms.form("M", "A", "M");
        EtsModel model = EtsForms.model(form);
        double[] state = EtsForms.state(form);
        double[] drifted = state.clone();
        drifted[1] /= 8;
        drifted[2] /= 8;
        for (int place = 3; place < drifted.length; place++) {
            drifted[place] *= 8;
        }
        double[] values = EtsForms.values(model, state, EtsForms.PERIOD, new Random(5));
        for (double value : values) {
            model.update(state, new double[] {value});
            model.update(drifted, new double[] {value});
        }
        assertThat(Arrays.stream(drifted).skip(3).average().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(forecast(model, drifted, STEPS)).containsExactly(forecast(model, state, STEPS), within(1e-10));
    }

    @Test
    void updatesAndForecastsWithoutAllocating() {
        for (EtsForm form : EtsForms.all()) {
            EtsModel model = EtsForms.model(form);
            double[] state = EtsForms.state(form);
            double[] scratch = new double[model.scratchSize(STEPS)];
            double[] points = new double[STEPS];
            double[] row = {100};
            long bytes = Allocation.leastOfWindows(1_000, 100, () -> {
                model.update(state, row);
                model.forecast(state, scratch, LocalModel.Regressors.NONE, points);
            });
            assertThat(bytes).as(form.text()).isZero();
        }
    }

    @Test
    void describesItsFormAndParameters() {
        assertThat(EtsForms.model(EtsForms.form("A", "Ad", "M")).form()).isEqualTo("ETS(A,Ad,M)");
        assertThat(EtsForms.model(EtsForms.form("A", "Ad", "M")).description())
                .isEqualTo("ETS(A,Ad,M), season 4: alpha 0.300000, beta 0.0500000, gamma 0.200000, phi 0.900000,"
                        + " sigma 5.00000");
        assertThat(EtsForms.model(EtsForms.form("M", "N", "N")).description())
                .isEqualTo("ETS(M,N,N): alpha 0.300000, sigma 0.0500000");
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(EtsGolden.FITS)
                .allSatisfy(fit -> assertThat(read(fit.model(), out -> {})).isEqualTo(fit.model()));
        EtsModel unknown = new EtsModel(EtsForms.form("A", "N", "N"), 1, new EtsParameters(0.5, 0, 0, 1), Double.NaN);
        assertThat(read(unknown, out -> {})).isEqualTo(unknown);
    }

    @Test
    void refusesEditedNumbers() {
        refuses(out -> out.put("alpha", 0), "alpha");
        refuses(out -> out.put("alpha", 1.1), "alpha");
        refuses(out -> out.put("beta", 0.31), "beta");
        refuses(out -> out.put("gamma", 0.71), "gamma");
        refuses(out -> out.put("gamma", -0.1), "gamma");
        refuses(out -> out.put("phi", 0), "phi");
        refuses(out -> out.put("phi", 1.5), "phi");
        refuses(out -> out.put("deviation", -1), "deviation");
        refuses(out -> out.put("period", 0), "period");
        refuses(out -> out.put("season", "N"), "gamma");
        refuses(out -> out.put("trend", "N"), "damped");
        refuses(out -> out.put("error", "N"), "error");
        refuses(out -> out.put("damped", false), "phi");
        refuses(out -> out.remove("alpha"), "alpha");
    }

    private static void refuses(Consumer<ObjectNode> edit, String key) {
        EtsModel model = EtsForms.model(EtsForms.form("A", "Ad", "A"));
        assertThatThrownBy(() -> read(model, edit))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'" + key + "'");
    }

    private static LocalModel read(EtsModel model, Consumer<ObjectNode> edit) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        model.write(out);
        edit.accept(out);
        return LocalKinds.model(JsonFields.parse(out.toString(), "test"));
    }

    private static double[] forecast(EtsModel model, double[] state, int steps) {
        double[] points = new double[steps];
        model.forecast(state, new double[model.scratchSize(steps)], LocalModel.Regressors.NONE, points);
        return points;
    }
}
