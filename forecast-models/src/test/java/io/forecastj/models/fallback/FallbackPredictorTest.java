package io.forecastj.models.fallback;

import static io.forecastj.ForecastStatus.FALLBACK;
import static io.forecastj.ForecastStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ForecastStatus;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackPredictorTest {
    private static final TimeSeries SERIES = Scripted.series(5); // 1 to 5, sum 15

    private final Scripted a = new Scripted("a", 1);
    private final Scripted b = new Scripted("b", 2);
    private final Scripted c = new Scripted("c", 3);

    private FallbackPredictor abc() {
        return Predictors.withFallback(a, b, c);
    }

    private enum Health {
        WELL,
        THROWS,
        NAN
    }

    private static Scripted member(String name, double amount, Health health) {
        Scripted member = new Scripted(name, amount);
        member.nan = health == Health.NAN;
        if (health == Health.THROWS) {
            member.onForecast = Scripted.failing("out of order");
        }
        return member;
    }

    @Test
    void thePrimarysForecastIsGivenAsItIs() {
        Forecast forecast = abc().predict(SERIES);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
        assertThat(forecast.reasons()).isEmpty();
        assertThat(forecast.points()).containsExactly(16, 16);
        assertThat(forecast.quantile(2, 0.9)).isEqualTo(17);
        assertThat(forecast.info().name()).isEqualTo("a or b or c");
        assertThat(b.sessions + c.sessions)
                .as("members after it are not touched")
                .isZero();
    }

    @Test
    void whateverMembersFailTheFirstOneThatIsWellAnswersAndSaysSo() {
        for (Health first : Health.values()) {
            for (Health second : Health.values()) {
                for (Health third : Health.values()) {
                    List<Health> healths = List.of(first, second, third);
                    FallbackPredictor predictor = Predictors.withFallback(
                            member("a", 1, first), member("b", 2, second), member("c", 3, third));
                    int who = healths.indexOf(Health.WELL);
                    if (who < 0) {
                        assertNobody(predictor, healths);
                    } else {
                        assertAnswered(predictor, healths, who);
                    }
                }
            }
        }
    }

    private static void assertAnswered(FallbackPredictor predictor, List<Health> healths, int who) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < who; i++) {
            reasons.add("'" + "abc".charAt(i) + "' did not answer: "
                    + (healths.get(i) == Health.NAN ? "its forecast of 'y' is NaN at step 1" : "out of order"));
        }
        double[] into = new double[2];
        try (FallbackSession session = predictor.openSession(SERIES)) {
            Forecast forecast = session.forecast();
            assertThat(forecast).as(healths.toString()).isEqualTo(predictor.predict(SERIES));
            assertThat(forecast.status()).isEqualTo(who == 0 ? ForecastStatus.OK : ForecastStatus.FALLBACK);
            assertThat(forecast.points()).containsExactly(16 + who, 16 + who);
            assertThat(forecast.interval(1, 0.8).width())
                    .as("the quantiles of who answered")
                    .isEqualTo(2 * (1 + who));
            session.forecastInto(into);
            assertThat(into).isEqualTo(forecast.points());
            assertThat(session.answeredBy()).isEqualTo(who);
            assertThat(session.reasons()).isEqualTo(reasons);
            if (who > 0) {
                reasons.add("'" + "abc".charAt(who) + "' answered");
            }
            assertThat(forecast.reasons()).isEqualTo(reasons);
        }
    }

    private static void assertNobody(FallbackPredictor predictor, List<Health> healths) {
        assertThatThrownBy(() -> predictor.predict(SERIES))
                .as(healths.toString())
                .isInstanceOf(ForecastException.class)
                .hasMessageStartingWith("no member of 'a or b or c' answered: 'a' did not answer: ")
                .hasMessageContaining("; 'c' did not answer: ");
        try (FallbackSession session = predictor.openSession(SERIES)) {
            assertThatThrownBy(session::forecast).isInstanceOf(ForecastException.class);
            assertThatThrownBy(() -> session.forecastInto(new double[2])).isInstanceOf(ForecastException.class);
            assertThat(session.answeredBy()).isEqualTo(-1);
            assertThat(session.reasons()).hasSize(3);
        }
    }

    @Test
    void aDegradedForecastIsGivenUnlessSuchAreRefused() {
        a.degraded = "y was missing";
        Forecast given = abc().predict(SERIES);
        assertThat(given.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(given.reasons()).containsExactly("y was missing");
        FallbackPredictor strict =
                FallbackPredictor.builder(a, b).refuseDegraded().build();
        Forecast refused = strict.predict(SERIES);
        assertThat(refused.status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(refused.reasons())
                .containsExactly("'a' did not answer: its forecast is DEGRADED: y was missing", "'b' answered");
        double[] into = new double[2];
        try (FallbackSession session = strict.openSession(SERIES)) {
            session.forecastInto(into);
            assertThat(into).containsExactly(17, 17);
            assertThat(session.answeredBy()).isEqualTo(1);
        }
        b.degraded = "y is old";
        Forecast last = strict.predict(SERIES);
        assertThat(last.status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(last.reasons())
                .containsExactly(
                        "'a' did not answer: its forecast is DEGRADED: y was missing", "'b' answered", "y is old");
    }

    @Test
    void everyMemberOfASessionIsFedEveryRow() {
        try (FallbackSession session = abc().openSession(SERIES)) {
            for (int day = 6; day <= 9; day++) {
                session.append(Scripted.series(day).time(day - 1), day);
            }
            assertThat(session.forecast().points()).containsExactly(46, 46);
            a.onForecast = Scripted.failing("ill");
            assertThat(session.forecast().points()).containsExactly(47, 47);
            b.onForecast = Scripted.failing("ill");
            assertThat(session.forecast().points()).containsExactly(48, 48);
            a.onForecast = () -> {};
            assertThat(session.forecast().points()).as("asked again").containsExactly(46, 46);
        }
    }

    @Test
    void aMemberThatFailsOnARowHasLeftTheSessionAndIsInTheNext() {
        FallbackPredictor predictor = abc();
        try (FallbackSession session = predictor.openSession(SERIES)) {
            a.onRow = Scripted.failing("bad row");
            session.append(Scripted.series(6).time(5), 6);
            a.onRow = () -> {};
            session.append(Scripted.series(7).time(6), 7);
            Forecast forecast = session.forecast();
            assertThat(forecast.points()).containsExactly(30, 30);
            assertThat(forecast.reasons())
                    .containsExactly(
                            "'a' did not answer: it failed on the row at 2024-01-06T00:00:00Z and has left this session:"
                                    + " bad row",
                            "'b' answered");
            assertThat(predictor.states().get(0).failures()).isEqualTo(1);
        }
        assertThat(predictor.openSession(SERIES).forecast().status()).isEqualTo(ForecastStatus.OK);
    }

    @Test
    void aMemberThatBreaksOnARowByAnErrorHasLeftTheSessionToo() {
        FallbackPredictor predictor = abc();
        try (FallbackSession session = predictor.openSession(SERIES)) {
            a.onRow = () -> {
                throw new StackOverflowError("deep");
            };
            assertThatThrownBy(() -> session.append(Scripted.series(6).time(5), 6))
                    .isInstanceOf(StackOverflowError.class);
            a.onRow = () -> {};
            assertThat(session.forecast().reasons().get(0))
                    .endsWith("has left this session: java.lang.StackOverflowError: deep");
        }
    }

    @Test
    void aMemberThatCannotBeOpenedIsTriedAgainWithAllRowsWhenItIsAsked() {
        a.onOpen = Scripted.failing("no memory");
        try (FallbackSession session = abc().openSession(SERIES)) {
            session.append(Scripted.series(6).time(5), 6);
            assertThat(session.forecast().reasons()).containsExactly("'a' did not answer: no memory", "'b' answered");
            session.append(Scripted.series(7).time(6), 7);
            a.onOpen = () -> {};
            assertThat(session.forecast()).satisfies(forecast -> {
                assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
                assertThat(forecast.points()).containsExactly(29, 29);
            });
        }
    }

    @Test
    void aMemberThatFindsFaultWithTheHistoryIsNotAskedAgainInThisSession() {
        a.onOpen = () -> {
            throw new InvalidSeriesException("y must be even");
        };
        FallbackPredictor predictor = abc();
        try (FallbackSession session = predictor.openSession(SERIES)) {
            a.onOpen = () -> {};
            assertThat(session.forecast().reasons())
                    .containsExactly(
                            "'a' did not answer: it does not take the history: y must be even", "'b' answered");
            assertThat(predictor.states().get(0).failures())
                    .as("the series is at fault")
                    .isZero();
        }
    }

    @Test
    void whatAllMembersFindWrongWithTheSeriesIsThrownAsThePrimaryThrewIt() {
        for (Scripted member : List.of(a, b, c)) {
            member.onForecast = () -> {
                throw new InvalidSeriesException(member.info().name() + " finds y odd");
            };
        }
        assertThatThrownBy(() -> abc().predict(SERIES))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("a finds y odd");
    }

    @Test
    void aShortHistoryIsRefusedOrAnsweredByThoseThatNeedLess() {
        Scripted long10 =
                new Scripted(Scripted.info("long", 2).requiredHistory(10).build(), 1);
        FallbackPredictor usual = Predictors.withFallback(long10, b);
        assertThat(usual.info().requiredHistory()).isEqualTo(10);
        assertThatThrownBy(() -> usual.predict(SERIES)).isInstanceOf(InsufficientHistoryException.class);
        FallbackPredictor patient =
                FallbackPredictor.builder(long10, b).answerShortHistories().build();
        assertThat(patient.info().requiredHistory()).isEqualTo(1);
        assertThat(patient.predict(SERIES).reasons().get(0))
                .startsWith("'long' did not answer: 'long' needs a history of at least 10 rows");
        try (FallbackSession session = patient.openSession(SERIES)) {
            assertThat(session.forecast().reasons())
                    .containsExactly(
                            "'long' did not answer: it needs a history of 10 rows and the session was opened on 5; a"
                                    + " session that is opened later will have it",
                            "'b' answered");
        }
        assertThat(patient.predict(Scripted.series(10)).status()).isEqualTo(ForecastStatus.OK);
    }

    @Test
    void theCallersErrorsReachNoMember() {
        try (FallbackSession session = abc().openSession(SERIES)) {
            assertThatThrownBy(() -> session.append(Scripted.series(6).time(5), 6, 7))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(SERIES.time(4), 6)).isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.append(Scripted.series(6).time(5), Double.NEGATIVE_INFINITY))
                    .isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.forecastInto(new double[3])).isInstanceOf(IllegalArgumentException.class);
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void membersThatDoNotAgreeAreRefusedWithBoth() {
        Scripted three = new Scripted(Scripted.info("three", 3).build(), 0);
        assertThatThrownBy(() -> Predictors.withFallback(a, three))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'three' forecasts the steps [1, 2, 3] of [y] and cannot replace 'a', which forecasts the"
                        + " steps [1, 2] of [y]");
    }

    @Test
    void theColumnsAreThoseOfAllMembers() {
        Scripted other = new Scripted(
                Scripted.info("other", 2)
                        .column("volume", ColumnRole.PAST)
                        .column("size", ColumnRole.STATIC)
                        .build(),
                0);
        Scripted third = new Scripted(
                Scripted.info("third", 2)
                        .column("volume", ColumnRole.KNOWN_FUTURE)
                        .build(),
                0);
        FallbackPredictor predictor = Predictors.withFallback(a, other, third);
        assertThat(predictor.info().targets()).containsExactly("y");
        assertThat(predictor.info().columns(ColumnRole.PAST)).isEmpty();
        assertThat(predictor.info().columns(ColumnRole.KNOWN_FUTURE)).containsExactly("volume");
        assertThat(predictor.info().columns(ColumnRole.STATIC)).containsExactly("size");
        assertThatThrownBy(() -> predictor.predict(SERIES))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'volume'");
    }

    @Test
    void knownFutureThatIsMissingLetsAMemberAnswerThatDoesWithoutIt() {
        Scripted knowing = new Scripted(
                Scripted.info("knowing", 2)
                        .column("sun", ColumnRole.KNOWN_FUTURE)
                        .build(),
                1);
        FallbackPredictor predictor = Predictors.withFallback(knowing, b);
        TimeSeries rows = TimeSeries.builder("y", "sun")
                .add(1_000, 1, 1)
                .add(2_000, 2, 1)
                .add(3_000, 3, 1)
                .build();
        TimeSeries future =
                TimeSeries.builder("sun").add(4_000, 1).add(5_000, 1).build();
        assertThat(predictor.predict(rows, future).status()).isEqualTo(ForecastStatus.OK);
        assertThat(predictor.predict(rows).reasons().get(0))
                .startsWith("'knowing' did not answer: the known-future columns [sun] are needed");
        try (FallbackSession session = predictor.openSession(rows)) {
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.FALLBACK);
            session.extendFuture(future);
            assertThat(session.forecast()).isEqualTo(predictor.predict(rows, future));
            assertThatThrownBy(() -> session.extendFuture(future)).isInstanceOf(InvalidSeriesException.class);
            assertThatThrownBy(() -> session.extendFuture(
                            TimeSeries.builder("y").add(9_000, 1).build()))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("'sun'");
        }
    }

    @Test
    void severalSeriesAreGivenToThePrimaryAtOnce() {
        List<TimeSeries> all = List.of(Scripted.series(3), Scripted.series(4), Scripted.series(5));
        FallbackPredictor predictor = abc();
        assertThat(predictor.predictAll(all))
                .containsExactlyElementsOf(all.stream().map(predictor::predict).toList());
        assertThat(a.together).isEqualTo(1);
    }

    @Test
    void ofSeveralSeriesThoseThatThePrimaryCannotForecastGoToTheNext() {
        List<TimeSeries> all = List.of(Scripted.series(3), Scripted.series(4), Scripted.series(5));
        a.nanAt = 10; // the sum of four rows
        FallbackPredictor predictor = abc();
        List<Forecast> forecasts = predictor.predictAll(all);
        assertThat(forecasts).extracting(Forecast::status).containsExactly(OK, FALLBACK, OK);
        assertThat(forecasts)
                .containsExactlyElementsOf(all.stream().map(predictor::predict).toList());
        assertThat(predictor.states().get(0).failures())
                .as("the last one was well")
                .isZero();

        a.onForecast = Scripted.failing("ill");
        assertThat(predictor.predictAll(all))
                .extracting(Forecast::status)
                .containsExactly(FALLBACK, FALLBACK, FALLBACK);
        assertThat(predictor.states().get(0).failures())
                .as("one for each series, none for all at once")
                .isEqualTo(3);
    }

    @Test
    void aMemberThatCannotBeClosedKeepsNoOtherOpen() {
        a.onClose = Scripted.failing("stuck");
        FallbackPredictor predictor = abc();
        assertThatThrownBy(predictor::close).hasMessage("stuck");
        assertThat(b.released).isEqualTo(1);
        assertThat(c.released).isEqualTo(1);
    }

    @Test
    void closingClosesTheMembers() {
        FallbackPredictor predictor = abc();
        FallbackSession session = predictor.openSession(SERIES);
        predictor.close();
        predictor.close();
        assertThat(List.of(a.released, b.released, c.released)).containsOnly(1);
        assertThatThrownBy(() -> predictor.predict(SERIES)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(() -> predictor.openSession(SERIES)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
        assertThatCode(session::close).doesNotThrowAnyException();
    }

    @Test
    void aMemberThatWasClosedAloneIsTheCallersError() {
        FallbackPredictor predictor = abc();
        a.close();
        assertThatThrownBy(() -> predictor.predict(SERIES))
                .isInstanceOf(PredictorClosedException.class)
                .hasMessageContaining("'a'");
        assertThat(predictor.states().get(0).failures()).isZero();
    }

    @Test
    void badSettingsAreNamed() {
        assertRefused(builder().deadline(Duration.ZERO), "the deadline must be above zero, found PT0S");
        assertRefused(builder().deadline(Duration.ofMillis(-1)), "the deadline must be above zero");
        assertRefused(builder().openFor(Duration.ZERO), "openFor must be above zero, found PT0S");
        assertRefused(builder().openFor(Duration.ofDays(40_000)), "openFor must be at most 100 years");
        assertRefused(builder().maxConcurrentCalls(0), "maxConcurrentCalls must be at least 1, found 0");
        assertRefused(builder().failureThreshold(0), "failureThreshold must be at least 1, found 0");
    }

    private FallbackPredictor.Builder builder() {
        return FallbackPredictor.builder(a, b);
    }

    private static void assertRefused(FallbackPredictor.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
