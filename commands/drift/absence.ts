/** By package: what a plugin says of a thing that is not there, where it does not know that it says so. */
const absences: Readonly<Record<string, RegExp>> = {
  // PVE answers 400 for a job it does not have, and the plugin waits for 404.
  proxmoxve: /\bHTTP 400\b.*\bNo such \w+/,
};

/** Whether what a plugin says of a resource of that type means that the server does not have it. */
export function isAbsence(type: string, message: string): boolean {
  return absences[type.slice(0, type.indexOf(":"))]?.test(message) ?? false;
}
