package io.forecastj.models.trees;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Finds the leaves of a block of rows in one tree, by sets of rows as bits.
 *
 * <p>Each node splits its set of rows by one AND. The leaves are numbered from left to right; the rows whose leaf has a
 * bit set in its number are a union of leaves' and whole subtrees' sets, and a transposition of these bits gives each
 * row's number. Nothing here depends on the values in the rows, so no branch is mispredicted.
 *
 * <p>Immutable and thread-safe.
 */
final class LeafPlanes {
    /** Largest number of leaves of a tree, whose numbers must fit in a byte. */
    static final int MAX_LEAVES = 256;

    private static final int WORDS = CutRanks.WORDS;
    private static final int PLANES = 8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The leaves from left to right, as their numbers in the flat form. */
    final int[] leaves;

    private final int[] steps; // by node, parents first: its cut, left set and right set
    private final int[] sets; // the sets to unite for each bit
    private final int[] bounds = new int[PLANES + 1];

    /**
     * Prepares a tree.
     *
     * @param trees the model's trees
     * @param ranks their cuts
     * @param root the tree's root, or {@code ~leaf} for a tree of one leaf
     * @param nodes the number of its nodes; their numbers follow the root's
     */
    LeafPlanes(FlatTrees trees, CutRanks ranks, int root, int nodes) {
        leaves = new int[nodes + 1];
        steps = new int[3 * nodes];
        int[] firstLeaf = new int[2 * nodes + 1]; // by set: nodes from the root, left children first, then leaves
        int[] size = new int[2 * nodes + 1];
        int[] parent = new int[nodes];
        Deque<Integer> pending = new ArrayDeque<>(); // steps' elements to fill, whose children wait
        int child = root;
        int from = -1;
        int node = 0;
        int leaf = 0;
        while (true) {
            int set = child < 0 ? nodes + leaf : node;
            firstLeaf[set] = leaf;
            if (from >= 0) {
                steps[from] = set;
            }
            if (child >= 0) {
                parent[node] = child;
                steps[3 * node] = ranks.cutOfNode[child];
                pending.push(3 * node + 2);
                from = 3 * node + 1;
                child = trees.left[child];
                node++;
                continue;
            }
            size[set] = 1;
            leaves[leaf++] = ~child;
            if (pending.isEmpty()) {
                break;
            }
            from = pending.pop();
            child = trees.right[parent[from / 3]];
        }
        for (int i = nodes - 1; i >= 0; i--) {
            size[i] = size[steps[3 * i + 1]] + size[steps[3 * i + 2]];
        }
        int[] unions = new int[PLANES * (nodes + 1)];
        int count = 0;
        for (int bit = 0; bit < PLANES; bit++) {
            bounds[bit] = count;
            int next = 0;
            while (next <= nodes) {
                int set = (next >> bit & 1) == 0 ? -1 : largest(firstLeaf, size, next, bit);
                if (set >= 0) {
                    unions[count++] = set;
                    next += size[set];
                } else {
                    next++;
                }
            }
        }
        bounds[PLANES] = count;
        sets = Arrays.copyOf(unions, count);
    }

    /** Returns the largest set that begins at a leaf and whose leaves all have a bit set in their numbers. */
    private static int largest(int[] firstLeaf, int[] size, int leaf, int bit) {
        int end = (leaf >> bit) + 1 << bit;
        // a parent's number is smaller than its children's
        for (int set = 0; set < size.length; set++) {
            if (firstLeaf[set] == leaf && leaf + size[set] <= end) {
                return set;
            }
        }
        throw new IllegalStateException("no set for leaf " + leaf);
    }

    /** Returns the number of words that the tree's sets take. */
    int words() {
        return (2 * leaves.length - 1 + PLANES) * WORDS;
    }

    /**
     * Finds the leaves.
     *
     * @param left the rows that go left at each cut
     * @param reached receives the rows that reach each node and leaf, and the planes
     * @param found receives each row's leaf number, in the order of {@link #row}
     * @param at the first element
     */
    void find(long[] left, long[] reached, byte[] found, int at) {
        split(left, reached);
        int planes = words() - PLANES * WORDS;
        unite(reached, planes);
        for (int word = planes; word < planes + WORDS; word++) {
            transpose(
                    reached[word],
                    reached[word + WORDS],
                    reached[word + 2 * WORDS],
                    reached[word + 3 * WORDS],
                    reached[word + 4 * WORDS],
                    reached[word + 5 * WORDS],
                    reached[word + 6 * WORDS],
                    reached[word + 7 * WORDS],
                    found,
                    at + (word - planes) * Long.SIZE);
        }
    }

    private void split(long[] left, long[] reached) {
        int[] code = steps;
        Arrays.fill(reached, 0, WORDS, -1);
        int set = 0;
        for (int i = 0; i < code.length - 2; i += 3) {
            int cut = code[i] * WORDS;
            int low = code[i + 1] * WORDS;
            int high = code[i + 2] * WORDS;
            long a = reached[set];
            long b = reached[set + 1];
            long c = reached[set + 2];
            long d = reached[set + 3];
            long leftA = a & left[cut];
            long leftB = b & left[cut + 1];
            long leftC = c & left[cut + 2];
            long leftD = d & left[cut + 3];
            reached[low] = leftA;
            reached[low + 1] = leftB;
            reached[low + 2] = leftC;
            reached[low + 3] = leftD;
            reached[high] = a ^ leftA;
            reached[high + 1] = b ^ leftB;
            reached[high + 2] = c ^ leftC;
            reached[high + 3] = d ^ leftD;
            set += WORDS;
        }
    }

    private void unite(long[] reached, int planes) {
        int[] from = sets;
        int i = 0;
        for (int bit = 0; bit < PLANES; bit++) {
            long a = 0;
            long b = 0;
            long c = 0;
            long d = 0;
            for (int end = bounds[bit + 1]; i < end; i++) {
                int set = from[i] * WORDS;
                a |= reached[set];
                b |= reached[set + 1];
                c |= reached[set + 2];
                d |= reached[set + 3];
            }
            int plane = planes + bit * WORDS;
            reached[plane] = a;
            reached[plane + 1] = b;
            reached[plane + 2] = c;
            reached[plane + 3] = d;
        }
    }

    /** Returns the row of a block whose leaf number is at an index. */
    static int row(int index) {
        return index & -Long.SIZE | (index & 7) << 3 | index >> 3 & 7;
    }

    /** Transposes in each byte the 8 by 8 bits of 8 words. */
    private static void transpose(
            long a, long b, long c, long d, long e, long f, long g, long h, byte[] found, int at) {
        long half = 0x0F0F0F0F0F0F0F0FL;
        long t = (a >>> 4 ^ e) & half;
        a ^= t << 4;
        e ^= t;
        t = (b >>> 4 ^ f) & half;
        b ^= t << 4;
        f ^= t;
        t = (c >>> 4 ^ g) & half;
        c ^= t << 4;
        g ^= t;
        t = (d >>> 4 ^ h) & half;
        d ^= t << 4;
        h ^= t;
        transposeQuarter(a, b, c, d, found, at);
        transposeQuarter(e, f, g, h, found, at + 4 * Long.BYTES);
    }

    private static void transposeQuarter(long a, long b, long c, long d, byte[] found, int at) {
        long pairs = 0x3333333333333333L;
        long t = (a >>> 2 ^ c) & pairs;
        a ^= t << 2;
        c ^= t;
        t = (b >>> 2 ^ d) & pairs;
        b ^= t << 2;
        d ^= t;
        long odd = 0x5555555555555555L;
        t = (a >>> 1 ^ b) & odd;
        LONGS.set(found, at, a ^ t << 1);
        LONGS.set(found, at + Long.BYTES, b ^ t);
        t = (c >>> 1 ^ d) & odd;
        LONGS.set(found, at + 2 * Long.BYTES, c ^ t << 1);
        LONGS.set(found, at + 3 * Long.BYTES, d ^ t);
    }
}
