package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks of numbers: decimal commas, groups of thousands, percentages, currencies, suffixes, parentheses. */
class CsvNumberFormsTest {
    private static double read(CsvReading reading, String number) {
        return reading.delimiter('|')
                .from(new StringReader("t|y\n2024-01-01|" + number + "\n"), "a.csv")
                .one()
                .value(0, "y");
    }

    private static void refused(CsvReading reading, String number, String problem) {
        assertThatThrownBy(() -> read(reading, number))
                .as(number)
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, line 2, column 'y': '" + number + "' " + problem);
    }

    private static void refused(CsvReading reading, String number) {
        assertThatThrownBy(() -> read(reading, number))
                .as(number)
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2, column 'y': '" + number + "' ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3,14      | 3.14
            -0,5      | -0.5
            +12,      | 12
            ,5        | 0.5
            1234      | 1234
            1,5E+03   | 1500
            1,234     | 1.234
            12,34     | 12.34
            """)
    void aDecimalCommaIsRead(String text, double value) {
        assertThat(read(Csv.read().decimal(','), text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "1.5", "1.234,5", "1,2,3", "1,5E3,0"})
    void aPointBesideADecimalCommaIsRefused(String text) {
        refused(Csv.read().decimal(','), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,234,567   | 1234567
            1,234       | 1234
            12,345.678  | 12345.678
            -123,456    | -123456
            1234567     | 1234567
            999         | 999
            1,234E2     | 123400
            """)
    void groupsOfThreeDigitsAreRead(String text, double value) {
        assertThat(read(Csv.read().thousands(','), text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,34",
                "1,23",
                "1,2345",
                "1234,567",
                "1,,234",
                ",123",
                "1,234,",
                "0,123",
                "012,345",
                "00,123",
                "1,234.5,6",
                "1,234,56",
                "12,34,567",
                "1 234",
                "1'234",
                "1,234 567"
            })
    void groupsOfOtherSizesAreRefused(String text) {
        refused(Csv.read().thousands(','), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 234 567,5", "1\u00A0234\u00A0567,5", "1\u202F234\u202F567,5", "1\u2009234\u2009567,5"})
    void blanksOfEveryKindSeparateGroups(String text) {
        assertThat(read(Csv.read().thousands(' ').decimal(','), text)).isEqualTo(1234567.5);
        assertThat(read(Csv.read().thousands('\'').decimal('.'), "1'234\u2019567.5"))
                .isEqualTo(1234567.5);
        assertThat(read(Csv.read().thousands('.').decimal(','), "1.234.567,5")).isEqualTo(1234567.5);
    }

    @ParameterizedTest
    @CsvSource({"5.2%, 0.052", "5.2 %, 0.052", "-0.61%, -0.0061", "100%, 1", "0%, 0", "+3%, 0.03", "7, 7", "-5%, -0.05"
    })
    void percentagesAreDividedBy100(String text, double value) {
        assertThat(read(Csv.read().percentages(), text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "5%%", "%5", "5e2%", "$5%", "5 % 3", "(5%"})
    void whatIsNoPercentageIsRefused(String text) {
        refused(Csv.read().percentages().currency("$"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $1.50    | 1.5
            $ 1.50   | 1.5
            -$1.50   | -1.5
            $-1.50   | -1.5
            1.50$    | 1.5
            1.50 EUR | 1.5
            EUR 2    | 2
            US$3     | 3
            3 US$    | 3
            4        | 4
            """)
    void signsOfCurrenciesAreDropped(String text, double value) {
        assertThat(read(Csv.read().currency("$", "EUR", "US$"), text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$$1", "1$ EUR", "EUR", "USD 5", "\u00A35", "- $ - 5", "- 5"})
    void otherSignsAreRefused(String text) {
        refused(Csv.read().currency("$", "EUR"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2M, 1200000",
        "68.18K, 68180",
        "3B, 3e9",
        "2.5T, 2.5e12",
        "-1.5K, -1500",
        "1.1K, 1100",
        "950, 950",
        "1 M, 1e6"
    })
    void suffixesMultiply(String text, double value) {
        assertThat(read(Csv.read().suffixes(), text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2m", "1.2k", "K", "1KK", "1.2MB", "1e3K", "1G", "K1"})
    void otherSuffixesAreRefused(String text) {
        refused(Csv.read().suffixes(), text);
    }

    @Test
    void suffixesAndPercentagesAreRoundedOnce() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal number = new BigDecimal(random.nextInt(2_000_000_000)).movePointLeft(random.nextInt(9));
            String text = number.toPlainString();
            assertThat(read(Csv.read().suffixes(), text + "M"))
                    .as("seed 7, " + text)
                    .isEqualTo(number.movePointRight(6).doubleValue());
            assertThat(read(Csv.read().percentages(), text + "%"))
                    .as("seed 7, " + text)
                    .isEqualTo(number.movePointLeft(2).doubleValue());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (1,234.50)   | -1234.5
            ( 5 )        | -5
            $(5)         | -5
            ($5)         | -5
            (5) $        | -5
            5            | 5
            -5           | -5
            """)
    void parenthesesAreNegative(String text, double value) {
        assertThat(read(Csv.read().parentheses().thousands(',').currency("$"), text))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(-5)", "-(5)", "((5))", "(5", "5)", "()", "(+5)", "(-5)", "(5)-", "(5)5"})
    void brokenParenthesesAreRefused(String text) {
        refused(Csv.read().parentheses(), text);
    }

    @Test
    void theMinusOfTypographyIsAMinus() {
        assertThat(read(Csv.read(), "\u22121.5")).isEqualTo(-1.5);
        assertThat(read(Csv.read().currency("$"), "\u2212$1.5")).isEqualTo(-1.5);
        refused(Csv.read(), "\u2212\u22121");
        refused(Csv.read(), "1\u2212");
    }

    @Test
    void aRefusalNamesTheOptionsThatReadTheNumber() {
        refused(Csv.read(), "5.2%", "is no plain number: add percentages(), which reads it as 0.052");
        refused(Csv.read(), "$1.50", "is no plain number: add currency(\"$\"), which reads it as 1.5");
        refused(Csv.read(), "1.50 EUR", "is no plain number: add currency(\"EUR\"), which reads it as 1.5");
        refused(Csv.read(), "1.2M", "is no plain number: add suffixes(), which reads it as 1200000.0");
        refused(Csv.read(), "(1.5)", "is no plain number: add parentheses(), which reads it as -1.5");
        refused(Csv.read(), "1,234.50", "is no plain number: add thousands(','), which reads it as 1234.5");
        refused(Csv.read(), "1'234", "is no plain number: add thousands('\\''), which reads it as 1234.0");
        refused(Csv.read(), "1 234", "is no plain number: add thousands(' '), which reads it as 1234.0");
        refused(
                Csv.read(),
                "1.234,50",
                "is no plain number: add decimal(',') and thousands('.'), which read it as 1234.5");
        refused(
                Csv.read(),
                "$ (1,234.50)",
                "is no plain number: add parentheses() and currency(\"$\") and thousands(','), which read it as"
                        + " -1234.5");
        refused(Csv.read(), "1,234", "may be 1234.0 or 1.234: say which, by thousands(',') or by decimal(',')");
        refused(
                Csv.read().decimal(','),
                "1.234",
                "may be 1234.0 or 1.234: say which, by thousands('.') or by decimal('.')");
        refused(
                Csv.read(),
                "abc",
                "is not a number; name the columns to read with columns(...), or the text for a missing value with"
                        + " missing(...)");
    }

    @Test
    void theAdviceForADecimalPointLeavesOutTheSameSeparator() {
        refused(
                Csv.read().decimal(',').thousands('.'),
                "1.5",
                "is no plain number: add decimal('.') without thousands('.'), which reads it as 1.5");
    }

    @Test
    void theAdviceAfterDetectionNamesTheMarkOnlyWhereItMatters() {
        refused(Csv.read().detect(), "(5)", "is no plain number: add parentheses(), which reads it as -5.0");
    }

    @Test
    void aCurrencyThatIsASuffixIsRefusedBesideSuffixes() {
        assertThat(read(Csv.read().currency("K"), "5K")).isEqualTo(5);
        assertRefused(
                "currency(\"K\") and suffixes() contradict each other: K after a number would be both",
                () -> read(Csv.read().currency("K").suffixes(), "5K"));
    }

    @Test
    void aTextForAMissingValueIsNoNumberInAnyDialect() {
        CsvReading reading = Csv.read().decimal(',').thousands('.').missing("-1.000", "1,5");
        assertThat(read(reading, "1,5")).isNaN();
        assertThat(read(reading, "-1.000")).isNaN();
        assertThat(read(reading, "1.000")).isEqualTo(1000);
    }

    @Test
    void marksThatContradictEachOtherAreRefused() {
        assertRefused(
                "the decimal mark is ';'; expected '.' or ','", () -> Csv.read().decimal(';'));
        assertRefused("the separator of thousands is '_'; expected ',', '.', ' ' or '\\''", () -> Csv.read()
                .thousands('_'));
        assertRefused(
                "the decimal mark and the separator of thousands are both ',': change one of them",
                () -> Csv.read().decimal(',').thousands(',').from(new StringReader(""), "a.csv"));
        assertRefused("currency() names no sign; write the signs of the file, such as \"$\"", () -> Csv.read()
                .currency());
        assertRefused("'5' is not a sign of a currency, such as $ or EUR", () -> Csv.read()
                .currency("5"));
        assertRefused("' ' is not a sign of a currency, such as $ or EUR", () -> Csv.read()
                .currency(" "));
    }

    private static void assertRefused(String message, Supplier<Object> call) {
        assertThatIllegalArgumentException().isThrownBy(call::get).withMessage(message);
    }
}
