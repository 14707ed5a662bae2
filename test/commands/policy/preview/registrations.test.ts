import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Registrations } from "../../../../commands/policy/preview/registrations";

const bucketType = "aws:s3/bucket:Bucket";
const stackUrn = "urn:pulumi:lab::backup::pulumi:pulumi:Stack::backup-lab";

let registrations: Registrations;
beforeEach(() => {
  const configuration = { "aws:region": "us-east-1", "awsx:region": "no", "backup:site": "{}" };
  registrations = new Registrations({ stack: "lab", project: "backup" }, configuration);
});

const request = (type: string, name: string, inputs = {}) =>
  new RegisterResourceRequest()
    .setType(type)
    .setName(name)
    .setCustom(true)
    .setObject(Struct.fromJavaScript(inputs));
const component = (name: string) => request("backup:vault:Vault", name).setCustom(false);
const urnFor = (registered: RegisterResourceRequest) => registrations.register(registered).getUrn();
const named = (name: string) => registrations.resources.find((one) => one.name === name)!;

describe("what a program registers", () => {
  it("has the types of its parents in its URN, but not that of the stack", () => {
    expect(urnFor(request("pulumi:pulumi:Stack", "backup-lab"))).toBe(stackUrn);
    const vault = urnFor(component("vault").setParent(stackUrn));
    expect(vault).toBe("urn:pulumi:lab::backup::backup:vault:Vault::vault");
    const inner = urnFor(component("inner").setParent(vault));
    expect(inner).toBe("urn:pulumi:lab::backup::backup:vault:Vault$backup:vault:Vault::inner");
    expect(urnFor(request(bucketType, "logs").setParent(inner))).toBe(
      `urn:pulumi:lab::backup::backup:vault:Vault$backup:vault:Vault$${bucketType}::logs`,
    );
  });

  it("is answered with its inputs and no id, so that everything else is not known", () => {
    const answer = registrations.register(request(bucketType, "logs", { bucket: "x" }));
    expect(answer.getObject()?.toJavaScript()).toEqual({ bucket: "x" });
    expect(answer.getId()).toBe("");
    expect(named("logs")).toMatchObject({ inputs: { bucket: "x" }, outputs: { bucket: "x" } });
  });

  it("is refused a second time, as nobody could tell the one from the other", () => {
    const urn = urnFor(request(bucketType, "logs"));
    expect(() => registrations.register(request(bucketType, "logs"))).toThrow(urn);
  });

  it("has its options, and where its values come from", () => {
    const registered = request(bucketType, "logs")
      .setParent(stackUrn)
      .setIgnorechangesList(["tags"])
      .setAdditionalsecretoutputsList(["arn"])
      .setDependenciesList(["urn:a"])
      .setDeletebeforereplacedefined(true);
    registered
      .getPropertydependenciesMap()
      .set("bucket", new RegisterResourceRequest.PropertyDependencies().setUrnsList(["urn:a"]));
    registrations.register(registered);

    expect(named("logs")).toMatchObject({
      ...{ dependencies: ["urn:a"], propertyDependencies: { bucket: ["urn:a"] } },
      options: {
        ...{ protect: false, ignoreChanges: ["tags"], additionalSecretOutputs: ["arn"] },
        ...{ aliases: [], parent: stackUrn, deleteBeforeReplace: false },
      },
    });
    registrations.register(request(bucketType, "other"));
    expect(named("other").options).not.toHaveProperty("deleteBeforeReplace");
  });

  it("is protected as its parent is, unless it says otherwise", () => {
    const parent = urnFor(component("vault").setProtect(true));
    const child = (name: string) => request(bucketType, name).setParent(parent);
    [child("as-it-is"), child("open").setProtect(false)].forEach(urnFor);
    urnFor(request(bucketType, "elsewhere"));
    urnFor(request(bucketType, "itself").setProtect(true));
    const isProtected = ["vault", "as-it-is", "open", "elsewhere", "itself"].map(
      (name) => named(name).options.protect,
    );
    expect(isProtected).toEqual([true, true, false, false, true]);
  });

  it.each<[string, Alias, string]>([
    ["a URN", new Alias().setUrn("urn:x"), "urn:x"],
    [
      "another name",
      new Alias().setSpec(new Alias.Spec().setName("old")),
      `urn:pulumi:lab::backup::backup:vault:Vault$${bucketType}::old`,
    ],
    [
      "another type and no parent",
      new Alias().setSpec(new Alias.Spec().setType("a:b:C").setNoparent(true)),
      "urn:pulumi:lab::backup::a:b:C::logs",
    ],
    [
      "another parent, stack and project",
      new Alias().setSpec(
        new Alias.Spec().setParenturn("urn:pulumi:x::y::p:q:R::up").setStack("x").setProject("y"),
      ),
      `urn:pulumi:x::y::p:q:R$${bucketType}::logs`,
    ],
  ])("may have been known under %s", (_what, alias, urn) => {
    const parent = urnFor(component("vault"));
    urnFor(request(bucketType, "logs").setParent(parent).setAliasesList([alias]));
    expect(named("logs").options.aliases).toEqual([urn]);
  });

  it("has the outputs that a component says in the end", () => {
    const urn = urnFor(component("vault"));
    const outputs = new RegisterResourceOutputsRequest()
      .setUrn(urn)
      .setOutputs(Struct.fromJavaScript({ done: true }));
    registrations.registerOutputs(outputs);
    registrations.registerOutputs(new RegisterResourceOutputsRequest().setUrn("urn:unheard"));
    expect(registrations.resources).toEqual([
      expect.objectContaining({ urn, inputs: {}, outputs: { done: true } }),
    ]);
  });
});

describe("the provider of what a program registers", () => {
  it("is the one that the program names", () => {
    const provider = urnFor(request("pulumi:providers:aws", "vault"));
    urnFor(request(bucketType, "logs").setProvider(`${provider}::04da6b54`));
    expect(named("logs").provider).toBe(provider);
    expect(named("vault")).not.toHaveProperty("provider");
    expect(registrations.resources).toHaveLength(2);
  });

  it("is one that the engine makes, once for a version, where the program names none", () => {
    urnFor(request(bucketType, "first").setVersion("7.48.0"));
    urnFor(request(bucketType, "second").setVersion("7.48.0"));
    urnFor(request("minio:index/s3Bucket:S3Bucket", "third"));
    const [made] = registrations.resources;
    expect(made).toMatchObject({
      urn: "urn:pulumi:lab::backup::pulumi:providers:aws::default_7_48_0",
      ...{ type: "pulumi:providers:aws", name: "default_7_48_0" },
      inputs: { region: "us-east-1", version: "7.48.0" },
      options: { protect: false, parent: "" },
    });
    expect([named("first").provider, named("second").provider]).toEqual([made!.urn, made!.urn]);
    expect(named("default")).toMatchObject({ type: "pulumi:providers:minio", inputs: {} });
    expect(registrations.resources).toHaveLength(5);
  });

  it("is nobody's business of a component", () => {
    urnFor(component("vault"));
    expect(named("vault")).not.toHaveProperty("provider");
    expect(registrations.resources).toHaveLength(1);
  });
});
