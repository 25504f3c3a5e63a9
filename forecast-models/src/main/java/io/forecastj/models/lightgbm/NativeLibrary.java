package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;
import io.forecastj.models.internal.NativeArtefact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Loads LightGBM's native library, once, from a copy that belongs to this process.
 *
 * <p>lightgbm4j's loader is never used: it rewrites one fixed file in the shared temporary folder, which other
 * processes may be using. Both libraries are copied to a {@link NativeDirectory}, which is deleted as soon as they are
 * loaded. If the environment variable {@code LIGHTGBM_NATIVE_LIB_PATH} names a folder that holds both libraries, they
 * are loaded from there and nothing is copied.
 *
 * <p>Thread-safe.
 */
final class NativeLibrary {
    static final String PATH_VARIABLE = "LIGHTGBM_NATIVE_LIB_PATH";

    private static boolean loaded;

    private NativeLibrary() {}

    /** Returns the version in lightgbm4j's jar; "unknown" if it was repackaged without a version. Needs the jar. */
    static String version() {
        String resource = "/META-INF/maven/io.github.metarank/lightgbm4j/pom.properties";
        try (InputStream in = lightgbmlib.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /**
     * Loads the library if it is not loaded yet. After a failure the next call tries again.
     *
     * @param request the action that needs it, for the exception
     * @throws ForecastException if the library cannot be loaded; the message names the missing part
     */
    static synchronized void load(String request) {
        if (loaded) {
            return;
        }
        NativeArtefact.LIGHTGBM.require(request);
        Platform platform = Platform.current();
        String folder = System.getenv(PATH_VARIABLE);
        try {
            if (folder == null) {
                try (NativeDirectory directory = NativeDirectory.create()) {
                    for (String file : platform.files()) {
                        System.load(
                                copy(platform.resource(file), directory.path().resolve(file)));
                    }
                }
            } else {
                for (String file : platform.files()) {
                    System.load(Path.of(folder, file).toAbsolutePath().toString());
                }
            }
            // Fails if the JVM does not connect the two libraries, for example with different class loaders.
            lightgbmlib.LGBM_GetLastError();
        } catch (IOException e) {
            throw new ForecastException(
                    "cannot copy LightGBM's native library to the temporary folder: " + e
                            + "; set java.io.tmpdir to a writable folder, or, if nothing is trained, " + PATH_VARIABLE
                            + " to one that holds both libraries",
                    e);
        } catch (UnsatisfiedLinkError e) {
            throw new ForecastException(platform.explain(String.valueOf(e.getMessage())), e);
        }
        loaded = true;
    }

    private static String copy(String resource, Path file) throws IOException {
        try (InputStream in = lightgbmlib.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ForecastException("expected the resource " + resource
                        + " in lightgbm4j's jar, found none; is the jar complete and on the class path?");
            }
            Files.copy(in, file);
        }
        return file.toString();
    }
}
