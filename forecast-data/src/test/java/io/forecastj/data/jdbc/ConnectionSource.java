package io.forecastj.data.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections by an address. Counts those that are open, and those that were given back in another state. */
final class ConnectionSource implements DataSource {
    private final String address;
    private final @Nullable String product;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();

    ConnectionSource(String address) {
        this(address, null);
    }

    /**
     * Makes a source.
     *
     * @param product the name that the database gives itself, or null for its own
     */
    ConnectionSource(String address, @Nullable String product) {
        this.address = address;
        this.product = product;
    }

    /** Returns the number of connections that are not closed. */
    int open() {
        return open.get();
    }

    /** Returns the number of connections that were closed while they did not commit by themselves. */
    int changed() {
        return changed.get();
    }

    void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = DriverManager.getConnection(address);
        open.incrementAndGet();
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                ConnectionSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                        open.decrementAndGet();
                        if (!connection.isClosed() && !connection.getAutoCommit()) {
                            changed.incrementAndGet();
                        }
                    }
                    Object result = invoke(connection, method, arguments);
                    return method.getName().equals("getMetaData") && product != null
                            ? renamed((DatabaseMetaData) result, product)
                            : result;
                });
    }

    private static DatabaseMetaData renamed(DatabaseMetaData data, String product) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                ConnectionSource.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getDatabaseProductName") ? product : invoke(data, method, arguments));
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
