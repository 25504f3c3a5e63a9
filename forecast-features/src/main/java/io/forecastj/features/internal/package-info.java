/**
 * Shared code of this module and of those above it. Not part of the API: anything here may change in any release; do
 * not use it from outside.
 */
@NullMarked
package io.forecastj.features.internal;

import org.jspecify.annotations.NullMarked;
