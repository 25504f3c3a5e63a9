package io.forecastj.store;

import java.util.SortedSet;

/**
 * The hashes of the files that a clean-up found in use: it keeps them, so a publication may rely on them until the next
 * one.
 *
 * @param hashes the hashes
 */
record LiveFiles(SortedSet<String> hashes) {}
