package io.forecastj.models.internal;

import org.jspecify.annotations.Nullable;

/**
 * The classes of this library's formats by their kind.
 *
 * <p>{@code META-INF/services} names them too, and is all that a format needs. But {@link java.util.ServiceLoader}
 * opens the jars of the class path one after the other until it finds that file, which takes 10 to 20 ms in a JVM that
 * has just started, even where an archive has all classes. The classes are named as texts, since those packages use
 * this one; where one is not found, the service loader searches.
 *
 * <p>Stateless and thread-safe.
 */
final class OwnFormats {
    private static final String MODELS = "io.forecastj.models.";

    private OwnFormats() {}

    /** Makes this library's format of a kind; null if there is none of this service. */
    static <T> @Nullable T find(Class<T> service, String kind) {
        String name = className(kind);
        if (name == null) {
            return null;
        }
        try {
            Class<?> found = Class.forName(MODELS + name, true, OwnFormats.class.getClassLoader());
            return service.isAssignableFrom(found)
                    ? service.cast(found.getConstructor().newInstance())
                    : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable String className(String kind) {
        return switch (kind) {
            case "regression" -> "regression.RegressionFormat";
            case "auto" -> "auto.AutoFormat";
            case "bounds" -> "bounds.BoundsFormat";
            case "conformal" -> "conformal.ConformalFormat";
            case "online-ensemble" -> "ensemble.OnlineFormat";
            case "stacked-ensemble" -> "ensemble.StackedFormat";
            case "fallback" -> "fallback.FallbackFormat";
            case "autoregression" -> "linear.AutoregressionFormat";
            case "linear" -> "linear.LinearFormat";
            case "pooled-linear" -> "linear.PooledFormat";
            case "nearest-windows" -> "neighbours.NearestFormat";
            case "onnx" -> "onnx.OnnxFormat";
            case "deseasonalised" -> "statistical.DeseasonalisedFormat";
            case "statistical" -> "statistical.StatisticalFormat";
            case "lightgbm" -> "lightgbm.LightGbmFormat";
            case "ridge" -> "linear.RidgeFormat";
            case "xgboost" -> "xgboost.XgBoostFormat";
            default -> null;
        };
    }
}
