// Draws the links of a figure as a graph; its lists stay there to be read and used without it:
//   <figure data-graph data-libs="URLs of d3's force layout, in order"> …
//   a node: <li data-node="id" data-kind="…" data-column="0"><a href>label</a></li> (the link may be left out)
//   a link: <li data-from="id" data-to="id">words</li>
// Nodes with a column stand in columns from left to right, others find their place by themselves.

import { loadScript } from "./chart.js";

const Svg = "http://www.w3.org/2000/svg";
const ColumnWidth = 262;
const NodeWidth = 200;
const NodeHeight = 34;

function make(name, attributes, ...children) {
  const element = document.createElementNS(Svg, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function read(figure) {
  const nodes = [...figure.querySelectorAll("[data-node]")].map(item => ({
    id: item.dataset.node,
    kind: item.dataset.kind ?? "",
    column: item.dataset.column === undefined ? null : Number(item.dataset.column),
    label: (item.querySelector("a") ?? item).textContent.trim(),
    href: item.querySelector("a")?.getAttribute("href"),
  }));
  const known = new Set(nodes.map(node => node.id));
  const links = [...figure.querySelectorAll("[data-from]")]
    .map(item => ({ source: item.dataset.from, target: item.dataset.to, words: item.textContent.trim() }))
    .filter(link => known.has(link.source) && known.has(link.target));
  return { nodes, links };
}

// The same lists give the same picture: d3 starts from fixed places and its own fixed random numbers.
function layOut(d3, nodes, links) {
  const columns = nodes.every(node => node.column !== null);
  const simulation = d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).id(node => node.id).distance(150).strength(columns ? 0.15 : 0.5))
    .force("charge", d3.forceManyBody().strength(columns ? -60 : -500))
    .force("collide", d3.forceCollide(columns ? NodeHeight * 0.72 : NodeWidth * 0.52))
    .force("x", columns ? d3.forceX(node => node.column * ColumnWidth).strength(1) : d3.forceX(0).strength(0.06))
    .force("y", d3.forceY(0).strength(columns ? 0.08 : 0.12))
    .stop();
  simulation.tick(400);
  if (columns) straighten(nodes);
  return simulation;
}

// In a column the boxes stand exactly under each other, in the order that the forces found.
function straighten(nodes) {
  for (const column of new Set(nodes.map(node => node.column))) {
    const here = nodes.filter(node => node.column === column).sort((a, b) => a.y - b.y);
    const middle = (here.length - 1) / 2;
    here.forEach((node, i) => {
      node.x = column * ColumnWidth;
      node.y = (i - middle) * (NodeHeight + 14);
    });
  }
}

function shorten(text) {
  // Chinese characters are twice as wide as others.
  let width = 0;
  for (const [i, c] of [...text].entries()) {
    width += c > "\u2e7f" ? 2 : 1;
    if (width > 29) return [...text].slice(0, i).join("") + "…";
  }
  return text;
}

function drawNode(node) {
  const box = make("rect", { x: -NodeWidth / 2, y: -NodeHeight / 2, width: NodeWidth, height: NodeHeight, rx: 6 });
  const text = make("text", { y: 4, "text-anchor": "middle" });
  text.textContent = shorten(node.label);
  const title = make("title", {});
  title.textContent = node.label;
  const group = make("g", { class: `graph-node graph-${node.kind}` }, title, box, text);
  return node.href ? make("a", { href: node.href }, group) : group;
}

function path(link) {
  const [a, b] = [link.source, link.target];
  const columns = a.column !== null && b.column !== null && a.column !== b.column;
  if (!columns) return `M${a.x} ${a.y}L${b.x} ${b.y}`;
  const [from, to] = a.column < b.column ? [a, b] : [b, a];
  const [x1, x2] = [from.x + NodeWidth / 2, to.x - NodeWidth / 2];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${from.y}C${x1 + bend} ${from.y} ${x2 - bend} ${to.y} ${x2} ${to.y}`;
}

async function draw(figure) {
  for (const url of figure.dataset.libs.split(" ")) await loadScript(url);
  const { nodes, links } = read(figure);
  if (nodes.length === 0) return;
  layOut(globalThis.d3, nodes, links);
  const lines = links.map(link => {
    const title = make("title", {});
    title.textContent = link.words;
    return make("path", { class: "graph-link" }, title);
  });
  const boxes = nodes.map(drawNode);
  const place = () => {
    links.forEach((link, i) => lines[i].setAttribute("d", path(link)));
    nodes.forEach((node, i) => boxes[i].setAttribute("transform", `translate(${node.x} ${node.y})`));
  };
  place();
  const [xs, ys] = [nodes.map(n => n.x), nodes.map(n => n.y)];
  const left = Math.min(...xs) - NodeWidth / 2 - 12, top = Math.min(...ys) - NodeHeight / 2 - 12;
  const width = Math.max(...xs) + NodeWidth / 2 + 12 - left, height = Math.max(...ys) + NodeHeight / 2 + 12 - top;
  const svg = make(
    "svg",
    { viewBox: `${left} ${top} ${width} ${height}`, width, height, class: "graph-canvas", role: "group" }, ...lines, ...boxes);
  svg.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent ?? "");
  follow(svg, nodes, links, lines, boxes, place);
  const scroll = document.createElement("div");
  scroll.className = "graph-scroll";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent ?? "");
  scroll.append(svg);
  figure.querySelector("figcaption")?.after(scroll);
  figure.dataset.drawn = "yes";
}

// Drag a box to move it; point at or focus one to see only what it is linked with.
function follow(svg, nodes, links, lines, boxes, place) {
  const near = node => new Set(links.flatMap(l => (l.source === node || l.target === node ? [l.source, l.target] : [])).concat(node));
  const light = node => {
    const lit = node && near(node);
    boxes.forEach((box, i) => box.classList.toggle("graph-dim", Boolean(lit) && !lit.has(nodes[i])));
    lines.forEach((line, i) =>
      line.classList.toggle("graph-dim", Boolean(lit) && links[i].source !== node && links[i].target !== node));
  };
  boxes.forEach((box, i) => {
    for (const event of ["pointerenter", "focusin"]) box.addEventListener(event, () => light(nodes[i]));
    for (const event of ["pointerleave", "focusout"]) box.addEventListener(event, () => light(null));
    let from = null;
    let moved = false;
    box.addEventListener("pointerdown", event => {
      from = { x: event.clientX - nodes[i].x, y: event.clientY - nodes[i].y };
      moved = false;
      box.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    box.addEventListener("pointermove", event => {
      if (from === null) return;
      moved ||= Math.hypot(event.clientX - from.x - nodes[i].x, event.clientY - from.y - nodes[i].y) > 3;
      if (!moved) return;
      nodes[i].x = event.clientX - from.x;
      nodes[i].y = event.clientY - from.y;
      place();
    });
    box.addEventListener("pointerup", () => { from = null; });
    // The end of a drag is no click.
    box.addEventListener("click", event => { if (moved) event.preventDefault(); });
  });
}

for (const figure of document.querySelectorAll("figure[data-graph]")) draw(figure).catch(error => console.error(error));
