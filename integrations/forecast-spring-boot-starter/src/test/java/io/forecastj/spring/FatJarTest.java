package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.forecastj.Predictor;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.spring.service.ServiceApplication;
import io.forecastj.spring.service.TwoLoaders;
import io.forecastj.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service as an executable jar, in child processes. */
@Tag("slow")
class FatJarTest {
    private static final Path JAVA_25 = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64");
    private static final String NOBODY = "65534";

    @TempDir
    static Path folder;

    private static Path jar = Path.of("");
    private static String point = "";

    @BeforeAll
    static void make() throws IOException {
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, folder.resolve("saved"));
            point = String.valueOf(
                    predictor.predict(ServiceApplication.history()).point(1));
        }
        TrainedModels.promote(ModelStore.open(folder.resolve("store")), "stored", 1);
        jar = FatJar.make(folder, folder.resolve("saved"));
    }

    static Stream<Path> runtimes() {
        return Stream.of(Path.of(System.getProperty("java.home")), JAVA_25)
                .distinct()
                .filter(home -> Files.exists(home.resolve("bin/java")));
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void itForecastsWithAModelOfANestedJarAndTrainsWithTheNativeLibrary(Path home) throws Exception {
        String output =
                run(ChildService.java(home, "-jar", jar.toString()), Map.of(), "spring.threads.virtual.enabled=true");
        assertThat(output)
                .contains("sales: " + point, "stored: " + point, "trained: ")
                .doesNotContain("WARNING");
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenStopsOnlyTrainingWhichSaysWhatToSet() throws Exception {
        List<String> java = ChildService.java(
                Path.of(System.getProperty("java.home")), "-Djava.io.tmpdir=/proc", "-jar", jar.toString());
        assertThat(run(java, Map.of()))
                .contains("sales: " + point, "stored: " + point)
                .contains("failed: cannot copy LightGBM's native library")
                .contains(
                        "set java.io.tmpdir to a writable folder, or, if nothing is trained, LIGHTGBM_NATIVE_LIB_PATH");

        Path libraries = Files.createDirectory(folder.resolve("libraries"));
        for (String file : List.of("lib_lightgbm.so", "lib_lightgbm_swig.so")) {
            try (InputStream in = LightGbm.class.getResourceAsStream("/lightgbm4j/linux/x86_64/" + file)) {
                Files.copy(Objects.requireNonNull(in), libraries.resolve(file));
            }
        }
        assertThat(run(java, Map.of("LIGHTGBM_NATIVE_LIB_PATH", libraries.toString())))
                .contains("failed: cannot keep LightGBM's model in the temporary folder")
                .contains("; set java.io.tmpdir to a writable folder");
    }

    @Test
    void itServesFromAReadOnlyFileSystem() throws Exception {
        assumeThat(Files.exists(Path.of("/usr/bin/setpriv")) && "root".equals(System.getProperty("user.name")))
                .as("needs setpriv, to run as a user who may write nowhere")
                .isTrue();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        command.addAll(ChildService.java(
                Path.of(System.getProperty("java.home")), "-Djava.io.tmpdir=" + folder, "-jar", jar.toString()));
        assertThat(run(command, Map.of()))
                .contains("sales: " + point, "stored: " + point)
                .contains("failed: cannot copy LightGBM's native library");
    }

    @Test
    void twoClassLoadersOfOneJvmTrainWithTheNativeLibrary() throws Exception {
        try (ChildService child = ChildService.start(
                ChildService.java(
                        Path.of(System.getProperty("java.home")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TwoLoaders.class.getName()),
                Map.of())) {
            assertThat(child.await(0)
                            .lines()
                            .filter(line -> line.startsWith("trained: "))
                            .toList())
                    .hasSize(3)
                    .allMatch(line -> line.equals(child.output()
                            .lines()
                            .filter(each -> each.startsWith("trained: "))
                            .findFirst()
                            .orElse("")));
        }
    }

    private static String run(List<String> java, Map<String, String> environment, String... properties)
            throws Exception {
        List<String> command = new ArrayList<>(java);
        for (String property : List.of(
                "spring.main.web-application-type=none",
                "spring.main.banner-mode=off",
                "service.tasks=true",
                "forecastj.models.sales.path=classpath:models/sales",
                "forecastj.models.stored.store=" + folder.resolve("store"),
                "forecastj.models.stored.alias=production")) {
            command.add("--" + property);
        }
        Stream.of(properties).map(property -> "--" + property).forEach(command::add);
        try (ChildService child = ChildService.start(command, environment)) {
            return child.await(0);
        }
    }
}
