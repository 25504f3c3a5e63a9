package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.lifecycle.retraining.RetrainOutcome.Kind;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Regressor;
import io.forecastj.models.regression.Strategy;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuedBoostingTest {
    private static final LightGbmParameters ROUNDS =
            LightGbm.parameters().rounds(5).build();
    private static final TimeSeries DAYS = Days.reverting(300, 9);

    @TempDir
    private Path directory;

    private static Forecaster forecaster(Regressor regressor) {
        return Regression.forecaster()
                .regressor(regressor)
                .target(Target.difference("y", 1))
                .features(Features.univariate("y", 3))
                .horizon(1)
                .build();
    }

    private static Forecaster anew() {
        return forecaster(LightGbm.regressor(ROUNDS));
    }

    private static ChallengerRecipe recipe(int mostRounds) {
        return ChallengerRecipe.continuing(ROUNDS, mostRounds, ContinuedBoostingTest::forecaster, anew());
    }

    private static String continuedRounds(Predictor predictor) {
        return predictor.info().parameters().getOrDefault("lightgbm.continued_rounds", "none");
    }

    @Test
    void theChampionsTreesAreContinuedUntilTheyAreTooMany() {
        ModelStore store = ModelStore.open(directory);
        StoredModel model = store.model("days");
        AtomicReference<TimeSeries> data = new AtomicReference<>(DAYS.head(100));
        Retrainer retrainer = Retrainer.builder(store, "days")
                .data(() -> List.of(data.get()))
                .forecaster(anew())
                .recipe(recipe(10))
                .policy(Days.impatient().newRows(50).build())
                .rule(PromotionRule.always())
                .build();
        List<String> continued = new ArrayList<>();
        for (int rows = 100; rows <= 300; rows += 100) {
            data.set(DAYS.head(rows));
            RetrainOutcome outcome = retrainer.runOnce();
            assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
            try (Predictor serving = model.load("production")) {
                continued.add(continuedRounds(serving));
            }
        }
        assertThat(continued).containsExactly("none", "5", "none");
    }

    @Test
    void aChampionOfAnotherKindIsReplacedByANewModel() {
        try (Predictor linear = Days.linear().fit(DAYS);
                Predictor challenger = recipe(100).challenger(linear).fit(DAYS)) {
            assertThat(challenger.info().parameters()).containsEntry("regressor", "lightgbm");
            assertThat(continuedRounds(challenger)).isEqualTo("none");
        }
    }

    @Test
    void severalModelsAreNotContinued() {
        Forecaster direct = LightGbm.forecaster(ROUNDS)
                .target(Target.difference("y", 1))
                .features(Features.univariate("y", 3))
                .strategy(Strategy.DIRECT)
                .horizon(2)
                .build();
        try (Predictor champion = direct.fit(DAYS);
                Predictor challenger = recipe(100).challenger(champion).fit(DAYS)) {
            assertThat(continuedRounds(challenger)).isEqualTo("none");
        }
    }

    @Test
    void classesAreComparedByTheirLogarithmicLoss() {
        Forecaster classes = LightGbm.forecaster(LightGbm.parameters()
                        .objective(new Objective.Multiclass(3))
                        .rounds(3)
                        .build())
                .target(Target.direction("y", 0.2))
                .features(Features.univariate("y", 3))
                .strategy(Strategy.DIRECT)
                .horizon(1)
                .build();
        ModelStore store = ModelStore.open(directory);
        try (Predictor champion = classes.fit(DAYS.head(50))) {
            store.model("days")
                    .promote("production", store.model("days").publish(champion).number());
        }
        RetrainOutcome outcome = Retrainer.builder(store, "days")
                .data(() -> List.of(DAYS))
                .forecaster(classes)
                .policy(Days.impatient().newRows(50).build())
                .build()
                .runOnce();
        ModelComparison comparison = outcome.comparison().orElseThrow(() -> new AssertionError(outcome));
        assertThat(comparison.metric()).isEqualTo("log_loss");
        assertThat(comparison.origins()).isEqualTo(125);
        assertThat(comparison.test()).isPresent();
        assertThat(outcome.version().orElseThrow().metric("log_loss")).hasValue(comparison.challengerError());
    }

    @Test
    void aLimitOfNoRoundsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> recipe(0));
    }
}
