import { refusal } from "../api/api-error";
import { splitList } from "../schema/formats";
import { own } from "../schema/own";
import type { Parameters } from "../schema/parameter";
import type { StorageType } from "./storage-types";

/**
 * Checks the options of a storage that is to be made: each known to its type, none required missing.
 *
 * @throws ApiError 500
 */
export function checkNewOptions(type: StorageType, options: Parameters): void {
  checkKnown(type, options);
  const missing = Object.keys(type.options).find(
    (name) => type.options[name] === "required-fixed" && options[name] === undefined,
  );
  if (missing !== undefined) throw refusal(`missing value for required option '${missing}'`);
}

/**
 * Checks the options of a storage that is to be changed: each known and changeable.
 *
 * @throws ApiError 500
 */
export function checkChangedOptions(type: StorageType, options: Parameters): void {
  checkKnown(type, options);
  const fixed = Object.keys(options).find((name) => type.options[name] !== "optional");
  if (fixed !== undefined) throw refusal(`can't change value of fixed parameter '${fixed}'`);
}

/**
 * Checks the options that are to be removed.
 *
 * @param changed - the options set by the same request
 * @throws ApiError 500
 */
export function checkRemovedOptions(
  type: StorageType,
  removed: readonly string[],
  changed: Parameters,
): void {
  for (const name of removed) {
    const rule = own(type.options, name);
    if (rule === undefined) throw refusal(`no such option '${name}'`);
    if (rule === "required-fixed") throw refusal(`unable to delete required option '${name}'`);
    if (changed[name] !== undefined)
      throw refusal(`cannot set and delete property '${name}' at the same time!`);
  }
}

function checkKnown(type: StorageType, options: Parameters): void {
  const unexpected = Object.keys(options).find((name) => own(type.options, name) === undefined);
  if (unexpected !== undefined) throw refusal(`unexpected property '${unexpected}'`);
  const content = splitList(String(options["content"] ?? ""));
  const unsupported = content.find((kind) => !type.content.includes(kind));
  if (unsupported !== undefined)
    throw refusal(`storage does not support content type '${unsupported}'`);
  if (content.includes("none") && content.length > 1)
    throw refusal("unable to combine 'none' with other content types");
}
