package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import io.forecastj.models.trees.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the text form of LightGBM's models, versions v3 and v4, as LightGBM 3.x and 4.x write it; rejects any other
 * text.
 *
 * <p>The format is that of LightGBM's {@code gbdt_model_text.cpp} and {@code tree.cpp}: a header of {@code key=value}
 * lines, the trees, statistics, the parameters. A text that the reader accepts is safe for native code: {@code
 * tree_sizes}, by which LightGBM jumps into the text without checks, agree with the trees, and every array has its
 * length. Time and memory are linear in the length of the text.
 */
final class LightGbmText {
    private static final Set<String> KEYS = Set.of(
            "version",
            "num_class",
            "num_tree_per_iteration",
            "label_index",
            "max_feature_idx",
            "objective",
            "feature_names",
            "monotone_constraints",
            "feature_infos",
            "tree_sizes");

    /** A mark of the order of bytes, which nobody sees. */
    static final char MARK = '\uFEFF';

    private final String text;
    private final TextSource source;
    private final Map<String, TextValues> values = new HashMap<>();
    private final List<Tree> trees = new ArrayList<>();
    private boolean average;
    private int end;

    private LightGbmText(String text) {
        this.text = text;
        this.source = new TextSource(text);
    }

    /**
     * Reads a model.
     *
     * @param text the whole text; Windows line ends are treated as plain ones
     * @return the model
     * @throws ModelLoadException if the text is not a well-formed model
     */
    static ModelText parse(String text) {
        String plain = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        requirePlain(plain);
        return parsePlain(plain);
    }

    /** Reads a text without carriage returns and NULs. */
    static ModelText parsePlain(String text) {
        return new LightGbmText(text).read();
    }

    private ModelText read() {
        if (!source.next() || !source.is("tree")) {
            throw source.refuse("expected 'tree' as the first line of a LightGBM text model, found "
                    + (text.isEmpty() ? "an empty text" : source.shown())
                    + (text.indexOf(MARK) == 0 ? " behind an invisible byte order mark, U+FEFF" : ""));
        }
        readHeader();
        checkVersion(required("version"));
        int outputs = required("num_class").integer(1, Integer.MAX_VALUE);
        if (values.containsKey("num_tree_per_iteration")
                && required("num_tree_per_iteration").integer(1, Integer.MAX_VALUE) != outputs) {
            throw required("num_tree_per_iteration")
                    .refuse("expected num_tree_per_iteration to be num_class=" + outputs);
        }
        required("label_index").integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
        List<String> features = readFeatures();
        // A model trained with a user-defined loss has no objective; its scores are its outputs.
        OutputTransform transform = values.containsKey("objective")
                ? ObjectiveReader.read(required("objective"), outputs)
                : OutputTransform.of(
                        outputs > 1 && average && ForestText.hasShares(text)
                                ? OutputTransform.Kind.SHARES
                                : OutputTransform.Kind.IDENTITY);
        readTrees(features.size());
        if (trees.isEmpty() || trees.size() % outputs != 0) {
            throw source.refuse("expected at least one tree and a multiple of num_class=" + outputs + ", found "
                    + trees.size() + " trees");
        }
        readEnd();
        return new ModelText(
                text,
                features,
                outputs,
                average,
                transform,
                List.copyOf(trees),
                Categories.of(required("feature_infos").words(), trees),
                TooFewRows.read(text.substring(end)));
    }

    // Native code would end a string at a NUL and a line at a single carriage return.
    private static void requirePlain(String text) {
        if (text.indexOf('\0') >= 0 || text.indexOf('\r') >= 0) {
            throw new ModelLoadException("expected a LightGBM text model, found a NUL or a lone carriage return at "
                    + "character " + Math.max(text.indexOf('\0'), text.indexOf('\r')));
        }
    }

    private void readHeader() {
        while (true) {
            if (!source.nextFilled()) {
                throw source.refuse("expected trees after the header, found the end of the text");
            }
            if (source.startsWith("Tree=")) {
                return;
            }
            if (source.is("end of trees")) {
                throw source.refuse("expected at least one tree, found none");
            }
            if (source.is("average_output")) {
                average = true;
                continue;
            }
            String key = source.key();
            if (key == null || !KEYS.contains(key)) {
                throw source.refuse("expected one of a header's known keys, found " + source.shown());
            }
            if (values.putIfAbsent(key, source.values()) != null) {
                throw source.refuse("expected each key once, found '" + key + "' a second time");
            }
        }
    }

    private static void checkVersion(TextValues version) {
        if (!version.is("v3") && !version.is("v4")) {
            throw version.refuse(
                    "expected version v3 or v4, which LightGBM 3.x and 4.x write, found " + version.shown());
        }
    }

    private List<String> readFeatures() {
        long count = required("max_feature_idx").integer(0, Integer.MAX_VALUE) + 1L;
        expectCount("feature_names", count);
        expectCount("feature_infos", count);
        if (values.containsKey("monotone_constraints")) {
            required("monotone_constraints").integers(count, -1, 1);
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : required("feature_names").words()) {
            String name = FeatureNames.decode(word);
            names.add(name);
            if (name.isEmpty() || !seen.add(name)) {
                throw required("feature_names")
                        .refuse("expected feature names that differ and are not empty, found '" + name + "'");
            }
        }
        for (String info : required("feature_infos").words()) {
            if (info.isEmpty()) {
                throw required("feature_infos").refuse("expected one space between values, found two");
            }
        }
        return List.copyOf(names);
    }

    private void expectCount(String key, long count) {
        int found = required(key).count();
        if (found != count) {
            throw required(key)
                    .refuse("expected " + count + " values in '" + key + "', one for each feature up to "
                            + "max_feature_idx, found " + found);
        }
    }

    private void readTrees(int features) {
        int[] sizes = treeSizes();
        while (source.startsWith("Tree=")) {
            int index = trees.size();
            source.inTree(index);
            int begin = source.position();
            if (source.values().integer(0, Integer.MAX_VALUE) != index) {
                throw source.refuse("expected 'Tree=" + index + "', found " + source.shown());
            }
            trees.add(TreeReader.read(source, features));
            if (!source.nextFilled()) {
                throw source.refuse("expected another tree or 'end of trees', found the end of the text");
            }
            checkSize(sizes, index, source.position() - begin);
        }
        source.afterTrees();
        end = source.position();
        if (!source.is("end of trees")) {
            throw source.refuse("expected 'end of trees', found " + source.shown());
        }
        if (values.containsKey("tree_sizes") && sizes.length != trees.size()) {
            throw source.refuse(
                    "expected " + sizes.length + " trees, one for each of 'tree_sizes', found " + trees.size());
        }
    }

    private int[] treeSizes() {
        if (!values.containsKey("tree_sizes")) {
            return new int[0];
        }
        TextValues sizes = required("tree_sizes");
        return sizes.integers(sizes.count(), 1, Integer.MAX_VALUE);
    }

    // Characters are bytes here: TreeReader accepts nothing but ASCII.
    private void checkSize(int[] sizes, int index, long found) {
        if (values.containsKey("tree_sizes") && (index >= sizes.length || sizes[index] != found)) {
            throw source.refuse("expected the length that 'tree_sizes' gives for this tree, "
                    + (index < sizes.length ? sizes[index] : "none") + ", found " + found
                    + " characters; the text was edited");
        }
    }

    private void readEnd() {
        boolean parameters = false;
        while (source.nextFilled()) {
            if (source.is("parameters:")) {
                parameters = true;
            } else if (source.is("end of parameters")) {
                parameters = false;
            } else if (parameters && source.startsWith("[linear_tree: ") && !source.is("[linear_tree: 0]")) {
                throw source.refuse(
                        "expected constant leaves, found linear trees (linear_tree=true), which are not supported");
            }
        }
        if (parameters) {
            throw source.refuse("expected 'end of parameters', found the end of the text");
        }
    }

    private TextValues required(String key) {
        TextValues found = values.get(key);
        if (found == null) {
            throw source.refuse("expected '" + key + "' in the header before the trees");
        }
        return found;
    }
}
