package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.WalkForward;
import io.forecastj.backtest.BacktestResult;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class FixedEnsemblesTest {
    private static final WalkForward WINDOWS = WalkForward.expanding(730).fitOnce();

    @Test
    void learntWeightsBeatGivenOnesOnValues() throws IOException {
        BacktestResult result = FixedEnsembles.values(WINDOWS);
        double fixed = result.scores("fixed-40-40-20").overall().rmse();
        assertThat(result.scores("online-of-the-same").overall().rmse()).isLessThan(fixed);
        assertThat(result.scores("online-with-linear").overall().rmse()).isLessThan(fixed);
    }

    @Test
    void learntVotesHaveTheBestProbabilitiesOfClasses() throws IOException {
        BacktestResult result = FixedEnsembles.temperatureClasses(WINDOWS);
        double learnt = result.classScores("learnt-vote").overall().logLoss();
        for (String other : new String[] {"soft-vote", "hard-vote", "random-forest", "class-frequency"}) {
            assertThat(result.classScores(other).overall().logLoss()).as(other).isGreaterThan(learnt);
        }
    }
}
