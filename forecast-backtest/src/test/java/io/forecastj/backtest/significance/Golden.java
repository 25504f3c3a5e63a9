package io.forecastj.backtest.significance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/** Values that numpy, scipy and R's MCS procedure gave for the same numbers. */
final class Golden {
    private Golden() {}

    static JsonNode read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/significance/" + file)) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    static double[][] rows(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToObj(i -> numbers(array.get(i)))
                .toArray(double[][]::new);
    }

    /** Twelve digits. */
    static Offset<Double> near(double expected) {
        return Offset.offset(1e-12 * Math.max(1, Math.abs(expected)));
    }
}
