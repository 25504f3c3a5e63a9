package io.forecastj.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ForecastException;
import io.forecastj.features.FeaturePipeline;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Class path of a child process: the files that contain the classes of this library and of those that it needs there,
 * and nothing else of the application.
 *
 * <p>The files are those that the classes were loaded from, whatever class loader did that. {@code java.class.path}
 * names only one file in an application of one jar, and none of these in an application server.
 */
final class ChildClassPath {
    /** One class of each library. */
    private static final List<Class<?>> LIBRARIES = List.of(
            ChildClassPath.class,
            FeaturePipeline.class,
            ForecastException.class,
            OrtEnvironment.class,
            JsonNode.class,
            JsonParser.class,
            JsonCreator.class);

    /** A jar inside another, as Spring Boot's loader names them: with {@code nested:} since version 3.2. */
    private static final Pattern NESTED =
            Pattern.compile("(?:jar:)?(?:file|nested):(?<outer>[^!]+?)/?!/?(?<entry>[^!]+\\.jar)(?:!/)?");

    private ChildClassPath() {}

    /**
     * Returns the class path.
     *
     * @param directory where jars inside another jar are unpacked
     * @throws ForecastException if classes of a library were not loaded from files
     */
    static String of(Path directory) {
        List<String> files = new ArrayList<>();
        for (Class<?> library : LIBRARIES) {
            String file = file(library, directory);
            if (!files.contains(file)) {
                files.add(file);
            }
        }
        return String.join(File.pathSeparator, files);
    }

    private static String file(Class<?> library, Path directory) {
        List<String> places =
                Stream.concat(codeSource(library), resource(library)).toList();
        for (String place : places) {
            Path file = file(place, directory);
            if (file != null && !file.toString().contains(File.pathSeparator)) {
                return file.toString();
            }
        }
        throw new ForecastException("a model cannot be proven in a child process, because the classes of "
                + library.getPackageName() + " were not loaded from a file that a child process could use, but from "
                + places + ". Run the application from jar files or directories on the disk");
    }

    private static Stream<String> codeSource(Class<?> library) {
        CodeSource source = library.getProtectionDomain().getCodeSource();
        return source == null
                ? Stream.empty()
                : Stream.ofNullable(source.getLocation()).map(URL::toString);
    }

    /** Returns the place of a class's file without its own name; class loaders need not tell a code source. */
    private static Stream<String> resource(Class<?> library) {
        String name = "/" + library.getName().replace('.', '/') + ".class";
        return Stream.ofNullable(library.getResource(name))
                .map(URL::toString)
                .filter(url -> url.endsWith(name))
                .map(url -> url.substring(0, url.length() - name.length()));
    }

    /**
     * Returns the file of a place, unpacked if it is inside another file, or null if there is none.
     *
     * @param place a URL
     */
    static @Nullable Path file(String place, Path directory) {
        try {
            Matcher nested = NESTED.matcher(place);
            if (nested.matches()) {
                return unpacked(path("file:" + nested.group("outer")), nested.group("entry"), directory);
            }
            String plain = place.startsWith("jar:file:") && place.matches("[^!]+!/?")
                    ? place.substring("jar:".length(), place.lastIndexOf('!'))
                    : place;
            Path file = plain.startsWith("file:") ? path(plain) : null;
            return file != null && Files.exists(file) ? file : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Path path(String url) {
        return Path.of(URI.create(url)).toAbsolutePath();
    }

    private static @Nullable Path unpacked(Path outer, String entry, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(outer.toFile())) {
            ZipEntry inner = zip.getEntry(entry);
            if (inner == null) {
                return null;
            }
            Path file = directory.resolve(Objects.requireNonNull(Path.of(entry).getFileName(), "name"));
            if (!Files.exists(file)) {
                try (InputStream in = zip.getInputStream(inner)) {
                    Files.copy(in, file);
                }
            }
            return file;
        }
    }
}
