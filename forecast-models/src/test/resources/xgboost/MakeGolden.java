import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/**
 * Writes models of an XGBoost version and their scores, for {@code XgBoostGoldenTest}: {@code java -cp
 * xgboost4j.jar:... MakeGolden.java 3.4.0 3.4.0}, the folder and the version, with xgboost4j_2.12, kryo, minlog,
 * objenesis, scala-library and commons-logging on the class path.
 *
 * <p>With a third word, only the scores are written, of models that are there. Those of the folder 1.0.0 and of the
 * DART of 1.3.1 were made so with 1.7.6: these versions add a row's leaves first and the base score last, which rounds
 * otherwise.
 */
class MakeGolden {
    private static final int FEATURES = 6;
    private static final int ROWS = 120;

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Map<String, Map<String, Object>> kinds = kinds(args[1]);
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
        float[] rows = new float[ROWS * FEATURES];
        for (int i = 0; i < 60 * FEATURES; i++) {
            rows[i] = random.nextInt(7) == 0 ? Float.NaN : (float) (6 * random.nextDouble() - 3);
        }
        System.arraycopy(x, 0, rows, 0, 10 * FEATURES);
        for (int i = 0; i < 60; i++) {
            rows[i * FEATURES + 5] = random.nextInt(9);
        }
        boolean train = args.length == 2;
        for (String kind : train ? kinds.keySet() : List.<String>of()) {
            Map<String, Object> parameters = new HashMap<>(Map.of("max_depth", 4, "seed", 3, "nthread", 1));
            parameters.putAll(kinds.get(kind));
            String objective = (String) parameters.get("objective");
            DMatrix data = new DMatrix(x, n, FEATURES, Float.NaN);
            data.setLabel(
                    objective.startsWith("multi") ? three
                            : objective.matches("binary.*|rank.*|reg:logistic") ? two
                            : objective.matches("count.*|.*tweedie|.*log.*") ? count
                            : objective.matches(".*gamma|survival.*") ? exponentials(real) : real);
            if (objective.startsWith("rank")) {
                int[] groups = new int[n / 20];
                Arrays.fill(groups, 20);
                data.setGroup(groups);
            }
            if (parameters.containsKey("max_cat_to_onehot")) {
                // versions before 1.7 have no such method
                DMatrix.class
                        .getMethod("setFeatureTypes", String[].class)
                        .invoke(data, (Object) new String[] {"q", "q", "q", "q", "q", "c"});
            }
            int rounds = parameters.get("max_depth").equals(4) ? 6 : 3;
            Booster booster = XGBoost.train(data, parameters, rounds, Map.of(), null, null);
            booster.saveModel(folder.resolve(kind + ".json").toString());
            if (kind.matches("squarederror|softprob|dart|vector|partition") && args[1].compareTo("1.6") > 0) {
                booster.saveModel(folder.resolve(kind + ".ubj").toString());
            }
        }
        atThresholds(folder, kinds, rows);
        write(folder.resolve("rows.txt"), Map.of("", rows), FEATURES);
        for (String kind : kinds.keySet()) {
            Booster booster = XGBoost.loadModel(folder.resolve(kind + ".json").toString());
            DMatrix test = new DMatrix(rows, ROWS, FEATURES, Float.NaN);
            Map<String, float[]> lines = new LinkedHashMap<>();
            lines.put("margin ", flat(booster.predict(test, true)));
            lines.put("answer ", flat(booster.predict(test)));
            if (kind.matches("squarederror|partition|dart")) {
                lines.put("contributions ", flat(booster.predictContrib(test, 0)));
            }
            write(folder.resolve(kind + ".txt"), lines, Integer.MAX_VALUE);
        }
    }

    private static Map<String, Map<String, Object>> kinds(String version) {
        Map<String, Map<String, Object>> kinds = new LinkedHashMap<>();
        kinds.put("squarederror", Map.of("objective", "reg:squarederror"));
        kinds.put("poisson", Map.of("objective", "count:poisson"));
        kinds.put("logistic", Map.of("objective", "binary:logistic"));
        kinds.put("softprob", Map.of("objective", "multi:softprob", "num_class", 3));
        kinds.put("dart", Map.of("objective", "reg:squarederror", "booster", "dart", "rate_drop", 0.4));
        if (version.matches("1\\.[0-6].*")) {
            return kinds;
        }
        kinds.put("base", Map.of("objective", "reg:squarederror", "base_score", 2.75));
        if (!version.startsWith("2.0")) {
            kinds.put("absoluteerror", Map.of("objective", "reg:absoluteerror"));
            kinds.put("tweedie", Map.of("objective", "reg:tweedie"));
            kinds.put("logitraw", Map.of("objective", "binary:logitraw"));
            kinds.put("logitrawbase", Map.of("objective", "binary:logitraw", "base_score", 0.2));
            kinds.put("logisticbase", Map.of("objective", "binary:logistic", "base_score", 0.2));
            kinds.put("quantile", Map.of("objective", "reg:quantileerror", "quantile_alpha", 0.8));
        }
        kinds.put(
                "forest",
                Map.of("objective", "multi:softprob", "num_class", 3, "num_parallel_tree", 3, "subsample", 0.7));
        kinds.put("quantiles", Map.of("objective", "reg:quantileerror", "quantile_alpha", "[0.1,0.5,0.9]"));
        Map<String, Object> vector =
                Map.of("tree_method", "hist", "multi_strategy", "multi_output_tree", "max_depth", 3);
        kinds.put("vector", with(vector, "multi:softprob", "num_class", 3));
        kinds.put("onehot", Map.of("objective", "reg:squarederror", "tree_method", "hist", "max_cat_to_onehot", 100));
        kinds.put("partition", Map.of("objective", "reg:squarederror", "tree_method", "hist", "max_cat_to_onehot", 1));
        if (version.equals("3.4.0")) {
            kinds.put("vectorquantiles", with(vector, "reg:quantileerror", "quantile_alpha", "[0.1,0.5,0.9]"));
            kinds.put(
                    "vectorforest",
                    with(vector, "multi:softprob", "num_class", 3, "num_parallel_tree", 2, "subsample", 0.7));
            kinds.put("vectorpartition", with(vector, "multi:softprob", "num_class", 3, "max_cat_to_onehot", 1));
            Map<String, Object> small = Map.of("max_depth", 3);
            kinds.put("closequantiles", with(small, "reg:quantileerror", "quantile_alpha", "[0.45,0.5,0.55]"));
            kinds.put("expectile", with(small, "reg:expectileerror", "expectile_alpha", 0.8));
            kinds.put("softmax", with(small, "multi:softmax", "num_class", 3));
            kinds.put("dropout", with(small, "reg:squarederror", "rate_drop", 0.4)); // without booster=dart
            kinds.put(
                    "dartclasses",
                    with(small, "multi:softprob", "num_class", 3, "booster", "dart", "rate_drop", 0.4));
            for (String objective : List.of(
                    "reg:gamma", "reg:logistic", "reg:squaredlogerror", "reg:pseudohubererror", "binary:hinge",
                    "rank:pairwise", "rank:ndcg", "rank:map", "survival:cox")) {
                String name = objective.substring(objective.indexOf(':') + 1).replace("logistic", "share");
                kinds.put(name, with(small, objective));
            }
        }
        return kinds;
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String objective, Object... more) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("objective", objective);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private static float[] exponentials(float[] values) {
        float[] all = new float[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) Math.exp(values[i] / 2);
        }
        return all;
    }

    /** Fills the rows from 60 on with values at the models' thresholds, beside them, and far from all. */
    private static void atThresholds(Path folder, Map<String, ?> kinds, float[] rows) throws IOException {
        List<float[]> splits = new ArrayList<>();
        for (String kind : kinds.keySet()) {
            String model = Files.readString(folder.resolve(kind + ".json"));
            Matcher values = Pattern.compile("\"split_conditions\":\\[([^]]*)]").matcher(model);
            Matcher features = Pattern.compile("\"split_indices\":\\[([^]]*)]").matcher(model);
            while (values.find() && features.find()) {
                String[] value = values.group(1).split(",");
                String[] feature = features.group(1).split(",");
                for (int i = 0; i < value.length; i++) {
                    splits.add(new float[] {Integer.parseInt(feature[i]), Float.parseFloat(value[i])});
                }
            }
        }
        SplittableRandom random = new SplittableRandom(11);
        float[] far = {0, -0f, Float.NaN, 3e38f, -3e38f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e9f, -1, 2.5f, 31, 32};
        for (int i = 60; i < ROWS; i++) {
            System.arraycopy(rows, (i - 60) * FEATURES, rows, i * FEATURES, FEATURES);
            for (int j = 0; j < FEATURES; j++) {
                if (random.nextInt(4) == 0) {
                    rows[i * FEATURES + j] = far[random.nextInt(far.length)];
                }
            }
            for (int k = 0; k < 4; k++) {
                float[] split = splits.get(random.nextInt(splits.size()));
                float t = split[1];
                if (split[0] < FEATURES && !Float.isNaN(t)) {
                    rows[i * FEATURES + (int) split[0]] =
                            new float[] {t, Math.nextUp(t), Math.nextDown(t)}[random.nextInt(3)];
                }
            }
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
