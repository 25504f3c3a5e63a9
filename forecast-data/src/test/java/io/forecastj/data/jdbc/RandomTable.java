package io.forecastj.data.jdbc;

import io.forecastj.TimeSeries;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random series, and the rows of a table that have them. */
final class RandomTable {
    private static final String LETTERS = "abcXYZ019 _-'\"\\%;äß€漢\uD83D\uDE00";
    private static final double MISSING = 0.2;

    private final List<TimeSeries> series = new ArrayList<>();

    RandomTable(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(6);
        for (int s = 0; s < count; s++) {
            TimeSeries.Builder builder = TimeSeries.builder("a", "b", "c").id(id(random) + s);
            builder.attribute("k", number(random));
            long time = random.nextLong(4_000_000_000_000L) - 1_000_000_000_000L;
            int rows = 1 + random.nextInt(60);
            for (int r = 0; r < rows; r++) {
                time += 1 + random.nextLong(random.nextBoolean() ? 1000 : 100_000_000);
                builder.add(
                        time,
                        random.nextDouble() < MISSING ? Double.NaN : number(random),
                        random.nextDouble() < MISSING ? Double.NaN : number(random),
                        random.nextDouble() < MISSING ? Double.NaN : random.nextLong(1L << 53) - (1L << 52));
            }
            series.add(builder.build());
        }
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder("s");
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = LETTERS.offsetByCodePoints(0, random.nextInt(LETTERS.codePointCount(0, LETTERS.length())));
            id.appendCodePoint(LETTERS.codePointAt(at));
        }
        return id.toString();
    }

    /** Any finite number but negative zero, which SQLite does not hold. */
    private static double number(Random random) {
        double number = random.nextBoolean()
                ? Double.longBitsToDouble(random.nextLong())
                : random.nextInt(2_000_001) / 1000.0 - 1000;
        return Double.isFinite(number) && number != 0 ? number : 0;
    }

    List<TimeSeries> series() {
        return series;
    }

    void insert(ConnectionSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO random_rows VALUES (?, ?, ?, ?, ?, ?)")) {
            SqlBinds binds = new SqlBinds(insert, SqlProduct.of(connection));
            connection.setAutoCommit(false);
            for (TimeSeries one : series) {
                for (int r = 0; r < one.length(); r++) {
                    binds.any(1, one.id());
                    binds.instant(2, Instant.ofEpochMilli(one.timestamp(r)));
                    binds.number(3, one.value(r, 0));
                    binds.number(4, one.value(r, 1));
                    double c = one.value(r, 2);
                    binds.any(5, Double.isNaN(c) ? null : (Object) (long) c);
                    binds.number(6, one.attributes().get("k"));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
