package io.forecastj.models.lightgbm;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Program of a child process of {@link NativeLibraryTest}: trains in one class loader after the other, as redeployments
 * of an application do, and prints how many of them are still in memory.
 */
final class CollectedLoaders {
    private CollectedLoaders() {}

    public static void main(String[] args) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            loaders.add(deploy());
        }
        System.out.println("left: " + left(loaders));
    }

    private static WeakReference<ClassLoader> deploy() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(new File(entry).toURI().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread request = new Thread(() -> run(loader));
            request.setContextClassLoader(loader);
            request.start();
            request.join();
            return new WeakReference<>(loader);
        }
    }

    private static void run(ClassLoader loader) {
        try {
            Class<?> program = loader.loadClass("io.forecastj.models.lightgbm.TrainAndPredict");
            java.lang.reflect.Method main = program.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills the memory, which clears soft references too, and counts what is reachable after that. */
    private static long left(List<WeakReference<ClassLoader>> loaders) throws IOException {
        for (int round = 0; round < 20; round++) {
            fill();
            System.gc();
            if (loaders.stream().allMatch(loader -> loader.get() == null)) {
                break;
            }
        }
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static void fill() {
        try {
            List<byte[]> memory = new ArrayList<>();
            while (true) {
                memory.add(new byte[1 << 24]);
            }
        } catch (OutOfMemoryError e) {
            System.gc();
        }
    }
}
