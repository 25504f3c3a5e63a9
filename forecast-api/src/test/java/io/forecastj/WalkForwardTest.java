package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.WalkForward.Window;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalkForwardTest {
    @Test
    void rollingWindowsAgreeWithTheReference() {
        List<Window> windows = WalkForward.rolling(20).test(5).step(5).purge(3).windows(40, 4);

        assertGolden(windows, "/splits/walk_forward_rolling_n40_train20_test5_step5_gap3");
    }

    @Test
    void expandingWindowsAgreeWithTheReference() {
        List<Window> windows =
                WalkForward.expanding(20).test(5).step(5).purge(3).windows(40, 4);

        assertGolden(windows, "/splits/walk_forward_expanding_n40_train20_test5_step5_gap3");
    }

    /** The reference gives first and last rows, both inside. */
    private static void assertGolden(List<Window> windows, String pointer) {
        JsonNode expected = Golden.at(pointer);
        assertThat(windows).hasSize(expected.size());
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            JsonNode train = expected.get(i).get("train");
            JsonNode test = expected.get(i).get("test");
            assertThat(new int[] {window.trainFrom(), window.trainTo() - 1})
                    .containsExactly(train.get(0).intValue(), train.get(1).intValue());
            assertThat(new int[] {window.testFrom(), window.testTo() - 1})
                    .containsExactly(test.get(0).intValue(), test.get(1).intValue());
        }
    }

    @Test
    void thePurgeIsDerivedFromTheReachOfTheLabels() {
        List<Window> windows = WalkForward.rolling(20).test(5).step(5).windows(40, 3);

        assertThat(windows)
                .containsExactly(
                        new Window(0, 20, 22, 27, true, 23),
                        new Window(5, 25, 27, 32, true, 28),
                        new Window(10, 30, 32, 37, true, 33));
    }

    @Test
    void labelsThatReachOneRowNeedNoPurge() {
        Window first = WalkForward.expanding(10).windows(12, 1).get(0);

        assertThat(first.testFrom()).isEqualTo(first.trainTo());
    }

    @Test
    void aPurgeShorterThanTheReachIsRefusedWithBothNumbers() {
        WalkForward tooShort = WalkForward.rolling(20).purge(3);

        assertThatThrownBy(() -> tooShort.windows(40, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a purge of 3 rows is too short")
                .hasMessageContaining("reach 5 rows")
                .hasMessageContaining("at least 4 rows");
        assertThat(tooShort.windows(40, 4)).isNotEmpty();
    }

    @Test
    void aLongerPurgeMovesTheTestButNotTheDataThatTheFitIsShown() {
        Window derived = WalkForward.expanding(20).windows(60, 4).get(0);
        Window longer = WalkForward.expanding(20).purge(10).windows(60, 4).get(0);

        assertThat(derived.testFrom()).isEqualTo(23);
        assertThat(derived.dataTo()).isEqualTo(24);
        assertThat(longer.testFrom()).isEqualTo(30);
        assertThat(longer.dataTo()).isEqualTo(24);
    }

    @Test
    void theFirstWindowFitsAndThenEverySoManyth() {
        List<Window> windows = WalkForward.expanding(10).refitEvery(3).windows(17, 1);

        assertThat(windows.stream().map(Window::refit)).containsExactly(true, false, false, true, false, false, true);
        assertThat(WalkForward.expanding(10).fitOnce().windows(17, 1).stream().map(Window::refit))
                .containsExactly(true, false, false, false, false, false, false);
    }

    @Test
    void theLastWindowsAreThoseOfTheWholeAndFitAtTheirFirst() {
        WalkForward whole = WalkForward.expanding(10).test(2).step(3).refitEvery(2);
        List<Window> all = whole.windows(30, 2);
        List<Window> last = whole.last(3).windows(30, 2);

        assertThat(last).hasSize(3);
        assertThat(last.get(2).testTo()).isEqualTo(all.get(all.size() - 1).testTo());
        assertThat(last.stream().map(Window::testFrom))
                .containsExactlyElementsOf(all.subList(all.size() - 3, all.size()).stream()
                        .map(Window::testFrom)
                        .toList());
        assertThat(last.stream().map(Window::refit)).containsExactly(true, false, true);
        assertThat(whole.last(1_000).windows(30, 2)).isEqualTo(all);
    }

    @Test
    void tooFewRowsGiveNoWindow() {
        assertThat(WalkForward.expanding(20).windows(22, 3)).isEmpty();
        assertThat(WalkForward.expanding(20).windows(23, 3)).hasSize(1);
        assertThat(WalkForward.expanding(20).step(100).windows(0, 3)).isEmpty();
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> WalkForward.expanding(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("train must be at least 1, found 0");
        assertThatThrownBy(() -> WalkForward.expanding(5).test(0)).hasMessage("test must be at least 1, found 0");
        assertThatThrownBy(() -> WalkForward.expanding(5).step(0)).hasMessage("step must be at least 1, found 0");
        assertThatThrownBy(() -> WalkForward.expanding(5).refitEvery(0))
                .hasMessage("refitEvery must be at least 1, found 0");
        assertThatThrownBy(() -> WalkForward.expanding(5).purge(-1)).hasMessage("purge must be at least 0, found -1");
        assertThatThrownBy(() -> WalkForward.expanding(5).last(0)).hasMessage("last must be at least 1, found 0");
        assertThatThrownBy(() -> WalkForward.expanding(5).windows(10, 0))
                .hasMessage("reach must be at least 1, found 0");
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noTrainingLabelIsEverInsideTheTestSpan(int seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(300);
        int reach = 1 + random.nextInt(12);
        int train = 1 + random.nextInt(60);
        WalkForward walk = (random.nextBoolean() ? WalkForward.expanding(train) : WalkForward.rolling(train))
                .test(1 + random.nextInt(10))
                .step(1 + random.nextInt(10))
                .refitEvery(1 + random.nextInt(5));
        if (random.nextBoolean()) {
            walk = walk.purge(reach - 1 + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            walk = walk.last(1 + random.nextInt(8));
        }
        String what = "seed " + seed + ": " + walk + " over " + rows + " rows, reach " + reach;

        Window before = null;
        for (Window window : walk.windows(rows, reach)) {
            if (walk.expanding()) {
                assertThat(window.trainFrom()).as(what).isZero();
                assertThat(window.trainTo()).as(what).isGreaterThanOrEqualTo(train);
            } else {
                assertThat(window.trainTo() - window.trainFrom()).as(what).isEqualTo(train);
            }
            int lastLabel = window.trainTo() - 1 + reach;
            assertThat(lastLabel).as(what).isEqualTo(window.dataTo() - 1).isLessThanOrEqualTo(window.testFrom());
            assertThat(window.testTo()).as(what).isBetween(window.testFrom() + 1, rows);
            if (before != null) {
                assertThat(window.testFrom() - before.testFrom()).as(what).isEqualTo(walk.step());
            }
            before = window;
        }
    }

    @Test
    void theTextIsTheCallsThatMakeTheWindows() {
        assertThat(WalkForward.expanding(2_000)).hasToString("WalkForward.expanding(2000)");
        assertThat(WalkForward.rolling(20).test(5).step(5).fitOnce())
                .hasToString("WalkForward.rolling(20).test(5).step(5).fitOnce()");
        assertThat(WalkForward.expanding(20).step(10).refitEvery(25).purge(0).last(3))
                .hasToString("WalkForward.expanding(20).step(10).refitEvery(25).purge(0).last(3)");
    }

    @Test
    void whatIsNotSetIsEmpty() {
        WalkForward plain = WalkForward.expanding(20);
        assertThat(plain.refitEvery()).hasValue(1);
        assertThat(plain.purge()).isEmpty();
        assertThat(plain.last()).isEmpty();
        WalkForward set = plain.refitEvery(4).purge(2).last(3);
        assertThat(set.refitEvery()).hasValue(4);
        assertThat(set.purge()).hasValue(2);
        assertThat(set.last()).hasValue(3);
        assertThat(set.fitOnce().refitEvery()).isEmpty();
    }

    @Test
    void windowsAreEqualByValue() {
        WalkForward base = WalkForward.expanding(20);
        assertThat(WalkForward.expanding(10).test(2).step(3).purge(4).last(5))
                .isEqualTo(WalkForward.expanding(10).last(5).purge(4).step(3).test(2))
                .hasSameHashCodeAs(
                        WalkForward.expanding(10).last(5).purge(4).step(3).test(2));
        List<WalkForward> others = List.of(
                WalkForward.rolling(20),
                WalkForward.expanding(21),
                base.test(2),
                base.step(2),
                base.refitEvery(2),
                base.fitOnce(),
                base.purge(0),
                base.last(1));
        assertThat(others).doesNotContain(base).doesNotHaveDuplicates();
    }

    @Test
    void windowsToTheEndAreTheWholeOnesAndPerhapsAShorterOne() {
        for (int rows = 1; rows < 80; rows++) {
            for (int test = 1; test < 12; test++) {
                for (int step = 1; step < 15; step++) {
                    WalkForward walk = WalkForward.rolling(20).test(test).step(step);
                    String place = walk + " of " + rows + " rows";
                    List<Window> whole = walk.windows(rows, 3);
                    List<Window> toEnd = walk.windowsToEnd(rows, 3);
                    assertThat(toEnd.size() - whole.size()).as(place).isBetween(0, 1);
                    assertThat(toEnd.subList(0, whole.size())).as(place).isEqualTo(whole);
                    int next =
                            whole.isEmpty() ? 22 : whole.get(whole.size() - 1).testFrom() + step;
                    boolean rest = next < rows
                            && (whole.isEmpty() || whole.get(whole.size() - 1).testTo() < rows);
                    assertThat(toEnd.size() > whole.size()).as(place).isEqualTo(rest);
                    if (rest) {
                        Window last = toEnd.get(whole.size());
                        assertThat(last)
                                .as(place)
                                .isEqualTo(new Window(next - 22, next - 2, next, rows, true, next + 1));
                    }
                }
            }
        }
    }

    @Test
    void theLastWindowsToTheEndIncludeTheShorterOne() {
        WalkForward walk = WalkForward.expanding(20).test(10).step(10).last(2);

        assertThat(walk.windowsToEnd(45, 1))
                .extracting(Window::testFrom, Window::testTo)
                .containsExactly(tuple(30, 40), tuple(40, 45));
    }

    @Test
    void foldsDivideTheLastThirdOfTheRows() {
        for (int rows = 20; rows < 200; rows++) {
            for (int count = 1; count <= 5; count++) {
                WalkForward walk = WalkForward.folds(count);
                List<Window> windows = walk.windows(rows, 3);
                String place = walk + " of " + rows + " rows";
                assertThat(windows).as(place).hasSize(count);
                int origins = (int) Math.round(rows / 3.0) / count;
                for (int i = 0; i < count; i++) {
                    int from = rows - (count - i) * origins;
                    assertThat(windows.get(i))
                            .as(place)
                            .isEqualTo(new Window(0, from - 2, from, from + origins, true, from + 1));
                }
                assertThat(walk.windowsToEnd(rows, 3)).as(place).isEqualTo(windows);
            }
        }
        assertThat(WalkForward.folds(4, 0.5).windows(100, 1))
                .extracting(Window::testFrom, Window::testTo)
                .containsExactly(tuple(52, 64), tuple(64, 76), tuple(76, 88), tuple(88, 100));
    }

    @Test
    void aShareOfTheRowsIsTheSameAsItsNumber() {
        assertThat(WalkForward.expandingShare(0.7).test(5).step(5).windows(200, 4))
                .isEqualTo(WalkForward.expanding(140).test(5).step(5).windows(200, 4));
        assertThat(WalkForward.rollingShare(0.25).step(3).refitEvery(4).last(7).windows(101, 2))
                .isEqualTo(WalkForward.rolling(25).step(3).refitEvery(4).last(7).windows(101, 2));
        assertThat(WalkForward.expandingShare(0.7).test(5).forRows(200, 4))
                .isEqualTo(WalkForward.expanding(140).test(5));
        assertThat(WalkForward.expanding(9).forRows(200, 4)).isEqualTo(WalkForward.expanding(9));
    }

    @Test
    void foldsAndSharesKeepRefitsPurgeAndTheLastWindows() {
        List<Window> windows = WalkForward.folds(6).fitOnce().purge(4).last(2).windows(90, 3);

        assertThat(windows).containsExactly(new Window(0, 76, 80, 85, true, 79), new Window(0, 81, 85, 90, false, 84));
    }

    @Test
    void tooFewRowsForTheFoldsGiveNoWindowOrOnlyTheLastOnes() {
        assertThat(WalkForward.folds(5).windows(0, 1)).isEmpty();
        assertThat(WalkForward.folds(5).windows(3, 10)).isEmpty();
        for (int rows = 0; rows < 30; rows++) {
            assertThat(WalkForward.folds(5).windows(rows, 2)).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void whatFoldsShareOutCannotBeSet() {
        assertThatThrownBy(() -> WalkForward.folds(5).test(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WalkForward.folds(5)")
                .hasMessageContaining("expandingShare");
        assertThatThrownBy(() -> WalkForward.folds(5, 0.25).step(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WalkForward.folds(5, 0.25)");
        assertThatThrownBy(() -> WalkForward.expandingShare(0.7).train())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forRows(rows, reach)");
    }

    @Test
    void sharesOutsideOfZeroToOneAreRefusedWithTheirValue() {
        for (double share : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> WalkForward.expandingShare(share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the share of training rows")
                    .hasMessageContaining("found " + share);
            assertThatThrownBy(() -> WalkForward.rollingShare(share)).hasMessageContaining("found " + share);
            assertThatThrownBy(() -> WalkForward.folds(3, share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the share of test origins");
        }
        assertThatThrownBy(() -> WalkForward.folds(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folds must be at least 1, found 0");
    }

    @Test
    void foldsAndSharesAreEqualByValueAndPrintTheirCalls() {
        assertThat(WalkForward.folds(5))
                .isEqualTo(WalkForward.folds(5, 1.0 / 3))
                .isNotEqualTo(WalkForward.folds(4));
        assertThat(WalkForward.folds(5).fitOnce()).hasToString("WalkForward.folds(5).fitOnce()");
        assertThat(WalkForward.rollingShare(0.5).test(3).step(3))
                .hasToString("WalkForward.rollingShare(0.5).test(3).step(3)")
                .isNotEqualTo(WalkForward.expandingShare(0.5).test(3).step(3));
    }
}
