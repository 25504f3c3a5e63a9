package io.forecastj.models;

import io.forecastj.Baselines;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.internal.NativeArtefact;
import io.forecastj.models.lightgbm.Engine;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.RegressionModelFormat;
import io.forecastj.models.saving.PredictorFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The child process of {@link NativesLeftOutTest}: tries everything and prints what came of each, a line for each. */
final class WithoutNatives {
    private final Path folder;

    private WithoutNatives(Path folder) {
        this.folder = folder;
    }

    /** The series of both processes. */
    static TimeSeries bars() {
        return Bars.random(11, 400);
    }

    static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(10).horizon(3).build();
    }

    static Forecaster online() {
        return Ensembles.online(linear(), Baselines.drift("close", 3));
    }

    static Forecaster lightGbm() {
        return LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Bars.FEATURES)
                .horizon(3)
                .build();
    }

    static String points(Predictor predictor) {
        try (predictor) {
            return Arrays.toString(predictor.predict(bars()).points());
        }
    }

    /** The last point of a session that took the last 50 rows one at a time. */
    static String served(Predictor predictor) {
        TimeSeries bars = bars();
        try (predictor;
                PredictionSession session = predictor.openSession(bars.head(350))) {
            double[] row = new double[bars.columns().size()];
            for (int i = 350; i < bars.length(); i++) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = bars.value(i, c);
                }
                session.append(bars.timestamp(i), row);
            }
            return Arrays.toString(session.forecast().points());
        }
    }

    private Map<String, Callable<Object>> tasks() {
        Map<String, Callable<Object>> tasks = new LinkedHashMap<>();
        tasks.put("artefacts", () -> Arrays.stream(NativeArtefact.values())
                .map(NativeArtefact::present)
                .toList());
        tasks.put("linear", () -> points(linear().fit(bars())));
        tasks.put("online", () -> points(online().fit(bars())));
        tasks.put("conformal", () -> points(Conformal.adaptive(linear(), 0.8).fit(bars())));
        tasks.put("fallback", () -> points(Predictors.withFallback(linear().fit(bars()), online().fit(bars()))));
        tasks.put("saved", () -> {
            try (Predictor fitted = Conformal.adaptive(online(), 0.8).fit(bars())) {
                Predictors.save(fitted, folder.resolve("saved"));
            }
            return points(Predictors.load(folder.resolve("saved")));
        });
        tasks.put("formats", () -> ServiceLoader.load(PredictorFormat.class).stream()
                .map(format -> format.get().kind())
                .sorted()
                .collect(Collectors.joining(" ")));
        tasks.put("model formats", () -> ServiceLoader.load(RegressionModelFormat.class).stream()
                .map(format -> format.get().kind())
                .sorted()
                .collect(Collectors.joining(" ")));
        tasks.put("text", () -> text().predict(new double[text().features().size()]));
        tasks.put("compiled text", () -> {
            LightGbmModel model = text();
            return model.compile() + " "
                    + model.predict(new double[model.features().size()]);
        });
        tasks.put("loaded LightGBM", () -> points(Predictors.load(folder.resolve("lightgbm"))));
        tasks.put("served LightGBM", () -> served(Predictors.load(folder.resolve("lightgbm"))));
        tasks.put("trained LightGBM", () -> lightGbm().fit(bars()));
        tasks.put("native LightGBM", () -> text().withEngine(Engine.NATIVE));
        tasks.put("cause", () -> {
            try {
                return lightGbm().fit(bars());
            } catch (ForecastException e) {
                return e.getCause();
            }
        });
        tasks.put("ONNX", () -> Onnx.load(folder.resolve("model.onnx")));
        tasks.put("ONNX patterns", () -> Onnx.loadPatterns(folder.resolve("patterns.onnx"), OnnxOptions.defaults()));
        tasks.put("loaded ONNX", () -> Predictors.load(folder.resolve("onnx")));
        return tasks;
    }

    private LightGbmModel text() {
        return LightGbm.load(folder.resolve("model.txt"));
    }

    public static void main(String[] arguments) {
        new WithoutNatives(Path.of(arguments[0])).tasks().forEach((name, task) -> {
            Object outcome;
            try {
                outcome = task.call();
            } catch (Exception | Error e) {
                outcome = e;
            }
            System.out.println(name + ": " + outcome);
        });
    }
}
