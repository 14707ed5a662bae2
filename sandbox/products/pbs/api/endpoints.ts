import { accessEndpoints } from "../access/access-endpoints";
import { readerEndpoints } from "../backup/reader-endpoints";
import { uploadEndpoint } from "../backup/upload-endpoint";
import { careEndpoints } from "../content/care-endpoints";
import { listingEndpoints } from "../content/listing-endpoints";
import { notesEndpoints } from "../content/notes-endpoints";
import { ownerEndpoint } from "../content/owner-endpoint";
import { removalEndpoints } from "../content/removal-endpoints";
import { datastoreConfigEndpoints } from "../datastore/config-endpoints";
import { encryptionKeyEndpoints } from "../encryption-keys/encryption-keys";
import { influxdbHttp, influxdbUdp } from "../metrics/metric-servers";
import { namespaceEndpoints } from "../namespaces/endpoints";
import { endpoint, endpointTypes, matcher } from "../notifications/objects";
import { targetRows, testTarget } from "../notifications/target";
import { jobConfigEndpoints } from "../objects/job-config-endpoints";
import { remote } from "../objects/remote";
import { trafficControl } from "../objects/traffic-control";
import { s3Endpoint } from "../s3/s3-endpoint";
import { jobEndpoints } from "../tasks/job-endpoints";
import { taskEndpoints } from "../tasks/endpoints";
import { tokenEndpoints } from "../user/token-endpoints";
import { user } from "../user/user";
import { createUser, removeUser } from "../user/user-commands";
import { release } from "../versions";
import { configEndpoints, type ConfigPermissions, through } from "./config-endpoints";
import { type AnyEndpoint, type Endpoint } from "./endpoint";
import { anybody, either, oneself, privilege, world } from "./permission";

const system: ConfigPermissions = {
  read: privilege("/", "Sys.Audit"),
  write: privilege("/", "Sys.Modify"),
};

const notifications: ConfigPermissions = {
  read: privilege("/system/notifications", "Sys.Audit"),
  write: privilege("/system/notifications", "Sys.Modify"),
};

const version: Endpoint = {
  method: "GET",
  path: "/version",
  description: "Proxmox Backup Server API version.",
  permission: anybody,
  parameters: {},
  handle: () => ({ data: { version: release.slice(0, 3), release: release.slice(4), repoid: "" } }),
};

const ping: Endpoint = {
  method: "GET",
  path: "/ping",
  description: "Dummy method which replies with `{ pong: True }`",
  permission: world,
  parameters: {},
  handle: () => ({ data: { pong: true } }),
};

const targets = "/config/notifications/targets";

/** Every method of the API that this server has. */
export const endpoints: readonly AnyEndpoint[] = [
  ping,
  version,
  ...namespaceEndpoints,
  ...listingEndpoints,
  ...removalEndpoints,
  ...notesEndpoints,
  ownerEndpoint,
  ...careEndpoints,
  ...readerEndpoints,
  uploadEndpoint,
  ...taskEndpoints,
  ...jobEndpoints,
  ...jobConfigEndpoints,
  ...datastoreConfigEndpoints,
  ...accessEndpoints,
  ...configEndpoints(
    "/access/users",
    user,
    {
      read: either(privilege("/access/users", "Sys.Audit"), oneself),
      write: privilege("/access/users", "Permissions.Modify"),
    },
    { create: createUser, remove: removeUser },
  ),
  ...tokenEndpoints,
  ...configEndpoints("/config/remote", remote, {
    read: privilege("/remote/{name}", "Remote.Audit"),
    write: privilege("/remote/{name}", "Remote.Modify"),
  }),
  ...configEndpoints("/config/traffic-control", trafficControl, system),
  ...configEndpoints("/config/s3", s3Endpoint, {
    read: privilege("/system/s3-endpoint/{id}", "Sys.Audit"),
    write: privilege("/system/s3-endpoint/{id}", "Sys.Modify"),
  }),
  ...configEndpoints("/config/metrics/influxdb-http", influxdbHttp, system),
  ...configEndpoints("/config/metrics/influxdb-udp", influxdbUdp, system),
  ...encryptionKeyEndpoints,
  ...endpointTypes.flatMap((type) =>
    configEndpoints(`/config/notifications/endpoints/${type}`, endpoint(type), notifications),
  ),
  ...configEndpoints("/config/notifications/matchers", matcher, notifications),
  {
    method: "GET",
    path: targets,
    description: "List all notification targets.",
    permission: notifications.read,
    parameters: {},
    handle: () => ({ data: targetRows() }),
  },
  through(testTarget, {
    method: "POST",
    path: `${targets}/{name}/test`,
    description: testTarget.description,
    permission: notifications.write,
    parameters: testTarget.parameters,
  }),
];
