import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../../components/estate-component";
import { Product } from "../../components/product";
import { type RegisteredResource, runProgram } from "../support/estate";
import { named } from "../support/registered";

class Server extends Product<object> {
  constructor(name: string) {
    super({ type: "backup:test:Server", onRemoval: "its objects go" }, name, { port: 1 });
  }
}

class Thing extends EstateComponent<object> {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions, part = "part") {
    super({ type: "backup:test:Thing", onRemoval: "it goes" }, name, { size: 1 }, opts);
    new pulumi.ComponentResource(
      "test:Part",
      part === "part" ? this.childName(part) : part,
      {},
      {
        parent: this,
      },
    );
  }
}

const defined = (define: (server: Server) => unknown): Promise<RegisteredResource[]> =>
  runProgram({}, () => define(new Server("pbs01")));

describe("an object of a product", () => {
  it("is called on its product what it is called without the product's name", async () => {
    const names: string[] = [];
    await defined((server) => {
      names.push(new Thing(server.childName("vm-backup"), server.inside("vm-backup")).ownName);
      names.push(new Thing("alone").ownName);
    });

    expect(names).toEqual(["vm-backup", "alone"]);
  });

  it("stands beside one of the same name on another server", async () => {
    const resources = await defined((server) => {
      const other = new Server("pbs02");
      for (const one of [server, other]) new Thing(one.childName("vm-backup"), { parent: one });
    });

    expect(named(resources, "pbs01-vm-backup").options.parent).toBe("pbs01");
    expect(named(resources, "pbs02-vm-backup").options.parent).toBe("pbs02");
    expect(named(resources, "pbs02-vm-backup-part").options.parent).toBe("pbs02-vm-backup");
  });

  it("says what its removal means, beside what is declared of it", async () => {
    const resources = await defined(
      (server) => new Thing(server.childName("x"), { parent: server }),
    );

    expect(named(resources, "pbs01-x").inputs).toEqual({
      declared: { size: 1 },
      onRemoval: "it goes",
    });
  });

  it("is found by stacks that knew it without its product", async () => {
    const resources = await defined(
      (server) => new Thing(server.childName("vm-backup"), server.inside("vm-backup")),
    );

    expect(named(resources, "pbs01-vm-backup").options.aliases).toContainEqual({
      name: "vm-backup",
      noParent: true,
    });
  });

  it("is found with all its parts after a first update that broke off in between", async () => {
    const resources = await defined(
      (server) => new Thing(server.childName("vm-backup"), server.inside("vm-backup")),
    );

    // Below the parent that it has now, by the name that it had before.
    expect(named(resources, "pbs01-vm-backup-part").options.aliases).toContainEqual({
      name: "vm-backup-part",
    });
  });

  it("fails by name where its name does not begin with its parent's", async () => {
    await expect(defined((server) => new Thing("vm-backup", { parent: server }))).rejects.toThrow(
      /backup:test:Thing vm-backup is a child of pbs01, so its name must begin with pbs01-.*fix: name it pbs01-vm-backup/,
    );
  });

  it("fails by name where a part of it is called something else", async () => {
    await expect(
      defined((server) => new Thing(server.childName("x"), { parent: server }, "pbs01-y-part")),
    ).rejects.toThrow(/test:Part pbs01-y-part is a child of pbs01-x/);
  });
});
