package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random walks have nothing to find, so networks must not claim to forecast them. */
@Tag("slow")
@NeedsEngine
class RandomWalksTest {
    private static final int WALKS = 4;

    private static final TrainingSettings TRAINING =
            TrainingSettings.builder().epochs(15).patience(4).build();

    private static NeuralBuilder<?> medium(String kind) {
        return switch (kind) {
            case "lstm" -> Neural.lstm().units(16);
            case "gru" -> Neural.gru().units(16);
            case "bidirectionalLstm" -> Neural.bidirectionalLstm().units(8);
            case "transformer" ->
                Neural.transformer().units(16).heads(2).layers(1).feedForward(32);
            case "cnn" -> Neural.cnn().filters(8, 16);
            case "tcn" -> Neural.tcn().channels(8);
            default -> Neural.nhits().units(32, 32);
        };
    }

    /** A network of the level, or one of the log return. */
    private static Forecaster forecaster(String kind, boolean level) {
        return medium(kind)
                .target(level ? Target.level("y") : Target.logReturn("y"))
                .lookback(20)
                .horizon(1)
                .training(TRAINING)
                .build();
    }

    @Test
    void noNetworkClaimsSkillOnRandomWalks() {
        List<Double> pValues = new ArrayList<>();
        double skill = 0;
        for (int kind = 0; kind < SmallNeural.KINDS.size(); kind++) {
            String model = SmallNeural.KINDS.get(kind);
            for (int walk = 0; walk < WALKS; walk++) {
                // walks of its own, so that the tests do not depend on each other
                TimeSeries series = TestSeries.walk(700, WALKS * kind + walk + 1);
                BacktestResult result = Backtest.on(series)
                        .windows(WalkForward.expanding(500).test(20).step(20).refitEvery(5))
                        .compare(forecaster(model, walk % 2 == 0))
                        .run();
                pValues.add(result.scores(model).against("naive").orElseThrow().pBetter());
                skill += result.scores(model).overall().skill() / (SmallNeural.KINDS.size() * WALKS);
            }
        }
        // 28 tests at 5 %: more than 4 are significant with a probability of 1.2 % where there is nothing to find
        assertThat(pValues.stream().filter(p -> p < 0.05).count())
                .as("p-values " + pValues)
                .isLessThanOrEqualTo(4);
        assertThat(skill).as("mean skill").isLessThan(0.002);
    }
}
