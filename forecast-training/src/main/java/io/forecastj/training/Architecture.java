package io.forecastj.training;

import io.forecastj.training.network.Network;
import io.forecastj.training.network.NetworkShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Architecture of networks of any sizes of inputs and outputs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind the name, such as {@code "lstm"}
 * @param settings its settings by name, for reports and for the file
 * @param dropout whether a rate of dropout is above 0
 * @param maker makes the network
 */
record Architecture(String kind, Map<String, Object> settings, boolean dropout, Maker maker) {
    Architecture {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Maker of networks. Immutable and thread-safe. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes a network.
         *
         * @param shape the sizes of inputs and output
         * @param level the index of the feature on whose scale the output is a level, if it is one
         * @throws IllegalArgumentException if a setting does not suit the sizes
         */
        Network network(NetworkShape shape, OptionalInt level);
    }

    /** Makes a network, as {@link Maker#network}. */
    Network network(NetworkShape shape, OptionalInt level) {
        return maker.network(shape, level);
    }

    @Override
    public String toString() {
        return kind + settings;
    }
}
