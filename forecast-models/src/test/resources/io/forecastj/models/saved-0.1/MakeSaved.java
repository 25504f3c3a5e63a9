import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.Regression;
import io.forecastj.models.Strategy;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Saved the predictors beside this file, and what each one forecast, as {@code <name>.txt}. It was run once with the
 * library as it was before its packages were divided (commit a1fe4fd: {@code Predictors} and {@code Regression} in
 * {@code io.forecastj.models}), and does not compile with a later one. The class path held the jars of forecast-api,
 * forecast-features and forecast-models of that commit and their dependencies; the first argument is the folder of the
 * graphs, {@code src/test/resources/onnx}, the second an empty one:
 *
 * <pre>java -cp ... MakeSaved.java ../../../../onnx directory</pre>
 *
 * <p>SavedBeforeTest makes the same series. All its values are multiples of 1/4, and the weights of the graphs are
 * replaced by multiples of a power of two, so that floats of any order of summation give the same bits.
 */
public class MakeSaved {
    private static final int TRAINED = 120;
    private static final int KNOWN = 130;

    private static final LightGbmParameters SMALL = small(new Objective.SquaredError());

    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.difference("close", 1),
            Features.difference("close", 7),
            Features.rolling().mean("close", 5),
            Features.standardScale(Features.column("volume")));

    private final Path graphs;
    private final Path out;

    private MakeSaved(Path graphs, Path out) {
        this.graphs = graphs;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        new MakeSaved(Path.of(args[0]), Path.of(args[1])).make();
    }

    private static TimeSeries series(String id, int from, int to) {
        int shift = id.equals("bars") ? 0 : 7;
        TimeSeries.Builder series = TimeSeries.builder("open", "high", "low", "close", "volume", "weekday")
                .id(id)
                .attribute("size", 3 + shift);
        for (int i = from; i < to; i++) {
            double before = close(i - 1 + shift);
            double open = before + ((i + 2) % 5 - 2) / 2.0;
            double close = close(i + shift);
            double high = Math.max(open, close) + i % 3 / 4.0 + 0.25;
            double low = Math.min(open, close) - i % 4 / 4.0;
            series.add(86_400_000L * i, open, high, low, close, 50 + i * 29 % 31, i % 7);
        }
        return series.build();
    }

    private static double close(int i) {
        return 100 + (i + 40) * 37 % 23 + (i + 40) % 6 / 4.0;
    }

    private static List<TimeSeries> training() {
        return List.of(series("bars", 0, TRAINED), series("other", 0, TRAINED));
    }

    private void make() throws IOException {
        Target difference = Target.difference("close", 1);
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
        save("lightgbm-recursive", recursive);
        save("lightgbm-horizons", regression(Target.logReturn("close"))
                .strategy(Strategy.DIRECT)
                .horizons(1, 5)
                .validation(0.2)
                .build());
        save("lightgbm-quantiles", quantiles);
        save("lightgbm-bars", LightGbm.forecaster(SMALL)
                .features(FEATURES)
                .bars()
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(2)
                .build());
        save("lightgbm-direction", LightGbm.forecaster(small(new Objective.Multiclass(3)))
                .features(FEATURES)
                .target(Target.direction("close", 0.08))
                .strategy(Strategy.DIRECT)
                .horizon(2)
                .weights("volume")
                .build());
        save("ridge-recursive", ridge(Target.difference("close", 7)).horizon(3).build());
        save("ridge-direct", ridge(Target.level("close"))
                .strategy(Strategy.DIRECT_SHARED)
                .horizons(2, 4)
                .knownFuture("weekday")
                .build());

        save("stacked-ridge", Ensembles.stack(members(3)).stacking(new Stacking.RidgeTowardsEqual(1000)));
        save("stacked-scaled-error", Ensembles.stack(members(2)).stacking(Stacking.SCALED_ERROR));
        save("stacked-boosted", Ensembles.stack(members(2)).stacking(new Stacking.Boosted(SMALL)));

        save("conformal-of-quantiles", Conformal.cqr(quantiles, 0.8));
        save("conformal-asymmetric", Conformal.builder()
                .coverages(0.5, 0.8)
                .asymmetric()
                .adaptation(Conformal.aci(0.05))
                .window(60)
                .build(Baselines.seasonalNaive("close", 1, 7)));

        save("fallback", FallbackPredictor.builder(
                        recursive.fit(training()),
                        Baselines.mean("close", 3).fit(training()),
                        Baselines.naive("close", 3).fit(training()))
                .deadline(Duration.ofMinutes(10))
                .failureThreshold(2)
                .openFor(Duration.ofSeconds(90))
                .maxConcurrentCalls(3)
                .answerShortHistories()
                .build());
        onnx();
    }

    private void onnx() throws IOException {
        FeaturePipeline levels = FeaturePipeline.of(
                Features.column("close"), Features.difference("close", 1), Features.column("volume"));
        FeaturePipeline changes = FeaturePipeline.of(
                Features.difference("close", 1), Features.difference("close", 2), Features.difference("close", 3));
        String past = "{'tensor':'x','kind':'past','layout':'btf'}";
        String point = "{'tensor':'y','kind':'point'}";

        Path linear = graph("linear", weights(12, 2, 0, 8));
        Path member = graph("linear-member", weights(12, 2, 4, 8));
        OnnxOptions both = OnnxOptions.builder()
                .contract(contract(levels, "difference(close,1)", 2, past, point))
                .levels(0.25, 0.5)
                .build();
        save("onnx-ensemble", Onnx.ensemble(List.of(linear, member), both));

        Path dropout = graph("dropout", weights(12, 5, 0, 8), weights(5, 2, 1, 8));
        String mask = past + ",{'tensor':'mask','kind':'mask','shape':[5],'rate':0.5}";
        save("onnx-samples", Onnx.load(dropout, OnnxOptions.builder()
                .contract(contract(levels, "difference(close,1)", 2, mask, point))
                .samples(10, 7)
                .levels(0.1, 0.5, 0.9)
                .build()));

        Path quantiles = graph("quantiles", weights(17, 6, 0, 8));
        String known = past + ",{'tensor':'known','kind':'knownFuture','columns':['weekday','volume']}"
                + ",{'tensor':'fixed','kind':'static','columns':['size']}";
        String bands = "{'tensor':'y','kind':'quantiles','levels':[0.1,0.5,0.9],'layout':'bsq'}";
        save("onnx-quantiles", Onnx.load(quantiles, OnnxOptions.builder()
                .contract(contract(levels, "level(close)", 2, known, bands))
                .threads(2)
                .build()));

        Path classes = graph("classes", weights(12, 3, 0, 256));
        String chances =
                "{'tensor':'y','kind':'probabilities','classes':['SELL','HOLD','BUY'],'activation':'softmax'}";
        save("onnx-classes", Onnx.load(classes, OnnxOptions.builder()
                .contract(contract(changes, "direction(close,0.01)", 1, past, chances))
                .build()));
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

    private static Regression.Builder regression(Target target) {
        return LightGbm.forecaster(SMALL).features(FEATURES).target(target);
    }

    private static Regression.Builder ridge(Target target) {
        return Regression.forecaster()
                .regressor(Linear.regressor(0.5))
                .features(FEATURES)
                .target(target);
    }

    private static Forecaster[] members(int horizon) {
        return new Forecaster[] {
            Baselines.mean("close", horizon),
            Baselines.drift("close", horizon),
            Baselines.seasonalNaive("close", horizon, 7)
        };
    }

    private static String contract(FeaturePipeline pipeline, String target, int horizon, String inputs, String output) {
        String features = "'" + String.join("','", pipeline.columns()) + "'";
        return ("{'version':1,'kind':'forecast','lookback':4,'target':'" + target + "','horizon':" + horizon
                        + ",'schemaHash':'" + pipeline.schemaHash() + "','features':[" + features + "],'inputs':["
                        + inputs + "],'outputs':[" + output + "],'pipeline':")
                        .replace('\'', '"')
                + pipeline.toJson() + "}";
    }

    /** The weights of the graphs in tenths, as make.py has them, and what takes their place. */
    private record Weights(byte[] before, byte[] after) {}

    private static Weights weights(int rows, int columns, int shift, int divisor) {
        ByteBuffer before = ByteBuffer.allocate(4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer after = ByteBuffer.allocate(4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int tenths = (7 * i + 3 * j + shift) % 11 - 5;
                before.putFloat((float) (tenths / 10.0));
                after.putFloat((float) tenths / divisor);
            }
        }
        return new Weights(before.array(), after.array());
    }

    private Path graph(String name, Weights... all) throws IOException {
        String text = new String(Files.readAllBytes(graphs.resolve(name + ".onnx")), StandardCharsets.ISO_8859_1);
        for (Weights weights : all) {
            String before = new String(weights.before(), StandardCharsets.ISO_8859_1);
            if (!text.contains(before)) {
                throw new IllegalStateException("no such weights in " + name);
            }
            text = text.replace(before, new String(weights.after(), StandardCharsets.ISO_8859_1));
        }
        Path file = Files.createTempDirectory("graph").resolve(name + ".onnx");
        return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void save(String name, Forecaster forecaster) throws IOException {
        save(name, forecaster.fit(training()));
    }

    private void save(String name, Predictor predictor) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int length : name.equals("fallback") ? new int[] {KNOWN, 6} : new int[] {KNOWN}) {
            for (String id : List.of("bars", "other")) {
                Forecast forecast = predictor.predict(series(id, 0, length), series(id, length, length + 6));
                lines.addAll(lines(id + " " + length, forecast));
            }
        }
        Predictors.save(predictor, out.resolve(name));
        Files.writeString(out.resolve(name + ".txt"), String.join("\n", lines) + "\n");
        predictor.close();
    }

    private static List<String> lines(String history, Forecast forecast) {
        List<String> lines = new ArrayList<>();
        lines.add(history + " " + forecast.status());
        for (int step : forecast.steps()) {
            if (!forecast.classes().isEmpty()) {
                forecast.probabilities(step)
                        .forEach((name, p) -> lines.add(
                                history + " probability " + name + " " + step + " " + Double.toHexString(p)));
                continue;
            }
            for (String target : forecast.targets()) {
                String at = " " + target + " " + step + " ";
                lines.add(history + " point" + at + Double.toHexString(forecast.point(target, step)));
                Arrays.stream(forecast.levels())
                        .forEach(level -> lines.add(history + " quantile " + level + at
                                + Double.toHexString(forecast.quantile(target, step, level))));
            }
        }
        return lines;
    }
}
