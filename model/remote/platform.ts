/** How a host runs scripts. */
export type Platform =
  | { readonly name: "posix" }
  | { readonly name: "windows"; readonly powershell: "pwsh.exe" | "powershell.exe" };
