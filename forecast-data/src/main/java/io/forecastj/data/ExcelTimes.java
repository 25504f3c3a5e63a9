package io.forecastj.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Parses the serial numbers of days that spreadsheets store; their fraction is the time of day. */
final class ExcelTimes implements TimeParser {
    private static final Pattern SERIAL = Pattern.compile("\\d{2,7}([.,]\\d+)?");

    /** The number of 1970-01-01. */
    private static final int EPOCH = 25_569;

    /** The number of 1900-03-01: those before it count a 29 February 1900, which did not exist. */
    private static final int FIRST = 61;

    /** The number of 9999-12-31. */
    private static final int LAST = 2_958_465;

    private static final BigDecimal DAY = BigDecimal.valueOf(86_400_000);

    /** Serial numbers have 15 digits, which are fractions of a microsecond. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    /** The digits after the point that spreadsheets show; a time of day that is stored with more may be rounded. */
    private static final int SHOWN = 5;

    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000);

    private static final int NANOS = 1_000_000;

    private final LocalTimes local;

    ExcelTimes(LocalTimes local) {
        this.local = local;
    }

    @Override
    public long millis(String text, EarlierTimes series, CsvPosition at) {
        if (!SERIAL.matcher(text).matches()) {
            throw at.error(CsvPosition.quote(text) + " is not the serial number of a day, such as 45292.5: leave out"
                    + " excelDates(), or set timeFormat(...)");
        }
        BigDecimal serial = new BigDecimal(text.replace(',', '.'));
        long day = serial.longValue();
        if (day < FIRST || day > LAST) {
            throw at.error(CsvPosition.quote(text) + " is not the serial number of a day from 1900-03-01 (" + FIRST
                    + ") to 9999-12-31 (" + LAST + ")");
        }
        BigDecimal exact = serial.subtract(BigDecimal.valueOf(day)).multiply(DAY);
        BigDecimal millis = exact.setScale(0, RoundingMode.HALF_EVEN);
        boolean rounded = serial.scale() <= SHOWN && exact.remainder(SECOND).signum() != 0;
        if (rounded || exact.subtract(millis).abs().compareTo(ROUNDING) > 0) {
            throw at.error(CsvPosition.quote(text) + " is not a whole number of "
                    + (rounded ? "seconds, so it seems to be rounded" : "milliseconds")
                    + ": export the times with all digits, or as dates");
        }
        LocalDate date = LocalDate.ofEpochDay(day - EPOCH);
        if (millis.signum() == 0) {
            return local.of(date, text, at);
        }
        return local.of(date.atStartOfDay().plusNanos(millis.longValue() * NANOS), text, series, at);
    }
}
