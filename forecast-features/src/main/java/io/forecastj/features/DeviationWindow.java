package io.forecastj.features;

/**
 * The values of the last rows in order, and the sum of their distances from any number, in steps that grow with the
 * window's logarithm.
 *
 * <p>Each node has the sum of the deviations of its subtree from its own value. It is made of those of its children, so
 * it never drifts, and neither the level nor a value far out costs digits.
 */
final class DeviationWindow extends TreeWindow {
    private final double[] deviations;

    DeviationWindow(int length) {
        super(length);
        deviations = new double[length + 1];
    }

    /** The sum of |x - centre| over the values that are not missing. */
    double sumOfDistances(double centre) {
        double sum = 0;
        int t = root;
        while (t != none) {
            double distance = ring[t] - centre;
            sum += Math.abs(distance);
            // one side of the node is on one side of the centre as a whole
            if (distance > 0) {
                sum += deviation(right[t], centre);
                t = left[t];
            } else {
                sum -= deviation(left[t], centre);
                t = right[t];
            }
        }
        return sum;
    }

    /** The sum of x - centre over a subtree. */
    private double deviation(int t, double centre) {
        return t == none ? 0 : deviations[t] + sizes[t] * (ring[t] - centre);
    }

    @Override
    void insert(int node) {
        super.insert(node);
        refresh(root, node);
    }

    @Override
    void remove(int node) {
        super.remove(node);
        refresh(root, node);
    }

    @Override
    void resize(int node) {
        super.resize(node);
        deviations[node] = deviation(left[node], ring[node]) + deviation(right[node], ring[node]);
    }

    /** Updates the nodes on the way to the place where a node is, or was, the lowest first. */
    private void refresh(int t, int node) {
        if (t == none) {
            return;
        }
        if (t != node) {
            refresh(precedes(node, t) ? left[t] : right[t], node);
        }
        resize(t);
    }

    @Override
    void copyFrom(OrderedWindow other) {
        super.copyFrom(other);
        System.arraycopy(((DeviationWindow) other).deviations, 0, deviations, 0, deviations.length);
    }
}
