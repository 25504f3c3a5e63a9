package io.forecastj.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ces;
import io.forecastj.models.statistical.Croston;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.HoltWinters;
import io.forecastj.models.statistical.StatisticalBuilder;
import io.forecastj.models.statistical.Theta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A forecaster as text, for callers that cannot write a lambda, such as those in Python, and for configurations.
 *
 * <pre>{@code
 * ForecasterSpec.parse("{\"model\": \"ets\", \"column\": \"sales\", \"horizon\": 14, \"season\": 7}")
 * }</pre>
 *
 * <p>The text is a JSON object:
 *
 * <ul>
 *   <li>{@code model}: {@code ets}, {@code theta}, {@code arima}, {@code ces}, {@code croston}, {@code holt-winters},
 *       {@code linear}, {@code auto}, {@code naive}, {@code seasonal-naive} or {@code drift};
 *   <li>{@code column} and {@code horizon}: what to forecast, and how many steps;
 *   <li>{@code season}: its length in rows, required by {@code seasonal-naive}; of no use to {@code linear}, {@code
 *       naive} and {@code drift}, which refuse it;
 *   <li>{@code lookback}: required by {@code linear}, refused by others;
 *   <li>{@code preset}: of {@code auto} only, {@code fast}, {@code balanced} or {@code best}.
 * </ul>
 *
 * <p>Immutable and thread-safe. All other settings are the defaults of the forecaster.
 */
public final class ForecasterSpec implements SerializableSupplier<Forecaster> {
    private static final long serialVersionUID = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    static final List<String> KEYS = List.of("model", "column", "horizon", "season", "lookback", "preset");

    private static final List<String> MODELS = List.of(
            "ets",
            "theta",
            "arima",
            "ces",
            "croston",
            "holt-winters",
            "linear",
            "auto",
            "naive",
            "seasonal-naive",
            "drift");

    /** The text, as it was given. */
    private final String json;

    private ForecasterSpec(String json) {
        this.json = json;
    }

    /**
     * Reads a forecaster.
     *
     * @param json the text
     * @return the forecaster's description
     * @throws IllegalArgumentException if the text is malformed, a key is unknown, missing or of no use to the model,
     *     or the forecaster refuses a value
     */
    public static ForecasterSpec parse(String json) {
        ForecasterSpec spec = new ForecasterSpec(json);
        spec.get();
        return spec;
    }

    /**
     * Makes the forecaster.
     *
     * @return a new forecaster
     */
    @Override
    public Forecaster get() {
        JsonNode all = read();
        String model = text(all, "model");
        String column = text(all, "column");
        int horizon = number(all, "horizon");
        List<String> used = new ArrayList<>(List.of("model", "column", "horizon"));
        Forecaster made =
                switch (model) {
                    case "ets" -> statistical(Ets.forecaster(), all, column, horizon, used);
                    case "theta" -> statistical(Theta.forecaster(), all, column, horizon, used);
                    case "arima" -> statistical(Arima.forecaster(), all, column, horizon, used);
                    case "ces" -> statistical(Ces.forecaster(), all, column, horizon, used);
                    case "croston" -> statistical(Croston.forecaster(), all, column, horizon, used);
                    case "holt-winters" -> statistical(HoltWinters.forecaster(), all, column, horizon, used);
                    case "linear" -> linear(all, column, horizon, used);
                    case "auto" -> auto(all, column, horizon, used);
                    case "naive" -> Baselines.naive(column, horizon);
                    case "drift" -> Baselines.drift(column, horizon);
                    case "seasonal-naive" -> {
                        used.add("season");
                        yield Baselines.seasonalNaive(column, horizon, number(all, "season"));
                    }
                    default -> throw wrong("an unknown model '" + model + "', none of " + MODELS + ",");
                };
        all.fieldNames().forEachRemaining(key -> {
            if (!used.contains(key)) {
                throw wrong("'" + key + "', of no use to the model '" + model + "'");
            }
        });
        return made;
    }

    private Forecaster statistical(
            StatisticalBuilder<?> builder, JsonNode all, String column, int horizon, List<String> used) {
        StatisticalBuilder<?> made = builder.column(column).horizon(horizon);
        if (all.has("season")) {
            used.add("season");
            made = made.season(number(all, "season"));
        }
        return made.build();
    }

    private Forecaster linear(JsonNode all, String column, int horizon, List<String> used) {
        used.add("lookback");
        return Linear.forecaster()
                .column(column)
                .horizon(horizon)
                .lookback(number(all, "lookback"))
                .build();
    }

    private Forecaster auto(JsonNode all, String column, int horizon, List<String> used) {
        used.addAll(List.of("season", "preset"));
        Auto.Builder auto = Auto.forecaster().column(column).horizon(horizon);
        if (all.has("season")) {
            auto.seasons(number(all, "season"));
        }
        if (all.has("preset")) {
            String preset = text(all, "preset");
            auto.preset(Arrays.stream(Preset.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(preset))
                    .findFirst()
                    .orElseThrow(() -> wrong("an unknown preset '" + preset + "'")));
        }
        return auto.build();
    }

    private JsonNode read() {
        try {
            JsonNode all = MAPPER.readTree(json);
            if (all.isObject()) {
                return all;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected a JSON object with some of " + KEYS + ", found '" + json + "': " + e.getOriginalMessage(),
                    e);
        }
        throw wrong("no object");
    }

    private String text(JsonNode all, String key) {
        JsonNode value = all.path(key);
        if (!value.isTextual()) {
            throw wrong("no text '" + key + "'");
        }
        return value.textValue();
    }

    private int number(JsonNode all, String key) {
        JsonNode value = all.path(key);
        if (!value.isInt()) {
            throw wrong("no whole number '" + key + "'");
        }
        return value.intValue();
    }

    private IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException(
                "expected a forecaster as a JSON object with some of " + KEYS + ", found " + found + " in " + json);
    }

    @Override
    public String toString() {
        return json;
    }
}
