package io.forecastj.models.lightgbm;

import io.forecastj.FitListener;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.trees.Tree;
import io.forecastj.models.trees.TreeForms;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Random examples, models and rows; all from a seed. */
public final class TestModels {
    public static final List<String> FEATURES = List.of("rsi(close,14)", "b", "c", "d", "category", "f");
    static final int CATEGORY = FEATURES.indexOf("category");

    private TestModels() {}

    /** Rows with a signal in every column, missing values if wanted, eight categories up to 35 in one column. */
    static Examples examples(long seed, int rows, boolean missing, Objective objective) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[rows][FEATURES.size()];
        double[] y = new double[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < x[i].length; j++) {
                x[i][j] = j == CATEGORY ? 5 * random.nextInt(8) : gaussian(random);
            }
            x[i][5] = random.nextInt(3) == 0 ? 0 : x[i][5];
            double signal = x[i][0] + Math.abs(x[i][1]) + x[i][2] * x[i][3] + 3 * ((int) x[i][CATEGORY] % 3) + x[i][5];
            y[i] = label(objective, signal + gaussian(random) / 2);
            weights[i] = 0.5 + random.nextDouble();
            for (int j = 0; missing && j < x[i].length; j++) {
                x[i][j] = random.nextInt(8) == 0 ? Double.NaN : x[i][j];
            }
        }
        return new Examples(FEATURES, x, y, random.nextBoolean() ? weights : null);
    }

    private static double label(Objective objective, double signal) {
        if (objective instanceof Objective.Binary) {
            return signal > 1 ? 1 : 0;
        }
        if (objective instanceof Objective.Multiclass multiclass) {
            return Math.floorMod((int) Math.floor(signal), multiclass.classes());
        }
        if (objective instanceof Objective.Poisson || objective instanceof Objective.Tweedie) {
            return Math.max(0, Math.rint(signal));
        }
        return signal;
    }

    public static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static LightGbmParameters.Builder settings() {
        return LightGbm.parameters().rounds(10).leaves(8).minLeafRows(5).learningRate(0.2);
    }

    static LightGbmModel train(LightGbmParameters parameters, Examples examples) {
        return (LightGbmModel) LightGbm.regressor(parameters).fit(examples, null, FitListener.NONE);
    }

    /** A small model of squared error with missing values and categories. */
    public static LightGbmModel model(long seed) {
        LightGbmParameters parameters = settings().categorical("category").build();
        return train(parameters, examples(seed, 400, true, parameters.objective()));
    }

    /** A text of one tree, each of whose nodes has a leaf on the left: leaf i, of value i + 1, takes what is up to i. */
    static String chain(int leaves) {
        StringJoiner thresholds = new StringJoiner(" ");
        StringJoiner left = new StringJoiner(" ");
        StringJoiner right = new StringJoiner(" ");
        StringJoiner values = new StringJoiner(" ");
        for (int i = 0; i < leaves - 1; i++) {
            thresholds.add(Integer.toString(i));
            left.add(Integer.toString(~i));
            right.add(Integer.toString(i + 1 < leaves - 1 ? i + 1 : ~(leaves - 1)));
        }
        for (int i = 0; i < leaves; i++) {
            values.add(Integer.toString(i + 1));
        }
        String zeros = "0" + " 0".repeat(leaves - 2);
        return "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=0\n"
                + "objective=regression\nfeature_names=x\nfeature_infos=[0:1]\n\nTree=0\nnum_leaves=" + leaves
                + "\nnum_cat=0\nsplit_feature=" + zeros + "\nthreshold=" + thresholds + "\ndecision_type=" + zeros
                + "\nleft_child=" + left + "\nright_child=" + right + "\nleaf_value=" + values
                + "\nis_linear=0\nshrinkage=1\n\n\nend of trees\n";
    }

    /** The trees of a model, read anew from its text. */
    public static List<Tree> trees(LightGbmModel model) {
        return LightGbmText.parse(model.text()).trees();
    }

    /** As {@link #rows(long, int, ModelText)}. */
    public static double[][] rows(long seed, int count, LightGbmModel model) {
        return rows(seed, count, model.model());
    }

    /** Rows that try every way through a model: its thresholds and their neighbours, zeros, NaN, infinities, odd categories. */
    static double[][] rows(long seed, int count, ModelText model) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] odd = {
            0,
            -0.0,
            1e-36,
            -1e-36,
            TreeForms.ZERO,
            -TreeForms.ZERO,
            Math.nextUp(TreeForms.ZERO),
            Math.nextDown(-TreeForms.ZERO),
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            -0.5,
            -1,
            0.99,
            1e10,
            0x1p31,
            0x1p31 - 1,
            1000,
            31,
            32
        };
        double[][] rows = new double[count][model.features().size()];
        for (double[] row : rows) {
            boolean clean = random.nextInt(3) == 0;
            for (int j = 0; j < row.length; j++) {
                int choice = clean ? 0 : random.nextInt(4);
                row[j] = choice == 1 ? odd[random.nextInt(odd.length)] : gaussian(random) * 2;
                if (choice == 0 && j == CATEGORY) {
                    row[j] = random.nextInt(4) > 0 ? 5 * random.nextInt(8) : random.nextInt(45);
                }
            }
            if (!clean || random.nextBoolean()) {
                atThreshold(random, model, row);
            }
        }
        return rows;
    }

    private static void atThreshold(SplittableRandom random, ModelText model, double[] row) {
        Tree tree = model.trees().get(random.nextInt(model.trees().size()));
        if (tree.feature().length == 0) {
            return;
        }
        int node = random.nextInt(tree.feature().length);
        if (tree.categorical(node)) {
            return;
        }
        double threshold = tree.threshold()[node];
        row[tree.feature()[node]] = switch (random.nextInt(3)) {
            case 0 -> threshold;
            case 1 -> Math.nextUp(threshold);
            default -> Math.nextDown(threshold);
        };
    }
}
