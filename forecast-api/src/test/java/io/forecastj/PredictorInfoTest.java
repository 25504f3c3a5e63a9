package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PredictorInfoTest {
    private static PredictorInfo.Builder builder() {
        return PredictorInfo.builder("linear", 3)
                .name("trend")
                .column("a", ColumnRole.TARGET)
                .column("price", ColumnRole.KNOWN_FUTURE)
                .column("b", ColumnRole.TARGET)
                .column("x", ColumnRole.PAST)
                .column("area", ColumnRole.STATIC)
                .requiredHistory(5)
                .features(List.of("lag(a,1)"), "c0ffee")
                .trained(Instant.EPOCH, Instant.ofEpochSecond(60))
                .parameter("alpha", 0.5)
                .seed(7)
                .library("solver", "1.2");
    }

    @Test
    void theTargetsAreTheColumnsOfThatRole() {
        PredictorInfo info = builder().build();
        assertThat(info.targets()).containsExactly("a", "b").isEqualTo(info.columns(ColumnRole.TARGET));
        assertThat(info.rowColumns()).containsExactly("a", "price", "b", "x");
    }

    @Test
    void onlyTheBuilderMakesADescriptionSoThatTargetsCannotContradictTheColumns() {
        assertThat(PredictorInfo.class.getDeclaredConstructors())
                .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers()));
        assertThat(Stream.of(PredictorInfo.Builder.class.getMethods()))
                .noneMatch(method -> method.getName().equals("targets"));
        assertThatThrownBy(() -> PredictorInfo.builder("k", 1)
                        .column("x", ColumnRole.PAST)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a predictor needs at least one target, found the columns [Column[name=x, role=PAST]]");
    }

    @Test
    void aColumnHasOneRole() {
        assertThatThrownBy(() -> builder().column("a", ColumnRole.PAST).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the column 'a' must be listed once, found the columns [");
        assertThatThrownBy(() -> builder().column("area", ColumnRole.STATIC).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the attribute 'area' must be listed once");
        assertThat(builder().column("a", ColumnRole.STATIC).build().columns(ColumnRole.STATIC))
                .as("an attribute may have the name of a column")
                .containsExactly("area", "a");
    }

    @Test
    void theStepsEndAtTheHorizon() {
        for (List<Integer> bad : List.of(List.of(1, 2), List.of(2, 1, 3), List.of(0, 3), List.of(1, 4))) {
            assertThatThrownBy(() -> builder().steps(bad).build())
                    .as("steps " + bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found " + bad);
        }
        assertThat(builder().steps(List.of(1, 3)).build().steps()).containsExactly(1, 3);
    }

    @Test
    void descriptionsAreEqualIfAllPartsAre() {
        assertThat(builder().build())
                .isEqualTo(builder().build())
                .hasSameHashCodeAs(builder().build());
        List<UnaryOperator<PredictorInfo.Builder>> changes = List.of(
                one -> one.name("other"),
                one -> one.steps(List.of(3)),
                one -> one.column("more", ColumnRole.PAST),
                one -> one.requiredHistory(6),
                one -> one.sufficientHistory(7),
                one -> one.features(List.of("lag(a,2)"), "c0ffee"),
                one -> one.features(List.of("lag(a,1)"), "decaf"),
                one -> one.trained(null, Instant.ofEpochSecond(60)),
                one -> one.trained(Instant.EPOCH, null),
                one -> one.sampling(Sampling.daily()),
                one -> one.parameter("alpha", 0.6),
                one -> one.seed(8),
                one -> one.library("solver", "1.3"));
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i).apply(builder()).build())
                    .as("change " + i)
                    .isNotEqualTo(builder().build());
        }
    }

    @Test
    void aDescriptionDoesNotChangeWithItsBuilder() {
        PredictorInfo.Builder builder = builder();
        PredictorInfo info = builder.build();
        builder.parameter("beta", 1).library("more", "1").column("c", ColumnRole.TARGET);
        assertThat(info).isEqualTo(builder().build());
    }

    @Test
    void theVersionsOfAFileReplaceThoseOfThisLibrary() {
        assertThat(builder().build().libraries()).containsOnlyKeys("forecastj", "solver");
        assertThat(builder().libraries(Map.of("forecastj", "0.0.1")).build().libraries())
                .isEqualTo(Map.of("forecastj", "0.0.1"));
    }

    @Test
    void enoughRowsAreNoFewerThanTheRequiredOnes() {
        assertThat(builder().build().sufficientHistory()).isEmpty();
        assertThat(builder().sufficientHistory(5).build().sufficientHistory()).hasValue(5);
        assertThatThrownBy(() -> builder().sufficientHistory(4).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sufficientHistory must be 0 or at least the required history of 5 rows, found 4");
    }

    @Test
    void theTextHasAllParts() {
        assertThat(builder().build().toString())
                .startsWith("PredictorInfo{name=trend, kind=linear, horizon=3, steps=[1, 2, 3], requiredHistory=5, ")
                .contains("columns=[Column[name=a, role=TARGET], ")
                .contains("trainedTo=1970-01-01T00:01:00Z, sampling=null, parameters={alpha=0.5}, seed=7, ");
    }
}
