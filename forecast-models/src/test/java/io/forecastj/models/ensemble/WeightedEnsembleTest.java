package io.forecastj.models.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An ensemble with given weights is the weighted mean of its members, and of nothing else. */
class WeightedEnsembleTest {
    private static final TimeSeries SERIES = Walks.hours(1, 200);

    @Test
    void aPointIsTheWeightedMeanOfTheMembersPoints() {
        Forecaster ensemble = Ensembles.weighted(List.of(Walks.linear(), Walks.naive(), Walks.seasonal()), 40, 40, 20);
        double[] mean = new double[Walks.HORIZON];
        add(mean, Walks.linear(), 0.4);
        add(mean, Walks.naive(), 0.4);
        add(mean, Walks.seasonal(), 0.2);
        try (Predictor predictor = ensemble.fit(SERIES)) {
            for (int step = 1; step <= Walks.HORIZON; step++) {
                assertThat(predictor.predict(SERIES).point(step)).isCloseTo(mean[step - 1], within(1e-9));
            }
            assertThat(predictor.info().name()).isEqualTo("weighted");
        }
        assertThat(Ensembles.weighted(List.of(Walks.naive(), Walks.seasonal()), 1, 1)
                        .name("halves")
                        .name())
                .isEqualTo("halves");
    }

    private static void add(double[] mean, Forecaster member, double weight) {
        try (Predictor predictor = member.fit(SERIES)) {
            for (int step = 1; step <= Walks.HORIZON; step++) {
                mean[step - 1] += weight * predictor.predict(SERIES).point(step);
            }
        }
    }

    @Test
    void aFitOfAPreparedPartEqualsThatOfThePart() {
        Forecaster ensemble = Ensembles.weighted(List.of(Walks.linear(), Walks.naive()), 0.7, 0.3);
        Instant to = Instant.ofEpochMilli(SERIES.timestamp(149));
        try (Predictor prepared = ensemble.prepare(List.of(SERIES)).fit(Instant.MIN, to, FitListener.NONE);
                Predictor alone = ensemble.fit(SERIES.head(150))) {
            assertThat(prepared.predict(SERIES)).isEqualTo(alone.predict(SERIES));
        }
    }

    @Test
    void weightsThatFitNoMemberAreRefused() {
        List<Forecaster> members = List.of(Walks.linear(), Walks.naive());
        assertThatThrownBy(() -> Ensembles.weighted(members, 1)).hasMessageContaining("the number of the weights");
        assertThatThrownBy(() -> Ensembles.weighted(members, 1, -1)).hasMessageContaining("[1.0, -1.0]");
        assertThatThrownBy(() -> Ensembles.weighted(members, 0, 0)).hasMessageContaining("not all 0");
        assertThatThrownBy(() -> Ensembles.weighted(members, 1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Ensembles.weighted(List.of(Walks.naive()), 1)).hasMessageContaining("two members");
        assertThatThrownBy(() -> Ensembles.weighted(List.of(Walks.naive(), Walks.classes(1)), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ensembles.vote(...)");
    }
}
