import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";

/**
 * What jq learned after 1.5, which is the oldest that a host may have: words of its language and options. Sources: the
 * notes of releases 1.6, 1.7 and 1.7.1.
 */
const younger = new RegExp(
  [
    "\\b(IN|INDEX|ascii|isempty|halt_error|walk|pick|getpath_or|scan\\$|strflocaltime|toarray|trimstr|error\\(null)\\(",
    "\\|\\s*(halt|halt_error|input_line_number|toarray|trim|ltrim|rtrim|abs|have_decnum|have_literal_numbers)\\b",
    "\\$(ENV|ARGS|__prog_args)\\b",
    "\\?//",
    "@base(64|32)d\\b",
    "\\s--(args|jsonargs|rawfile|raw-output0)\\b",
  ].join("|"),
);

const scriptsBelow = (folder: string): string[] =>
  fs
    .readdirSync(path.join(projectRoot, folder), { recursive: true })
    .map((file) => path.join(folder, String(file)))
    .filter((file) => file.endsWith(".sh"));

describe("what scripts ask of a host's jq", () => {
  it.each(["components", "agents"])("is known to jq 1.5: %s", (folder) => {
    const scripts = scriptsBelow(folder);
    const found = scripts.flatMap((file) => {
      const lines = fs.readFileSync(path.join(projectRoot, file), "utf8").split("\n");
      return lines.flatMap((line, index) => {
        const [word] = line.startsWith("#") ? [] : (younger.exec(line) ?? []);
        return word === undefined ? [] : `${file}:${index + 1}: ${word}`;
      });
    });

    expect(scripts.length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  it.each(['select(.a | IN("x"))', "$ARGS.positional", ".a | trim | .b", "$ENV.HOME", "@base64d"])(
    "would be found if it were younger: %s",
    (program) => expect(program).toMatch(younger),
  );
});
