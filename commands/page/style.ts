/** Colours by their names, for a light and a dark page; each is readable on `page` (WCAG 2.2, 4.5 to 1). */
const colours = {
  page: ["#ffffff", "#11151c"],
  card: ["#f5f7fa", "#1a202a"],
  text: ["#1a2230", "#e4e8ee"],
  muted: ["#566073", "#a3adbc"],
  line: ["#d5dae3", "#333c4a"],
  shade: ["#e6ebf4", "#242d3b"],
  good: ["#17692f", "#5bd07f"],
  warning: ["#8a5300", "#edb44c"],
  error: ["#b3201f", "#ff8880"],
  note: ["#1c5aa8", "#79b4ff"],
  backup: ["#1c5aa8", "#79b4ff"],
  offsite: ["#7a3fb0", "#c9a0f7"],
  sync: ["#0d6b63", "#58d3c4"],
  care: ["#9a4d00", "#f2b25c"],
} as const;

/** A colour of the page. */
export type Colour = keyof typeof colours;

/** The colour as a style or a chart names it. */
export function colour(name: Colour): string {
  return `var(--${name})`;
}

function variables(at: 0 | 1): string {
  return Object.entries(colours)
    .map(([name, values]) => `--${name}:${values[at]}`)
    .join(";");
}

/** Pixels of width up to which a page is a phone's. */
export const phoneWidth = 720;

/** The style of every page: it loads nothing, and knows light, dark, phones and paper. */
export const style = `
:root{color-scheme:light dark;${variables(0)}}
@media (prefers-color-scheme:dark){:root{${variables(1)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:break-word}
main,header,footer,nav{max-width:1104px;margin:0 auto;padding:0 32px}
header{padding-top:28px}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 4px}
h2{font-size:1.25rem;margin:0 0 8px}
h3{font-size:1rem;margin:20px 0 6px}
p,ul,ol{margin:0 0 10px}
ul,ol{padding-left:24px}
section{padding:26px 0 0}
a{color:var(--note)}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.muted,figcaption,caption{color:var(--muted);font-size:.9rem}
nav{padding-top:14px;font-size:.95rem}
nav a{display:inline-block;margin-right:16px;padding:2px 0}
.verdict{border:1px solid var(--line);border-left:6px solid;border-radius:8px;background:var(--card);padding:14px 18px;margin:18px 0 0}
.verdict p{margin:0}
.verdict strong{font-size:1.1rem}
.word-good{color:var(--good);font-weight:600}.word-warning{color:var(--warning);font-weight:600}.word-error{color:var(--error);font-weight:600}.word-note{color:var(--note);font-weight:600}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:16px 0 0;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:8px;padding:10px 14px;background:var(--card)}
.tiles b{display:block;font-size:1.35rem;line-height:1.3}
.tiles span{display:block;color:var(--muted);font-size:.9rem}
figure{margin:0 0 8px}
svg{display:block;max-width:100%;height:auto}
svg text{font-family:inherit}
.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:6px 0 12px;font-size:.9rem;color:var(--muted)}
.legend i{display:inline-block;width:18px;height:11px;margin-right:7px;border:1.5px solid transparent;border-radius:2px;vertical-align:-1px}
.wide-table{overflow-x:auto;margin:0 0 12px}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:6px 14px 6px 0;border-bottom:1px solid var(--line)}
thead th{color:var(--muted);font-weight:600;white-space:nowrap}
tbody th{font-weight:600;white-space:nowrap}
.together{white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
details{margin:0 0 12px}
summary{cursor:pointer;color:var(--note);padding:4px 0}
.finding{border-left:4px solid;padding:2px 0 2px 14px;margin:0 0 16px}
.tone-good{border-left-color:var(--good)}.tone-warning{border-left-color:var(--warning)}.tone-error{border-left-color:var(--error)}.tone-note{border-left-color:var(--note)}
.finding p{margin:0 0 4px}
.finding ul{margin:0 0 4px;padding-left:20px}
footer{padding-top:32px;padding-bottom:40px;color:var(--muted);font-size:.9rem}
@media (max-width:${phoneWidth}px){
main,header,footer,nav{padding-left:18px;padding-right:18px}
header{padding-top:18px}
h1{font-size:1.35rem}
.wide{display:none}.narrow{display:block}
.tiles{grid-template-columns:1fr 1fr}
tbody th{white-space:normal}
td:not(.number){min-width:8em}
}
@media print{
:root{color-scheme:light;${variables(0)}}
body{font-size:10.5pt}
nav{display:none}
details::details-content{display:block;content-visibility:visible}
.wide{display:block}.narrow{display:none}
.wide-table{overflow:visible}
section{padding-top:14pt}
h2,h3{break-after:avoid}
tr,figure,.finding,.verdict,.tiles li{break-inside:avoid}
svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`.trim();
