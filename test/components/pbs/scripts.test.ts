import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

const directory = path.join(__dirname, "../../../components/pbs/scripts");
const scripts = readdirSync(directory).map((name) => ({
  name,
  text: readFileSync(path.join(directory, name), "utf8"),
}));

describe("the scripts of Proxmox Backup Server", () => {
  it("call the API's own command in one place, which always asks for JSON", () => {
    const calls = scripts.flatMap(({ name, text }) =>
      // What a message tells people to run is theirs to read.
      [...text.matchAll(/^(?! *(fail|echo) ).*proxmox-backup-debug.*$/gm)].map(([line]) => ({
        name,
        line: line.trim(),
      })),
    );

    expect(calls).toEqual([
      { name: "product.sh", line: 'proxmox-backup-debug api "$@" --output-format=json' },
    ]);
  });
});
