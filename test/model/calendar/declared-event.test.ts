import { endReason, parseDeclaredEvent } from "../../../model/calendar/declared-event";
import { Zone } from "../../../model/calendar/zone";
import { event } from "./support/runs";

describe("a declared calendar event", () => {
  it.each(["22", "mon..fri 22", "24:00", "sat 25:00", "20,24:00", "24:00 UTC"])(
    "fails on %s, a minute of every hour",
    (text) => {
      expect(parseDeclaredEvent(text)).toEqual({
        reason: expect.stringMatching(/^"[^ ]+" says no hour, so that Proxmox takes/),
      });
    },
  );

  it.each([
    ["02:00,14:00", "02:00,14:00", "02,14:00"],
    ["mon..fri 8:30,18:30", "8:30,18:30", "8,18:30"],
    ["22:00..23:00", "22:00..23:00", "22..23:00"],
    ["22:00..23:00 UTC", "22:00..23:00", "22..23:00"],
  ])("fails on %s, of which Proxmox makes minutes", (text, time, meant) => {
    expect(parseDeclaredEvent(text)).toEqual({
      reason: expect.stringMatching(new RegExp(`^"${time}" is .* to Proxmox.*"${meant}"`)),
    });
  });

  it.each([
    ...["22:00", "*:22", "mon", "hourly", "1..10/2:00 UTC"],
    ...["2,14:00", "8..18:0/30", "8:0,30", "*:0,30:15", "2:0/5:30", "02:30:15"],
  ])("may be %s", (text) => {
    expect(parseDeclaredEvent(text)).toHaveProperty("text", text);
  });
});

describe("a calendar event that ends", () => {
  it.each([
    ["*-02-31 02:00", "Europe/Berlin", "none of its dates exists"],
    ["*-4,6,9,11-31", "UTC", "none of its dates exists"],
    ["0-* 11:00", "UTC", "none of its dates exists"],
    ["2026-05-01", "UTC", "its years come to an end"],
    ["1969-01-01", "UTC", "its years come to an end"],
    ["2100..2199-*-* 02:00", "UTC", "its years come to an end"],
    [
      "sun *-03-25..31 02:30",
      "Europe/Berlin",
      "the clocks of Europe/Berlin skip that time on every day that it names",
    ],
  ])("fails for %s in %s: %s", (text, zone, reason) => {
    expect(endReason(event(text), Zone.of(zone))).toBe(reason);
  });

  it.each([
    ["sun *-03-25..31 02:30", "America/New_York"],
    ["sun *-03-25..31 02:30 UTC", "Europe/Berlin"],
    ["sun *-03-25..31 03:30", "Europe/Berlin"],
    ["*-02-29", "UTC"],
    ["*/4-02-29", "UTC"],
    ["*/8-4 02:00", "UTC"],
    ["daily", "Europe/Berlin"],
  ])("is not %s in %s", (text, zone) => {
    expect(endReason(event(text), Zone.of(zone))).toBeUndefined();
  });
});
