package io.forecastj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas admit what is written, and refuse with the readers what is damaged. */
class SchemaTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<Error> errors(DocumentSchema schema, JsonNode document) {
        return schema(schema).validate(document);
    }

    private static Schema schema(DocumentSchema schema) {
        return REGISTRY.getSchema(schema.text());
    }

    @ParameterizedTest
    @EnumSource(DocumentCase.class)
    void theSchemaAdmitsWhatIsWritten(DocumentCase one) {
        Schema schema = schema(one.schema);
        for (long seed = 0; seed < 60; seed++) {
            String json = Jackson.THREE.write(one.sample.apply(new Samples(seed)));
            assertThat(schema.validate(MAPPER.readTree(json)))
                    .as("seed %d: %s", seed, json)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(DocumentCase.class)
    void aValueOfAnotherTypeIsRefusedBySchemaAndReader(DocumentCase one) {
        Schema schema = schema(one.schema);
        int mutants = 0;
        for (long seed = 0; seed < 12; seed++) {
            JsonNode document = MAPPER.readTree(Jackson.THREE.write(one.sample.apply(Samples.withShortNames(seed))));
            for (Damage damage : damages(document)) {
                String json = damage.json();
                assertThat(schema.validate(MAPPER.readTree(json)))
                        .as("seed %d, %s", seed, damage)
                        .isNotEmpty();
                Jackson jackson = Jackson.values()[mutants++ % 2];
                assertThatThrownBy(() -> jackson.read(json, one.type))
                        .as("seed %d, %s", seed, damage)
                        .isNotNull();
            }
        }
        assertThat(mutants).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(DocumentCase.class)
    void aRequiredKeyThatIsMissingIsRefusedByName(DocumentCase one) {
        ObjectNode document = (ObjectNode) MAPPER.readTree(Jackson.THREE.write(one.sample.apply(new Samples(1))));
        for (String key : one.required) {
            ObjectNode damaged = document.deepCopy();
            damaged.remove(key);
            assertThat(errors(one.schema, damaged)).as(key).isNotEmpty();
            assertThatThrownBy(() -> Jackson.THREE.read(damaged.toString(), one.type))
                    .as(key)
                    .hasMessageContaining("'" + key + "', found nothing");
        }
    }

    @ParameterizedTest
    @EnumSource(DocumentCase.class)
    void whatTheSchemaRequiresTheReaderRequires(DocumentCase one) {
        for (long seed = 0; seed < 12; seed++) {
            JsonNode document = MAPPER.readTree(Jackson.THREE.write(one.sample.apply(Samples.withShortNames(seed))));
            for (Damage damage : removals(document)) {
                String json = damage.json();
                if (!errors(one.schema, MAPPER.readTree(json)).isEmpty()) {
                    assertThatThrownBy(() -> Jackson.THREE.read(json, one.type))
                            .as("seed %d, %s", seed, damage)
                            .isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DocumentCase.class)
    void aLaterVersionAndAnotherKindAreRefused(DocumentCase one) {
        ObjectNode document = (ObjectNode) MAPPER.readTree(Jackson.THREE.write(one.sample.apply(new Samples(2))));
        assertThat(document.path("schema").asString()).isEqualTo(one.schema.id());
        for (String other : List.of(one.schema.id().replace(":1", ":2"), "urn:forecastj:other:1", "")) {
            document.put("schema", other);
            assertThat(errors(one.schema, document)).as(other).isNotEmpty();
            assertThatThrownBy(() -> Jackson.TWO.read(document.toString(), one.type))
                    .as(other)
                    .hasMessageContaining("expected " + one.schema.id() + ", which is what this version of")
                    .hasMessageContaining("in 'schema', found " + other);
        }
        document.remove("schema");
        assertThat(errors(one.schema, document)).isEmpty();
        Jackson.TWO.read(document.toString(), one.type);
    }

    @Test
    void everySchemaIsAResourceWithItsId() {
        for (DocumentSchema schema : DocumentSchema.values()) {
            JsonNode text = MAPPER.readTree(schema.text());
            assertThat(text.path("$id").asString()).isEqualTo(schema.id());
            assertThat(text.path("properties").path("schema").path("const").asString())
                    .isEqualTo(schema.id());
            assertThat(getClass().getClassLoader().getResource(schema.resource()))
                    .isNotNull();
        }
    }

    @Test
    void definitionsOfTheSameNameAreTheSameInAllSchemas() {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        List<String> own = List.of("info", "signal", "step", "interval");
        for (DocumentSchema schema : DocumentSchema.values()) {
            for (Map.Entry<String, JsonNode> one :
                    MAPPER.readTree(schema.text()).path("$defs").properties()) {
                if (!own.contains(one.getKey())) {
                    assertThat(one.getValue())
                            .as("%s of %s", one.getKey(), schema)
                            .isEqualTo(found.getOrDefault(one.getKey(), one.getValue()));
                    found.put(one.getKey(), one.getValue());
                }
            }
        }
        assertInner(DocumentSchema.FORECAST, "info", DocumentSchema.PREDICTOR_INFO);
        assertInner(DocumentSchema.PATTERN_RECOGNITION, "info", DocumentSchema.PATTERN_INFO);
        assertInner(DocumentSchema.FORECAST_DOCUMENT, "signal", DocumentSchema.SIGNAL);
    }

    private static void assertInner(DocumentSchema outer, String definition, DocumentSchema inner) {
        ObjectNode expected = (ObjectNode) MAPPER.readTree(inner.text());
        expected.remove(List.of("$schema", "$id", "$defs", "title"));
        assertThat(MAPPER.readTree(outer.text()).path("$defs").path(definition))
                .as("%s in %s", inner, outer)
                .isEqualTo(expected);
    }

    /** A damaged copy, with the place of the damage. */
    record Damage(String place, String json) {
        @Override
        public String toString() {
            return place + ": " + json;
        }
    }

    /** Replaces each value by one of another type. */
    static List<Damage> damages(JsonNode document) {
        List<Damage> damages = new ArrayList<>();
        walk(document, "", document, damages, false);
        return damages;
    }

    private static List<Damage> removals(JsonNode document) {
        List<Damage> damages = new ArrayList<>();
        walk(document, "", document, damages, true);
        return damages;
    }

    private static void walk(JsonNode root, String place, JsonNode node, List<Damage> damages, boolean remove) {
        if (node instanceof ObjectNode object) {
            for (String key : List.copyOf(object.propertyNames())) {
                JsonNode kept = object.get(key);
                if (remove) {
                    object.remove(key);
                } else {
                    object.set(key, other(kept));
                }
                damages.add(new Damage(place + "/" + key, root.toString()));
                object.set(key, kept);
                walk(root, place + "/" + key, kept, damages, remove);
            }
        } else if (node instanceof ArrayNode array && !remove) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode kept = array.get(i);
                array.set(i, other(kept));
                damages.add(new Damage(place + "/" + i, root.toString()));
                array.set(i, kept);
                walk(root, place + "/" + i, kept, damages, remove);
            }
        }
    }

    private static JsonNode other(JsonNode node) {
        return node.isString() || node.isNull() ? MAPPER.readTree("[[]]") : MAPPER.readTree("\"text\"");
    }
}
