package io.forecastj.backtest.leakage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the findings of an audit, and what it did and could not do. */
final class AuditLog {
    private final List<Finding> findings = new ArrayList<>();
    private int cut;
    private int cuttable;
    private boolean alike = true;
    private final Set<String> examined = new LinkedHashSet<>();
    private final Set<String> notExamined = new LinkedHashSet<>();

    void found(Finding finding) {
        findings.add(finding);
    }

    /** Notes at how many of how many rows a series was cut for a subject. */
    void cut(int rows, int of) {
        alike &= cuttable == 0 || rows == cut && of == cuttable;
        if (cuttable == 0 || (long) rows * cuttable < (long) cut * of) {
            cut = rows;
            cuttable = of;
        }
    }

    /** The share of rows cut at, such as {@code ", cut at 60 of 599 rows"}: the least one; empty if none was cut. */
    String share() {
        return cuttable == 0 ? "" : ", cut at " + cut + " of " + cuttable + " rows" + (alike ? "" : " or more");
    }

    void examined(String subject, String what) {
        examined.add(subject + ": " + what);
    }

    void notExamined(String subject, String what, String why) {
        notExamined.add(subject + ": " + what + ": " + why);
    }

    /** Notes that a probe made the subject throw. */
    void refused(String subject, String what, RuntimeException refusal) {
        String message = refusal.getMessage();
        String firstLine = message == null ? "" : message.lines().findFirst().orElse("");
        notExamined(subject, what, refusal.getClass().getSimpleName() + " " + firstLine);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<String> examined() {
        return List.copyOf(examined);
    }

    List<String> notExamined() {
        return List.copyOf(notExamined);
    }
}
