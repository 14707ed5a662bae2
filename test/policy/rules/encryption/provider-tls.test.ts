import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "provider-tls";
const provider = (name: string, props: object): Sent => ({
  type: `pulumi:providers:${name}`,
  props: props as Sent["props"],
});
const endpoints = (...services: object[]): [what: string, props: object][] => [
  ["as a list", { endpoints: services }],
  ["as the SDKs send it", { endpoints: JSON.stringify(services) }],
];
const unchecked = (path: string) =>
  `subject: ${path} is true, so that any machine in the way would be taken for the product; wanted is false. Fix: take ${path} out, and tell the provider of your certificate authority.`;
const inClear = (path: string, host: string) =>
  `subject: ${path} is an http:// address of ${host}, so that log-ins and data go there in clear; wanted is https://. Fix: write https:// in ${path}, and give the service a certificate.`;

describe(`${rule}, aws`, () => {
  it.each<[what: string, props: object]>([
    ["nothing", {}],
    ["no look at what is not about TLS", { skipMetadataApiCheck: "true", insecure: "false" }],
    ...endpoints({ s3: "https://s3.lab" }, { kms: "http://127.0.0.1:5000", sts: "kms.lab" }),
    ["no endpoints", { endpoints: [] }],
  ])("passes %s", async (_what, props) => {
    expect(await violationsOf(rule, [provider("aws", props)])).toEqual([]);
  });

  it.each(
    endpoints({ s3: "https://s3.lab" }, { kms: "http://u:s3cr3t@kms.lab:80", iam: "http://iam" }),
  )("fails on endpoints in clear, %s", async (_what, props) => {
    expect(await violationsOf(rule, [provider("aws", props)])).toEqual([
      inClear("endpoints[1].kms", "kms.lab"),
      inClear("endpoints[1].iam", "iam"),
    ]);
  });

  it.each([true, "true", "1"])(
    "fails on insecure %j, on the machine itself too",
    async (insecure) => {
      const props = { insecure, endpoints: [{ s3: "http://localhost:1" }] };

      expect(await violationsOf(rule, [provider("aws", props)])).toEqual([unchecked("insecure")]);
    },
  );

  it.each(["no JSON", "{}", 1])("fails on endpoints that are %j", async (given) => {
    expect(await violationsOf(rule, [provider("aws", { endpoints: given })])).toEqual([
      "subject: endpoints is no list, so nobody can tell where they lead; wanted is a list of services with https:// addresses. Fix: write endpoints as a list, or take it out.",
    ]);
  });

  it.each([
    ["endpoints", { endpoints: unknown }],
    ["endpoints.0.s3", { endpoints: [{ s3: unknown }] }],
    ["insecure", { insecure: unknown }],
  ])("says that %s is not known yet", async (path, props) => {
    expect(await verdictOf(rule, [provider("aws", props)])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${path} of subject is not known yet`),
    });
  });
});

describe(`${rule}, minio`, () => {
  const minio = (props: object) => [provider("minio", { minioServer: "fs01.lab:9000", ...props })];

  it.each([
    { minioSsl: true },
    { minioSsl: "true", minioInsecure: "false" },
    { minioServer: "localhost:9000" },
    { minioServer: "localhost:9000", minioSsl: "true", minioInsecure: "true" },
  ])("passes %j", async (props) => {
    expect(await violationsOf(rule, minio(props))).toEqual([]);
  });

  it.each([
    [{}, "unset, which is false"],
    [{ minioSsl: false }, "false"],
    [{ minioSsl: "false", minioInsecure: true }, "false"],
  ])("fails on %j", async (props, got) => {
    expect(await violationsOf(rule, minio(props))).toEqual([
      `subject: minioSsl is ${got}, so that log-ins and data go in clear to fs01.lab; wanted is true. Fix: set minioSsl to true, and give the server a certificate.`,
    ]);
  });

  it("fails where the server is only told by the environment", async () => {
    expect(await violationsOf(rule, minio({ minioServer: undefined }))).toEqual([
      expect.stringContaining("go in clear to the server; wanted is true"),
    ]);
  });

  it.each([true, "true", "1"])("fails on minioInsecure %j", async (minioInsecure) => {
    expect(await violationsOf(rule, minio({ minioSsl: true, minioInsecure }))).toEqual([
      unchecked("minioInsecure"),
    ]);
  });

  it.each(["minioServer", "minioSsl"])("says that %s is not known yet", async (property) => {
    expect(await verdictOf(rule, minio({ [property]: unknown }))).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${property} of subject is not known yet`),
    });
  });
});

describe(`${rule}, proxmoxve`, () => {
  const proxmoxve = (props: object) => [
    provider("proxmoxve", { endpoint: "https://node01.lab:8006/", ...props }),
  ];

  it.each([
    {},
    { insecure: "false", minTls: "1.2" },
    { minTls: "1.3" },
    { endpoint: undefined },
    { endpoint: "https://localhost:8006/", insecure: "true" },
    { endpoint: "http://127.0.0.1:8006/" },
  ])("passes %j", async (props) => {
    expect(await violationsOf(rule, proxmoxve(props))).toEqual([]);
  });

  it.each([true, "true", "1"])("fails on insecure %j", async (insecure) => {
    expect(await violationsOf(rule, proxmoxve({ insecure }))).toEqual([unchecked("insecure")]);
  });

  it("fails on an address in clear", async () => {
    expect(await violationsOf(rule, proxmoxve({ endpoint: "http://node01.lab:8006/" }))).toEqual([
      inClear("endpoint", "node01.lab"),
    ]);
  });

  it.each(["1.0", "1.1"])("fails on TLS %s", async (minTls) => {
    expect(await violationsOf(rule, proxmoxve({ minTls }))).toEqual([
      `subject: minTls is ${minTls}, which is broken (RFC 8996); wanted is 1.2 or 1.3. Fix: take minTls out.`,
    ]);
  });

  it.each(["endpoint", "insecure", "minTls"])("says that %s is not known yet", async (property) => {
    expect(await verdictOf(rule, proxmoxve({ [property]: unknown }))).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${property} of subject is not known yet`),
    });
  });
});

it(`${rule} says nothing of other providers`, async () => {
  expect(await violationsOf(rule, [provider("command", { insecure: true })])).toEqual([]);
});
