package io.forecastj.models.ensemble;

import io.forecastj.Column;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import java.util.ArrayList;
import java.util.List;

/** The members of a saved ensemble, each in a separate directory. */
final class SavedMembers {
    private static final int MOST = 1000;

    private SavedMembers() {}

    static void write(List<Predictor> members, ModelWriter out) {
        for (int k = 0; k < members.size(); k++) {
            out.predictor("member-" + (k + 1), members.get(k));
        }
    }

    /** Loads the number of members that is in {@code root}; if one does not fit the ensemble, closes all. */
    static List<Predictor> read(PredictorInfo info, JsonFields root, ModelReader in) {
        int count = root.integer("members", 2, MOST);
        ArgumentChecks.fewEnough("members' points", count, info.targets().size(), info.horizon());
        List<Predictor> members = new ArrayList<>();
        try {
            for (int k = 0; k < count; k++) {
                Predictor member = in.predictor("member-" + (k + 1));
                members.add(member);
                PredictorInfo its = member.info();
                if (its.horizon() != info.horizon() || !its.targets().containsAll(info.targets())) {
                    throw new ModelLoadException("member " + (k + 1) + " should forecast " + info.horizon()
                            + " steps of " + info.targets() + ", found " + member);
                }
                requireColumns(info, its.columns().stream().map(Column::name).toList(), "member " + (k + 1));
            }
            return members;
        } catch (RuntimeException e) {
            members.forEach(Predictor::close);
            throw e;
        }
    }

    /** Refuses a description without the columns that some part needs. */
    static void requireColumns(PredictorInfo info, List<String> needed, String by) {
        List<String> columns = info.columns().stream().map(Column::name).toList();
        for (String column : needed) {
            if (!columns.contains(column)) {
                throw new ModelLoadException(by + " needs the column '" + column
                        + "', which is not among those of the ensemble: " + columns);
            }
        }
    }
}
