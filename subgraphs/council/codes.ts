import type { CodeList } from '../kit/records/coded-value'

/**
 * Powers against anti-social behaviour; those of 2014 took the place of the order of 1998.
 * @see Crime and Disorder Act 1998 s.1; Anti-social Behaviour, Crime and Policing Act 2014
 */
export const antiSocialBehaviourTools: CodeList = {
  name: 'ASB_TOOL',
  codes: new Map([
    ['ABC', { display: 'Acceptable behaviour contract' }],
    [
      'ASBO',
      { display: 'Anti-social behaviour order', validFrom: '1999-04-01', validTo: '2015-03-23' },
    ],
    ['CPW', { display: 'Community protection warning', validFrom: '2014-10-20' }],
    ['CPN', { display: 'Community protection notice', validFrom: '2014-10-20' }],
    ['CBO', { display: 'Criminal behaviour order', validFrom: '2014-10-20' }],
    ['CLOSURE', { display: 'Closure of premises', validFrom: '2014-10-20' }],
    ['CASE_REVIEW', { display: 'Anti-social behaviour case review', validFrom: '2014-10-20' }],
    ['INJUNCTION', { display: 'Civil injunction', validFrom: '2015-03-23' }],
  ]),
}
