package io.forecastj.features.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    private static final String[] SCALARS = {
        "0",
        "-0",
        "7",
        "2147483647",
        "2147483648",
        "-9223372036854775808",
        "9223372036854775808",
        "1e999",
        "-0.0",
        "0.1",
        "1E-400",
        "123456789012345678901234567890.5",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a \\u00e9\\n\"",
        "\"\\ud83d\\ude00\"",
        "NaN",
        "1.",
        "01",
        "+1",
        "tru",
        "'a'",
        "\"a"
    };

    private static String json(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 1 : 3);
        if (kind == 0) {
            // the last ones are no JSON
            return SCALARS[random.nextInt(SCALARS.length - (random.nextInt(20) == 0 ? 0 : 7))];
        }
        StringBuilder text = new StringBuilder(kind == 1 ? "[" : "{");
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? " " : ", ");
            if (kind == 2) {
                // sometimes a name occurs twice
                text.append('"').append(random.nextInt(40)).append("\": ");
            }
            text.append(json(random, depth + 1));
        }
        return text.append(kind == 1 ? ']' : '}').toString();
    }

    private static String damaged(Random random, String text) {
        StringBuilder damaged = new StringBuilder(text);
        switch (random.nextInt(8)) {
            case 0 -> damaged.setLength(random.nextInt(text.length() + 1));
            case 1 -> damaged.append(random.nextBoolean() ? " 1" : "]");
            case 2 -> damaged.insert(random.nextInt(text.length() + 1), "]}\",:0".charAt(random.nextInt(6)));
            default -> {}
        }
        return damaged.toString();
    }

    private static void requireAgreement(String text, String where) {
        JsonNode expected;
        try {
            expected = JsonTree.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            assertThatThrownBy(() -> JsonTree.parse(text))
                    .as("%s: %s", where, text)
                    .hasSameClassAs(e)
                    .hasMessage(e.getMessage());
            return;
        }
        assertThat(parse(text)).as("%s: %s", where, text).isEqualTo(expected);
        assertThat(parse(text)).as("%s: %s", where, text).hasToString(expected.toString());
    }

    private static JsonNode parse(String text) {
        try {
            return JsonTree.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void treesAndMessagesAreThoseOfTheMapper() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            requireAgreement(damaged(random, json(random, 0)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "1 2", "{} x", "{\"a\": 1, \"a\": 1}", "[1,]", "\uFEFF{}", "// a\n1", "]"})
    void edgesAreThoseOfTheMapper(String text) {
        requireAgreement(text, "edge");
    }

    /** The trees themselves are compared above; here that they are read without Jackson's parser. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": [1, -2, 3.5, 1e-7, 123456789012345678], \"b\": {\"c\": \"d\"}, \"e\": [true, false, null]}",
                "{ }",
                "[ ]",
                "[\"quotes \\\" and \\\\, \\n\", \"\u00fcber 100\u00a0\u20ac \ud83d\ude00\"]",
                "\t[\r\n0]\n"
            })
    void plainTextsNeedNoJackson(String text) {
        assertThat(PlainJson.parse(text)).isNotNull();
        requireAgreement(text, "plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[01]",
                "[-]",
                "[1.]",
                "[.5]",
                "[1e]",
                "[1234567890123456789]",
                "[0.12345678901234567890123456789012345]",
                "[\"\\u0041\"]",
                "[\"\\x\"]",
                "[\"a",
                "[\"a\\",
                "{\"a\":1,\"a\":2}",
                "{\"a\" 1}",
                "{a:1}",
                "[1 2]",
                "[1]]",
                "[nul]",
                "[\"\u0001\"]",
                "\u0000[1]"
            })
    void othersAreLeftToJackson(String text) {
        assertThat(PlainJson.parse(text)).isNull();
        requireAgreement(text, "not plain");
    }

    @Test
    void deepNestingIsTheMappersFault() {
        requireAgreement("[".repeat(1_000) + "]".repeat(1_000), "1,000 levels");
        requireAgreement("[".repeat(1_001) + "]".repeat(1_001), "1,001 levels");
        requireAgreement("9".repeat(1_001), "a long number");
    }
}
