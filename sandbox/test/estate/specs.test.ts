import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { minio } from "../../products/minio/minio";
import { pve } from "../../products/pve/pve";

const directory = mkdtempSync(path.join(os.tmpdir(), "specs-"));
afterAll(() => rmSync(directory, { recursive: true }));

const authority = { caFile: "/tls/ca.crt", bundleFile: "/tls/bundle.crt" };
const certificate = {
  directory: "/tls/fs01",
  certificateFile: "/tls/fs01/public.crt",
  keyFile: "/tls/fs01/private.key",
  fingerprint: "AA:BB",
};

const minioSite = (site: string) =>
  minio({
    executable: "/tools/minio",
    site,
    port: 20_001,
    directory: path.join(directory, site),
    authority,
    certificate,
    password: "correct-horse",
    key: "a2V5",
  });

const pveApi = (tokenSecret: string, revision: string) =>
  pve({
    executable: { file: "/build/pve-api", revision },
    port: 20_002,
    directory: path.join(directory, "pve"),
    authority,
    certificate,
    tokenSecret,
  });

describe("a MinIO site", () => {
  it("has its secrets in a file that only root reads, and nowhere else", async () => {
    const spec = await minioSite("fs01");
    expect(JSON.stringify(spec)).not.toMatch(/correct-horse|a2V5/);
    const file = spec.environment["MINIO_CONFIG_ENV_FILE"] ?? "";
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain("MINIO_ROOT_PASSWORD=correct-horse\n");
  });

  it("names its key as every other site does", async () => {
    const keys = await Promise.all(
      ["fs01", "fs03"].map(async (site) => {
        const { environment } = await minioSite(site);
        return /MINIO_KMS_SECRET_KEY=(.*)/.exec(
          readFileSync(environment["MINIO_CONFIG_ENV_FILE"] ?? "", "utf8"),
        )?.[1];
      }),
    );
    expect(keys).toEqual(["backup-key:a2V5", "backup-key:a2V5"]);
  });

  it("listens on loopback only", async () => {
    expect((await minioSite("fs01")).command).toEqual(expect.arrayContaining(["127.0.0.1:20001"]));
  });
});

describe("the PVE API", () => {
  it("has its token in a file that only root reads, and nowhere else", async () => {
    const spec = await pveApi("0b5f3f64", "1");
    expect(JSON.stringify(spec)).not.toContain("0b5f3f64");
    const file = path.join(spec.environment["PVE_STATE"] ?? "", "priv", "token.cfg");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toBe("pulumi@pve!stack 0b5f3f64\n");
  });

  it("keeps the users of a cluster that is there already", async () => {
    const file = path.join((await pveApi("x", "1")).environment["PVE_STATE"] ?? "", "user.cfg");
    expect(readFileSync(file, "utf8")).toContain("token:pulumi@pve!stack:0:1::");
    writeFileSync(file, "user:root@pam:1:0:::::\n");
    await pveApi("x", "2");
    expect(readFileSync(file, "utf8")).toBe("user:root@pam:1:0:::::\n");
  });

  it("is another server once its program has changed", async () => {
    const revisions = await Promise.all(["1", "2"].map((revision) => pveApi("x", revision)));
    expect(revisions[0]?.revision).not.toBe(revisions[1]?.revision);
  });
});
