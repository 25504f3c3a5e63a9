package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.data.GapPolicy;
import io.forecastj.kafka.ForecastStreams;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import io.forecastj.signal.Signal;
import io.forecastj.signal.SignalRule;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.LateRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamForecasting;
import io.forecastj.streams.StreamInput;
import io.forecastj.streams.StreamRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * Hourly bars by a topic of Kafka, forecasts and signals out: three made markets, of which bars come late, twice and
 * not at all, and one record is no bar. In the middle the model changes. The earlier forecasts are scored as their bars
 * come.
 *
 * <p>Runs in this process, on the driver that Kafka Streams has for tests. {@link #topology} is that of an application;
 * docs/streams.md has how to run it on a broker.
 */
public final class StreamedBars {
    private static final List<String> SYMBOLS = List.of("ALFA", "BRAVO", "CHARLIE");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TRAINED = 1_000;
    private static final int LIVE = 300;
    private static final int SWITCH = 150;

    private final StoredModel model;

    StreamedBars(Path directory) {
        this.model = ModelStore.open(directory).model("bars");
    }

    /** A market whose price swings around a wandering level. */
    private static TimeSeries market(String symbol) {
        Random random = new Random(symbol.hashCode());
        TimeSeries.Builder market = Ohlcv.builder().id(symbol).sampling(Sampling.fixed(HOUR));
        double level = 100;
        double swing = 0;
        double close = level;
        for (int row = 0; row < TRAINED + LIVE; row++) {
            level *= Math.exp(0.001 * random.nextGaussian());
            swing = 0.9 * swing + 0.003 * random.nextGaussian();
            double open = close;
            close = level * Math.exp(swing);
            double wick = 0.001 * Math.abs(random.nextGaussian()) * close;
            market.add(
                    START.plus(HOUR.multipliedBy(row)),
                    open,
                    Math.max(open, close) + wick,
                    Math.min(open, close) - wick,
                    close,
                    1_000 + 100 * random.nextGaussian());
        }
        return market.build();
    }

    /** Publishes two versions, of which the first is in production. */
    private void publish(List<TimeSeries> markets) {
        List<TimeSeries> known =
                markets.stream().map(market -> market.head(TRAINED)).toList();
        for (int lookback : new int[] {6, 24}) {
            Forecaster forecaster = Conformal.adaptive(
                    Linear.forecaster()
                            .column(Ohlcv.CLOSE)
                            .lookback(lookback)
                            .horizon(3)
                            .build(),
                    0.8);
            try (Predictor predictor = forecaster.fit(known)) {
                model.publish(predictor);
            }
        }
        model.promote("production", 1, "the first one");
    }

    private Topology topology() {
        SignalRule rule =
                SignalRule.builder().costPerTrade(0.0002).minConfidence(0.5).build();
        StreamForecasting forecasting = StreamForecasting.of(model, "production")
                .sampling(Sampling.fixed(HOUR))
                .gaps(GapPolicy.carry(3))
                .late(LateRows.INSERT)
                .keptRows(48)
                .signals(Ohlcv.CLOSE, rule)
                .build();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("bars", Consumed.with(Serdes.String(), ForecastStreams.inputSerde()))
                .process(ForecastStreams.of(forecasting, Stores.inMemoryKeyValueStore("forecasts")))
                .to("forecasts", Produced.with(Serdes.String(), ForecastStreams.forecastSerde()));
        return builder.build();
    }

    /** Sends the bars that come after the training and returns the answers. */
    List<StreamForecast> live() {
        List<TimeSeries> markets = SYMBOLS.stream().map(StreamedBars::market).toList();
        publish(markets);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "streamed-bars");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings)) {
            TestInputTopic<String, StreamInput> bars = driver.createInputTopic(
                    "bars",
                    Serdes.String().serializer(),
                    ForecastStreams.inputSerde().serializer());
            TestInputTopic<String, byte[]> bytes = driver.createInputTopic(
                    "bars", Serdes.String().serializer(), Serdes.ByteArray().serializer());
            for (int row = TRAINED; row < TRAINED + LIVE; row++) {
                for (TimeSeries market : markets) {
                    send(market, row, bars, bytes);
                }
                if (row == TRAINED + SWITCH) {
                    bars.pipeInput(ModelSwitch.to(2));
                }
            }
            return driver.createOutputTopic(
                            "forecasts",
                            Serdes.String().deserializer(),
                            ForecastStreams.forecastSerde().deserializer())
                    .readValuesToList();
        }
    }

    private static void send(
            TimeSeries market,
            int row,
            TestInputTopic<String, StreamInput> bars,
            TestInputTopic<String, byte[]> bytes) {
        switch (market.id() + " " + (row - TRAINED)) {
            case "ALFA 100" -> {} // comes late
            case "ALFA 102" -> {
                bars.pipeInput("ALFA", bar(market, row));
                bars.pipeInput("ALFA", bar(market, row - 2));
            }
            case "BRAVO 100" -> {
                bars.pipeInput("BRAVO", bar(market, row));
                bars.pipeInput("BRAVO", bar(market, row));
            }
            case "CHARLIE 100" -> bytes.pipeInput("CHARLIE", "no bar".getBytes(StandardCharsets.UTF_8));
            default -> bars.pipeInput(market.id(), bar(market, row));
        }
    }

    private static StreamRow bar(TimeSeries market, int row) {
        double[] values = new double[Ohlcv.COLUMNS.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = market.value(row, c);
        }
        return StreamRow.of(market.time(row), Ohlcv.COLUMNS, values);
    }

    private static void print(List<StreamForecast> answers) {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        Map<Signal.Action, Integer> signals = new TreeMap<>();
        List<ForecastRow> scores = new ArrayList<>();
        for (StreamForecast answer : answers) {
            outcomes.merge(answer.outcome(), 1, Integer::sum);
            answer.signal().ifPresent(signal -> signals.merge(signal.action(), 1, Integer::sum));
            scores.addAll(answer.scores());
            if (answer.outcome() != Outcome.FORECAST && answer.outcome() != Outcome.WARMING_UP) {
                System.out.println(answer.outcome()
                        + answer.time().map(time -> " at " + time).orElse("")
                        + (answer.reason().isEmpty() ? "" : ": " + answer.reason()));
            }
        }
        System.out.println();
        System.out.println("Answers: " + outcomes);
        System.out.println("Signals: " + signals);
        System.out.println();
        List<TimeSeries> markets = SYMBOLS.stream().map(StreamedBars::market).toList();
        scores.stream()
                .collect(Collectors.groupingBy(ForecastRow::model, TreeMap::new, Collectors.toList()))
                .forEach((version, rows) ->
                        System.out.println(Backtest.score(rows, markets).summary()));
    }

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the model store cannot be written
     */
    public static void main(String[] args) throws IOException {
        print(new StreamedBars(Files.createTempDirectory("bars")).live());
    }
}
