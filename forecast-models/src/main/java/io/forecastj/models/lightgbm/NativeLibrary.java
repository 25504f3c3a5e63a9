package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.forecastj.ForecastException;
import io.forecastj.models.internal.NativeArtefact;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Loads LightGBM's native library, once, from a copy that belongs to this process.
 *
 * <p>lightgbm4j's loader is never used: it rewrites one fixed file in the shared temporary folder, which other
 * processes may be using. Both libraries are copied to a new directory that only this user can read. On Linux and macOS
 * they are deleted as soon as they are loaded, since a mapped file remains usable without its name; the directory is
 * deleted when the JVM ends. If the environment variable {@code LIGHTGBM_NATIVE_LIB_PATH} names a folder that holds
 * both libraries, they are loaded from there and nothing is copied.
 *
 * <p>Thread-safe.
 */
final class NativeLibrary {
    static final String PATH_VARIABLE = "LIGHTGBM_NATIVE_LIB_PATH";

    private static boolean loaded;
    private static @Nullable Path directory;

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
            for (String file : platform.files()) {
                if (folder == null) {
                    loadCopy(platform.resource(file), privateDirectory().resolve(file));
                } else {
                    System.load(Path.of(folder, file).toAbsolutePath().toString());
                }
            }
            // Fails if the JVM does not connect the two libraries, for example with different class loaders.
            lightgbmlib.LGBM_GetLastError();
        } catch (IOException e) {
            throw new ForecastException(
                    "cannot copy LightGBM's native library to the temporary folder: " + e
                            + "; set java.io.tmpdir to a writable folder, or " + PATH_VARIABLE
                            + " to one that holds both libraries",
                    e);
        } catch (UnsatisfiedLinkError e) {
            throw new ForecastException(platform.explain(String.valueOf(e.getMessage())), e);
        }
        loaded = true;
    }

    /**
     * Returns a directory of this process that only its user can read; it is deleted, with its files, when the JVM
     * ends.
     */
    static synchronized Path privateDirectory() throws IOException {
        Path present = directory;
        if (present == null) {
            present = Files.createTempDirectory("forecastj-lightgbm-", ownerOnly());
            directory = present;
            Runtime.getRuntime().addShutdownHook(new Thread(NativeLibrary::deleteDirectory));
        }
        return present;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void loadCopy(String resource, Path file) throws IOException {
        try (InputStream in = lightgbmlib.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ForecastException("expected the resource " + resource
                        + " in lightgbm4j's jar, found none; is the jar complete and on the class path?");
            }
            Files.deleteIfExists(file);
            Files.copy(in, file);
        }
        System.load(file.toString());
        try {
            Files.delete(file);
        } catch (IOException e) {
            // Windows keeps a loaded file; it remains in the private directory
            file.toFile().deleteOnExit();
        }
    }

    private static void deleteDirectory() {
        Path present = directory;
        if (present == null) {
            return;
        }
        File[] files = present.toFile().listFiles();
        boolean empty = true;
        for (File file : files == null ? new File[0] : files) {
            empty &= file.delete();
        }
        if (empty) {
            present.toFile().delete();
        }
    }
}
