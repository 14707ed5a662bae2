import { checkDeclaration } from "../../config/declaration";
import { describeFault } from "../../model/fault";
import { setAt } from "../support/lab";
import { labSections } from "../support/lab-plan";

type Address = readonly [site: string, bucket: string];

const replication = ([site, bucket]: Address, [toSite, toBucket]: Address) => ({
  source: { site, bucket },
  target: { site: toSite, bucket: toBucket },
  kmsKey: "backup-key",
});

/** What is told of the lab with another replication beside the one from fs03 to fs01. */
function toldBeside(name: string, from: Address, to: Address): string {
  const sections = labSections();
  setAt(sections, "minio.sites.fs03.endpoint", "fs03.example.org:9000");
  setAt(sections, "minio.sites.again", { endpoint: "FS03.example.org.:9000", host: "fs03" });
  setAt(sections, "minio.sites.beside", { endpoint: "fs03.example.org:9100", host: "fs03" });
  setAt(sections, "minio.sites.fs01-research", { endpoint: "fs05.example.org:9000", host: "fs01" });
  setAt(sections, `minio.replications.${name}`, replication(from, to));
  return checkDeclaration(sections).faults.map(describeFault).join("\n");
}

const data: Address = ["fs03", "research-data"];
const replica: Address = ["fs01", "research-data-replica"];

describe("what MinIO replicates", () => {
  it.each<[string, Address, Address]>([
    ["with buckets of its own", ["fs03", "papers"], ["fs01", "papers-replica"]],
    ["whose buckets have those names on other sites", ["fs01", data[1]], ["fs03", replica[1]]],
  ])("may be a second replication %s", (_what, from, to) => {
    expect(toldBeside("second", from, to)).toBe("");
  });

  it.each<[string, string, Address, Address, string]>([
    [
      "a second replication out of one bucket",
      "second",
      data,
      ["fs01", "elsewhere"],
      [
        "  backup:minio.replications.second.source: is the source of research-data as well, and MinIO refuses a second rule to the same server",
        "    got:     fs03/research-data",
        "    allowed: a bucket that has no other part in any replication",
        "    fix:     replicate to or from a bucket of its own, or take one of the two replications out",
      ].join("\n"),
    ],
    [
      "a second replication into one bucket",
      "second",
      ["fs03", "papers"],
      replica,
      "backup:minio.replications.second.target: is the target of research-data as well, and objects of the same name from two buckets replace each other there",
    ],
    [
      "a replication of a replica, to which nothing would ever come",
      "second",
      replica,
      ["fs03", "second-replica"],
      "backup:minio.replications.second.source: is the target of research-data as well, and MinIO never replicates what came by replication",
    ],
    [
      "a replication into what is replicated",
      "second",
      ["fs01", "papers"],
      data,
      "backup:minio.replications.second.target: is the source of research-data as well, and MinIO never replicates what came by replication",
    ],
    [
      "a second replication out of one bucket by another site of its server",
      "second",
      ["again", data[1]],
      ["fs01", "elsewhere"],
      "backup:minio.replications.second.source: is the source of research-data as well",
    ],
    [
      "a bucket that is its own replica",
      "itself",
      ["fs03", "papers"],
      ["fs03", "papers"],
      "backup:minio.replications.itself.target: is the source of itself as well",
    ],
  ])("fails for %s", (_what, name, from, to, message) => {
    expect(toldBeside(name, from, to)).toContain(message);
  });

  it.each<[string, Address, Address, string]>([
    [
      "on one site",
      ["fs03", "papers"],
      ["fs03", "papers-replica"],
      [
        "  backup:minio.replications.second.target.site: is the server of the source, so both buckets are lost with it",
        "    got:     fs03",
        "    allowed: a site with another endpoint on another host",
        "    fix:     replicate to a server elsewhere, or take the replication out",
      ].join("\n"),
    ],
    [
      "whose sites are one server under two names",
      ["fs03", "papers"],
      ["again", "papers-replica"],
      "got:     again, at FS03.example.org.:9000 as fs03",
    ],
    [
      "whose servers are on one host",
      ["fs03", "papers"],
      ["beside", "papers-replica"],
      [
        "  backup:minio.replications.second.target.site: is the host of the source, so both buckets are lost with it",
        "    got:     beside, on fs03 as fs03",
      ].join("\n"),
    ],
    [
      "to a bucket that has another's name in the stack",
      ["fs03", "papers"],
      ["fs01-research", "data-replica"],
      "backup:minio.replications.second.target: has the name that fs01/research-data-replica has in the stack, fs01-research-data-replica",
    ],
  ])("fails for one %s", (_what, from, to, told) => {
    expect(toldBeside("second", from, to)).toContain(told);
  });

  it("fails with every bucket that is shared, so with both of two that replicate to each other", () => {
    expect(toldBeside("back", replica, data).match(/^ {2}backup:\S+/gm)).toEqual([
      "  backup:minio.replications.research-data.source:",
      "  backup:minio.replications.research-data.target:",
    ]);
  });
});
