import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "remote-url-tls";
const inClear = (path: string, host: string) =>
  `subject: ${path} is an http:// address of ${host}, so that what is sent there can be read on its way; wanted is https://. Fix: write https:// in ${path}, and give the service a certificate.`;
const careless = (path: string, got: string) =>
  `subject: ${path} is ${got}, so that any machine in the way can read and answer; wanted is TLS with a look at the certificate. Fix: take ${path} out or turn it round, and have the host trust the other's certificate.`;

describe(rule, () => {
  it.each([
    ["https", { url: "https://influx.lab", "verify-tls": true }],
    ["the machine itself", { url: "http://127.0.0.1:8086", "verify-tls": false }],
    ["mail to the machine itself", { server: "localhost", mode: "insecure" }],
    ["encrypted mail", { server: "mail.lab", mode: "starttls" }],
    ["what people read", { comment: "http://wiki.lab", description: "http://wiki.lab" }],
    ["a proxy", { "http-proxy": "http://proxy.lab:3128" }],
    [
      "no words of TLS",
      { mode: "snapshot", "verify-new": false, insecure: false, parts: [null, 1] },
    ],
    ["text with an address in it", { program: "#!/bin/sh\ncurl http://169.254.169.254" }],
    ["settings that look", { "skip-verify": "0", "tls-verify": "1", "verify-certificate": 1 }],
  ])("passes %s", async (_what, document) => {
    expect(await violationsOf(rule, [told("pbs any", document, document)])).toEqual([]);
  });

  it("fails on an address in clear at any depth, and tells its host alone", async () => {
    const document = { url: "http://user:s3cr3t@gotify.lab/token", ok: "https://a" };
    const settings = { sites: [{ at: "https://a" }, { at: "HTTP://fs01.lab:9000" }] };

    expect(await violationsOf(rule, [told("pbs any", document, settings)])).toEqual([
      inClear("document.url", "gotify.lab"),
      inClear("settings.sites.1.at", "fs01.lab"),
    ]);
  });

  it.each([
    ...["verify-tls", "verify-ssl", "verify-certificate", "tls-verify"].flatMap((key) =>
      [false, "false", 0, "0", "no"].map((value) => [key, value] as const),
    ),
    ...["skip-verify", "tls-skip-verify", "insecure-skip-verify", "insecure"].flatMap((key) =>
      [true, "true", 1, "1", "yes"].map((value) => [key, value] as const),
    ),
    ["mode", "insecure"] as const,
  ])("fails on %s: %j, in document and settings", async (key, value) => {
    const part = { [key]: value };

    expect(await violationsOf(rule, [told("pbs any", part, { below: part })])).toEqual([
      careless(`document.${key}`, String(value)),
      careless(`settings.below.${key}`, String(value)),
    ]);
  });

  it.each(["url", "server", "host", "endpoint"])(
    "looks in %s for where it leads",
    async (address) => {
      const to = (host: string) => [told("pbs any", { [address]: host, "verify-tls": false })];

      expect(await violationsOf(rule, to("localhost:1"))).toEqual([]);
      expect(await violationsOf(rule, to("influx.lab:1"))).toHaveLength(1);
    },
  );

  it("fails where the address is no text", async () => {
    expect(
      await violationsOf(rule, [told("pbs any", { url: 1, "verify-tls": false })]),
    ).toHaveLength(1);
  });

  it("says that an object is not known yet", async () => {
    expect(await verdictOf(rule, [toldLater])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other commands", async () => {
    const sent = [
      { type: "command:remote:Command", props: { stdin: "http://a" } },
      { type: "command:local:Command", props: told("pbs any", { url: "http://a" }).props },
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });
});
