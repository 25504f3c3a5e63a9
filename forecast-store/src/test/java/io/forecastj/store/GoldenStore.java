package io.forecastj.store;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.Preset;
import io.forecastj.models.bounds.Bounds;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Autoregression;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.linear.PooledLinear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Croston;
import io.forecastj.models.statistical.Deseasonalised;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.Theta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a golden store of the present version: versions of every kind of predictor that can be saved, snapshots of
 * their sessions, and everything else that a store keeps. {@code README.md} in {@code src/test/resources/golden} says
 * when and how it is run.
 *
 * <p>Arguments: the new folder, and that of the saved ONNX models, {@code saved-0.1} of the tests of {@code
 * forecast-models}.
 */
public final class GoldenStore {
    /** The model that has several versions, and whose versions are signed. */
    static final String SIGNED = "sales";

    static final String SNAPSHOT = "live";

    /** The number of events of {@link #SIGNED}, more than its record holds itself. */
    private static final int PROMOTIONS = 70;

    private static final LightGbmParameters SMALL = small(new Objective.SquaredError());

    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.difference("close", 1),
            Features.difference("close", 7),
            Features.rolling().mean("close", 5),
            Features.standardScale(Features.column("volume")));

    private final Path folder;
    private final ModelStore store;
    private final List<String> lines = new ArrayList<>();

    private GoldenStore(Path folder, ModelStore store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Writes the store.
     *
     * @param args the folders
     * @throws IOException if a file cannot be written
     * @throws GeneralSecurityException if Java lacks Ed25519
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path folder = Files.createDirectory(Path.of(args[0]));
        Path directory = folder.resolve("store");
        Clock clock = new Minutes(Instant.parse("2026-11-29T12:00:00Z"));
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ModelStore signing = ModelStore.builder(directory)
                .sign(keys.getPrivate())
                .clock(clock)
                .open();
        GoldenStore golden = new GoldenStore(
                folder, ModelStore.builder(directory).clock(clock).open());
        golden.sales(signing.model(SIGNED));
        golden.kinds(Path.of(args[1]));
        // not closed: the lease is part of the store, and has ended when it is read
        golden.store.lease("retrain " + SIGNED, Duration.ofHours(1)).orElseThrow();
        golden.store.clean();
        Files.write(
                folder.resolve("public-key.txt"),
                Base64.getMimeEncoder(76, new byte[] {'\n'})
                        .encode(keys.getPublic().getEncoded()));
        golden.write();
    }

    /** A clock that is a minute later whenever it is read. */
    private static final class Minutes extends Clock {
        private Instant now;

        Minutes(Instant start) {
            this.now = start;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(60);
            return now;
        }
    }

    /** Signed versions with everything that is kept beside a predictor. */
    private void sales(StoredModel sales) {
        Predictor naive = Baselines.naive("close", 3).fit(GoldenData.training());
        Predictor drift = Baselines.drift("close", 3).fit(GoldenData.training());
        Predictor linear = Linear.forecaster()
                .column("close")
                .lookback(10)
                .horizon(3)
                .build()
                .fit(GoldenData.training());
        ModelVersion first = sales.publish(
                naive,
                Publication.of(GoldenData.training())
                        .metric("mean_absolute_error", 3.25)
                        .metric("skill", 0)
                        .attach("report.txt", "naive, to begin with\n")
                        .attach("settings.json", "{\"horizon\": 3}\n")
                        .tag("team", "purchasing")
                        .note("the first one")
                        .promoteTo("production"));
        sales.publish(drift, Publication.none().metric("mean_absolute_error", 4.5));
        ModelVersion third = sales.publish(
                linear,
                Publication.of(GoldenData.training())
                        .metric("mean_absolute_error", 2.125)
                        .metric("skill", 0.25)
                        .parent(first)
                        .promoteTo("candidate"));
        sales.tag(third.number(), "reviewed", "yes, by the night shift \u2013 \u00e4\u6771");
        sales.note(third.number(), "better on the last 90 days");
        for (int i = 0; i < PROMOTIONS; i++) {
            sales.promote("canary", i % 2 == 0 ? third.number() : first.number(), "turn " + i);
        }
        sales.promote("production", third.number(), "better by 35 percent", "p = 0.01");
        sales.rollback("production", "orders look wrong since noon");
        sales.promote("old", first.number());
        sales.removeAlias("old");
        sales.record(StoreEvent.of(Instant.parse("2026-11-29T18:30:00Z"), "drift-found")
                .version(first.number())
                .reason("the inputs have changed")
                .detail("psi", 0.31));
        sales.remove(sales.plan(Retention.latest(1).andLowest("mean_absolute_error", 1)));
        for (Map.Entry<ModelVersion, Predictor> one :
                Map.of(first, naive, third, linear).entrySet()) {
            keep(sales, one.getKey(), one.getValue());
        }
        List.of(naive, drift, linear).forEach(Predictor::close);
    }

    private void kinds(Path saved) {
        Map<String, Forecaster> kinds = new LinkedHashMap<>();
        Target difference = Target.difference("close", 1);
        Forecaster linear =
                Linear.forecaster().column("close").lookback(10).horizon(3).build();
        Forecaster naive = Baselines.naive("close", 3);
        Forecaster drift = Baselines.drift("close", 3);
        Forecaster seasonal = Baselines.seasonalNaive("close", 3, 7);
        Forecaster online = Ensembles.online(naive, linear, seasonal);
        Forecaster recursive = regression(difference)
                .horizon(3)
                .knownFuture("weekday")
                .staticAttributes("size")
                .build();
        Forecaster quantiles = regression(difference)
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(2)
                .quantiles(0.1, 0.5, 0.9)
                .build();
        kinds.put("naive", naive);
        kinds.put("seasonal-naive", seasonal);
        kinds.put("drift", drift);
        kinds.put("mean", Baselines.mean("close", 3));
        kinds.put("linear", linear);
        kinds.put(
                "autoregression",
                Autoregression.forecaster().column("close").horizon(3).build());
        kinds.put(
                "pooled-linear",
                PooledLinear.forecaster()
                        .column("close")
                        .lookback(8)
                        .horizon(3)
                        .logarithms(false)
                        .build());
        kinds.put(
                "nearest-windows",
                NearestWindows.forecaster()
                        .column("close")
                        .lookback(8)
                        .horizon(3)
                        .neighbours(5)
                        .logarithms(false)
                        .build());
        kinds.put("ets", Ets.forecaster().column("close").horizon(3).season(7).build());
        kinds.put(
                "arima",
                Arima.forecaster().column("close").horizon(3).order(1, 1, 1).build());
        kinds.put(
                "theta", Theta.forecaster().column("close").horizon(3).season(7).build());
        kinds.put("croston", Croston.forecaster().column("close").horizon(3).build());
        kinds.put("deseasonalised", Deseasonalised.forecaster(linear).seasons(7).build());
        kinds.put("lightgbm", recursive);
        kinds.put("lightgbm-quantiles", quantiles);
        kinds.put(
                "lightgbm-bars",
                LightGbm.forecaster(SMALL)
                        .features(FEATURES)
                        .bars()
                        .strategy(Strategy.DIRECT_SHARED)
                        .horizon(2)
                        .build());
        kinds.put(
                "lightgbm-classes",
                LightGbm.forecaster(small(new Objective.Multiclass(3)))
                        .features(FEATURES)
                        .target(Target.direction("close", 0.08))
                        .strategy(Strategy.DIRECT)
                        .horizon(2)
                        .weights("volume")
                        .build());
        kinds.put(
                "ridge",
                Regression.forecaster()
                        .regressor(Linear.regressor(0.5))
                        .features(FEATURES)
                        .target(Target.difference("close", 7))
                        .horizon(3)
                        .build());
        kinds.put("online", online);
        kinds.put("stacked", Ensembles.stack(naive, drift, seasonal).stacking(new Stacking.RidgeTowardsEqual(1000)));
        kinds.put("conformal", Conformal.adaptive(online, 0.8));
        kinds.put("conformal-of-quantiles", Conformal.cqr(quantiles, 0.8));
        kinds.put("bounds", Bounds.between(0, 118).wholeNumbers().applyTo(linear));
        kinds.put(
                "auto",
                Auto.forecaster()
                        .column("close")
                        .horizon(3)
                        .seasons(7)
                        .preset(Preset.FAST)
                        .build());
        kinds.forEach((name, forecaster) -> publish(name, forecaster.fit(GoldenData.training())));
        publish(
                "fallback",
                FallbackPredictor.builder(
                                recursive.fit(GoldenData.training()),
                                drift.fit(GoldenData.training()),
                                naive.fit(GoldenData.training()))
                        .failureThreshold(2)
                        .openFor(Duration.ofSeconds(90))
                        .build());
        for (String name : List.of("onnx-ensemble", "onnx-quantiles", "onnx-classes")) {
            publish(name, Predictors.load(saved.resolve(name)));
        }
    }

    private void publish(String name, Predictor predictor) {
        StoredModel model = store.model(name);
        keep(model, model.publish(predictor), predictor);
        predictor.close();
    }

    /** Writes what a version forecasts, and keeps a snapshot of a session of it. */
    private void keep(StoredModel model, ModelVersion version, Predictor predictor) {
        String name = model.name() + " " + version.number();
        lines.addAll(GoldenData.forecasts(name, predictor));
        try (PredictionSession session = GoldenData.session(predictor)) {
            model.saveSnapshot(version, SNAPSHOT, session.snapshot());
            lines.addAll(GoldenData.continued(name, predictor, session));
        }
    }

    private void write() throws IOException {
        Files.writeString(folder.resolve("forecasts.txt"), String.join("\n", lines) + "\n");
    }

    private static Regression.Builder regression(Target target) {
        return LightGbm.forecaster(SMALL).features(FEATURES).target(target);
    }

    private static LightGbmParameters small(Objective objective) {
        return LightGbm.parameters()
                .objective(objective)
                .rounds(3)
                .leaves(4)
                .minLeafRows(5)
                .learningRate(0.5)
                .threads(1)
                .seed(1)
                .build();
    }
}
