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
    /** Trees in a class: the machine code of that many trees of 31 leaves fits into 32 KiB, a core's first cache. */
    private static final int GROUP = 16;

    /** Nodes in a class: each, and each leaf, may take two of its 65,535 constants. */
    private static final int MAX_CLASS_NODES = 12_000;

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
        int[] sizes = sizes(trees);
        if (trees.feature.length > MAX_NODES || Arrays.stream(sizes).anyMatch(size -> size > MAX_CLASS_NODES)) {
            return null;
        }
        TreeGroup[][] groups = new TreeGroup[trees.outputs][];
        for (int output = 0; output < trees.outputs; output++) {
            List<TreeGroup> compiled = new ArrayList<>();
            for (int[] members : groups(trees, output, sizes)) {
                compiled.add(define(GroupWriter.write(trees, members), trees.setWords));
            }
            groups[output] = compiled.toArray(TreeGroup[]::new);
        }
        return new CompiledTrees(groups);
    }

    /** The number of inner nodes of each tree. */
    private static int[] sizes(FlatTrees trees) {
        int[] sizes = new int[trees.root.length];
        int end = trees.feature.length;
        for (int t = sizes.length - 1; t >= 0; t--) {
            if (trees.root[t] >= 0) {
                sizes[t] = end - trees.root[t];
                end = trees.root[t];
            }
        }
        return sizes;
    }

    /** The trees of one output, in groups. */
    private static List<int[]> groups(FlatTrees trees, int output, int[] sizes) {
        List<int[]> groups = new ArrayList<>();
        int[] members = new int[GROUP];
        int count = 0;
        int nodes = 0;
        for (int t = output; t < sizes.length; t += trees.outputs) {
            if (count == GROUP || nodes + sizes[t] > MAX_CLASS_NODES) {
                groups.add(Arrays.copyOf(members, count));
                count = 0;
                nodes = 0;
            }
            members[count++] = t;
            nodes += sizes[t];
        }
        groups.add(Arrays.copyOf(members, count));
        return groups;
    }

    private static TreeGroup define(byte[] code, int[] setWords) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(code, false);
            return (TreeGroup)
                    hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class, int[].class))
                            .invoke(setWords);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // neither the lookup nor the constructor, both written here, can fail otherwise
            throw new LinkageError("cannot define compiled trees", e);
        }
    }
}
