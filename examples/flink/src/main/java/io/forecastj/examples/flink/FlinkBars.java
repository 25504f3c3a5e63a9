package io.forecastj.examples.flink;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.data.GapPolicy;
import io.forecastj.flink.ForecastFlink;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Hourly prices by a stream of Flink, forecasts out, on a cluster in this process: three made markets, whose prices
 * come out of order, and one of them twice. In the middle the model changes. The earlier forecasts are scored as their
 * prices come.
 */
public final class FlinkBars {
    private static final List<String> COLUMNS = List.of("close");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BOUND = HOUR.multipliedBy(3);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TRAINED = 1_000;
    private static final int LIVE = 300;
    private static final int SWITCH = 150;

    private final Path directory;
    private final List<TimeSeries> markets =
            Stream.of("ALFA", "BRAVO", "CHARLIE").map(FlinkBars::market).toList();

    FlinkBars(Path directory) {
        this.directory = directory;
    }

    /** A market whose price swings around a wandering level. */
    private static TimeSeries market(String symbol) {
        Random random = new Random(symbol.hashCode());
        TimeSeries.Builder market = TimeSeries.builder(COLUMNS).id(symbol).sampling(Sampling.fixed(HOUR));
        double level = 100;
        double swing = 0;
        for (int row = 0; row < TRAINED + LIVE; row++) {
            level *= Math.exp(0.001 * random.nextGaussian());
            swing = 0.9 * swing + 0.003 * random.nextGaussian();
            market.add(START.plus(HOUR.multipliedBy(row)), level * Math.exp(swing));
        }
        return market.build();
    }

    /** Publishes two versions, of which the first is in production. */
    private void publish() {
        StoredModel model = ModelStore.open(directory).model("bars");
        List<TimeSeries> known =
                markets.stream().map(market -> market.head(TRAINED)).toList();
        for (int lookback : new int[] {6, 24}) {
            try (Predictor predictor = Conformal.adaptive(
                            Linear.forecaster()
                                    .column("close")
                                    .lookback(lookback)
                                    .horizon(3)
                                    .build(),
                            0.8)
                    .fit(known)) {
                model.publish(predictor);
            }
        }
        model.promote("production", 1, "the first one");
    }

    /** The prices after the training in the order in which they come: each hour's behind the next one's. */
    private List<Tuple2<String, StreamInput>> rows() {
        List<Tuple2<String, StreamInput>> rows = new ArrayList<>();
        for (int hour = 0; hour < LIVE; hour++) {
            int row = TRAINED + (hour ^ 1);
            for (TimeSeries market : markets) {
                rows.add(ForecastFlink.record(
                        market.id(), StreamRow.of(market.time(row), COLUMNS, market.value(row, 0))));
            }
        }
        rows.add(100, rows.get(99)); // twice
        return rows;
    }

    /** Sends the prices that come after the training and returns the answers. */
    List<StreamForecast> live() throws Exception {
        publish();
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2);
        DataStream<Tuple2<String, StreamInput>> rows = environment
                .fromData(rows(), ForecastFlink.records())
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Tuple2<String, StreamInput>>forBoundedOutOfOrderness(BOUND)
                                .withTimestampAssigner((row, unused) ->
                                        ((StreamRow) row.f1).time().toEpochMilli()));
        long change = markets.get(0).timestamp(TRAINED + SWITCH);
        DataStream<StreamInput> switches = environment
                .fromData(List.<StreamInput>of(ModelSwitch.to(2)), ForecastFlink.inputs())
                .assignTimestampsAndWatermarks(WatermarkStrategy.<StreamInput>forMonotonousTimestamps()
                        .withTimestampAssigner((input, unused) -> change));
        String store = directory.toString();
        ForecastFlink forecasting = ForecastFlink.of(
                        () -> ModelStore.open(Path.of(store)).model("bars"), "production")
                .settings(settings -> settings.sampling(Sampling.fixed(HOUR))
                        .gaps(GapPolicy.carry(3))
                        .keptRows(48))
                .build();
        return forecasting.answer(rows, switches).executeAndCollect(2 * 3 * LIVE).stream()
                .map(answer -> answer.f1)
                .toList();
    }

    private void print(List<StreamForecast> answers) {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        answers.forEach(answer -> outcomes.merge(answer.outcome(), 1, Integer::sum));
        System.out.println("Answers: " + outcomes);
        System.out.println();
        answers.stream()
                .flatMap(answer -> answer.scores().stream())
                .collect(Collectors.groupingBy(ForecastRow::model, TreeMap::new, Collectors.toList()))
                .forEach((version, rows) ->
                        System.out.println(Backtest.score(rows, markets).summary()));
    }

    /**
     * Runs the example.
     *
     * @param args none
     * @throws Exception if the model store cannot be written, or the job fails
     */
    public static void main(String[] args) throws Exception {
        FlinkBars bars = new FlinkBars(Files.createTempDirectory("bars"));
        bars.print(bars.live());
    }
}
