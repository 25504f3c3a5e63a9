package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network may take the calendar of the steps that it forecasts. */
class StepCalendarContractTest {
    private static final List<TimeSeries> HISTORIES =
            IntStream.range(0, 40).mapToObj(i -> series(i, 20)).toList();

    private static double[] row(TimeSeries series, int row) {
        double[] values = new double[series.columns().size()];
        Arrays.setAll(values, c -> series.value(row, c));
        return values;
    }

    /** The points are what is known of the step's two columns, weighted by 1 and by a weight. */
    private static byte[] known(float weight) {
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", OnnxModels.FLOAT, "b", 4L, 3L))
                .message(11, OnnxModels.value("known", OnnxModels.FLOAT, "b", 2L, 2L))
                .message(12, OnnxModels.value("y", OnnxModels.FLOAT, "b", 2L, 1L))
                .message(5, OnnxModels.tensor("w", OnnxModels.FLOAT, OnnxModels.floats(1, weight), 2, 1))
                .message(1, OnnxModels.node("MatMul", "y", "known", "w"));
        return OnnxModels.model(graph).toBytes();
    }

    @Test
    void theCalendarOfTheStepNeedsNoColumn(@TempDir Path folder) {
        ObjectNode contract = SmallModels.linear();
        SmallModels.inputs(contract)
                .add(SmallModels.json(
                        "{'tensor':'known','kind':'knownFuture','calendar':['dayOfWeek()','hourOfDay(\\'Asia/Kolkata\\')'],"
                                        .replace("\\'", "\\\"")
                                + "'scaling':{'kind':'affine','offset':[0,4],'scale':[1,2]}}"));
        TimeSeries history = HISTORIES.get(1);
        Predictor predictor = Onnx.load(known(10), options(contract).build());
        Predictors.save(predictor, folder.resolve("model"));
        Predictor loaded = Predictors.load(folder.resolve("model"));
        try (predictor;
                loaded;
                PredictionSession session = predictor.openSession(history.head(15))) {
            assertThat(predictor.info().columns()).noneMatch(column -> column.role() == ColumnRole.KNOWN_FUTURE);
            assertThat(predictor.info().parameters())
                    .containsEntry("step calendar", "dayOfWeek(), hourOfDay(\"Asia/Kolkata\")");
            assertThat(predictor.info().schemaHash()).isNotEqualTo(SmallModels.PIPELINE.schemaHash());
            for (int row = 15; row < history.length(); row++) {
                session.append(history.timestamp(row), row(history, row));
            }
            Forecast forecast = predictor.predict(history);
            for (int step = 1; step <= 2; step++) {
                ZonedDateTime utc = forecast.time(step).atZone(ZoneOffset.UTC);
                int hour = forecast.time(step).atZone(ZoneId.of("Asia/Kolkata")).getHour();
                assertThat(forecast.point(step))
                        .as("step %d at %s", step, utc)
                        .isCloseTo(
                                history.value(19, "y") + utc.getDayOfWeek().getValue() + 10 * (hour - 4) / 2.0,
                                within(1e-4));
            }
            assertThat(session.forecast()).isEqualTo(forecast);
            assertThat(predictor.predictAll(HISTORIES).get(1)).isEqualTo(forecast);
            assertThat(loaded.info()).isEqualTo(predictor.info());
            assertThat(loaded.predict(history)).isEqualTo(forecast);
        }
    }

    @Test
    void columnsComeBeforeTheCalendarOfTheStep() {
        ObjectNode contract = SmallModels.linear();
        SmallModels.inputs(contract)
                .add(SmallModels.json(
                        "{'tensor':'known','kind':'knownFuture','calendar':['dayOfWeek()'],'columns':['x']}"));
        TimeSeries history = HISTORIES.get(1);
        TimeSeries future = TimeSeries.builder("x")
                .add(history.time(19).plusSeconds(3600), 300)
                .add(history.time(19).plusSeconds(200_000), 500)
                .build();
        try (Predictor predictor = Onnx.load(known(10), options(contract).build())) {
            int day = history.time(19)
                    .plusSeconds(200_000)
                    .atZone(ZoneOffset.UTC)
                    .getDayOfWeek()
                    .getValue();
            assertThat(predictor.predict(history, future).point(2))
                    .isCloseTo(history.value(19, "y") + 500 + 10 * day, within(1e-4));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'calendar':['lag(hourOfDay(),1)','dayOfWeek()'] | depends on earlier rows",
                "'calendar':['hourOfDay()','x']                  | these need [x]",
                "'calendar':['noSuch()','hourOfDay()']           | no kind 'noSuch'",
                "'calendar':[]                                   | at least one name",
                "'calendar':['hourOfDay()','hourOfDay()']        | distinct",
                "'calendar':['hourOfDay()']                      | known",
                "'columns':[],'calendar':['hourOfDay()']         | at least one name",
                "'layout':'btf'                                  | columns"
            })
    void refusesACalendarThatIsNotOfTheTime(String keys, String part) {
        ObjectNode contract = SmallModels.linear();
        SmallModels.inputs(contract).add(SmallModels.json("{'tensor':'known','kind':'knownFuture'," + keys + "}"));
        assertThatThrownBy(() -> Onnx.load(known(10), options(contract).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(part);
    }

    /** The promises of a predictor hold. */
    @Nested
    class Promises extends PredictorContract {
        private static Predictor load(float weight) {
            ObjectNode contract = SmallModels.linear();
            SmallModels.inputs(contract)
                    .add(SmallModels.json(
                            "{'tensor':'known','kind':'knownFuture','columns':['x']," + "'calendar':['hourOfDay()']}"));
            return Onnx.load(known(weight), options(contract).build());
        }

        @Override
        protected Predictor fit() {
            return load(10);
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(load(11));
        }

        @Override
        protected TimeSeries series() {
            return SmallModels.series(3, 60);
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }
}
