package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the public API of the published modules with {@code docs/api}, so that every change of it is noticed.
 * Packages that are not API and the formats found by the service loader are left out.
 */
class ApiTest {
    private static final Path DUMPS = Path.of("../docs/api");
    private static final Set<String> NOT_API = Set.of(
            "io.forecastj.backtest.internal",
            "io.forecastj.features.internal",
            "io.forecastj.models.internal",
            "io.forecastj.models.trees",
            "io.forecastj.training.network",
            "io.forecastj.training.torch",
            "io.forecastj.training.export");
    /** Ways from one package of the library into another; public because packages differ. */
    private static final Set<String> NOT_API_TYPES = Set.of(
            "io.forecastj.models.saving.PredictorDirectory",
            "io.forecastj.models.onnx.ContractExamples",
            "io.forecastj.models.onnx.ExampleWriter",
            "io.forecastj.models.onnx.ExampleSplit",
            "io.forecastj.models.onnx.LoadedOnnx",
            "io.forecastj.models.onnx.ColumnMoments");

    private static final String COMMAND =
            "mvn test -pl examples -am -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dforecastj.updateDocs=true";

    /** A module of this build on the class path, by its classes or by its jar. */
    private static final Pattern MODULE =
            Pattern.compile(".*/(forecast-[a-z0-9-]+)/target/(classes|\\1-[0-9][^/]*\\.jar)");

    /** Adapters to engines and frameworks that the application brings, which are not on this class path. */
    private static final Set<String> WITHOUT_THEIR_ENGINE =
            Set.of("forecast-flink", "forecast-spark", "forecast-spring-boot-starter");

    @Test
    void thePublicApiIsTheOneAnnounced() throws Exception {
        Map<String, List<String>> found = modules();
        assertThat(found.keySet()).as("published modules on the class path").isEqualTo(published());
        if (Boolean.getBoolean("forecastj.updateDocs")) {
            for (Map.Entry<String, List<String>> module : found.entrySet()) {
                Files.write(dump(module.getKey()), module.getValue());
            }
            return;
        }
        assertThat(dumps())
                .as("the files in docs/api, one for each module, written by: " + COMMAND)
                .containsExactlyInAnyOrderElementsOf(
                        found.keySet().stream().map(ApiTest::dump).toList());
        List<String> changes = new ArrayList<>();
        for (Map.Entry<String, List<String>> module : found.entrySet()) {
            Set<String> announced = selfContained(Files.readAllLines(dump(module.getKey())));
            Set<String> now = selfContained(module.getValue());
            announced.stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("- " + line));
            now.stream().filter(line -> !announced.contains(line)).forEach(line -> changes.add("+ " + line));
        }
        if (!changes.isEmpty()) {
            fail(
                    "the public API differs from docs/api:%n%s%nIf this is meant, describe it in CHANGELOG.md and run: %s",
                    String.join(System.lineSeparator(), changes), COMMAND);
        }
    }

    private static Set<String> published() throws IOException {
        try (Stream<Path> modules = Files.walk(Path.of(".."), 2)) {
            return modules.filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                    .map(module -> module.getFileName().toString())
                    .filter(name -> name.startsWith("forecast-") && !WITHOUT_THEIR_ENGINE.contains(name))
                    .collect(Collectors.toSet());
        }
    }

    private static Path dump(String module) {
        return DUMPS.resolve(module + ".txt");
    }

    private static List<Path> dumps() throws IOException {
        try (Stream<Path> files = Files.list(DUMPS)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
    }

    /** The lines with the class before each member. */
    private static Set<String> selfContained(List<String> lines) {
        Set<String> all = new LinkedHashSet<>();
        String type = "";
        for (String line : lines) {
            if (!line.startsWith(" ")) {
                type = line.replaceFirst("^.*?(io\\.forecastj[\\w.]*).*$", "$1");
            }
            all.add(line.startsWith(" ") ? type + ": " + line.strip() : line);
        }
        return all;
    }

    /** The lines of each module's dump. */
    private static Map<String, List<String>> modules() throws Exception {
        Map<String, List<String>> modules = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Matcher module = MODULE.matcher(entry.replace('\\', '/'));
            if (!module.matches()) {
                continue;
            }
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                modules.put(module.group(1), lines(path));
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    modules.put(module.group(1), lines(jar.getPath("/")));
                }
            }
        }
        return modules;
    }

    private static List<String> lines(Path root) throws Exception {
        Set<String> formats = services(root);
        List<String> names;
        try (Stream<Path> files = Files.walk(root)) {
            names = files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("io/") && file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> !name.endsWith("-info"))
                    .filter(name -> formats.stream().noneMatch(format -> (format + "$").startsWith(name + "$")))
                    .sorted()
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
            if (isApi(type)) {
                lines.addAll(ApiText.of(type));
            }
        }
        return lines;
    }

    private static boolean isApi(Class<?> type) {
        boolean visible = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        Class<?> outer = type.getEnclosingClass();
        return visible
                && !NOT_API.contains(type.getPackageName())
                && !NOT_API_TYPES.contains(type.getName())
                && (outer == null || isApi(outer));
    }

    /** The names of the classes that the service loader finds. */
    private static Set<String> services(Path root) throws IOException {
        Path folder = root.resolve("META-INF/services");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            // services of other libraries, such as modules of Jackson, are API
            files = all.filter(file -> file.getFileName().toString().startsWith("io.forecastj."))
                    .toList();
        }
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            names.addAll(Files.readAllLines(file));
        }
        return names.stream().map(String::strip).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    }
}
