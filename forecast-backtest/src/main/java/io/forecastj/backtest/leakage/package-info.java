/**
 * Examination of features, models and evaluations for leaks: numbers that could not have been known at their time.
 *
 * <p>{@link io.forecastj.backtest.leakage.LeakageAudit} takes a series and what to examine on it: features,
 * forecasters, predictors, splits, values as they were known, trades. Its {@code run} returns a {@link
 * io.forecastj.backtest.leakage.LeakageReport} of {@link io.forecastj.backtest.leakage.Finding}s, each with its {@link
 * io.forecastj.backtest.leakage.LeakKind}, the feature or column, the row and the reason.
 *
 * <h2>For maintainers</h2>
 *
 * <p>Each {@code Exam} examines one kind of subject and writes into the {@code AuditLog}. {@code Disturbance} changes
 * later rows, {@code LookAhead} finds the last row that counts, {@code LabelExam} compares with the label, and {@code
 * Memoriser} is the member that an honest ensemble does not trust.
 */
@NullMarked
package io.forecastj.backtest.leakage;

import org.jspecify.annotations.NullMarked;
