/**
 * A module that is loaded when something of it is used, whichever way it is imported.
 *
 * @param load - loads it
 */
module.exports = (load) =>
  new Proxy(
    {},
    {
      get(_, name) {
        // Said by modules that may be taken as they are, without a look at all that they have.
        if (name === "__esModule") return true;
        return name === "default" ? load() : load()[name];
      },
    },
  );
