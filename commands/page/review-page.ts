import {
  type DocumentSection,
  type DocumentTable,
  type Line,
  type ReviewDocument,
} from "../review/document";
import { type ReviewedFile } from "../review/review";
import { costSection } from "./cost-section";
import { coverageSection } from "./coverage-section";
import { type Markup, markup } from "./markup";
import { type PageSection, pageText } from "./page";
import { tilesOf } from "./plan-page";
import { retentionSection } from "./retention-section";
import { folded, tableOf } from "./table";
import { type Tile, verdictPart } from "./verdict-part";
import { weekOf } from "./week-chart";
import { weekSection } from "./week-section";

/** A review, and the two files that it is of. */
export interface ReviewPageContent {
  readonly document: ReviewDocument;
  readonly before: ReviewedFile;
  readonly after: ReviewedFile;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** What a change means for the backups, as a page: its parts, then the estate before and after in pictures. */
export async function reviewPage(content: ReviewPageContent): Promise<string> {
  const { document, before, after, today } = content;
  const { title, tone, verdict, errors, notes, sections } = document;
  const told = [errors.length === 0 ? undefined : listOf(errors), notes.map(noteOf)];
  return pageText({
    ...{ title, below: `Seen on ${today}`, madeBy: "npm run review -- --html FILE" },
    verdict: verdictPart(tone, verdict, told, comparedTiles(before, after)),
    sections: [
      ...summarySection(sections),
      ...sections.map(changeSection),
      ...(await pictures(before, after)),
    ],
  });
}

function listOf(lines: readonly Line[]): Markup {
  return markup`<ol>${lines.map((line) => markup`<li>${lineOf(line)}</li>`)}</ol>`;
}

function noteOf(note: string): Markup {
  return markup`<p class="muted">${note}</p>`;
}

function summarySection(sections: readonly DocumentSection[]): PageSection[] {
  if (sections.length === 0) return [];
  const lines = sections.map(
    ({ id, title, summary }) =>
      markup`<li><a href="#${id}">${title}</a>: ${lineOf(summary)}</li>
`,
  );
  return [{ id: "summary", title: "In short", body: markup`<ul>${lines}</ul>` }];
}

/** Long lists are folded: what they come to stands before them. */
const mostOpenRows = 12;

function changeSection({ id, title, summary, tables }: DocumentSection): PageSection {
  const parts = tables.map((table) =>
    table.rows.length <= mostOpenRows
      ? changeTable(table)
      : folded(`${table.title} (${table.rows.length})`, changeTable(table)),
  );
  return {
    id,
    title,
    body: markup`<p>${lineOf(summary)}</p>
${parts}`,
  };
}

function changeTable({ title, columns, rows }: DocumentTable): Markup {
  return tableOf({
    caption: title,
    columns: columns.map((column) => ({ title: column })),
    rows: rows.map((row) => row.map(lineOf)),
  });
}

function lineOf(line: Line): Markup {
  return markup`${line.map((piece) =>
    typeof piece === "string" ? piece : markup`<code>${piece.name}</code>`,
  )}`;
}

/** What a file that can be planned would bring, beside what was. */
async function pictures(before: ReviewedFile, after: ReviewedFile): Promise<PageSection[]> {
  if (before.estate === undefined || after.estate === undefined) return [];
  const sections = [
    await weekSection(weekOf(after.plan, after.estate), weekOf(before.plan, before.estate)),
    await retentionSection(after.plan.copies, before.plan.copies),
    coverageSection(after.plan, before.plan),
    await costSection(after.plan.cost, before.plan.cost),
  ];
  return sections.map((one) => ({ ...one, title: `${one.title}, before and after` }));
}

/** The figures that somebody asks for first, with what they were where they differ. */
function comparedTiles(before: ReviewedFile, after: ReviewedFile): Tile[] {
  const was = tilesOf(before.plan);
  if (after.estate === undefined) return was;
  return tilesOf(after.plan).map((tile, at) => {
    const old = was[at]?.figure ?? tile.figure;
    return old === tile.figure ? tile : { ...tile, words: `${tile.words}; before: ${old}` };
  });
}
