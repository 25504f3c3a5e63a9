package io.forecastj.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example as a user starts it, with fewer shops. */
class ShopForecastsTest {
    private static final int SHOPS = 200;
    private static final Pattern SCORE =
            Pattern.compile("(\\S+) on sales: (\\d+) series, (\\d+) pairs, .* mase=([0-9.]+),.* failed: 0 more series");

    private static String run(String... args) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            ShopForecasts.main(args);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theExampleScoresAndForecastsAllShopsAndItsModelsBeatTheNaiveForecast() throws Exception {
        String out = run(String.valueOf(SHOPS), "112");
        assertThat(out).contains(SHOPS * 112 + " rows of " + SHOPS + " shops");

        Map<String, Double> errors = new TreeMap<>();
        for (MatchResult score : SCORE.matcher(out).results().toList()) {
            assertThat(Integer.parseInt(score.group(2))).isEqualTo(SHOPS);
            assertThat(Integer.parseInt(score.group(3))).isEqualTo(SHOPS * 2 * 14);
            errors.put(score.group(1), Double.parseDouble(score.group(4)));
        }
        assertThat(errors).as(out).containsOnlyKeys("double-seasonal", "naive", "seasonal-naive", "theta");
        assertThat(errors.get("double-seasonal")).as(out).isBetween(0.3, 0.8 * errors.get("naive"));
        assertThat(errors.get("theta")).as(out).isBetween(0.3, 0.8 * errors.get("naive"));

        // a row for each of 14 days with all shops, none of them failed, and rows of 8 shops
        assertThat(Pattern.compile("\\|2024-\\d\\d-\\d\\d *\\|\\w{3} *\\|" + SHOPS + " *\\|[0-9.E]+ *\\|0 *\\|")
                        .matcher(out)
                        .results())
                .as(out)
                .hasSize(14);
        assertThat(Pattern.compile("\\|shop \\d+ *\\|").matcher(out).results())
                .as(out)
                .hasSize(8);
    }
}
