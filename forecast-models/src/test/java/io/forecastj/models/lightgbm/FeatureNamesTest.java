package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "close",
                "rsi(close,14)",
                "a b",
                "50%",
                "%2C",
                "{\"x\":[1]}",
                "größe",
                "日経",
                "a=b",
                "\t",
                "%%41",
                "x%"
            })
    void everyNameComesBack(String name) {
        String encoded = FeatureNames.encode(name);
        assertThat(encoded).doesNotContainPattern("[\\s\",:\\[\\]{}=]");
        assertThat(FeatureNames.decode(encoded)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"50%,50%", "%41,%41", "%2c,%2c", "100%2,100%2", "a%2Cb,'a,b'"})
    void onlyOurOwnEscapesOfForeignNamesAreTurnedBack(String foreign, String name) {
        assertThat(FeatureNames.decode(foreign)).isEqualTo(name);
    }
}
