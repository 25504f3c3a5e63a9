package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of the catalogue keeps the promises of a feature, by the example that the documentation gives of it. */
class EveryKindTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^(?:`[^`]+`, such as )?`(\\w+\\([^`]*\\))` *$");
    private static final Set<String> FILLING = Set.of("imputeLast", "imputeMean", "imputeMedian");
    private static final TimeSeries BARS = Bars.random(1, 1_200);

    static List<Feature> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "features.md")))
                .results()
                .map((MatchResult found) -> Features.parse(found.group(1)))
                .toList();
    }

    @Test
    void theDocumentationHasAnExampleOfEveryKind() throws IOException {
        assertThat(examples().stream().map(Feature::kind).collect(Collectors.toSet()))
                .isEqualTo(FeatureRegistry.standard().kinds());
    }

    @Nested
    @ParameterizedClass
    @MethodSource("io.forecastj.testkit.models.EveryKindTest#examples")
    class Kind extends FeatureContract {
        @Parameter
        Feature example;

        @Override
        protected Feature feature() {
            return Features.parse(example.text());
        }

        @Override
        protected TimeSeries series() {
            return BARS.head(Math.max(300, 2 * example.warmup() + 50));
        }

        @Override
        protected boolean fillsMissingValues() {
            return FILLING.contains(example.kind());
        }
    }
}
