package io.forecastj.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the objects of a store in two tables of a database, so that several machines share a store.
 *
 * <p>Thread-safe; holds no connection between calls. Each call takes a connection from the data source, runs one
 * statement in one transaction and gives the connection back with its settings as found. A data source whose
 * connections take part in a transaction of the caller must not be used: what a call has done would not be durable when
 * it returns.
 *
 * <p>The tables are {@code forecastj_blobs} with the files of models, and {@code forecastj_manifests} with the rest:
 * the head, the documents and the snapshots of sessions. They are created if they are absent, which needs the right to
 * do so; without it, create both beforehand as follows, with the database's type for binary data of up to 1 GB and,
 * where its default is another one, a binary collation for the key:
 *
 * <pre>{@code
 * CREATE TABLE forecastj_blobs (
 *     object_key VARCHAR(452) NOT NULL, object_tag VARCHAR(36) NOT NULL, content BLOB, PRIMARY KEY (object_key))
 * }</pre>
 *
 * <p>The type of {@code content} is {@code BYTEA} in PostgreSQL, {@code LONGBLOB} in MySQL and MariaDB,
 * {@code VARBINARY(MAX)} in SQL Server and {@code BLOB} elsewhere, such as in H2, Oracle and SQLite. Objects pass
 * through memory as a whole, and a database may limit them below {@link Storage#MAX_BYTES}: PostgreSQL to somewhat less
 * than 1 GB, MySQL to its {@code max_allowed_packet}.
 */
public final class JdbcStorage implements Storage {
    private static final String STANDARD_PREFIX = "forecastj_";
    private static final Pattern PREFIX =
            Pattern.compile("([A-Za-z][A-Za-z0-9_]{0,62}\\.)?[A-Za-z][A-Za-z0-9_]{0,19}|[A-Za-z][A-Za-z0-9_]{0,62}\\.");

    /** Number of attempts of a statement that the database refuses because of others that run at the same time. */
    private static final int ATTEMPTS = 20;

    /** Secrets that drivers put into messages with the address of the database. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|pwd)\\s*[=:]\\s*|//[^/@\\s:]*:)[^;&@,\\s]*");

    private final JdbcCalls calls;
    private final String product;
    private final String blobs;
    private final String manifests;

    private JdbcStorage(JdbcCalls calls, String product, String prefix) {
        this.calls = calls;
        this.product = product;
        this.blobs = prefix + "blobs";
        this.manifests = prefix + "manifests";
    }

    /**
     * Uses the tables {@code forecastj_blobs} and {@code forecastj_manifests} of a database, and creates them if
     * necessary. Several processes may do so at once.
     *
     * @param source where connections come from, preferably a pool; the caller closes it
     * @return the storage
     * @throws StoreException if the database cannot be reached, or the tables are absent and cannot be created
     */
    public static JdbcStorage of(DataSource source) {
        return of(source, STANDARD_PREFIX);
    }

    /**
     * Uses two tables of a database whose names begin otherwise, and creates them if necessary. One database so holds
     * several stores.
     *
     * @param source where connections come from, preferably a pool; the caller closes it
     * @param prefix what stands before {@code blobs} and {@code manifests} in the names of the tables: a schema that
     *     exists with its dot, such as {@code "models."}, or at most 20 letters, digits and underscores with a letter
     *     first, such as {@code "models_"}, or both
     * @return the storage
     * @throws IllegalArgumentException if the prefix is malformed
     * @throws StoreException if the database cannot be reached, or the tables are absent and cannot be created
     */
    public static JdbcStorage of(DataSource source, String prefix) {
        Objects.requireNonNull(source, "source");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("expected a schema with a dot, or at most 20 letters, digits and"
                    + " underscores with a letter first, or both; found the prefix '" + prefix + "'");
        }
        JdbcCalls calls = new JdbcCalls(source);
        try {
            String product = calls.run(connection -> connection.getMetaData().getDatabaseProductName());
            JdbcStorage storage = new JdbcStorage(calls, product, prefix);
            storage.create(storage.blobs);
            storage.create(storage.manifests);
            return storage;
        } catch (SQLException e) {
            throw new JdbcStorage(calls, "the database", prefix).failure("find or create the tables", e);
        }
    }

    /** Creates a table if it is absent. */
    private void create(String table) throws SQLException {
        try {
            probe(table);
        } catch (SQLException absent) {
            try {
                calls.update(JdbcDialect.of(product).createTable(table), none -> {});
            } catch (SQLException e) {
                e.addSuppressed(absent);
                try {
                    probe(table); // another process may have created it in between
                } catch (SQLException still) {
                    throw e;
                }
            }
        }
    }

    private void probe(String table) throws SQLException {
        String sql = "SELECT object_key, object_tag, content FROM " + table + " WHERE object_key = ?";
        calls.query(sql, "none", ResultSet::next);
    }

    private String table(String key) {
        return key.startsWith(ObjectSpace.BLOBS) ? blobs : manifests;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        Keys.requireContent(Keys.require(key), content);
        String what = "write the object '" + key + "'";
        String tag = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                // a large content is not sent for nothing
                return tag(key).isEmpty()
                        && 1
                                == calls.update(
                                        "INSERT INTO " + table(key)
                                                + " (object_key, object_tag, content) VALUES (?, ?, ?)",
                                        statement -> {
                                            statement.setString(1, key);
                                            statement.setString(2, tag);
                                            statement.setBytes(3, content);
                                        });
            } catch (SQLException e) {
                // drivers differ in how they refuse a duplicate, and a lost connection says nothing: look
                Optional<String> present = tagAfter(e, what, key);
                if (present.isPresent()) {
                    return present.get().equals(tag);
                }
                if (attempt == ATTEMPTS || !JdbcDialect.isConflict(e) && !JdbcDialect.isDuplicate(e)) {
                    throw failure(what, e);
                }
            }
        }
    }

    @Override
    public Optional<StoredObject> get(String key) {
        Keys.require(key);
        String sql = "SELECT object_tag, content FROM " + table(key) + " WHERE object_key = ?";
        Optional<StoredObject> found;
        try {
            found = calls.query(sql, key, rows -> {
                if (!rows.next()) {
                    return Optional.empty();
                }
                byte[] content = rows.getBytes(2);
                return Optional.of(StoredObject.of(content == null ? new byte[0] : content, rows.getString(1)));
            });
        } catch (SQLException e) {
            throw failure("read the object '" + key + "'", e);
        }
        found.ifPresent(object -> {
            if (object.content().length > MAX_BYTES) {
                throw new StoreException("the object '" + key + "' in " + this + " has " + object.content().length
                        + " bytes; a store writes at most " + MAX_BYTES);
            }
        });
        return found;
    }

    @Override
    public List<String> list(String prefix) {
        Keys.requirePrefix(prefix);
        String sql = "SELECT object_key FROM " + table(prefix) + " WHERE object_key LIKE ? ESCAPE '!'";
        // an underscore is the only character of keys that LIKE takes for others
        String pattern = prefix.replace("_", "!_") + "%";
        try {
            return calls.query(sql, pattern, rows -> {
                List<String> keys = new ArrayList<>();
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
                // not by the database, whose order of characters may be another one
                keys.sort(null);
                return List.copyOf(keys);
            });
        } catch (SQLException e) {
            throw failure("list the objects '" + prefix + "'", e);
        }
    }

    @Override
    public boolean replace(String key, String tag, byte[] content) {
        Keys.requireContent(Keys.require(key), content);
        String what = "replace the object '" + key + "'";
        String next = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                return 1
                        == calls.update(
                                "UPDATE " + table(key)
                                        + " SET object_tag = ?, content = ? WHERE object_key = ? AND object_tag = ?",
                                statement -> {
                                    statement.setString(1, next);
                                    statement.setBytes(2, content);
                                    statement.setString(3, key);
                                    statement.setString(4, tag);
                                });
            } catch (SQLException e) {
                if (!JdbcDialect.isConflict(e) || attempt == ATTEMPTS) {
                    // the connection may have been lost after the change was made
                    if (tagAfter(e, what, key).filter(next::equals).isPresent()) {
                        return true;
                    }
                    throw failure(what, e);
                }
            }
        }
    }

    @Override
    public void delete(String key) {
        Keys.require(key);
        for (int attempt = 1; ; attempt++) {
            try {
                calls.update("DELETE FROM " + table(key) + " WHERE object_key = ?", one -> one.setString(1, key));
                return;
            } catch (SQLException e) {
                if (!JdbcDialect.isConflict(e) || attempt == ATTEMPTS) {
                    throw failure("remove the object '" + key + "'", e);
                }
            }
        }
    }

    /** Returns the tag of an object after a statement has failed, or throws that failure if there is no answer. */
    private Optional<String> tagAfter(SQLException failure, String what, String key) {
        try {
            return tag(key);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            throw failure(what, failure);
        }
    }

    private Optional<String> tag(String key) throws SQLException {
        String sql = "SELECT object_tag FROM " + table(key) + " WHERE object_key = ?";
        return calls.query(sql, key, rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    }

    private StoreException failure(String what, SQLException e) {
        String state = e.getSQLState();
        return new StoreException(
                this + " could not " + what + ": " + text(e.getMessage()) + " (SQL state " + state + ", code "
                        + e.getErrorCode() + "). " + advice(state == null ? "" : state),
                e);
    }

    private static String text(@Nullable String message) {
        return message == null
                ? "no message"
                : SECRET.matcher(message.strip().lines().findFirst().orElse("")).replaceAll("$1...");
    }

    private static String advice(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "Check that the database runs and can be reached, and try again";
            case "28" -> "Check the user and the password of the data source";
            case "42" ->
                "Check that the tables exist as JdbcStorage describes them, or that the user may create them,"
                        + " and may read, insert, update and delete their rows";
            case "22", "54" -> "Check that the database takes binary data of this size";
            default -> "Check the database for what it reports, and try again";
        };
    }

    @Override
    public String toString() {
        return product + " with the tables " + blobs + " and " + manifests;
    }
}
