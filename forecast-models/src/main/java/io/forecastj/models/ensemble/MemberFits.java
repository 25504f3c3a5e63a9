package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** Fits of an ensemble's members to the same rows, side by side, without forecasts of training rows. */
final class MemberFits {
    private MemberFits() {}

    /** Fits the members to all rows and combines them; closes them if that fails. */
    static Predictor fit(
            List<Forecaster> members,
            List<TimeSeries> series,
            FitListener listener,
            BiFunction<List<Predictor>, List<TimeSeries>, Predictor> combine) {
        List<FitTasks.Task<Predictor>> tasks = members.stream()
                .<FitTasks.Task<Predictor>>map(member -> its -> member.fit(series, its))
                .toList();
        return combine(FitTasks.run(tasks, listener), series, combine);
    }

    /** Prepares the members once for the fits of an ensemble to parts of the series. */
    static Forecaster.Trainer prepare(
            List<Forecaster> members,
            List<TimeSeries> series,
            BiFunction<List<Predictor>, List<TimeSeries>, Predictor> combine) {
        List<Forecaster.Trainer> trainers =
                members.stream().map(member -> member.prepare(series)).toList();
        return (from, to, listener) -> combine(
                FitTasks.run(tasks(trainers, from, to), listener), Forecaster.Trainer.cut(series, from, to), combine);
    }

    private static List<FitTasks.Task<Predictor>> tasks(List<Forecaster.Trainer> trainers, Instant from, Instant to) {
        return trainers.stream()
                .<FitTasks.Task<Predictor>>map(trainer -> its -> trainer.fit(from, to, its))
                .toList();
    }

    private static Predictor combine(
            List<Predictor> fitted,
            List<TimeSeries> series,
            BiFunction<List<Predictor>, List<TimeSeries>, Predictor> combine) {
        try {
            return combine.apply(fitted, series);
        } catch (RuntimeException | Error e) {
            fitted.forEach(Predictor::close);
            throw e;
        }
    }
}
