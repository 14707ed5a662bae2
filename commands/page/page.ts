import { Markup, markup, type Part } from "./markup";
import { style } from "./style";

/** A part of a page that its table of contents leads to. */
export interface PageSection {
  /** What its address ends in; unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Part;
}

/** A page: what it is of, what it comes to, and its parts. */
export interface PageContent {
  readonly title: string;
  readonly below: string;
  readonly verdict: Markup;
  readonly sections: readonly PageSection[];
  /** The command that makes it. */
  readonly madeBy: string;
}

/**
 * The page as one file that asks nobody for anything: styles and charts are in it, and browsers are told to load and run
 * nothing else.
 */
export function pageText({ title, below, verdict, sections, madeBy }: PageContent): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="muted">${below}</p>
${verdict}
</header>
<nav aria-label="On this page">${sections.map(linkTo)}</nav>
<main>
${sections.map(sectionOf)}
</main>
<footer>Made by <code>${madeBy}</code>. This page loads nothing and asks no server for anything.</footer>
</body>
</html>
`.text;
}

function linkTo({ id, title }: PageSection): Markup {
  return markup`<a href="#${id}">${title}</a>
`;
}

function sectionOf({ id, title, body }: PageSection): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}
