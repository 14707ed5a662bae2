// node cached-compile.js CACHE BUNDLE [ARGUMENT …]: runs a bundle as `node BUNDLE` would, with what V8 compiled of it the
// last time. A stand-in of a command runs for a tenth of a second, a third of which would be compiling.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

const [cacheFile, bundle] = process.argv.slice(2, 4);
process.argv.splice(1, 3, bundle);

const known = fs.existsSync(cacheFile) ? fs.readFileSync(cacheFile) : undefined;
const source = Module.wrap(fs.readFileSync(bundle, "utf8"));
const script = new vm.Script(source, { filename: bundle, cachedData: known });

let isKept = known !== undefined && !script.cachedDataRejected;
function keep() {
  if (isKept) return;
  isKept = true;
  const draft = `${cacheFile}.${process.pid}`;
  try {
    fs.writeFileSync(draft, script.createCachedData());
    fs.renameSync(draft, cacheFile);
  } catch {
    // Whoever runs it may be unable to write here; then it is compiled again.
  }
}
// What is needed at a start is compiled by then; a server is ended by a signal.
setTimeout(keep, 3000).unref();
process.on("exit", keep);

const main = new Module(bundle);
main.filename = bundle;
main.paths = Module._nodeModulePaths(path.dirname(bundle));
process.mainModule = main;
const load = Module.createRequire(bundle);
load.main = main;
script.runInThisContext()(main.exports, load, main, bundle, path.dirname(bundle));
