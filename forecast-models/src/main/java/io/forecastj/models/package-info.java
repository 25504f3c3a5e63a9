/**
 * Models that learn: linear ones, gradient boosting, the strategies that make forecasters of them, and saving.
 */
@NullMarked
package io.forecastj.models;

import org.jspecify.annotations.NullMarked;
