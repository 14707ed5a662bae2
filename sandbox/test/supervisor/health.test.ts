import * as http from "node:http";
import * as net from "node:net";
import { once } from "node:events";
import { checkHealth } from "../../supervisor/health";

async function listen(server: net.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as net.AddressInfo).port;
}

describe("an HTTP check", () => {
  const server = http.createServer((request, response) =>
    response.writeHead(request.url === "/ready" ? 200 : 503).end(),
  );
  let origin = "";
  beforeAll(async () => (origin = `http://127.0.0.1:${await listen(server)}`));
  afterAll(() => server.close());

  const check = (url: string) => checkHealth({ kind: "http", url, statuses: [200, 401] });

  it("finds nothing wrong with one of the wanted answers", async () => {
    expect(await check(`${origin}/ready`)).toBeUndefined();
  });

  it("fails with the answer got and those wanted", async () => {
    expect(await check(`${origin}/busy`)).toBe(`${origin}/busy answered 503, not 200 or 401`);
  });
});

describe("a banner check", () => {
  const check = (port: number) => checkHealth({ kind: "banner", port, prefix: "SSH-" });

  it.each([
    ["SSH-2.0-OpenSSH_9.2\r\n", undefined],
    ["220 mail ready\r\n", /said "220 mail ready", not "SSH-…"/],
  ])("judges the banner %j", async (banner, fault) => {
    const server = net.createServer((socket) => socket.end(banner));
    const found = await check(await listen(server));
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(fault);
    server.close();
  });

  it("fails if the server hangs up without a word", async () => {
    const server = net.createServer((socket) => socket.end());
    expect(await check(await listen(server))).toMatch(/closed without "SSH-"/);
    server.close();
  });

  it("fails if nobody listens", async () => {
    const server = net.createServer();
    const port = await listen(server);
    server.close();
    await once(server, "close");
    expect(await check(port)).toMatch(/ECONNREFUSED/);
  });
});
