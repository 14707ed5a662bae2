/** The commands that put a stack back, as they are typed: they name the stack, or another one would be put back. */
export interface WayBack {
  /** Puts remote objects back as they were applied. */
  readonly repair: string;
  /** Updates; options follow. */
  readonly update: string;
}

/** @param stack - the sandbox's unless one is named */
export function wayBack(stack?: string): WayBack {
  return stack === undefined
    ? { repair: "npm run drift -- --repair", update: "npm run pulumi -- up" }
    : {
        repair: `npm run drift -- --stack ${stack} --repair`,
        update: `pulumi up --stack ${stack}`,
      };
}
