package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepCalendarTest {
    private static final CalendarFeatures BERLIN = Features.calendar(ZoneId.of("Europe/Berlin"));

    private static final List<Feature> FEATURES = features();

    private static List<Feature> features() {
        List<Feature> features = new ArrayList<>(List.of(
                BERLIN.hourOfDay(),
                BERLIN.weekOfYear(),
                BERLIN.fourier(7, 1),
                BERLIN.session(9, 17.5),
                Features.named("holiday", BERLIN.holiday(List.of(LocalDate.of(2024, 12, 25)))),
                Features.calendar().cyclic(BERLIN.monthOfYear(), 12),
                Features.custom("weekend", List.of(BERLIN.dayOfWeek()), row -> row[0] > 5 ? 1 : 0),
                Features.custom("minute", List.of(), new double[0], 0, slots -> new Minute())));
        features.addAll(Features.calendar().oneHot(BERLIN.dayOfWeek(), 1, 7));
        return features;
    }

    /** A kernel of a user that depends on the time only. */
    private static final class Minute extends Kernel {
        Minute() {
            super(0);
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = Math.floorMod((long) row[TIME], 3_600_000L) / 60_000;
        }
    }

    @Test
    void givesAtAnyTimeWhatAStreamGivesAtItsRow() {
        StepCalendar calendar = StepCalendar.of(FEATURES);
        StepCalendar.Evaluator evaluator = calendar.open();
        long seed = 11;
        Random random = new Random(seed);
        FeaturePipeline pipeline = FeaturePipeline.of(FEATURES);
        assertThat(calendar.columns()).isEqualTo(pipeline.columns());
        double[] found = new double[calendar.columns().size() + 2];
        double[] expected = new double[calendar.columns().size()];
        for (int i = 0; i < 2_000; i++) {
            long time = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() + random.nextLong(400L * 86_400_000);
            evaluator.write(time, found, 1);
            FeatureStream stream = pipeline.open(List.of());
            stream.update(time, new double[0]);
            stream.write(expected, 0);
            for (int c = 0; c < expected.length; c++) {
                assertThat(found[1 + c])
                        .as("%s at %s, seed %d", calendar.columns().get(c), Instant.ofEpochMilli(time), seed)
                        .isEqualTo(expected[c]);
            }
        }
    }

    @Test
    void readsItsTextsBack() {
        StepCalendar calendar = StepCalendar.of(FEATURES.subList(0, 6));
        assertThat(StepCalendar.parse(calendar.texts(), FeatureRegistry.standard()))
                .isEqualTo(calendar)
                .hasSameHashCodeAs(calendar);
    }

    @Test
    void changesTheHashOnlyIfItHasFeatures() {
        String hash = Features.univariate(7).schemaHash();
        assertThat(StepCalendar.of(List.of()).schemaHash(hash)).isEqualTo(hash);
        assertThat(StepCalendar.of(List.of(BERLIN.hourOfDay())).schemaHash(hash))
                .hasSize(64)
                .isNotEqualTo(hash)
                .isNotEqualTo(StepCalendar.of(List.of(Features.calendar().hourOfDay()))
                        .schemaHash(hash));
    }

    @Test
    void writesNothingWithoutFeatures() {
        double[] out = {5};
        StepCalendar.of(List.of()).open().write(0, out, 0);
        assertThat(out).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lag(hourOfDay(),1)        | lag(hourOfDay(),1) depends on earlier rows",
                "expandingMean(hourOfDay())| depends on earlier rows",
                "imputeLast(hourOfDay(),3) | depends on earlier rows",
                "rank(hourOfDay(),3)       | depends on earlier rows",
                "standardScale(hourOfDay())| standardScale(hourOfDay()) must be fitted",
                "close                     | these need [close]",
                "minus(price,dayOfWeek())  | these need [price]"
            })
    void refusesWhatIsNotOfTheTimeOnly(String text, String part) {
        assertThatThrownBy(() -> StepCalendar.of(List.of(BERLIN.hourOfDay(), Features.parse(text))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @Test
    void refusesAFeatureTwice() {
        assertThatThrownBy(() -> StepCalendar.of(List.of(BERLIN.hourOfDay(), BERLIN.hourOfDay())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("occurs twice");
    }
}
