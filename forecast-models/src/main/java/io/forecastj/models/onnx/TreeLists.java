package io.forecastj.models.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lists of a tree ensemble that describe how its nodes are connected. */
final class TreeLists {
    private static final Set<String> IDS =
            Set.of("nodes_treeids", "nodes_nodeids", "nodes_truenodeids", "nodes_falsenodeids");
    private static final byte[] LEAF = "LEAF".getBytes(StandardCharsets.US_ASCII);

    /** Maximum of nodes: a thousand trees of 250 leaves each. */
    private static final int MAX_NODES = 1 << 19;

    private final Map<String, int[]> ints = new HashMap<>();
    private boolean[] leaf = {};

    private TreeLists() {}

    /**
     * Reads the lists.
     *
     * @param node the fields of the node; each attribute must be known to be well-formed
     */
    static TreeLists of(Wire node) {
        TreeLists lists = new TreeLists();
        while (node.next()) {
            if (node.field() == 5) {
                lists.attribute(node.message("AttributeProto"));
            } else {
                node.skip();
            }
        }
        return lists;
    }

    int[] ints(String name) {
        return ints.getOrDefault(name, new int[0]);
    }

    boolean[] leaf() {
        return leaf;
    }

    private void attribute(Wire attribute) {
        String name = name(attribute.again());
        if (name.equals("nodes_modes")) {
            modes(attribute);
        } else if (IDS.contains(name)) {
            ints.put(name, list(attribute));
        }
    }

    private static String name(Wire attribute) {
        String name = "";
        while (attribute.next()) {
            if (attribute.field() == 1) {
                name = attribute.name();
            } else {
                attribute.skip();
            }
        }
        return name;
    }

    private int[] list(Wire attribute) {
        int[] list = new int[16];
        int count = 0;
        while (attribute.next()) {
            if (attribute.field() != 8) {
                attribute.skip();
            } else if (attribute.is(Wire.BYTES)) {
                Wire packed = attribute.packed();
                while (packed.left() > 0) {
                    list = room(list, count, attribute);
                    list[count++] = id(packed.readVarint(), attribute);
                }
            } else {
                list = room(list, count, attribute);
                list[count++] = id(attribute.varint(), attribute);
            }
        }
        return Arrays.copyOf(list, count);
    }

    private int[] room(int[] list, int count, Wire at) {
        requireRoom(count, at);
        return count < list.length ? list : Arrays.copyOf(list, 2 * count);
    }

    private void requireRoom(int count, Wire at) {
        if (count == MAX_NODES) {
            throw at.fail("at most " + MAX_NODES + " nodes of trees", "more");
        }
    }

    private int id(long value, Wire at) {
        if (value >>> TreeScan.BITS != 0) {
            throw at.fail("ids of trees and nodes from 0 to " + ((1 << TreeScan.BITS) - 1), Long.toString(value));
        }
        return (int) value;
    }

    private void modes(Wire attribute) {
        boolean[] modes = new boolean[16];
        int count = 0;
        while (attribute.next()) {
            if (attribute.field() == 9) {
                requireRoom(count, attribute);
                if (count == modes.length) {
                    modes = Arrays.copyOf(modes, 2 * count);
                }
                modes[count++] = attribute.bytesAre(LEAF);
            } else {
                attribute.skip();
            }
        }
        leaf = Arrays.copyOf(modes, count);
    }
}
