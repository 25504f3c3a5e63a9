package io.forecastj.backtest;

import io.forecastj.NullNotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a result as JSON: its document, and the long table as it is made. */
final class ResultJson {
    private final JsonWriter json;

    private ResultJson(Appendable out) {
        this.json = new JsonWriter(out);
    }

    static void write(BacktestResult result, Appendable out) throws IOException {
        new ResultJson(out).document(result);
    }

    private void document(BacktestResult result) throws IOException {
        json.open('{');
        for (Map.Entry<String, @Nullable Object> part : result.toMap().entrySet()) {
            json.name(part.getKey());
            if (part.getValue() instanceof List<?> list) {
                json.open('[');
                for (Object element : list) {
                    json.line();
                    plain(element);
                }
                json.close(']');
            } else {
                plain(part.getValue());
            }
        }
        json.name("rows").open('[');
        try {
            result.rows().forEach(this::row);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.close(']').close('}');
    }

    private void plain(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.open('{');
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.name(String.valueOf(field.getKey()));
                plain(field.getValue());
            }
            json.close('}');
        } else if (value instanceof List<?> list) {
            json.open('[');
            for (Object element : list) {
                plain(element);
            }
            json.close(']');
        } else if (value instanceof Double number) {
            json.value((double) number);
        } else if (value instanceof Number number) {
            json.value(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.value((boolean) flag);
        } else if (value == null) {
            json.value(Double.NaN);
        } else {
            json.value(value.toString());
        }
    }

    private void row(ForecastRow row) {
        NullNotes nulls = new NullNotes();
        try {
            json.line().open('{').name("id").value(row.id());
            json.name("model").value(row.model());
            json.name("target").value(row.target());
            json.name("origin").value(row.origin().toString());
            json.name("step").value(row.step());
            json.name("time").value(row.time().toString());
            json.name("actual");
            plain(nulls.number(row.actual(), "there is no actual value", "actual"));
            json.name("forecast");
            plain(nulls.number(
                    row.forecast(),
                    row.probabilities().isEmpty() ? "there is no finite forecast" : "classes are forecast",
                    "forecast"));
            if (!row.quantiles().isEmpty()) {
                json.name("quantiles").open('{');
                for (Map.Entry<Double, Double> one : row.quantiles().entrySet()) {
                    String level = QuantilePlanes.text(one.getKey());
                    json.name(level);
                    plain(nulls.number(one.getValue(), "there is no finite quantile", "quantiles", level));
                }
                json.close('}');
            }
            if (!row.probabilities().isEmpty()) {
                json.name("probabilities").open('{');
                for (Map.Entry<String, Double> one : row.probabilities().entrySet()) {
                    json.name(one.getKey());
                    plain(nulls.number(one.getValue(), "there is no finite forecast", "probabilities", one.getKey()));
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
            if (!nulls.toMap().isEmpty()) {
                json.name("nulls");
                plain(nulls.toMap());
            }
            json.close('}');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
