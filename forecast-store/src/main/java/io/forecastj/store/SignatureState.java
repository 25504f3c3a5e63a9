package io.forecastj.store;

/** Result of the check of a version's signature. */
public enum SignatureState {
    /** The store was opened without a key to check signatures, so nothing was checked. */
    UNCHECKED,
    /** The signature is that of a trusted key over this manifest. */
    VALID,
    /** The version has no signature; a store that checks signatures refuses to load or promote it. */
    MISSING,
    /** The signature is not that of a trusted key over this manifest; treated as {@link #MISSING}. */
    WRONG
}
