package io.forecastj.models;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The formats by their kinds: those of this library and those that are registered. */
final class Formats {
    private static final String REGISTER =
            ". Add the library of this kind to the class path, or register a format of your own in META-INF/services/";

    private final Map<String, PredictorFormat> predictors;
    private final Map<String, RegressionModelFormat> models;

    private Formats(Map<String, PredictorFormat> predictors, Map<String, RegressionModelFormat> models) {
        this.predictors = predictors;
        this.models = models;
    }

    /** Looks where this library comes from and, for an application's own formats, where the thread's classes do. */
    static Formats installed() {
        List<PredictorFormat> own = new ArrayList<>(List.of(new RegressionFormat(), new FallbackFormat()));
        Baselines.KINDS.forEach(kind -> own.add(new BaselineFormat(kind)));
        return new Formats(
                byKind(PredictorFormat.class, PredictorFormat::kind, own),
                byKind(RegressionModelFormat.class, RegressionModelFormat::kind, List.of()));
    }

    private static <T> Map<String, T> byKind(Class<T> service, Function<T, String> kind, List<T> own) {
        Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(Formats.class.getClassLoader());
        loaders.add(Thread.currentThread().getContextClassLoader());
        Map<String, T> formats = new TreeMap<>();
        own.forEach(format -> formats.put(kind.apply(format), format));
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
        return formats;
    }

    /** The format to write a predictor with. */
    PredictorFormat of(Predictor predictor) {
        String kind = predictor.info().kind();
        PredictorFormat format = predictors.get(kind);
        if (format == null) {
            throw new IllegalArgumentException("predictors of the kind '" + kind + "' cannot be saved; known are "
                    + predictors.keySet() + REGISTER + PredictorFormat.class.getName());
        }
        return format;
    }

    /** The format to write a model with. */
    RegressionModelFormat of(RegressionModel model) {
        RegressionModelFormat format = models.get(model.kind());
        if (format == null) {
            throw new IllegalArgumentException("models of the kind '" + model.kind() + "' cannot be saved; known are "
                    + models.keySet() + REGISTER + RegressionModelFormat.class.getName());
        }
        return format;
    }

    /** The format to read a predictor with. */
    PredictorFormat predictor(String kind, Object where) {
        return known(predictors, kind, "predictor", where, PredictorFormat.class);
    }

    /** The format to read a model with. */
    RegressionModelFormat model(String kind, Object where) {
        return known(models, kind, "model", where, RegressionModelFormat.class);
    }

    private static <T> T known(Map<String, T> formats, String kind, String what, Object where, Class<T> service) {
        if (!formats.containsKey(kind)) {
            throw new ModelLoadException(where + " holds a " + what + " of the unknown kind '" + kind + "'; known are "
                    + formats.keySet() + REGISTER + service.getName());
        }
        return Objects.requireNonNull(formats.get(kind));
    }
}
