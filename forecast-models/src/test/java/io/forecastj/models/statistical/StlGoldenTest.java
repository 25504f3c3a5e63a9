package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values by R's functions {@code stl}, {@code mstl} and {@code nsdiffs}, with 12 digits. */
class StlGoldenTest {
    private static final double TOLERANCE = 1e-9;

    record Golden(String name, JsonNode node) {
        int season() {
            return node.path("season").asInt();
        }

        double[] values() {
            return numbers(node.path("values"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> series() throws IOException {
        try (InputStream in = StlGoldenTest.class.getResourceAsStream("stl_r.json")) {
            List<Golden> all = new ArrayList<>();
            new ObjectMapper().readTree(in).properties().forEach(e -> all.add(new Golden(e.getKey(), e.getValue())));
            return all;
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void aPeriodicDecompositionEqualsThatOfR(Golden golden) {
        assertParts(golden, "stl_periodic", Stl.periodic(golden.season()));
    }

    /**
     * Series with which R's function finds the median of the distances. Its partial sort wants increasing indices and
     * is given decreasing ones if the number of values is even, so it mostly returns another order statistic there.
     */
    static List<Golden> seriesWithMedian() throws IOException {
        return series().stream()
                .filter(golden -> Set.of("austres", "short_q10").contains(golden.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seriesWithMedian")
    void aRobustDecompositionEqualsThatOfR(Golden golden) {
        StlParts parts = assertParts(
                golden, "stl_s13_robust", Stl.changing(golden.season(), 13).robust());
        near(parts.weights(), golden.node().path("stl_s13_robust").path("weights"), 1, "weights");
    }

    @ParameterizedTest
    @MethodSource("series")
    void aDecompositionWithGivenWindowsEqualsThatOfR(Golden golden) {
        assertParts(golden, "stl_s7_t15", Stl.changing(golden.season(), 7).withTrendWindow(15));
    }

    @ParameterizedTest
    @MethodSource("series")
    void theDefaultOfSeveralSeasonsEqualsThatOfR(Golden golden) {
        JsonNode expected = golden.node().path("mstl");
        int[] seasons = IntStream.range(0, golden.node().path("seasons").size())
                .map(i -> golden.node().path("seasons").get(i).asInt())
                .toArray();
        MstlParts parts = Mstl.of(seasons).decompose(golden.values());
        double scale = scale(golden.values());
        for (int s = 0; s < seasons.length; s++) {
            near(parts.seasonal()[s], expected.path("seasonal").get(s), scale, "season " + seasons[s]);
        }
        near(parts.trend(), expected.path("trend"), scale, "trend");
        near(SeasonalStrength.seasonal(parts), golden.node().path("strength"), 1, "strength");
    }

    private static StlParts assertParts(Golden golden, String key, Stl stl) {
        double[] values = golden.values();
        StlParts parts = stl.decompose(values);
        JsonNode expected = golden.node().path(key);
        near(parts.seasonal(), expected.path("seasonal"), scale(values), "seasonal");
        near(parts.trend(), expected.path("trend"), scale(values), "trend");
        for (int i = 0; i < values.length; i++) {
            assertThat(parts.remainder()[i]).isEqualTo(values[i] - parts.seasonal()[i] - parts.trend()[i]);
        }
        return parts;
    }

    private static void near(double[] found, JsonNode expected, double scale, String what) {
        assertThat(found).hasSize(expected.size());
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - expected.get(i).asDouble()) / scale)
                    .as(what + " " + i + ": " + found[i] + " instead of " + expected.get(i))
                    .isLessThan(TOLERANCE);
        }
    }

    private static double scale(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
