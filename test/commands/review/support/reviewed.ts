import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { planFile } from "../../../../commands/plan/planned-file";
import { type ReviewedFile } from "../../../../commands/review/review";
import { type Resources } from "../../../../commands/review/resources";
import { labConfiguration } from "../../../support/lab";
import { registeredWith } from "../../../support/program";

/** The day on which the lab is seen. */
export const today = "2026-11-24";

/** Writes a text as the lab's file into a folder of its own, and removes that after `use`. */
export async function withFile<Result>(
  text: string,
  use: (file: string) => Result | Promise<Result>,
): Promise<Result> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "review-"));
  const file = path.join(directory, "Pulumi.lab.yaml");
  try {
    fs.writeFileSync(file, text);
    return await use(file);
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** A text of the lab's file as it is reviewed, with what its program sends unless it is refused. */
export async function reviewed(text: string): Promise<ReviewedFile> {
  const planned = await withFile(text, (file) => planFile(file, today));
  const isRefused = planned.plan.findings.some(({ severity }) => severity === "error");
  return isRefused ? planned : { ...planned, resources: await sent(text) };
}

type Tree = Record<string, Record<string, unknown>>;

async function sent(text: string): Promise<Resources> {
  const { config } = parse(text) as { config: Tree };
  const configuration = labConfiguration((declaration) => {
    const complete = structuredClone(declaration) as Tree;
    Object.assign(declaration, config);
    declaration["backup:hosts"] = Object.fromEntries(
      Object.entries(config["backup:hosts"] ?? {}).map(([name, host]) => [
        name,
        { ...(complete["backup:hosts"]?.[name] as object), ...(host as object) },
      ]),
    );
    declaration["backup:pbs"] = {
      ...config["backup:pbs"],
      fingerprint: complete["backup:pbs"]?.["fingerprint"],
    };
  });
  return (await registeredWith(configuration)).map(({ type, name, inputs }) => ({
    ...{ type, name, inputs },
  }));
}
