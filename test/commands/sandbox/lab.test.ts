import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readLab } from "../../../commands/sandbox/lab";
import { labFile } from "../../../commands/stack/stack-file";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "lab-"));
afterAll(() => fs.rmSync(directory, { recursive: true }));

/** The lab's file with a change in its text. */
function changed(change: (text: string) => string): string {
  const file = path.join(directory, "Pulumi.lab.yaml");
  fs.writeFileSync(file, change(fs.readFileSync(labFile, "utf8")));
  return file;
}

describe("the lab's file", () => {
  it("is the declaration that the sandbox plays", () => {
    const { guests, pve } = readLab();

    expect(Object.keys(guests)).toContain("proj-pg01");
    expect(Object.keys(pve["cluster"]!.storages)).not.toEqual([]);
  });

  it("fails with every fault and its own name, not that of the file made from it", () => {
    const file = changed((text) =>
      text.replace(/address:/, "adress:").replace(/disksGB: \[\d+/, "disksGB: [large"),
    );

    expect(() => readLab(file)).toThrow(/^Pulumi\.lab\.yaml: [2-9] faults, nothing was changed\n/);
    expect(() => readLab(file)).toThrow(/backup:hosts\.\w+\.adress: /);
    expect(() => readLab(file)).toThrow(/backup:guests\.[\w-]+\.disksGB/);
  });

  it("fails with the place where it is no YAML, and with that alone", () => {
    const file = changed((text) => `${text}\n  bad: [1,\n`);

    expect(() => readLab(file)).toThrow(
      /^Pulumi\.lab\.yaml: 1 fault.*\n {2}Pulumi\.lab\.yaml:\d+:\d+: is not YAML/,
    );
  });

  it("fails where there is none", () => {
    expect(() => readLab(path.join(directory, "absent.yaml"))).toThrow(/ENOENT.*absent\.yaml/);
  });
});
