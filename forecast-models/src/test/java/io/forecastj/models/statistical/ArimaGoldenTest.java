package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ARIMA models have the likelihoods, forecasts and tests of R, and are chosen and estimated at least as well. */
class ArimaGoldenTest {
    private static final Map<String, JsonNode> SERIES = ArimaGolden.series();

    /** Likelihoods and forecasts of a constant series are rounding errors. */
    private static final String CONSTANT = "constant_24";

    private interface Check {
        void check(String where, LocalRows rows, JsonNode expected);
    }

    private static void each(String key, Check check) {
        SERIES.forEach((id, series) -> {
            if (!id.equals(CONSTANT)) {
                LocalRows rows = ArimaGolden.rows(ArimaGolden.values(series));
                series.get(key).properties().forEach(at -> check.check(id + " " + at.getKey(), rows, at.getValue()));
            }
        });
    }

    private static ArimaModel given(JsonNode at) {
        boolean mean = at.get("mean").asBoolean();
        ArimaOrder order = ArimaGolden.order(at.get("order"), mean);
        double[] all = ArimaGolden.numbers(at.get("coef"));
        double[] errors = new double[all.length];
        return new ArimaModel(
                order,
                Arrays.copyOf(all, order.coefficients()),
                mean ? all[all.length - 1] : 0,
                new double[0],
                new ArimaModel.Accuracy(at.get("sigma2").asDouble(), 0, 0, errors));
    }

    @Test
    void likelihoodsAtGivenCoefficientsAreThoseOfR() {
        each("at", (where, rows, at) -> {
            ArimaModel model = given(at);
            ArimaOrder order = model.order()
                    .with(
                            model.order().p(),
                            model.order().q(),
                            model.order().seasonalP(),
                            model.order().seasonalQ(),
                            false);
            double[] values =
                    Arrays.stream(rows.values()).map(y -> y - model.constant()).toArray();
            ArimaRegression regression = new ArimaRegression(ArimaColumns.of(ArimaGolden.rows(values), order), order);
            regression.polynomials().setCoefficients(model.coefficients());
            assertThat(regression.compute()).as(where).isTrue();
            double expected = at.get("loglik").asDouble();
            // with differences R has a prior of variance 1e6 for the first values, where ours are given
            double tolerance = order.differences() == 0 ? 1e-12 * Math.abs(expected) : 1e-2;
            assertThat(regression.logLikelihood()).as(where).isCloseTo(expected, within(tolerance));
        });
    }

    @Test
    void forecastsAtGivenCoefficientsAreThoseOfR() {
        each("at", (where, rows, at) -> {
            ArimaModel model = given(at);
            double[] state = model.stateAfter(rows);
            double[] expected = ArimaGolden.numbers(at.get("pred"));
            double[] deviations = ArimaGolden.numbers(at.get("pred_se"));
            double[] points = new double[expected.length];
            model.forecast(state, new double[0], LocalModel.Regressors.NONE, points);
            double[] ours = model.deviations(state, points.length);
            for (int i = 0; i < points.length; i++) {
                assertThat(points[i]).as(where).isCloseTo(expected[i], within(1e-4 * deviations[i]));
                assertThat(ours[i]).as(where).isCloseTo(deviations[i], within(1e-4 * deviations[i]));
            }
        });
    }

    @Test
    void fixedOrdersAreAsLikelyAsInR() {
        List<String> worse = new ArrayList<>();
        int[] count = new int[1];
        each("fixed", (where, rows, fixed) -> {
            boolean constant = where.contains("mean") || where.contains("drift");
            ArimaOrder order = ArimaGolden.order(fixed.get("order"), constant);
            ArimaEstimate estimate = ArimaEstimate.of(ArimaColumns.of(rows, order), order, null, true);
            count[0]++;
            if (!(estimate.logLikelihood() > fixed.get("loglik").asDouble() - 1e-3)) {
                worse.add(where + " " + fixed.get("loglik") + " " + estimate);
            }
        });
        assertThat(worse.size()).as(worse.toString()).isLessThanOrEqualTo(count[0] / 20);
    }

    @Test
    void automaticModelsHaveTheCriterionOfRorABetterOne() {
        List<String> worse = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        SERIES.forEach((id, series) -> {
            ArimaModel model = automatic(series);
            JsonNode auto = series.get("auto");
            ArimaOrder expected = ArimaGolden.order(auto.get("order"), false);
            if (model.order().d() != expected.d() || model.order().seasonalD() != expected.seasonalD()) {
                differences.add(id + " " + expected + " " + model.description());
            } else if (!id.equals(CONSTANT)
                    && !(model.accuracy().criterion() < auto.get("aicc").asDouble() + 0.01)) {
                worse.add(id + " " + auto.get("aicc") + " " + model.description());
            }
        });
        assertThat(differences).isEmpty();
        assertThat(worse.size()).as(worse.toString()).isLessThanOrEqualTo(SERIES.size() / 20);
    }

    private static ArimaModel automatic(JsonNode series) {
        LocalRows rows = ArimaGolden.rows(ArimaGolden.values(series));
        return (ArimaModel) ArimaMethod.automatic()
                .fit(rows, series.get("frequency").asInt())
                .model();
    }

    @Test
    void aFullSearchFindsNoWorseModelsThanAStepwiseOne() {
        ArimaMethod automatic = ArimaMethod.automatic();
        ArimaMethod full = new ArimaMethod(-1, -1, -1, -1, -1, -1, automatic.constant(), automatic.limits(), false);
        for (String id : List.of("lh", "LakeHuron", "JohnsonJohnson", "presidents")) {
            JsonNode series = SERIES.get(id);
            LocalRows rows = ArimaGolden.rows(ArimaGolden.values(series));
            ArimaModel model =
                    (ArimaModel) full.fit(rows, series.get("frequency").asInt()).model();
            assertThat(model.accuracy().criterion())
                    .as(id)
                    .isLessThan(automatic(series).accuracy().criterion() + 0.01);
        }
    }

    @Test
    void standardErrorsAndVariancesAreThoseOfR() {
        for (String id : List.of("lh", "Nile", "USAccDeaths", "WWWusage", "presidents", "ldeaths")) {
            JsonNode auto = SERIES.get(id).get("auto");
            ArimaModel model = automatic(SERIES.get(id));
            double[] coefficients = ArimaGolden.numbers(auto.get("coef"));
            double[] errors = ArimaGolden.numbers(auto.get("se"));
            for (int i = 0; i < model.coefficients().length; i++) {
                assertThat(model.coefficients()[i]).as(id).isCloseTo(coefficients[i], within(0.01 * errors[i]));
            }
            for (int i = 0; i < errors.length; i++) {
                assertThat(model.accuracy().errors()[i]).as(id).isCloseTo(errors[i], within(0.03 * errors[i]));
            }
            double variance = auto.get("sigma2").asDouble();
            assertThat(model.accuracy().variance()).as(id).isCloseTo(variance, within(1e-3 * variance));
        }
    }

    @Test
    void intervalsAreThoseOfR() {
        for (String id : List.of("lh", "Nile", "USAccDeaths", "WWWusage", "presidents")) {
            JsonNode auto = SERIES.get(id).get("auto");
            LocalRows rows = ArimaGolden.rows(ArimaGolden.values(SERIES.get(id)));
            LocalMethod.Fitted fitted = ArimaMethod.automatic()
                    .fit(rows, SERIES.get(id).get("frequency").asInt());
            double[] expected = ArimaGolden.numbers(auto.get("mean"));
            double[] low = ArimaGolden.numbers(auto.get("lo95"));
            double[] high = ArimaGolden.numbers(auto.get("hi95"));
            double[] points = new double[expected.length];
            fitted.model().forecast(fitted.state(), new double[0], LocalModel.Regressors.NONE, points);
            double[][] quantiles = fitted.model()
                    .quantiles(fitted.state(), LocalModel.Regressors.NONE, points, new double[] {0.025, 0.975});
            for (int i = 0; i < points.length; i++) {
                double tolerance = 5e-3 * (high[i] - low[i]);
                assertThat(points[i]).as(id).isCloseTo(expected[i], within(tolerance));
                assertThat(quantiles[i][0]).as(id).isCloseTo(low[i], within(tolerance));
                assertThat(quantiles[i][1]).as(id).isCloseTo(high[i], within(tolerance));
            }
        }
    }

    @Test
    void testsOfDifferencesAreThoseOfR() {
        SERIES.forEach((id, series) -> {
            JsonNode tests = series.get("tests");
            double[] values = ArimaGolden.values(series);
            int season = series.get("frequency").asInt();
            assertThat(UnitRootTests.differences(values, 2))
                    .as(id)
                    .isEqualTo(tests.get("ndiffs").asInt());
            if (tests.get("nsdiffs").isNumber()) {
                assertThat(UnitRootTests.seasonalDifferences(values, season, 1))
                        .as(id)
                        .isEqualTo(tests.get("nsdiffs").asInt());
            }
            if (tests.get("mu").isNumber()) {
                assertThat(UnitRootTests.lag(values.length))
                        .isEqualTo(tests.get("lag").asInt());
                double expected = tests.get("mu").asDouble();
                assertThat(UnitRootTests.kpss(values, UnitRootTests.lag(values.length)))
                        .as(id)
                        .isCloseTo(expected, within(1e-10 * expected));
            }
        });
    }

    @Test
    void regressionsHaveTheLikelihoodsAndForecastsOfR() {
        JsonNode series = SERIES.get("UKDriverDeaths");
        double[][] both = {
            ArimaGolden.numbers(series.get("xreg").get("PetrolPrice")),
            ArimaGolden.numbers(series.get("xreg").get("law"))
        };
        double[] values = ArimaGolden.values(series);
        double[] logs = Arrays.stream(values).map(Math::log10).toArray();
        LocalModel.Regressors future = (step, index) -> index == 0 ? 0.11547 : 1;
        compare(new LocalRows(logs, both), ArimaMethod.fixed(1, 0, 0, 1, 0, 0, true), series.get("arima_xreg"), future);
        compare(
                new LocalRows(values, both),
                ArimaMethod.fixed(1, 0, 1, 0, 1, 1, false),
                series.get("arima_xreg_seasdiff"),
                future);
        JsonNode auto = series.get("auto_arima_xreg_law");
        LocalRows law = new LocalRows(values, new double[][] {both[1]});
        compare(law, ArimaMethod.fixed(1, 0, 1, 0, 1, 1, false), auto, (step, index) -> 1);
        ArimaModel chosen = (ArimaModel) ArimaMethod.automatic().fit(law, 12).model();
        assertThat(chosen.order().seasonalD()).isEqualTo(1);
        assertThat(chosen.order().d()).isZero();
        assertThat(chosen.accuracy().criterion()).isLessThan(auto.get("aicc").asDouble() + 0.01);
    }

    @Test
    void laggedRegressorsHaveTheLikelihoodsAndForecastsOfR() {
        JsonNode series = SERIES.get("BJsales");
        double[] values = ArimaGolden.values(series);
        double[] lead = ArimaGolden.numbers(series.get("xreg").get("lead"));
        int rows = values.length - 4;
        double[][] lagged = {Arrays.copyOfRange(lead, 1, 1 + rows), Arrays.copyOfRange(lead, 0, rows)};
        compare(
                new LocalRows(Arrays.copyOfRange(values, 4, values.length), lagged),
                ArimaMethod.fixed(1, 1, 1, 0, 0, 0, false),
                series.get("arima_xreg_diff"),
                (step, index) -> lead[rows + step - index]);
    }

    private static void compare(LocalRows rows, ArimaMethod method, JsonNode expected, LocalModel.Regressors future) {
        LocalMethod.Fitted fitted = method.fit(rows, 12);
        ArimaModel model = (ArimaModel) fitted.model();
        String where = model.description();
        assertThat(model.accuracy().logLikelihood())
                .as(where)
                .isBetween(
                        expected.get("loglik").asDouble() - 1e-3,
                        expected.get("loglik").asDouble() + 0.1);
        double[] coefficients = ArimaGolden.numbers(expected.get("coef"));
        double[] errors = ArimaGolden.numbers(expected.get("se"));
        for (int i = 0; i < model.regression().length; i++) {
            int at = coefficients.length - model.regression().length + i;
            assertThat(model.regression()[i]).as(where).isCloseTo(coefficients[at], within(0.05 * errors[at]));
        }
        double[] points = ArimaGolden.numbers(expected.get("mean"));
        double[] high = ArimaGolden.numbers(expected.get("hi95"));
        double[] ours = new double[points.length];
        model.forecast(fitted.state(), new double[0], future, ours);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as(where).isCloseTo(points[i], within(0.02 * (high[i] - points[i])));
        }
    }
}
