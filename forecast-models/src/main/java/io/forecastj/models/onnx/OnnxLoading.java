package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.internal.JsonFields;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads models in the safe order: hash, scan, contract, comparison of both, and native code last. */
final class OnnxLoading {
    /** Keys in which the contracts of an ensemble's members may differ: they describe the training, not the meaning. */
    static final List<String> OWN = List.of("name", "seed", "producer", "trainedFrom", "trainedTo", "training");

    private static final int MAX_SIDE_BYTES = 16 << 20;

    private OnnxLoading() {}

    /**
     * A file after reading.
     *
     * @param contract the contract from metadata and side file together
     */
    record Read(OnnxFile file, ObjectNode contract, String source) {}

    static Read read(Path path, OnnxOptions options) {
        ObjectNode side = side(path, options);
        String source = path.toString();
        OnnxFile file = OnnxFile.read(path, sha256(side, options, source), limits(options.proof() != null));
        return new Read(file, ContractSource.join(file.scan().metadata(), side, source), source);
    }

    static Read read(byte[] model, OnnxOptions options, String source) {
        ObjectNode side = side(null, options);
        OnnxFile file = OnnxFile.check(model, sha256(side, options, source), source, limits(options.proof() != null));
        return new Read(file, ContractSource.join(file.scan().metadata(), side, source), source);
    }

    /** Returns the limits of a scan by whether a child process loads and runs the model before this process does. */
    static OnnxLimits limits(boolean proven) {
        return proven ? OnnxLimits.ANY_OPERATOR : OnnxLimits.DEFAULT;
    }

    private static @Nullable ObjectNode side(@Nullable Path model, OnnxOptions options) {
        if (options.contract() != null) {
            return ContractSource.parse(options.contract(), "the given contract");
        }
        Path file = options.contractFile();
        if (file == null && model != null) {
            Path beside = model.resolveSibling(model.getFileName() + ".json");
            // a broken link is an error, not a missing file: the side file could contain the hash
            file = Files.exists(beside, LinkOption.NOFOLLOW_LINKS) ? beside : null;
        }
        return file == null
                ? null
                : ContractSource.parse(
                        new String(CheckedBytes.read(file, MAX_SIDE_BYTES), StandardCharsets.UTF_8), file.toString());
    }

    /** Returns the hash to compare with; those of the options and the side file must be equal. */
    private static @Nullable String sha256(@Nullable ObjectNode side, OnnxOptions options, String source) {
        JsonNode given = side == null ? null : side.get("sha256");
        if (given == null) {
            return options.sha256();
        }
        String hash = given.asText().toLowerCase(Locale.ROOT);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new ModelLoadException(
                    source + ": the side file's 'sha256' should be 64 hexadecimal digits, found " + given);
        }
        if (options.sha256() != null && !options.sha256().equals(hash)) {
            throw new ModelLoadException(source + ": the hash in the options and that in the side file differ: "
                    + options.sha256() + " and " + hash);
        }
        return hash;
    }

    /** Requires that all members have one contract, and returns it with the training span of all. */
    static ObjectNode common(List<Read> members) {
        ObjectNode common = members.get(0).contract().deepCopy();
        for (Read member : members) {
            Stream.concat(common.properties().stream(), member.contract().properties().stream())
                    .map(Map.Entry::getKey)
                    .filter(key -> !OWN.contains(key))
                    .filter(key -> !common.path(key).equals(member.contract().path(key)))
                    .findFirst()
                    .ifPresent(key -> {
                        throw new ModelLoadException("the members of an ensemble should have one contract; "
                                + member.source() + " and " + members.get(0).source() + " differ in '" + key + "'");
                    });
        }
        span(members, common, "trainedFrom", false);
        span(members, common, "trainedTo", true);
        return common;
    }

    private static void span(List<Read> members, ObjectNode common, String key, boolean latest) {
        Instant end = null;
        for (Read member : members) {
            Instant own = JsonFields.of(member.contract(), member.source()).time(key);
            if (own != null && (end == null || (latest ? own.isAfter(end) : own.isBefore(end)))) {
                end = own;
            }
        }
        if (end != null) {
            common.put(key, end.toString());
        }
    }

    /** Compares the files with the contract and loads them into ONNX Runtime. */
    static OnnxModel model(List<Read> files, ObjectNode contract, OnnxOptions options, boolean patterns) {
        String source = files.get(0).source();
        if (ContractReader.isPatterns(contract, source) != patterns) {
            throw new ModelLoadException(
                    patterns
                            ? source + " is a model that forecasts, not one of patterns; call Onnx.load"
                            : source + " is a model of patterns, not one that forecasts; call Onnx.loadPatterns");
        }
        Contract read = ContractReader.read(contract, options.features(), source);
        List<OnnxMember> members = new ArrayList<>();
        for (Read file : files) {
            members.add(
                    new OnnxMember(file.file(), Signature.of(file.file().scan(), read, file.source()), file.source()));
        }
        return new OnnxModel(read, members, options);
    }

    static OnnxPredictor predictor(List<Read> files, OnnxOptions options) {
        ObjectNode contract = common(files);
        OnnxModel model = model(files, contract, options, false);
        return new OnnxPredictor(OnnxPredictor.describe(model), model, contract.toPrettyString());
    }
}
