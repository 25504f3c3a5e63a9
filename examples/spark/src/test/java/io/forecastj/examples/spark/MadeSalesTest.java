package io.forecastj.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the description of {@link MadeSales} promises, by sums over many shops. */
class MadeSalesTest {
    private static final int SHOPS = 1_000;
    private static final int DAYS = 731;
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final MadeSales SALES = MadeSales.generator(DAYS, 7);
    private static final List<double[]> ALL =
            IntStream.range(0, SHOPS).mapToObj(SALES::shop).toList();
    private static final List<double[]> USUAL =
            ALL.stream().filter(sales -> !rare(sales)).toList();

    /** A town's shop, closed on Sundays only, has zeros on a seventh of the days. */
    private static boolean rare(double[] sales) {
        return Arrays.stream(sales).filter(sold -> sold == 0).count() > DAYS / 2;
    }

    /** The mean of some days over shops. */
    private static double mean(List<double[]> shops, IntPredicate days) {
        return shops.stream()
                .flatMapToDouble(sales -> IntStream.range(0, DAYS).filter(days).mapToDouble(i -> sales[i]))
                .average()
                .orElseThrow();
    }

    private static int day(int year, int month, int day) {
        return (int) (LocalDate.of(year, month, day).toEpochDay() - FIRST.toEpochDay());
    }

    private static double ratio(IntPredicate days, IntPredicate others) {
        return mean(USUAL, days) / mean(USUAL, others);
    }

    @Test
    void shopsHaveAWeekOfOneOfThreeKinds() {
        int[] kinds = new int[3];
        for (double[] sales : USUAL) {
            List<double[]> one = List.of(sales);
            double wednesday = mean(one, i -> i % 7 == 2);
            double saturday = mean(one, i -> i % 7 == 5);
            double sunday = mean(one, i -> i % 7 == 6);
            // in a town closed on Sundays, in a suburb with a strong Saturday, at a station with neither
            kinds[sunday == 0 ? 0 : saturday > 1.4 * wednesday ? 1 : 2]++;
        }
        for (int kind : kinds) {
            assertThat(kind).isBetween(USUAL.size() / 4, USUAL.size() * 5 / 12);
        }
    }

    @Test
    void theYearIsHighestBeforeItsEnd() {
        // whole rounds of promotions, so that these do not matter
        int winter = day(2024, 11, 20);
        int summer = day(2024, 5, 20);
        assertThat(ratio(i -> i >= winter && i < winter + 35, i -> i >= summer && i < summer + 35))
                .isBetween(1.15, 1.5);
    }

    @Test
    void shopsAreClosedOnHolidaysAndSellMoreOnTheDayBefore() {
        for (int holiday : new int[] {
            day(2024, 1, 1),
            day(2024, 3, 29),
            day(2024, 4, 1),
            day(2024, 5, 1),
            day(2024, 12, 25),
            day(2024, 12, 26),
            day(2025, 4, 18),
            day(2025, 4, 21)
        }) {
            assertThat(mean(ALL, i -> i == holiday)).isZero();
        }
        int before = day(2024, 4, 30);
        // other Tuesdays of the same phase of the promotions
        assertThat(ratio(i -> i == before, i -> i == before + 35 || i == before - 35))
                .isBetween(1.2, 1.5);
    }

    @Test
    void aWeekOfPromotionEachFiveWeeksIsFollowedByADip() {
        assertThat(ratio(i -> i % 35 < 7, i -> i % 35 >= 14)).isBetween(1.5, 1.9);
        assertThat(ratio(i -> i % 35 >= 7 && i % 35 < 10, i -> i % 35 >= 21 && i % 35 < 24))
                .isBetween(0.75, 0.92);
    }

    @Test
    void aTenthOfTheShopsSellsOnAThirdOfTheDaysMostlyOneOrTwoPieces() {
        List<double[]> rare = ALL.stream().filter(MadeSalesTest::rare).toList();
        assertThat(rare.size()).isBetween(SHOPS * 7 / 100, SHOPS * 13 / 100);
        double[] sold = rare.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(pieces -> pieces > 0)
                .toArray();
        assertThat((double) sold.length / rare.size() / DAYS).isBetween(0.27, 0.45);
        assertThat((double) Arrays.stream(sold).filter(pieces -> pieces <= 2).count() / sold.length)
                .isBetween(0.75, 0.95);
    }

    @Test
    void salesAreCountsThatDependOnTheShopAndTheSeedOnly() {
        assertThat(ALL.stream().flatMapToDouble(Arrays::stream)).allMatch(sold -> sold >= 0 && sold == Math.rint(sold));
        assertThat(MadeSales.generator(DAYS, 7).shop(42)).isEqualTo(ALL.get(42));
        assertThat(MadeSales.generator(100, 7).shop(42)).isEqualTo(Arrays.copyOf(ALL.get(42), 100));
        assertThat(MadeSales.generator(DAYS, 8).shop(42)).isNotEqualTo(ALL.get(42));
        assertThat(ALL.get(43)).isNotEqualTo(ALL.get(42));
    }
}
