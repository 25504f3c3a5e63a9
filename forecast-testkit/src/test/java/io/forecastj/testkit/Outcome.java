package io.forecastj.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * The outcome of a contract that JUnit ran as one of its users would.
 *
 * @param passed the number of tests that passed
 * @param failed the sentences of the tests that failed
 * @param skipped the reasons of the tests that were skipped
 */
record Outcome(long passed, List<String> failed, List<String> skipped) {
    static Outcome of(Class<?> contract) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents();
        return new Outcome(
                tests.succeeded().count(),
                tests.failed().map(e -> e.getTestDescriptor().getDisplayName()).toList(),
                tests.aborted().map(Outcome::reason).toList());
    }

    private static String reason(Event aborted) {
        return aborted.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .getMessage();
    }
}
