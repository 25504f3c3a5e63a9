package io.forecastj.training.torch;

import ai.djl.util.Utils;
import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The native library of PyTorch for the platform of this JVM: whether all of it is there before DJL looks for it, which
 * would download what is missing.
 */
final class NativePlatform {
    private static final String LIBRARY = "native/lib/pytorch.properties";
    private static final String GLUE = "jnilib/pytorch.properties";
    private static final String ENGINE = "pytorch-engine.properties";
    /** The classifiers of {@code pytorch-native-cpu} that exist. */
    private static final List<String> SUPPORTED = List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

    private final String classifier;
    private final ClassLoader loader;

    private NativePlatform(String classifier, ClassLoader loader) {
        this.classifier = classifier;
        this.loader = loader;
    }

    /** Returns the platform of this JVM, with the class loader that sees the native library if one does. */
    static NativePlatform current() {
        ClassLoader own = NativePlatform.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        boolean seen = context != null && context.getResource(LIBRARY) != null;
        return new NativePlatform(
                classifier(System.getProperty("os.name", ""), System.getProperty("os.arch", "")), seen ? context : own);
    }

    /** Returns the classifier of a platform as DJL's artefacts have it. */
    static String classifier(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String system = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : name.replace(' ', '_');
        return system + "-" + (osArch.equals("amd64") ? "x86_64" : osArch);
    }

    /** Returns the class loader whose resources DJL is to search. */
    ClassLoader loader() {
        return loader;
    }

    /** Returns the directory that native libraries are unpacked to. */
    static Path cache() {
        return Utils.getEngineCacheDir("pytorch").toAbsolutePath();
    }

    /**
     * Checks that the artefacts with native code are on the class path, for this platform and of versions that fit, and
     * that they can be unpacked.
     *
     * @throws ForecastException if not; it names the artefact to add, or the directory
     */
    void require() {
        if (!SUPPORTED.contains(classifier)) {
            throw new ForecastException("training needs PyTorch's native library, which exists for "
                    + String.join(", ", SUPPORTED) + "; this JVM runs on " + classifier
                    + ". Train on one of those; the ONNX file that training writes runs wherever ONNX Runtime does");
        }
        Properties engine = properties(resource(ENGINE, "ai.djl.pytorch:pytorch-engine"));
        String version = engine.getProperty("pytorch_version", "");
        String glue = version + "-" + engine.getProperty("djl_version", "");
        Properties library = library(version);
        Properties found = properties(resource(GLUE, "ai.djl.pytorch:pytorch-jni:" + glue));
        if (!glue.equals(found.getProperty("jni_version"))) {
            throw new ForecastException("ai.djl.pytorch:pytorch-jni is of the version "
                    + found.getProperty("jni_version") + ", but ai.djl.pytorch:pytorch-engine needs " + glue
                    + ": set its version so");
        }
        requireSpace(library.getProperty("version", ""), library.getProperty("flavor", "cpu"));
    }

    private Properties library(String version) {
        String artefact = "ai.djl.pytorch:pytorch-native-cpu:" + version + ":" + classifier;
        List<URL> urls = resources();
        StringBuilder others = new StringBuilder();
        for (URL url : urls) {
            Properties found = properties(url);
            String other = found.getProperty("classifier", "");
            if (!other.endsWith(classifier)) {
                others.append(others.isEmpty() ? "; it is there for " : ", ").append(other);
            } else if (!(found.getProperty("version", "") + "-").startsWith(version + "-")) {
                others.append("; it is there in the version ").append(found.getProperty("version"));
            } else {
                return found;
            }
        }
        throw new ForecastException("the native library of PyTorch is not on the class path" + others
                + ". Add the dependency " + artefact + " (Maven: <classifier>" + classifier
                + "</classifier>); nothing is downloaded when training");
    }

    private List<URL> resources() {
        try {
            return Collections.list(loader.getResources(LIBRARY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URL resource(String name, String artefact) {
        URL url = loader.getResource(name);
        if (url == null) {
            throw new ForecastException(name + " is not on the class path: add the dependency " + artefact
                    + ", which forecast-training brings unless it is excluded");
        }
        return url;
    }

    private static Properties properties(URL url) {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url, e);
        }
        return properties;
    }

    private void requireSpace(String version, String flavor) {
        Path cache = cache();
        if (Files.exists(
                cache.resolve(version + "-" + flavor + "-" + classifier).resolve(System.mapLibraryName("torch")))) {
            return;
        }
        try {
            Files.createDirectories(cache);
            Files.delete(Files.createTempFile(cache, "write", "tmp"));
        } catch (IOException e) {
            throw new ForecastException(
                    "the native library of PyTorch, 450 MB, cannot be unpacked to " + cache + ": " + e
                            + ". Make it writable, or name another directory by the environment variable or system"
                            + " property DJL_CACHE_DIR",
                    e);
        }
    }
}
