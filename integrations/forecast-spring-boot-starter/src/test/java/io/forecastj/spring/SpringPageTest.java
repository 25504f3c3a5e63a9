package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.spring.ForecastProperties.Model;
import io.forecastj.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** docs/spring.md says what the properties are and what health and endpoint answer. */
class SpringPageTest {
    private static final Path PAGE = Path.of("../../docs/spring.md");
    private static final Pattern ROW = Pattern.compile("\\| `((?:forecastj|management)\\.[^`]*)` \\|([^|]*)\\|.*");
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> TIMES =
            Set.of("trainedTo", "published", "ageSeconds", "since", "lastLook", "milliseconds", "reason");
    private static final String MODEL = "forecastj.models.sales.";

    @TempDir
    Path folder;

    @Test
    void theTableHasAllPropertiesWithTheirDefaults() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2).replace("`", "").strip());
            }
        }
        Map<String, String> present = new TreeMap<>();
        Model defaults = new Model();
        Arrays.stream(BeanUtils.getPropertyDescriptors(Model.class))
                .filter(property -> property.getWriteMethod() != null)
                .forEach(property -> {
                    try {
                        present.put(
                                MODEL + DataObjectPropertyName.toDashedForm(property.getName()),
                                text(property.getReadMethod().invoke(defaults)));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                });
        present.put(MODEL + "model", "name of the bean");
        metadata().forEach(property -> {
            if (!property.get("name").asText().equals("forecastj.models")) {
                present.put(
                        property.get("name").asText(),
                        property.path("defaultValue").asText());
            }
        });
        assertThat(documented).isEqualTo(present);
    }

    private static String text(Object value) {
        if (value instanceof Duration time) {
            return time.toSeconds() + "s";
        }
        return Objects.toString(value, "");
    }

    private static List<JsonNode> metadata() throws IOException {
        List<JsonNode> properties = new ArrayList<>();
        for (var url : Collections.list(ForecastProperties.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                new ObjectMapper().readTree(in).get("properties").forEach(property -> {
                    if (property.get("name").asText().contains("forecastj")) {
                        properties.add(property);
                    }
                });
            }
        }
        return properties;
    }

    @Test
    void healthAndEndpointAnswerAsThePageShows() throws Exception {
        Path stored = folder.resolve("store");
        ModelStore store = ModelStore.open(stored);
        TrainedModels.promote(store, "sales", 1);
        try (RunningService service = RunningService.start(
                "forecastj.models.sales.store=" + stored,
                "forecastj.models.sales.alias=production",
                "forecastj.models.sales.refresh=0",
                "forecastj.models.returns.path=" + folder.resolve("returns"),
                "forecastj.models.returns.required=false")) {
            TrainedModels.promote(store, "sales", 2);
            service.post("/actuator/forecastj/sales");
            JsonNode endpoint = RunningService.json(service.get("/actuator/forecastj"));
            ((ObjectNode) endpoint.get("models")).remove("returns");
            assertSame(1, endpoint);

            List<Path> before = TrainedModels.files(stored);
            TrainedModels.promote(store, "sales", 3);
            TrainedModels.damage(stored, before);
            service.post("/actuator/forecastj/sales");
            assertSame(0, RunningService.json(service.get("/actuator/health/forecastj")));
        }
    }

    private static void assertSame(int block, JsonNode answer) throws IOException {
        Matcher matcher = JSON.matcher(Files.readString(PAGE));
        for (int i = 0; i <= block; i++) {
            assertThat(matcher.find()).isTrue();
        }
        JsonNode shown = new ObjectMapper().readTree(matcher.group(1));
        assertThat(withoutTimes(answer)).as(answer.toPrettyString()).isEqualTo(withoutTimes(shown));
    }

    /** The same document with one text in place of each time and reason. */
    private static JsonNode withoutTimes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (TIMES.contains(name)) {
                    object.put(name, "");
                } else {
                    withoutTimes(object.get(name));
                }
            }
        }
        return node;
    }
}
