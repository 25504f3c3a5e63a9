package io.forecastj.models.onnx;

import java.util.List;
import java.util.stream.Stream;

/** Models that must not reach native code, each with words of the reason that the message must give. */
final class HostileModels {
    private HostileModels() {}

    /**
     * One model.
     *
     * @param name what is wrong with it
     * @param bytes the model
     * @param reason part of the message
     */
    record Hostile(String name, byte[] bytes, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> all() {
        return Stream.of(
                        new HostileFiles(),
                        new HostileSignatures(),
                        new HostileTensors(),
                        new HostileNodes(),
                        new HostileTrees(),
                        new HostileOperators(),
                        new HostileEncoding())
                .flatMap(group -> group.models().stream())
                .toList();
    }
}
