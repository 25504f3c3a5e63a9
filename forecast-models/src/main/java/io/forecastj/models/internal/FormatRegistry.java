package io.forecastj.models.internal;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Formats of one service by kind, found by {@link ServiceLoader}.
 *
 * <p>A format is searched when it is needed, since finding all of them takes 20 ms in a JVM that has just started.
 * Mutable; made for one call, and for its thread only.
 *
 * @param <T> the service
 */
public final class FormatRegistry<T> {
    private final Class<T> service;
    private final Function<T, String> kindOf;
    private final String noun;
    private final Map<String, T> formats = new TreeMap<>();
    private final List<Iterator<T>> sources = new ArrayList<>();

    private FormatRegistry(Class<T> service, Function<T, String> kindOf, String noun) {
        this.service = service;
        this.kindOf = kindOf;
        this.noun = noun;
    }

    /**
     * Prepares to find formats with the class loader of this library and, for the application's formats, with the
     * thread's context class loader.
     *
     * @param <T> the service
     * @param service the service's interface
     * @param kind returns a format's kind
     * @param noun the word for what the formats save, for messages, such as {@code "predictor"}
     * @return the formats
     */
    public static <T> FormatRegistry<T> of(Class<T> service, Function<T, String> kind, String noun) {
        Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(service.getClassLoader());
        loaders.add(Thread.currentThread().getContextClassLoader());
        FormatRegistry<T> registry = new FormatRegistry<>(service, kind, noun);
        for (ClassLoader loader : loaders) {
            registry.sources.add(ServiceLoader.load(service, loader).iterator());
        }
        return registry;
    }

    /** Finds all formats up to that of a kind; all there are if it is null. */
    private @Nullable T find(@Nullable String kind) {
        T found = kind == null ? null : formats.get(kind);
        for (Iterator<T> source : sources) {
            while (found == null && source.hasNext()) {
                T format = source.next();
                String each = kindOf.apply(format);
                T other = formats.putIfAbsent(each, format);
                if (other != null && other.getClass() != format.getClass()) {
                    throw new IllegalStateException("two formats of the kind '" + each + "' are registered: "
                            + other.getClass().getName() + " and "
                            + format.getClass().getName());
                }
                found = each.equals(kind) ? format : null;
            }
        }
        return found;
    }

    /**
     * Returns the format for writing a kind, after a look at all formats.
     *
     * @param kind the kind
     * @return its format
     * @throws IllegalArgumentException if there is none; the message lists the known kinds
     * @throws IllegalStateException if two different formats have the same kind
     */
    public T toWrite(String kind) {
        find(null);
        T format = formats.get(kind);
        if (format == null) {
            throw new IllegalArgumentException(
                    noun + "s of the kind '" + kind + "' cannot be saved; known are " + known());
        }
        return format;
    }

    /**
     * Returns the format for reading a kind, the first one that is found.
     *
     * @param kind the kind
     * @param where the file or directory that names the kind, for the message
     * @return its format
     * @throws ModelLoadException if there is none; the message lists the known kinds
     * @throws IllegalStateException if two different formats that were found before it have the same kind
     */
    public T toRead(String kind, Object where) {
        T format = find(kind);
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
