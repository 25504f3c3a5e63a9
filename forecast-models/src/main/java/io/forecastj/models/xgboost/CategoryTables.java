package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import java.util.List;

/**
 * Check of the categories of a table, which XGBoost keeps from 3.1 on.
 *
 * <p>When XGBoost predicts from another table, it replaces the values by their positions in these lists, the codes,
 * before the trees see them. A row of numbers gets no such treatment.
 */
final class CategoryTables {
    private CategoryTables() {}

    /**
     * Refuses categories that differ from their codes, since numbers would be taken for other categories.
     *
     * @param tables the object of the tables
     * @param names the names of the inputs
     * @throws ModelLoadException if a category is a text, or a number that is not its position
     */
    static void check(ModelFields tables, List<String> names) {
        List<?> lists = tables.list("enc");
        if (!lists.isEmpty() && lists.size() != names.size()) {
            throw tables.refuse(
                    "expected a list of categories for each of " + names.size() + " inputs, found " + lists.size());
        }
        for (int i = 0; i < lists.size(); i++) {
            ModelFields list = ModelFields.of("categories of input '" + names.get(i) + "'", lists.get(i));
            double[] values = list.numbers("values");
            boolean texts = list.has("offsets") && values.length > 0;
            for (int code = 0; code < values.length; code++) {
                if (texts || values[code] != code) {
                    throw list.refuse("expected categories that are their own codes, 0, 1, 2 and so on, found "
                            + (texts ? "texts" : values[code] + " with the code " + code)
                            + ", as in a data frame. The rows here are numbers, so this input has to hold the codes."
                            + " Train on the codes (column.cat.codes) with feature_types 'c'; or, if your column holds"
                            + " them, confirm it by replacing the list after \"enc\" by [] in the JSON file");
                }
            }
        }
    }
}
