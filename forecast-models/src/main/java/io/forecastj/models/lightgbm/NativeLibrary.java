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
 * <p>lightgbm4j's own loader rewrites one fixed file in the shared temporary folder, under other processes that may be
 * running it; so it is never used. Both libraries go to a new directory that only this user can read. On Linux and macOS
 * they are deleted as soon as they are loaded, since a mapped file lives on without its name; the directory goes when
 * the JVM ends. If the environment variable {@code LIGHTGBM_NATIVE_LIB_PATH} names a folder that holds both libraries,
 * they are loaded from there and nothing is copied.
 *
 * <p>Thread-safe.
 */
final class NativeLibrary {
    static final String PATH_VARIABLE = "LIGHTGBM_NATIVE_LIB_PATH";

    private static boolean loaded;
    private static @Nullable Path directory;

    private NativeLibrary() {}

    /** The version of lightgbm4j, which its jar states; "unknown" if it was repackaged without it. Needs the jar. */
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
     * Loads the library if it is not loaded yet. A failed load is tried again by the next call.
     *
     * @param request what needs it, for the exception
     * @throws ForecastException if it cannot be loaded; the message names what is missing
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
            // Fails if the JVM does not connect the two, as when they belong to different class loaders.
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

    /** A directory of this process that only its user can read; deleted, with what is in it, when the JVM ends. */
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
            // Windows keeps a loaded file; it stays in the private directory
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
