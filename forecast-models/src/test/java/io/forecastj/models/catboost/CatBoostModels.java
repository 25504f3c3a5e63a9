package io.forecastj.models.catboost;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Makes models in the JSON form of CatBoost, with its keys in its order.
 *
 * <p>Leaf values have at most nine digits and small exponents, which every reader of JSON reads exactly; CatBoost's own
 * reader rounds longer ones less exactly than they are written.
 */
final class CatBoostModels {
    final SplittableRandom random;
    int features = 5;
    int trees = 40;
    int outputs = 1;
    int mostSplits = 6;
    int mostBorders = 12;
    boolean weights = true;
    String loss = "RMSE";
    String scale = "1";
    String bias = "";
    String classes = "";
    float[][] borders = {};

    CatBoostModels(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The bytes of a model. */
    byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    String json() {
        borders = new float[features][];
        StringJoiner inputs = new StringJoiner(",");
        List<String> splits = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            borders[i] = borders(random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(mostBorders));
            boolean missing = random.nextBoolean();
            String side = missing ? random.nextBoolean() ? "AsTrue" : "AsFalse" : "AsIs";
            StringJoiner texts = new StringJoiner(",", "[", "]");
            for (float border : borders[i]) {
                texts.add(text(border));
                splits.add("{\"border\":" + text(border) + ",\"float_feature_index\":" + i + ",\"split_index\":"
                        + splits.size() + ",\"split_type\":\"FloatFeature\"}");
            }
            inputs.add("{\"borders\":" + texts + ",\"feature_id\":\"x" + i + "\",\"feature_index\":" + i
                    + ",\"flat_feature_index\":" + i + ",\"has_nans\":" + missing + ",\"nan_value_treatment\":\"" + side
                    + "\"}");
        }
        StringJoiner all = new StringJoiner(",\n");
        for (int t = 0; t < trees; t++) {
            all.add(tree(splits));
        }
        String zeros = "0" + ",0".repeat(outputs - 1);
        return "{\"features_info\":{\"float_features\":[" + inputs + "]},\n\"model_info\":{"
                + (classes.isEmpty() ? "" : "\"class_params\":" + classes + ",")
                + "\"catboost_version_info\":\"1.2\",\"params\":{\"loss_function\":{\"params\":{},\"type\":\"" + loss
                + "\"}}},\n\"oblivious_trees\":[" + all + "],\n\"scale_and_bias\":[" + scale + ",["
                + (bias.isEmpty() ? zeros : bias) + "]]}";
    }

    private String tree(List<String> splits) {
        int depth = splits.isEmpty() ? 0 : random.nextInt(mostSplits + 1);
        StringJoiner chosen = new StringJoiner(",", "[", "]");
        for (int i = 0; i < depth; i++) {
            chosen.add(splits.get(random.nextInt(splits.size())));
        }
        StringJoiner values = new StringJoiner(",", "[", "]");
        StringJoiner counts = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 1 << depth; i++) {
            for (int k = 0; k < outputs; k++) {
                values.add(leaf());
            }
            counts.add(random.nextInt(3) == 0 ? i == 0 ? "1" : "0" : random.nextInt(1, 500) + "");
        }
        return "{\"leaf_values\":" + values + (weights ? ",\"leaf_weights\":" + counts : "") + ",\"splits\":"
                + (depth == 0 ? "null" : chosen) + "}";
    }

    private String leaf() {
        return (random.nextBoolean() ? "-" : "") + random.nextInt(1_000_000_000) + "e-" + (5 + random.nextInt(7));
    }

    private float[] borders(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> random.nextInt(-3, 4);
                case 1 -> (float) (random.nextDouble() * 1e-30);
                case 2 -> random.nextBoolean() ? -Float.MAX_VALUE : Float.MAX_VALUE;
                default -> (float) (6 * random.nextDouble() - 3);
            };
        }
        Arrays.sort(values);
        return values;
    }

    private static String text(float value) {
        return Double.toString(value);
    }

    /** Rows of ordinary values, borders, their neighbours, missing values, zeros and infinities. */
    double[][] rows(int count) {
        double[][] rows = new double[count][features];
        for (double[] row : rows) {
            boolean clean = random.nextBoolean();
            for (int i = 0; i < features; i++) {
                float border = borders[i].length == 0 ? 0 : borders[i][random.nextInt(borders[i].length)];
                row[i] = switch (random.nextInt(8)) {
                    case 0 -> border;
                    case 1 -> TreeExpansion.largestNotAbove(border);
                    case 2 -> Math.nextUp(TreeExpansion.largestNotAbove(border));
                    case 3 -> clean ? 0.25 : Double.NaN;
                    case 4 -> random.nextInt(4) > 0 ? -0.0 : clean ? 1e300 : Double.NEGATIVE_INFINITY;
                    default -> 8 * random.nextDouble() - 4;
                };
            }
        }
        return rows;
    }
}
