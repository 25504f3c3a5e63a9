package io.forecastj.backtest.leakage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of an audit: the leaks found, what was examined, and what could not be.
 *
 * <p>Immutable and thread-safe. The same audit gives the same report.
 */
public final class LeakageReport {
    private final String scope;
    private final String share;
    private final List<Finding> findings;
    private final List<String> examined;
    private final List<String> notExamined;

    LeakageReport(String scope, AuditLog log) {
        this.scope = scope;
        this.share = log.share();
        this.findings = log.findings();
        this.examined = log.examined();
        this.notExamined = log.notExamined();
    }

    /** {@return the leaks in the order in which they were found, unmodifiable} */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Returns the leaks of a kind.
     *
     * @param kind the kind
     * @return the leaks, unmodifiable
     */
    public List<Finding> findings(LeakKind kind) {
        return findings.stream().filter(one -> one.kind() == kind).toList();
    }

    /** {@return the examinations that were made, one line each, with their samples; unmodifiable} */
    public List<String> examined() {
        return examined;
    }

    /**
     * Returns the examinations that could not be made, with the reason: a series that is too short, or a subject that
     * refuses missing values.
     *
     * @return one line each, unmodifiable
     */
    public List<String> notExamined() {
        return notExamined;
    }

    /** {@return whether no leak was found; see {@link #notExamined()} for what this does not cover} */
    public boolean clean() {
        return findings.isEmpty();
    }

    /**
     * Requires that no leak was found. For tests.
     *
     * @return this report
     * @throws IllegalStateException if there is a finding; the message is the whole report
     */
    public LeakageReport requireNone() {
        if (!clean()) {
            throw new IllegalStateException(toString());
        }
        return this;
    }

    /** {@return the report as text: the findings with their remedies, what was examined and what was not} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scope).append('\n');
        text.append(
                switch (findings.size()) {
                    case 0 -> "no leak found" + share;
                    case 1 -> "1 leak found";
                    default -> findings.size() + " leaks found";
                });
        for (int i = 0; i < findings.size(); i++) {
            text.append('\n').append(i + 1).append(". ").append(findings.get(i));
        }
        return text.append(section("Examined", examined))
                .append(section("Not examined", notExamined))
                .toString();
    }

    private static String section(String title, List<String> lines) {
        return lines.isEmpty() ? "" : lines.stream().collect(Collectors.joining("\n - ", "\n" + title + ":\n - ", ""));
    }
}
