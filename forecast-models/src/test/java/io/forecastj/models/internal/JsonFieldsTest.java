package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    private static final JsonFields FIELDS = JsonFields.parse("""
            {"text": "a", "empty": "", "flag": true, "whole": 3, "half": 0.5, "big": 1e999,
             "list": [1, 2], "table": [[1, 2], [3]], "spreads": [1, null], "object": {"a": [1], "b": [2]},
             "grid": [[{"x": 1}, {"x": 2}]], "time": "2024-01-01T00:00:00Z"}""", "file.json");

    private static void refused(Consumer<JsonFields> read, String message) {
        assertThatThrownBy(() -> read.accept(FIELDS))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(message);
    }

    @Test
    void valuesComeBackAsTheyWereWritten() {
        assertThat(FIELDS.decimal("half")).isEqualTo(0.5);
        assertThat(FIELDS.decimals("list", 2)).containsExactly(1, 2);
        assertThat(FIELDS.table("table", 2, 1, 2)).isDeepEqualTo(new double[][] {{1, 2}, {3}});
        assertThat(FIELDS.decimalsOrNull("spreads", 2)).containsExactly(1, Double.NaN);
        assertThat(FIELDS.decimalsByName("object", 1).keySet()).containsExactly("a", "b");
        assertThat(FIELDS.objects("grid", 1, 2).get(0).get(1).integer("x", 0, 9))
                .isEqualTo(2);
        assertThat(FIELDS.time("time")).hasToString("2024-01-01T00:00:00Z");
        assertThat(FIELDS.time("no time")).isNull();
        assertThat(FIELDS.anyText("empty")).isEmpty();
        assertThat(FIELDS.text("none", "otherwise")).isEqualTo("otherwise");
        assertThat(FIELDS.whole("whole", 7)).isEqualTo(3);
        assertThat(FIELDS.whole("none", 7)).isEqualTo(7);
    }

    @Test
    void whatDoesNotFitIsNamedWithItsPlace() {
        refused(fields -> fields.text("none"), "file.json: 'none' should be a text, found none");
        refused(fields -> fields.text("empty"), "file.json: 'empty' should be a text, found \"\"");
        refused(fields -> fields.flag("whole"), "file.json: 'whole' should be true or false, found 3");
        refused(
                fields -> fields.integer("whole", 4, 9),
                "file.json: 'whole' should be an integer from 4 to 9, found 3");
        refused(
                fields -> fields.integer("half", 0, 9),
                "file.json: 'half' should be an integer from 0 to 9, found 0.5");
        refused(fields -> fields.whole("half"), "file.json: 'half' should be an integer of 64 bits, found 0.5");
        assertThatThrownBy(() -> FIELDS.decimal("big")).hasMessageContaining("'big' should be a finite number");
        refused(fields -> fields.decimals("list", 3), "file.json: 'list' should be a list of 3 numbers, found 2");
        refused(fields -> fields.table("table", 2, 2, 2), "file.json: 'table' should be a list of 2 numbers, found 1");
        refused(fields -> fields.decimals("spreads"), "file.json: 'spreads' should be a finite number, found null");
        refused(
                fields -> fields.decimalsByName("object", 2),
                "file.json: 'object': 'a' should be a list of 2 numbers, found 1");
        refused(
                fields -> fields.objects("grid", 1, 2).get(0).get(0).text("x"),
                "file.json: 'grid', list 1, number 1: 'x' should be a text, found 1");
        refused(
                fields -> fields.choice("text", List.of("b", "c")),
                "file.json: 'text' should be one of [b, c], found \"a\"");
    }

    @Test
    void aFieldThatNobodyHasReadIsRefusedOnRequest() {
        JsonFields fields = JsonFields.parse("{\"a\": 1, \"b\": 2}", "file.json");
        fields.whole("a");
        assertThatThrownBy(fields::requireNoOther)
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("file.json has an unknown key 'b'; remove it or correct its spelling");
        fields.node("b");
        fields.requireNoOther();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "[]", "3", ""})
    void aTextThatHoldsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> JsonFields.parse(text, "file.json"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageStartingWith("file.json ");
    }
}
