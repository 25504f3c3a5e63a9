package io.forecastj.models.trees;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns trees into bytecode.
 *
 * <p>The classes are hidden ones, which the JVM unloads when their model is unreachable; nothing else refers to them.
 */
final class TreeCompiler {
    /**
     * Largest number of leaves in a class: each leaf, and each node above it, may take two of the class's 65,535
     * constants.
     */
    static final int MAX_CLASS_LEAVES = 12_000;

    /**
     * Largest number of leaves in a model: some 1 MB of machine code, the size of a core's second-level cache. At
     * 27,000 leaves compiled trees take three quarters of the flat form's time, at 63,000 the same time, and the JVM
     * compiles for many seconds.
     */
    static final int MAX_LEAVES = 32_768;

    /** Largest number of outputs of a model, each of which takes a class. */
    static final int MAX_OUTPUTS = 256;

    private TreeCompiler() {}

    /**
     * Compiles a model.
     *
     * @param trees its trees
     * @return the compiled form; null if the model is too large or has no split, so that the flat form remains in use
     */
    static @Nullable CompiledTrees compile(FlatTrees trees) {
        if (trees.leaf.length > MAX_LEAVES
                || trees.outputs > MAX_OUTPUTS
                || trees.feature.length == 0
                || Arrays.stream(trees.feature).max().orElse(0) >= WarmUp.MAX_WIDTH) {
            return null;
        }
        TreeParts[] parts = cut(trees);
        if (Arrays.stream(parts).anyMatch(tree -> tree.leafCount() > MAX_CLASS_LEAVES)) {
            return null;
        }
        TreeGroup[][] groups = new TreeGroup[trees.outputs][];
        for (int output = 0; output < trees.outputs; output++) {
            List<TreeGroup> compiled = new ArrayList<>();
            for (List<TreeParts> members : groups(parts, output, trees.outputs)) {
                compiled.add(define(GroupWriter.write(trees, methods(members)), trees.setWords, leaves(members)));
            }
            groups[output] = compiled.toArray(TreeGroup[]::new);
        }
        return new CompiledTrees(groups, trees.sums, TreeBlocks.pays(trees) ? TreeBlocks.of(trees) : null);
    }

    /** Cuts each tree into methods. */
    static TreeParts[] cut(FlatTrees trees) {
        TreeParts[] parts = new TreeParts[trees.root.length];
        int end = trees.feature.length;
        for (int t = parts.length - 1; t >= 0; t--) {
            int root = trees.root[t];
            parts[t] = new TreeParts(trees, root, root < 0 ? 0 : end - root);
            end = root < 0 ? end : root;
        }
        return parts;
    }

    /** Splits the trees of one output into classes. */
    private static List<List<TreeParts>> groups(TreeParts[] parts, int output, int outputs) {
        List<TreeParts> own = IntStream.iterate(output, t -> t < parts.length, t -> t + outputs)
                .mapToObj(t -> parts[t])
                .toList();
        return split(own, TreeParts::leafCount, MAX_CLASS_LEAVES);
    }

    /** Splits the trees of one class into methods: some 14 trees of 31 leaves in each. */
    static List<List<TreeParts>> methods(List<TreeParts> group) {
        return split(group, tree -> tree.rootBytes() + GroupWriter.ADD_BYTES, TreeParts.MAX_METHOD);
    }

    /** Cuts a list at the points where the sum of sizes would pass a limit. */
    private static List<List<TreeParts>> split(List<TreeParts> trees, ToIntFunction<TreeParts> size, int limit) {
        List<List<TreeParts>> lists = new ArrayList<>();
        int begin = 0;
        int sum = 0;
        for (int i = 0; i < trees.size(); i++) {
            int own = size.applyAsInt(trees.get(i));
            if (i > begin && sum + own > limit) {
                lists.add(trees.subList(begin, i));
                begin = i;
                sum = 0;
            }
            sum += own;
        }
        lists.add(trees.subList(begin, trees.size()));
        return lists;
    }

    /** Returns the largest possible size of a method of these trees in bytecode. */
    static int bytes(List<TreeParts> method) {
        return method.stream()
                .mapToInt(tree -> tree.rootBytes() + GroupWriter.ADD_BYTES)
                .sum();
    }

    private static int[] leaves(List<TreeParts> members) {
        return members.stream().flatMapToInt(TreeParts::leaves).toArray();
    }

    private static TreeGroup define(byte[] code, int[] setWords, int[] leaves) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(code, false);
            return (TreeGroup) hidden.findConstructor(
                            hidden.lookupClass(), MethodType.methodType(void.class, int[].class, int[].class))
                    .invoke(setWords, leaves);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // neither the lookup nor the constructor, both written here, can fail otherwise
            throw new LinkageError("cannot define compiled trees", e);
        }
    }
}
