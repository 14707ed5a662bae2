import * as path from "node:path";
import { declaredLines } from "../../../../commands/policy/sarif/declared-lines";
import { placeOf } from "../../../../commands/policy/sarif/place";
import { projectRoot } from "../../../../lib/project-root";

const text = `config:
  backup:site: { name: lab }
  backup:vault:
    key: { alias: astronomy-backup }
    buckets:
      archive: { lockDays: 30 }
      config-archive: {}
  backup:minio:
    sites: { fs01: {}, fs03: {} }
  backup:classes:
    fs03: { place: fs03 }
`;

describe("the line that declares a resource", () => {
  it.each([
    // The longest name that is a part of it.
    ["vault-config-archive-encryption", 7],
    ["vault-archive-encryption", 6],
    ["vault-astronomy-backup-key", 4],
    // What the file calls so, rather than what speaks of it.
    ["fs03-release", 9],
    ["minio", 8],
    // Part of a word is no name.
    ["fs031-archives", undefined],
    ["cluster", undefined],
  ])("of %s is %p", (resource, line) => {
    expect(declaredLines(text)(resource)).toBe(line);
  });

  it("is none in a file that is no YAML", () => {
    expect(declaredLines("a: [")("logs")).toBeUndefined();
  });
});

describe("the place of results", () => {
  it("is relative to the checkout, wherever the command runs", () => {
    const { uri, lineOf } = placeOf(path.join(projectRoot, "Pulumi.lab.yaml"));
    expect(uri).toBe("Pulumi.lab.yaml");
    expect(lineOf("vault-config-archive-bucket")).toBeGreaterThan(1);
    expect(lineOf("unheard")).toBe(1);
  });

  it("is the first line of a file that nobody has beside a state", () => {
    const { uri, lineOf } = placeOf(path.join(projectRoot, "sub dir/Pulumi.gone.yaml"));
    expect([uri, lineOf("vault")]).toEqual(["sub%20dir/Pulumi.gone.yaml", 1]);
  });

  it("is a whole URI elsewhere", () => {
    expect(placeOf("/elsewhere/Pulumi.lab.yaml").uri).toBe("file:///elsewhere/Pulumi.lab.yaml");
  });
});
