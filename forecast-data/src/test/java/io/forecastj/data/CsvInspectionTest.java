package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvInspectionTest {
    @TempDir
    private Path folder;

    private CsvInspection inspect(String text) throws IOException {
        return Csv.inspect(Files.writeString(folder.resolve("x.csv"), text));
    }

    private CsvInspection inspect(byte[] bytes) throws IOException {
        return Csv.inspect(Files.write(folder.resolve("x.csv"), bytes));
    }

    private String code(String options) {
        return "Csv.read()" + options + ".from(Path.of(\"" + folder.resolve("x.csv") + "\"))";
    }

    private static String daily(int rows, String more) {
        StringBuilder text = new StringBuilder("date,y\n");
        LocalDate first = LocalDate.parse("2020-01-01");
        for (int i = 0; i < rows; i++) {
            text.append(first.plusDays(i)).append(',').append(i).append('\n');
        }
        return text.append(more).toString();
    }

    @Test
    void allThatIsSeenHasAnAccessor() {
        CsvInspection inspection = Csv.inspect(PresetFiles.resource("inspected/semicolons.csv"));
        assertThat(inspection.charset()).isEqualTo("UTF-8");
        assertThat(inspection.hasByteOrderMark()).isFalse();
        assertThat(inspection.compression()).isEmpty();
        assertThat(inspection.delimiter()).isEqualTo(';');
        assertThat(inspection.quote()).isEqualTo('"');
        assertThat(inspection.decimal()).isEqualTo(',');
        assertThat(inspection.preamble()).isEqualTo(3);
        assertThat(inspection.hasHeader()).isTrue();
        assertThat(inspection.columns())
                .extracting(Object::toString)
                .containsExactly("Datum TIME", "Preis NUMBER", "Menge INTEGER", "Ort TEXT");
        assertThat(inspection.columns().get(0).form()).isEqualTo("timeFormat(\"dd.MM.yyyy\")");
        assertThat(inspection.columns().get(2).missing()).isEqualTo(1.0 / 3);
        assertThat(inspection.columns().get(3).isConstant()).isTrue();
        assertThat(inspection.timeColumn()).contains("Datum");
        assertThat(inspection.hasLocalTimes()).isTrue();
        assertThat(inspection.idColumn()).isEmpty();
        assertThat(inspection.valueColumns()).containsExactly("Preis", "Menge");
        assertThat(inspection.rows()).isEqualTo(3);
        assertThat(inspection.series()).isEqualTo(1);
        assertThat(inspection.firstTime()).contains(Instant.parse("2024-01-29T00:00:00Z"));
        assertThat(inspection.lastTime()).contains(Instant.parse("2024-01-31T00:00:00Z"));
        assertThat(inspection.order()).isEqualTo(CsvInspection.RowOrder.NEWEST_FIRST);
        assertThat(inspection.presets()).isEmpty();
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.code().orElseThrow())
                .startsWith("Csv.read().delimiter(';').skipLines(3).time(\"Datum\").timeFormat(\"dd.MM.yyyy\")"
                        + ".newestFirst().decimal(',').thousands('.')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "inspected/tabs.tsv|.delimiter('\\t').id(\"shop\").columns(\"sales\")",
                "inspected/money.csv|.thousands(',').currency(\"$\").parentheses().percentages()",
                "inspected/totals.csv|.endAt(\"Sum\")",
                "inspected/daily.zip|``",
                "reported/bool_col.csv|.columns(\"y\")",
                "reported/comment.csv|.comments('#')",
                "reported/epoch_ns.csv|.epoch(TimeUnit.NANOSECONDS)",
                "reported/footer.csv|.skipBlankLines().endAt(\"The data provided is for informational purposes only\")",
                "reported/fred.csv|.time(\"observation_date\").missing(\"\", \"NaN\", \"NA\", \"null\", \".\")",
                "reported/pandas_index.csv|.columns(\"y\")",
                "reported/string_col.csv|.id(\"unique_id\").columns(\"y\")",
                "reported/utf16le_nobom.csv|.charset(StandardCharsets.UTF_16LE)",
            })
    void theCodeHasTheOptionsThatTheFileNeeds(String file, String options) {
        Path path = PresetFiles.resource(file);
        assertThat(Csv.inspect(path).code()).contains("Csv.read()" + options + ".from(Path.of(\"" + path + "\"))");
    }

    @Test
    void bytesAreSeen() {
        CsvInspection marked = Csv.inspect(PresetFiles.resource("reported/utf16.csv"));
        assertThat(marked.charset()).isEqualTo("UTF-16LE");
        assertThat(marked.hasByteOrderMark()).isTrue();
        assertThat(Csv.inspect(PresetFiles.resource("inspected/daily.csv.gz")).compression())
                .contains("gzip");
        assertThat(Csv.inspect(PresetFiles.resource("inspected/daily.zip")).compression())
                .contains("zip");
        CsvInspection open = Csv.inspect(PresetFiles.resource("reported/cp1252.csv"));
        assertThat(open.code()).isEmpty();
        assertThat(open.alternatives()).hasSize(2);
        assertThat(open.alternatives().get(0)).contains(".charset(Charset.forName(\"windows-1252\"))");
        assertThat(open.problems()).anyMatch(problem -> problem.startsWith("the bytes are not UTF-8"));
    }

    @Test
    void whatCanBeReadInTwoWaysIsNotDecided() throws IOException {
        CsvInspection inspection = inspect("date,y\n01/02/2024,1\n02/02/2024,2\n");
        assertThat(inspection.code()).isEmpty();
        assertThat(inspection.alternatives())
                .containsExactly(code(".timeFormat(\"dd/MM/yyyy\")"), code(".timeFormat(\"MM/dd/yyyy\")"));
        assertThat(inspection.problems())
                .anyMatch(problem -> problem.contains("'01/02/2024' and the other times of the first lines can be"));
        assertThat(inspection.toString())
                .contains("either     Csv.read().timeFormat(\"dd/MM/yyyy\")", "code       none");
    }

    @Test
    void gapsAndDuplicatesOfAllRowsAreCounted() throws IOException {
        CsvInspection inspection = inspect(daily(400, "2021-02-10,1\n2021-02-11,2\n"));
        assertThat(inspection.rows()).isEqualTo(402);
        assertThat(inspection.sampling()).contains(Sampling.daily());
        assertThat(inspection.gapCount()).isEqualTo(1);
        assertThat(inspection.gaps().get(0).rows()).isEqualTo(6);
        assertThat(inspection.code()).contains(code(""));
        CsvInspection twice = inspect(daily(400, "2021-02-03,1\n"));
        assertThat(twice.duplicates()).isEqualTo(1);
        assertThat(twice.code()).isEmpty();
        assertThat(twice.problems()).containsExactly("a row has the time of another row of its series");
    }

    @Test
    void rowsBehindTheFirstLinesCountForTheCode() throws IOException {
        CsvInspection words = inspect(daily(400, "2021-02-04,many\n"));
        assertThat(words.code()).isEmpty();
        assertThat(words.problems())
                .singleElement()
                .asString()
                .contains("line 402, column 'y': 'many' is not a number");
        assertThat(words.columns().get(1).type()).isEqualTo(CsvColumn.Type.TEXT);
        assertThat(inspect(daily(400, "2021-02-04,1e400\n").replace(",7\n", ",7.25\n"))
                        .problems())
                .singleElement()
                .asString()
                .contains("line 402, column 'y': '1e400' is too large for a double");
        CsvInspection times = inspect(daily(400, "soon,1\n"));
        assertThat(times.problems())
                .singleElement()
                .asString()
                .contains("line 402, column 'date': 'soon' is not a time");
        CsvInspection fields = inspect(daily(400, "2021-02-04\n"));
        assertThat(fields.problems())
                .singleElement()
                .asString()
                .contains("line 402: the row has 1 fields, but there are 2 columns");
        CsvInspection order = inspect(daily(400, "2019-01-01,1\n"));
        assertThat(order.order()).isEqualTo(CsvInspection.RowOrder.UNSORTED);
        assertThat(order.problems()).containsExactly("the rows are not sorted by time");
        assertThat(order.code()).isEmpty();
    }

    @Test
    void aFormOfOneProviderIsRecognised() {
        CsvInspection binance = Csv.inspect(PresetFiles.path("binance_spot_joined.csv"));
        assertThat(binance.presets()).containsExactly(CsvPreset.BINANCE_KLINES);
        assertThat(binance.firstTime()).contains(Instant.parse("2024-12-31T22:00:00Z"));
        assertThat(binance.hasHeader()).isFalse();
        assertThat(binance.columns()).hasSize(12);
        assertThat(binance.valueColumns()).containsExactly("open", "high", "low", "close", "volume");
        assertThat(binance.code().orElseThrow()).startsWith("Csv.read(CsvPreset.BINANCE_KLINES).from(");
    }

    /** Plain options would read these files in UTC, which may be hours off. */
    @ParameterizedTest
    @ValueSource(strings = {"stooq_intraday.csv", "stooq_bulk_5min.txt", "alphavantage_intraday.csv"})
    void aFileThatNeedsAZoneHasNoCodeWithoutOne(String file) {
        CsvInspection inspection = Csv.inspect(PresetFiles.path(file));
        assertThat(inspection.problems()).singleElement().asString().contains("set it with zone(...)");
        assertThat(inspection.code()).isEmpty();
        assertThat(inspection.alternatives()).isEmpty();
        assertThat(inspection.rows()).isEqualTo(2);
        assertThat(inspection.hasLocalTimes()).isTrue();
        assertThat(inspection.firstTime()).isPresent();
    }

    @Test
    void filesOfOtherReadersNameThem() {
        assertThat(Csv.inspect(PresetFiles.path("monash_monthly.tsf"))
                        .problems()
                        .get(0))
                .contains("read it with Tsf.read(Path.of(");
        assertThat(Csv.inspect(PresetFiles.path("m4_train.csv")).problems().get(0))
                .contains("read it with M4.read(...)");
    }

    @Test
    void filesThatAreNoTablesOfRowsAreNamed() throws IOException {
        assertThat(inspect("<!DOCTYPE html>\n<html><body>429, wait</body></html>\n")
                        .problems()
                        .get(0))
                .contains("as HTML and XML do");
        assertThat(inspect("{\"Note\": \"25 requests a day\"}\n").problems().get(0))
                .contains("as JSON does");
        assertThat(inspect("").problems())
                .containsExactly("the file is empty; expected a header with the names of the columns, and rows");
        assertThat(inspect("shop,2023-01,2023-02\nA,1,2\nB,3,4\n").problems().get(0))
                .contains("the names of columns are times, such as '2023-01'");
        String wide = "t," + "column,".repeat(40_000) + "y\n2024-01-01" + ",1".repeat(40_001) + "\n";
        assertThat(inspect(wide).problems().get(0)).contains("the first line has more than 262144 characters");
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithWhatTheyAre() throws IOException {
        assertThatThrownBy(() -> inspect(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', 1, 0, 0, 13}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("x.csv: the file is no text");
        assertThatThrownBy(() -> inspect("PAR1abc")).hasMessageContaining("Parquet.read(...)");
        assertThatThrownBy(() -> inspect(new byte[] {'P', 'K', 3, 4, 1, 0, 0}))
                .hasMessageContaining("the file is a zip file");
        assertThatThrownBy(() -> inspect(new byte[] {'a', (byte) 0x81, (byte) 0x98, 'b'}))
                .hasMessageContaining("neither UTF-8 nor of one of [windows-1252");
    }

    @Test
    void charsetsThatLackAByteOfTheFileAreNoAlternatives() throws IOException {
        CsvInspection czech = inspect("date,pl\u00e1\u0165\n2024-01-01,1\n".getBytes("windows-1250"));
        assertThat(czech.charset()).isEqualTo("windows-1250");
        assertThat(czech.alternatives()).hasSize(2).noneMatch(line -> line.contains("windows-1252"));
    }

    @Test
    void aColumnWithoutANameIsNotTheId() throws IOException {
        String page = inspect("date,y,\n2024-01-01,1,\n2024-01-02,2,\n").toString();
        assertThat(page).contains("'': empty").doesNotContain("the id");
        assertThat(page).contains("spacing    not regular as far as the rows show, mostly 24h");
        String shops =
                inspect("date,Rome,Oslo\n2024-01-01,1,3\n2024-01-02,2,4\n").toString();
        assertThat(shops).contains("if each column of values is a series, add wide(\"y\")");
    }

    @Test
    void aFileThatIsNotThereOrDamagedIsRefused() throws IOException {
        assertThatThrownBy(() -> Csv.inspect(folder.resolve("none.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
        Path damaged = Files.writeString(folder.resolve("x.gz"), "date,y\n");
        assertThatThrownBy(() -> Csv.inspect(damaged)).hasMessageContaining("x.gz");
    }

    @Test
    void onlyTheFirstTwoMillionTimesAreKept() {
        TimesScan scan = new TimesScan();
        CsvPosition at = new CsvPosition("file");
        CsvRow row = new CsvRow();
        for (long i = 0; i <= TimesScan.MOST_TIMES; i++) {
            row.begin(i + 1);
            at.line(i + 1);
            TimesScan.Rows rows = scan.rows("");
            scan.take(rows, i * 60_000, row, at);
        }
        row.begin(TimesScan.MOST_TIMES + 2L);
        scan.take(scan.rows(""), TimesScan.MOST_TIMES * 60_000L, row, at);
        assertThat(scan.spacing(ZoneOffset.UTC, 10).duplicates()).isEqualTo(1);
        assertThat(scan.isComplete()).isFalse();
        assertThat(scan.last()).isEqualTo(TimesScan.MOST_TIMES * 60_000L);
        assertThat(scan.spacing(ZoneOffset.UTC, 10).sampling()).isEqualTo(Sampling.fixed(Duration.ofMinutes(1)));
    }
}
