/**
 * The life of a model in production.
 */
@NullMarked
package io.forecastj.lifecycle;

import org.jspecify.annotations.NullMarked;
