package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.models.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Classic and made-up series with the parameters and forecasts of R's forecast package 8.20. */
final class SmoothingGolden {
    private static final JsonNode ALL = load();

    private SmoothingGolden() {}

    private static JsonNode load() {
        try (InputStream in = SmoothingGolden.class.getResourceAsStream("smoothing-golden.json")) {
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8), "smoothing-golden.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the series that have results of a method. */
    static List<String> names(String method) {
        List<String> names = new ArrayList<>();
        ALL.fieldNames().forEachRemaining(name -> {
            if (ALL.get(name).has(method)) {
                names.add(name);
            }
        });
        return names;
    }

    static double[] values(String name) {
        return numbers(ALL.get(name).get("values"));
    }

    static int season(String name) {
        return ALL.get(name).get("frequency").intValue();
    }

    static double number(String name, String method, String key) {
        return ALL.get(name).get(method).get(key).doubleValue();
    }

    static double[] numbers(String name, String method, String key) {
        return numbers(ALL.get(name).get(method).get(key));
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).isNull() ? Double.NaN : list.get(i).doubleValue();
        }
        return numbers;
    }
}
