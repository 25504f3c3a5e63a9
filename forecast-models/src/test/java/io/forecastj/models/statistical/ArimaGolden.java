package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that R 4.2.2 with forecast 8.20 computes for series of its data sets and synthetic ones. The system property
 * {@code arima.golden} names another file of this form.
 */
final class ArimaGolden {
    private ArimaGolden() {}

    static Map<String, JsonNode> series() {
        String other = System.getProperty("arima.golden");
        try (InputStream in = other == null
                ? ArimaGolden.class.getResourceAsStream("arima.json")
                : Files.newInputStream(Path.of(other))) {
            Map<String, JsonNode> series = new LinkedHashMap<>();
            new ObjectMapper().readTree(in).properties().forEach(each -> series.put(each.getKey(), each.getValue()));
            return series;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonNode node) {
        double[] numbers = new double[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = node.get(i).isNull() ? Double.NaN : node.get(i).doubleValue();
        }
        return numbers;
    }

    static double[] values(JsonNode series) {
        return numbers(series.get("values"));
    }

    static LocalRows rows(double... values) {
        return new LocalRows(values, new double[0][]);
    }

    static ArimaOrder order(JsonNode order, boolean constant) {
        int season = order.get(4).asInt() + order.get(3).asInt() + order.get(5).asInt() == 0
                ? 1
                : order.get(6).asInt();
        return new ArimaOrder(
                order.get(0).asInt(),
                order.get(1).asInt(),
                order.get(2).asInt(),
                order.get(3).asInt(),
                order.get(4).asInt(),
                order.get(5).asInt(),
                season,
                constant);
    }
}
