import * as fs from "node:fs";
import * as http from "node:http";
import { type AddressInfo } from "node:net";

import { mailSpool } from "../../../products/pbs/notifications/mail";
import { notify } from "../../../products/pbs/notifications/notify";
import { useServer } from "./harness";

const server = useServer();

const endpoint = (...words: string[]) => server.run("notification", "endpoint", ...words);
const base64 = (text: string) => Buffer.from(text).toString("base64");

const sendmail = (name: string, ...words: string[]) =>
  endpoint("sendmail", "create", name, "--mailto", "ops@example.org", ...words);

describe("a notification", () => {
  const verified = {
    type: "verify",
    datastore: "store1",
    jobId: "daily",
    severity: "error",
    title: "verify failed",
    message: "one chunk",
  } as const;

  const mails = () => {
    const file = server.at(mailSpool);
    const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
    return lines.map((line) => (JSON.parse(line) as { to: string[] }).to);
  };

  beforeEach(async () => {
    await server.run("notification", "matcher", "update", "default-matcher", "--disable", "true");
    await sendmail("ops");
  });

  const match = (...words: string[]) =>
    server.run("notification", "matcher", "create", "mine", "--target", "ops", ...words);

  it.each([
    [[], true],
    [["--mode", "any"], false],
    [["--match-field", "exact:type=verify"], true],
    [["--match-field", "exact:type=verify", "--invert-match", "true"], false],
    [["--match-field", "exact:datastore=store1,store2"], true],
    [["--match-field", "regex:job-id=^d"], true],
    [["--match-field", "exact:media-pool=x"], false],
    [["--match-severity", "warning, error"], true],
    [["--match-severity", "info"], false],
    [["--match-severity", "info", "--match-field", "exact:type=verify"], false],
    [["--match-severity", "info", "--match-field", "exact:type=verify", "--mode", "any"], true],
    [["--match-calendar", "sun 11-13"], true],
    [["--match-calendar", "mon..sat 0-23"], false],
    [["--disable", "true"], false],
  ])("of a verification goes by the matcher %j: %s", async (words, sent) => {
    await match(...words);
    await notify(verified, new Date(2026, 10, 22, 12));
    expect(mails()).toEqual(sent ? [["ops@example.org"]] : []);
  });

  it("of a verification fails to match the type `verification` of the manual's table", async () => {
    await match("--match-field", "exact:type=verification");
    await notify(verified, new Date());
    expect(mails()).toEqual([]);
  });

  it("is not sent through a disabled endpoint, and one that fails does not stop the others", async () => {
    await endpoint("gotify", "create", "gone", "--server", "http://127.0.0.1:1", "--token", "t");
    await sendmail("quiet", "--disable", "true");
    await match("--target", "gone", "--target", "quiet");
    await notify(verified, new Date());
    expect(mails()).toEqual([["ops@example.org"]]);
  });
});

describe("target test", () => {
  const requests: { readonly url: string; readonly key: unknown; readonly body: string }[] = [];
  const receiver = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      requests.push({ url: request.url ?? "", key: request.headers["x-gotify-key"], body });
      response.writeHead(request.url?.startsWith("/broken") ? 500 : 200).end();
    });
  });
  let address = "";

  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => receiver.close(resolve)));
  beforeEach(() => requests.splice(0));

  it("reaches a Gotify server with its token", async () => {
    await endpoint("gotify", "create", "push", "--server", address, "--token", "s3cret");
    expect(await server.run("notification", "target", "test", "push")).toMatchObject({ code: 0 });
    expect(requests).toMatchObject([{ url: "/message", key: "s3cret" }]);
    expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ priority: 1 });
  });

  it("fills a webhook's templates, its secrets too", async () => {
    await endpoint(
      ...["webhook", "create", "hook", "--method", "put"],
      ...["--url", `${address}/\x7b\x7b secrets.path \x7d\x7d`.replaceAll(" ", "")],
      ...["--secret", `name=path,value=${base64("hush")}`],
      ...["--body", base64('{"text": {{ json message }}, "level": "{{ severity }}"}')],
    );
    expect(await server.run("notification", "target", "test", "hook")).toMatchObject({ code: 0 });
    expect(requests[0]?.url).toBe("/hush");
    expect(JSON.parse(requests[0]?.body ?? "")).toMatchObject({ level: "info" });
  });

  it("fails when the server does not take it", async () => {
    await endpoint("gotify", "create", "push", "--server", `${address}/broken`, "--token", "t");
    expect(await server.refusal("notification", "target", "test", "push")).toBe(
      "Error: Could not test target: could not notify via endpoint(s): push: got bad status: 500 Internal Server Error",
    );
  });

  it("fails for a target that does not exist", async () => {
    expect(await server.refusal("notification", "target", "test", "nobody")).toBe(
      "Error: endpoint 'nobody' does not exist",
    );
  });

  it("fails for an SMTP user without a password", async () => {
    await endpoint(
      ...["smtp", "create", "mail", "--server", "s", "--from-address", "a@b.c"],
      ...["--mailto", "a@b.c", "--username", "u"],
    );
    expect(await server.refusal("notification", "target", "test", "mail")).toContain(
      "username is set but no password was provided",
    );
  });

  it("lists targets of every type with their origin", async () => {
    await endpoint("gotify", "create", "push", "--server", "http://gotify.lab", "--token", "t");
    expect(await server.json("notification", "target", "list")).toEqual([
      {
        comment: "Send mails to root@pam's email address",
        name: "mail-to-root",
        origin: "builtin",
        type: "sendmail",
      },
      { name: "push", origin: "user-created", type: "gotify" },
    ]);
  });
});
