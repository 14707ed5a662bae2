import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { type JestProject } from "./jest-project";

/** What a jest run says of its files, as far as it is read here. Milliseconds. */
export interface Report {
  readonly startTime: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
  }[];
}

const shownFiles = 10;

/** The reports in `directory` that the last runs of those projects left, each project's parts as one. */
export function readReports(
  directory: string,
  projects: readonly JestProject[],
): Record<string, Report> {
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const reports = projects.map((project) => {
    const own = files.filter((file) => projectOf(file) === project);
    return [project, own.map((file) => readReport(path.join(directory, file)))] as const;
  });
  return Object.fromEntries(
    reports
      .filter(([, parts]) => parts.length > 0)
      .map(([project, parts]) => [project, asOne(parts)]),
  );
}

/** The project whose report a file is, or a part of (`resultsFile`). */
function projectOf(file: string): string | undefined {
  return /^(.+?)(-\d+-of-\d+)?\.json$/.exec(file)?.[1];
}

function readReport(file: string): Report {
  return JSON.parse(fs.readFileSync(file, "utf8")) as Report;
}

/** From the start of the first to the end of the last. */
function asOne(parts: readonly Report[]): Report {
  return {
    startTime: Math.min(...parts.map(({ startTime }) => startTime)),
    testResults: parts.flatMap(({ testResults }) => testResults),
  };
}

/** Lines for people: how long each project took from its start to its last file, and the slowest files of all. */
export function describeTimes(reports: Readonly<Record<string, Report>>): string {
  const files = Object.values(reports).flatMap(({ testResults }) =>
    testResults.map(({ name, startTime, endTime }) => ({
      name: path.relative(projectRoot, name),
      took: endTime - startTime,
    })),
  );
  const slowest = files.sort((a, b) => b.took - a.took).slice(0, shownFiles);
  return [
    ...Object.entries(reports).map(([project, report]) => line(wholeTime(report), project)),
    "the slowest files:",
    ...slowest.map(({ name, took }) => line(took, name)),
  ].join("\n");
}

function wholeTime({ startTime, testResults }: Report): number {
  return testResults.reduce((last, { endTime }) => Math.max(last, endTime - startTime), 0);
}

function line(milliseconds: number, what: string): string {
  return `${(milliseconds / 1000).toFixed(1).padStart(8)} s  ${what}`;
}
