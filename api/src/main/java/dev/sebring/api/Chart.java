package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a program has shown (Daytona API v0, contract 3.2).
 *
 * <pre>{@code
 * {"type":"bar","title":"Fruit","png":"iVBORw0KGgo...","elements":[{"label":"apples","group":"2026","value":"3.0"}],"x_label":"","y_label":"tons"}
 * }</pre>
 *
 * @param type {@code line}, {@code scatter}, {@code bar}, {@code pie}, {@code box_and_whisker},
 *     {@code composite_chart} (the elements are charts) or {@code unknown} (there are no elements)
 * @param png the picture, in base64
 * @param xTicks where the axis has marks
 * @param xTickLabels what they say
 * @param xScale such as {@code linear} or {@code log}
 */
public record Chart(
    @Nullable String type,
    @Nullable String title,
    @Nullable String png,
    @Nullable List<ChartElement> elements,
    @JsonProperty("x_label") @Nullable String xLabel,
    @JsonProperty("y_label") @Nullable String yLabel,
    @JsonProperty("x_ticks") @Nullable List<Double> xTicks,
    @JsonProperty("y_ticks") @Nullable List<Double> yTicks,
    @JsonProperty("x_tick_labels") @Nullable List<String> xTickLabels,
    @JsonProperty("y_tick_labels") @Nullable List<String> yTickLabels,
    @JsonProperty("x_scale") @Nullable String xScale,
    @JsonProperty("y_scale") @Nullable String yScale) {}
