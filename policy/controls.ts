/**
 * Controls that rules support, by framework, each in words of our own: the frameworks' texts stay where they are
 * published. To support a control is not to satisfy it.
 *
 * Sources: CIS Critical Security Controls v8; NIST Cybersecurity Framework 2.0 and SP 800-171 revision 3 as NIST's OSCAL
 * catalogues have them (what is withdrawn there is not here); NIST AI Risk Management Framework 1.0.
 */
export const frameworks = {
  cis: {
    title: "CIS Controls",
    version: "v8",
    url: "https://www.cisecurity.org/controls/v8",
    controls: {
      "3.1": "a process for managing data, with its retention and disposal",
      "3.3": "access to data by need alone",
      "3.4": "data kept as long as is decided, at least and at most",
      "3.10": "sensitive data encrypted on its way",
      "3.11": "sensitive data encrypted where it lies",
      "3.14": "access to sensitive data logged",
      "6.1": "access granted by a process",
      "6.8": "access by role, no more than the role needs",
      "8.2": "audit logs collected",
      "11.1": "a process for recovering data",
      "11.2": "backups made by machines, on time",
      "11.3": "backups guarded like what they are of",
      "11.4": "an isolated instance of the backups",
      "11.5": "recovery tested",
      "13.1": "security events brought together",
    },
  },
  csf: {
    title: "NIST Cybersecurity Framework",
    version: "2.0",
    url: "https://doi.org/10.6028/NIST.CSWP.29",
    controls: {
      "DE.CM-09": "hardware, software and their data are watched",
      "ID.AM-08": "systems and data are managed through their life",
      "PR.AA-05": "access is defined by policy, least privilege included",
      "PR.DS-01": "data at rest is protected",
      "PR.DS-02": "data in transit is protected",
      "PR.DS-11": "backups are made, protected, maintained and tested",
      "PR.IR-03": "resilience is met in normal and adverse situations",
      "PR.IR-04": "capacity for availability is there",
      "PR.PS-04": "log records are made",
      "RC.RP-03": "the integrity of backups is verified before a restore",
    },
  },
  sp800171: {
    title: "NIST SP 800-171",
    version: "r3",
    url: "https://doi.org/10.6028/NIST.SP.800-171r3",
    controls: {
      "03.01.02": "access is enforced",
      "03.01.05": "least privilege",
      "03.03.01": "events are logged",
      "03.04.02": "settings are those that were decided",
      "03.08.09": "backups are protected by cryptography",
      "03.13.08": "what is sent and stored is confidential",
      "03.13.10": "keys are established and managed",
    },
  },
  aiRmf: {
    title: "NIST AI Risk Management Framework",
    version: "1.0",
    url: "https://doi.org/10.6028/NIST.AI.100-1",
    controls: {
      "GOVERN 6.2":
        "contingencies for failures of third parties; only where data or models of AI are stored",
      "MANAGE 2.3": "recovery from unknown risks; only where data or models of AI are stored",
      "MANAGE 4.1": "recovery after deployment; only where data or models of AI are stored",
      "MEASURE 2.7":
        "security and resilience evaluated; only where data or models of AI are stored",
    },
  },
} as const;

/** A framework, as the table of rules names it. */
export type Framework = keyof typeof frameworks;

/** Which controls a rule supports; at least one. */
export type Controls = {
  readonly [Name in Framework]?: readonly (keyof (typeof frameworks)[Name]["controls"])[];
};
