package io.forecastj.features;

/** Product of two slots' values. */
final class Product extends Kernel {
    private final int x;
    private final int y;

    Product(int x, int y) {
        super(0);
        this.x = x;
        this.y = y;
    }

    @Override
    public void update(double[] row, double[] out, int at) {
        out[at] = row[x] * row[y];
    }
}
