package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTextTest {
    @Test
    void isTheKindThenInputsThenArguments() {
        assertThat(Features.momentum().rsi("close", 14)).hasToString("rsi(close,14)");
        assertThat(Features.lag(Features.difference("y", 24), 24)).hasToString("lag(difference(y,24),24)");
        assertThat(Features.volatility().bollinger("close", 20, 2.5)).hasToString("bollinger(close,20,2.5)");
        assertThat(Features.trend().macd("close", 12, 26, 9).output("signal"))
                .hasToString("macd(close,12,26,9).signal");
        assertThat(Features.calendar().hourOfDay()).hasToString("hourOfDay()");
    }

    @Test
    void quotesColumnsThatAreNotPlainNames() {
        for (String name : new String[] {"adj close", "7up", "a\"b\\c", "x(y)", "naïve", "lag(", " ", "\n"}) {
            Feature column = Features.column(name);
            assertThat(column.text()).startsWith("\"").endsWith("\"");
            assertThat(Features.parse(column.text())).isEqualTo(column);
            Feature lag = Features.lag(name, 2);
            assertThat(Features.parse(lag.text())).isEqualTo(lag);
        }
        assertThat(Features.column("rsi"))
                .as("the name of a kind is a column too")
                .hasToString("rsi");
    }

    @Test
    void isReadWithBlanksAndOtherFormsOfNumbers() {
        assertThat(Features.parse(" bollinger ( close , 2e1 , +2.50 ) . width "))
                .isEqualTo(Features.volatility().bollinger("close", 20, 2.5).output("width"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0.0,0", "14,14", "0.1,0.1", "-2.5,-2.5", "1e-7,1E-7", "2e23,2E+23", "365.25,365.25"})
    void writesTheFewestDigitsOfANumber(double number, String text) {
        assertThat(Text.number(number)).isEqualTo(text);
    }

    @Test
    void readsEveryNumberBackExactly() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(Text.number(number)))
                        .as("seed 11, number %d", i)
                        .isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rsi(close,14;character 13: expected ',', found the end",
                "rsi(close 14);character 11: expected ',', found '1'",
                "rsi(14,close);character 8: expected a number (the numbers follow the features), found 'c'",
                "rsi(close,14) x;character 15: expected the end, found 'x'",
                "lag(foo(close),3);character 5: there is no kind 'foo'; known are [atr,",
                "rsi(close);character 1: expected rsi(x,n), found 1 inputs and 0 numbers",
                "rsi(close,1.5);character 1: rsi: n must be a whole number from 1 to 1000000, found 1.5",
                "lag(close,2000000000);character 1: lag: n must be a whole number from 1 to 1000000, found 2.0E9",
                "rsi(close,1e999);character 11: expected a finite number, found '1e999'",
                "rsi(close,1-2);character 11: expected a finite number, found '1-2'",
                "macd(close,26,12,9);character 1: macd(x,fast,slow,signal): fast must be less than slow",
                "macd(close,12,26,9).top;character 21: macd(close,12,26,9) has no output 'top' to choose",
                "rsi(close,14).value;character 15: rsi(close,14) has no output 'value' to choose",
                "lag(macd(close,12,26,9),1);lag takes single values; choose one of the outputs [line, signal, histogram]",
                "rsi();character 1: expected rsi(x,n), found 0 inputs and 0 numbers",
                "(close);character 1: expected a column or a kind of feature, found '('",
                "\"close;character 1: the quoted column name has no end",
                "\"\";character 1: a column's name must not be empty",
            })
    void saysWhereATextIsWrong(String text, String message) {
        assertThatThrownBy(() -> Features.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("feature '" + text + "'")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void refusesAnEmptyText(String text) {
        assertThatThrownBy(() -> Features.parse(text)).hasMessageContaining("found the end");
    }

    @Test
    void refusesATextNestedToOverflowTheStack() {
        String text = "log(".repeat(100_000) + "close" + ")".repeat(100_000);
        assertThatThrownBy(() -> Features.parse(text)).hasMessageContaining("nested more than 100 deep");
    }

    @Test
    void isReadOrRefusedWhateverTheDamage() {
        Random random = new Random(5);
        String whole = "minus(macd(\"adj close\",12,26,9).line,ratio(ema(close,3.0),lag(y,24)))";
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int k = random.nextInt(3); k >= 0; k--) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            try {
                Feature feature = Features.parse(text.toString());
                assertThat(Features.parse(feature.text())).isEqualTo(feature);
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e).as("seed 5, text %d: %s", i, text).hasMessageStartingWith("feature '");
            }
        }
        assertThat(refused).isBetween(250, 4_750);
    }
}
