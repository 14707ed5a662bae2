import { type Markup, markup, type Part } from "./markup";

/** A column of a table. */
export interface PageColumn {
  readonly title: string;
  readonly number?: boolean;
}

/** A table whose first cells name their rows. */
export interface PageTable {
  readonly caption: string;
  readonly columns: readonly PageColumn[];
  readonly rows: readonly (readonly Part[])[];
}

/** Rows of one table: with more, a browser is slow and nobody reads them. */
const mostRows = 500;

/** The table with headers for its rows and columns; where the page is too narrow it can be moved alone, by keys as well. */
export function tableOf({ caption, columns, rows }: PageTable): Markup {
  const shown = rows.slice(0, mostRows);
  const rest = rows.length - shown.length;
  return markup`<div class="wide-table" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(headOf)}</tr></thead>
<tbody>
${shown.map((cells) => rowOf(columns, cells))}</tbody>
</table></div>
${rest > 0 ? markup`<p class="muted">and ${rest} more</p>` : undefined}`;
}

function headOf(column: PageColumn): Markup {
  return markup`<th scope="col"${numeric(column)}>${column.title}</th>`;
}

function rowOf(columns: readonly PageColumn[], [first, ...others]: readonly Part[]): Markup {
  const cells = others.map((cell, at) => markup`<td${numeric(columns[at + 1])}>${cell}</td>`);
  return markup`<tr><th scope="row">${first}</th>${cells}</tr>
`;
}

function numeric(column: PageColumn | undefined): Markup | undefined {
  return column?.number ? markup` class="number"` : undefined;
}

/** Something that is shown when it is asked for, and always on paper. */
export function folded(title: string, body: Part): Markup {
  return markup`<details><summary>${title}</summary>
${body}
</details>`;
}
