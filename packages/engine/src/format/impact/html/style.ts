/** How the page looks: light and dark, wide and narrow, on paper. ASCII only, because its digest stands in the page. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f6f3, #121417);
  --card: light-dark(#ffffff, #1a1d22);
  --ink: light-dark(#191b1f, #eceef1);
  --muted: light-dark(#565b64, #a7adb8);
  --rule: light-dark(#dcddd8, #31363f);
  --dots: light-dark(#e2e2dc, #23272e);
  --focus: light-dark(#1f5fd6, #8db6ff);
  --certain: light-dark(#b3203b, #ff8d9b);
  --likely: light-dark(#875400, #f2bd57);
  --message: light-dark(#2a57bd, #92b4ff);
  --package: light-dark(#60656e, #9aa1ac);
  --added: light-dark(#1f6b3f, #7fd49f);
  --tint: light-dark(#f0f0ec, #23272e);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 var(--sans); }
[hidden] { display: none !important; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: inherit; }
code { font-family: var(--mono); font-size: 0.92em; overflow-wrap: anywhere; }
button, input { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
.skip { position: absolute; left: 16px; top: -60px; z-index: 2; padding: 8px 14px; border-radius: 8px; background: var(--ink); color: var(--page); }
.skip:focus { top: 12px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.top { max-width: 1720px; margin: 0 auto; padding: 28px 32px 18px; display: grid; gap: 18px 40px; grid-template-columns: minmax(0, 1fr) auto; align-items: end; }
h1 { font-size: clamp(22px, 2.4vw, 32px); line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; text-wrap: balance; overflow-wrap: anywhere; }
.lead { margin-top: 6px; font-size: 16px; color: var(--muted); text-wrap: pretty; }
.lead + .lead { font-size: 14px; }
.controls { display: flex; gap: 8px; flex-wrap: wrap; }
.controls input { flex: 1 1 150px; width: 250px; min-width: 0; padding: 8px 12px; border: 1px solid var(--muted); border-radius: 9px; background: var(--card); }
.controls input::placeholder { color: var(--muted); opacity: 1; }
.controls button, .bar button { padding: 8px 13px; border: 1px solid var(--muted); border-radius: 9px; background: var(--card); cursor: pointer; }
.controls button:hover, .bar button:hover { border-color: var(--ink); }

main { max-width: 1720px; margin: 0 auto; padding: 0 32px 48px; display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr) 400px; grid-template-areas: "stage panel" "projects panel"; grid-template-rows: auto 1fr; }
.stage { grid-area: stage; border: 1px solid var(--rule); border-radius: 18px; background: var(--card) radial-gradient(var(--dots) 1px, transparent 1.5px) 0 0 / 22px 22px; overflow: hidden; }
.panel { grid-area: panel; }
.projects { grid-area: projects; }
h2 { font-size: 13px; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); margin-bottom: 12px; }

.legend { display: flex; flex-wrap: wrap; gap: 6px; padding: 12px 14px; border-bottom: 1px solid var(--rule); background: var(--card); }
.legend li, .legend button { display: flex; align-items: center; gap: 6px; font-size: 13px; }
.legend > li { padding: 3px 8px; }
.js .legend > li { padding: 0; }
.legend button { text-align: left; padding: 4px 11px 4px 8px; border: 1px solid var(--rule); border-radius: 99px; background: var(--card); cursor: pointer; }
.legend button:hover { border-color: var(--muted); }
.legend [data-reach] button[aria-pressed="false"] { border-style: dashed; color: var(--muted); text-decoration: line-through; }
.legend svg, .badge svg { flex: none; }
.legend b { font-weight: 650; font-variant-numeric: tabular-nums; }
.canvas { overflow: auto; max-height: min(78vh, 1000px); padding: 20px; text-align: center; }
.canvas.fit { max-height: none; }
.graph { display: block; margin: 0 auto; max-width: 100%; height: auto; font-family: var(--sans); }
.graph.large { max-width: none; }
.canvas.fit .graph { max-width: 100%; }
.graph text { fill: var(--ink); }
.graph .title { font-weight: 600; }
.graph .note, .graph .number { fill: var(--muted); }
.contract rect { fill: var(--ink); }
.contract .title { fill: var(--page); font-weight: 650; letter-spacing: -0.01em; }
.contract .note { fill: var(--page); }
.line { fill: none; stroke: var(--tone); stroke-width: 1.5; }
.certain { --tone: var(--certain); }
.likely { --tone: var(--likely); }
.message { --tone: var(--message); }
.package { --tone: var(--package); }
.line.certain { stroke-width: 2.5; }
.line.likely { stroke-width: 2.5; stroke-dasharray: 7 5; }
.graph.large .line, .graph.large .line.certain, .graph.large .line.likely { stroke-width: 1; }
.graph.large:not(.focused) .line { opacity: 0.6; }
.line.package { stroke-dasharray: 1.5 5; stroke-linecap: round; }
.node { text-decoration: none; cursor: pointer; outline: none; }
.node rect { fill: var(--card); stroke: var(--rule); stroke-width: 1.5; }
.node.certain rect, .node.likely rect { stroke: var(--tone); }
.node:hover rect { stroke: var(--ink); }
.node:focus-visible rect { stroke: var(--focus); stroke-width: 4; }
.node[aria-current] rect { fill: var(--tint); stroke: var(--ink); stroke-width: 2.5; }
.ring { fill: none; stroke: var(--tone); stroke-width: 2; }
.disc { fill: var(--tone); }
.node, .line { transition: opacity 120ms ease; }
.focused .node:not(.on) { opacity: 0.24; }
.focused .line:not(.on) { opacity: 0.08; }
.focused .line.on { stroke-width: 3; }
.node.off, .line.off { visibility: hidden; }

.panel > div { position: sticky; top: 16px; max-height: calc(100vh - 32px); overflow: auto; padding: 2px; }
.bar { display: flex; gap: 10px; align-items: center; justify-content: space-between; padding: 10px 10px 10px 14px; margin-bottom: 12px; border-radius: 12px; background: var(--tint); overflow-wrap: anywhere; }
.bar button { padding: 4px 12px; flex: none; }
.subject { border: 1px solid var(--rule); border-radius: 14px; background: var(--card); margin-bottom: 10px; overflow: clip; }
.subject summary { list-style: none; cursor: pointer; padding: 12px 14px; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; align-items: baseline; }
.subject summary::-webkit-details-marker { display: none; }
.subject summary:hover { background: var(--tint); }
.subject summary:focus-visible { outline-offset: -3px; border-radius: 13px; }
.subject summary code { font-weight: 650; font-size: 14px; }
.subject .within { color: var(--muted); font-size: 12.5px; grid-column: 1; overflow-wrap: anywhere; }
.happening { font-size: 12.5px; font-weight: 600; color: var(--muted); }
.happening.removed, .happening.renamed { color: var(--certain); }
.happening.changed { color: var(--likely); }
.happening.added { color: var(--added); }
.happening.asked { color: var(--message); }
.subject .inside { padding: 2px 14px 14px; display: grid; gap: 14px; font-size: 13.5px; }
.subject h3 { font-size: 13.5px; font-weight: 650; overflow-wrap: anywhere; }
.subject h3 span, .place + span, .change span { color: var(--muted); font-weight: 400; }
.change { padding-left: 10px; border-left: 2px solid var(--rule); overflow-wrap: anywhere; }
.change + .change { margin-top: 8px; }
.uses li { display: flex; gap: 2px 10px; flex-wrap: wrap; justify-content: space-between; padding: 2px 0; }
.place { min-width: 0; }
.more { color: var(--muted); font-size: 13.5px; }

.cards { display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); }
.card { position: relative; height: 100%; padding: 13px 15px; border: 1px solid var(--rule); border-left: 4px solid var(--tone); border-radius: 4px 14px 14px 4px; background: var(--card); font-size: 13.5px; }
.card:target { outline: 3px solid var(--focus); }
.card h3 { font-size: 15px; font-weight: 650; overflow-wrap: anywhere; }
.badge { display: flex; align-items: center; gap: 6px; color: var(--tone); font-weight: 600; font-size: 13px; }
.card dl { margin-top: 7px; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 10px; }
.card dt { color: var(--muted); }
.card dd { overflow-wrap: anywhere; }
.nothing { padding: 26px; border: 1px dashed var(--muted); border-radius: 14px; color: var(--muted); }

@media (max-width: 1080px) {
  main { grid-template-columns: minmax(0, 1fr); grid-template-areas: "stage" "panel" "projects"; grid-template-rows: none; }
  .panel > div { position: static; max-height: none; }
  .top { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 720px) {
  .top { padding: 20px 16px 14px; }
  main { padding: 0 16px 32px; gap: 18px; }
  .canvas { display: none; }
  .legend { border-bottom: 0; }
  .js .fitting { display: none; }
  .cards { display: block; margin-left: 7px; border-left: 2px solid var(--rule); }
  .cards > li { position: relative; padding: 0 0 10px 18px; }
  .cards > li::before { content: ""; position: absolute; left: 0; top: 24px; width: 18px; border-top: 2px solid var(--rule); }
  .root { display: inline-block; padding: 8px 16px; border-radius: 12px; background: var(--ink); color: var(--page); font-weight: 650; overflow-wrap: anywhere; }
  .cards::before { content: ""; display: block; height: 12px; }
}
@media (min-width: 721px) { .root { display: none; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; scroll-behavior: auto !important; } }
@media (prefers-contrast: more) { :root { --rule: var(--muted); } }
@media (forced-colors: active) { .node[aria-current] rect { stroke: Highlight; } }
@media print {
  :root, :root[data-theme] { color-scheme: light; }
  body { font-size: 11pt; background: #fff; }
  .controls, .bar, .skip { display: none !important; }
  main { display: block; padding: 0; }
  .top { padding: 0 0 12pt; display: block; }
  .stage, .panel, .projects { margin-bottom: 16pt; }
  .canvas { max-height: none; overflow: visible; padding: 8pt; }
  .graph, .graph.large { width: 100%; height: auto; max-width: 100%; max-height: 24cm; }
  .panel > div { position: static; max-height: none; overflow: visible; }
  .subject::details-content { content-visibility: visible; display: block; }
  .subject, .card, .change + .change { margin-top: 8px; }
.uses li { break-inside: avoid; }
  .cards { grid-template-columns: 1fr 1fr; }
}
`;
