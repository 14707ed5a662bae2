import { secretMark } from "../../../components/remote/secret-mark";

test("a mark changes with the secret and with what it belongs to, and is short", () => {
  const mark = secretMark("s3cr3t", "veeam/files");

  expect(mark).toMatch(/^[0-9a-f]{8}$/);
  expect(secretMark("s3cr3t", "veeam/files")).toBe(mark);
  expect(secretMark("s3cr3u", "veeam/files")).not.toBe(mark);
  expect(secretMark("s3cr3t", "veeam/other")).not.toBe(mark);
});
