package io.forecastj.models.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fits in which candidates fail, or cannot be compared. */
class AutoFailuresTest {
    private static final int HORIZON = 6;

    private static Auto.Builder auto() {
        return Auto.forecaster().column("y").horizon(HORIZON);
    }

    private static TimeSeries days(double... y) {
        return TimeSeries.of("y", Instant.parse("2020-01-06T00:00:00Z"), Sampling.daily(), y);
    }

    private static String members(AutoReport report) {
        return report.tried().stream()
                .filter(AutoReport.Tried::used)
                .map(AutoReport.Tried::name)
                .collect(Collectors.joining(", "));
    }

    private static AutoReport.Tried tried(AutoReport report, String name) {
        return report.tried().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void seriesWithoutRowsForAWindowGetAModelWithIntervals() {
        TimeSeries few = days(5, 7, 6, 8, 7, 9, 8);
        try (Predictor predictor = auto().build().fit(few)) {
            AutoReport report = Auto.report(predictor);
            assertThat(report.combination()).isEqualTo("one model, since no series has rows for a window");
            assertThat(members(report)).isEqualTo("ets");
            assertThat(predictor.predict(few).levels()).isNotEmpty();
        }
    }

    @Test
    void theReportOfSeriesThatNeverChangeSaysThatNothingCanBeMeasured() {
        double[] same = new double[60];
        Arrays.fill(same, 5);
        try (Predictor predictor = auto().build().fit(days(same))) {
            AutoReport report = Auto.report(predictor);
            assertThat(report.combination())
                    .isEqualTo("one model, since no series has a change before a window and a value in it");
            assertThat(tried(report, "theta").note()).isEqualTo("not compared");
            assertThat(predictor.predict(days(same)).points()).containsOnly(5);
        }
    }

    @Test
    void aBudgetThatIsUsedUpLeavesTheQuickestCandidate() {
        double[] y = new Random(3).doubles(60, 1, 2).toArray();
        try (Predictor predictor = auto().budget(Duration.ofNanos(1)).build().fit(days(y))) {
            AutoReport report = Auto.report(predictor);
            assertThat(report.combination()).isEqualTo("one model, since the budget left no time for a comparison");
            assertThat(members(report)).isEqualTo(report.tried().get(0).name());
        }
    }

    @Test
    void aMemberThatCannotBeFittedToAllRowsIsReplacedByOthers() {
        Random random = new Random(8);
        double[] price = random.doubles(90, 1, 3).toArray();
        double[] y = Arrays.stream(price)
                .map(p -> 100 - 20 * p + random.nextGaussian())
                .toArray();
        // the regression needs it, but no window does
        price[89] = Double.NaN;
        TimeSeries training = days(y).with("price", price);
        List<FitProgress> progress = new ArrayList<>();
        FitListener listener = progress::add;
        try (Predictor predictor = auto().knownFuture("price").build().fit(List.of(training), listener)) {
            AutoReport report = Auto.report(predictor);
            AutoReport.Tried arima = tried(report, "arima");
            assertThat(arima.used()).isFalse();
            assertThat(arima.note()).startsWith("it cannot be fitted to all rows: row 89 has the value NaN");
            assertThat(members(report)).isNotEmpty();
            Forecast forecast = predictor.predict(training);
            assertThat(forecast.points()).doesNotContain(Double.NaN);
        }
        assertThat(progress).isSortedAccordingTo((a, b) -> Double.compare(a.completed(), b.completed()));
        assertThat(progress.get(progress.size() - 1).completed()).isEqualTo(1);
    }

    @Test
    void aFailureWithoutAMessageHasAReasonToo() {
        Forecaster silent = new FailingForecaster("silent", HORIZON, new ForecastException(""));
        double[] y = new Random(3).doubles(60, 1, 2).toArray();
        try (Predictor predictor = auto().candidate(silent).build().fit(days(y))) {
            AutoReport.Tried tried = tried(Auto.report(predictor), "silent");
            assertThat(tried.note()).isEqualTo("io.forecastj.ForecastException");
            assertThat(tried.used()).isFalse();
        }
    }

    @Test
    void otherExceptionsOfACandidateEndTheFit() {
        Forecaster wrong = new FailingForecaster("wrong", HORIZON, new IllegalArgumentException("a mistake"));
        double[] y = new Random(3).doubles(60, 1, 2).toArray();
        assertThatThrownBy(() -> auto().candidate(wrong).build().fit(days(y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mistake");
    }
}
