package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files of a saved predictor among the resources of an application.
 *
 * @param root the name of the predictor's directory, which ends in a slash
 * @param open opens a resource by its whole name; returns null if there is none
 */
record ResourceSource(String root, Function<String, @Nullable InputStream> open) implements ModelSource {
    static ResourceSource of(String name, Function<String, @Nullable InputStream> open) {
        return new ResourceSource(name.isEmpty() || name.endsWith("/") ? name : name + "/", open);
    }

    @Override
    public byte[] bytes(String name, int maxBytes) {
        try (InputStream in = open.apply(root + name)) {
            if (in == null) {
                throw new ModelLoadException("expected a file of a saved predictor as the " + place(name)
                        + ", found none; name the directory, such as \"models/sales\", and look whether the build"
                        + " copies it. In a named module, the module must open the package of the directory");
            }
            return CheckedBytes.read(in, maxBytes, place(name));
        } catch (IOException e) {
            throw new ModelLoadException("the " + place(name) + " cannot be read: " + e, e);
        }
    }

    @Override
    public String place(String name) {
        return "resource " + root + name;
    }
}
