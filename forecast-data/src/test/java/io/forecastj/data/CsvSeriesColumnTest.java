package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of several series that are read as one: the message names the column that distinguishes them. */
class CsvSeriesColumnTest {
    private static void refused(CsvReading reading, String text, String message) {
        assertThatThrownBy(() -> reading.from(new StringReader(text), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, line " + message);
    }

    private static final String BEFORE =
            "'2024-01-01' is before 2024-01-02T00:00:00Z on line 3: sort the rows by time, the earliest first";

    @Test
    void aColumnThatHadOneValueExplainsATimeThatComesBackRatherThanOneThatVaries() {
        assertThatThrownBy(() -> Csv.read()
                        .from(
                                new StringReader("date,y,level\n2020-01-01,1,7\n2020-01-02,2,7\n2020-01-01,3,8\n"),
                                "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("Column 'level' changes from '7' to '8' here");
    }

    @Test
    void aUniqueIdThatIsNotDeclaredIsNamed() {
        String message = "4, column 'unique_id': the value changes from 'A' to 'B', so the file seems to hold several"
                + " series: name the column with id(\"unique_id\"), or declare one series with named(...)";
        refused(Csv.read().columns("y"), "ds,unique_id,y\n2024-01-01,A,1\n2024-01-02,A,2\n2024-01-01,B,3\n", message);
        // even if the times of the second series continue those of the first
        refused(Csv.read().columns("y"), "ds,unique_id,y\n2024-01-01,A,1\n2024-01-02,A,2\n2024-01-03,B,3\n", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unique_id", "Unique_ID", "uniqueId", "series_id", "item_id"})
    void numbersMayBeIdsToo(String name) {
        refused(
                Csv.read(),
                "ds," + name + ",y\n2024-01-01,1,1\n2024-01-02,2,2\n",
                "3, column '" + name + "': the value changes from '1' to '2', so the file seems to hold several series:"
                        + " name the column with id(\"" + name + "\"), or declare one series with named(...)");
    }

    @Test
    void aUniqueIdWithOneValueOrADeclaredSeriesIsRead() {
        String text = "ds,unique_id,y\n2024-01-01,1,1\n2024-01-02,1,2\n";
        TimeSeries one = Csv.read().from(new StringReader(text), "a.csv").one();
        assertThat(one.values("unique_id")).containsExactly(1, 1);
        TimeSeries named = Csv.read()
                .named("")
                .columns("y")
                .from(new StringReader(text.replace("02,1,", "02,2,")), "a.csv")
                .one();
        assertThat(named.values("y")).containsExactly(1, 2);
        TimeSeries column = Csv.read()
                .columns("unique_id", "y")
                .from(new StringReader(text.replace("02,1,", "02,2,")), "a.csv")
                .one();
        assertThat(column.values("unique_id")).containsExactly(1, 2);
    }

    @Test
    void anIdOfWordsThatIsReadAsANumberIsExplained() {
        refused(
                Csv.read(),
                "ds,store,y\n2024-01-01,A,1\n",
                "2, column 'store': 'A' is not a number, and the column may be the id of several series: name it with"
                        + " id(\"store\"), or the columns to read with columns(...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticker", "store", "store_id", "Land", "Markt"})
    void aColumnThatChangesWhereTimesStartAgainIsNamed(String name) {
        refused(
                Csv.read().columns("y"),
                "date," + name + ",note,y\n2024-01-01,A,x,1\n2024-01-02,A,y,1\n2024-01-01,B,y,3\n",
                "4, column 'date': " + BEFORE + ". Column '" + name
                        + "' changes from 'A' to 'B' here: if it distinguishes" + " several series, name it with id(\""
                        + name + "\")");
    }

    @Test
    void aNumberThatWasConstantUntilTimesStartAgainIsNamed() {
        refused(
                Csv.read(),
                "date,shop_nbr,y\n2024-01-01,1,7\n2024-01-02,1,8\n2024-01-01,2,9\n",
                "4, column 'date': " + BEFORE + ". Column 'shop_nbr' changes from '1' to '2' here: if it distinguishes"
                        + " several series, name it with id(\"shop_nbr\")");
    }

    @Test
    void aColumnThatDiffersAtTheSameTimeIsNamed() {
        refused(
                Csv.read().columns("y"),
                "date,ticker,y\n2024-01-01,A,1\n2024-01-01,B,2\n",
                "3, column 'date': '2024-01-01' is the time of line 2 as well. Column 'ticker' changes from 'A' to 'B'"
                        + " here: if it distinguishes several series, name it with id(\"ticker\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store_nbr", "shopNbr", "Product Code", "item_id", "itemID", "meter"})
    void anIdOfNumbersIsKnownByItsName(String name) {
        String text = "date,count," + name + ",y\n2024-01-01,1,1,1\n2024-01-01,2,2,2\n";
        assertThatThrownBy(() -> Csv.read().columns("y").from(new StringReader(text), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("olumn '" + name + "'")
                .hasMessageContaining("from '1' to '2'")
                .hasMessageContaining("id(\"" + name + "\")");
    }

    @Test
    void aSecondColumnOfIdsIsNamed() {
        refused(
                Csv.read().id("store").columns("y"),
                "date,store,item,y\n2024-01-01,A,pen,1\n2024-01-02,A,pen,1\n2024-01-01,A,ink,3\n",
                "4, column 'date': '2024-01-01' is before 2024-01-02T00:00:00Z on line 3 of series 'A': sort the"
                        + " rows by"
                        + " time, the earliest first. Column 'item' changes from 'pen' to 'ink' here: if it"
                        + " distinguishes"
                        + " several series, write one column with it and 'store', and name that with id(...)");
        refused(
                Csv.read().named("all").columns("y"),
                "date,id,y\n2024-01-01,A,1\n2024-01-01,B,3\n",
                "3, column 'date': '2024-01-01' is the time of line 2 of series 'all' as well. Column 'id' changes from"
                        + " 'A' to 'B' here: if it distinguishes several series, name it with id(\"id\") instead of"
                        + " named(...)");
    }

    @Test
    void valuesThatWereConstantAndOtherTimesAreNoReason() {
        refused(
                Csv.read().time("time").columns("y"),
                "time,date,y\n2024-01-01,a,1\n2024-01-02,b,1\n2024-01-01,c,2\n",
                "4, column 'time': " + BEFORE);
    }

    private static String blocks(String name, String... values) {
        StringBuilder text = new StringBuilder("date," + name + ",y\n");
        for (int i = 0; i < values.length; i++) {
            text.append("2024-01-%02d,%s,%d%n".formatted(i + 1, values[i], i).replace("\r", ""));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticker", "symbol", "store", "item", "series", "Land"})
    void seriesThatFollowOneAnotherInTimeAreRefused(String name) {
        refused(
                Csv.read().columns("y"),
                blocks(name, "A", "A", "B", "B", "B", "C", "C"),
                "4, column '" + name + "': the value changes from 'A' to 'B', and each of its 3 values is in one block"
                        + " of rows, so the file seems to hold several series one after the other: name the column"
                        + " with id(\"" + name + "\"), or declare one series with named(...)");
    }

    @Test
    void numbersInBlocksAreIdsOnlyByTheirName() {
        String text = blocks("store", "1", "1", "2", "2");
        refused(
                Csv.read().columns("y"),
                text,
                "4, column 'store': the value changes from '1' to '2', and each of its 2 values is in one block of"
                        + " rows, so the file seems to hold several series one after the other: name the column with"
                        + " id(\"store\"), or declare one series with named(...)");
        assertThat(rows(Csv.read().columns("y"), text.replace("store", "price")))
                .isEqualTo(4);
    }

    @Test
    void wordsThatReturnOrChangeAtEachRowOrAreDeclaredAreNoIds() {
        CsvReading y = Csv.read().columns("y");
        assertThat(rows(y, blocks("weather", "sun", "sun", "rain", "rain", "sun", "sun")))
                .isEqualTo(6);
        assertThat(rows(y, blocks("note", "a", "b", "c", "d"))).isEqualTo(4);
        assertThat(rows(y, blocks("ticker", "A", "A", "A"))).isEqualTo(3);
        assertThat(rows(y, blocks("ticker", "A", "A", "", "B", "B"))).isEqualTo(5);
        for (String span : new String[] {"month", "split", "Quarter_Name"}) {
            assertThat(rows(y, blocks(span, "one", "one", "two", "two"))).isEqualTo(4);
        }
        String text = blocks("ticker", "A", "A", "B", "B");
        assertThat(rows(Csv.read().columns("y").named(""), text)).isEqualTo(4);
        assertThat(Csv.read()
                        .columns("y")
                        .id("ticker")
                        .from(new StringReader(text), "a.csv")
                        .list())
                .hasSize(2);
    }

    private static int rows(CsvReading reading, String text) {
        return reading.from(new StringReader(text), "a.csv").one().length();
    }

    @Test
    void theValueBeforeAChangeIsThatOfThePreviousRow() {
        String text = "t,store,y\n2020-01-01,a,1\n2020-01-02,bbb,1\n2020-01-01,c,1\n";
        assertThatThrownBy(() -> Csv.read().columns("y").from(new StringReader(text), "a.csv"))
                .hasMessageContaining("Column 'store' changes from 'bbb' to 'c' here");
    }
}
