package io.forecastj.models.onnx;

/** Sets of operators that a scan lets pass. */
enum Operators {
    /** Those of {@link OperatorTable}, whose every attribute and input is checked. */
    FORECASTING,
    /**
     * All of {@code ai.onnx} and {@code ai.onnx.ml}, and of others those of the table; for models that a process of
     * their own has tried.
     */
    ANY
}
