package io.forecastj.models.ensemble;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.ModelReader;
import io.forecastj.models.ModelWriter;
import java.util.ArrayList;
import java.util.List;

/** The members of a saved ensemble, each in a directory of its own. */
final class SavedMembers {
    private static final int MOST = 1000;

    private SavedMembers() {}

    static void write(List<Predictor> members, ModelWriter out) {
        for (int k = 0; k < members.size(); k++) {
            out.predictor("member-" + (k + 1), members.get(k));
        }
    }

    /** Loads so many members; if one does not fit the ensemble, all are closed. */
    static List<Predictor> read(PredictorInfo info, int count, String where, ModelReader in) {
        if (count < 2 || count > MOST) {
            throw new ModelLoadException(where + ": 'members' should be 2 to " + MOST + ", found " + count);
        }
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
            }
            return members;
        } catch (RuntimeException e) {
            members.forEach(Predictor::close);
            throw e;
        }
    }
}
