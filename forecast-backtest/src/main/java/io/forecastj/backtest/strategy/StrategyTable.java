package io.forecastj.backtest.strategy;

import io.forecastj.backtest.internal.PlainText;
import java.io.IOException;
import java.util.List;

/** A table of a simulation, for {@link StrategyResult#writeCsv}. */
public enum StrategyTable {
    /** The account after each row, as {@link EquityRow}. */
    EQUITY("time,equity,cash,net_return,exposure,turnover,costs,drawdown"),
    /** The position in each instrument after each row, as {@link PositionRow}. */
    POSITIONS("time,id,units,price,value,weight"),
    /** All trades, as {@link TradeRow}. */
    TRADES("id,decided,filled,units,price,value,weight_before,weight,fee,half_spread,slippage,settled"),
    /** The figures of the strategy and of buy and hold, with their definitions. */
    FIGURES("name,strategy,buy_and_hold,definition");

    private final String header;

    StrategyTable(String header) {
        this.header = header;
    }

    void write(StrategyResult result, Appendable out) throws IOException {
        out.append(header).append('\n');
        switch (this) {
            case EQUITY -> {
                for (EquityRow row : result.equity()) {
                    line(
                            out,
                            row.time(),
                            row.equity(),
                            row.cash(),
                            row.netReturn(),
                            row.exposure(),
                            row.turnover(),
                            row.costs(),
                            row.drawdown());
                }
            }
            case POSITIONS -> {
                for (PositionRow row : result.positions()) {
                    line(out, row.time(), row.id(), row.units(), row.price(), row.value(), row.weight());
                }
            }
            case TRADES -> {
                for (TradeRow row : result.trades()) {
                    line(
                            out,
                            row.id(),
                            row.decided(),
                            row.filled(),
                            row.units(),
                            row.price(),
                            row.value(),
                            row.weightBefore(),
                            row.weight(),
                            row.fee(),
                            row.halfSpread(),
                            row.slippage(),
                            row.settled());
                }
            }
            case FIGURES -> {
                List<StrategyFigure> figures = result.figures();
                List<StrategyFigure> others = result.buyAndHold().figures();
                for (int i = 0; i < figures.size(); i++) {
                    StrategyFigure figure = figures.get(i);
                    line(out, figure.name(), figure.value(), others.get(i).value(), figure.definition());
                }
            }
        }
    }

    private static void line(Appendable out, Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : ",").append(field(fields[i]));
        }
        out.append('\n');
    }

    private static String field(Object value) {
        return value instanceof Double number
                ? PlainText.csvField(number.doubleValue())
                : PlainText.csvField(value.toString());
    }
}
