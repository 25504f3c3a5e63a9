package io.forecastj.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.Forecast;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.json.ForecastJackson2Module;
import io.forecastj.signal.Signal;
import io.forecastj.streams.StreamForecast.Outcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of records, in UTF-8: of rows and switches, such as {@code {"time": "2026-01-31T00:00:00Z", "values":
 * {"units": 31, "price": null}}} and {@code {"switchTo": 7}}, and of answers, with the forecast as the module {@code
 * forecast-json} writes it. What is read equals what was written.
 *
 * <p>Stateless and thread-safe.
 */
public final class StreamJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new ForecastJackson2Module());

    private static final String TIME = "an ISO time such as 2026-01-31T00:00:00Z";

    private StreamJson() {}

    /**
     * Writes a row or a switch.
     *
     * @param input the row or switch
     * @return the document
     */
    public static byte[] write(StreamInput input) {
        return bytes(document(input));
    }

    /**
     * Writes an answer.
     *
     * @param answer the answer
     * @return the document
     */
    public static byte[] write(StreamForecast answer) {
        return bytes(document(answer));
    }

    private static byte[] bytes(ObjectNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document in memory could not be written", e);
        }
    }

    /**
     * Reads a row or a switch. It never throws, since that would keep a stream from the records behind: bytes that are
     * neither become an input that is answered as {@link StreamForecast.Outcome#INVALID}, with the reason.
     *
     * @param bytes the document
     * @return the row or switch
     */
    public static StreamInput readInput(byte[] bytes) {
        try {
            return input(MAPPER.readTree(bytes));
        } catch (IOException | IllegalArgumentException e) {
            return new UnreadableInput("the value of " + bytes.length + " bytes is no row and no switch of the model: "
                    + StreamAnswer.text(e));
        }
    }

    /**
     * Reads an answer.
     *
     * @param bytes the document
     * @return the answer
     * @throws IllegalArgumentException if the document is no answer
     */
    public static StreamForecast readForecast(byte[] bytes) {
        try {
            return forecast(MAPPER.readTree(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the " + bytes.length + " bytes are no answer of a stream: " + StreamAnswer.text(e), e);
        }
    }

    private static ObjectNode document(StreamInput input) {
        ObjectNode object = MAPPER.createObjectNode();
        if (input instanceof ModelSwitch change) {
            object.put("switchTo", change.version());
        } else if (input instanceof StreamRow row) {
            object.put("time", row.time().toString());
            ObjectNode values = object.putObject("values");
            row.columns().forEach(column -> putNumber(values, column, row.value(column)));
        } else if (input instanceof UnreadableInput unreadable) {
            object.put("unreadable", unreadable.reason());
        }
        return object;
    }

    private static void putNumber(ObjectNode object, String key, double value) {
        if (Double.isNaN(value)) {
            object.putNull(key);
        } else if (Double.isInfinite(value)) {
            object.put(key, Double.toString(value)); // JSON has no infinite numbers
        } else {
            object.put(key, value);
        }
    }

    private static StreamInput input(JsonNode object) {
        if (object.has("switchTo")) {
            JsonNode number = object.get("switchTo");
            if (!number.isInt()) {
                throw expected("the number of a version", "switchTo", number);
            }
            return ModelSwitch.to(number.intValue());
        }
        if (object.has("unreadable")) {
            return new UnreadableInput(object.get("unreadable").asText());
        }
        Instant time = time(object, "time");
        JsonNode values = object.path("values");
        if (!values.isObject()) {
            throw expected("an object of numbers by column", "values", values);
        }
        List<String> columns = new ArrayList<>(values.size());
        double[] numbers = new double[values.size()];
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            numbers[columns.size()] = number(value.getValue(), "values." + value.getKey());
            columns.add(value.getKey());
        }
        try {
            return StreamRow.of(time.toEpochMilli(), columns, numbers);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the time " + time + " does not fit into milliseconds", e);
        }
    }

    private static IllegalArgumentException expected(String what, String key, JsonNode found) {
        String text = found.isMissingNode() ? "nothing" : found.toString();
        return new IllegalArgumentException("expected " + what + " in '" + key + "', found "
                + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }

    private static Instant time(JsonNode object, String key) {
        JsonNode text = object.path(key);
        if (!text.isTextual()) {
            throw expected(TIME, key, text);
        }
        try {
            return Instant.parse(text.textValue());
        } catch (DateTimeException e) {
            throw expected(TIME, key, text);
        }
    }

    private static double number(JsonNode value, String key) {
        if (value.isNull()) {
            return Double.NaN;
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw expected("a number or null", key, value);
        };
    }

    private static ObjectNode document(StreamForecast answer) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("outcome", answer.outcome().name());
        object.put("reason", answer.reason());
        answer.time().ifPresent(time -> object.put("time", time.toString()));
        answer.version().ifPresent(version -> object.put("version", version));
        object.put("modelHash", answer.modelHash());
        answer.forecast().ifPresent(forecast -> object.set("forecast", MAPPER.valueToTree(forecast)));
        answer.signal().ifPresent(signal -> {
            ObjectNode fields = object.putObject("signal");
            fields.put("action", signal.action().name());
            fields.put("confidence", signal.confidence());
            fields.put("reason", signal.reason());
            fields.put("seriesId", signal.seriesId());
            fields.put("time", signal.time().toString());
            putNumber(fields, "expectedReturn", signal.expectedReturn());
        });
        ArrayNode scores = object.putArray("scores");
        answer.scores().forEach(score -> write(score, scores.addObject()));
        return object;
    }

    private static void write(ForecastRow score, ObjectNode fields) {
        fields.put("id", score.id());
        fields.put("model", score.model());
        fields.put("target", score.target());
        fields.put("origin", score.origin().toString());
        fields.put("step", score.step());
        fields.put("time", score.time().toString());
        putNumber(fields, "actual", score.actual());
        putNumber(fields, "forecast", score.forecast());
        if (!score.quantiles().isEmpty()) {
            ObjectNode quantiles = fields.putObject("quantiles");
            score.quantiles().forEach((level, value) -> putNumber(quantiles, level.toString(), value));
        }
    }

    private static StreamForecast forecast(JsonNode object) throws JsonProcessingException {
        StreamAnswer answer = new StreamAnswer(Outcome.valueOf(text(object, "outcome")));
        answer.reason = text(object, "reason");
        answer.time = object.has("time") ? time(object, "time") : null;
        answer.version = object.has("version") ? (Integer) object.get("version").intValue() : null;
        answer.modelHash = text(object, "modelHash");
        answer.forecast = object.has("forecast") ? MAPPER.treeToValue(object.get("forecast"), Forecast.class) : null;
        answer.signal = readSignal(object.get("signal"));
        object.path("scores").forEach(score -> answer.scores.add(readScore(score)));
        return answer.build();
    }

    private static String text(JsonNode object, String key) {
        JsonNode text = object.path(key);
        if (!text.isTextual()) {
            throw expected("a text", key, text);
        }
        return text.textValue();
    }

    private static @Nullable Signal readSignal(@Nullable JsonNode fields) {
        return fields == null
                ? null
                : Signal.of(
                        Signal.Action.valueOf(text(fields, "action")),
                        number(fields.path("confidence"), "confidence"),
                        text(fields, "reason"),
                        text(fields, "seriesId"),
                        time(fields, "time"),
                        number(fields.path("expectedReturn"), "expectedReturn"));
    }

    private static ForecastRow readScore(JsonNode fields) {
        ForecastRow score = ForecastRow.of(
                text(fields, "id"),
                text(fields, "model"),
                text(fields, "target"),
                time(fields, "origin"),
                fields.path("step").intValue(),
                time(fields, "time"),
                number(fields.path("actual"), "actual"),
                number(fields.path("forecast"), "forecast"));
        if (!fields.has("quantiles")) {
            return score;
        }
        Map<Double, Double> byLevel = new TreeMap<>();
        fields.get("quantiles")
                .properties()
                .forEach(entry -> byLevel.put(
                        Double.valueOf(entry.getKey()), number(entry.getValue(), "quantiles." + entry.getKey())));
        return score.withQuantiles(byLevel);
    }
}
