package io.forecastj.data;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Files among the resources of the tests. */
final class PresetFiles {
    private PresetFiles() {}

    static Path path(String name) {
        return resource("presets/" + name);
    }

    static Path resource(String name) {
        URL url = Objects.requireNonNull(PresetFiles.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
