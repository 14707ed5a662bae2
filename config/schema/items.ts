import { z } from "zod";
import { bucketName, listOf, mostGigabytes, name, oneLine, text } from "./values";
import { windowsPath } from "./windows-path";

/** Room of an item or drive. */
const gigabytes = z.number().positive().max(mostGigabytes).meta({ unit: "GB" });

/** What every item has. */
export const item = {
  classes: listOf(name)
    .default([])
    .describe(
      "The protection classes that copy it, by their names in `backup:classes`; an item without any needs an entry in `backup:exemptions`.",
    ),
  usedGB: gigabytes
    .optional()
    .describe(
      "What is in use, where somebody measured it. Default: estimated from the declared size with `backup:sizing`.",
    ),
};

const sizeGB = (what: string) =>
  gigabytes.describe(`${what}, from which the plan estimates what copies take.`);

/** `backup:fileServers`: shares of Windows file servers. */
export const fileServers = z.record(
  name,
  z
    .strictObject({
      guest: name
        .optional()
        .describe(
          "The guest that it runs on, by its name in `backup:guests`. Default: none, it is a machine of its own.",
        ),
      paths: listOf(windowsPath)
        .min(1)
        .describe("The folders that are protected, with everything below them."),
      sizeGB: sizeGB("The room on its shares"),
      ...item,
    })
    .describe("Shares of a Windows file server, protected by an agent on it."),
);

/** What both products take without quotes, so that no script has to carry any. PostgreSQL cuts what is longer (NAMEDATALEN). */
const databaseName = text(
  /^[A-Za-z_][\w-]{0,62}$/,
  "a letter, then letters, digits and _ -, at most 63 in all",
  "look it up on the server: psql -l, or sys.databases of SQL Server",
);

/** `backup:databases`. */
export const databases = z.record(
  name,
  z
    .strictObject({
      guest: name.describe("The guest that its server runs on, by its name in `backup:guests`."),
      product: z
        .enum(["postgresql", "sqlserver"])
        .describe("The product that keeps it, which says how it can be copied while it runs."),
      database: databaseName.describe("The database as its server calls it."),
      sizeGB: sizeGB("The room it was given"),
      ...item,
    })
    .describe("A database, copied so that it is whole and not only as its disk lies."),
);

/** `backup:buckets`: object storage with data of its own. */
export const buckets = z.record(
  name,
  z
    .strictObject({
      site: name.describe("The MinIO site it is on, by its name in `backup:minio.sites`."),
      bucket: bucketName.describe("The bucket as its site calls it."),
      sizeGB: sizeGB("The room it was given"),
      ...item,
    })
    .describe("A bucket of MinIO with data that is nowhere else."),
);

/** `backup:repositories`: git repositories with configuration in them. */
export const repositories = z.record(
  name,
  z
    .strictObject({
      remote: oneLine.describe("Where git clones it from, as one writes it behind `git clone`."),
      sizeGB: sizeGB("The size of a clone with its history"),
      ...item,
    })
    .describe("A git repository with configuration in it."),
);

/** `backup:claims`: persistent volumes that carry a label, and etcd. */
export const claims = z.record(
  name,
  z
    .strictObject({
      selector: oneLine.describe(
        "Which volumes of the Kubernetes cluster: a label and its value such as `backup=enabled`, or `etcd`.",
      ),
      sizeGB: sizeGB("The room of all of them"),
      ...item,
    })
    .describe("Persistent volumes of Kubernetes that carry a label, or its etcd."),
);

/** `backup:drives`: the NVMe drives of a node. */
export const drives = z.record(
  name,
  z
    .strictObject({
      node: name.describe("The machine that they are in, by its name in `backup:nodes`."),
      count: z
        .int()
        .min(1)
        .meta({ unit: "count of drives" })
        .describe("The drives of this kind in the machine."),
      sizeGB: gigabytes.describe("The capacity of one of them."),
      spares: z
        .int()
        .min(0)
        .meta({ unit: "count of drives" })
        .describe("The drives of the same kind in stock; without one the plan warns."),
      maximumWearPercent: z
        .number()
        .min(0)
        .max(100)
        .meta({ unit: "percent" })
        .describe("The part of its endurance that a drive may have used up when it is put in."),
      powerLossProtection: z
        .boolean()
        .describe(
          "Whether what a drive acknowledged survives a power cut; without it the plan warns.",
        ),
    })
    .describe("Drives of one kind in one machine, which wear out."),
);
