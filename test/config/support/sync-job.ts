/** `backup:pbs.syncJobs` with one job, and some of it changed. */
export const syncJob = (change: object) => ({
  pulled: {
    ...{
      store: "vm-backup",
      remoteStore: "container-backup",
      owner: "root@pam",
      schedule: "sun 5:00",
    },
    ...change,
  },
});
