package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.RandomForest;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.saving.SavedFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vote combines the probabilities of its members. */
class VotingEnsembleTest {
    private static final TimeSeries SERIES = Walks.hours(1, 400);

    private static Forecaster forest(String name, FeaturePipeline features, double threshold) {
        return RandomForest.forecaster(RandomForest.parameters().trees(20).build())
                .name(name)
                .target(Target.direction("load", threshold))
                .features(features)
                .strategy(Strategy.DIRECT)
                .horizon(Walks.HORIZON)
                .build();
    }

    private static List<Map<String, Double>> probabilities(Forecaster forecaster) {
        try (Predictor predictor = forecaster.fit(SERIES)) {
            Forecast forecast = predictor.predict(SERIES);
            return forecast.steps().stream().map(forecast::probabilities).toList();
        }
    }

    @Test
    void aSoftVoteIsTheWeightedMeanOfTheMembersProbabilities() {
        List<Map<String, Double>> first = probabilities(Walks.classes(1));
        List<Map<String, Double>> second = probabilities(Walks.classes(2));
        List<Map<String, Double>> equal = probabilities(Ensembles.vote(Walks.classes(1), Walks.classes(2)));
        List<Map<String, Double>> weighted =
                probabilities(Ensembles.vote(Walks.classes(1), Walks.classes(2)).weights(3, 1));
        for (int step = 0; step < Walks.HORIZON; step++) {
            for (String name : Target.Direction.CLASSES) {
                double a = first.get(step).get(name);
                double b = second.get(step).get(name);
                assertThat(equal.get(step).get(name)).isCloseTo((a + b) / 2, within(1e-12));
                assertThat(weighted.get(step).get(name)).isCloseTo((3 * a + b) / 4, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 0x1p-1040, 0x1p1022})
    void weightsOfAnySizeCountByTheirRatio(double unit) {
        VotingEnsemble vote = Ensembles.vote(Walks.classes(1), Walks.classes(2));
        assertThat(probabilities(vote.weights(3 * unit, unit))).isEqualTo(probabilities(vote.weights(3, 1)));
        List<Forecaster> values = List.of(Walks.linear(), Walks.naive());
        try (Predictor expected = Ensembles.weighted(values, 3, 1).fit(SERIES);
                Predictor found = Ensembles.weighted(values, 3 * unit, unit).fit(SERIES)) {
            assertThat(found.predict(SERIES).points())
                    .isEqualTo(expected.predict(SERIES).points());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // null is what is tested
    void noWeightsAreNotLearntOnes() {
        VotingEnsemble vote = Ensembles.vote(Walks.classes(1), Walks.classes(2));
        assertThatThrownBy(() -> vote.weights((double[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("weights");
    }

    @Test
    void aHardVoteIsTheShareOfTheMembersWhoseMostProbableClassItIs() {
        Forecaster[] members = {Walks.classes(1), Walks.classes(2), Walks.classes(3), Walks.classes(4)};
        int[][] votes = new int[Walks.HORIZON][3];
        for (Forecaster member : members) {
            List<Map<String, Double>> its = probabilities(member);
            for (int step = 0; step < Walks.HORIZON; step++) {
                List<Double> values = List.copyOf(its.get(step).values());
                votes[step][values.indexOf(values.stream().max(Double::compare).orElseThrow())]++;
            }
        }
        List<Map<String, Double>> found = probabilities(Ensembles.vote(members).hard());
        for (int step = 0; step < Walks.HORIZON; step++) {
            List<Double> values = List.copyOf(found.get(step).values());
            for (int c = 0; c < 3; c++) {
                assertThat(values.get(c)).isCloseTo(votes[step][c] / 4.0, within(1e-12));
            }
        }
    }

    @Test
    void learntWeightsPreferTheMemberThatKnowsAndTheFrequenciesWhereNobodyDoes() {
        TimeSeries zigzag = zigzag();
        FeaturePipeline level = FeaturePipeline.of(Features.difference("load", 1));
        FeaturePipeline noise = FeaturePipeline.of(Features.lag("noise", 1));
        try (Predictor predictor = Ensembles.vote(forest("knows", level, 0.001), forest("guesses", noise, 0.001))
                .learnWeights()
                .fit(zigzag)) {
            double[] weights = ((VotePredictor) predictor).model().weights();
            assertThat(weights[0]).isGreaterThan(0.8);
        }
        try (Predictor predictor = Ensembles.vote(forest("guesses", noise, 0.001), forest("too", noise, 0.001))
                .learnWeights()
                .fit(zigzag)) {
            double[] weights = ((VotePredictor) predictor).model().weights();
            assertThat(weights[2]).isGreaterThan(0.6);
        }
    }

    /** A series that mostly rises after a fall and falls after a rise, and a column that knows nothing. */
    private static TimeSeries zigzag() {
        Random random = new Random(5);
        TimeSeries.Builder series = TimeSeries.builder("load", "noise");
        for (int i = 0; i < 600; i++) {
            double load = 100 + (random.nextInt(5) == 0 ? random.nextInt(2) : i % 2);
            series.add(Instant.EPOCH.plusSeconds(3600L * i), load, random.nextGaussian());
        }
        return series.build();
    }

    private static Forecaster lastStep() {
        return RandomForest.forecaster(RandomForest.parameters().trees(5).build())
                .name("last")
                .target(Target.direction("load", 0.01))
                .features(FeaturePipeline.of(Features.difference("load", 1)))
                .strategy(Strategy.DIRECT)
                .horizons(Walks.HORIZON)
                .build();
    }

    @Test
    void aStepThatOnlyMembersWithoutAWeightForecastIsRefusedInTheFit() {
        VotingEnsemble vote = Ensembles.vote(Walks.classes(1), lastStep());
        vote.weights(1, 0).fit(SERIES).close();
        assertThatThrownBy(() -> vote.weights(0, 1).fit(SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("step 1,", "give one of them a weight");
    }

    @Test
    void learntWeightsAreThoseOfTheStepsThatAllMembersForecast(@TempDir Path folder) {
        Forecaster all = Walks.classes(1);
        Forecaster last = lastStep();
        List<List<Forecaster>> orders = List.of(List.of(all, last), List.of(last, all));
        for (int i = 0; i < orders.size(); i++) {
            Path model = folder.resolve("model" + i);
            VotingEnsemble vote =
                    Ensembles.vote(orders.get(i).toArray(Forecaster[]::new)).learnWeights();
            try (Predictor predictor = vote.fit(SERIES)) {
                assertThat(predictor.info().steps()).hasSize(Walks.HORIZON);
                Predictors.save(predictor, model);
                try (Predictor loaded = Predictors.load(model)) {
                    assertThat(loaded.predict(SERIES)).isEqualTo(predictor.predict(SERIES));
                }
            }
        }
    }

    @Test
    void noWeightDependsOnARowAfterTheTraining() {
        TimeSeries poisoned = Walks.hours("walk 1", 1, 400, 300, 1e6);
        Forecaster vote = Ensembles.vote(Walks.classes(1), Walks.classes(2)).learnWeights();
        Instant to = Instant.ofEpochMilli(SERIES.timestamp(299));
        try (Predictor whole = vote.prepare(List.of(poisoned)).fit(Instant.MIN, to, FitListener.NONE);
                Predictor cut = vote.fit(SERIES.head(300))) {
            assertThat(whole.modelHash()).isEqualTo(cut.modelHash());
        }
    }

    @Test
    void weightsOfTheHighestLikelihoodAreThoseOfASearchOverTheSimplex() {
        Random random = new Random(6);
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            pairs.add(new double[] {random.nextDouble(), random.nextDouble(), 1 / 3.0});
        }
        double[] found = ClassWeights.mostLikely(pairs);
        assertThat(Arrays.stream(found).sum()).isCloseTo(1, within(1e-12));
        double best = likelihood(pairs, found);
        for (int a = 0; a <= 50; a++) {
            for (int b = 0; a + b <= 50; b++) {
                double[] other = {a / 50.0, b / 50.0, (50 - a - b) / 50.0};
                assertThat(likelihood(pairs, other)).isLessThanOrEqualTo(best + 1e-6);
            }
        }
    }

    private static double likelihood(List<double[]> pairs, double[] weights) {
        return pairs.stream()
                .mapToDouble(pair -> Math.log(weights[0] * pair[0] + weights[1] * pair[1] + weights[2] * pair[2]))
                .sum();
    }

    @Test
    void aMemberOfValuesIsLeftOutAndNamed() {
        try (Predictor predictor =
                Ensembles.vote(Walks.classes(1), Walks.linear()).fit(SERIES)) {
            Forecast forecast = predictor.predict(SERIES);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons()).anyMatch(reason -> reason.contains("forecasts values, not classes"));
            assertThat(forecast.probabilities(1))
                    .isEqualTo(probabilities(Walks.classes(1)).get(0));
        }
    }

    @Test
    void aVoteWithoutAnyAnswerSaysWhy() {
        try (Predictor predictor = Ensembles.vote(Walks.naive(), Walks.linear()).fit(SERIES)) {
            assertThatThrownBy(() -> predictor.predict(SERIES))
                    .isInstanceOf(ForecastException.class)
                    .hasMessageContaining("'naive'")
                    .hasMessageContaining("not classes");
        }
    }

    @Test
    void targetsOfOtherThresholdsAndBadWeightsAreRefused() {
        FeaturePipeline level = FeaturePipeline.of(Features.difference("load", 1));
        Forecaster narrow = forest("narrow", level, 0.001);
        Forecaster wide = forest("wide", level, 0.01);
        assertThatThrownBy(() -> Ensembles.vote(narrow, wide).fit(SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("direction(load,0.001) and direction(load,0.01)");
        assertThatThrownBy(() -> Ensembles.vote(narrow, narrow).weights(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the number of the weights");
        assertThatThrownBy(() -> Ensembles.vote(Walks.linear(), Walks.naive())
                        .learnWeights()
                        .fit(SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Target.direction");
        Forecaster far = forest("far", FeaturePipeline.of(Features.lag("load", 20)), 0.01);
        assertThatThrownBy(() -> Ensembles.vote(far, far).learnWeights().fit(SERIES.head(25)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("give the weights");
    }

    @ParameterizedTest
    @CsvSource({
        "'0.75,0.25', '-0.75,0.25', 'at least 0'",
        "'0.75,0.25', '0.0,0.0', 'not all 0'",
        "'0.75,0.25', '0.75', 'weights'",
        "'false', '0', 'hard'",
        "'members\":2', 'members\":3', 'member-3'"
    })
    void damagedVotesAreRefused(String from, String to, String message, @TempDir Path folder) throws Exception {
        Path model = folder.resolve("model");
        try (Predictor vote =
                Ensembles.vote(Walks.classes(1), Walks.classes(2)).weights(3, 1).fit(SERIES)) {
            Predictors.save(vote, model);
        }
        Predictors.load(model).close();
        SavedFiles.forge(model, "vote.json", from, to);
        assertThatThrownBy(() -> Predictors.load(model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void learntWeightsNeedRowsThatDoNotChangeLater() {
        TimeSeries.Builder revised = TimeSeries.builder("load", "temperature");
        for (int i = 0; i < 300; i++) {
            Instant time = Instant.EPOCH.plusSeconds(3600L * i);
            revised.publish(time, time, 100 + i % 3, 10);
            revised.publish(time, time.plusSeconds(7200), 101 + i % 3, 10);
        }
        TimeSeries series = revised.build();
        VotingEnsemble vote = Ensembles.vote(Walks.classes(1), Walks.classes(2));
        vote.fit(series).close();
        assertThatThrownBy(() -> vote.learnWeights().fit(series))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("publication times")
                .hasMessageContaining("give the weights");
    }
}
