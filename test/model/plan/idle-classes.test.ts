import { planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();

const idle = (catchAll: boolean) => {
  const unused = { ...sound.classes["linux"]!, catchAll };
  delete unused.offsite;
  const classes = {
    ...sound.classes,
    linux: { ...sound.classes["linux"]!, catchAll: false },
    unused,
  };
  return planOf(soundEstate({ classes })).findings.filter(({ message }) =>
    message.startsWith("no item is in"),
  );
};

describe("a class that no item is in", () => {
  it("is noted", () => {
    expect(idle(false)).toMatchObject([
      {
        severity: "note",
        path: "backup:classes.unused",
        message: expect.stringContaining("unused") as string,
      },
    ]);
  });

  it("may be there for guests that nobody declared", () => {
    expect(idle(true)).toEqual([]);
  });
});
