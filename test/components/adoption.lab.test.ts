import * as pulumi from "@pulumi/pulumi";
import { Adoption } from "../../components/adoption";
import { describeAdoption, previewAdoption } from "../../components/remote/adoption-preview";
import { type Envelope } from "../../model/remote/envelope";
import { type Host } from "../../components/remote/host";
import { refuseUnknownAdoptions } from "../../config/adoption";
import { resourceHooks } from "../support/estate";
import { labConfiguration } from "../support/lab";
import { registeredWith } from "../support/program";
import { ofType } from "../support/registered";

describe("what the stack's file takes over", () => {
  it("is what it names, and all below that, and nothing beside it", () => {
    const adoption = new Adoption(["pbs", "fs03-data-bucket"]);
    const taken = ["pbs", "pbs-vm-section", "pbs2-vm-section", "fs03-data-bucket", "fs03-data"];

    expect(taken.filter((name) => adoption.includes(name))).toEqual([
      "pbs",
      "pbs-vm-section",
      "fs03-data-bucket",
    ]);
  });

  it("is imported by the id that the provider knows, and nothing else is", () => {
    const adoption = new Adoption(["fs03-data"]);

    expect(adoption.importOf("fs03-data-bucket", "data")).toEqual({ import: "data" });
    expect(adoption.importOf("fs03-other-bucket", "other")).toEqual({});
  });

  it("fails for a name of nothing that can be taken over, with what was meant", () => {
    const adoption = new Adoption(["pbs-vm", "pbs-wm-section"]);
    adoption.includes("pbs-vm-section");

    expect(adoption.unknown).toEqual(["pbs-wm-section"]);
    expect(() => refuseUnknownAdoptions(adoption.unknown, adoption.known)).toThrow(
      /backup:adopt: stands for nothing .*got: +pbs-wm-section.*did you mean pbs-vm-section\?/s,
    );
    expect(() => refuseUnknownAdoptions([], adoption.known)).not.toThrow();
  });
});

test("the program fails for a name of nothing that can be taken over, at the latest once all is declared", async () => {
  const given = labConfiguration((declaration) => (declaration["backup:adopt"] = ["pbs-wm"]));

  await expect(registeredWith(given)).rejects.toThrow(
    /backup:adopt: stands for nothing that an update can take over.*got: +pbs-wm/s,
  );
});

describe("what a preview says of it", () => {
  it.each([
    ["that it is not there", null, "is not there and is made"],
    ["that nothing changes", { keep: 7 }, "is taken over as it is; nothing changes"],
    [
      "each property that changes, both values",
      { keep: 30, comment: "mine" },
      'is taken over; what changes: comment "mine" -> not set; keep 30 -> 7',
    ],
    [
      "no value that may open something",
      { keep: 7, url: "https://hook.example.org/s3cr3t" },
      'what changes: url "(a value that may open it)" -> not set',
    ],
    ["the beginning of a long value", { keep: "k".repeat(200) }, `keep "${"k".repeat(76)}... -> 7`],
    [
      "all of a value of eighty characters",
      { keep: "k".repeat(78) },
      `keep "${"k".repeat(78)}" -> 7`,
    ],
  ])("is %s", (_, observed, text) => {
    expect(describeAdoption({ keep: 7 }, observed)).toContain(text);
  });
});

test("a preview that cannot know what is declared says that nothing shows what changes", async () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  const { unknown } = jest.requireActual<{ unknown: unknown }>("@pulumi/pulumi/output");
  const resource = {} as pulumi.Resource;

  previewAdoption(resource, {} as Host, pulumi.output(unknown) as pulumi.Output<Envelope>);
  await new Promise(setImmediate);

  const told = [...warn.mock.calls];
  warn.mockRestore();
  expect(told).toEqual([[expect.stringContaining("nothing shows here"), resource]]);
});

test("what MinIO's provider makes by name claims the name before it is made", async () => {
  // Anew: the hooks are those of the program that ran last, which may have been another test's.
  const resources = await registeredWith(labConfiguration());
  const accounts = ["minio:index/iamUser:IamUser", "minio:index/iamPolicy:IamPolicy"].flatMap(
    (type) => ofType(resources, type),
  );

  // The vault claims names of its own.
  const claims = [...resourceHooks.keys()].filter((name) => !name.startsWith("vault-"));
  expect(claims.sort()).toEqual(accounts.map(({ name }) => `${name}-claim`).sort());
});
