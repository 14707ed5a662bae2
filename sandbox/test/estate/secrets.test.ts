import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sandboxLayout } from "../../layout";
import { sandboxSecrets } from "../../estate/secrets";

const layout = sandboxLayout(mkdtempSync(path.join(os.tmpdir(), "secrets-")));
const file = path.join(layout.run, "secrets.json");
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(layout.root, { recursive: true }));

it("makes every secret once, and another site's password when there is one more", async () => {
  const first = await sandboxSecrets(layout, ["fs01"]);
  const second = await sandboxSecrets(layout, ["fs01", "fs03"]);
  expect(second).toMatchObject(first);
  expect(Object.keys(second.minioPasswords).sort()).toEqual(["fs01", "fs03"]);
  expect(await sandboxSecrets(layout, ["fs01", "fs03"])).toEqual(second);
});

it("makes a key of 32 bytes and different secrets for different sandboxes", async () => {
  const first = await sandboxSecrets(layout, ["fs01"]);
  rmSync(file);
  const second = await sandboxSecrets(layout, ["fs01"]);
  expect(Buffer.from(first.minioKey, "base64")).toHaveLength(32);
  expect(second.minioKey).not.toBe(first.minioKey);
  expect(second.minioPasswords).not.toEqual(first.minioPasswords);
});

it("lets nobody else read them", async () => {
  await sandboxSecrets(layout, []);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("fails on a damaged file instead of locking the stack out of its servers", async () => {
  await sandboxSecrets(layout, []);
  writeFileSync(file, "{");
  await expect(sandboxSecrets(layout, [])).rejects.toThrow(SyntaxError);
});
