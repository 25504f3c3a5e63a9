package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of a window in order, the array and the tree, against sorting each window. */
class OrderedWindowTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 65, 200})
    void keepsTheValuesInOrder(int n) {
        Random random = new Random(n);
        List<IntToDoubleFunction> series = List.of(
                i -> random.nextGaussian(),
                i -> random.nextInt(4),
                i -> i,
                i -> -i,
                i -> Math.sin(i * 2 * Math.PI / n),
                i -> random.nextInt(10) == 0 ? Double.NaN : random.nextInt(50));
        for (IntToDoubleFunction values : series) {
            for (OrderedWindow window : List.of(new SortedWindow(n), new TreeWindow(n), new DeviationWindow(n))) {
                double[] x = IntStream.range(0, 5 * n + 20).mapToDouble(values).toArray();
                for (int i = 0; i < x.length; i++) {
                    check(window, window.add(x[i]), Direct.window(x, i, n), "seed " + n + ", row " + i);
                }
            }
        }
    }

    private static void check(OrderedWindow window, boolean full, double[] values, String where) {
        assertThat(full).as(where).isEqualTo(!Direct.isMissing(values));
        if (full) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int rank = 0; rank < sorted.length; rank++) {
                double x = sorted[rank];
                assertThat(window.get(rank)).as("%s, rank %d", where, rank).isEqualTo(x);
                assertThat(window.below(x)).as(where).isEqualTo((int)
                        Arrays.stream(values).filter(v -> v < x).count());
                assertThat(window.upTo(x)).as(where).isEqualTo((int)
                        Arrays.stream(values).filter(v -> v <= x).count());
            }
        }
    }

    @Test
    void goesItsOwnWayAfterACopy() {
        Random random = new Random(6);
        for (int n : new int[] {50, OrderedWindow.LARGEST_SORTED + 50}) {
            OrderedWindow window = OrderedWindow.of(n);
            OrderedWindow copy = OrderedWindow.of(n);
            OrderedWindow same = OrderedWindow.of(n);
            for (int i = 0; i < n + 30; i++) {
                double x = random.nextGaussian();
                window.add(x);
                same.add(x);
            }
            copy.copyFrom(window);
            for (int i = 0; i < 100; i++) {
                copy.add(1e9 + i);
                copy.add(Double.NaN);
            }
            for (int rank = 0; rank < n; rank++) {
                assertThat(window.get(rank)).as("seed 6, window %d", n).isEqualTo(same.get(rank));
            }
            window.add(0.5);
            assertThat(window.upTo(0.5) - window.below(0.5)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20})
    void isTheSameAfterARestart(int n) {
        for (OrderedWindow window : List.of(new SortedWindow(n), new TreeWindow(n), new DeviationWindow(n))) {
            Random random = new Random(n);
            OrderedWindow other = null;
            for (int i = 0; i < 6 * n; i++) {
                if (i % (n + 1) == 0) {
                    other = restarted(window, n);
                }
                // many equal values, zeros of both signs among them
                double x =
                        random.nextInt(2 * n + 1) == 0 ? Double.NaN : (random.nextInt(5) - 2) * (random.nextInt(3) - 1);
                boolean full = window.add(x);
                assertThat(other.add(x)).isEqualTo(full);
                for (int rank = 0; full && rank < n; rank++) {
                    // the bits: 0.0 is another number than -0.0
                    assertThat(Double.doubleToRawLongBits(other.get(rank)))
                            .as("%s, seed %d, row %d, rank %d", window.getClass(), n, i, rank)
                            .isEqualTo(Double.doubleToRawLongBits(window.get(rank)));
                }
                if (full && window instanceof DeviationWindow deviations) {
                    assertThat(((DeviationWindow) other).sumOfDistances(0.3)).isEqualTo(deviations.sumOfDistances(0.3));
                }
            }
        }
    }

    private static OrderedWindow restarted(OrderedWindow window, int n) {
        StateWriter out = new StateWriter();
        window.save(out);
        OrderedWindow other = window instanceof SortedWindow
                ? new SortedWindow(n)
                : window instanceof DeviationWindow ? new DeviationWindow(n) : new TreeWindow(n);
        StateReader in = new StateReader(out.toBytes());
        other.restore(in);
        in.requireEnd();
        return other;
    }

    @Test
    void takesTheTreeForLargeWindows() {
        assertThat(OrderedWindow.of(OrderedWindow.LARGEST_SORTED)).isInstanceOf(SortedWindow.class);
        assertThat(OrderedWindow.of(OrderedWindow.LARGEST_SORTED + 1)).isInstanceOf(TreeWindow.class);
    }

    @Test
    void staysFlatWhateverTheOrderOfTheValues() {
        int n = 200_000;
        for (IntToDoubleFunction values : List.<IntToDoubleFunction>of(i -> i, i -> -i, i -> 0, i -> i % 1_000)) {
            TreeWindow window = new TreeWindow(n);
            for (int i = 0; i < n + n / 2; i++) {
                window.add(values.applyAsDouble(i));
            }
            assertThat(window.depth()).as("nodes on the longest way down").isLessThan(70);
        }
    }
}
