/**
 * TypeScript, loaded when something of it is used. Pulumi's SDK loads its nine megabytes in every test file, for functions
 * that are sent as code, and nothing here sends one.
 */
module.exports = new Proxy(
  {},
  { get: (_, name) => require("../../../node_modules/typescript/lib/typescript.js")[name] },
);
