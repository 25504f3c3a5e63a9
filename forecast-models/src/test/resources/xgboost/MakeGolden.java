import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/**
 * Writes models of an XGBoost version and their scores, for {@code XgBoostGoldenTest}: {@code java -cp
 * xgboost4j.jar:... MakeGolden.java 3.4.0 3.4.0}, the folder and the version, with xgboost4j_2.12, kryo, minlog,
 * objenesis, scala-library and commons-logging on the class path.
 */
class MakeGolden {
    private static final int FEATURES = 6;

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        SplittableRandom random = new SplittableRandom(7);
        int n = 300;
        float[] x = new float[n * FEATURES];
        float[] real = new float[n];
        float[] count = new float[n];
        float[] two = new float[n];
        float[] three = new float[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < FEATURES; j++) {
                x[i * FEATURES + j] = random.nextInt(10) == 0 ? Float.NaN : (float) (6 * random.nextDouble() - 3);
            }
            x[i * FEATURES + 5] = random.nextInt(7);
            float a = x[i * FEATURES];
            float b = x[i * FEATURES + 1];
            real[i] = (Float.isNaN(a) ? 0 : a) - (Float.isNaN(b) ? 0 : b / 2) + x[i * FEATURES + 5] % 3 * 0.3f;
            count[i] = (float) Math.floor(Math.exp(real[i] / 2));
            two[i] = real[i] > 0 ? 1 : 0;
            three[i] = real[i] < -0.5 ? 0 : real[i] < 0.5 ? 1 : 2;
        }
        float[] rows = new float[60 * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(7) == 0 ? Float.NaN : (float) (6 * random.nextDouble() - 3);
        }
        System.arraycopy(x, 0, rows, 0, 10 * FEATURES);
        for (int i = 0; i < 60; i++) {
            rows[i * FEATURES + 5] = random.nextInt(9);
        }
        write(folder.resolve("rows.txt"), Map.of("", rows), FEATURES);
        Map<String, Map<String, Object>> kinds = new LinkedHashMap<>();
        kinds.put("squarederror", Map.of("objective", "reg:squarederror"));
        kinds.put("absoluteerror", Map.of("objective", "reg:absoluteerror"));
        kinds.put("base", Map.of("objective", "reg:squarederror", "base_score", 2.75));
        kinds.put("poisson", Map.of("objective", "count:poisson"));
        kinds.put("tweedie", Map.of("objective", "reg:tweedie"));
        kinds.put("logistic", Map.of("objective", "binary:logistic"));
        kinds.put("logitraw", Map.of("objective", "binary:logitraw"));
        kinds.put("logitrawbase", Map.of("objective", "binary:logitraw", "base_score", 0.2));
        kinds.put("logisticbase", Map.of("objective", "binary:logistic", "base_score", 0.2));
        kinds.put("softprob", Map.of("objective", "multi:softprob", "num_class", 3));
        kinds.put("dart", Map.of("objective", "reg:squarederror", "booster", "dart", "rate_drop", 0.4));
        kinds.put(
                "forest",
                Map.of("objective", "multi:softprob", "num_class", 3, "num_parallel_tree", 3, "subsample", 0.7));
        if (!args[1].startsWith("1.")) {
            kinds.put("quantile", Map.of("objective", "reg:quantileerror", "quantile_alpha", 0.8));
        }
        if (args[1].startsWith("3.")) {
            kinds.put("quantiles", Map.of("objective", "reg:quantileerror", "quantile_alpha", "[0.1,0.5,0.9]"));
        }
        for (Map.Entry<String, Map<String, Object>> kind : kinds.entrySet()) {
            Map<String, Object> parameters = new HashMap<>(kind.getValue());
            parameters.putAll(Map.of("max_depth", 4, "seed", 3, "nthread", 1));
            String objective = (String) parameters.get("objective");
            DMatrix train = new DMatrix(x, n, FEATURES, Float.NaN);
            train.setLabel(
                    objective.startsWith("multi") ? three
                            : objective.startsWith("binary") ? two
                            : objective.matches("count.*|.*tweedie") ? count : real);
            Booster booster = XGBoost.train(train, parameters, 6, Map.of(), null, null);
            booster.saveModel(folder.resolve(kind.getKey() + ".json").toString());
            if (kind.getKey().matches("squarederror|softprob|dart")) {
                booster.saveModel(folder.resolve(kind.getKey() + ".ubj").toString());
            }
            DMatrix test = new DMatrix(rows, 60, FEATURES, Float.NaN);
            Map<String, float[]> lines = new LinkedHashMap<>();
            lines.put("margin ", flat(booster.predict(test, true)));
            lines.put("answer ", flat(booster.predict(test)));
            write(folder.resolve(kind.getKey() + ".txt"), lines, Integer.MAX_VALUE);
        }
    }

    private static float[] flat(float[][] values) {
        float[] all = new float[values.length * values[0].length];
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(values[i], 0, all, i * values[0].length, values[0].length);
        }
        return all;
    }

    private static void write(Path file, Map<String, float[]> lines, int width) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, float[]> line : lines.entrySet()) {
                out.write(line.getKey());
                float[] values = line.getValue();
                for (int i = 0; i < values.length; i++) {
                    out.write(String.format("%08x", Float.floatToRawIntBits(values[i])));
                    out.write((i + 1) % width == 0 || i == values.length - 1 ? "\n" : " ");
                }
            }
        }
    }
}
