package io.forecastj.store;

/** Thrown if a change was to be made under a {@link Lease} that has ended or belongs to somebody else by now. */
public class LeaseLostException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which lease, who holds it now and since when
     */
    public LeaseLostException(String message) {
        super(message);
    }
}
