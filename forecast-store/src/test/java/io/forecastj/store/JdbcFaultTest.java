package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store on a database whose connection fails at each JDBC call of a change in turn. */
class JdbcFaultTest {
    private static final JdbcConnectionPool DATABASE = JdbcConnectionPool.create(JdbcStorageTest.inMemory());
    private static final MemoryStorage START = new MemoryStorage();
    private static final Predictor first = Baselines.naive("value", 1).fit(StoreSamples.series(20, 1));
    private static final Predictor second = Baselines.naive("value", 2).fit(StoreSamples.series(20, 1));

    /** A change of a store, and whether it takes effect in one step when it returns or throws. */
    private enum Change {
        PUBLISH(
                true,
                model -> model.publish(
                        second, Publication.none().attach("new", "content").promoteTo("candidate"))),
        PROMOTE(true, model -> model.promote("production", 1, "better")),
        ROLLBACK(true, model -> model.rollback("production", "worse")),
        REMOVE(false, model -> model.remove(model.plan(Retention.latest(1))));

        final boolean atomic;
        final Consumer<StoredModel> action;

        Change(boolean atomic, Consumer<StoredModel> action) {
            this.atomic = atomic;
            this.action = action;
        }
    }

    /** Which calls fail, from the k-th call on. */
    private enum Fault {
        ONE_BEFORE(false, false),
        ONE_AFTER(true, false),
        ALL_BEFORE(false, true),
        ALL_AFTER(true, true);

        final boolean afterEffect;
        final boolean lasting;

        Fault(boolean afterEffect, boolean lasting) {
            this.afterEffect = afterEffect;
            this.lasting = lasting;
        }
    }

    @BeforeAll
    static void prepare() {
        StoredModel model = ModelStore.builder(START).open().model("sales");
        for (int i = 0; i < 4; i++) {
            model.publish(i % 2 == 0 ? first : second, Publication.none().attach("notes", "of " + i));
        }
        model.promote("production", 2);
        model.promote("production", 3);
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
        DATABASE.dispose();
    }

    /** A data source that counts the calls of itself and of all that comes from it, and fails at some of them. */
    private static final class FailingSource {
        private final boolean auto;
        private final Fault fault;
        private final List<Connection> given = new ArrayList<>();
        private final List<Connection> open = new ArrayList<>();
        private long failAt = -1;
        private long calls;
        private boolean failed;

        FailingSource(boolean auto, Fault fault) {
            this.auto = auto;
            this.fault = fault;
        }

        DataSource source() {
            return watch(DataSource.class, DATABASE);
        }

        private <T> T watch(Class<T> type, Object target) {
            return type.cast(Proxy.newProxyInstance(
                    JdbcFaultTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        calls++;
                        boolean fails = failAt >= 0 && (calls == failAt || fault.lasting && calls > failAt);
                        failed |= fails;
                        if (method.getName().equals("close") && proxy instanceof Connection connection) {
                            open.removeIf(one -> one == connection);
                        }
                        if (fails && (!fault.afterEffect || calls > failAt)) {
                            throw new SQLException("injected before " + method.getName(), "08006");
                        }
                        Object result;
                        try {
                            result = method.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (result instanceof Connection connection) {
                            connection.setAutoCommit(auto);
                            given.add(connection);
                        }
                        if (fails) {
                            throw new SQLException("injected after " + method.getName(), "08006");
                        }
                        if (result instanceof Connection connection) {
                            Connection watched = watch(Connection.class, connection);
                            open.add(watched);
                            return watched;
                        }
                        return result instanceof PreparedStatement
                                ? watch(PreparedStatement.class, result)
                                : result instanceof ResultSet ? watch(ResultSet.class, result) : result;
                    }));
        }

        /** Ends the real connections whose end was to fail. */
        void end() throws SQLException {
            for (Connection connection : given) {
                if (!connection.isClosed()) {
                    assertThat(connection.getAutoCommit()).isEqualTo(auto);
                    if (!auto) {
                        connection.rollback();
                    }
                    connection.close();
                }
            }
        }
    }

    private static void restore() throws SQLException {
        JdbcStorage storage = JdbcStorage.of(DATABASE);
        JdbcStorageTest.execute(DATABASE, "DELETE FROM forecastj_blobs");
        JdbcStorageTest.execute(DATABASE, "DELETE FROM forecastj_manifests");
        for (String key : START.keys()) {
            storage.putIfAbsent(key, START.get(key).orElseThrow().content());
        }
    }

    private static String state(ModelStore store) {
        StoredModel model = store.model("sales");
        return model.versions() + " " + model.aliases() + " "
                + model.events().stream().map(StoreEvent::kind).toList();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aFailureOfTheConnectionLeavesTheOldStateOrTheNew(Change change) throws SQLException {
        for (Fault fault : Fault.values()) {
            check(change, fault, true, 4);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Change.class)
    void aFailureAtEachCallLeavesTheOldStateOrTheNew(Change change) throws SQLException {
        for (Fault fault : Fault.values()) {
            check(change, fault, true, 1);
            check(change, fault, false, 1);
        }
    }

    private static void check(Change change, Fault fault, boolean auto, int step) throws SQLException {
        restore();
        ModelStore plain = ModelStore.builder(JdbcStorage.of(DATABASE)).open();
        String before = state(plain);
        change.action.accept(plain.model("sales"));
        String after = withoutTimes(state(plain));
        int thrown = 0;
        int recovered = 0;
        for (long at = 1; ; at += step) {
            restore();
            FailingSource failing = new FailingSource(auto, fault);
            StoredModel model =
                    ModelStore.builder(JdbcStorage.of(failing.source())).open().model("sales");
            failing.failAt = failing.calls + at;
            boolean returned = true;
            try {
                change.action.accept(model);
            } catch (StoreException e) {
                returned = false;
            }
            String place = change + ", " + fault + " at call " + at + (auto ? "" : ", transactions");
            assertThat(failing.open).as(place + ": open connections").isEmpty();
            failing.end();
            ModelStore again = ModelStore.builder(JdbcStorage.of(DATABASE)).open();
            String found = state(again);
            if (returned) {
                assertThat(withoutTimes(found)).as(place).isEqualTo(after);
                recovered += failing.failed ? 1 : 0;
            } else {
                thrown++;
                if (change.atomic && !fault.lasting
                        || !found.equals(before) && !withoutTimes(found).equals(after)) {
                    assertThat(found)
                            .as(place + ": it threw, so nothing has changed")
                            .isEqualTo(before);
                }
            }
            assertThat(again.verify()).as(place).isEmpty();
            if (!failing.failed) {
                break;
            }
        }
        assertThat(thrown)
                .as(change + ", " + fault + ": failures that were told")
                .isGreaterThan(5);
        if (!fault.lasting) {
            assertThat(recovered)
                    .as(change + ", " + fault + ": failures that did no harm")
                    .isPositive();
        }
    }

    private static String withoutTimes(String state) {
        return state.replaceAll("published [0-9TZ:.-]+", "published");
    }
}
