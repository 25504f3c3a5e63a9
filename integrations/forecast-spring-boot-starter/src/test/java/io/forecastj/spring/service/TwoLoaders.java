package io.forecastj.spring.service;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Trains in two class loaders that are alive at the same time, as two applications in one server do. */
public final class TwoLoaders {
    private TwoLoaders() {}

    public static void main(String[] args) throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(new File(entry).toURI().toURL());
        }
        URL[] urls = path.toArray(URL[]::new);
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader first = new URLClassLoader(urls, platform);
                URLClassLoader second = new URLClassLoader(urls, platform)) {
            train(first);
            train(second);
            train(first);
        }
    }

    private static void train(ClassLoader loader) throws ReflectiveOperationException {
        Method main = loader.loadClass(NativeTraining.class.getName()).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
