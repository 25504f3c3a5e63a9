package io.forecastj.models.lightgbm;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.Json;

/**
 * Check of the categories of a pandas table, which LightGBM's Python package keeps in the last line of a model file.
 *
 * <p>There LightGBM replaces the values of such columns by their positions in these lists, the codes, before the trees
 * see them. The file does not name the columns, so nobody else can do the same.
 */
final class PandasCategories {
    private static final String KEY = "\npandas_categorical:";
    private static final int SHOWN = 3;

    private PandasCategories() {}

    /** Refuses a text whose categories differ from their codes, since numbers would be taken for other categories. */
    static void require(String text) {
        int at = text.lastIndexOf(KEY);
        if (at < 0 || text.indexOf("\nend of trees") > at) {
            return;
        }
        int from = at + KEY.length();
        int end = text.indexOf('\n', from);
        JsonNode lists = Json.tree(text.substring(from, end < 0 ? text.length() : end), "'pandas_categorical'");
        for (int i = 0; i < lists.size(); i++) {
            JsonNode list = lists.get(i);
            for (int code = 0; code < list.size(); code++) {
                if (!isCode(list.get(code), code)) {
                    throw new ModelLoadException("the model was trained on a pandas table with category columns, whose"
                            + " values were replaced by codes, in column " + (i + 1) + " of the " + lists.size() + ": "
                            + codes(list) + ". The rows here are numbers, so these columns have to hold the codes."
                            + " Train on the codes (column.cat.codes); or, if your columns hold them, confirm it by"
                            + " removing the line 'pandas_categorical' from the file");
                }
            }
        }
    }

    private static boolean isCode(JsonNode category, int code) {
        return category.isNumber() && category.doubleValue() == code
                || category.isBoolean() && (category.booleanValue() ? 1 : 0) == code;
    }

    private static String codes(JsonNode list) {
        StringBuilder shown = new StringBuilder();
        for (int code = 0; code < Math.min(SHOWN, list.size()); code++) {
            String category = list.get(code).toString();
            shown.append(code == 0 ? "" : ", ")
                    .append(code)
                    .append(" for ")
                    .append(category.length() <= 40 ? category : category.substring(0, 40) + "...");
        }
        return shown.append(list.size() > SHOWN ? " and so on" : "").toString();
    }
}
