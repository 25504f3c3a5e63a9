package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocExampleTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code(.*?)\\* }</pre>", Pattern.DOTALL);
    private static final String FOLDER = "java/io/forecastj/testkit/models";

    @ParameterizedTest
    @CsvSource({
        "FeatureContract, StreakTest",
        "RegressorContract, RidgeTest",
        "RegressionModelContract, SumModelTest",
        "PredictorFormatContract, LinearFormatTest"
    })
    void theExampleOfAContractIsATestThatRuns(String contract, String test) throws IOException {
        Matcher example =
                EXAMPLE.matcher(Files.readString(Path.of("src/main", FOLDER).resolve(contract + ".java")));
        assertThat(example.find())
                .as("an example in the javadoc of " + contract)
                .isTrue();
        String code = example.group(1).replaceAll("(?m)^ \\*", "").replaceAll("\\s+", "");
        assertThat(Files.readString(Path.of("src/test", FOLDER).resolve(test + ".java"))
                        .replaceAll("\\s+", ""))
                .contains(code);
    }
}
