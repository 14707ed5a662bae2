/** npm's own tree of packages, which Pulumi's SDK loads for functions that are sent as code: nothing here sends one. */
module.exports = new Proxy(
  {},
  { get: (_, name) => require("../../../node_modules/@npmcli/arborist/lib/index.js")[name] },
);
