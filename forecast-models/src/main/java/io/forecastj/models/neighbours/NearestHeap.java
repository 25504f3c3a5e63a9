package io.forecastj.models.neighbours;

/**
 * The nearest of the windows offered so far, in a heap whose first one is the farthest. Of windows at the same distance
 * the ones offered first stay. Not thread-safe.
 */
final class NearestHeap {
    private final double[] distances;
    private final int[] series;
    private final int[] starts;
    private int size;

    NearestHeap(int most) {
        this.distances = new double[most];
        this.series = new int[most];
        this.starts = new int[most];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    double distance(int i) {
        return distances[i];
    }

    int series(int i) {
        return series[i];
    }

    int start(int i) {
        return starts[i];
    }

    /** Returns the distance below which a window is taken. */
    double bound() {
        return size < distances.length ? Double.POSITIVE_INFINITY : distances[0];
    }

    /** Takes a window whose distance is below the bound. */
    void offer(double distance, int ofSeries, int start) {
        if (size < distances.length) {
            int at = size++;
            while (at > 0 && distances[(at - 1) / 2] < distance) {
                move((at - 1) / 2, at);
                at = (at - 1) / 2;
            }
            put(at, distance, ofSeries, start);
            return;
        }
        int at = 0;
        int child = farther(1);
        while (child < size && distances[child] > distance) {
            move(child, at);
            at = child;
            child = farther(2 * at + 1);
        }
        put(at, distance, ofSeries, start);
    }

    /** Returns the farther of two children; the first one if there is no second. */
    private int farther(int child) {
        return child + 1 < size && distances[child + 1] > distances[child] ? child + 1 : child;
    }

    private void move(int from, int to) {
        distances[to] = distances[from];
        series[to] = series[from];
        starts[to] = starts[from];
    }

    private void put(int at, double distance, int ofSeries, int start) {
        distances[at] = distance;
        series[at] = ofSeries;
        starts[at] = start;
    }
}
