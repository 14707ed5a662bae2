import * as pulumi from "@pulumi/pulumi";
import {
  allArchiveUsers,
  archiveUsers,
  databaseArchiveUsers,
} from "../../../components/offsite/archive-users";
import { Vault } from "../../../components/vault/vault";
import { runProgram } from "../../support/estate";

const job = { items: [], schedule: "sat 20:00", window: "weekend" };

describe("the users that bring archives to a vault", () => {
  it("are those of the exporters that the plan sends there, and no others", () => {
    const users = archiveUsers(
      {
        offsiteExport: { near: { pbs: "pbs01" }, far: { pbs: "pbs02" }, idle: { pbs: "pbs03" } },
        pbs: { pbs01: {}, pbs02: {}, pbs03: {} },
        vault: { vault: {}, eu: {} },
      },
      {
        here: { server: "pbs01" },
        there: { server: "pbs02" },
        us: { server: "vault" },
        eu: { server: "eu" },
      },
      [
        { ...job, job: "a", from: "here", place: "us" },
        { ...job, job: "b", from: "there", place: "eu" },
        { ...job, job: "c", from: "here", place: "eu" },
      ],
    );

    expect(users("vault")).toEqual(["near"]);
    expect(users("eu")).toEqual(["near-eu", "far-eu"]);
  });

  it("are the PostgreSQL servers as well whose databases are sent there, each once", () => {
    const declared = {
      postgres: { pg01: { guest: "a" }, pg02: { guest: "b" }, idle: { guest: "c" } },
      databases: { stars: { guest: "a" }, maps: { guest: "a" }, logs: { guest: "b" } },
      vault: { vault: {}, eu: {} },
    };
    const places = { us: { server: "vault" }, eu: { server: "eu" } };
    const databases = databaseArchiveUsers(declared, places, [
      { ...job, job: "a", from: "repository", place: "us", items: ["stars", "maps"] },
      { ...job, job: "b", from: "repository", place: "eu", items: ["logs"] },
    ]);

    expect(databases("vault")).toEqual(["pg01"]);
    expect(databases("eu")).toEqual(["pg02-eu"]);
    const all = allArchiveUsers((name) => [`of ${name}`, "pg01"], databases);
    expect(all("vault")).toEqual(["of vault", "pg01"]);
  });

  it("fails where the vault's key admits none of that name, whose every request would be refused", async () => {
    const secrets = pulumi.output({});
    const define = () =>
      new Vault("vault", {
        ...{ region: "us-east-1", credentials: pulumi.output(undefined), secrets },
        ...{ key: { alias: "lab", rotationDays: 365, deletionWindowDays: 30 } },
        ...{ buckets: {}, instructions: [], engineKeys: [], archiveUsers: ["near"] },
      }).defineArchiveUser("far", []);

    await expect(runProgram({}, define)).rejects.toThrow(
      "the key of vault vault admits no user far",
    );
  });
});
