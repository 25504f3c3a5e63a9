package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import io.forecastj.market.TrueBars.Bar;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YahooTest {
    private static final String ZONE = "America/New_York";

    /** A Wednesday in winter, when the session is from 14:30 to 21:00. */
    private static final Instant OPEN = Instant.parse("2024-02-14T14:30:00Z");

    private static final Instant CLOSE = Instant.parse("2024-02-14T21:00:00Z");
    private static final Instant FROM = Instant.parse("2024-02-01T00:00:00Z");

    private static Bar bar(Instant time) {
        return new Bar(time.toEpochMilli(), 10, 12, 9, 11, 500);
    }

    private static Bar bar(String time) {
        return bar(Instant.parse(time));
    }

    /** The answer with bars whose last trade and current session are given. */
    private static String answer(String granularity, Instant marketTime, List<Bar> bars) {
        return new TrueBars(BarInterval.ONE_DAY, bars)
                .yahoo(granularity, ZONE, marketTime.toEpochMilli(), OPEN.toEpochMilli(), CLOSE.toEpochMilli(), "");
    }

    private static TimeSeries download(BarInterval interval, Instant now, String body) {
        try (LoopbackProvider server = new LoopbackProvider(request -> Reply.json(body))) {
            Instant from = interval == BarInterval.ONE_MINUTE ? now.minusSeconds(86_400) : FROM;
            return source(server, now).bars("AAPL", interval, from, now.plusSeconds(86_400));
        }
    }

    private static MarketSource source(LoopbackProvider server, Instant now) {
        return MarketSources.yahoo(MarketSettings.defaults()
                .baseAddress(server.address())
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .timing(new GivenTiming())
                .attempts(1));
    }

    private static List<Instant> days(Instant marketTime, Instant now, Bar... bars) {
        return download(BarInterval.ONE_DAY, now, answer("1d", marketTime, List.of(bars)))
                .times();
    }

    @Test
    void theLiveQuoteOfAnOpenSessionIsLeftOut() {
        Instant now = Instant.parse("2024-02-14T18:00:00Z");
        assertThat(days(
                        now.minusSeconds(2),
                        now,
                        bar("2024-02-12T14:30:00Z"),
                        bar("2024-02-13T14:30:00Z"),
                        bar(now.minusSeconds(2))))
                .containsExactly(Instant.parse("2024-02-12T14:30:00Z"), Instant.parse("2024-02-13T14:30:00Z"));
    }

    @Test
    void theDayOfASessionThatHasEndedStartsWithTheSession() {
        Instant last = CLOSE.plusSeconds(1);
        assertThat(days(last, last.plusSeconds(60), bar("2024-02-13T14:30:00Z"), bar(last)))
                .containsExactly(Instant.parse("2024-02-13T14:30:00Z"), OPEN);
        assertThat(days(last, last.plusSeconds(60), bar("2024-02-13T14:30:00Z"), bar(OPEN)))
                .containsExactly(Instant.parse("2024-02-13T14:30:00Z"), OPEN);
        assertThat(days(last, CLOSE.minusSeconds(1), bar("2024-02-13T14:30:00Z"), bar(OPEN)))
                .as("before the close")
                .containsExactly(Instant.parse("2024-02-13T14:30:00Z"));
    }

    @Test
    void aDayBesideItsLiveQuoteIsLeftOutUntilTheNextDay() {
        Instant last = CLOSE.plusSeconds(1);
        Bar[] bars = {bar("2024-02-13T14:30:00Z"), bar(OPEN), bar(last)};
        assertThat(days(last, last.plusSeconds(60), bars)).containsExactly(Instant.parse("2024-02-13T14:30:00Z"));
        assertThat(days(last, OPEN.plusSeconds(86_400), bars)).hasSize(2);
    }

    @Test
    void aLiveQuoteOfAnEarlierSessionIsLeftOut() {
        Instant tuesday = Instant.parse("2024-02-13T21:00:01Z");
        assertThat(days(tuesday, OPEN.minusSeconds(3_600), bar("2024-02-12T14:30:00Z"), bar(tuesday)))
                .containsExactly(Instant.parse("2024-02-12T14:30:00Z"));
        assertThat(days(tuesday, CLOSE.plusSeconds(60), bar("2024-02-12T14:30:00Z"), bar(tuesday)))
                .as("after a session without a trade")
                .containsExactly(Instant.parse("2024-02-12T14:30:00Z"));
    }

    @Test
    void twoBarsOfOneDayAreRefused() {
        assertThatThrownBy(() -> days(CLOSE, CLOSE, bar("2024-02-12T14:30:00Z"), bar("2024-02-12T15:30:00Z")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("expected one bar of ONE_DAY for each, found two")
                .hasMessageContaining("2024-02-12T15:30:00Z");
    }

    @Test
    void daysAreCountedInTheZoneOfTheExchange() {
        List<Bar> bars = new ArrayList<>();
        for (String day :
                List.of("03-04", "03-05", "03-06", "03-07", "03-08", "03-11", "03-12", "03-13", "03-14", "03-15")) {
            bars.add(bar("2024-" + day + (day.compareTo("03-10") < 0 ? "T14:30:00Z" : "T13:30:00Z")));
        }
        TimeSeries found =
                download(BarInterval.ONE_DAY, Instant.parse("2024-04-01T00:00:00Z"), answer("1d", CLOSE, bars));
        assertThat(found.length()).isEqualTo(10);
        assertThat(found.declaredSampling()).isNull();
        assertThat(found.zone()).isEqualTo(ZoneId.of(ZONE));
        assertThat(found.gaps()).as("weekends and the change of clocks").isEmpty();
    }

    @Test
    void timesWithoutAnyPriceHaveNoBarAndOtherNullsAreMissingValues() {
        double none = Double.NaN;
        List<Bar> bars = List.of(
                bar("2024-02-08T14:30:00Z"),
                new Bar(Instant.parse("2024-02-09T14:30:00Z").toEpochMilli(), none, none, none, none, none),
                new Bar(Instant.parse("2024-02-12T14:30:00Z").toEpochMilli(), 10, none, none, 11, none));
        TimeSeries found = download(BarInterval.ONE_DAY, CLOSE, answer("1d", CLOSE, bars));
        assertThat(found.toArray()).isEqualTo(new double[][] {{10, 12, 9, 11, 500}, {10, none, none, 11, none}});
    }

    @Test
    void minutesEndByTheClockAndByTheLastTradeThatIsKnown() {
        List<Bar> bars = List.of(
                bar("2024-02-14T15:00:00Z"),
                bar("2024-02-14T15:01:00Z"),
                bar("2024-02-14T15:02:00Z"),
                bar("2024-02-14T15:02:30Z"));
        Instant delayed = Instant.parse("2024-02-14T15:02:30Z");
        assertThat(download(BarInterval.ONE_MINUTE, delayed.plusSeconds(900), answer("1m", delayed, bars))
                        .length())
                .as("quotes that come a quarter of an hour late")
                .isEqualTo(2);
        assertThat(download(BarInterval.ONE_MINUTE, CLOSE.plusSeconds(3_601), answer("1m", delayed, bars))
                        .length())
                .as("an hour after the session")
                .isEqualTo(3);
        Instant after = CLOSE.plusSeconds(2);
        List<Bar> hours = List.of(bar("2024-02-14T19:30:00Z"), bar("2024-02-14T20:30:00Z"), bar(after));
        assertThat(download(BarInterval.ONE_HOUR, after, answer("1h", after, hours))
                        .length())
                .isEqualTo(1);
        assertThat(download(BarInterval.ONE_HOUR, after.plusSeconds(1_800), answer("60m", after, hours))
                        .length())
                .as("the half hour before the close")
                .isEqualTo(2);
    }

    @Test
    void minutesAreAskedForByTheWeek() {
        TrueBars truth = TrueBars.random(new Random(5), BarInterval.ONE_MINUTE, FROM, 20_000, 0.1);
        Instant now = FROM.plusSeconds(60 * 30_000);
        try (LoopbackProvider server = new LoopbackProvider(request ->
                Reply.json(truth.between(request.number("period1") * 1_000, request.number("period2") * 1_000)
                        .yahoo("1m", now.toEpochMilli())))) {
            TimeSeries found =
                    source(server, now).bars("BRK-B", BarInterval.ONE_MINUTE, FROM, FROM.plusSeconds(60 * 20_000));
            assertThat(found.timestamps()).isEqualTo(truth.series("", true).timestamps());
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).path()).isEqualTo("/v8/finance/chart/BRK-B");
            assertThat(server.requests().get(1).query())
                    .isEqualTo(Map.of(
                            "period1",
                            String.valueOf(FROM.getEpochSecond() + 7 * 86_400),
                            "period2",
                            String.valueOf(FROM.getEpochSecond() + 60 * 20_000),
                            "interval",
                            "1m",
                            "includePrePost",
                            "false"));
            assertThat(server.requests().get(1).headers().get("User-agent").get(0))
                    .startsWith("Mozilla/5.0");
        }
    }

    @Test
    void aRangeWithoutBarsIsASeriesWithoutRows() {
        String empty = "{\"chart\":{\"result\":[{\"meta\":{\"exchangeTimezoneName\":\"" + ZONE
                + "\",\"dataGranularity\":\"1d\"},\"indicators\":{\"quote\":[{}],\"adjclose\":[{}]}}],\"error\":null}}";
        assertThat(download(BarInterval.ONE_DAY, CLOSE, empty).length()).isZero();
    }

    @Test
    void errorsAndAnswersOfAnotherFormAreRefused() {
        String good = answer("1d", CLOSE, List.of(bar("2024-02-12T14:30:00Z"), bar("2024-02-13T14:30:00Z")));
        Map<String, String> answers = Map.of(
                "{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"No data found\"}}}",
                "yahoo answers with the error 'Not Found: No data found'",
                "{\"chart\":{\"result\":[],\"error\":null}}",
                "expected one result, found 0",
                "{}",
                "expected one result, found 0",
                good.replace(ZONE, "Mars/Base"),
                "expected the zone of the exchange, found 'Mars/Base'",
                good.replace("exchangeTimezoneName", "zone"),
                "expected meta with exchangeTimezoneName",
                good.replace("\"dataGranularity\":\"1d\"", "\"dataGranularity\":\"3mo\""),
                "expected bars of 1d, found bars of 3mo",
                good.replace("\"close\":[11.0,", "\"close\":["),
                "expected 2 values of close, one for each time, found 1",
                good.replace("\"close\":[11.0,", "\"close\":[\"x\","),
                "expected a finite number as close",
                good.replace("\"close\":[11.0,", "\"close\":[13.0,"),
                "high 12.0 < close 13.0",
                good.replace("\"timestamp\":[", "\"timestamp\":[null,"),
                "expected an integer as a time, found VALUE_NULL");
        answers.forEach((body, message) -> assertThatThrownBy(() -> download(BarInterval.ONE_DAY, CLOSE, body))
                .as(body)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining(message));
        assertThatThrownBy(() -> download(
                        BarInterval.FIVE_MINUTES,
                        CLOSE,
                        answer("5m", CLOSE, List.of(bar("2024-02-12T14:31:00Z"), bar("2024-02-12T14:35:00Z")))))
                .hasMessageContaining("bar 0 starts at 2024-02-12T14:31:00Z, which is no start of FIVE_MINUTES");
    }
}
