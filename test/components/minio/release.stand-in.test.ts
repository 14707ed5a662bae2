import { minioScript } from "../../../components/minio/script";
import { type Envelope } from "../../../model/remote/envelope";
import { MinioMachine } from "./minio-machine";

const check: Envelope = {
  contract: "backup-remote/1",
  stack: "backup/test",
  resource: "fs01-release-check",
  adopt: true,
  platform: { name: "posix" },
  kind: "minio release",
  identity: "fs01",
  script: minioScript("release.sh"),
  document: { vulnerable: [] },
  settings: { site: "https://fs01.lab:9000", fixed: "2025-10-15T17:29:55Z" },
  secrets: { site: "admin:secret-a" },
};

let machine: MinioMachine;
beforeEach(() => (machine = new MinioMachine()));
afterEach(() => machine.machine.remove());

describe("the release of a MinIO site", () => {
  it.each(["2025-10-15T17:29:55Z", "2026-02-12T20:18:48Z"])("is well: %s", async (version) => {
    machine.install(version);

    expect(await machine.run("create", check)).toMatchObject({
      exitCode: 0,
      stdout: '{"vulnerable":[]}\n',
    });
    expect(machine.machine.seen).not.toContain("secret-a");
  });

  it.each(["2025-09-07T16:13:09Z", "2025-10-15T17:29:54Z"])(
    "fails for one that is vulnerable, on whichever server, with the way out: %s",
    async (version) => {
      machine.install(version);
      const { exitCode, stderr } = await machine.run("create", check);

      expect(exitCode).toBe(1);
      expect(stderr).toContain(`it runs MinIO of fs02.lab:9000: ${version}`);
      expect(stderr).toMatch(/ {2}fix: .*CVE-2025-62506.*2025-10-15T17:29:55Z or later/);
      expect((await machine.run("read", check)).stdout).toBe(
        `{"vulnerable":["fs02.lab:9000: ${version}"]}\n`,
      );
    },
  );

  it("fails where a server does not say, because nobody knows then", async () => {
    machine.install("");

    expect((await machine.run("create", check)).stderr).toContain("it runs MinIO of fs02.lab:9000");
  });

  it("fails where the site is down, in the words of the client, which ends as if all were well", async () => {
    machine.install("down");
    const { exitCode, stderr } = await machine.run("create", check);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("the site does not answer: dial tcp: connection refused");
  });

  it("fails where the site cannot be asked", async () => {
    machine.install("2026-02-12T20:18:48Z");
    machine.break("admin-info");

    expect(await machine.run("create", check)).toMatchObject({ exitCode: 1, stdout: "" });
  });
});
