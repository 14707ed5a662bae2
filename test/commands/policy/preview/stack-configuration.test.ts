import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { stackConfiguration } from "../../../../commands/policy/preview/stack-configuration";
import { clientKeyFingerprint } from "../../../../components/pve/client-key";
import { readDeclaredFile } from "../../../../config/declared-file";
import { secretFaults } from "../../../../config/secrets";
import { hostKey, fingerprint } from "../../../../config/schema/values";
import { labDeclaration, setAt, testSecrets } from "../../../support/lab";

let directory: string;
beforeAll(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), "policy-"))));
afterAll(() => fs.rmSync(directory, { recursive: true }));

type Tree = Record<string, unknown>;

/** The lab's file with other things in it, as its stack's configuration. */
function configured(change: (config: Tree) => void = () => undefined) {
  const config = labDeclaration();
  change(config);
  const file = path.join(directory, "Pulumi.lab.yaml");
  fs.writeFileSync(file, stringify({ config }));
  const declared = readDeclaredFile(file);
  expect(declared.faults).toEqual([]);
  const result = stackConfiguration(file, declared, "lab");
  const section = (key: string) => JSON.parse(result.values[key]!) as Tree;
  return { ...result, declared, section, secrets: section("backup:secrets") };
}

/** Every text of a tree as Pulumi has it when it is encrypted. */
function sealed(value: unknown): unknown {
  if (typeof value === "string") return { secure: "v1:abc:def" };
  return Object.fromEntries(
    Object.entries(value as Tree).map(([key, part]) => [key, sealed(part)]),
  );
}

const texts = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value as Tree).flatMap(texts);

describe("a stack's configuration without its secrets", () => {
  it("has each section as the engine hands it over", () => {
    const { values, section } = configured((config) => (config["aws:region"] = "us-east-1"));
    const { "backup:hosts": _, "backup:pbs": __, ...declared } = labDeclaration();
    for (const [key, value] of Object.entries(declared)) expect(section(key)).toEqual(value);
    expect(values["aws:region"]).toBe("us-east-1");
  });

  it("has placeholders for what a declaration calls for, each of its form and unlike the others", () => {
    const { secrets, declared, secretKeys, faults } = configured();
    expect(faults).toEqual([]);
    expect(secretFaults(declared.sound, secrets, "lab")).toEqual([]);
    expect(secretKeys).toEqual(["backup:secrets"]);
    const all = texts(secrets);
    expect(all.length).toBeGreaterThan(10);
    expect(new Set(all).size).toBe(all.length);
    const keys = Object.values(secrets["pbsEncryptionKeys"] as Record<string, string>);
    expect(keys).toHaveLength(2);
    // Who uses one computes this, and refuses a key that says another.
    for (const key of keys) expect(() => clientKeyFingerprint(key)).not.toThrow();
  });

  it("is the same each time", () => {
    expect(configured().values).toEqual(configured().values);
  });

  it("has placeholders for what is encrypted in it, and nothing of that", () => {
    const { values, secrets, declared, faults } = configured((config) => {
      config["backup:secrets"] = sealed(testSecrets);
    });
    expect(faults).toEqual([]);
    expect(secretFaults(declared.sound, secrets, "lab")).toEqual([]);
    // Also what no declaration calls for: the log-in to AWS may come from elsewhere.
    expect(secrets).toMatchObject({
      aws: {
        vault: { accessKey: expect.any(String) as string, secretKey: expect.any(String) as string },
      },
    });
    expect(JSON.stringify(values)).not.toMatch(/v1:abc|secure/);
  });

  it.each([
    ["one alone", { minio: { fs01: { user: { secure: "v1:a" } } } }],
    ["all in one", { secure: "v1:a" }],
  ])("has placeholders beside %s that is there", (_what, given) => {
    const { secrets, declared } = configured((config) => (config["backup:secrets"] = given));
    expect(secretFaults(declared.sound, secrets, "lab")).toEqual([]);
  });

  it("tells what has no place among the secrets, and not what is missing", () => {
    const { faults } = configured((config) => {
      config["backup:secrets"] = { pgBackRestCipher: { a: { secure: "v1:a" } } };
    });
    expect(faults.map((one) => one.path)).toEqual(["backup:secrets.pgBackRestCipher"]);
    const elsewhere = configured((config) => {
      config["backup:secrets"] = { aws: { nowhere: { accessKey: { secure: "v1:a" } } } };
    });
    expect(elsewhere.faults.map((one) => one.message).join()).toContain("is not declared");
  });

  it("has placeholders for the identities that only a console tells, and names them", () => {
    const { missingIdentities, section } = configured((config) =>
      setAt(config, "backup:hosts.fs01.hostKey", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0"),
    );
    const [first = "", ...others] = missingIdentities;
    expect(first).toBe("backup:hosts.pbs01.hostKey");
    expect(others).toContain("backup:pbs.fingerprint");
    expect(missingIdentities).not.toContain("backup:hosts.fs01.hostKey");
    const hosts = section("backup:hosts") as Record<string, { hostKey: string; address: string }>;
    for (const host of Object.values(hosts))
      expect(hostKey.safeParse(host.hostKey).success).toBe(true);
    expect(hosts["fs01"]!.hostKey).toBe("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKy0");
    expect(hosts["pbs01"]!.hostKey).not.toBe(hosts["node01"]!.hostKey);
    const { fingerprint: pbs, ...rest } = section("backup:pbs");
    expect(fingerprint.safeParse(pbs).success).toBe(true);
    expect(rest).toEqual(labDeclaration()["backup:pbs"]);
  });

  it("knows which keys of other projects are secret", () => {
    const { secretKeys, values } = configured((config) => {
      config["aws:secretKey"] = { secure: "v1:a" };
      config["aws:endpoints"] = [{ url: "x" }, { key: { secure: "v1:b" } }];
      config["aws:region"] = "us-east-1";
    });
    expect(secretKeys).toEqual(["backup:secrets", "aws:secretKey", "aws:endpoints"]);
    expect(values["aws:secretKey"]).toMatch(/^placeholder-/);
    expect(parse(values["aws:endpoints"]!)).toEqual([
      { url: "x" },
      { key: expect.stringMatching(/^placeholder-/) as string },
    ]);
  });
});
