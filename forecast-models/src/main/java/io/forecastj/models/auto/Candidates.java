package io.forecastj.models.auto;

import io.forecastj.Baselines;
import java.util.ArrayList;
import java.util.List;

/** Lists the candidates that suit some series. Stateless and thread-safe. */
final class Candidates {
    private Candidates() {}

    /** Returns the candidates, the fastest ones first. */
    static List<Candidate> of(AutoForecaster settings, SeriesProfile profile) {
        List<Candidate> all = new ArrayList<>();
        int season = profile.season();
        String column = settings.column();
        int horizon = settings.horizon();
        if (season > 1) {
            all.add(new Candidate(Baselines.seasonalNaive(column, horizon, season), 0));
        } else {
            all.add(new Candidate(Baselines.naive(column, horizon), 0));
        }
        settings.own().forEach(own -> all.add(new Candidate(own, 1)));
        return all;
    }
}
