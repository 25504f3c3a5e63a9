package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The metadata that GraalVM reads of each module names all that this library reads by name at run time. */
class ReachabilityTest {
    static List<Path> modules() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(".."));
                Stream<Path> integrations = Files.list(Path.of("../integrations"))) {
            return Stream.concat(top, integrations)
                    .filter(path -> path.getFileName().toString().startsWith("forecast-"))
                    .filter(path -> Files.isDirectory(path.resolve("src/main/resources")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyResourceOfAModuleIsNamed(Path module) throws IOException {
        List<String> globs = new ArrayList<>();
        for (JsonNode resource : metadata(module).path("resources")) {
            globs.add(resource.path("glob").asText());
        }
        Path root = module.resolve("src/main/resources");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile).map(root::relativize))
                    .filteredOn(file -> file.startsWith("io"))
                    .allSatisfy(file -> assertThat(globs).anySatisfy(glob -> assertThat(FileSystems.getDefault()
                                    .getPathMatcher("glob:" + glob)
                                    .matches(file))
                            .as("%s fits %s", file, glob)
                            .isTrue()));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyNamedTypeIsThere(Path module) throws IOException {
        for (JsonNode type : metadata(module).path("reflection")) {
            String name = type.path("type").asText();
            assertThatCode(() -> Class.forName(name, false, getClass().getClassLoader()))
                    .doesNotThrowAnyException();
        }
    }

    private static JsonNode metadata(Path module) throws IOException {
        Path file = module.resolve("src/main/resources/META-INF/native-image/io.forecastj/" + module.getFileName()
                + "/reachability-metadata.json");
        return Files.exists(file) ? new JsonMapper().readTree(file.toFile()) : new JsonMapper().createObjectNode();
    }
}
