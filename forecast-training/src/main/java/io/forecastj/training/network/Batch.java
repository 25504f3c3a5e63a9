package io.forecastj.training.network;

/**
 * Rows of a training set in flat arrays, which are reused from batch to batch; for one thread.
 *
 * <p>The axes are those of {@link NetworkInputs}, the batch first. Arrays of inputs that a network lacks are empty.
 */
public final class Batch {
    /** Windows, {@code [size, lookback, features]}. */
    public final float[] past;
    /** Known future, {@code [size, horizon, columns]}. */
    public final float[] future;
    /** Attributes, {@code [size, columns]}. */
    public final float[] attributes;
    /** Labels, {@code [size, ...]}: 0 or 1 for each class. */
    public final float[] labels;
    /** Weights of the rows in the loss, 1 for an ordinary one. */
    public final float[] weights;
    /** The number of rows in use. */
    public int size;

    /** Creates a batch for at most {@code capacity} rows. */
    public Batch(NetworkShape shape, int capacity) {
        this.past = new float[Math.multiplyExact(capacity, Math.multiplyExact(shape.lookback(), shape.features()))];
        this.future = new float[Math.multiplyExact(capacity, shape.horizon() * shape.futureColumns())];
        this.attributes = new float[capacity * shape.attributes()];
        this.labels = new float[Math.multiplyExact(capacity, labelsOf(shape.outputs()))];
        this.weights = new float[capacity];
    }

    /** Returns the number of labels of a row: one a step for quantiles, else as many as outputs. */
    public static int labelsOf(OutputForm form) {
        return form instanceof OutputForm.Quantiles quantiles ? quantiles.steps() : form.size();
    }
}
