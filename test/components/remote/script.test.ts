import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { remoteScript } from "../../../components/remote/script";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "script-"));
afterAll(() => fs.rmSync(directory, { recursive: true }));
const at = (name: string) => path.join(directory, name);

it.each([".sh", ".ps1"])(
  "a script is its files in their order, then the contract of %s",
  (kind) => {
    fs.writeFileSync(at(`one${kind}`), "# ünö");
    fs.writeFileSync(at(`two${kind}`), "two");
    const contract = path.join(__dirname, `../../../components/remote/scripts/contract${kind}`);

    // What does not end its last line must not run into the next file's first.
    expect(remoteScript(at(`one${kind}`), at(`two${kind}`))).toBe(
      `# ünö\ntwo\n${fs.readFileSync(contract, "utf8")}`,
    );
  },
);
