package io.forecastj.models.internal;

import java.util.List;
import java.util.Map;

/**
 * One point of a forecast as a sum: a base value and a contribution of each feature.
 *
 * @param point the point
 * @param base the part that no feature explains
 * @param byFeature the contributions by the feature's name
 * @param unexplained the names of members that count in the base value, since they have no explanation
 */
public record PointParts(double point, double base, Map<String, Double> byFeature, List<String> unexplained) {}
