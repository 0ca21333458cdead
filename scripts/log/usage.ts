/** How the commands for whoever checks the log are used. */
export const logUsage = `Usage: npm run --silent log -- export [--log NAME] [--in FILE] [--out FILE]
       npm run --silent log -- export [--log NAME] [--in FILE] --prov FILE
       npm run --silent log -- verify [--in FILE] [--key FILE] [--checkpoint FILE]... [--log NAME]
       npm run --silent log -- verify --proof FILE [--key FILE]
       npm run --silent log -- prove --entry REQUEST [--log NAME] [--in FILE] [--key FILE]
       npm run --silent log -- prove --from N --to M [--log NAME] [--in FILE] [--key FILE]
       npm run --silent log -- checkpoint [--log NAME]
       npm run --silent log -- key
  REQUEST is a request id, or the entry's place, counted from 0. N and M are numbers of entries.
  --prov writes what the entries say as provenance (PROV-O, JSON-LD). Without --in the log of this machine's store is read; without --key its own key is used.`

/** How both sides are compared. */
export const reconcileUsage = `Usage: npm run --silent log -- reconcile [--from T] [--to T] [--in FILE] [--agency CODE=FILE]...
                                       [--record-keys FILE] [--grace SECONDS]
  T is a moment such as 2026-04-01T00:00:00Z. FILE of --in is what "log -- export" wrote, FILE of
  --agency what "agency -- disclosures" wrote; without them the databases of this machine are read.
  With --in, records are compared only by the hub's file keys/disclosure-log-records (--record-keys).
  A gateway that ended suddenly is taken to be back within 15 seconds, or within --grace.`

/** How a data protection officer asks a running hub. */
export const auditUsage = `Usage: npm run --silent log -- who PERSON [--agency CODE --reference REF] [--since T] [--until T] [--csv]
       npm run --silent log -- reviews [--since T] [--until T] [--csv]
  PERSON is one of --nhs NUMBER, --pnc ID, --cro NUMBER, --crn NUMBER, --uprn NUMBER, --person ID;
  it may be left out when one of an agency's records is named. T is a day such as 2026-04-01, or a
  moment such as 2026-04-01T09:00:00Z; --until is the first that no longer counts.
  --user USER asks as another user than dpo; --case and --reason say why (the question is logged too).`

/** All of it. */
export const wholeUsage = [logUsage, reconcileUsage, auditUsage].join('\n')
