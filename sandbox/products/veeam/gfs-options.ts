import { switchType } from "../windows/cmdlets/parameter-types";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { gfsLevels } from "./job-options";
import { objectType, veeamObject } from "./types";
import { type VeeamCmdlet } from "./veeam-cmdlet";

/**
 * Changes long-term retention: what is left out stays, and each level is switched apart from its numbers.
 * Source: the page of this cmdlet.
 */
export const setGfsOptions: VeeamCmdlet = {
  name: "Set-VBRComputerGFSOptions",
  parameters: [
    {
      name: "GFSOptions",
      type: objectType("VBRComputerGFSOptions"),
      mandatory: true,
      fromPipeline: true,
    },
    ...gfsLevels.flatMap((level) => [
      { name: `GFS${level}Options`, type: objectType(`VBRComputerGFS${level}Options`) },
      { name: `EnableGFS${level}Backup`, type: switchType },
    ]),
    { name: "ReadEntireRestorePoint", type: switchType },
  ],
  run(_server, { given }) {
    const changed = veeamObject(
      "VBRComputerGFSOptions",
      given.instance("GFSOptions", PsObject).entries,
    );
    for (const level of gfsLevels) {
      const [options, enable] = [`GFS${level}Options`, `EnableGFS${level}Backup`];
      if (given.has(options)) changed.set(`${level}Options`, given.get(options));
      if (given.has(enable)) changed.set(`${level}GFSEnabled`, given.flag(enable));
    }
    return changed;
  },
};
