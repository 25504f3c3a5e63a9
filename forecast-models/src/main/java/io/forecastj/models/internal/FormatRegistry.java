package io.forecastj.models.internal;

import io.forecastj.ModelLoadException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Formats of one service by kind, found by {@link ServiceLoader}.
 *
 * <p>Immutable, and thread-safe if the formats are.
 *
 * @param <T> the service
 */
public final class FormatRegistry<T> {
    private final Class<T> service;
    private final String noun;
    private final Map<String, T> formats;

    private FormatRegistry(Class<T> service, String noun, Map<String, T> formats) {
        this.service = service;
        this.noun = noun;
        this.formats = formats;
    }

    /**
     * Finds the formats with the class loader of this library and, for the application's formats, with the thread's
     * context class loader.
     *
     * @param <T> the service
     * @param service the service's interface
     * @param kind returns a format's kind
     * @param noun the word for what the formats save, for messages, such as {@code "predictor"}
     * @return the formats
     * @throws IllegalStateException if two different formats have the same kind
     */
    public static <T> FormatRegistry<T> of(Class<T> service, Function<T, String> kind, String noun) {
        Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(service.getClassLoader());
        loaders.add(Thread.currentThread().getContextClassLoader());
        Map<String, T> formats = new TreeMap<>();
        for (ClassLoader loader : loaders) {
            for (T format : ServiceLoader.load(service, loader)) {
                T other = formats.putIfAbsent(kind.apply(format), format);
                if (other != null && other.getClass() != format.getClass()) {
                    throw new IllegalStateException("two formats of the kind '" + kind.apply(format)
                            + "' are registered: " + other.getClass().getName() + " and "
                            + format.getClass().getName());
                }
            }
        }
        return new FormatRegistry<>(service, noun, formats);
    }

    /**
     * Returns the format for writing a kind.
     *
     * @param kind the kind
     * @return its format
     * @throws IllegalArgumentException if there is none; the message lists the known kinds
     */
    public T toWrite(String kind) {
        T format = formats.get(kind);
        if (format == null) {
            throw new IllegalArgumentException(
                    noun + "s of the kind '" + kind + "' cannot be saved; known are " + known());
        }
        return format;
    }

    /**
     * Returns the format for reading a kind.
     *
     * @param kind the kind
     * @param where the file or directory that names the kind, for the message
     * @return its format
     * @throws ModelLoadException if there is none; the message lists the known kinds
     */
    public T toRead(String kind, Object where) {
        T format = formats.get(kind);
        if (format == null) {
            throw new ModelLoadException(
                    where + " holds a " + noun + " of the unknown kind '" + kind + "'; known are " + known());
        }
        return format;
    }

    private String known() {
        return formats.keySet()
                + ". Add the library of this kind to the class path, or register a format for it in META-INF/services/"
                + service.getName();
    }
}
