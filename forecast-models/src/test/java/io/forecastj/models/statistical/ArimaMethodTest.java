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
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ArimaMethodTest {
    private static final ArimaMethod AIRLINE = ArimaMethod.fixed(0, 1, 1, 0, 1, 1, false);

    private static double[] monthly(int length, long seed) {
        return Arrays.copyOf(ArimaTiming.monthly(seed), length);
    }

    private static double[] forecast(LocalMethod.Fitted fitted, LocalModel.Regressors regressors, int horizon) {
        double[] points = new double[horizon];
        fitted.model().forecast(fitted.state(), new double[0], regressors, points);
        return points;
    }

    private static double[] forecast(LocalMethod.Fitted fitted, int horizon) {
        return forecast(fitted, LocalModel.Regressors.NONE, horizon);
    }

    private static ObjectNode written(Consumer<ObjectNode> writer) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        writer.accept(out);
        return out;
    }

    private static JsonFields fields(ObjectNode node) {
        return JsonFields.parse(node.toString(), "test");
    }

    @Test
    void modelsAreReadAsTheyWereWritten() {
        Random random = new Random(3);
        double[][] regressor = {random.doubles(120).toArray()};
        LocalMethod.Fitted[] all = {
            AIRLINE.fit(ArimaGolden.rows(monthly(120, 1)), 12),
            ArimaMethod.automatic().fit(new LocalRows(monthly(120, 3), regressor), 12),
            ArimaMethod.automatic().fit(ArimaGolden.rows(7, 7, 7), 12),
            ArimaMethod.automatic().fit(ArimaGolden.rows(7), 1),
        };
        for (LocalMethod.Fitted fitted : all) {
            ObjectNode node = written(fitted.model()::write);
            LocalModel read = LocalKinds.model(fields(node));
            assertThat(written(read::write)).isEqualTo(node);
            assertThat(read.description()).isEqualTo(fitted.model().description());
            assertThat(read.stateSize()).isEqualTo(fitted.state().length);
            LocalModel.Regressors future = (step, index) -> step;
            assertThat(forecast(new LocalMethod.Fitted(read, fitted.state()), future, 30))
                    .isEqualTo(forecast(fitted, future, 30));
        }
    }

    @Test
    void methodsAreReadAsTheyWereWritten() {
        ArimaMethod some = new ArimaMethod(
                -1, 1, 2, 0, -1, 1, ArimaMethod.Constant.NEVER, new ArimaLimits(3, 1, 2, 1, 0, 1, 4), false);
        for (ArimaMethod method : new ArimaMethod[] {ArimaMethod.automatic(), AIRLINE, some}) {
            assertThat(LocalKinds.method(fields(written(method::write)))).isEqualTo(method);
        }
    }

    @Test
    void numbersThatNoModelHasAreRejected() {
        ObjectNode good =
                written(AIRLINE.fit(ArimaGolden.rows(monthly(120, 1)), 12).model()::write);
        assertRejected(good, "coefficients", node -> node.putArray("coefficients")
                .add(1.5)
                .add(0.1));
        assertRejected(
                good, "coefficients", node -> node.putArray("coefficients").add(0.5));
        assertRejected(good, "constant", node -> node.put("constant", 3));
        assertRejected(good, "variance", node -> node.put("variance", -1));
        assertRejected(good, "errors", node -> node.putArray("errors"));
        assertRejected(good, "p", node -> node.withObject("/order").put("p", 31));
        assertRejected(good, "season", node -> node.withObject("/order").put("season", 401));
        assertRejected(good, "seasonalQ", node -> node.withObject("/order")
                .put("season", 1)
                .put("seasonalD", 0));
        assertRejected(good, "constant", node -> node.withObject("/order").put("constant", true));
    }

    private static void assertRejected(ObjectNode good, String key, Consumer<ObjectNode> change) {
        ObjectNode bad = good.deepCopy();
        change.accept(bad);
        assertThatThrownBy(() -> LocalKinds.model(fields(bad)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'" + key + "'");
    }

    @Test
    void ordersOutOfRangeAreRejected() {
        assertThatThrownBy(() -> ArimaMethod.fixed(31, 0, 0, 0, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p must be from 0 to 30");
        assertThatThrownBy(() -> ArimaMethod.fixed(0, 1, 0, 0, 1, 0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1 with a constant");
        assertThatThrownBy(() -> AIRLINE.fit(ArimaGolden.rows(monthly(120, 1)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("season of 2 to 400");
        assertThatThrownBy(() -> ArimaMethod.fixed(0, 0, 0, 3, 0, 0, false).fit(ArimaGolden.rows(monthly(120, 1)), 400))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("state of 1200 numbers");
    }

    @Test
    void theSameSeriesGivesTheSameModel() {
        LocalRows rows = ArimaGolden.rows(monthly(120, 5));
        LocalMethod.Fitted one = ArimaMethod.automatic().fit(rows, 12);
        LocalMethod.Fitted other = ArimaMethod.automatic().fit(rows, 12);
        assertThat(other.state()).isEqualTo(one.state());
        assertThat(other.model().description()).isEqualTo(one.model().description());
    }

    @Test
    void descriptionsHaveAllParameters() {
        double[] deaths = ArimaGolden.values(ArimaGolden.series().get("USAccDeaths"));
        LocalModel model = AIRLINE.fit(ArimaGolden.rows(deaths), 12).model();
        assertThat(model.form()).isEqualTo("ARIMA(0,1,1)(0,1,1)[12]");
        assertThat(model.description())
                .isEqualTo("ARIMA(0,1,1)(0,1,1)[12]: ma1 -0.4303 (se 0.12), sma1 -0.5527 (se 0.18), sigma 320.687, "
                        + "log-likelihood -425.44, AICc 857.32");
    }

    @Test
    void constantSeriesAreForecastExactly() {
        for (int length : new int[] {1, 2, 3, 5, 24, 60}) {
            double[] values = new double[length];
            Arrays.fill(values, 42);
            LocalMethod.Fitted fitted = ArimaMethod.automatic().fit(ArimaGolden.rows(values), 12);
            assertThat(forecast(fitted, 14)).as("length " + length).containsOnly(42);
        }
    }

    @Test
    void linesAndSeasonsWithoutNoiseAreForecastExactly() {
        double[] line = new double[40];
        double[] seasonal = new double[60];
        for (int t = 0; t < 60; t++) {
            seasonal[t] = t % 12 * (t % 12) + 3 * t;
            line[Math.min(t, 39)] = 5 + 2 * Math.min(t, 39);
        }
        double[] next = forecast(ArimaMethod.automatic().fit(ArimaGolden.rows(line), 1), 3);
        assertThat(next).containsExactly(new double[] {85, 87, 89}, within(1e-6));
        double[] season = forecast(ArimaMethod.automatic().fit(ArimaGolden.rows(seasonal), 12), 2);
        assertThat(season).containsExactly(new double[] {180, 184}, within(1e-6));
    }

    @Test
    void shortSeriesHaveASmallModel() {
        for (int length = 1; length <= 30; length++) {
            for (int season : new int[] {1, 4, 12}) {
                for (long seed = 0; seed < 3; seed++) {
                    LocalRows rows = ArimaGolden.rows(monthly(length, seed));
                    double[] points = forecast(ArimaMethod.automatic().fit(rows, season), 6);
                    for (double point : points) {
                        assertThat(point)
                                .as("length " + length + ", season " + season + ", seed " + seed)
                                .isFinite();
                    }
                }
            }
        }
    }

    @Test
    void ordersThatNeedMoreValuesNameTheNumbers() {
        assertThatThrownBy(() -> AIRLINE.fit(ArimaGolden.rows(monthly(13, 1)), 12))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("use up 13 values")
                .hasMessageContaining("found 13");
        assertThatThrownBy(() -> ArimaMethod.fixed(3, 0, 2, 0, 0, 0, true).fit(ArimaGolden.rows(monthly(6, 1)), 1))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("6 coefficients")
                .hasMessageContaining("found 6");
    }

    @Test
    void valuesThatNoArithmeticCanHoldAreRejected() {
        double[] values = monthly(40, 1);
        values[7] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> ArimaMethod.automatic().fit(ArimaGolden.rows(values), 1))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 7");
        double[][] regressors = {new double[40]};
        regressors[0][3] = Double.NaN;
        assertThatThrownBy(() -> ArimaMethod.automatic().fit(new LocalRows(monthly(40, 1), regressors), 1))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 3");
    }

    @Test
    void theSizeOfAValueDoesNotMatter() {
        double[] values = monthly(60, 2);
        double[] points = forecast(AIRLINE.fit(ArimaGolden.rows(values), 12), 12);
        for (double scale : new double[] {1e-200, 1e-6, 1e9, 1e140}) {
            double[] scaled = Arrays.stream(values).map(y -> y * scale).toArray();
            double[] others = forecast(AIRLINE.fit(ArimaGolden.rows(scaled), 12), 12);
            for (int i = 0; i < points.length; i++) {
                assertThat(others[i] / scale).as("scale " + scale).isCloseTo(points[i], within(1e-3));
            }
        }
    }

    @Test
    void aPlaceOfTheSeasonWithoutValuesAllowsNoSeasonalDifference() {
        double[] values = monthly(72, 1);
        for (int t = 5; t < values.length; t += 12) {
            values[t] = Double.NaN;
        }
        assertThatThrownBy(() -> AIRLINE.fit(ArimaGolden.rows(values), 12))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("place in the season");
        ArimaModel automatic = (ArimaModel)
                ArimaMethod.automatic().fit(ArimaGolden.rows(values), 12).model();
        assertThat(automatic.order().seasonalD()).isZero();
    }

    @Test
    void regressionsFindTheEffectOfARegressorWithMissingValuesToo() {
        for (double share : new double[] {0, 0.1, 0.4}) {
            Random random = new Random(4);
            double[] values = monthly(120, 7);
            double[][] regressors = new double[2][120];
            for (int t = 0; t < 120; t++) {
                regressors[0][t] = random.nextInt(4) == 0 ? 1 : 0;
                values[t] = t > 0 && random.nextDouble() < share ? Double.NaN : values[t] + 40 * regressors[0][t];
            }
            LocalMethod.Fitted fitted = ArimaMethod.automatic().fit(new LocalRows(values, regressors), 12);
            ArimaModel model = (ArimaModel) fitted.model();
            assertThat(model.regression()[0]).as(model.description()).isCloseTo(40, within(3.0));
            // the second one does not vary, so that its effect cannot be known
            assertThat(model.regression()[1]).isZero();
            double[] without = forecast(fitted, (step, index) -> 0, 3);
            double[] with = forecast(fitted, (step, index) -> step == 2 && index == 0 ? 1 : 0, 3);
            assertThat(with[1] - without[1]).isCloseTo(model.regression()[0], within(1e-9));
            assertThat(with[2]).isEqualTo(without[2]);
        }
    }

    @Test
    void updatesTakeRegressorsIntoAccount() {
        Random random = new Random(6);
        double[] values = monthly(100, 9);
        double[][] regressors = {random.doubles(100).toArray()};
        for (int t = 0; t < 100; t++) {
            values[t] += 30 * regressors[0][t];
        }
        double[][] head = {Arrays.copyOf(regressors[0], 80)};
        LocalMethod.Fitted fitted =
                ArimaMethod.fixed(0, 1, 1, 0, 0, 0, true).fit(new LocalRows(Arrays.copyOf(values, 80), head), 1);
        for (int t = 80; t < 100; t++) {
            fitted.model().update(fitted.state(), new double[] {values[t], regressors[0][t]});
        }
        double[] state = ((ArimaModel) fitted.model()).stateAfter(new LocalRows(values, regressors));
        LocalModel.Regressors future = (step, index) -> 0.1 * step;
        assertThat(forecast(fitted, future, 5))
                .containsExactly(forecast(new LocalMethod.Fitted(fitted.model(), state), future, 5), within(1e-9));
    }
}
