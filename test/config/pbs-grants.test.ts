import { datastorePath, effectiveGrants, type Grant } from "../../config/pbs-grants";

const reader = (path: string, propagate = true): Grant => ({
  path,
  role: "DatastoreReader",
  propagate,
});
const rolesOn = (path: string, ...grants: Grant[]) =>
  effectiveGrants(grants, path).map((grant) => `${grant.role} on ${grant.path}`);

describe("the grants that count", () => {
  it("are those of the path itself, or of the nearest above that hands them down", () => {
    expect(rolesOn("/datastore/vm", reader("/"))).toEqual(["DatastoreReader on /"]);
    expect(rolesOn("/datastore/vm", reader("/"), reader("/datastore", false))).toEqual([
      "DatastoreReader on /",
    ]);
    expect(rolesOn("/datastore/vm", reader("/datastore/vm", false))).toEqual([
      "DatastoreReader on /datastore/vm",
    ]);
  });

  it("are no longer those above where a deeper level has its own", () => {
    const audit: Grant = { path: "/datastore/vm", role: "DatastoreAudit", propagate: true };
    expect(rolesOn("/datastore/vm/lab", reader("/datastore"), audit)).toEqual([
      "DatastoreAudit on /datastore/vm",
    ]);
  });
});

it("rights on a place are granted on its datastore, or its namespace there", () => {
  expect(datastorePath({ store: "vm" })).toBe("/datastore/vm");
  expect(datastorePath({ store: "vm", namespace: "lab/a" })).toBe("/datastore/vm/lab/a");
});
