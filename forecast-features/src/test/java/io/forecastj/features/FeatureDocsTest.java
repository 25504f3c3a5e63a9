package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FeatureDocsTest {
    static final Iterable<Kind> KINDS = Catalogue.KINDS;

    private static final Path PAGE = Path.of("..", "docs", "features.md");

    /** With {@code -Dforecastj.updateDocs=true} the page is written. */
    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String expected = FeatureDocs.markdown();
        if (Boolean.getBoolean("forecastj.updateDocs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("out of date; write it with mvn test -pl forecast-features -am -Dtest=FeatureDocsTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dforecastj.updateDocs=true")
                .content()
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyKindHasAFormula(Kind kind) {
        assertThat(kind.formula()).as(kind.usage()).isNotBlank().doesNotEndWith(".");
    }
}
