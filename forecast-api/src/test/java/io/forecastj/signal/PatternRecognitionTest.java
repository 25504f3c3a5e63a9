package io.forecastj.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ForecastStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternRecognitionTest {
    private static final Instant TIME = Instant.parse("2024-03-01T10:00:00Z");
    private static final PatternInfo INFO = PatternInfo.builder("candles", List.of("doji", "hammer", "engulfing"))
            .columns(List.of("open", "close"))
            .build();

    private static PatternRecognition of(double... probabilities) {
        return PatternRecognition.of(INFO, "SPX", TIME, probabilities, ForecastStatus.OK, List.of());
    }

    @Test
    void probabilitiesAreFoundByNameAndNeedNotAddUpToOne() {
        PatternRecognition seen = of(0.9, 0.25, 0.9);
        assertThat(seen.probability("hammer")).isEqualTo(0.25);
        assertThat(seen.probability("engulfing")).isEqualTo(0.9);
        assertThat(seen.patterns()).containsExactly("doji", "hammer", "engulfing");
        assertThat(seen.seriesId()).isEqualTo("SPX");
        assertThat(seen.time()).isEqualTo(TIME);
    }

    @Test
    void theStrongestPatternIsTheFirstOfTheMostProbable() {
        assertThat(of(0.1, 0.7, 0.7).strongest()).isEqualTo("hammer");
        assertThat(of(0, 0, 0).strongest()).isEqualTo("doji");
    }

    @Test
    void anUnknownPatternIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> of(0, 0, 0).probability("flag"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'candles' knows no pattern 'flag'; it knows [doji, hammer, engulfing]");
    }

    @Test
    void aProbabilityOutsideItsRangeIsRefusedByName() {
        for (double bad : new double[] {-1e-9, 1 + 1e-9, Double.NaN}) {
            assertThatThrownBy(() -> of(0.5, bad, 0.5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'hammer'")
                    .hasMessageContaining(String.valueOf(bad));
        }
        assertThatThrownBy(() -> of(0.5, 0.5)).hasMessageContaining("[doji, hammer, engulfing], found 2");
    }

    @Test
    void aStatusOtherThanOkNeedsAReasonAndOkHasNone() {
        double[] some = {0.1, 0.2, 0.3};
        assertThatThrownBy(() -> PatternRecognition.of(INFO, "", TIME, some, ForecastStatus.DEGRADED, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PatternRecognition.of(INFO, "", TIME, some, ForecastStatus.OK, List.of("why")))
                .isInstanceOf(IllegalArgumentException.class);
        PatternRecognition degraded =
                PatternRecognition.of(INFO, "", TIME, some, ForecastStatus.DEGRADED, List.of("close was missing"));
        assertThat(degraded)
                .hasToString("patterns by candles at 2024-03-01T10:00:00Z: doji 0.1, hammer 0.2, engulfing 0.3"
                        + " (DEGRADED: close was missing)");
    }

    @Test
    void equalityIsByValueAndArraysAreCopied() {
        double[] given = {0.1, 0.2, 0.3};
        PatternRecognition one = of(given);
        given[0] = 1;
        one.probabilities()[1] = 1;
        assertThat(one).isEqualTo(of(0.1, 0.2, 0.3)).hasSameHashCodeAs(of(0.1, 0.2, 0.3));
        assertThat(one).isNotEqualTo(of(0.1, 0.2, 0.30000000000000004));
    }

    @Test
    void aDescriptionNeedsPatternsAndColumnsOnceEach() {
        assertThatThrownBy(() -> PatternInfo.builder("x", List.of())
                        .columns(List.of("close"))
                        .build())
                .hasMessage("a pattern recognizer needs at least one pattern");
        assertThatThrownBy(() -> PatternInfo.builder("x", List.of("a", "a"))
                        .columns(List.of("close"))
                        .build())
                .hasMessage("a pattern is named twice in [a, a]");
        assertThatThrownBy(() -> PatternInfo.builder("x", List.of("a")).build())
                .hasMessage("a pattern recognizer needs at least one column");
        assertThatThrownBy(() -> PatternInfo.builder("x", List.of("a"))
                        .columns(List.of("close"))
                        .requiredHistory(0)
                        .build())
                .hasMessage("requiredHistory must be at least 1, found 0");
    }
}
