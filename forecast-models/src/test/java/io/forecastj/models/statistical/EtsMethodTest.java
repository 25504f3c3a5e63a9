package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EtsMethodTest {
    @Test
    void choosesAmongTheFormsThatAreStable() {
        List<EtsForm> forms = EtsMethod.AUTOMATIC.forms();
        assertThat(forms).hasSize(15).noneMatch(EtsForm::unstable).noneMatch(EtsForm::multiplicativeTrend);
        EtsMethod growing = new EtsMethod(null, null, null, null, EtsCriterion.AICC, true);
        assertThat(growing.forms()).hasSize(19).noneMatch(EtsForm::unstable);
    }

    @Test
    void takesAnyFormThatIsAskedFor() {
        for (EtsForm form : EtsForms.all()) {
            assertThat(method(form).forms()).containsExactly(form);
        }
    }

    @Test
    void findsTheParametersOfLongSimulatedSeries() {
        for (EtsForm form : EtsForms.all()) {
            EtsModel truth = EtsForms.model(form);
            double[] values = EtsForms.values(truth, EtsForms.state(form), 400, new Random(2));
            if (EtsSeries.of(values, EtsForms.PERIOD).positive() || !form.needsPositiveValues()) {
                EtsModel found =
                        (EtsModel) fit(method(form), EtsForms.PERIOD, values).model();
                assertThat(found.components()).isEqualTo(form);
                assertThat(found.deviation())
                        .as(form.text())
                        .isCloseTo(truth.deviation(), within(0.1 * truth.deviation()));
                assertThat(found.parameters().alpha()).as(form.text()).isCloseTo(0.3, within(0.15));
            }
        }
    }

    @Test
    void endsInTheStateThatUpdatesReachFromTheFirstRow() {
        double[] values = EtsForms.values(
                EtsForms.model(EtsForms.form("M", "A", "M")),
                EtsForms.state(EtsForms.form("M", "A", "M")),
                60,
                new Random(3));
        values[20] = Double.NaN;
        EtsSeries series = EtsSeries.of(values, EtsForms.PERIOD);
        EtsMethod method = method(EtsForms.form("M", "A", "M"));
        EtsFit best = EtsChoice.best(method.forms(), series, EtsCriterion.AICC);
        assertThat(best).isNotNull();
        double[] state = best.layout().state(best.point());
        LocalMethod.Fitted fitted = fit(method, EtsForms.PERIOD, values);
        for (double value : values) {
            fitted.model().update(state, new double[] {value});
        }
        assertThat(fitted.state()).containsExactly(state);
    }

    @Test
    void estimatesTheVarianceWithTheDegreesOfFreedomOfR() {
        EtsGolden.Fit fit = EtsGolden.FITS.stream()
                .filter(each -> each.toString().equals("airmiles ETS(A,A,N)"))
                .findFirst()
                .orElseThrow();
        EtsModel model = (EtsModel)
                fit(method(fit.layout().form), 1, fit.series().values()).model();
        // there are 24 values and 4 estimated numbers
        assertThat(model.deviation() * model.deviation()).isCloseTo(fit.variance(), within(0.05 * fit.variance()));
    }

    @Test
    void findsTheSameBitsAgain() {
        double[] values = EtsGolden.FITS.get(0).series().values();
        LocalMethod.Fitted first = fit(EtsMethod.AUTOMATIC, 12, values);
        LocalMethod.Fitted second = fit(EtsMethod.AUTOMATIC, 12, values.clone());
        assertThat(second.model()).isEqualTo(first.model());
        assertThat(second.state()).containsExactly(first.state());
    }

    @Test
    void doesNotDependOnTheUnitOfTheValues() {
        double[] values = EtsGolden.FITS.get(0).series().values();
        EtsModel first = (EtsModel) fit(EtsMethod.AUTOMATIC, 12, values).model();
        EtsModel second = (EtsModel) fit(
                        EtsMethod.AUTOMATIC,
                        12,
                        Arrays.stream(values).map(each -> each * 1e6).toArray())
                .model();
        assertThat(second.components()).isEqualTo(first.components());
        assertThat(second.parameters().alpha()).isCloseTo(first.parameters().alpha(), within(1e-3));
    }

    @Test
    void bridgesMissingValues() {
        EtsForm form = EtsForms.form("A", "A", "A");
        double[] values = EtsForms.values(EtsForms.model(form), EtsForms.state(form), 200, new Random(6));
        double[] gaps = values.clone();
        for (int i = 10; i < 200; i += 7) {
            gaps[i] = Double.NaN;
        }
        EtsModel whole =
                (EtsModel) fit(EtsMethod.AUTOMATIC, EtsForms.PERIOD, values).model();
        EtsModel found =
                (EtsModel) fit(EtsMethod.AUTOMATIC, EtsForms.PERIOD, gaps).model();
        assertThat(found.components().seasonal()).isTrue();
        assertThat(found.deviation()).isCloseTo(whole.deviation(), within(0.15 * whole.deviation()));
    }

    @Test
    void leavesPartsOutWhenThereAreTooFewRows() {
        EtsForm form = EtsForms.form("A", "Ad", "A");
        double[] values = EtsForms.values(EtsForms.model(form), EtsForms.state(form), 12, new Random(7));
        assertThat(form(method(form), values)).isEqualTo("ETS(A,Ad,A)");
        assertThat(form(method(form), Arrays.copyOf(values, 11))).isEqualTo("ETS(A,Ad,N)");
        assertThat(form(method(form), Arrays.copyOf(values, 8))).isEqualTo("ETS(A,Ad,N)");
        assertThat(form(method(form), Arrays.copyOf(values, 7))).isEqualTo("ETS(A,A,N)");
        assertThat(form(method(form), Arrays.copyOf(values, 6))).isEqualTo("ETS(A,N,N)");
    }

    @Test
    void repeatsTheLastOfVeryFewValues() {
        for (int rows = 1; rows < 5; rows++) {
            LocalMethod.Fitted fitted = fit(EtsMethod.AUTOMATIC, 12, Arrays.copyOf(new double[] {5, 7, 6, 9}, rows));
            double[] points = forecast(fitted, 3);
            double last = new double[] {5, 7, 6, 9}[rows - 1];
            assertThat(points).containsExactly(new double[] {last, last, last}, within(1e-3));
            assertThat(Double.isNaN(((EtsModel) fitted.model()).deviation())).isEqualTo(rows < 3);
        }
    }

    @Test
    void repeatsAValueThatHasNeverChanged() {
        double[] values = new double[50];
        Arrays.fill(values, 42);
        values[30] = Double.NaN;
        LocalMethod.Fitted fitted = fit(EtsMethod.AUTOMATIC, 12, values);
        assertThat(forecast(fitted, 3)).containsExactly(42, 42, 42);
        assertThat(((EtsModel) fitted.model()).deviation()).isZero();
        assertThat(forecast(fit(EtsMethod.AUTOMATIC, 12, new double[50]), 2)).containsExactly(0, 0);
    }

    @Test
    void continuesAnExactLine() {
        double[] line = IntStream.range(0, 40).mapToDouble(i -> 1_000 - 3 * i).toArray();
        assertThat(forecast(fit(EtsMethod.AUTOMATIC, 1, line), 2))
                .containsExactly(new double[] {880, 877}, within(1e-3));
    }

    @Test
    void survivesAnySeries() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            double[] values = random.doubles(1 + random.nextInt(60)).toArray();
            int kind = random.nextInt(5);
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (kind) {
                    case 0 -> Math.rint(values[i]);
                    case 1 -> Math.exp(30 * values[i]);
                    case 2 -> values[i] - 0.5;
                    case 3 -> i < values.length / 2 ? 1 : 1e6;
                    default -> i > 0 && values[i] < 0.3 ? Double.NaN : 1e9 + values[i];
                };
            }
            int period = 1 + random.nextInt(13);
            for (LocalMethod.Fitted fitted : List.of(
                    fit(EtsMethod.AUTOMATIC, period, values),
                    fit(new EtsMethod(null, null, null, null, EtsCriterion.BIC, true), period, values))) {
                assertThat(Arrays.stream(forecast(fitted, 20)))
                        .as("seed " + seed + ", " + fitted.model().description())
                        .allMatch(Double::isFinite);
            }
        }
    }

    @Test
    void leavesTheSeasonOutWhereAPlaceHasNoValue() {
        EtsForm form = EtsForms.form("A", "N", "A");
        double[] values = EtsForms.values(EtsForms.model(form), EtsForms.state(form), 80, new Random(8));
        assertThat(form(EtsMethod.AUTOMATIC, values)).endsWith(",A)");
        for (int i = 2; i < values.length; i += 4) {
            values[i] = Double.NaN;
        }
        assertThat(form(EtsMethod.AUTOMATIC, values)).endsWith(",N)");
    }

    @Test
    void refusesValuesThatCannotBeMultiplied() {
        double[] values = {1, 2, 0, 4, 5, 3, 4, 5, 3, 2};
        for (String[] each : new String[][] {{"M", "N", "N"}, {"A", "M", "N"}, {"A", "N", "M"}}) {
            assertThatThrownBy(() -> fit(method(EtsForms.form(each[0], each[1], each[2])), 4, values))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("values above 0, found 0.0");
        }
        assertThat(form(EtsMethod.AUTOMATIC, values)).startsWith("ETS(A,");
    }

    @Test
    void refusesASeasonThatIsNone() {
        assertThatThrownBy(() -> fit(method(EtsForms.form("A", "N", "A")), 1, new double[] {1, 2, 3}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("needs a season of 2 to 400 rows, found 1");
        assertThatThrownBy(() -> fit(EtsMethod.AUTOMATIC, 1, new double[0]))
                .isInstanceOf(InsufficientHistoryException.class);
    }

    @Test
    void choosesALongSeasonOnlyWhenAskedTo() {
        double[] values = new double[200];
        Random random = new Random(9);
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + 20 * Math.sin(i * Math.PI / 15) + random.nextGaussian();
        }
        assertThat(((EtsModel) fit(EtsMethod.AUTOMATIC, 30, values).model())
                        .components()
                        .seasonal())
                .isFalse();
        EtsMethod asked = new EtsMethod(null, null, null, EtsComponent.ADDITIVE, EtsCriterion.AICC, false);
        EtsModel model = (EtsModel) fit(asked, 30, values).model();
        assertThat(model.components().seasonal()).isTrue();
        assertThat(model.deviation() / (model.components().multiplicativeError() ? 0.01 : 1))
                .isLessThan(1.5);
    }

    @Test
    void refusesADampedTrendWithoutATrend() {
        assertThatThrownBy(() -> new EtsMethod(null, EtsComponent.NONE, true, null, EtsCriterion.AICC, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EtsMethod(EtsComponent.NONE, null, null, null, EtsCriterion.AICC, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isReadAsItWasWritten() {
        List<@Nullable EtsComponent> any = new ArrayList<>(EtsComponent.all());
        any.add(null);
        for (EtsComponent trend : any) {
            for (EtsComponent season : any) {
                for (EtsCriterion criterion : EtsCriterion.values()) {
                    isReadAsItWasWritten(new EtsMethod(null, trend, null, season, criterion, false));
                    isReadAsItWasWritten(new EtsMethod(EtsComponent.ADDITIVE, trend, false, season, criterion, true));
                    if (trend != EtsComponent.NONE) {
                        isReadAsItWasWritten(new EtsMethod(null, trend, true, season, criterion, true));
                    }
                }
            }
        }
    }

    private static void isReadAsItWasWritten(EtsMethod method) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        method.write(out);
        assertThat(LocalKinds.method(JsonFields.parse(out.toString(), "test"))).isEqualTo(method);
    }

    @Test
    void refusesEditedSettings() {
        for (String edited : List.of(
                "{'kind':'ets','error':'N','criterion':'aic','multiplicative_trend':false}",
                "{'kind':'ets','trend':'X','criterion':'aic','multiplicative_trend':false}",
                "{'kind':'ets','trend':'N','damped':true,'criterion':'aic','multiplicative_trend':false}",
                "{'kind':'ets','criterion':'best','multiplicative_trend':false}",
                "{'kind':'ets','criterion':'aic'}")) {
            assertThatThrownBy(() -> LocalKinds.method(JsonFields.parse(edited.replace('\'', '"'), "test")))
                    .as(edited)
                    .isInstanceOf(ModelLoadException.class);
        }
    }

    private static EtsMethod method(EtsForm form) {
        return new EtsMethod(form.error(), form.trend(), form.damped(), form.season(), EtsCriterion.AICC, false);
    }

    private static LocalMethod.Fitted fit(EtsMethod method, int period, double[] values) {
        return method.fit(new LocalRows(values, new double[0][]), period);
    }

    private static String form(EtsMethod method, double[] values) {
        return fit(method, EtsForms.PERIOD, values).model().form();
    }

    private static double[] forecast(LocalMethod.Fitted fitted, int steps) {
        double[] points = new double[steps];
        fitted.model()
                .forecast(
                        fitted.state(),
                        new double[fitted.model().scratchSize(steps)],
                        LocalModel.Regressors.NONE,
                        points);
        return points;
    }
}
