package io.forecastj.models.trees;

/**
 * State of TreeSHAP: the features on the way from the root to a node, with the weights of all their subsets by size.
 *
 * <p>Each level of the descent has a separate copy, since both branches continue from the same state. Names follow
 * algorithm 2 of Lundberg et al. (2018): {@link #extend} is EXTEND, {@link #remove} UNWIND.
 *
 * <p>Not thread-safe.
 */
final class ShapPath {
    private final int width;
    private final int[] length; // by level
    private final int[] feature;
    private final double[] zero; // the share of training rows that pass the feature's splits
    private final double[] one; // 1 if the row passes them, else 0
    private final double[] weight; // of the subsets of one size

    /**
     * Allocates the memory for a descent.
     *
     * @param depth the number of nodes on the longest way
     * @param features the number of features
     */
    ShapPath(int depth, int features) {
        // each feature once, and the start, which has no feature
        width = Math.min(depth, features) + 2;
        length = new int[depth + 1];
        int size = (depth + 1) * width;
        feature = new int[size];
        zero = new double[size];
        one = new double[size];
        weight = new double[size];
    }

    /** Starts a level from the one above, with one more feature. */
    void extend(int level, double zeroShare, double oneShare, int by) {
        int from = level * width;
        int count = level == 0 ? 0 : length[level - 1];
        if (level > 0) {
            int above = from - width;
            System.arraycopy(feature, above, feature, from, count);
            System.arraycopy(zero, above, zero, from, count);
            System.arraycopy(one, above, one, from, count);
            System.arraycopy(weight, above, weight, from, count);
        }
        length[level] = count + 1;
        feature[from + count] = by;
        zero[from + count] = zeroShare;
        one[from + count] = oneShare;
        weight[from + count] = count == 0 ? 1 : 0;
        for (int i = count - 1; i >= 0; i--) {
            weight[from + i + 1] += oneShare * weight[from + i] * (i + 1) / (count + 1);
            weight[from + i] = zeroShare * weight[from + i] * (count - i) / (count + 1);
        }
    }

    /** Returns the index of a feature, or -1. */
    int find(int level, int wanted) {
        for (int i = 1; i < length[level]; i++) {
            if (feature[level * width + i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    double zero(int level, int index) {
        return zero[level * width + index];
    }

    double one(int level, int index) {
        return one[level * width + index];
    }

    /** Removes a feature. */
    void remove(int level, int index) {
        int from = level * width;
        int last = length[level] - 1;
        double zeroShare = zero[from + index];
        double oneShare = one[from + index];
        double next = weight[from + last];
        for (int i = last - 1; i >= 0; i--) {
            if (oneShare != 0) {
                double before = weight[from + i];
                weight[from + i] = next * (last + 1) / ((i + 1) * oneShare);
                next = before - weight[from + i] * zeroShare * (last - i) / (last + 1);
            } else {
                weight[from + i] = weight[from + i] * (last + 1) / (zeroShare * (last - i));
            }
        }
        for (int i = index; i < last; i++) {
            feature[from + i] = feature[from + i + 1];
            zero[from + i] = zero[from + i + 1];
            one[from + i] = one[from + i + 1];
        }
        length[level] = last;
    }

    /** Adds each feature's part of a leaf. */
    void addParts(int level, double leaf, double[] out, int at) {
        int from = level * width;
        for (int i = 1; i < length[level]; i++) {
            double part = weightWithout(level, i) * (one[from + i] - zero[from + i]) * leaf;
            out[at + feature[from + i]] += part;
        }
    }

    /** Returns the sum of all weights without a feature. */
    private double weightWithout(int level, int index) {
        int from = level * width;
        int last = length[level] - 1;
        double zeroShare = zero[from + index];
        double oneShare = one[from + index];
        double next = weight[from + last];
        double sum = 0;
        for (int i = last - 1; i >= 0; i--) {
            if (oneShare != 0) {
                double own = next * (last + 1) / ((i + 1) * oneShare);
                sum += own;
                next = weight[from + i] - own * zeroShare * (last - i) / (last + 1);
            } else {
                sum += weight[from + i] / zeroShare * (last + 1) / (last - i);
            }
        }
        return sum;
    }
}
