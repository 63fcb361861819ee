# Hands over the figures that plt.show() shows: one line of JSON for each, on the descriptor `out`.

MOST_CHARTS = 32
MOST_BYTES = 7 * 2**20
MOST_ELEMENTS = 1000
MOST_POINTS = 10000


def repair(pyplot):
    # Replaces what shows figures, which there is no display for.
    import base64, io, itertools, json, math, os, sys

    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.patches import Rectangle, Wedge

    handed_over = 0
    left = MOST_BYTES
    boxes = {}

    def number(value):
        try:
            value = float(value)
        except (TypeError, ValueError):
            return None
        return value if math.isfinite(value) else None

    def numbers(values):
        return [n for n in map(number, itertools.islice(values, MOST_POINTS)) if n is not None]

    def points(xs, ys):
        pairs = ((number(x), number(y)) for x, y in itertools.islice(zip(xs, ys), MOST_POINTS))
        return [[x, y] for x, y in pairs if x is not None and y is not None]

    def label(artist, otherwise):
        text = str(artist.get_label())
        return otherwise if not text or text.startswith('_') else text

    def labels(axis):
        return [text.get_text() for text in axis.get_ticklabels()]

    def line_elements(axes):
        return [
            {'label': label(line, 'Line %d' % i), 'points': points(line.get_xdata(orig=False), line.get_ydata(orig=False))}
            for i, line in enumerate(axes.get_lines())
        ]

    def scatter_elements(axes):
        clouds = (c for c in axes.collections if isinstance(c, PathCollection))
        return [{'label': label(c, 'Scatter %d' % i), 'points': points(*zip(*c.get_offsets()))} for i, c in enumerate(clouds) if len(c.get_offsets())]

    def bar_elements(axes):
        elements = []
        for i, container in enumerate(axes.containers):
            bars = [bar for bar in container if isinstance(bar, Rectangle)]
            lying = getattr(container, 'orientation', None) == 'horizontal'
            axis = axes.yaxis if lying else axes.xaxis
            named = dict(zip((round(n, 6) for n in axis.get_ticklocs()), labels(axis)))
            for bar in bars:
                middle = bar.get_y() + bar.get_height() / 2 if lying else bar.get_x() + bar.get_width() / 2
                value = number(bar.get_width() if lying else bar.get_height())
                elements.append({
                    'label': named.get(round(float(middle), 6)) or '%g' % middle,
                    'group': label(container, 'Group %d' % i),
                    'value': str(0 if value is None else value),
                })
        return elements

    def pie_elements(axes):
        wedges = (patch for patch in axes.patches if isinstance(patch, Wedge))
        return [
            {'label': label(w, 'Wedge %d' % i), 'angle': number(w.theta2 - w.theta1), 'radius': number(w.r)}
            for i, w in enumerate(wedges)
        ]

    def box_elements(axes):
        return boxes.get(axes, [])

    kinds = [
        ('box_and_whisker', box_elements),
        ('pie', pie_elements),
        ('bar', bar_elements),
        ('scatter', scatter_elements),
        ('line', line_elements),
    ]

    def chart_of(axes):
        kind, elements = next(((k, e) for k, of in kinds if (e := of(axes))), ('unknown', []))
        chart = {'type': kind, 'title': axes.get_title(), 'elements': elements[:MOST_ELEMENTS]}
        if kind != 'pie':
            chart.update(x_label=axes.get_xlabel(), y_label=axes.get_ylabel())
            chart.update(x_ticks=numbers(axes.get_xticks()), y_ticks=numbers(axes.get_yticks()))
            chart.update(x_tick_labels=labels(axes.xaxis), y_tick_labels=labels(axes.yaxis))
            chart.update(x_scale=axes.get_xscale(), y_scale=axes.get_yscale())
        return chart

    def figure_chart(figure):
        png = io.BytesIO()
        figure.savefig(png, format='png', bbox_inches='tight')  # draws it, which also sets the labels of ticks
        charts = [chart_of(axes) for axes in figure.axes if axes.get_label() != '<colorbar>']
        title = getattr(figure, '_suptitle', None)
        title = title.get_text() if title else ''
        if len(charts) == 1:
            chart = charts[0]
            chart['title'] = chart['title'] or title
        else:
            chart = {'type': 'composite_chart' if charts else 'unknown', 'title': title, 'elements': charts}
        chart['png'] = base64.b64encode(png.getvalue()).decode()
        return chart

    def hand_over(figure):
        nonlocal handed_over, left
        line = json.dumps(figure_chart(figure), allow_nan=False).encode() + b'\n'
        if handed_over == MOST_CHARTS or len(line) > left:
            print('a chart is left out: the limits are %d charts and %d bytes' % (MOST_CHARTS, MOST_BYTES), file=sys.stderr)
            return
        handed_over += 1
        left -= len(line)
        while line:
            line = line[os.write(out, line):]

    def show(*args, **kwargs):
        for number_of_figure in pyplot.get_fignums():
            figure = pyplot.figure(number_of_figure)
            try:
                hand_over(figure)
            except Exception as failure:
                print('a chart cannot be handed over: %r' % failure, file=sys.stderr)
            pyplot.close(figure)

    bxp = Axes.bxp

    def remembering_bxp(self, bxpstats, *args, **kwargs):
        for i, stats in enumerate(bxpstats):
            boxes.setdefault(self, []).append({
                'label': str(stats.get('label') or i + 1),
                'min': number(stats.get('whislo')),
                'first_quartile': number(stats.get('q1')),
                'median': number(stats.get('med')),
                'third_quartile': number(stats.get('q3')),
                'max': number(stats.get('whishi')),
                'outliers': numbers(stats.get('fliers', ())),
            })
        return bxp(self, bxpstats, *args, **kwargs)

    Axes.bxp = remembering_bxp
    pyplot.switch_backend('agg')
    pyplot.show = show
