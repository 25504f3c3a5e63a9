package io.forecastj.backtest.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

/** Values that numpy gave for the same numbers, by the definitions of well-known libraries. */
final class GoldenReturns {
    private GoldenReturns() {}

    static JsonNode read(String part) {
        try (InputStream in = GoldenReturns.class.getResourceAsStream("/strategy/golden.json")) {
            return new JsonMapper().readTree(in).path(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    /** Twelve digits. */
    static Offset<Double> near(double expected) {
        return Offset.offset(1e-12 * Math.max(1, Math.abs(expected)));
    }
}
