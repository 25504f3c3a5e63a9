package io.forecastj.backtest.splits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.WalkForward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each split of the golden values, which were computed outside of this library. */
class GoldenSplitsTest {
    private static final JsonNode GOLDEN = read();

    private static JsonNode read() {
        try (var in = GoldenSplitsTest.class.getResourceAsStream("/splits/golden.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode golden(String name) {
        JsonNode found = GOLDEN.get(name);
        assertThat(found).as(name).isNotNull();
        return found;
    }

    private static int[] numbers(JsonNode list) {
        int[] numbers = new int[list.size()];
        Arrays.setAll(numbers, i -> list.get(i).asInt());
        return numbers;
    }

    /** The rows from the first to the last number of a list of two. */
    private static int[] rows(JsonNode ends) {
        return IntStream.rangeClosed(ends.get(0).asInt(), ends.get(1).asInt()).toArray();
    }

    @Test
    void purgedKFoldWithEmbargo() {
        JsonNode golden = golden("purged_kfold_n20_k4_labelH3_embargo2");
        List<Split> splits = PurgedKFold.of(4).embargo(2).splits(20, 3);
        assertThat(splits).hasSize(golden.size()).hasSize(4);
        for (int i = 0; i < splits.size(); i++) {
            assertThat(splits.get(i).testRows())
                    .containsExactly(rows(golden.get(i).get("test")));
            assertThat(splits.get(i).trainRows())
                    .containsExactly(numbers(golden.get(i).get("train")));
            assertThat(splits.get(i).paths()).containsExactly(0);
        }
    }

    @Test
    void combinatorialPurged() {
        assertCombinatorial(
                "cpcv_n12_N3_k2_purge0", CombinatorialPurged.of(3, 2).splits(12, 0));
        assertCombinatorial(
                "cpcv_n12_N3_k2_purge1", CombinatorialPurged.of(3, 2).splits(12, 1));
        assertCombinatorial(
                "cpcv_n12_N3_k2_embargo1",
                CombinatorialPurged.of(3, 2).embargo(1).splits(12, 0));
    }

    private static void assertCombinatorial(String name, List<Split> splits) {
        JsonNode golden = golden(name);
        assertThat(splits).as(name).hasSize(golden.size()).hasSize(3);
        for (int i = 0; i < splits.size(); i++) {
            int[] folds = numbers(golden.get(i).get("test_folds"));
            assertThat(splits.get(i).trainRows())
                    .as("%s, split %d", name, i)
                    .containsExactly(numbers(golden.get(i).get("train")));
            assertThat(splits.get(i).groups())
                    .as("%s, split %d", name, i)
                    .containsExactlyElementsOf(Arrays.stream(folds).boxed().toList());
            assertThat(splits.get(i).testRows())
                    .as("%s, split %d", name, i)
                    .containsExactly(Arrays.stream(folds)
                            .flatMap(fold -> IntStream.range(4 * fold, 4 * fold + 4))
                            .toArray());
        }
    }

    @Test
    void countsOfSplitsAndPaths() {
        JsonNode golden = golden("cpcv_counts");
        assertThat(golden.size()).isEqualTo(2);
        golden.properties().forEach(field -> {
            String[] numbers = field.getKey().substring(1).split("_k");
            CombinatorialPurged splits =
                    CombinatorialPurged.of(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
            assertThat(splits.count())
                    .isEqualTo(splits.splits(60, 1).size())
                    .isEqualTo(field.getValue().get("splits").asInt());
            assertThat(splits.paths()).isEqualTo(field.getValue().get("paths").asInt());
        });
    }

    @Test
    void walkForward() {
        assertWindows(
                "walk_forward_rolling_n40_train20_test5_step5_gap3",
                WalkForward.rolling(20).test(5).step(5).purge(3));
        assertWindows(
                "walk_forward_expanding_n40_train20_test5_step5_gap3",
                WalkForward.expanding(20).test(5).step(5).purge(3));
    }

    private static void assertWindows(String name, WalkForward windows) {
        List<List<Integer>> expected = new ArrayList<>();
        golden(name)
                .forEach(window -> expected.add(List.of(
                        window.get("train").get(0).asInt(),
                        window.get("train").get(1).asInt(),
                        window.get("test").get(0).asInt(),
                        window.get("test").get(1).asInt())));
        assertThat(windows.windows(40, 3).stream()
                        .map(window -> List.of(
                                window.trainFrom(), window.trainTo() - 1, window.testFrom(), window.testTo() - 1)))
                .as(name)
                .containsExactlyElementsOf(expected)
                .hasSize(3);
    }
}
