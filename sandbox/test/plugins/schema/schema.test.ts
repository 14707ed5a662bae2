import aws from "../../../plugins/schema/aws.json";
import command from "../../../plugins/schema/command.json";
import minio from "../../../plugins/schema/minio.json";
import proxmoxve from "../../../plugins/schema/proxmoxve.json";
import { declarationPath } from "../../../plugins/schema/declaration-file";
import { packages } from "../../../plugins/schema/packages";
import type { PackageSchema } from "../../../plugins/schema/package-schema";
import { parsePropertyType } from "../../../plugins/schema/property-type";
import { readSdkSchema } from "../../../plugins/schema/sdk-schema";

const committed: Record<string, PackageSchema> = { aws, command, minio, proxmoxve };

describe("the schema files", () => {
  it.each(Object.entries(packages))(
    "of %s are what the installed SDK declares (else: npx ts-node sandbox/plugins/schema/generate.ts)",
    (name, { npm, tokens }) => {
      expect(committed[name]).toEqual(readSdkSchema(npm, tokens));
    },
  );

  it.each(Object.entries(committed))("of %s name only types they hold", (_name, schema) => {
    const objects = [
      schema.config,
      ...Object.values(schema.resources).map(({ inputs }) => inputs),
      ...Object.values(schema.types),
    ];
    const named = objects
      .flatMap((object) => Object.values(object))
      .flatMap((type) => type.match(/(?<!')\b[A-Za-z][\w.]*\b(?!')/g) ?? [])
      .filter((type) => !["string", "number", "boolean", "any"].includes(type));
    const quoted = objects.flatMap((object) => Object.values(object)).join("|");
    const missing = named.filter((type) => !(type in schema.types) && !quoted.includes(`'${type}`));
    expect(missing).toEqual([]);
  });

  it("keep required and optional, nested and enumerated properties apart", () => {
    const { inputs } = command.resources["command:remote:Command"];
    expect(inputs).toMatchObject({
      connection: "remote.ConnectionArgs",
      "create?": "string",
      "environment?": "{string}",
      "logging?": "'stdout'|'stderr'|'stdoutAndStderr'|'none'",
    });
    expect(aws.resources["aws:s3/bucket:Bucket"].deprecated).toContain("acl");
  });

  it("fail to be made for a token the SDK does not have", () => {
    const root = require.resolve("@pulumi/minio/package.json").replace(/package\.json$/, "");
    expect(() => declarationPath(root, "minio:index/s3Buket:S3Buket")).toThrow(
      /no file s3buket\.d\.ts in .*; compare the token with __pulumiType/,
    );
  });
});

describe("the notation of types", () => {
  it("is read with lists, maps, alternatives and brackets", () => {
    const string = { kind: "primitive", name: "string" };
    expect(parsePropertyType("{string[]}")).toEqual({
      kind: "map",
      of: { kind: "array", of: string },
    });
    expect(parsePropertyType("(string|s3.Rule)[]")).toEqual({
      kind: "array",
      of: { kind: "union", of: [string, { kind: "named", name: "s3.Rule" }] },
    });
    expect(parsePropertyType("'a b'|'c'")).toEqual({
      kind: "union",
      of: [
        { kind: "literal", value: "a b" },
        { kind: "literal", value: "c" },
      ],
    });
  });

  it("fails on text in no notation", () => {
    expect(() => parsePropertyType("string &")).toThrow('"string &" is no property type');
  });
});
