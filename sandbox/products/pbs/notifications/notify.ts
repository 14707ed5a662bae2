import * as os from "node:os";

import { readConfig } from "../config/config-file";
import { deliver } from "./deliver";
import { type Severity } from "./matcher-properties";
import { matches } from "./matching";
import { type Notification } from "./notification";
import { notificationFile } from "./notification-file";

/** What a job's end is told as. */
export interface Occasion {
  /** The event's type, as the program sends it: a verification is `verify`, whatever the manual's table says. */
  readonly type: "gc" | "prune" | "sync" | "verify";
  readonly datastore: string;
  /** Not for garbage collection, which is no job. */
  readonly jobId?: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
}

/** Sends to every target of every matcher that fits; a target that fails does not stop the others. */
export async function notify(occasion: Occasion, time: Date): Promise<void> {
  const { type, datastore, jobId, ...rest } = occasion;
  const fields = {
    hostname: os.hostname(),
    type,
    datastore,
    ...(jobId === undefined ? {} : { "job-id": jobId }),
  };
  await send({ ...rest, fields, time });
}

async function send(notification: Notification): Promise<void> {
  const { sections } = readConfig(notificationFile);
  const targets = sections
    .filter(({ type, values }) => type === "matcher" && values["disable"] !== true)
    .filter(({ values }) => matches(values, notification))
    .flatMap(({ values }) => [values["target"] ?? []].flat().map(String));
  const endpoints = sections.filter(
    ({ type, id, values }) =>
      type !== "matcher" && values["disable"] !== true && targets.includes(id),
  );
  await Promise.allSettled(endpoints.map((endpoint) => deliver(endpoint, notification)));
}
