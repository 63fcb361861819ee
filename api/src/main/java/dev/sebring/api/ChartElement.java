package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link Chart}; which keys there are follows from the chart's type.
 *
 * @param points of a line or a cloud: x and y of each
 * @param group the series that a bar belongs to
 * @param value a bar's length, as a text
 * @param angle of a pie's piece, in degrees
 * @param min of a box and its whiskers, as the other numbers up to {@code outliers}
 * @param type of a chart within a composite one, as what follows
 */
public record ChartElement(
    @Nullable String label,
    @Nullable List<List<Double>> points,
    @Nullable String group,
    @Nullable String value,
    @Nullable Double angle,
    @Nullable Double radius,
    @Nullable Double min,
    @JsonProperty("first_quartile") @Nullable Double firstQuartile,
    @Nullable Double median,
    @JsonProperty("third_quartile") @Nullable Double thirdQuartile,
    @Nullable Double max,
    @Nullable List<Double> outliers,
    @Nullable String type,
    @Nullable String title,
    @JsonProperty("x_label") @Nullable String xLabel,
    @JsonProperty("y_label") @Nullable String yLabel,
    @Nullable List<ChartElement> elements) {}
