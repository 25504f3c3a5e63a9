/**
 * Not API: what the packages of this module share. Anything here may change in any release; do not use it from outside.
 *
 * <p>{@link io.forecastj.models.internal.HandleGuard} keeps native memory alive while a call uses it;
 * {@link io.forecastj.models.internal.CheckedBytes} reads the files of models.
 */
@NullMarked
package io.forecastj.models.internal;

import org.jspecify.annotations.NullMarked;
