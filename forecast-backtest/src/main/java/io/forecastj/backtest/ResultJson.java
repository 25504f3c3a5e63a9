package io.forecastj.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a result as JSON: verdicts, scores and the long table. */
final class ResultJson {
    private final BacktestResult result;
    private final JsonWriter json;

    ResultJson(BacktestResult result, Appendable out) {
        this.result = result;
        this.json = new JsonWriter(out);
    }

    void write(String windows) throws IOException {
        json.open('{').name("windows").value(windows);
        json.name("season").value(result.seasonLength());
        json.name("hash").value(result.hash());
        json.name("verdicts").open('[');
        for (Verdict verdict : result.verdicts()) {
            verdict(verdict);
        }
        json.close(']').name("scores").open('[');
        for (ModelScores model : result.scores()) {
            scores(model);
        }
        json.close(']').name("classScores").open('[');
        for (ClassScores model : result.classScores()) {
            scores(model);
        }
        json.close(']').name("rows").open('[');
        try {
            result.rows().forEach(this::row);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.close(']').close('}');
    }

    private void verdict(Verdict verdict) throws IOException {
        json.line().open('{').name("model").value(verdict.model());
        json.name("target").value(verdict.target());
        json.name("naive").value(verdict.naive());
        json.name("outcome").value(verdict.outcome().name());
        number("skill", verdict.skill());
        number("pValue", verdict.pValue());
        json.name("origins").value(verdict.origins());
        json.name("text").value(verdict.toString()).close('}');
    }

    private void scores(ModelScores model) throws IOException {
        Score score = model.overall();
        json.line().open('{').name("model").value(model.model());
        json.name("target").value(model.target());
        json.name("reference").value(model.reference());
        json.name("pairs").value(score.pairs());
        number("mae", score.mae());
        number("rmse", score.rmse());
        number("mape", score.mape());
        number("smape", score.smape());
        number("mase", score.mase());
        number("rmsse", score.rmsse());
        number("r2", score.r2());
        number("directionalAccuracy", score.directionalAccuracy());
        number("bias", score.bias());
        number("skill", score.skill());
        number("maeSkill", score.maeSkill());
        number("seasonalSkill", score.seasonalSkill());
        number("seasonalMaeSkill", score.seasonalMaeSkill());
        number("crps", model.crps());
        json.name("intervals").open('[');
        if (!model.levels().isEmpty()) {
            for (IntervalScore interval : model.quantiles().intervals()) {
                json.open('{');
                number("level", interval.level());
                number("coverage", interval.coverage());
                number("width", interval.width());
                number("winkler", interval.winkler());
                json.close('}');
            }
        }
        json.close(']').close('}');
    }

    private void scores(ClassScores model) throws IOException {
        ClassScore score = model.overall();
        json.line().open('{').name("model").value(model.model());
        json.name("target").value(model.target());
        json.name("reference").value(model.reference());
        json.name("pairs").value(score.pairs());
        number("skill", score.skill());
        number("logLoss", score.logLoss());
        number("brier", score.brier());
        number("brierSkill", score.brierSkill());
        number("accuracy", score.accuracy());
        number("balancedAccuracy", score.balancedAccuracy());
        number("auc", score.auc());
        number("calibrationError", score.calibrationError());
        json.name("confusion").open('{');
        for (String actual : score.classes()) {
            json.name(actual).open('{');
            for (String predicted : score.classes()) {
                json.name(predicted).value(score.count(actual, predicted));
            }
            json.close('}');
        }
        json.close('}').close('}');
    }

    private void row(ForecastRow row) {
        try {
            json.line().open('{').name("id").value(row.id());
            json.name("model").value(row.model());
            json.name("target").value(row.target());
            json.name("origin").value(row.origin().toString());
            json.name("step").value(row.step());
            json.name("time").value(row.time().toString());
            number("actual", row.actual());
            number("forecast", row.forecast());
            if (!row.quantiles().isEmpty()) {
                json.name("quantiles").open('{');
                for (Map.Entry<Double, Double> one : row.quantiles().entrySet()) {
                    number(QuantilePlanes.text(one.getKey()), one.getValue());
                }
                json.close('}');
            }
            if (!row.probabilities().isEmpty()) {
                json.name("probabilities").open('{');
                for (Map.Entry<String, Double> one : row.probabilities().entrySet()) {
                    number(one.getKey(), one.getValue());
                }
                json.close('}');
            }
            if (row.samples().length > 0) {
                json.name("samples").open('[');
                for (double sample : row.samples()) {
                    json.value(sample);
                }
                json.close(']');
            }
            json.close('}');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void number(String name, double value) throws IOException {
        json.name(name).value(value);
    }
}
