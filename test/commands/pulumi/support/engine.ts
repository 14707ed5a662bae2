import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../../lib/project-root";
import { layOutEngine } from "../../../../sandbox/engine-home";
import { sandboxLayout } from "../../../../sandbox/layout";
import { executables } from "../../../../sandbox/toolchain/on-path";
import { languageHostOf } from "../../../../sandbox/toolchain/toolchain";

const program = `
const pulumi = require("@pulumi/pulumi");
class Provider extends pulumi.ProviderResource {
  constructor(args) { super("things", "here", args, { version: "1.0.0" }); }
}
const provider = new Provider({ directory: process.env.THINGS });
for (const name of ["one", "two"])
  new pulumi.CustomResource("things:index/thing:Thing", name, { name }, { provider });
exports.hidden = pulumi.secret(process.env.HIDDEN);
`;

/** A small program of the tests' own, and the environment in which the Pulumi CLI runs it. */
export interface Engine {
  /** The program's project. */
  readonly project: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Lays out the real engine below `root`, with a plugin for the program. `PULUMI` names the CLI where it is not on PATH. */
export async function layOutTinyProgram(root: string): Promise<Engine> {
  const [found] = executables("pulumi", process.env);
  const pulumi = process.env["PULUMI"] ?? found;
  if (pulumi === undefined) throw new Error("there is no pulumi on PATH, and PULUMI names none");
  const layout = sandboxLayout(path.join(root, "engine"));
  await layOutEngine(layout, { pulumi, plugins: {}, languageHost: languageHostOf(pulumi) }, []);
  const write = (file: string, text: string, mode?: number) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode });
  };
  const plugin = path.join(layout.engineHome, "plugins", "resource-things-v1.0.0");
  write(path.join(plugin, "pulumi-resource-things"), pluginScript, 0o755);
  const project = path.join(root, "program");
  const definition = { name: "tiny", main: "index.js", runtime };
  write(path.join(project, "Pulumi.yaml"), JSON.stringify(definition));
  write(path.join(project, "package.json"), JSON.stringify({ name: "tiny", main: "index.js" }));
  write(path.join(project, "index.js"), program);
  fs.symlinkSync(path.join(projectRoot, "node_modules"), path.join(project, "node_modules"));
  const home = path.join(root, "home");
  fs.mkdirSync(home);
  return {
    project,
    environment: {
      HOME: home,
      PATH: [layout.bin, path.dirname(pulumi), process.env["PATH"]].join(path.delimiter),
      PULUMI_HOME: layout.engineHome,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    },
  };
}

const runtime = { name: "nodejs", options: { typescript: false } };

const loaded = [
  `require(${JSON.stringify(path.join(projectRoot, "commands", "typescript.js"))})`,
  `.registerTypeScript(${JSON.stringify(projectRoot)});`,
  `require(${JSON.stringify(path.join(__dirname, "things-plugin.ts"))});`,
].join("");

const pluginScript = `#!/bin/sh\nexec '${process.execPath}' -e '${loaded}' -- "$@"\n`;
