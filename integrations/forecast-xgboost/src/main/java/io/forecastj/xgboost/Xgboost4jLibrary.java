package io.forecastj.xgboost;

import io.forecastj.ForecastException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import ml.dmlc.xgboost4j.java.XGBoostJNI;
import org.jspecify.annotations.Nullable;

/**
 * Loads XGBoost's native library, once, by the static initializer of {@code XGBoostJNI}.
 *
 * <p>The initializer copies the library to a new file in the temporary folder, which it deletes when the JVM ends; on
 * Linux it is deleted here as soon as it is loaded, since a mapped file remains usable without its name. An initializer
 * that has failed makes its class unusable, so what can be checked is checked before. Thread-safe.
 */
final class Xgboost4jLibrary {
    /** More than the largest of the libraries, which has 18 MB. */
    private static final long ROOM = 20_000_000;

    private static final Path MAPS = Path.of("/proc/self/maps");

    private static boolean loaded;
    private static @Nullable ForecastException failure;

    private Xgboost4jLibrary() {}

    /** Returns the version in xgboost4j's jar; "unknown" if it was repackaged without a version. */
    static String version() {
        try (InputStream in = Xgboost4jLibrary.class.getResourceAsStream("/xgboost4j-version.properties")) {
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
     * Loads the library if it is not loaded yet.
     *
     * @throws ForecastException if it cannot be loaded; the message names the missing part and the remedy
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        if (failure != null) {
            throw new ForecastException(String.valueOf(failure.getMessage()), failure);
        }
        Xgboost4jPlatform platform = Xgboost4jPlatform.current();
        requireRoom();
        try {
            XGBoostJNI.XGBGetLastError();
        } catch (LinkageError e) {
            failure = new ForecastException(platform.explain(String.valueOf(cause(e))), e);
            throw failure;
        }
        loaded = true;
        deleteCopy();
    }

    /** Returns the first cause, which the initializer wraps. */
    private static Throwable cause(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null ? error : cause(cause);
    }

    private static void requireRoom() {
        String folder = System.getProperty("java.io.tmpdir");
        try {
            File file = File.createTempFile("forecastj-xgboost-", ".tmp");
            long room = file.getUsableSpace();
            Files.delete(file.toPath());
            if (room < ROOM) {
                throw new ForecastException("XGBoost's native library needs 20 MB of the temporary folder " + folder
                        + ", found " + room + " bytes; free some, or set java.io.tmpdir to another folder");
            }
        } catch (IOException e) {
            throw new ForecastException(
                    "cannot copy XGBoost's native library to the temporary folder " + folder + ": " + e
                            + "; set java.io.tmpdir to a writable folder",
                    e);
        }
    }

    private static void deleteCopy() {
        if (!Files.isReadable(MAPS)) {
            return;
        }
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            List<String> lines = Files.readAllLines(MAPS);
            for (String line : lines) {
                int at = line.indexOf('/');
                if (at >= 0 && line.contains("/libxgboost4j") && line.endsWith(".so")) {
                    Path copy = Path.of(line.substring(at));
                    if (folder.equals(copy.getParent())) {
                        Files.deleteIfExists(copy);
                    }
                }
            }
        } catch (IOException e) {
            // the JVM deletes the file when it ends
            return;
        }
    }
}
