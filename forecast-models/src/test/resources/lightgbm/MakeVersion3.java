// Makes the models and predictions v3-*.txt and v3-*.csv in this folder with LightGBM 3.3.2, as lightgbm4j 3.3.2-4 holds
// it: mvn dependency:get -Dartifact=io.github.metarank:lightgbm4j:3.3.2-4; java -cp lightgbm4j-3.3.2-4.jar MakeVersion3.java
import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class MakeVersion3 {
    private static final String COMMON = "num_leaves=6 min_data_in_leaf=5 verbosity=-1 num_threads=1 deterministic=true"
            + " force_row_wise=true seed=3 min_data_per_group=5 cat_smooth=1 cat_l2=1 ";

    public static void main(String[] args) throws Exception {
        make("v3-categorical", "objective=regression categorical_feature=3", 1);
        make("v3-zero-missing", "objective=poisson zero_as_missing=true", 1);
        make("v3-dart", "objective=tweedie boosting=dart use_missing=false", 1);
        make("v3-forest", "objective=regression boosting=rf bagging_fraction=0.7 bagging_freq=1", 1);
        make("v3-multiclass", "objective=multiclass num_class=3 categorical_feature=3", 3);
    }

    private static void make(String name, String settings, int outputs) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        double[] x = new double[300 * 5];
        float[] y = new float[300];
        for (int i = 0; i < 300; i++) {
            double signal = 0;
            for (int j = 0; j < 5; j++) {
                double value = j == 3 ? random.nextInt(40) : random.nextDouble() * 4 - 2;
                value = j == 4 && random.nextInt(2) == 0 ? 0 : value;
                signal += j == 3 ? value % 3 : value;
                x[i * 5 + j] = random.nextInt(10) == 0 ? Double.NaN : value;
            }
            y[i] = (float) (outputs > 1 ? Math.floorMod((int) Math.floor(signal), outputs) : Math.max(0, signal + 2));
        }
        LGBMDataset data = LGBMDataset.createFromMat(x, 300, 5, true, COMMON + settings, null);
        data.setFeatureNames(new String[] {"a", "b", "c", "category", "sparse"});
        data.setField("label", y);
        LGBMBooster booster = LGBMBooster.create(data, COMMON + settings);
        for (int round = 0; round < 6; round++) {
            booster.updateOneIter();
        }
        Files.writeString(Path.of(name + ".txt"), booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN));
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("rows.csv"))) {
            double[] row = Arrays.stream(line.split(",")).mapToDouble(MakeVersion3::number).toArray();
            List<String> values = new ArrayList<>();
            for (PredictionType type :
                    new PredictionType[] {PredictionType.C_API_PREDICT_RAW_SCORE, PredictionType.C_API_PREDICT_NORMAL}) {
                double[] found = booster.predictForMat(row, 1, 5, true, type);
                if (found.length != outputs) {
                    throw new IllegalStateException("expected " + outputs + " outputs, found " + found.length);
                }
                Arrays.stream(found).forEach(value -> values.add(Double.toString(value)));
            }
            lines.add(String.join(",", values));
        }
        Files.write(Path.of(name + ".csv"), lines);
    }

    private static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
