package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.Allocation;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.statistical.LocalModel.Regressors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Rules that every method and model without regressors must keep, for their tests. */
final class LocalRules {
    private static final double[] LEVELS = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};

    private LocalRules() {}

    static LocalMethod.Fitted fit(LocalMethod method, double[] values, int season) {
        return method.fit(new LocalRows(values, new double[0][]), season);
    }

    static double[] forecast(LocalMethod.Fitted fitted, int steps) {
        return forecast(fitted.model(), fitted.state(), steps);
    }

    static double[] forecast(LocalModel model, double[] state, int steps) {
        double[] points = new double[steps];
        model.forecast(state, new double[model.scratchSize(steps)], Regressors.NONE, points);
        return points;
    }

    static double[][] quantiles(LocalMethod.Fitted fitted, int steps, double... levels) {
        return fitted.model().quantiles(fitted.state(), Regressors.NONE, forecast(fitted, steps), levels);
    }

    /** Checks a method on a series and on versions of it that are constant, zero, short, or lack values. */
    static void check(LocalMethod method, double[] values, int season) {
        LocalMethod.Fitted fitted = fit(method, values, season);
        checkFitted(fitted, season);
        savesAndLoads(method, fitted);
        runsOnAndOn(fitted, values);
        allocatesNothing(fitted, values[0]);
        for (double constant : new double[] {0, 42}) {
            double[] flat = new double[values.length];
            Arrays.fill(flat, constant);
            LocalMethod.Fitted same = fit(method, flat, season);
            checkFitted(same, season);
            assertThat(forecast(same, 30))
                    .as("constant " + constant)
                    .containsOnly(new double[] {constant}, within(1e-9));
        }
        for (int rows = 1; rows < Math.min(values.length, 4 * season + 12); rows += rows < 24 ? 1 : 3) {
            checkFitted(fit(method, Arrays.copyOf(values, rows), season), season);
        }
        takesMissingValues(method, values, season);
    }

    static void checkFitted(LocalMethod.Fitted fitted, int season) {
        LocalModel model = fitted.model();
        double[] before = fitted.state().clone();
        assertThat(before).hasSize(model.stateSize());
        double[] points = forecast(fitted, 2 * season + 6);
        assertThat(Arrays.stream(points).allMatch(Double::isFinite))
                .as(model.description() + ": " + Arrays.toString(points))
                .isTrue();
        for (double[] each : quantiles(fitted, points.length, LEVELS)) {
            for (int i = 1; i < each.length; i++) {
                assertThat(Double.isNaN(each[i]) == Double.isNaN(each[0])).isTrue();
                assertThat(each[i] < each[i - 1]).as(model.description()).isFalse();
            }
        }
        assertThat(fitted.state()).as("forecasts leave the state").isEqualTo(before);
        assertThat(model.description()).startsWith(model.form()).doesNotContain("Infinity");
    }

    /** Checks that loaded copies are equal, and that no number of a file can be replaced by one that is not legal. */
    static void savesAndLoads(LocalMethod method, LocalMethod.Fitted fitted) {
        ObjectNode saved = Json.object();
        method.write(saved);
        assertThat(LocalKinds.method(fields(saved))).isEqualTo(method);
        ObjectNode out = Json.object();
        fitted.model().write(out);
        LocalModel loaded = LocalKinds.model(fields(out));
        assertThat(loaded.description()).isEqualTo(fitted.model().description());
        assertThat(loaded).usingRecursiveComparison().isEqualTo(fitted.model());
        assertThat(forecast(loaded, fitted.state(), 20)).isEqualTo(forecast(fitted, 20));
        List<String> names = new ArrayList<>();
        out.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            assertThatThrownBy(() -> LocalKinds.model(fields(out.deepCopy().put(name, "x"))))
                    .as(name)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining(name);
        }
    }

    static JsonFields fields(ObjectNode node) {
        return JsonFields.parse(node.toString(), "test");
    }

    private static void runsOnAndOn(LocalMethod.Fitted fitted, double[] values) {
        double[] state = fitted.state().clone();
        double[] row = new double[1];
        Random random = new Random(7);
        for (int i = 0; i < 1_000_000; i++) {
            row[0] = i % 97 == 0 ? Double.NaN : values[random.nextInt(values.length)];
            fitted.model().update(state, row);
        }
        for (double point : forecast(fitted.model(), state, 40)) {
            assertThat(point).isFinite();
        }
    }

    private static void allocatesNothing(LocalMethod.Fitted fitted, double value) {
        double[] state = fitted.state().clone();
        double[] row = {value};
        double[] points = new double[12];
        double[] scratch = new double[fitted.model().scratchSize(points.length)];
        long bytes = Allocation.leastOfWindows(2_000, 1_000, () -> {
            fitted.model().update(state, row);
            fitted.model().forecast(state, scratch, Regressors.NONE, points);
        });
        assertThat(bytes).isLessThan(1_000);
    }

    private static void takesMissingValues(LocalMethod method, double[] values, int season) {
        double[] holes = values.clone();
        Random random = new Random(3);
        for (int i = 1; i < holes.length; i++) {
            holes[i] = random.nextInt(10) == 0 ? Double.NaN : holes[i];
        }
        holes[holes.length - 1] = Double.NaN;
        LocalMethod.Fitted fitted = fit(method, holes, season);
        checkFitted(fitted, season);
    }

    /** Checks that a missing value counts as the forecast of its row, so that the forecasts of later rows stay. */
    static void carriesItsForecast(LocalMethod.Fitted fitted) {
        double[] expected = forecast(fitted, 20);
        double[] state = fitted.state().clone();
        fitted.model().update(state, new double[] {Double.NaN});
        double[] found = forecast(fitted.model(), state, 19);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i + 1], within(1e-9 * (1 + Math.abs(expected[i + 1]))));
        }
    }
}
