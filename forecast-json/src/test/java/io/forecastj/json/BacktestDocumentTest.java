package io.forecastj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScore;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.Score;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Results of backtests as documents: every score as it was computed, and the reason of each null. */
class BacktestDocumentTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A result with hostile names; with a season, values and classes by its seed. */
    private static BacktestResult result(long seed) {
        Samples samples = Samples.withShortNames(seed);
        Random random = new Random(seed);
        List<String> names = samples.names(4);
        double[] values = random.doubles(60, -1, 2).map(Math::rint).toArray();
        TimeSeries series =
                TimeSeries.of(names.get(0), Instant.parse("2026-01-01T00:00:00Z"), Sampling.hourly(), values)
                        .toBuilder()
                        .id(names.get(1))
                        .build();
        Backtest backtest = Backtest.on(series)
                .windows(WalkForward.expanding(30).step(3))
                .seasonLength(seed % 2 == 0 ? 1 : 4)
                .compare(Baselines.drift(names.get(0), 2));
        if (seed % 3 != 0) {
            backtest.compare(new CoinForecaster(names.get(2), names.get(0), List.of("DOWN", names.get(3))))
                    .labels((rows, origin, step) -> rows.value(origin + step, 0) > rows.value(origin, 0) ? 1 : 0);
        }
        return backtest.run();
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void whatIsReadIsWrittenTheSame(Jackson jackson) throws Exception {
        for (long seed = 0; seed < 12; seed++) {
            BacktestResult result = result(seed);
            String json = jackson.write(result);
            assertThat(SchemaTest.errors(DocumentSchema.BACKTEST, MAPPER.readTree(json)))
                    .as("seed %d", seed)
                    .isEmpty();
            BacktestDocument document = jackson.read(json, BacktestDocument.class);
            assertThat(jackson.write(document)).as("seed %d", seed).isEqualTo(json);
            assertThat(jackson.read(jackson.write(document), BacktestDocument.class))
                    .isEqualTo(document)
                    .hasSameHashCodeAs(document);
            StringBuilder withRows = new StringBuilder();
            result.writeJson(withRows);
            assertThat(jackson.read(withRows.toString(), BacktestDocument.class))
                    .as("seed %d", seed)
                    .isEqualTo(document);
            assertThat(SchemaTest.errors(DocumentSchema.BACKTEST, MAPPER.readTree(withRows.toString())))
                    .isEmpty();
        }
    }

    @Test
    void everyScoreIsTheOneOfTheResultInEveryBit() throws Exception {
        for (long seed = 0; seed < 12; seed++) {
            BacktestResult result = result(seed);
            BacktestDocument document = Jackson.THREE.read(Jackson.TWO.write(result), BacktestDocument.class);
            assertThat(document.hash()).isEqualTo(result.hash());
            assertThat(document.verdicts()).hasSameSizeAs(result.verdicts());
            for (int i = 0; i < document.verdicts().size(); i++) {
                assertThat(document.verdicts().get(i).skill())
                        .isEqualTo(result.verdicts().get(i).skill());
                assertThat(document.verdicts().get(i).pValue())
                        .isEqualTo(result.verdicts().get(i).pValue());
                assertThat(document.verdicts().get(i))
                        .hasToString(result.verdicts().get(i).toString());
            }
            for (int i = 0; i < document.scores().size(); i++) {
                DocumentScores read = document.scores().get(i);
                ModelScores model = result.scores().get(i);
                assertScores(Score.class, model.overall(), without(read.scores(), "crps"));
                assertThat(read.scores().get("crps")).isEqualTo(model.crps());
                for (Map.Entry<Integer, Score> step : model.byStep().entrySet()) {
                    Map<String, Double> scores = read.byStep().get(step.getKey());
                    assertScores(Score.class, step.getValue(), without(scores, "pairs"));
                    assertThat(scores.get("pairs")).isEqualTo(step.getValue().pairs());
                }
                assertThat(read.intervals().size() > 0)
                        .isEqualTo(!model.levels().isEmpty());
                for (int k = 0; k < read.intervals().size(); k++) {
                    assertThat(read.intervals().get(k).get("winkler"))
                            .isEqualTo(model.quantiles().intervals().get(k).winkler());
                }
            }
            assertThat(document.classScores()).hasSize(seed % 3 == 0 ? 0 : 2);
            for (int i = 0; i < document.classScores().size(); i++) {
                assertScores(
                        ClassScore.class,
                        result.classScores().get(i).overall(),
                        document.classScores().get(i).scores());
            }
        }
    }

    private static Map<String, Double> without(Map<String, Double> scores, String name) {
        Map<String, Double> fewer = new LinkedHashMap<>(scores);
        assertThat(fewer.remove(name)).isNotNull();
        return fewer;
    }

    private static <S> void assertScores(Class<S> type, S expected, Map<String, Double> found) throws Exception {
        assertThat(found).isNotEmpty();
        for (Map.Entry<String, Double> score : found.entrySet()) {
            assertThat(score.getValue())
                    .as(score.getKey())
                    .isEqualTo(type.getMethod(score.getKey()).invoke(expected));
        }
    }

    @Test
    void theNotesSayWhyAScoreIsNull() {
        BacktestDocument document = Jackson.TWO.read(Jackson.TWO.write(result(0)), BacktestDocument.class);
        assertThat(document.nulls())
                .containsEntry("/scores/0/seasonalSkill", "NaN: there is no season")
                .containsEntry("/scores/0/mape", "NaN: it is undefined for these pairs");
        assertThat(document.scores().get(0).scores().get("mape")).isNaN();
    }

    @Test
    void aDamagedResultIsRefusedBySchemaAndReader() {
        String json = Jackson.THREE.write(result(1));
        List<SchemaTest.Damage> damages = SchemaTest.damages(MAPPER.readTree(json));
        assertThat(damages).hasSizeGreaterThan(100);
        for (SchemaTest.Damage damage : damages) {
            assertThat(SchemaTest.errors(DocumentSchema.BACKTEST, MAPPER.readTree(damage.json())))
                    .as("%s", damage)
                    .isNotEmpty();
            assertThatThrownBy(() -> Jackson.THREE.read(damage.json(), BacktestDocument.class))
                    .as("%s", damage)
                    .isNotNull();
        }
    }
}
