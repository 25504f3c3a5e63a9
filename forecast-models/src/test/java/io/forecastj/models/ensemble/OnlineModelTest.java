package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.ColumnRole;
import io.forecastj.PredictorInfo;
import io.forecastj.Snapshots;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnlineModelTest {
    private static final PredictorInfo INFO =
            PredictorInfo.builder("online", 1).column("y", ColumnRole.TARGET).build();

    private static String hash(double pooled, Map<String, double[]> states) {
        OnlineModel model = new OnlineModel(Combination.BOA, null, new double[] {pooled}, states);
        return Snapshots.modelHash(INFO, model::identify);
    }

    @Test
    void modelsOfOtherLearntWeightsHaveOtherHashes() {
        String hash = hash(0.5, Map.of("a", new double[] {1}));
        assertThat(hash(0.5, Map.of("a", new double[] {1}))).isEqualTo(hash);
        assertThat(hash(0.6, Map.of("a", new double[] {1}))).isNotEqualTo(hash);
        assertThat(hash(0.5, Map.of("a", new double[] {2}))).isNotEqualTo(hash);
        assertThat(hash(0.5, Map.of("b", new double[] {1}))).isNotEqualTo(hash);
    }
}
