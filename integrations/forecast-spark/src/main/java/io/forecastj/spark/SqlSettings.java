package io.forecastj.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a forecast in SQL: those of {@link ForecasterSpec} without the column, which the call names, and
 * those of {@link ForecastSpark} that are texts or numbers. Immutable.
 */
record SqlSettings(DatasetLayout layout, ForecasterSpec forecaster) {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final List<String> KEYS = Stream.concat(
                    ForecasterSpec.KEYS.stream().filter(key -> !key.equals("column")),
                    Stream.of("sampling", "zone", "lastRows"))
            .toList();

    private static final String EXPECTED = "expected the settings of " + SqlForecast.CALL
            + " as a JSON object such as '{\"model\": \"ets\", \"horizon\": 14}', found ";

    /**
     * Reads settings.
     *
     * @param json the text
     * @param column the name of the column that is forecast
     * @throws IllegalArgumentException if they are none
     */
    static SqlSettings parse(@Nullable String json, String column) {
        ObjectNode all = read(json);
        all.fieldNames().forEachRemaining(key -> {
            if (key.equals("column")) {
                throw new IllegalArgumentException(
                        EXPECTED + "'column' in " + json + "; leave it out, the call has the values");
            }
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(EXPECTED + "'" + key + "', none of " + KEYS + ", in " + json);
            }
        });
        // names that no column of values has
        DatasetLayout layout = DatasetLayout.of("__forecastj_id", "__forecastj_time", column);
        JsonNode sampling = all.remove("sampling");
        JsonNode zone = all.remove("zone");
        JsonNode lastRows = all.remove("lastRows");
        if (sampling != null) {
            layout = layout.withSampling(TextSettings.sampling(sampling.asText()));
        }
        if (zone != null) {
            layout = layout.withZone(zone(zone.asText()));
        }
        if (lastRows != null) {
            if (!lastRows.isInt()) {
                throw new IllegalArgumentException(EXPECTED + "no whole number 'lastRows' in " + json);
            }
            layout = layout.withLastRows(lastRows.intValue());
        }
        all.put("column", column);
        return new SqlSettings(layout, ForecasterSpec.parse(all.toString()));
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(EXPECTED + "no time zone '" + zone + "'", e);
        }
    }

    private static ObjectNode read(@Nullable String json) {
        if (json == null) {
            throw new IllegalArgumentException(EXPECTED + "NULL");
        }
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(EXPECTED + "'" + json + "': " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException(EXPECTED + "'" + json + "'");
    }
}
