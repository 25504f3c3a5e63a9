package io.forecastj.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of everything that a pipeline computes. Never change its input: saved models refer to it. */
final class PipelineHash {
    private PipelineHash() {}

    static String of(FeaturePipeline pipeline) {
        StringBuilder all = new StringBuilder("forecastj features 1\n");
        for (Feature feature : pipeline.features()) {
            // a name does not describe the computation
            List<String> texts =
                    feature instanceof Named ? List.of(feature.text()) : FeaturePipeline.columnNames(feature);
            for (String text : texts) {
                append(all, text);
            }
        }
        for (Map.Entry<String, List<Double>> fitted : new TreeMap<>(pipeline.parameters()).entrySet()) {
            append(all.append("fitted "), fitted.getKey());
            for (double value : fitted.getValue()) {
                append(all, Long.toHexString(Double.doubleToLongBits(value)));
            }
        }
        return of(all.toString());
    }

    /** Returns the hash of a text. */
    static String of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Appends a text with its length, so that no two lists have the same text. */
    private static void append(StringBuilder all, String text) {
        all.append(text.length()).append(':').append(text).append('\n');
    }
}
