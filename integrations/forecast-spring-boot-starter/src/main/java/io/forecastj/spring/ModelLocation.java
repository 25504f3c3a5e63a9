package io.forecastj.spring;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place that a property names: a path of the file system, or a resource of the class path.
 *
 * @param property the full name of the property
 * @param text its value
 * @param resource the name of the resource, without a slash at the beginning; null for a path
 * @param path the path; null for a resource
 */
record ModelLocation(
        String property,
        String text,
        @Nullable String resource,
        @Nullable Path path) {
    private static final String RESOURCE = "classpath:";
    private static final String FILE = "file:";

    /** A scheme has two letters at least, so that a drive of Windows is none. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    static ModelLocation of(String property, String text) {
        if (text.isBlank()) {
            throw new ForecastPropertyException(property, "it is empty", "Set it to a place, or remove it");
        }
        if (text.startsWith(RESOURCE)) {
            String name = text.substring(RESOURCE.length());
            return new ModelLocation(property, text, name.startsWith("/") ? name.substring(1) : name, null);
        }
        try {
            if (text.startsWith(FILE)) {
                String rest = text.substring(FILE.length());
                Path path = rest.startsWith("/") ? Path.of(new URI(text)) : Path.of(rest);
                return new ModelLocation(property, text, null, path);
            }
            if (SCHEME.matcher(text).matches()) {
                throw new ForecastPropertyException(
                        property,
                        "expected a path or a resource after 'classpath:', found '" + text + "'",
                        "Copy the files to a directory, or to the resources of the application");
            }
            return new ModelLocation(property, text, null, Path.of(text));
        } catch (IllegalArgumentException | URISyntaxException e) {
            throw new ForecastPropertyException(
                    property,
                    "'" + text + "' is no path: " + ForecastPropertyException.reasonOf(e),
                    "Set it to a path such as /srv/models/sales",
                    e);
        }
    }

    /** Returns the path of a directory, or throws if the place is a resource. */
    Path requirePath() {
        if (path == null) {
            throw new ForecastPropertyException(
                    property,
                    "expected a directory, found the resource '" + text + "'",
                    "Set it to a directory; forecastj.models.<name>.path takes resources");
        }
        return path;
    }

    InputStream open(ClassLoader loader) throws IOException {
        if (path != null) {
            return Files.newInputStream(path);
        }
        InputStream stream = loader.getResourceAsStream(String.valueOf(resource));
        if (stream == null) {
            throw new FileNotFoundException("there is no resource '" + resource + "' on the class path");
        }
        return stream;
    }
}
