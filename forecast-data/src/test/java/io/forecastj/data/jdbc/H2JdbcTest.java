package io.forecastj.data.jdbc;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class H2JdbcTest extends JdbcVintagesContract {
    @Override
    String emptyDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    String billionAddress() {
        return "jdbc:h2:mem:;LAZY_QUERY_EXECUTION=1";
    }

    @Override
    String billion() {
        return "SELECT X AS x FROM SYSTEM_RANGE(0, 1000000000)";
    }

    @Test
    @Override
    void aBillionRowsAreReadInLittleMemoryAndEndWhenTheThreadIsInterrupted() throws Exception {
        super.aBillionRowsAreReadInLittleMemoryAndEndWhenTheThreadIsInterrupted(); // here by default
    }
}
