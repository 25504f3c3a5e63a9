package io.forecastj.backtest.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Record of the slots of a timeline: the equity, cash and positions after each close, and the trades. Filled by
 * {@link Ledger}.
 */
final class Account {
    private final int from;
    private int count;
    private final double[] equity;
    private final double[] cash;
    private final double[] turnover;
    private final double[] costs;
    private final double[][] units;
    private final double[][] marks;
    private final List<TradeRow> trades = new ArrayList<>();
    private final Map<CostKind, Double> paid = new EnumMap<>(CostKind.class);
    private boolean ruined;
    private int delayedFills;
    private int limitedFills;
    private int unfilled;

    Account(int instruments, int from, int slots) {
        this.from = from;
        this.equity = new double[slots];
        this.cash = new double[slots];
        this.turnover = new double[slots];
        this.costs = new double[slots];
        this.units = new double[instruments][slots];
        this.marks = new double[instruments][slots];
        for (CostKind kind : CostKind.values()) {
            paid.put(kind, 0.0);
        }
    }

    void close(double equityNow, double cashNow, double[] unitsNow, double[] marksNow) {
        equity[count] = equityNow;
        cash[count] = cashNow;
        for (int i = 0; i < units.length; i++) {
            units[i][count] = unitsNow[i];
            marks[i][count] = marksNow[i];
        }
        count++;
    }

    void pay(CostKind kind, double amount) {
        paid.merge(kind, amount, Double::sum);
        costs[count] += amount;
    }

    void trade(TradeRow trade) {
        trades.add(trade);
    }

    void turnover(double share) {
        turnover[count] += share;
    }

    void ruin() {
        ruined = true;
    }

    void delayedFill() {
        delayedFills++;
    }

    void limitedFill() {
        limitedFills++;
    }

    void unfilled(int orders) {
        unfilled += orders;
    }

    /** The slot of the timeline of the first close. */
    int from() {
        return from;
    }

    /** The number of closes. */
    int count() {
        return count;
    }

    double equity(int at) {
        return equity[at];
    }

    double cash(int at) {
        return cash[at];
    }

    double turnover(int at) {
        return turnover[at];
    }

    double costs(int at) {
        return costs[at];
    }

    double units(int instrument, int at) {
        return units[instrument][at];
    }

    double mark(int instrument, int at) {
        return marks[instrument][at];
    }

    double value(int instrument, int at) {
        double held = units[instrument][at];
        return held == 0 ? 0 : held * marks[instrument][at];
    }

    /** The sizes of all positions as a share of the equity. */
    double exposure(int at) {
        double gross = 0;
        for (int i = 0; i < units.length; i++) {
            gross += Math.abs(value(i, at));
        }
        return gross == 0 ? 0 : gross / equity[at];
    }

    /** The net returns from close to close. */
    double[] returns() {
        double[] returns = new double[count - 1];
        Arrays.setAll(returns, i -> equity[i + 1] / equity[i] - 1);
        return returns;
    }

    List<TradeRow> trades() {
        return trades;
    }

    Map<CostKind, Double> paid() {
        return paid;
    }

    boolean ruined() {
        return ruined;
    }

    int delayedFills() {
        return delayedFills;
    }

    int limitedFills() {
        return limitedFills;
    }

    int unfilled() {
        return unfilled;
    }
}
