package io.forecastj.models.lightgbm;

import io.forecastj.models.regression.Examples;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mark of a model that is a constant because its training had too few rows for one split: each of the two leaves needs
 * {@code min_data_in_leaf} rows. LightGBM's text does not have the number of rows then, so a line at its end keeps it;
 * LightGBM ignores what follows the parameters.
 */
final class TooFewRows {
    private static final String LINE = "forecastj_too_few_rows=";

    private TooFewRows() {}

    /** Number of rows below which equal labels are no sign that the target is constant. */
    private static final int FEW = 5;

    /** Adds the mark to a model if it is a constant for this reason and not because all labels are equal. */
    static ModelText mark(ModelText model, Examples training, LightGbmParameters parameters) {
        int rows = training.rows().length;
        long needed = parameters.rowsToSplit();
        double first = training.labels()[0];
        boolean constant = model.trees().stream().allMatch(tree -> tree.feature().length == 0);
        boolean varied = Arrays.stream(training.labels()).anyMatch(label -> label != first);
        return rows < needed && constant && (varied || rows < FEW)
                ? LightGbmText.parse(model.text() + "\n" + LINE + rows + " of " + needed + "\n")
                : model;
    }

    /** Returns the reason that a model is marked with by the text after its trees; empty if it has no mark. */
    static String read(String text) {
        int at = text.lastIndexOf("\n" + LINE);
        if (at < 0) {
            return "";
        }
        Matcher mark = Pattern.compile("\\n" + LINE + "([0-9]{1,9}) of ([0-9]{1,10})(?=\\n|$)")
                .matcher(text)
                .region(at, text.length());
        return !mark.lookingAt()
                ? ""
                : "the LightGBM model is a constant, because its training had " + mark.group(1)
                        + (mark.group(1).equals("1") ? " row" : " rows") + " and a split needs " + mark.group(2)
                        + "; set a smaller minLeafRows, or train on more rows";
    }
}
