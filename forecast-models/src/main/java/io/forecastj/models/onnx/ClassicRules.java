package io.forecastj.models.onnx;

import java.util.Arrays;

/** Operators of classical models: linear ones, trees and what scales their inputs. */
final class ClassicRules {
    private ClassicRules() {}

    private static Fact table(Step step) {
        Fact in = step.in(0);
        if (!in.hasShape() || in.rank() != 2 || in.dim(0) < 1 || in.dim(1) < 1) {
            throw step.fail("rows and columns that are known before a run", in.toString());
        }
        return in;
    }

    private static long count(Step step, String name) {
        NodeAttribute list = step.node().attributes().get(name);
        return list == null ? 0 : list.count();
    }

    private static void require(Step step, String name, long... allowed) {
        long count = count(step, name);
        if (Arrays.stream(allowed).noneMatch(each -> each == count)) {
            throw step.fail(
                    "the attribute '" + name + "' with one of " + Arrays.toString(allowed) + " numbers",
                    count + " numbers");
        }
    }

    static void rows(Step step) {
        Fact in = table(step);
        if (step.node().operator().equals("Scaler")) {
            require(step, "offset", 1, in.dim(1));
            require(step, "scale", 1, in.dim(1));
        }
        step.out(Fact.of(ElementType.FLOAT, in.shape()));
    }

    static void extract(Step step) {
        Fact in = table(step);
        Fact indices = step.in(1);
        if (!(indices.low() >= 0 && indices.high() < in.dim(1)) || !indices.hasShape() || indices.most() < 1) {
            throw step.fail(
                    "columns from 0 to " + (in.dim(1) - 1) + " that are known before a run", indices.toString());
        }
        step.out(Fact.of(in.type(), in.dim(0), (long) indices.most()));
    }

    static void regressor(Step step) {
        Fact in = table(step);
        long targets = step.node().integer("targets", 1);
        require(step, "coefficients", targets * in.dim(1));
        require(step, "intercepts", 0, targets);
        step.addWork((double) in.dim(0) * in.dim(1) * targets);
        step.out(Fact.of(ElementType.FLOAT, in.dim(0), targets));
    }

    static void vectors(Step step) {
        Fact in = table(step);
        long supports = step.node().integer("n_supports", 0);
        if (supports < 1) {
            throw step.fail("support vectors", "none");
        }
        require(step, "support_vectors", supports * in.dim(1));
        require(step, "coefficients", supports);
        require(step, "kernel_params", 3);
        require(step, "rho", 1);
        step.addWork((double) in.dim(0) * in.dim(1) * supports * 4);
        step.out(Fact.of(ElementType.FLOAT, in.dim(0), 1));
    }

    static void classifier(Step step) {
        Fact in = table(step);
        long classes = count(step, "intercepts");
        long labels = Math.max(count(step, "classlabels_ints"), count(step, "classlabels_strings"));
        boolean one = count(step, "classlabels_ints") > 0 != count(step, "classlabels_strings") > 0;
        if (classes < 1 || !one || labels != classes && !(labels == 2 && classes == 1)) {
            throw step.fail("an intercept for each class", classes + " for " + labels + " classes");
        }
        require(step, "coefficients", classes * in.dim(1));
        labels(step, in.dim(0), labels);
    }

    private static void labels(Step step, long rows, long classes) {
        boolean texts = count(step, "classlabels_strings") > 0;
        step.out(0, Fact.of(texts ? ElementType.STRING : ElementType.INT64, rows));
        // a single class has one column or two
        long[] dims = {rows, classes == 1 ? Fact.UNKNOWN : classes};
        step.out(1, Fact.of(ElementType.FLOAT, dims, rows * Math.max(2.0, classes)));
    }

    static void trees(Step step) {
        Fact in = table(step);
        GraphNode node = step.node();
        boolean classifier = node.operator().equals("TreeEnsembleClassifier");
        String leaf = classifier ? "class" : "target";
        long nodes = count(step, "nodes_nodeids");
        NodeAttribute features = node.attributes().get("nodes_featureids");
        if (features == null || features.count() != nodes) {
            throw step.fail(
                    "a feature for each of " + nodes + " nodes", features == null ? "none" : features.count() + "");
        }
        if (!(features.greatest() < in.dim(1)) || features.least() < 0) {
            throw step.fail("features from 0 to " + (in.dim(1) - 1), features.least() + " to " + features.greatest());
        }
        require(step, "nodes_values", nodes);
        require(step, "nodes_missing_value_tracks_true", 0, nodes);
        require(step, "nodes_hitrates", 0, nodes);
        long leaves = count(step, leaf + "_ids");
        require(step, leaf + "_nodeids", leaves);
        require(step, leaf + "_treeids", leaves);
        require(step, leaf + "_weights", leaves);
        long labels = Math.max(count(step, "classlabels_int64s"), count(step, "classlabels_strings"));
        long targets = classifier ? labels : node.integer("n_targets", 1);
        NodeAttribute ids = node.attributes().get(leaf + "_ids");
        if (leaves < 1 || ids == null || ids.least() < 0 || ids.greatest() >= targets) {
            throw step.fail("leaves with numbers from 0 to " + (targets - 1), leaves + " leaves");
        }
        if (classifier && count(step, "classlabels_int64s") > 0 == count(step, "classlabels_strings") > 0) {
            throw step.fail("one list of classes", "both or none");
        }
        require(step, "base_values", 0, targets, classifier ? 1 : targets);
        step.addWork((double) in.dim(0) * nodes);
        if (classifier) {
            labels(step, in.dim(0), labels);
        } else {
            step.out(Fact.of(ElementType.FLOAT, in.dim(0), targets));
        }
    }
}
