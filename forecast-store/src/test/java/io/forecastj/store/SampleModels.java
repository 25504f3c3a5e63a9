package io.forecastj.store;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/** Small predictors of several kinds, all of which forecast from the same series. */
final class SampleModels {
    private static final int TRAINED = 120;
    private static final int HORIZON = 2;

    private SampleModels() {}

    /** Returns a series without noise, so that every process has the same one. */
    static TimeSeries series(int rows) {
        TimeSeries.Builder builder = TimeSeries.builder("y", "x");
        for (int i = 0; i < rows; i++) {
            builder.add(3_600_000L * i, 100 + i * 37 % 23 + i % 6 / 4.0, 50 + i * 29 % 31);
        }
        return builder.build();
    }

    static Predictor linear(int lookback) {
        return Linear.forecaster()
                .column("y")
                .lookback(lookback)
                .horizon(HORIZON)
                .build()
                .fit(series(TRAINED));
    }

    static Predictor trees(int rounds) {
        FeaturePipeline features = FeaturePipeline.of(
                Features.difference("y", 1), Features.rolling().mean("y", 5));
        return LightGbm.forecaster(LightGbm.parameters()
                        .rounds(rounds)
                        .leaves(4)
                        .minLeafRows(5)
                        .threads(1)
                        .seed(1)
                        .build())
                .features(features)
                .target(Target.difference("y", 1))
                .horizon(HORIZON)
                .build()
                .fit(series(TRAINED));
    }

    static Predictor intervals(int lookback) {
        return Conformal.adaptive(
                        Ensembles.online(
                                Linear.forecaster()
                                        .column("y")
                                        .lookback(lookback)
                                        .horizon(HORIZON)
                                        .build(),
                                Baselines.seasonalNaive("y", HORIZON, 6)),
                        0.8)
                .fit(series(TRAINED));
    }

    /** The graph of {@code onnx/linear.onnx}, as forecast-models tests it. */
    static Predictor network() {
        FeaturePipeline features =
                FeaturePipeline.of(Features.column("y"), Features.difference("y", 1), Features.column("x"));
        String contract = String.format(Locale.ROOT, """
                {"version": 1, "kind": "forecast", "lookback": 4, "target": "difference(y,1)", "horizon": %d,
                 "schemaHash": "%s", "features": ["y", "difference(y,1)", "x"],
                 "inputs": [{"tensor": "x", "kind": "past", "layout": "btf"}],
                 "outputs": [{"tensor": "y", "kind": "point"}], "pipeline": %s}
                """, HORIZON, features.schemaHash(), features.toJson());
        try (InputStream graph = SampleModels.class.getResourceAsStream("/onnx/linear.onnx")) {
            return Onnx.load(
                    Objects.requireNonNull(graph).readAllBytes(),
                    OnnxOptions.builder().contract(contract).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Predictor naive() {
        return Baselines.naive("y", HORIZON).fit(series(TRAINED));
    }

    static Predictor seasonal() {
        return Baselines.seasonalNaive("y", HORIZON, 6).fit(series(TRAINED));
    }
}
