import { ApiError } from "../api/api-error";
import { type Endpoint } from "../api/endpoint";
import { anybody } from "../api/permission";
import { isActive } from "../access/permissions";
import { readConfig } from "../config/config-file";
import { ownerOf, setOwner } from "../data/snapshot-files";
import { authIdSchema } from "../schema/formats";
import { userFile } from "../user/user";
import { groupParameters } from "./parameters";
import { type Needs, openGroup, openPlace } from "./place";

const changing: Needs = {
  full: ["Datastore.Modify"],
  partial: ["Datastore.Backup"],
  writes: true,
};

/** Gives a group to another owner: anybody's with `Datastore.Modify`, else between a user and its tokens. */
export const ownerEndpoint: Endpoint = {
  method: "POST",
  path: "/admin/datastore/{store}/change-owner",
  description: "Change owner of a backup group",
  permission: anybody,
  parameters: { ...groupParameters, "new-owner": { schema: authIdSchema, required: true } },
  handle(values, caller) {
    const place = openPlace(caller, values, changing);
    const group = openGroup(caller, { ...place, reach: "all" }, values);
    const [owner, wanted] = [ownerOf(group) ?? "", String(values["new-owner"])];
    if (place.reach === "own" && !isWithinUser(caller.authId, owner, wanted)) {
      throw new ApiError(
        401,
        `${caller.authId} does not have permission to change owner of backup group '${group.type}/${group.id}' to ${wanted}`,
      );
    }
    if (!isActive(readConfig(userFile).sections, caller.now(), wanted)) {
      const what = wanted.includes("!") ? "API token" : "user";
      throw new Error(`${what} '${wanted}' is inactive or non-existent`);
    }
    setOwner(group, wanted);
    return { data: null };
  },
};

/** Whether the caller is a user and both owners are that user or its tokens, at least one a token. */
function isWithinUser(authId: string, owner: string, wanted: string): boolean {
  const belongs = (id: string) => id === authId || id.startsWith(`${authId}!`);
  return belongs(owner) && belongs(wanted) && (owner !== authId || wanted !== authId);
}
