package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.day;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Faulty.Where;
import org.junit.jupiter.api.Test;

/** The table for a terminal explains what it shows, a line each. */
class SummaryTest {
    private static String summary(Forecaster... forecasters) {
        return Backtest.on(daily("walk", 0, randomWalk(80, 1)))
                .windows(WalkForward.expanding(30))
                .seasonLength(1)
                .compare(forecasters)
                .run()
                .summary();
    }

    private static Forecaster classes(String name) {
        return new ClassFormula(
                name, "direction(y,0.0)", Target.Direction.CLASSES, last -> new double[] {0.4, 0.2, 0.4});
    }

    /** A forecaster of which a fold fails, which has a line of its own. */
    private static Forecaster failing(String name) {
        return new Faulty(name, 1, Where.FORECAST, time -> time.equals(day(60)), (time, value) -> {
            throw new IllegalStateException("broken");
        });
    }

    @Test
    void intervalsAreExplainedWhereTheyAreShown() {
        assertThat(summary(Baselines.drift("y", 1))).contains("Winkler95").contains("Cov: ");
        assertThat(summary(classes("ups"))).doesNotContain("Winkler").contains("log loss");
        assertThat(summary(classes("ups"), Baselines.drift("y", 1)))
                .contains("Winkler95")
                .contains("Cov: ");
    }

    @Test
    void aNameWithLineFeedsKeepsItsRow() {
        String broken = "a\nb\r\tc\u2028d";
        String values = summary(failing(broken), Baselines.drift("y", 1));
        String plain = summary(failing("a b  c d"), Baselines.drift("y", 1));
        assertThat(timeless(values))
                .isEqualTo(timeless(plain))
                .contains("\na b c d -")
                .contains("\na b c d: 1 of 49 folds failed");
        assertThat(timeless(summary(classes(broken)))).isEqualTo(timeless(summary(classes("a b  c d"))));
    }

    /** The summary without the times taken and the widths of columns, which depend on them. */
    private static String timeless(String summary) {
        return summary.replaceAll("[\\d.,]+ (ns|us|ms|s)\\b", "time")
                .replaceAll("-+", "-")
                .replaceAll(" +", " ");
    }
}
