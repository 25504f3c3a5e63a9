package io.forecastj.backtest.significance;

import static io.forecastj.backtest.significance.Golden.near;
import static io.forecastj.backtest.significance.Golden.numbers;
import static io.forecastj.backtest.significance.Golden.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.backtest.significance.DieboldMariano.Variance;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every test gives the values of other libraries to twelve digits. */
class GoldenTest {
    private static final JsonNode GOLDEN = Golden.read("golden.json");

    private static void assertNear(double actual, JsonNode expected, String what) {
        assertThat(actual).as(what).isCloseTo(expected.asDouble(), near(expected.asDouble()));
    }

    @ParameterizedTest
    @CsvSource({
        "h1_p1_acf, 1, 1, AUTOCOVARIANCES",
        "h1_p2_acf, 1, 2, AUTOCOVARIANCES",
        "h3_p1_acf, 3, 1, AUTOCOVARIANCES",
        "h3_p2_acf, 3, 2, AUTOCOVARIANCES",
        "h1_p1_bartlett, 1, 1, BARTLETT",
        "h1_p2_bartlett, 1, 2, BARTLETT",
        "h3_p1_bartlett, 3, 1, BARTLETT",
        "h3_p2_bartlett, 3, 2, BARTLETT"
    })
    void dieboldMariano(String name, int horizon, int power, Variance variance) {
        JsonNode in = GOLDEN.path("dm").path("in");
        double[] losses = losses(in.path("e1"), power);
        double[] others = losses(in.path("e2"), power);
        DieboldMariano result = DieboldMariano.of(losses, others, horizon, variance);
        JsonNode expected = GOLDEN.path("dm").path("out").path(name);
        assertNear(result.statistic(), expected.path("dm_hln"), name);
        assertNear(result.pValue(), expected.path("p_two_sided_t_nm1"), name);
        assertNear(result.pBetter(), expected.path("p_less(2_less_accurate)"), name);
    }

    /** Computed by numpy from the formula, on the same errors. */
    @ParameterizedTest
    @CsvSource({"1, -1.1975962690028163, 0.2496570186005118", "3, -1.2680944672510044, 0.2606028551447243"})
    void dieboldMarianoByCosines(int horizon, double statistic, double pValue) {
        JsonNode in = GOLDEN.path("dm").path("in");
        DieboldMariano result =
                DieboldMariano.of(losses(in.path("e1"), 2), losses(in.path("e2"), 2), horizon, Variance.COSINES);
        assertThat(result.statistic()).isCloseTo(statistic, near(statistic));
        assertThat(result.pValue()).isCloseTo(pValue, near(pValue));
    }

    private static double[] losses(JsonNode errors, int power) {
        return Arrays.stream(numbers(errors))
                .map(error -> Math.pow(Math.abs(error), power))
                .toArray();
    }

    @Test
    void modelConfidenceSet() {
        JsonNode golden = Golden.read("mcs.json");
        JsonNode drawn = golden.path("in").path("bootstrap_indices");
        int[][] samples = IntStream.range(0, drawn.size())
                .mapToObj(i -> Arrays.stream(numbers(drawn.get(i)))
                        .mapToInt(index -> (int) index)
                        .toArray())
                .toArray(int[][]::new);
        ModelConfidenceSet set =
                ModelConfidenceSet.of(rows(golden.path("in").path("losses")), BlockBootstrap.given(samples));
        JsonNode expected = golden.path("out").path("elimination_order_and_mcs_pvalue");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(set.eliminated().get(i)).isEqualTo(expected.get(i).get(0).asInt());
            assertNear(set.pValues().get(i), expected.get(i).get(1), "p-value " + i);
        }
        assertThat(set.models(0.95)).containsExactly(0, 1, 2);
        assertThat(set.models(0.5)).containsExactly(0, 2);
        assertThat(set.pValue(1)).isEqualTo(0.29);
    }

    @Test
    void pesaranTimmermann() {
        JsonNode in = GOLDEN.path("point").path("in");
        double[] before = numbers(in.path("naive_one_step"));
        double[] actual = numbers(in.path("y"));
        double[] forecast = numbers(in.path("f"));
        for (int i = 0; i < before.length; i++) {
            actual[i] -= before[i];
            forecast[i] -= before[i];
        }
        PesaranTimmermann result = PesaranTimmermann.of(actual, forecast);
        assertNear(
                result.statistic(), GOLDEN.path("point").path("out").path("PesaranTimmermann_stat"), "the statistic");
        assertThat(result.count()).as("one actual value does not change").isEqualTo(7);
    }

    @Test
    void kupiecAndChristoffersen() {
        JsonNode in = GOLDEN.path("coverage_tests").path("in");
        boolean[] missed = new boolean[in.path("miss").size()];
        for (int i = 0; i < missed.length; i++) {
            missed[i] = in.path("miss").get(i).asInt() == 1;
        }
        CoverageTest result = CoverageTest.of(missed, in.path("p").asDouble());
        JsonNode expected = GOLDEN.path("coverage_tests").path("out");
        assertNear(result.kupiec(), expected.path("kupiec_LR"), "Kupiec");
        assertNear(result.kupiecP(), expected.path("kupiec_p"), "Kupiec's p");
        assertNear(result.independence(), expected.path("christoffersen_ind_LR"), "independence");
        assertNear(result.independenceP(), expected.path("ind_p"), "independence's p");
        assertNear(result.conditional(), expected.path("cc_LR"), "both");
        assertNear(result.conditionalP(), expected.path("cc_p"), "both's p");
    }

    @Test
    void sharpeRatio() {
        JsonNode in = GOLDEN.path("psr_dsr").path("in");
        JsonNode expected = GOLDEN.path("psr_dsr").path("out");
        SharpeTest test = SharpeTest.of(numbers(in.path("r")));
        int trials = in.path("trials_N").asInt();
        double variance = in.path("trials_var_of_SR").asDouble();
        assertNear(test.sharpe(), expected.path("sr_period"), "the ratio");
        assertNear(test.error(), expected.path("se_sr"), "its error");
        assertNear(test.skewness(), expected.path("skew_biased"), "skewness");
        assertNear(test.kurtosis(), expected.path("kurtosis_raw_biased"), "kurtosis");
        assertNear(test.probabilistic(0), expected.path("PSR0"), "probabilistic");
        assertNear(SharpeTest.expectedMaximum(trials, variance), expected.path("E_max_SR"), "expected maximum");
        assertNear(test.deflated(trials, variance), expected.path("DSR"), "deflated");
        assertNear(test.minimumTrackRecord(0, 0.95), expected.path("MinTRL_95"), "minimum track record");
    }

    /** The numeric example of The Deflated Sharpe Ratio: 5 years of days, 2.5 a year, 100 trials of variance 1/2. */
    @Test
    void theExampleOfThePaper() {
        double days = 250;
        double daily = 2.5 / Math.sqrt(days);
        double error = Math.sqrt((1 + 3 * daily + 9.0 / 4 * daily * daily) / (1_250 - 1));
        SharpeTest test = new SharpeTest(daily, error, -3, 10, 1_250);
        JsonNode expected = GOLDEN.path("psr_dsr").path("paper_example_BLdP2014");
        assertNear(
                SharpeTest.expectedMaximum(100, 0.5 / days),
                expected.path("E_max_SR_daily"),
                "expected maximum of days");
        assertNear(test.deflated(100, 0.5 / days), expected.path("DSR"), "deflated");
    }

    @Test
    void overfitting() {
        JsonNode in = GOLDEN.path("pbo").path("in");
        JsonNode expected = GOLDEN.path("pbo").path("out");
        BacktestOverfitting result =
                BacktestOverfitting.of(rows(in.path("M")), in.path("S").asInt());
        double[] logits = numbers(expected.path("logits_in_itertools_order"));
        double[] found = result.logits().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Arrays.sort(logits);
        assertThat(found).containsExactly(logits, near(1));
        assertNear(result.probability(), expected.path("PBO_lambda_le_0"), "probability");
        assertNear(result.lossProbability(), expected.path("prob_oos_loss"), "probability of a loss");
        assertNear(result.slope(), expected.path("degradation_slope"), "slope");
        assertNear(result.intercept(), expected.path("degradation_intercept"), "intercept");
    }
}
