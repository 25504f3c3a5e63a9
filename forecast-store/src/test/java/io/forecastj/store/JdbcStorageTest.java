package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcStorageTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final DataSource database = inMemory();

    static JdbcDataSource inMemory() {
        return source("mem:store" + DATABASES.incrementAndGet());
    }

    private static JdbcDataSource source(String place) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + place + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        source.setPassword("secret");
        return source;
    }

    static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Returns a data source whose connections are set otherwise first. */
    private static DataSource set(DataSource source, Setting setting) {
        return (DataSource) Proxy.newProxyInstance(
                JdbcStorageTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        if (result instanceof Connection connection) {
                            setting.apply(connection);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @FunctionalInterface
    private interface Setting {
        void apply(Connection connection) throws SQLException;
    }

    @AfterEach
    void shutDown() {
        execute(database, "SHUTDOWN");
    }

    @Nested
    class InMemory extends StorageContract {
        @Override
        Storage open() {
            return JdbcStorage.of(database);
        }
    }

    @Nested
    class WithOtherNames extends StorageContract {
        @Override
        Storage open() {
            return JdbcStorage.of(database, "models_");
        }
    }

    @Nested
    class InOneTransactionEach extends StorageContract {
        @Override
        Storage open() {
            return JdbcStorage.of(set(database, connection -> connection.setAutoCommit(false)));
        }
    }

    @Nested
    class InOneSerializableTransactionEach extends StorageContract {
        @Override
        Storage open() {
            return JdbcStorage.of(set(database, connection -> {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            }));
        }
    }

    @Nested
    class InAFile extends StorageContract {
        @TempDir
        Path directory;

        @Override
        Storage open() {
            return JdbcStorage.of(source("file:" + directory.resolve("store")));
        }

        @AfterEach
        void shutDown() {
            execute(source("file:" + directory.resolve("store")), "SHUTDOWN");
        }
    }

    @Test
    void filesAreInOneTableAndTheRestInTheOther() throws SQLException {
        Storage storage = JdbcStorage.of(database);
        storage.putIfAbsent("head", new byte[1]);
        storage.putIfAbsent("manifests/a", new byte[1]);
        storage.putIfAbsent("snapshots/a/b", new byte[1]);
        storage.putIfAbsent("blobs/a", new byte[1]);
        assertThat(keys("forecastj_blobs")).containsExactly("blobs/a");
        assertThat(keys("forecastj_manifests")).containsExactly("head", "manifests/a", "snapshots/a/b");
    }

    private List<String> keys(String table) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Connection connection = database.getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT object_key FROM " + table + " ORDER BY object_key")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    @Test
    void twoPrefixesAreTwoStores() {
        execute(database, "CREATE SCHEMA models");
        Storage one = JdbcStorage.of(database, "models.");
        Storage other = JdbcStorage.of(database, "models.b_");
        Storage third = JdbcStorage.of(database);
        assertThat(one.putIfAbsent("head", new byte[] {1})).isTrue();
        assertThat(other.putIfAbsent("head", new byte[] {2})).isTrue();
        assertThat(third.get("head")).isEmpty();
        assertThat(one.get("head").orElseThrow().content()).containsExactly(1);
        assertThat(one).hasToString("H2 with the tables models.blobs and models.manifests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1a", "a b", "a;", "a.b.c", "a'", "\"a\"", "a-", "a_very_long_prefix_of_many", "ä"})
    void aMalformedPrefixIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcStorage.of(database, prefix))
                .withMessageContaining("'" + prefix + "'");
    }

    @Test
    void severalProcessesCreateTheTablesAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 30; round++) {
                String prefix = "round" + round + "_";
                List<Callable<Storage>> calls = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    calls.add(() -> JdbcStorage.of(database, prefix));
                }
                int written = 0;
                for (Future<Storage> storage : threads.invokeAll(calls)) {
                    written += storage.get().putIfAbsent("head", new byte[1]) ? 1 : 0;
                }
                assertThat(written).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tablesThatAreThereNeedNoRightToCreateThem() {
        JdbcStorage.of(database).putIfAbsent("head", new byte[1]);
        execute(database, "CREATE USER reader PASSWORD 'secret'");
        execute(database, "GRANT SELECT, INSERT, UPDATE, DELETE ON forecastj_blobs TO reader");
        execute(database, "GRANT SELECT, INSERT, UPDATE, DELETE ON forecastj_manifests TO reader");
        JdbcDataSource reader = new JdbcDataSource();
        reader.setURL(((JdbcDataSource) database).getURL().replace(";DB_CLOSE_DELAY=-1", ""));
        reader.setUser("reader");
        reader.setPassword("secret");
        assertThat(JdbcStorage.of(reader).get("head")).isPresent();
        assertThatThrownBy(() -> JdbcStorage.of(reader, "others_"))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("find or create the tables", "others_blobs");
    }

    @Test
    void connectionsComeBackAsTheyWereAndClosed() {
        for (boolean auto : new boolean[] {true, false}) {
            List<Connection> given = new ArrayList<>();
            List<Boolean> found = new ArrayList<>();
            DataSource watched = set(database, connection -> {
                connection.setAutoCommit(auto);
                given.add(connection);
                found.add(connection.getAutoCommit());
            });
            Storage storage = JdbcStorage.of(watched);
            storage.putIfAbsent("head", new byte[1]);
            storage.putIfAbsent("head", new byte[1]);
            storage.replace("head", storage.get("head").orElseThrow().tag(), new byte[2]);
            storage.list("blobs/");
            storage.delete("head");
            assertThat(given).hasSizeGreaterThan(8).allMatch(connection -> {
                try {
                    return connection.isClosed();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(found).containsOnly(auto);
        }
    }

    @Test
    void aFailureNamesTheOperationAndTheObjectAndNoPassword() {
        Storage storage = JdbcStorage.of(database);
        execute(database, "DROP TABLE forecastj_manifests");
        assertThatThrownBy(() -> storage.get("manifests/a"))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(SQLException.class)
                .hasMessageContainingAll("read", "'manifests/a'", "forecastj_manifests", "Check that the tables exist");
        assertThatThrownBy(() -> storage.putIfAbsent("head", new byte[1])).hasMessageContainingAll("write", "'head'");
        assertThatThrownBy(() -> storage.replace("head", "a", new byte[1]))
                .hasMessageContainingAll("replace", "'head'");
        assertThatThrownBy(() -> storage.delete("head")).hasMessageContainingAll("remove", "'head'");
        assertThatThrownBy(() -> storage.list("manifests/")).hasMessageContainingAll("list", "'manifests/'");

        DataSource broken = set(database, connection -> {
            throw new SQLException(
                    "no answer from jdbc:x://me:hunter2@host/db?user=me&password=hunter3;pwd=hunter4", "08001");
        });
        assertThatThrownBy(() -> JdbcStorage.of(broken))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        "no answer from jdbc:x://me:...@host/db", "08001", "Check that the database runs")
                .hasMessageNotContaining("hunter");
    }

    @Test
    void twoStoresPublishInOneDatabaseAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ModelStore store = ModelStore.builder(JdbcStorage.of(database)).open();
                String own = "by " + i;
                calls.add(() -> {
                    for (int version = 0; version < 5; version++) {
                        StoreSamples.publishNaive(
                                store.model("sales"), Publication.none().attach("own", own));
                        store.clean();
                    }
                    return 5;
                });
            }
            for (Future<Integer> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        ModelStore store = ModelStore.builder(JdbcStorage.of(database)).open();
        assertThat(store.model("sales").versions())
                .extracting(ModelVersion::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
        assertThat(store.verify()).isEmpty();
    }
}
