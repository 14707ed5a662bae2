import { PbsDatastore } from "../../../components/pbs/datastore";
import { type Envelope } from "../../../model/remote/envelope";
import { BackupServer } from "./backup-server";
import { envelopeOf, objectEnvelope } from "./declared";

let server: BackupServer;
beforeAll(async () => (server = await BackupServer.start()));
afterAll(() => server.stop());

/** Nothing listens there: the port is privileged, and the service long gone. */
const closed = 9;

const s3Endpoint = () =>
  objectEnvelope(
    "S3Endpoint",
    "minio",
    { endpoint: "127.0.0.1", port: closed, pathStyle: true, accessKey: "AKIA" },
    { "secret-key": "s3cr3t-key" },
  );

const inBucket = () =>
  envelopeOf(
    (host) =>
      new PbsDatastore("offsite", {
        ...{ host, path: "/mnt/cache", verifyNew: true, notificationMode: "notification-system" },
        backend: { client: "minio", bucket: "offsite-backups", adopt: false },
      }),
  );

const targets: readonly (readonly [
  what: string,
  make: () => Promise<Envelope>,
  got: string,
  fix: RegExp,
])[] = [
  [
    "an InfluxDB that does not answer",
    () =>
      objectEnvelope(
        "MetricServer",
        "graphs",
        { type: "influxdb-http", url: `http://127.0.0.1:${closed}/` },
        { token: "s3cr3t-token" },
      ),
    `could not connect to http://127.0.0.1:${closed}/: client error (Connect)`,
    /fix: the InfluxDB at http:\/\/127\.0\.0\.1:9\/ does not answer this server; .*curl http:\/\/127\.0\.0\.1:9\/health; then run the update again/,
  ],
  [
    "an InfluxDB whose name does not resolve",
    () =>
      objectEnvelope("MetricServer", "packets", {
        type: "influxdb-udp",
        host: "lab-mon01.invalid:8089",
      }),
    "failed to lookup address information: Name or service not known",
    /fix: the name in lab-mon01\.invalid:8089 does not resolve on this server; .*getent hosts lab-mon01\.invalid; then run the update again/,
  ],
  [
    "an S3 bucket that does not answer",
    inBucket,
    "failed to access bucket: client error (Connect)",
    /fix: the bucket of this datastore did not answer as it should \(bucket=offsite-backups,client=minio,type=s3\); .*s3 check CLIENT BUCKET; then run the update again/,
  ],
];

describe("a target that the server cannot reach", () => {
  beforeAll(async () => server.apply(await s3Endpoint()));

  it.each(targets)(
    "fails for %s and names it, not the server's daemons",
    async (_what, make, got, fix) => {
      const { exitCode, stdout, stderr } = await server.run("apply", await make());

      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      expect(stderr.match(/^ERR .*$/gm)).toHaveLength(1);
      expect(stderr).toContain(got);
      expect(stderr).toMatch(fix);
      expect(stderr).not.toContain("daemons");
      expect(stderr).not.toContain("s3cr3t");
    },
  );
});
