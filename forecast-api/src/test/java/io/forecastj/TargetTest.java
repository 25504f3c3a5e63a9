package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final List<Target.Valued> VALUED = List.of(
            Target.logReturn("close"),
            Target.logReturn("y", 12),
            Target.logReturn("y, (1)", 2),
            Target.difference("y", 1),
            Target.difference("y", 24),
            Target.level("y"));
    private static final List<Target> ALL = Stream.concat(VALUED.stream(), Stream.of(Target.direction("close", 0.002)))
            .toList();

    @Test
    void decodingInvertsEncoding() {
        for (Target.Valued target : VALUED) {
            assertThat(target.decode(80, target.encode(80, 100)))
                    .as(target.toString())
                    .isCloseTo(100, within(1e-12));
        }
    }

    @Test
    void theTextReadsBack() {
        for (Target target : ALL) {
            assertThat(Target.parse(target.toString())).isEqualTo(target);
        }
        assertThatThrownBy(() -> Target.parse("return(close)")).hasMessageContaining("'return(close)'");
        assertThatThrownBy(() -> Target.parse("difference(y)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.parse("difference(y,x)")).hasMessageContaining("'difference(y,x)'");
    }

    @Test
    void aSeasonalDifferencesBaseIsTheSamePhaseOfTheLastSeasonKnown() {
        Target weekly = Target.difference("y", 7);
        assertThat(weekly.baseLag(1)).isEqualTo(6);
        assertThat(weekly.baseLag(7)).isZero();
        assertThat(weekly.baseLag(8)).isEqualTo(6);
        assertThat(weekly.baseLag(20)).isEqualTo(1);
        assertThat(Target.difference("y", 1).baseLag(5)).isZero();
    }

    @Test
    void aSeasonalLogReturnIsTheRatioToTheSamePhaseOfTheLastSeason() {
        Target.LogReturn monthly = Target.logReturn("y", 12);
        assertThat(monthly.baseLag(1)).isEqualTo(11);
        assertThat(monthly.baseLag(12)).isZero();
        assertThat(monthly.baseLag(13)).isEqualTo(11);
        assertThat(monthly.encode(112, 118)).isCloseTo(0.052185753170570126, within(1e-15));
        assertThat(monthly.decode(112, Math.log(1.5))).isCloseTo(168, within(1e-12));
        assertThat(monthly.encode(112, Double.NaN)).isNaN();
        assertThat(monthly).hasToString("seasonalLogReturn(y,12)").isNotEqualTo(Target.logReturn("y"));
    }

    @Test
    void aLogReturnOfOneRowIsThePlainOne() {
        assertThat(Target.logReturn("y", 1)).isEqualTo(Target.logReturn("y")).hasToString("logReturn(y)");
        assertThat(Target.logReturn("y").baseLag(5)).isZero();
        // the text of a column of this name, which models saved before have
        assertThat(Target.parse("logReturn(y,12)")).isEqualTo(Target.logReturn("y,12"));
        assertThatThrownBy(() -> Target.logReturn("y", 0)).hasMessageContaining("at least 1, found 0");
        assertThatThrownBy(() -> Target.parse("seasonalLogReturn(y)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.parse("seasonalLogReturn(y,1.5)")).hasMessageContaining("expected a number");
    }

    @Test
    void directionHasClassesInsteadOfValues() {
        Target direction = Target.direction("close", 0.01);
        assertThat(direction.encode(100, 98)).isEqualTo(0);
        assertThat(direction.encode(100, 100.5)).isEqualTo(1);
        assertThat(direction.encode(100, 102)).isEqualTo(2);
        assertThat(direction.encode(100, Double.NaN)).isNaN();
        assertThat(direction).isNotInstanceOf(Target.Valued.class);
    }

    @Test
    void aLogOfAValueThatIsNotPositiveIsRefusedWithItsRow() {
        TimeSeries series = TimeSeries.of("close", Instant.EPOCH, Sampling.daily(), 3, 2, 0, 1);
        assertThatThrownBy(() -> Target.logReturn("close").check(series))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("0.0 in row 2 at 1970-01-03T00:00:00Z");
        Target.difference("close", 1).check(series);
        assertThatThrownBy(() -> Target.level("z").check(series)).isInstanceOf(InvalidSeriesException.class);
    }

    @Test
    void ratiosAcceptPositiveAndMissingValuesOnly() {
        for (Target target :
                List.of(Target.logReturn("close"), Target.logReturn("close", 7), Target.direction("close", 0.01))) {
            assertThat(target.accepts(1e-9)).isTrue();
            assertThat(target.accepts(Double.NaN)).isTrue();
            assertThat(target.accepts(0)).isFalse();
            assertThat(target.accepts(-1)).isFalse();
        }
        assertThat(Target.difference("close", 1).accepts(-1)).isTrue();
        assertThat(Target.level("close").accepts(0)).isTrue();
    }
}
