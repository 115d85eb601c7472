// Draws the table of a figure as a chart over time. The table is the data and stays there to be read:
//   <figure data-chart="steps|bars" data-lib="URL of uPlot" data-unit="EUR"> … <table>
//   a row: <time datetime> in its first cell, then one <data value> for each series named in the head.

const loaded = new Map();

export function loadScript(url) {
  if (!loaded.has(url)) {
    loaded.set(url, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`cannot load ${url}`)));
      document.head.append(script);
    }));
  }
  return loaded.get(url);
}

// The rows by time, oldest first; a cell without a value is a gap.
export function readTable(table) {
  const names = [...table.tHead.rows[0].cells].slice(1).map(cell => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map(row => ({
    at: Date.parse(row.cells[0].querySelector("time").dateTime) / 1000,
    values: names.map((_, i) => {
      const data = row.cells[i + 1]?.querySelector("data");
      return data ? Number(data.value) : null;
    }),
  }));
  rows.sort((a, b) => a.at - b.at);
  return { names, columns: [rows.map(r => r.at), ...names.map((_, i) => rows.map(r => r.values[i]))] };
}

const token = (name, element = document.documentElement) => getComputedStyle(element).getPropertyValue(name).trim();

function series(uPlot, kind, name, number) {
  const colour = token(`--party-${number % 4}`);
  return {
    label: name,
    stroke: colour,
    width: 1.75,
    fill: kind === "bars" ? colour : undefined,
    paths: kind === "bars" ? uPlot.paths.bars({ size: [0.6, 40] }) : uPlot.paths.stepped({ align: 1 }),
    points: { show: kind !== "bars", size: 4, fill: colour },
    spanGaps: true,
    // Digits are grouped as the page's language does it; what is exact stands in the table.
    value: (_, value) => (value === null ? "–" : value.toLocaleString(document.documentElement.lang)),
  };
}

function options(uPlot, figure, names, width) {
  const axis = { stroke: token("--ink-3"), grid: { stroke: token("--line"), width: 1 }, ticks: { stroke: token("--line") } };
  return {
    width,
    height: Number(figure.dataset.height ?? 220),
    cursor: { y: false, drag: { x: true, y: false } },
    scales: { x: { time: true }, y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [axis, { ...axis, size: 76, values: (_, ticks) => ticks.map(t => t.toLocaleString(document.documentElement.lang)) }],
    series: [{}, ...names.map((name, i) => series(uPlot, figure.dataset.chart, name, i))],
  };
}

async function draw(figure) {
  await loadScript(figure.dataset.lib);
  const uPlot = globalThis.uPlot;
  const { names, columns } = readTable(figure.querySelector("table"));
  if (columns[0].length === 0) return;
  const place = document.createElement("div");
  place.className = "chart-canvas";
  place.setAttribute("aria-hidden", "true");
  figure.prepend(place);
  let chart = null;
  const redraw = () => {
    chart?.destroy();
    chart = new uPlot(options(uPlot, figure, names, Math.max(240, place.clientWidth)), columns, place);
  };
  redraw();
  new ResizeObserver(() => {
    const width = Math.max(240, place.clientWidth);
    if (chart.width !== width) chart.setSize({ width, height: chart.height });
  }).observe(place);
  // The canvas does not follow the style sheet by itself.
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  figure.dataset.drawn = "yes";
}

for (const figure of document.querySelectorAll("figure[data-chart]")) draw(figure).catch(error => console.error(error));
