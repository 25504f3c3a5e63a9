package io.forecastj.models.lightgbm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns trees into bytecode.
 *
 * <p>The classes are hidden ones, which the JVM unloads when their model is unreachable; nothing else refers to them.
 */
final class TreeCompiler {
    /** Nodes in a class: each, and each leaf, may take two of its 65,535 constants. */
    static final int MAX_CLASS_NODES = 12_000;

    /** Nodes in a model, some 1 MB of bytecode: beyond it compiling takes the JVM many seconds and gains little. */
    static final int MAX_NODES = 65_536;

    private TreeCompiler() {}

    /**
     * Compiles a model.
     *
     * @param trees its trees
     * @return the compiled form; or null if the model is too large, which leaves the flat form to serve
     */
    static @Nullable CompiledTrees compile(FlatTrees trees) {
        if (trees.feature.length > MAX_NODES) {
            return null;
        }
        TreeParts[] parts = cut(trees);
        if (Arrays.stream(parts).anyMatch(tree -> tree.nodes() > MAX_CLASS_NODES)) {
            return null;
        }
        TreeGroup[][] groups = new TreeGroup[trees.outputs][];
        for (int output = 0; output < trees.outputs; output++) {
            List<TreeGroup> compiled = new ArrayList<>();
            for (List<TreeParts> members : groups(parts, output, trees.outputs)) {
                compiled.add(define(GroupWriter.write(trees, members), trees.setWords, leaves(members)));
            }
            groups[output] = compiled.toArray(TreeGroup[]::new);
        }
        return new CompiledTrees(groups);
    }

    /** How each tree is cut into methods. */
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

    /** The trees of one output, as many to a group as fit into one method: some 10 to 14 of 31 leaves. */
    private static List<List<TreeParts>> groups(TreeParts[] parts, int output, int outputs) {
        List<List<TreeParts>> groups = new ArrayList<>();
        List<TreeParts> group = new ArrayList<>();
        for (int t = output; t < parts.length; t += outputs) {
            group.add(parts[t]);
            if (group.size() > 1 && (bytes(group) > TreeParts.MAX_METHOD || nodes(group) > MAX_CLASS_NODES)) {
                group.remove(group.size() - 1);
                groups.add(group);
                group = new ArrayList<>(List.of(parts[t]));
            }
        }
        groups.add(group);
        return groups;
    }

    /** At most what a group's {@code add} takes. */
    static int bytes(List<TreeParts> group) {
        return group.stream()
                .mapToInt(tree -> tree.rootBytes() + GroupWriter.ADD_BYTES)
                .sum();
    }

    private static int nodes(List<TreeParts> group) {
        return group.stream().mapToInt(TreeParts::nodes).sum();
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
