package io.forecastj.features;

import io.forecastj.StateReader;
import java.util.Arrays;

/**
 * Values of the last rows in a treap: a search tree by value that is a heap by priority (Seidel and Aragon, Randomized
 * Search Trees, 1996). Its depth is some multiple of the logarithm of the window.
 *
 * <p>The node of a row is its cell of the ring, so nothing is allocated, and the row that leaves is found at once. A
 * node's priority is a hash of its number: fixed, so that a run can be repeated, and without regard to the values.
 * Equal values are in the order of their cells.
 */
sealed class TreeWindow extends OrderedWindow permits DeviationWindow {
    final int[] left;
    final int[] right;
    final int[] sizes;
    /** The number that means no node; of size 0. */
    final int none;

    int root;

    TreeWindow(int length) {
        super(length);
        none = length;
        left = new int[length + 1];
        right = new int[length + 1];
        sizes = new int[length + 1];
        root = none;
    }

    @Override
    final void replace(int cell, double x, boolean leaves, boolean enters) {
        if (leaves) {
            remove(cell);
        }
        ring[cell] = x;
        if (enters) {
            insert(cell);
        }
    }

    @Override
    final double get(int rank) {
        int t = root;
        while (true) {
            int before = sizes[left[t]];
            if (rank == before) {
                return ring[t];
            }
            if (rank < before) {
                t = left[t];
            } else {
                rank -= before + 1;
                t = right[t];
            }
        }
    }

    @Override
    final int below(double x) {
        int count = 0;
        int t = root;
        while (t != none) {
            if (ring[t] < x) {
                count += sizes[left[t]] + 1;
                t = right[t];
            } else {
                t = left[t];
            }
        }
        return count;
    }

    @Override
    final int upTo(double x) {
        int count = 0;
        int t = root;
        while (t != none) {
            if (ring[t] <= x) {
                count += sizes[left[t]] + 1;
                t = right[t];
            } else {
                t = left[t];
            }
        }
        return count;
    }

    @Override
    void copyFrom(OrderedWindow other) {
        super.copyFrom(other);
        TreeWindow that = (TreeWindow) other;
        System.arraycopy(that.left, 0, left, 0, left.length);
        System.arraycopy(that.right, 0, right, 0, right.length);
        System.arraycopy(that.sizes, 0, sizes, 0, sizes.length);
        root = that.root;
    }

    // values, cells and priorities determine the tree, whatever the order of insertion
    @Override
    final void restoreOrder(StateReader in) {
        root = none;
        Arrays.fill(sizes, 0);
        for (int cell = 0; cell < ring.length; cell++) {
            if (!Double.isNaN(ring[cell])) {
                insert(cell);
            }
        }
    }

    /** The number of nodes on the longest way down. */
    int depth() {
        return depth(root);
    }

    private int depth(int t) {
        return t == none ? 0 : 1 + Math.max(depth(left[t]), depth(right[t]));
    }

    void insert(int node) {
        int parent = none;
        int t = root;
        int priority = priority(node);
        while (t != none && priority(t) > priority) {
            sizes[t]++;
            parent = t;
            t = precedes(node, t) ? left[t] : right[t];
        }
        split(t, node);
        resize(node);
        link(parent, node, node);
    }

    void remove(int node) {
        int parent = none;
        int t = root;
        while (t != node) {
            sizes[t]--;
            parent = t;
            t = precedes(node, t) ? left[t] : right[t];
        }
        link(parent, node, merge(left[node], right[node]));
    }

    /** Puts a tree below a parent, on the side where a node belongs. */
    private void link(int parent, int node, int tree) {
        if (parent == none) {
            root = tree;
        } else if (precedes(node, parent)) {
            left[parent] = tree;
        } else {
            right[parent] = tree;
        }
    }

    /** Cuts a tree into what precedes a node, which becomes its left, and what follows it, its right. */
    private void split(int t, int node) {
        if (t == none) {
            left[node] = none;
            right[node] = none;
            return;
        }
        if (precedes(t, node)) {
            split(right[t], node);
            right[t] = left[node];
            left[node] = t;
        } else {
            split(left[t], node);
            left[t] = right[node];
            right[node] = t;
        }
        resize(t);
    }

    /** Makes one tree of two, the first of which precedes the second. */
    private int merge(int a, int b) {
        if (a == none) {
            return b;
        }
        if (b == none) {
            return a;
        }
        if (priority(a) > priority(b)) {
            right[a] = merge(right[a], b);
            resize(a);
            return a;
        }
        left[b] = merge(a, left[b]);
        resize(b);
        return b;
    }

    /** Updates a node's totals of its subtree from those of its children. */
    void resize(int node) {
        sizes[node] = sizes[left[node]] + sizes[right[node]] + 1;
    }

    final boolean precedes(int a, int b) {
        return ring[a] < ring[b] || ring[a] == ring[b] && a < b;
    }

    /** Spreads the number over all bits (the finalizer of MurmurHash3, Appleby); different for different nodes. */
    private static int priority(int node) {
        int h = node + 0x9e3779b9;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
