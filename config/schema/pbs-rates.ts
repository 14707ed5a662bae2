import { byteSize } from "./values";

const rate = (said: string) => byteSize.optional().describe(`${said} Default: no limit.`);

/** What holds back what goes to and from a server. */
export const rates = {
  rateIn: rate("The most that comes in, in bytes a second on average."),
  rateOut: rate("The most that goes out, in bytes a second on average."),
  burstIn: rate("How much may come in at once before the average counts."),
  burstOut: rate("How much may go out at once before the average counts."),
};
