package io.forecastj.training.network;

/** Checks of the sizes of layers. */
final class Layers {
    private Layers() {}

    /** Requires at least one layer, units in each and as many rates of dropout. */
    static void require(int[] units, double[] dropout) {
        if (units.length == 0) {
            throw new IllegalArgumentException("a network has at least one layer, found none");
        }
        for (int each : units) {
            requireAtLeastOne("units of a layer", each);
        }
        if (dropout.length != units.length) {
            throw new IllegalArgumentException(
                    "expected " + units.length + " rates of dropout, one for each layer, found " + dropout.length);
        }
    }

    static void requireAtLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, found " + value);
        }
    }
}
