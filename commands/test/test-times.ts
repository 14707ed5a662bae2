import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { type JestProject, resultsFile } from "./jest-project";

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

/** The reports that the last runs of those projects left. */
export function readReports(projects: readonly JestProject[]): Record<string, Report> {
  const files = projects.map((project) => [project, resultsFile(project)] as const);
  return Object.fromEntries(
    files
      .filter(([, file]) => fs.existsSync(file))
      .map(([project, file]) => [project, JSON.parse(fs.readFileSync(file, "utf8")) as Report]),
  );
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
