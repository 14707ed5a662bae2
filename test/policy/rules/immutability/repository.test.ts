import { type Resource, resourceOf } from "../../../../policy/resource";
import { repositoryIn } from "../../../../policy/rules/immutability/repository";
import { Stack } from "../../../../policy/stack";
import { type Sent } from "../../support";
import { told } from "./support";

const resource = ({ type, name = "subject", props }: Sent): Resource =>
  resourceOf({ type, name, urn: name, props: { ...props } });
const productIn = (bucket: string | undefined, ...sent: readonly Sent[]) =>
  repositoryIn(
    resource({ type: "aws:s3/bucket:Bucket", props: { bucket } }),
    new Stack(sent.map(resource)),
  );
const command = (props: object, type = "command:remote:Command"): Sent => ({
  type,
  name: "script",
  props: { ...props },
});
const add = "Add-VBRAmazonS3CompatibleRepository -Bucket 'archive' -Name r";

describe("the repository in a bucket", () => {
  it.each([
    ["a property", { document: { bucket: "archive" } }],
    ["a property called alike", { document: { amazonBucketName: "archive" } }],
    ["one at some depth", { document: { storage: [{ Bucket: { name: "archive" } }] } }],
    ["a setting", { settings: { bucket: "archive" } }],
  ])("is Veeam's where %s of a Veeam object names it", (_what, content) => {
    expect(productIn("archive", told("veeam repository", content))).toBe("Veeam");
    expect(productIn("archive", told("veeam repository", content, "windows"))).toBe("Veeam");
    expect(productIn("another", told("veeam repository", content))).toBeUndefined();
  });

  it.each([
    ["another property", "veeam agent job", { document: { repository: "archive" } }],
    ["a number or nothing", "veeam agent job", { document: { bucket: 1, buckets: null } }],
    ["an object of another product", "offsite export", { document: { bucket: "archive" } }],
    ["one that is only called alike", "veeamish", { document: { bucket: "archive" } }],
  ])("is nobody's by %s", (_what, kind, content) => {
    expect(productIn("archive", told(kind, content))).toBeUndefined();
  });

  it.each(["bucket=archive,client=aws,type=s3", "type=s3,client=aws,bucket=archive"])(
    "is Proxmox Backup Server's by a datastore's backend %s",
    (backend) => {
      const datastore = told("pbs datastore", { document: { backend } });

      expect(productIn("archive", datastore)).toBe("Proxmox Backup Server");
      expect(productIn("arch", datastore)).toBeUndefined();
    },
  );

  it.each([{}, { backend: "client=aws,subbucket=archive" }, { backend: "type=filesystem" }])(
    "is nobody's by a datastore of %j",
    (document) => {
      expect(productIn("archive", told("pbs datastore", { document }))).toBeUndefined();
    },
  );

  it.each([
    [{ create: add }],
    [{ update: add }],
    [{ stdin: add }],
    [{ create: "$bucket = 'archive'", update: add.replace("archive", "$bucket") }],
    [{ create: "Add-VBRAmazonS3Repository -Bucket archive", update: "exit" }],
    [{ create: '$bucket = "archive"\nset-vbramazons3repository -Folder $folder' }],
  ])("is Veeam's by the script %j", (props) => {
    expect(productIn("archive", command(props))).toBe("Veeam");
    expect(productIn("archive", command(props, "command:local:Command"))).toBe("Veeam");
    expect(productIn("arch", command(props))).toBeUndefined();
  });

  it.each([
    "Get-VBRAmazonS3CompatibleRepository archive",
    "Add-VBRBackupRepository archive",
    "archive",
  ])("is nobody's by the script %s", (create) => {
    expect(productIn("archive", command({ create }))).toBeUndefined();
  });

  it("is found among others", () => {
    const own = told("veeam s3 repository", { document: { bucket: "archive" } });
    const other = told("pbs datastore", { document: { backend: "bucket=other" } });

    expect(productIn("archive", other, own)).toBe("Veeam");
    expect(productIn(undefined, other, own, command({ create: `\n${add}\n` }))).toBeUndefined();
  });
});
