import type { GraphQLError, GraphQLSchema } from 'graphql'
import { graphql, parse } from 'graphql'

import { readRegister } from '../../../common/register'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import { withAgreement } from '../../../policies/policy'
import type { AgencyShieldOptions } from '../../../policies/shield/agency-shield'
import type { FieldCategories } from '../../../policies/shield/rules'
import { purposes, roles } from '../../../policies/vocabulary'
import { getAgencyKind } from '../../../subgraphs/agency-kinds'
import { buildAgencySchema } from '../../../subgraphs/kit/agency/agency-schema'
import { readDisclosedFields } from '../../../subgraphs/kit/service/disclosed-fields'
import { pickFrom } from '../../conformance/differential/pick'
import { OperationBuilder } from '../../leak/operations'
import { applyFieldByField } from './field-by-field'
import { loadersOver, markSome, readMadeUpCase } from './made-up-agency'
import { currentPolicy } from '../../helpers/current-policy'

type Shield = (
  schema: GraphQLSchema,
  categories: FieldCategories,
  options: AgencyShieldOptions<object>,
) => GraphQLSchema

const mockShield: { current: Shield | null } = { current: null }

jest.mock<Record<string, unknown>>('../../../policies/shield/agency-shield', () => {
  const actual = jest.requireActual<Record<string, unknown>>(
    '../../../policies/shield/agency-shield',
  )
  const chosen: Shield = (...args) =>
    (mockShield.current ?? (actual['applyAgencyShield'] as Shield))(...args)
  return { ...actual, applyAgencyShield: chosen }
})

let builtFieldByField = 0
const fieldByField: Shield = (...args) => {
  builtFieldByField += 1
  return applyFieldByField(...args)
}

function buildWith(shield: Shield | null, ...args: Parameters<typeof buildAgencySchema>) {
  mockShield.current = shield
  const schema = buildAgencySchema(...args)
  mockShield.current = null
  return schema
}

const operationsPerAgency = 250
const askedAt = Date.parse('2026-05-04T12:00:00Z') / 1000

/** An agreement that gives less than the partnership's. */
function stricter(kind: string) {
  const agreement = currentPolicy.agreements.get(kind)
  const rows = agreement?.rows.slice(0, 3).map(({ categories, ...row }) => ({
    ...row,
    discloses: [...categories].slice(0, 2),
  }))
  const { source, version, inForceFrom, inForceUntil } = agreement ?? {}
  const content = { source, version, inForceFrom, inForceUntil, rows }
  return [currentPolicy, withAgreement(currentPolicy, { file: 'own.json', kind, content })]
}

const staff = 'northshire-probation/po-1'
const oneOf = <Item>(items: readonly Item[], pick: (below: number) => number): Item =>
  items[pick(items.length)] as Item

function claimsOf(agency: string, pick: (below: number) => number): HubTokenClaims {
  const someRoles = pick(4) === 0 ? [oneOf(roles, pick), oneOf(roles, pick)] : [oneOf(roles, pick)]
  const held =
    pick(3) > 0 ? ['mash.analyst', ...(pick(2) === 0 ? ['mash.manager'] : [])] : someRoles
  const [homeAgency = '', sub = ''] = pick(2) === 0 ? staff.split('/') : ['mash', 'a-1']
  const purpose = pick(3) > 0 ? 'ADULT_SAFEGUARDING' : oneOf([...purposes, 'NONE'], pick)
  return {
    ...{ aud: agency, sub, homeAgency, roles: held, purpose, legalPower: '', enquiryId: '' },
    ...{ caseReference: '', requestId: '', bodyHash: '', jti: '' },
    ...(pick(4) > 0 ? { stated: ['PUBLIC_INTEREST_TEST'] } : {}),
    iat: askedAt + (pick(12) === 0 ? 20 * 365 * 86_400 : 0),
    exp: askedAt,
  }
}

/**
 * Errors in one order. Where a refusal makes an object null, whatever else of it fails may be told or
 * not, as it happens: the object stands for all of them.
 * @see GraphQL specification, October 2021, 6.4.4
 */
function canonical(errors: readonly GraphQLError[], data: unknown): readonly string[] {
  const texts = errors.map((error) => {
    const path = error.path ?? []
    const nulled = path.findIndex((_, index) => valueAt(data, path.slice(0, index + 1)) === null)
    return nulled < path.length - 1
      ? `below ${path.slice(0, nulled + 1).join('.')}`
      : JSON.stringify(error)
  })
  return [...new Set(texts)].toSorted()
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | null)?.[step] ?? null,
    data,
  )
}

/** Why something was withheld, of all agencies: not each has an address to keep back. */
const reasons = new Set<unknown>()

describe.each(readRegister())('an agency that decides once: $code', (agency) => {
  const kind = getAgencyKind(agency.kind)
  const policySets = [[currentPolicy], stricter(agency.kind)]
  // One schema for both: what is remembered by one set of policies must not answer for the other.
  const asked = buildWith(null, agency, kind)
  const slow = buildWith(fieldByField, agency, kind)

  it('answers as if each field of each record were decided by itself', async () => {
    const stored = await readMadeUpCase(agency)
    const references = stored['person']?.map(({ _id }) => _id) ?? []
    let given = 0
    for (let seed = 0; seed < operationsPerAgency; seed += 1) {
      const pick = pickFrom(1000 * agency.position + seed)
      const policies = oneOf(policySets, pick)
      const builder = new OperationBuilder(Array.from({ length: 400 }, () => pick(60)))
      const person = asked.getType('Person')
      const selection = builder.selection(person, 5)
      const source = `query ($people: [_Any!]!, $yes: Boolean! = true, $no: Boolean! = false) {
        asked: __typename @include(if: $yes) @skip(if: $no)
        _entities(representations: $people) { ... on Person ${selection} } }
        ${builder.fragments.join(' ')}`
      const refs = Array.from({ length: 1 + pick(3) }, () => oneOf(references, pick))
      const people = refs.map((ref) => ({
        __typename: 'Person',
        id: 'p',
        [`${agency.field}Refs`]: pick(4) === 0 ? [ref, references[0]] : [ref],
        isAddressProtected: pick(4) === 0,
      }))
      const common = { agency, policies, isSuspended: pick(15) === 0 }
      const claims = claimsOf(agency.code, pick)
      const marked = markSome(stored, pick, staff)
      const answer = async (schema: GraphQLSchema) => {
        const contextValue = { ...common, claims, loaders: loadersOver(marked) }
        const variableValues = { people: structuredClone(people) }
        const { data, errors = [] } = await graphql({
          schema,
          source,
          contextValue,
          variableValues,
        })
        const disclosed = readDisclosedFields({ schema, document: parse(source), data, errors })
        for (const { extensions } of errors) reasons.add(extensions['reason'])
        if (errors.length === 0) given += 1
        return { data, errors: canonical(errors, data), disclosed }
      }
      expect({ source, ...(await answer(asked)) }).toStrictEqual({
        source,
        ...(await answer(slow)),
      })
    }
    expect(given).toBeGreaterThan(0)
  }, 120_000)
})

it('compares refusals of every sort', () => {
  expect([...reasons]).toStrictEqual(
    expect.arrayContaining([
      ...['CATEGORY_NOT_DISCLOSED', 'ADDRESS_PROTECTED', 'AGENCY_SUSPENDED', 'LIMITED_ACCESS'],
      'PUBLIC_INTEREST_TEST_MISSING',
    ]),
  )
})

it('compares with the slow way', () => {
  expect(builtFieldByField).toBe(readRegister().length)
})
