package io.forecastj.lifecycle.retraining;

import java.util.OptionalLong;

/** Rule of new rows. */
record NewRowsRule(long least) implements RetrainRule {
    NewRowsRule {
        PolicyChecks.atLeastOne("number of new rows", least);
    }

    @Override
    public Finding look(RetrainState state) {
        OptionalLong rows = state.newRows();
        if (rows.isEmpty()) {
            return new Finding(false, "the number of new rows is not known");
        }
        boolean met = rows.getAsLong() >= least;
        return new Finding(
                met, RuleText.count(rows.getAsLong(), "new row") + (met ? ", at least " : ", less than ") + least);
    }
}
