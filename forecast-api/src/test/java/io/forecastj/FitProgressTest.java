package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The completed part of a fit and the time left. */
class FitProgressTest {
    private static FitProgress report(int done, int total) {
        return new FitProgress("f", "phase", done, total, Map.of());
    }

    private static FitTasks.Task<Integer> rounds(int done, int total) {
        return its -> {
            for (int round = 1; round <= done; round++) {
                its.onProgress(report(round, total));
            }
            return done;
        };
    }

    private static List<Double> completed(List<FitTasks.Task<Integer>> tasks, double[] work) {
        List<Double> completed = new ArrayList<>();
        FitListener listener = progress -> completed.add(progress.completed());
        FitTasks.run(tasks, work, listener.on(Runnable::run));
        return completed;
    }

    @Test
    void aFitOfOnePhaseIsCompletedAsThePhaseIs() {
        assertThat(report(1, 4).completed()).isEqualTo(0.25);
        assertThat(report(4, 4).completed()).isEqualTo(1);
        assertThat(report(5, 4).completed()).isEqualTo(1);
        assertThat(report(0, 0).completed()).isZero();
        assertThatThrownBy(() -> new FitProgress("f", "p", 1, 1, Map.of(), 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the completed part of a fit must be from 0 to 1, found 1.5");
    }

    @Test
    void theTimeLeftFollowsFromTheTimeSinceTheStart() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(report(1, 4).timeLeft(minute)).contains(Duration.ofMinutes(3));
        assertThat(report(4, 4).timeLeft(minute)).contains(Duration.ZERO);
        assertThat(report(0, 4).timeLeft(minute)).isEmpty();
    }

    @Test
    void tasksCountByTheirWorkAndEarlyEndsCountWhole() {
        assertThat(completed(List.of(rounds(2, 2), rounds(2, 2)), new double[] {1, 3}))
                .containsExactly(0.125, 0.25, 0.625, 1.0);
        assertThat(completed(List.of(rounds(1, 4), rounds(2, 2)), new double[] {1, 1}))
                .as("a task that stops early gives its last report once more")
                .containsExactly(0.125, 0.5, 0.75, 1.0);
        assertThat(completed(List.of(rounds(0, 4), rounds(1, 1)), new double[] {1, 1}))
                .as("a task without reports")
                .containsExactly(1.0);
        assertThat(completed(
                        List.of(
                                its -> FitTasks.run(List.of(rounds(2, 2), rounds(1, 1)), its)
                                        .size(),
                                rounds(1, 1)),
                        new double[] {1, 1}))
                .as("tasks in tasks")
                .containsExactly(0.125, 0.25, 0.5, 1.0);
        assertThatThrownBy(() -> completed(List.of(rounds(1, 1)), new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a number above 0 as the work of each of 1 tasks, found [0.0]");
    }

    @Test
    void aPhaseTakesItsSpanOfTheWhole() {
        List<Double> completed = new ArrayList<>();
        FitListener whole = progress -> completed.add(progress.completed());
        FitTasks.phase(whole, 0, 0.2).onProgress(report(1, 2));
        FitTasks.phase(whole, 0.2, 1).onProgress(report(1, 4));
        FitTasks.phase(whole, 0.2, 1).onProgress(report(4, 4));
        assertThat(completed).containsExactly(0.1, 0.4, 1.0);
        Executor own = Runnable::run;
        assertThat(FitTasks.phase(whole.on(own), 0, 1).executor()).isSameAs(own);
        assertThatThrownBy(() -> FitTasks.phase(whole, 0.5, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0.5 to 0.2");
    }
}
