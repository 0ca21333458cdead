import type { HubProblem } from '../hub/hub-client'

/** What a page says when the hub refused a question as a whole. */
export interface ProblemPage {
  readonly status: number
  readonly title: string
  readonly says: string
  readonly todo: string
}

const pages: Readonly<Record<string, ProblemPage>> = {
  LOG_UNAVAILABLE: page(503, 'Nothing can be shown at the moment', {
    says: 'What is shown must be recorded first, and the record cannot be written now.',
    todo: 'Try again in a minute. If it goes on, tell the people who run this service.',
  }),
  RATE_LIMITED: page(429, 'You have looked up many people in a short time', {
    says: 'So that nobody can go through everybody, looking people up is slowed down. This was noted for review.',
    todo: 'Wait a minute and try again. Tell your manager if your work needs more.',
  }),
  PURPOSE_NOT_PERMITTED: page(403, 'Your role cannot ask for this purpose', {
    says: 'Each purpose can be stated by some roles and not by others.',
    todo: 'State the purpose you act for, or ask a colleague whose role holds it.',
  }),
  FORBIDDEN: page(403, 'This is not for your role', {
    says: 'What you asked for may not be shown to anybody in your role.',
    todo: 'Ask a colleague whose role holds it, or your data protection officer.',
  }),
  RELATED_TO_YOU: page(403, 'You cannot look at this person', {
    says: 'Records suggest that this is you, or somebody who shares a home with you. This was noted for review.',
    todo: 'Ask a colleague or your manager to look instead.',
  }),
  WITHHELD: page(403, 'This cannot be shown to you', {
    says: 'A rule of the sharing agreements keeps it back from your role for this purpose. Records may exist.',
    todo: 'Ask the agency directly, or state another purpose if you act for one.',
  }),
  IDENTIFIER_IN_CONFLICT: page(409, 'This number belongs to more than one person', {
    says: 'Agencies have given the same number to different people, so it cannot tell who is meant.',
    todo: 'Find the person by another number.',
  }),
  AGENCY_UNAVAILABLE: page(503, 'Nobody can be looked up at the moment', {
    says: 'The list that tells whose records are whose does not answer. This does not mean that there is no record.',
    todo: 'Try again in a minute. If it is urgent, ring the agencies.',
  }),
  BAD_USER_INPUT: page(400, 'Something you entered cannot be right', {
    says: 'A number or a date is not one that can exist.',
    todo: 'Go back, check it and try again.',
  }),
}

const otherwise = page(502, 'Something went wrong', {
  says: 'The service did not answer as it should. Nothing was shown.',
  todo: 'Try again. If it goes on, report it with the reference at the foot of this page.',
})

/** What to show for a refusal. */
export function describeProblem({ code, reason }: HubProblem): ProblemPage {
  for (const word of [reason ?? '', code])
    if (Object.hasOwn(pages, word)) return pages[word] ?? otherwise
  return otherwise
}

function page(
  status: number,
  title: string,
  { says, todo }: { readonly says: string; readonly todo: string },
): ProblemPage {
  return { status, title, says, todo }
}
