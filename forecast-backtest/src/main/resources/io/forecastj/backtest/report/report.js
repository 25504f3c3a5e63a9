// Draws the charts that can be zoomed. Without it, the page shows their pictures.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const COLOURS = 6;
  const colour = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const line = i => colour("c" + (i % COLOURS + 1));
  const dash = i => [[], [8, 4], [1, 5]][Math.min(2, Math.floor(i / COLOURS))];

  // the differences that PackedNumbers wrote
  const numbers = packed => {
    const power = Math.pow(10, Math.abs(packed.d));
    const base = packed.b || 0;
    let sum = 0;
    return packed.v.map(v => v === null ? null : (sum += v, base + (packed.d < 0 ? sum * power : sum / power)));
  };
  const times = packed => {
    let sum = 0;
    const differences = packed.even ? Array.from({length: packed.even}, (_, i) => packed.v[Math.min(i, 1)]) : packed.v;
    return differences.map(v => (sum += v) * packed.unit / 1000);
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const time = seconds => new Date(seconds * 1000).toISOString()
    .replace("T00:00:00.000Z", "").replace("T", " ").replace(/(:00)?\.000Z$/, "");
  const level = fraction => +(100 * fraction).toFixed(4) + "%";
  const decimalsOf = items => {
    let most = 0;
    items.forEach(item => item.values.forEach(v => { if (v !== null) most = Math.max(most, Math.abs(v)); }));
    return most === 0 ? 0 : Math.max(0, Math.min(12, 4 - Math.floor(Math.log10(most))));
  };
  const text = (value, decimals, percent) => value === null || value === undefined ? "\u2013"
    : (percent ? 100 * value : value).toLocaleString("en-US",
      {minimumFractionDigits: decimals, maximumFractionDigits: decimals}) + (percent ? "%" : "");

  const timeLabels = (u, splits, axis, space, step) => {
    let day = "";
    return splits.map(split => {
      const iso = new Date(split * 1000).toISOString().replace(/^\+?0*(?=\d{4})/, "");
      const date = iso.slice(0, iso.indexOf("T"));
      if (step >= 300 * 86400) return date.slice(0, -6);
      if (step >= 28 * 86400) return date.slice(0, -3);
      if (step >= 86400) return date;
      const clock = iso.slice(iso.indexOf("T") + 1, -8);
      const label = date === day ? clock : clock + "\n" + date;
      day = date;
      return label;
    });
  };

  // One plot: what is drawn, its legend with the values under the cursor, and the buttons for zooming.
  class Plot {
    constructor(title) {
      this.canvas = element("div", {className: "canvas"});
      this.canvas.setAttribute("role", "img");
      this.canvas.setAttribute("aria-label", title);
      this.legend = element("ul", {className: "legend"});
      const zooms = [["\u2212", "Zoom out", 2, 0], ["+", "Zoom in", .5, 0], ["\u2039", "Earlier", 1, -.5],
        ["\u203a", "Later", 1, .5]].map(([label, name, factor, shift]) =>
        element("button", {type: "button", textContent: label, title: name, ariaLabel: name,
          onclick: () => this.zoom(factor, shift)}));
      zooms.push(element("button", {type: "button", textContent: "All", title: "Show all", onclick: () => this.all()}));
      this.zooms = element("span", {className: "zooms"}, ...zooms);
      new ResizeObserver(() => this.resize()).observe(this.canvas);
    }

    show(spec, range) {
      this.spec = spec;
      this.range = range;
      this.draw();
    }

    size() {
      const width = Math.max(200, Math.floor(this.canvas.clientWidth));
      return {width, height: width < 520 ? 240 : 320};
    }

    resize() {
      if (this.plot && this.size().width !== this.plot.width) this.plot.setSize(this.size());
    }

    draw() {
      const spec = this.spec;
      const decimals = spec.percent ? 2 : decimalsOf(spec.items);
      if (this.plot) this.plot.destroy();
      this.legend.replaceChildren();
      const data = [spec.x];
      const series = [{}];
      const bands = [];
      const readers = [];
      const add = (values, options) => {
        data.push(values);
        series.push({points: {show: false}, spanGaps: false, ...options});
        return data.length - 1;
      };
      const paths = spec.stepped ? uPlot.paths.stepped({align: 1}) : undefined;
      let below = null;
      spec.items.forEach((item, i) => {
        const ink = item.ink ? colour(item.ink) : line(item.colour ?? i);
        const fill = ink + (item.band ? "38" : "c0");
        let at;
        if (item.band) {
          const upper = add(item.upper, {width: 0, stroke: ink, paths, spanGaps: item.span});
          const lower = add(item.values, {width: 0, stroke: ink, paths, spanGaps: item.span});
          bands.push({series: [upper, lower], fill});
          at = [upper, lower];
        } else if (spec.stacked) {
          const base = below;
          const sum = item.values.map((v, j) => v === null ? null : v + (base ? base[j] ?? 0 : 0));
          const top = add(sum, {width: 1, stroke: ink, paths, fill: base ? undefined : fill});
          if (base) bands.push({series: [top, top - 1], fill});
          below = sum;
          at = [top];
        } else {
          at = [add(item.values, {width: item.width ?? 1.75, stroke: ink, dash: item.ink === "reference" ? [5, 4]
            : dash(item.colour ?? i), paths, fill: spec.filled && !item.ink ? ink + "38" : undefined,
            spanGaps: !!item.span, points: {show: item.dots, size: 5, fill: ink}})];
        }
        const value = element("b");
        const swatch = this.swatch(ink, item, spec);
        const button = element("button", {type: "button", ariaPressed: "true"}, swatch, item.label + " ", value);
        button.onclick = () => {
          const on = button.ariaPressed !== "true";
          button.ariaPressed = String(on);
          at.forEach(s => this.plot.setSeries(s, {show: on}));
        };
        this.legend.append(element("li", {}, button));
        readers.push(j => {
          value.textContent = j === null ? "" : item.band
            ? text(item.values[j], decimals, spec.percent) + " to " + text(item.upper[j], decimals, spec.percent)
            : text(item.values[j], decimals, spec.percent);
        });
      });
      const clock = element("li", {className: "clock"});
      this.legend.prepend(clock);
      const axis = {stroke: colour("quiet"), font: "11.5px system-ui, sans-serif", grid: {stroke: colour("grid"), width: 1},
        ticks: {show: false}};
      this.plot = new uPlot({
        ...this.size(), series, bands, legend: {show: false},
        padding: [8, 12, 0, 0],
        tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
        cursor: {drag: {x: true, y: false, dist: 4}, points: {size: 6}, focus: {prox: -1}},
        scales: {x: {time: true, range: (u, min, max) => [min, max]},
          y: {range: (u, min, max) => this.span(min, max)}},
        axes: [{...axis, space: this.size().width < 520 ? 60 : 90, values: timeLabels, grid: {show: false},
          size: (u, labels) => (labels || []).some(label => label && label.includes("\n")) ? 44 : 28},
          {...axis, space: 42, size: (u, labels) => Math.max(40, 14 + 7 * Math.max(...(labels || [""]).map(l => l.length))),
            values: (u, splits, a, s, step) => splits.map(v => text(v, spec.percent
              ? Math.max(0, -2 - Math.floor(Math.log10(step) + 1e-9)) : Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
            spec.percent))}],
        hooks: {setScale: [(u, key) => {
          if (key === "x" && this.scaled) this.scaled();
        }], setCursor: [u => {
          const j = u.cursor.idx ?? null;
          clock.textContent = j === null ? "" : time(spec.x[j]);
          readers.forEach(read => read(j));
        }]}
      }, data, this.canvas);
      readers.forEach(read => read(null));
      if (this.range) this.plot.setScale("x", this.range);
    }

    span(min, max) {
      if (min === null || max === null) return [0, 1];
      const pad = max > min ? .05 * (max - min) : Math.max(1e-9, .05 * Math.abs(max));
      const zero = this.spec.stacked || this.spec.filled;
      return zero ? [Math.min(0, min * 1.05), Math.max(0, max * (this.spec.stacked ? 1 : 1.05))] : [min - pad, max + pad];
    }

    swatch(ink, item, spec) {
      const ns = "http://www.w3.org/2000/svg";
      const svg = document.createElementNS(ns, "svg");
      const box = item.band || spec.stacked;
      svg.setAttribute("width", box ? 14 : 24);
      svg.setAttribute("height", 12);
      const shape = document.createElementNS(ns, box ? "rect" : "path");
      if (box) {
        shape.setAttribute("width", 14);
        shape.setAttribute("height", 12);
        shape.setAttribute("fill", ink);
        shape.setAttribute("fill-opacity", item.band ? .22 : .75);
      } else {
        shape.setAttribute("d", "M1 6h22");
        shape.setAttribute("stroke", ink);
        shape.setAttribute("stroke-width", 2);
        shape.setAttribute("stroke-dasharray", (item.ink === "reference" ? [5, 4] : item.ink ? [] : dash(item.colour ?? 0)).join(" "));
      }
      svg.append(shape);
      return svg;
    }

    zoom(factor, shift) {
      const {min, max} = this.plot.scales.x;
      const first = this.spec.x[0];
      const last = this.spec.x[this.spec.x.length - 1];
      const width = Math.min(last - first, (max - min) * factor);
      const middle = (min + max) / 2 + shift * (max - min);
      const from = Math.max(first, Math.min(last - width, middle - width / 2));
      this.plot.setScale("x", {min: from, max: from + width});
    }

    all() {
      this.plot.setScale("x", {min: this.spec.x[0], max: this.spec.x[this.spec.x.length - 1]});
    }
  }

  const linesOf = data => {
    let colourOf = -1;
    const items = data.lines.map(one => {
      const band = "upper" in one;
      if (!band && !one.reference) colourOf++;
      return {label: one.name, values: numbers(one.values), upper: band ? numbers(one.upper) : null, band,
        ink: one.reference ? "reference" : null, colour: Math.max(0, colourOf)};
    });
    return {x: times(data.times), items, percent: data.percent, stepped: data.stepped, stacked: data.stacked,
      filled: data.filled};
  };

  // The forecasts of one model, as chosen by the reader, at the rows of the series.
  const chosen = (panel, model, view, origin, index, single) => {
    const rows = panel.x.length;
    const empty = () => new Array(rows).fill(null);
    const points = empty();
    const quantiles = model.quantiles.map(empty);
    const take = (o, step) => {
      const row = model.origins[o] + step;
      if (row < rows) {
        points[row] = model.points[o * model.steps + step - 1];
        quantiles.forEach((q, i) => q[row] = model.quantiles[i][o * model.steps + step - 1]);
      }
    };
    if (view === "one") {
      const o = model.origins.indexOf(origin);
      if (o >= 0) {
        points[origin] = panel.actual[origin];
        quantiles.forEach(q => q[origin] = panel.actual[origin]);
        for (let step = 1; step <= model.steps; step++) take(o, step);
      }
    } else if (view === "all") {
      for (let o = 0, next; o < model.origins.length; o = next) {
        next = o + 1;
        while (next + 1 < model.origins.length && model.origins[next + 1] <= model.origins[o] + model.steps) next++;
        const end = next < model.origins.length ? model.origins[next] : Infinity;
        for (let step = 1; step <= model.steps && model.origins[o] + step <= end; step++) take(o, step);
      }
    } else {
      model.origins.forEach((_, o) => { if (+view <= model.steps) take(o, +view); });
    }
    const span = view !== "all";
    const items = [];
    if (single) {
      const half = Math.floor(model.levels.length / 2);
      for (let i = 0; i < half; i++) {
        const j = model.levels.length - 1 - i;
        items.push({label: level(model.levels[j] - model.levels[i]) + " interval", band: true, values: quantiles[i],
          upper: quantiles[j], colour: index, span});
      }
    }
    items.push({label: model.name, values: points, colour: index, span, dots: view === "one", quantiles});
    return items;
  };

  const option = (label, value) => element("option", {textContent: label, value});
  const labelled = (label, control) => element("label", {}, label, control);

  const forecasts = (figure, data, plot, box) => {
    const panels = data.panels.map(panel => ({...panel, x: times(panel.times), actual: numbers(panel.actual),
      models: panel.models.map(model => ({...model, points: numbers(model.points),
        quantiles: model.quantiles.map(numbers)}))}));
    const series = element("select", {}, ...panels.map((panel, i) => option(panel.name, i)));
    const models = element("select");
    const views = element("select");
    const slider = element("input", {type: "range", min: 0, step: 1});
    const origin = element("output");
    const sliderLabel = labelled("Origin", slider);
    sliderLabel.append(origin);
    const seriesLabel = labelled("Series", series);
    seriesLabel.hidden = panels.length < 2;
    box.prepend(element("div", {className: "controls"}, seriesLabel, labelled("Model", models), labelled("Show", views),
      sliderLabel));
    const origins = panel => [...new Set(panel.models.flatMap(model => model.origins))].sort((a, b) => a - b);
    const fill = () => {
      const panel = panels[series.value];
      const model = models.value;
      const view = views.value;
      models.replaceChildren(...panel.models.map((one, i) => option(one.name, i)), option("all, without intervals", "all"));
      models.value = model === "all" || model < panel.models.length && model !== "" ? model : 0;
      const steps = Math.max(...panel.models.map(one => one.steps));
      views.replaceChildren(option("forecasts in sequence", "all"), option("one forecast", "one"),
        ...Array.from({length: Math.min(steps, 400)}, (_, k) => option("step " + (k + 1) + " of all forecasts", k + 1)));
      views.value = view !== "" && (isNaN(view) || view <= steps) ? view : "all";
      slider.max = Math.max(0, origins(panel).length - 1);
      if (slider.dataset.set !== series.value) {
        slider.dataset.set = series.value;
        slider.value = slider.max;
      }
      show();
    };
    const show = () => {
      const panel = panels[series.value];
      const view = views.value;
      const row = origins(panel)[slider.value];
      sliderLabel.hidden = view !== "one";
      origin.textContent = time(panel.x[row]);
      const single = models.value !== "all";
      const items = panel.models.flatMap((model, i) => single && i !== +models.value ? []
        : chosen(panel, model, view, row, i, single));
      items.push({label: "actual", values: panel.actual, ink: "ink", width: 1.25});
      const steps = Math.max(...panel.models.map(one => one.steps));
      const all = origins(panel);
      const from = view === "one" ? row - Math.max(20, 3 * steps) : all[0] - steps;
      const to = view === "one" ? row + steps + 1 : all[all.length - 1] + steps;
      const clip = i => panel.x[Math.max(0, Math.min(panel.x.length - 1, i))];
      plot.show({x: panel.x, items}, {min: clip(from), max: clip(to)});
    };
    // the table below the chart follows what is chosen and visible
    const details = figure.querySelector("details");
    const table = () => {
      if (!details.open || !plot.plot) return;
      const {x, items} = plot.spec;
      const {min, max} = plot.plot.scales.x;
      const rows = x.map((_, i) => i).filter(i => x[i] >= min && x[i] <= max
        && items.some(item => item.ink !== "ink" && item.values[i] !== null));
      const shown = rows.length <= 200 ? rows : Array.from({length: 200}, (_, i) => rows[Math.floor(i * (rows.length - 1) / 199)]);
      const columns = items.flatMap(item => item.band ? [[item.label + ", from", item.values], ["to", item.upper]]
        : [[item.label, item.values]]);
      const decimals = decimalsOf(items);
      const head = element("tr", {}, element("th", {scope: "col", textContent: "time"}),
        ...columns.map(([name]) => element("th", {scope: "col", className: "r", textContent: name})));
      const body = shown.map(i => element("tr", {}, element("th", {scope: "row", textContent: time(x[i])}),
        ...columns.map(([, values]) => element("td", {className: "r", textContent: text(values[i], decimals)}))));
      details.querySelector("table").replaceChildren(element("thead", {}, head), element("tbody", {}, ...body));
      details.querySelector(".note")?.remove();
      if (shown.length < rows.length) {
        details.append(element("p", {className: "note", textContent: shown.length + " of " + rows.length + " rows, evenly spread."}));
      }
    };
    details.addEventListener("toggle", table);
    plot.scaled = table;
    series.onchange = models.onchange = views.onchange = fill;
    slider.oninput = show;
    fill();
  };

  const plots = [];
  document.querySelectorAll("figure.zoom").forEach(figure => {
    const data = JSON.parse(figure.querySelector("script").textContent);
    const plot = new Plot(figure.querySelector("figcaption").textContent);
    const toolbar = element("div", {className: "toolbar"}, plot.legend, plot.zooms);
    const box = element("div", {className: "interactive"}, toolbar, plot.canvas);
    figure.querySelector(".static").before(box);
    figure.classList.add("live");
    if (data.kind === "forecasts") {
      forecasts(figure, data, plot, box);
    } else {
      plot.show(linesOf(data), null);
    }
    figure.dataset.drawn = "true";
    plots.push(plot);
  });
  dark.addEventListener("change", () => plots.forEach(plot => {
    const {min, max} = plot.plot.scales.x;
    plot.range = {min, max};
    plot.draw();
  }));
})();
