package io.forecastj.spring;

import io.forecastj.spring.service.ServiceApplication;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** An executable jar of the service of the tests, made as Spring Boot's plugins for Maven and Gradle do. */
final class FatJar {
    /** Not needed at run time, or large: ONNX Runtime has 54 MB. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            ".*(junit|assertj|byte-buddy|opentest4j|apiguardian|onnxruntime|loader-tools|commons-compress|commons-io"
                    + "|commons-lang3|commons-codec|core-test|spring-test|boot-test|qdox|micronaut|microprofile|cdi"
                    + "|surefire).*");

    private FatJar() {}

    /** Makes the jar, with a saved predictor in a nested jar as the resources {@code models/sales}. */
    static Path make(Path folder, Path savedPredictor) throws IOException {
        Path classes = folder.resolve("classes.jar");
        Path tests = location(ServiceApplication.class);
        try (Stream<Path> all = Files.walk(tests.resolve("io/forecastj/spring/service"))) {
            jar(classes, tests, all.filter(Files::isRegularFile).toList(), "");
        }
        Path models = folder.resolve("models.jar");
        jar(models, savedPredictor, TrainedModels.files(savedPredictor), "models/sales/");
        Path executable = folder.resolve("service.jar");
        Repackager repackager = new Repackager(classes.toFile());
        repackager.setMainClass(ServiceApplication.class.getName());
        repackager.setBackupSource(false);
        repackager.repackage(executable.toFile(), callback -> {
            callback.library(library(models));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry);
                if (Files.isDirectory(path) && !path.equals(tests)) {
                    Path packed = folder.resolve(name(path) + ".jar");
                    jar(packed, path, TrainedModels.files(path), "");
                    callback.library(library(packed));
                } else if (Files.isRegularFile(path)
                        && !LEFT_OUT.matcher(path.getFileName().toString()).matches()) {
                    callback.library(library(path));
                }
            }
        });
        return executable;
    }

    private static Library library(Path jar) {
        return new Library(jar.toFile(), LibraryScope.RUNTIME);
    }

    private static String name(Path classes) {
        return classes.toAbsolutePath().toString().replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static void jar(Path target, Path root, List<Path> files, String prefix) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Path file : files) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    jar.putNextEntry(new JarEntry(prefix + name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
