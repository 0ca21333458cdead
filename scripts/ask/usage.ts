import { leastAgencyWaitMs } from '../../common/agency-wait'
import { agencyTimeoutMs } from '../../common/stop-times'
import { purposes } from '../../policies/vocabulary'

const usage = `Usage: npm run --silent ask -- --user USER --purpose PURPOSE --case CASE --reason TEXT PERSON [options]
  PERSON is one of --nhs NUMBER, --pnc ID, --cro NUMBER, --crn NUMBER, --person ID; or an address:
  --uprn NUMBER (who is associated with it, their orders and violence, the calls there); or --postcode CODE
  (at which properties there somebody is recorded); or, of somebody
  whose numbers are not known, --name "GIVEN FAMILY" with --born DATE or YEAR, --age-about YEARS,
  --postcode, --phone or --uprn: who may be meant and why; --pick N looks at one of them`

/** What \`ask --help\` prints. */
export const help = `${usage}
  --reason needs at least 15 characters
  --case may be left out in an emergency (--purpose VITAL_INTERESTS): somebody looks at it afterwards
  PURPOSE is one of ${purposes.join(', ')};
    left out, those are listed that USER may claim
  --public-interest TEXT says why disclosing health data is in the public interest; left out, most of it
    is withheld
  --necessity TEXT and --notice TEXT (when and how the victim was told): a VICTIM_INFORMATION_REQUEST needs both

Options
  --agency CODE   ask this agency only; may be given several times
  --since DATE    records from this day on, as in 2024-02-29
  --insights      what no single agency can see of the person: chronology with its silences, attendances,
                  injuries, labels of relationships, concerns, patterns; with --uprn: the chronology there too
  --addresses     where the person lived, stayed and was seen, and who else was there
  --as-at DATE    with --insights, --addresses, --uprn, --pdf or --csv: what could have been known on that day
  --pdf FILE      the chronology of a person as a document to print, with what it lacks, handling and log
                  reference; also beside --insights
  --csv FILE      the same as a table; with --uprn and --insights: the chronology of the address
  --anonymised    in these, letters stand for people, places and records
  --wait MS       wait shorter for each agency, ${leastAgencyWaitMs} to ${agencyTimeoutMs} milliseconds: who has not answered by then is told
                  as not waited for; not with --pdf or --csv
  --json          the answer as the hub sent it
  --help          this text

Exit status: 0 there was an answer, 1 there was none, 2 the command line or a setting is wrong`

/** The command line cannot be understood; the message says why and how it is used. */
export class UsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\n${usage}\n  --help shows more`)
  }
}
