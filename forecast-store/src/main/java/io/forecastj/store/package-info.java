/**
 * Versions of models, in a directory or a database.
 */
@NullMarked
package io.forecastj.store;

import org.jspecify.annotations.NullMarked;
