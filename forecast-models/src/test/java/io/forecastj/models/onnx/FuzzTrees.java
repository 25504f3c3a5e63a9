package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;

/** Random trees: well-formed ones, with lists of a wrong length or number now and then. */
final class FuzzTrees {
    private static final List<String> MODES =
            List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ");

    private final FuzzNode node;
    private final FuzzRandom random;
    private final List<Long> trees = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> features = new ArrayList<>();
    private final List<Long> yes = new ArrayList<>();
    private final List<Long> no = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Long> leafTrees = new ArrayList<>();
    private final List<Long> leaves = new ArrayList<>();
    private final List<Long> targets = new ArrayList<>();

    private FuzzTrees(FuzzNode node, FuzzRandom random) {
        this.node = node;
        this.random = random;
    }

    static void fill(FuzzNode node, FuzzRandom random, long columns, boolean classifier) {
        new FuzzTrees(node, random).fill(columns, classifier);
    }

    private void fill(long columns, boolean classifier) {
        long count = random.once(5) ? random.from(1, 20) : random.from(1, 3);
        long outputs = random.from(1, 3);
        String mode = random.any(MODES);
        for (long tree = 0; tree < count; tree++) {
            grow(tree, random.below(5), columns, outputs, mode);
        }
        String leaf = classifier ? "class" : "target";
        integers("nodes_treeids", trees);
        integers("nodes_nodeids", ids);
        integers("nodes_featureids", features);
        integers("nodes_truenodeids", yes);
        integers("nodes_falsenodeids", no);
        node.texts("nodes_modes", modes);
        numbers("nodes_values", ids.size());
        integers(leaf + "_treeids", leafTrees);
        integers(leaf + "_nodeids", leaves);
        integers(leaf + "_ids", targets);
        numbers(leaf + "_weights", targets.size());
        if (random.once(3)) {
            numbers("base_values", (int) outputs);
        }
        if (classifier) {
            long[] labels = new long[(int) outputs];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = i;
            }
            node.integers("classlabels_int64s", labels);
            node.outputs(2);
        } else {
            node.integer("n_targets", outputs);
        }
    }

    private long grow(long tree, int depth, long columns, long outputs, String mode) {
        int at = ids.size();
        long id = trees.stream().filter(each -> each == tree).count();
        trees.add(tree);
        ids.add(id);
        boolean leaf = depth == 0 || random.once(4);
        features.add(random.once(40) ? columns : random.from(0, columns - 1));
        modes.add(leaf ? "LEAF" : random.once(8) ? random.any(MODES) : mode);
        yes.add(0L);
        no.add(0L);
        if (!leaf) {
            yes.set(at, grow(tree, depth - 1, columns, outputs, mode));
            no.set(at, grow(tree, depth - 1, columns, outputs, mode));
        } else {
            for (int i = random.once(8) ? random.below(3) : 1; i > 0; i--) {
                leafTrees.add(random.once(60) ? tree + 1 : tree);
                leaves.add(random.once(60) ? random.from(0, 9) : id);
                targets.add(random.once(60) ? outputs : random.from(0, outputs - 1));
            }
        }
        return id;
    }

    private void integers(String name, List<Long> values) {
        List<Long> list = random.once(60) && !values.isEmpty() ? values.subList(0, values.size() - 1) : values;
        node.integers(name, list.stream().mapToLong(Long::longValue).toArray());
    }

    private void numbers(String name, int count) {
        double[] values = new double[random.once(60) ? count + 1 : count];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.fraction(random.once(6));
        }
        node.factors(name, values);
    }
}
