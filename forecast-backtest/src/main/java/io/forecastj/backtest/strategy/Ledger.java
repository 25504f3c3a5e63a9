package io.forecastj.backtest.strategy;

import io.forecastj.backtest.strategy.TargetWeights.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trades the weights decided and keeps the account.
 *
 * <p>Each slot of the timeline has one order of events: borrow and interest for the time since the slot before; the
 * settlement of positions whose prices have ended; the opens, at which due decisions are filled together; the closes,
 * and funding by what is held then. Costs of trades are paid first: the equity that is left is divided by the weights.
 */
final class Ledger {
    private static final double YEAR_MILLIS = Duration.ofDays(365).toMillis();
    /** A difference of weights that is rounding, and not traded. */
    private static final double ROUNDING = 1e-12;

    private final PriceGrid grid;
    private final TargetWeights targets;
    private final StrategySettings settings;
    private final Costs costs;
    private final double multiple;
    private final int instruments;

    private final double[] units;
    private final double[] marks;
    private final int[] next;
    private final @Nullable Target[] waiting;
    private double cash;
    private Account account;

    /** Prepares a run in which all that is paid is multiplied; funding received is no cost, and stays. */
    Ledger(PriceGrid grid, TargetWeights targets, StrategySettings settings, double multiple) {
        this.grid = grid;
        this.targets = targets;
        this.settings = settings;
        this.costs = settings.costs;
        this.multiple = multiple;
        this.instruments = grid.instruments();
        this.units = new double[instruments];
        this.marks = new double[instruments];
        this.next = new int[instruments];
        this.waiting = new Target[instruments];
        this.account = new Account(instruments, 0, 0);
        Arrays.fill(marks, Double.NaN);
    }

    /** Runs from the close of a slot to that of another; once. */
    Account run(int from, int to) {
        account = new Account(instruments, from, to - from + 1);
        cash = settings.capital;
        for (int i = 0; i < instruments; i++) {
            for (int row = grid.rowAtOrBefore(i, from); row >= 0 && Double.isNaN(marks[i]); row--) {
                marks[i] = grid.close(i, row);
            }
        }
        account.close(cash, cash, units, marks);
        for (int slot = from + 1; slot <= to && !account.ruined(); slot++) {
            holdingCosts(grid.time(slot) - grid.time(slot - 1));
            settle(slot);
            fill(slot);
            close(slot);
            if (equity() <= 0 && !account.ruined()) {
                ruin();
            }
            account.close(equity(), cash, units, marks);
        }
        for (int i = 0; i < instruments && !account.ruined(); i++) {
            account.unfilled(targets.of(i).size() - next[i] + (waiting[i] == null ? 0 : 1));
        }
        return account;
    }

    private double equity() {
        double sum = cash;
        for (int i = 0; i < instruments; i++) {
            sum += value(i);
        }
        return sum;
    }

    private double value(int instrument) {
        return units[instrument] == 0 ? 0 : units[instrument] * marks[instrument];
    }

    private void pay(CostKind kind, double amount) {
        if (amount != 0) {
            cash -= amount;
            account.pay(kind, amount);
        }
    }

    private void holdingCosts(long millis) {
        double sold = 0;
        for (int i = 0; i < instruments; i++) {
            sold += Math.max(0, -value(i));
        }
        double borrowed = Math.max(0, -cash);
        pay(CostKind.BORROW, multiple * costs.borrow() * sold * millis / YEAR_MILLIS);
        pay(CostKind.INTEREST, multiple * costs.interest() * borrowed * millis / YEAR_MILLIS);
    }

    /** Closes at the last price what has none from this slot on, since it would be held at that price for ever. */
    private void settle(int slot) {
        for (int i = 0; i < instruments; i++) {
            int end = grid.end(i);
            double equity = equity();
            if (units[i] != 0 && end < slot && equity > 0) {
                double before = value(i) / equity;
                double value = Math.abs(value(i));
                account.turnover(value / equity);
                payTrades(value);
                trade(i, new Trade(end, slot, 0, value, before, true), equity);
            }
        }
    }

    /** Fills at the opens of a slot what is due; an instrument without an open waits. */
    private void fill(int slot) {
        boolean[] due = new boolean[instruments];
        boolean any = false;
        for (int i = 0; i < instruments; i++) {
            int row = grid.row(i, slot);
            if (row >= 0) {
                takeDecisions(i, row);
                double open = grid.fill(i, row);
                if (!Double.isNaN(open)) {
                    marks[i] = open;
                    due[i] = waiting[i] != null;
                    any |= due[i];
                }
            }
        }
        double equity = equity();
        if (equity <= 0) {
            ruin();
        } else if (any) {
            trade(slot, due, equity);
        }
    }

    /** Puts the latest decision that may be filled at a row in the place of older ones. */
    private void takeDecisions(int instrument, int row) {
        List<Target> all = targets.of(instrument);
        while (next[instrument] < all.size() && all.get(next[instrument]).row() + settings.delay <= row) {
            waiting[instrument] = all.get(next[instrument]++);
        }
    }

    private void trade(int slot, boolean[] due, double equity) {
        double scale = scale(due, equity);
        double[] weights = new double[instruments];
        double[] values = new double[instruments];
        double traded = 0;
        for (int i = 0; i < instruments; i++) {
            Target target = waiting[i];
            if (due[i] && target != null) {
                weights[i] = target.weight() * scale;
                boolean same = same(weights[i], value(i) / equity);
                values[i] = same ? 0 : Math.abs(weights[i] * equity - value(i));
                traded += values[i];
                due[i] = !same;
                count(i, target, slot, scale);
            }
        }
        account.turnover(traded / equity);
        payTrades(traded);
        double left = equity();
        if (left <= 0) {
            ruin();
            return;
        }
        // costs have made the positions that are not traded a larger share of the equity
        double rest = scale(due, left, weights);
        for (int i = 0; i < instruments; i++) {
            Target target = waiting[i];
            if (due[i] && target != null) {
                double before = value(i) / equity;
                trade(i, new Trade(target.slot(), slot, weights[i] * rest, values[i], before, false), left);
            }
            waiting[i] = grid.row(i, slot) >= 0 && !Double.isNaN(grid.fill(i, grid.row(i, slot))) ? null : target;
        }
    }

    /** Returns whether a weight is near enough to another one that no trade is needed. */
    private boolean same(double wanted, double held) {
        double change = Math.abs(wanted - held);
        return change <= ROUNDING || change <= settings.tolerance && wanted * held > 0;
    }

    private void count(int instrument, Target target, int slot, double scale) {
        if (grid.row(instrument, slot) > target.row() + settings.delay) {
            account.delayedFill();
        }
        if (scale < 1) {
            account.limitedFill();
        }
    }

    private void payTrades(double traded) {
        pay(CostKind.FEE, multiple * costs.fee() * traded);
        pay(CostKind.HALF_SPREAD, multiple * costs.halfSpread() * traded);
        pay(CostKind.SLIPPAGE, multiple * costs.slippage() * traded);
    }

    /** A trade at the current mark: slots, the weight after it, the value that costs are paid on, the weight before. */
    private record Trade(int decided, int filled, double weight, double value, double before, boolean settled) {}

    private void trade(int instrument, Trade trade, double left) {
        double price = marks[instrument];
        double held = trade.weight() * left / price;
        double value = trade.value();
        account.trade(new TradeRow(
                grid.bars().get(instrument).id(),
                Instant.ofEpochMilli(grid.time(trade.decided())),
                Instant.ofEpochMilli(grid.time(trade.filled())),
                held - units[instrument],
                price,
                value,
                trade.before(),
                trade.weight(),
                multiple * costs.fee() * value,
                multiple * costs.halfSpread() * value,
                multiple * costs.slippage() * value,
                trade.settled()));
        cash -= (held - units[instrument]) * price;
        units[instrument] = held;
    }

    private double scale(boolean[] due, double equity) {
        double[] weights = new double[instruments];
        for (int i = 0; i < instruments; i++) {
            Target target = waiting[i];
            weights[i] = target == null ? 0 : target.weight();
        }
        return scale(due, equity, weights);
    }

    /** The factor, at most 1, by which weights fit beside the positions that are not traded now. */
    private double scale(boolean[] due, double equity, double[] weights) {
        double wanted = 0;
        double others = 0;
        for (int i = 0; i < instruments; i++) {
            if (due[i]) {
                wanted += Math.abs(weights[i]);
            } else {
                others += Math.abs(value(i)) / equity;
            }
        }
        double room = Math.max(0, settings.maxLeverage - others);
        return wanted <= room * (1 + ROUNDING) ? 1 : room / wanted;
    }

    /** Ends all positions at the last prices, since nothing is left. */
    private void ruin() {
        cash = equity();
        Arrays.fill(units, 0);
        account.ruin();
    }

    private void close(int slot) {
        for (int i = 0; i < instruments; i++) {
            int row = grid.row(i, slot);
            if (row >= 0) {
                double close = grid.close(i, row);
                marks[i] = Double.isNaN(close) ? marks[i] : close;
                double amount = (costs.funding() + grid.rate(i, row)) * value(i);
                pay(CostKind.FUNDING, multiple * Math.max(0, amount));
                pay(CostKind.FUNDING_RECEIVED, Math.min(0, amount));
            }
        }
    }
}
