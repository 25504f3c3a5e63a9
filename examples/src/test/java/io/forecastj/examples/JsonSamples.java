package io.forecastj.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.Forecast;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.json.BacktestDocument;
import io.forecastj.json.DocumentSchema;
import io.forecastj.json.ForecastDocument;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.SignalRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/** The samples of docs/json.md. */
final class JsonSamples {
    private JsonSamples() {}

    static Forecast both(Forecast forecast) throws JsonProcessingException {
        String json = new ObjectMapper().writeValueAsString(forecast);

        ObjectMapper mapper = new ObjectMapper().findAndRegisterModules(); // Jackson 2
        Forecast read = mapper.readValue(json, Forecast.class); // equal in every bit

        JsonMapper mapper3 = JsonMapper.builder().findAndAddModules().build(); // Jackson 3
        Forecast same = mapper3.readValue(json, Forecast.class);
        return read.equals(same) ? read : forecast;
    }

    static ForecastDocument answer(
            Forecast forecast,
            Map<String, Forecast> members,
            PatternRecognition patterns,
            SignalRule rule,
            double lastClose) {
        ForecastDocument answer = ForecastDocument.builder(forecast)
                .current(lastClose)
                .horizon("2 days", forecast, 2, members)
                .patterns(patterns)
                .signal(rule.signal(forecast, lastClose))
                .model("acme-close", "7")
                .disclaimer("Not investment advice.")
                .build();
        return answer;
    }

    static OptionalDouble confidence(ObjectMapper mapper, String json) throws JsonProcessingException {
        ForecastDocument answer = mapper.readValue(json, ForecastDocument.class);
        OptionalDouble confidence = answer.steps().get(0).confidence();
        String why = answer.nulls().get("/steps/0/confidence"); // null if it is known
        return why == null ? confidence : OptionalDouble.empty();
    }

    static double rmse(BacktestResult result, ObjectMapper mapper) throws IOException {
        String json = mapper.writeValueAsString(result); // without rows
        result.writeJson(Path.of("result.json")); // with rows

        BacktestDocument document = mapper.readValue(json, BacktestDocument.class);
        return document.scores().get(0).scores().get("rmse");
    }

    static void publish(Path folder) throws IOException {
        for (DocumentSchema schema : DocumentSchema.values()) {
            Files.writeString(folder.resolve(schema.name() + ".json"), schema.text());
        }
    }
}
