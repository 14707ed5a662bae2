import { hostOf, isLoopback, isPlainHttp } from "../../../../policy/rules/encryption/loopback";

it.each([
  ["http://user:s3cr3t@Host.lab:80/path?query", "host.lab"],
  ["host.lab:9000", "host.lab"],
  ["host.lab", "host.lab"],
  ["https://host.lab", "host.lab"],
  ["http://host.lab?at@localhost", "host.lab"],
  ["http://host.lab#@localhost", "host.lab"],
  ["http://host.lab\\@localhost", "host.lab"],
  ["http://localhost@host.lab/", "host.lab"],
  ["http://localhost:pw@host.lab/", "host.lab"],
  ["http://a@b@host.lab/", "host.lab"],
  [" http://host.lab ", "host.lab"],
  ["https://[::1]:8006/", "[::1]"],
  ["h2+x-y.z://host.lab", "host.lab"],
  ["", ""],
])("the host of %s is %s", (address, host) => {
  expect(hostOf(address)).toBe(host);
});

it.each([
  "http://127.0.0.1:5000",
  "http://127.255.0.9",
  "https://LOCALHOST:8006/",
  "localhost:9000",
  "127.0.0.1",
  "http://[::1]:80/",
])("%s does not leave the machine", (address) => {
  expect(isLoopback(address)).toBe(true);
});

it.each([
  "http://10.0.0.1",
  "http://128.0.0.1",
  "http://127.0.0.1.example.org",
  "http://x127.0.0.1",
  "http://127.0.0",
  "http://localhost.example.org",
  "http://notlocalhost",
  "http://localhost@example.org",
  "http://[::2]",
  "http://0.0.0.0",
  "",
])("%s leaves the machine", (address) => {
  expect(isLoopback(address)).toBe(false);
});

it("knows addresses that are not encrypted by their scheme", () => {
  expect(["http://a", "HTTP://a", " http://a"].every(isPlainHttp)).toBe(true);
  expect(["https://a", "a:80", "see http://a", "http", ""].some(isPlainHttp)).toBe(false);
});
