package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterSpecTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"ets\",\"column\":\"sales\",\"horizon\":7}",
                "{\"model\":\"ets\",\"column\":\"sales\",\"horizon\":7,\"season\":7}",
                "{\"model\":\"theta\",\"column\":\"sales\",\"horizon\":7}",
                "{\"model\":\"arima\",\"column\":\"sales\",\"horizon\":7,\"season\":1}",
                "{\"model\":\"ces\",\"column\":\"sales\",\"horizon\":7}",
                "{\"model\":\"croston\",\"column\":\"sales\",\"horizon\":7}",
                "{\"model\":\"holt-winters\",\"column\":\"sales\",\"horizon\":7,\"season\":7}",
                "{\"model\":\"linear\",\"column\":\"sales\",\"horizon\":7,\"lookback\":7}",
                "{\"model\":\"auto\",\"column\":\"sales\",\"horizon\":7,\"preset\":\"fast\"}",
                "{\"model\":\"naive\",\"column\":\"sales\",\"horizon\":7}",
                "{\"model\":\"drift\",\"column\":\"sales\",\"horizon\":7}",
                "{\"model\":\"seasonal-naive\",\"column\":\"sales\",\"horizon\":7,\"season\":7}"
            })
    void everyModelCanBeNamed(String json) {
        ForecasterSpec spec = ForecasterSpec.parse(json);
        TimeSeries series = ShopSales.one(1, 60, 3);
        try (Predictor predictor = spec.get().fit(series)) {
            assertThat(predictor.predict(series).horizon()).isEqualTo(7);
        }
        assertThat(spec.toString()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ets | expected a JSON object",
                "[1] | found no object",
                "{\"model\":\"ets\",\"column\":\"y\"} | no whole number 'horizon'",
                "{\"model\":\"ets\",\"column\":\"y\",\"horizon\":0} | horizon",
                "{\"model\":\"ets\",\"column\":1,\"horizon\":7} | no text 'column'",
                "{\"model\":\"best\",\"column\":\"y\",\"horizon\":7} | an unknown model 'best'",
                "{\"model\":\"ets\",\"column\":\"y\",\"horizon\":7,\"lookback\":7} | 'lookback', of no use",
                "{\"model\":\"naive\",\"column\":\"y\",\"horizon\":7,\"season\":7} | 'season', of no use",
                "{\"model\":\"auto\",\"column\":\"y\",\"horizon\":7,\"preset\":\"slow\"} | an unknown preset 'slow'",
                "{\"model\":\"ets\",\"model\":\"ets\",\"column\":\"y\",\"horizon\":7} | Duplicate",
                "{\"model\":\"ets\",\"column\":\"y\",\"horizon\":7} 8 | Trailing"
            })
    void aWrongTextIsRefusedWithWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> ForecasterSpec.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTextIsWhatTravels() throws Exception {
        ForecasterSpec spec = ForecasterSpec.parse("{\"model\":\"ets\",\"column\":\"sales\",\"horizon\":7}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(spec);
        }
        assertThat(bytes.size()).isLessThan(300);
    }
}
