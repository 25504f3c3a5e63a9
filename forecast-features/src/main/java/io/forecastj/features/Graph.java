package io.forecastj.features;

import io.forecastj.MessageText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plan of a list of features: the kernels that they need, their order, and the slots of the row.
 *
 * <p>Slot 0 is the time. Then come the columns that are needed, in the order of their first use, then the outputs of
 * the nodes. A node follows those that it reads, so one pass over the nodes computes the row; among those that could
 * run next, the ones of one kind are neighbours, because a processor runs the same code again faster than other code.
 * Features of equal text are one node; columns, outputs and aliases are names of slots and need none.
 */
final class Graph {
    /**
     * A kernel to run, the slots of its parts, and the first slot of its outputs.
     *
     * @param depth the length of the longest chain of nodes that lead to this one
     */
    record Node(Feature feature, int[] inputs, int at, int depth) implements Comparable<Node> {
        /** Orders by depth, then by kind. */
        @Override
        public int compareTo(Node other) {
            return depth != other.depth
                    ? Integer.compare(depth, other.depth)
                    : feature.kind().compareTo(other.feature.kind());
        }
    }

    private final Map<String, Feature> features = new HashMap<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Integer, Integer> depths = new HashMap<>();
    private final int[] outputs;
    private int size;

    Graph(List<Feature> wanted) {
        int width = 0;
        for (Feature feature : wanted) {
            collectColumns(feature, 1);
            width += feature.outputs().size();
        }
        size = 1 + columns.size();
        outputs = new int[width];
        int chosen = 0;
        for (Feature feature : wanted) {
            int first = place(feature);
            for (int i = 0; i < feature.outputs().size(); i++) {
                outputs[chosen++] = first + i;
            }
        }
        Collections.sort(nodes);
    }

    /** The columns needed; the first is in slot 1. */
    List<String> columns() {
        return columns;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The slots of the wanted features' outputs, in order. */
    int[] outputs() {
        return outputs;
    }

    /** The number of slots. */
    int size() {
        return size;
    }

    private void collectColumns(Feature feature, int depth) {
        Nesting.require(depth);
        Feature known = features.putIfAbsent(feature.text(), feature);
        if (known != null) {
            if (known.getClass() != feature.getClass()) {
                throw new IllegalArgumentException(MessageText.cut("two different features, of " + known.getClass()
                        + " and " + feature.getClass() + ", have the same text " + feature.text()));
            }
            return;
        }
        if (feature instanceof ColumnFeature column) {
            columns.add(column.name());
            slots.put(column.text(), columns.size());
            return;
        }
        checkName(feature);
        for (Feature part : feature.parts()) {
            collectColumns(part, depth + 1);
        }
    }

    /** Refuses a user's feature with the name of one of this library, as which its text would be read. */
    private static void checkName(Feature feature) {
        boolean ours = feature instanceof KindFeature || feature instanceof Output || feature instanceof Named;
        if (!Text.isKind(feature.kind()) || !ours && KindTable.factories().containsKey(feature.kind())) {
            throw new IllegalArgumentException(
                    feature.getClass() + " has the kind '" + feature.kind() + "'; expected another name: a letter"
                            + " followed by letters, digits and underscores, and not a kind of this library");
        }
    }

    private int place(Feature feature) {
        Integer known = slots.get(feature.text());
        if (known != null) {
            return known;
        }
        int slot;
        if (feature instanceof Named named) {
            slot = place(named.feature());
        } else if (feature instanceof Output output) {
            slot = place(output.parent()) + output.index();
        } else if (feature instanceof KindFeature.Alias alias) {
            slot = place(alias.parts().get(0));
        } else {
            slot = addNode(feature);
        }
        slots.put(feature.text(), slot);
        return slot;
    }

    private int addNode(Feature feature) {
        List<Feature> parts = feature.parts();
        int[] inputs = new int[parts.size()];
        int depth = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (parts.get(i).outputs().size() != 1) {
                throw new IllegalArgumentException(feature.text() + " is computed from single values; choose one of"
                        + " the outputs " + parts.get(i).outputs() + " of "
                        + parts.get(i).text());
            }
            inputs[i] = place(parts.get(i));
            depth = Math.max(depth, depths.getOrDefault(inputs[i], 0));
        }
        int at = size;
        size += feature.outputs().size();
        for (int slot = at; slot < size; slot++) {
            depths.put(slot, depth + 1);
        }
        nodes.add(new Node(feature, inputs, at, depth));
        return at;
    }
}
